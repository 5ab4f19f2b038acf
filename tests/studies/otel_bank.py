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

## Problems

### How complex was it to manually instrument your application with OpenTelemetry? \
{#manually .scale min=1 max=5 low="very easy" high="very difficult"}

### How complex was it to get started operating the OpenTelemetry Collector? \
{#collector .scale min=1 max=5 low="very easy" high="very difficult"}

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
