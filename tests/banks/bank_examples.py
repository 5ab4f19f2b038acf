"""Banks for tests, and a short way to read one."""

from persona_wizard.banks import BankError, read_bank
from persona_wizard.model.bank import Bank, Question

# ruff: noqa: E501  # a question and its attributes stand on one line

FRONT = """\
---
id: tea
title: Tea
audience: customers
---

"""

TEA_CLUB = """\
---
id: tea-club
title: "Tea club: members"
audience: customers
language: no
version: 2.10
minutes: 40
---

## Opening

We drink {product} together.
Ask me anything.

- [ ] I take part {#consent-take-part}
- [ ] You may quote me

## Objectives

### What were you after when you first tried {product}? {#short-term-goals .key minutes=4}

Keep to that day.

> And what else?
>
> Who was with you?

### Which of these did you read? {#information-sources .many stage=awareness concepts="channels pain-points"}

- Friends & family {indicates="relationship-focused influencer"}
- The trade press {#press}
- None {.alone}
- I can't say {state=dont-know}
- Other…

## Problems

### How happy are you? {#happiness .scale min=0 max=10 low="not at \\"all\\"" high='fully'}

### What is wrong with {competitor}, of which you said {happiness}? {#barriers when="happiness < 7 and not information-sources includes press"}

### How many cups a day? {.number min=0 max=20.5 unit=cups field=lifestyle .sensitive}

### Would you buy it again? {#again .yes-no}

### How old are you? {#age-group .bands}

- Under 30
- 30 or over {#from-30}

## Closing

### Anything else you do? {#else .short field=interests}

## Closing

Thank you.
"""


def no_bank(_: str) -> None:
    return None


def read(source: str, **others: str) -> Bank:
    """The bank in `source`, which may include `others`, by id (`_` for `-`)."""
    return read_bank(source, "tea.md", {k.replace("_", "-"): v for k, v in others.items()}.get)


def faults_of(source: str, **others: str) -> list[str]:
    """Its faults as printed; empty where it can be read."""
    try:
        read(source, **others)
    except BankError as error:
        return [str(fault) for fault in error.faults]
    return []


def question(markdown: str) -> Question:
    """The one question of a bank that holds this and a heading."""
    (only,) = read(f"{FRONT}## Problems\n\n{markdown}\n").questions
    return only


def faults_under_heading(markdown: str) -> list[str]:
    """Faults of Markdown under `## Problems`; its first line is line 9."""
    return faults_of(f"{FRONT}## Problems\n\n{markdown}\n")
