"""A bank for a real survey, made by hand: developers about their tools."""

BANK = """\
---
id: otel
title: Developer experience
audience: customers
---

## General information

### How large is your engineering organization or department? {#company-size .one}

- 0-50
- 50-100
- 100-1000
- \\>1000 {#over-1000}

### What industry do you work in? {#industry .one}

- Technology
- Finance
- Media
- Retail
- Healthcare
- Advertisement
- Automotive
- other…

### What type of team do you work on? {#occupation .one}

- Developer
- Observability
- DevOps
- SRE
- Platform Engineering
- Sales Engineering
- Developer Relations
- other…

### Do you work for an Observability or APM (monitoring) vendor? {#vendor .yes-no}

### Are you running OpenTelemetry in Production? {#production .yes-no}

## Personality and behaviour

### Where in your Observability journey is your organization? {#journey .one}

- Beginner - Learning about observability / Have used monitoring tools {#beginner}
- Intermediate - We are setting up an Observability practice {#intermediate}
- Expert - We have a well-established Observability practice {#expert}

### Where did you get your day 1 information on getting started with OpenTelemetry? \
(Select all that apply) {#information-sources .many}

- OpenTelemetry Website {#website}
- Language implementation documentation page {#documentation}
- GitHub
- Vendor documentation {#vendor}
- Elsewhere…

### Do you use OpenTelemetry SDK directly or via vendor SDK of the languages you use? {#sdk .one}

- Official OpenTelemetry SDK {#official}
- Vendor OpenTelemetry SDK {#vendor}
- Custom OpenTelemetry SDK {#custom}

### What environments are you using the OpenTelemetry collector? (select all that apply) \
{#environments .many}

- Local
- Test/Staging
- Production
- We don’t use the OpenTelemetry collector {#none .alone}

### Which collector distribution do you use? {#distribution .one}

- OTel Collector-contrib (otel/opentelemetry-collector-contrib) {#contrib}
- OTel Collector core (otel/opentelemetry-collector) {#core}
- OTel Collector-k8s (otel/opentelemetry-collector-k8s) {#k8s}
- OTel Collector OTLP Distro (otel/opentelemetry-collector-otlp) {#otlp}
- Grafana Alloy
- Custom build (ocb) {#custom}
- AWS ADOT
- No OpenTelemetry collector {#none}
- Something else…

### What programming languages are you using with OpenTelemtery? (select all that apply) \
{#languages .many}

- Go
- Java
- Python
- Javascript/Typescript
- Another…

### Which platforms are you running OpenTelemety on? (select all that apply) {#platforms .many}

- Kubernetes
- AWS
- AWS serverless environments (Lambda, Fargate, etc.) {#aws-serverless}
- GCP
- GCP serverless environment (Cloud Run Functions, etc.) {#gcp-serverless}
- Azure
- Azure serverless environments (Functions, Azure Container Apps, etc.) {#azure-serverless}
- VMs
- Bare metal
- Vercel
- Cloudflare
- Something else…

### What kind of service do you regularly work on? (select all that apply) {#services .many}

- Backend
- Browser
- Mobile
- Operations/Infrastructure
- Something else…

## Problems

### How complex was it to manually instrument your application with OpenTelemetry? \
{#manually .scale min=1 max=5 low="very easy" high="very difficult"}

### How complex was it to get started operating the OpenTelemetry Collector? \
{#collector .scale min=1 max=5 low="very easy" high="very difficult"}

### How complex was it to get started with OpenTelemetry SDK? (skip if you don't use) \
{#getting-started .scale min=1 max=5 low="very easy" high="very difficult"}

### How complex was it to get started with auto-instrumentation? (skip if you don't use) \
{#automatically .scale min=1 max=5 low="very easy" high="very difficult"}

### Did you encounter any issues when installing OpenTelemetry SDK in your application? \
(select all that apply) {#installing .many}

- Documentation was unclear {#documentation}
- Configuring SDK
- Installing instrumentation libraries and plugins {#plugins}
- No issues {#none .alone}
- Something else…

### Did you encounter any issues when using auto-instrumentation in your application? \
(select all that apply) {#instrumenting .many}

- Documentation was unclear {#documentation}
- Debugging
- Disabling specific instrumentation libraries {#disabling}
- No issues {#none .alone}
- Something else…

### Did you encounter any issues when operating the OpenTelemetry Collector? \
(select all that apply or skip if you don't use a Collector) {#operating .many}

- Using OpenTelemetry Collector Transforming Language (OTTL) {#ottl}
- No issues {#none .alone}
- Something else…

### Did you encounter any issues when manually instrumenting your application? \
{#product-problems .many}

- Documentation was unclear {#documentation}
- Context Propagation {#context}
- Enriching auto-generated telemetry {#enriching}
- Configuring logging bridge {#logging}
- Using Metrics API {#metrics}
- Configuring resource detectors {#detectors}
- No issues {#none .alone}
- Something else…

## Suggestions and wishes

### What could be changed to improve the developer experience? {#product-improvements}
"""
COLUMNS = """\
[questions]
product-improvements = 23
"""
