"""A bank at a glance: its questions, one a line."""

from itertools import groupby

from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import heading


def outline(bank: Bank) -> str:
    """The bank's title, its headings and its questions as plain text."""
    about = [bank.id, bank.audience or "for other banks to include", bank.language]
    if bank.version:
        about.append(f"version {bank.version}")
    if bank.minutes is not None:
        about.append(f"{bank.minutes:g} minutes")
    out = [bank.title, ", ".join(about)]
    for heading_id, questions in groupby(bank.questions, key=lambda q: q.heading):
        out += ["", heading(heading_id).title]
        out += [f"  {_line(question)}" for question in questions]
    return "\n".join(out)


def _line(question: Question) -> str:
    notes = [] if question.kind is Kind.OPEN else [question.kind.value]
    notes += ["key"] if question.key else []
    notes += ["sensitive"] if question.sensitive else []
    notes += ["asked on a condition"] if question.when else []
    return f"{question.wording} [{', '.join([question.id, *notes])}]"
