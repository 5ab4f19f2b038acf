"""The bank that a new one starts from: all six headings, with comments to write by."""

import json

from persona_wizard.model.headings import Audience

_FREQUENCY = """
### How often have you bought {product} in the last six months? {#purchase-frequency .bands stage=purchase}

- Less than once a month {#less-than-monthly}
- About once a month {#monthly}
- Every week or more often {#weekly}
- I can't say {state=dont-know}
"""  # noqa: E501  # a question and its attributes stand on one line

_BANK = """\
---
id: %(id)s
title: %(title)s
audience: %(audience)s
language: en
version: 0.1
minutes: 60
---

<!--
How a bank is written, in short:

## is one of the six headings, or Opening or Closing; ### is a question.
{#id .kind key=value} ends a question. Kinds: open (nothing), .short, .number, .one, .bands, .many,
.scale, .yes-no. Marks: .key (ask it even when time is short), .sensitive.
A paragraph is for the interviewer's eyes; a line that starts with > is said; a list is to choose from.
{product} is filled in with what the study sells. {from=background} brings questions of another bank.
A comment like this one is never shown. Check the bank with: persona-wizard bank check FILE
-->

## Opening

<!-- Said before the first question. Each [ ] is a consent that is asked for. -->

Thank you for making time for this. There are no right or wrong answers, and we can stop whenever you like.

- [ ] I am happy to take part {#consent-take-part}
- [ ] You may quote my words, without my name {#consent-quote}

## General information {from=background}

<!-- Occupation, location and family come from the bank “background”. Add your own below. -->

## Objectives

<!-- Expected: short-term-goals, long-term-goals. Ask for the last real occasion. -->

### What were you hoping to get done when you first looked for something like {product}? {#short-term-goals .key stage=awareness}

> What was going on just then?
>
> What else? (until nothing new comes)

### What would you like to be different in a year or two? {#long-term-goals}

> What else? (until nothing new comes)

## Personality and behaviour {from=background}

<!-- Expected: decision-process%(also)s; the others come from “background”. -->

### Please take me through the last time you decided about something like {product}, from the first thought to the end. {#decision-process .key stage=decision minutes=5}

> What happened next?
%(frequency)s
## Problems

<!-- Expected: product-problems, life-problems. -->

### %(problem)s {#product-problems .key stage=after-purchase}

> What did you do about it?
>
> What else? (until nothing new comes)

### Leaving all of this aside, what was hard about last week? {#life-problems}

> What else? (until nothing new comes)

## Suggestions and wishes

<!-- Expected: product-improvements, wished-solutions. A wish may be imagined; nothing else should be. -->

### %(wish)s {#product-improvements .key}

> What would that do for you?
>
> What else? (until nothing new comes)

### Away from {product}: what would you gladly hand to somebody else tomorrow? {#wished-solutions}

> What else? (until nothing new comes)

## Demographic information {from=background}

<!-- Last, optional, in bands. -->

## Closing

Thank you. Is there anything you would like me to leave out?
"""  # noqa: E501  # a question and its attributes stand on one line


def skeleton(bank_id: str, title: str, audience: Audience) -> str:
    """A bank that passes every check, to be rewritten question by question."""
    customers = audience is Audience.CUSTOMERS
    return _BANK % {
        "id": bank_id,
        # A JSON string is one in YAML, too, whatever is in it.
        "title": json.dumps(title, ensure_ascii=False),
        "audience": audience.value,
        "also": ", purchase-frequency" if customers else "",
        "frequency": _FREQUENCY if customers else "",
        "problem": "Tell me about the last time {product} was not as you wanted it."
        if customers
        else "Tell me about the last time what you use today let you down.",
        "wish": "What would you change about {product} if it were up to you?"
        if customers
        else "What would make {product} right for you?",
    }
