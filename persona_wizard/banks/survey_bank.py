"""A bank proposed from a survey: its questions, with what was guessed marked to be confirmed."""

import json
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from persona_wizard.banks.checks import check_bank
from persona_wizard.banks.reading import read_bank
from persona_wizard.banks.survey_headings import GuessedHeading, guess_heading
from persona_wizard.banks.survey_kinds import GuessedKind, guess_kind, several
from persona_wizard.banks.survey_language import survey_language
from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import FIELDS, HEADINGS, Audience
from persona_wizard.model.languages import words_in
from persona_wizard.model.text import clean_line, slug
from persona_wizard.model.unanswered import state_written

_DEMOGRAPHICS = "demographics"
_LONGEST_ID = 40
_AT_START = re.compile(r"^[!-/:-@\[-`{-~]|[\\{}]")
_NUMBERED = re.compile(r"\d+[.)]")
_ASKED_SO = "it was asked so in the survey"
_CONFIRM = "Confirm"


class SurveyQuestion(Struct, frozen=True):
    """A question as a survey asked it, what was answered, and its choices where they are known.

    `guessed` where the file does not tell its wording.
    """

    wording: str
    values: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    guessed: bool = False


class _Proposed(Struct, frozen=True):
    id: str
    wording: str
    heading: GuessedHeading
    kind: GuessedKind
    guessed: bool = False


def survey_bank(
    bank_id: str,
    title: str,
    audience: Audience,
    asked: Sequence[SurveyQuestion],
    study_language: str = "",
) -> str:
    """The source of a bank that reads without a fault, and passes its checks."""
    language = survey_language(
        (question.wording for question in asked),
        (value for question in asked for value in question.values),
        study_language,
    )
    proposed = _proposed(asked, language)
    bank = _Bank(bank_id, title, audience, language, proposed)
    # What its own checks remark can't be helped any more: it is said why, beside each question.
    plain = bank.source({})
    read = read_bank(plain, bank_id, lambda _: None, words=())
    lines = {question.line: question.id for question in read.questions}
    remarks: dict[str, list[str]] = {}
    for remark in check_bank(read, bank_id):
        remarks.setdefault(lines.get(remark.line, ""), []).append(remark.rule)
    return bank.source(remarks)


class _Bank(Struct, frozen=True):
    id: str
    title: str
    audience: Audience
    language: str
    questions: tuple[_Proposed, ...]

    def source(self, allowed: Mapping[str, Sequence[str]]) -> str:
        words = words_in(self.language)
        parts = [
            self._front(allowed.get("", ())),
            _ABOUT,
            f"## {words.opening}\n\n{_CONSENT.get(self.language, _CONSENT['en'])}",
        ]
        first = [heading.id for heading in HEADINGS if heading.id != _DEMOGRAPHICS]
        for heading in (*first, _DEMOGRAPHICS):
            theirs = [one for one in self.questions if one.heading.heading == heading]
            if theirs:
                parts.append(f"## {words.headings[heading]}")
                parts += [self._question(one, allowed.get(one.id, ())) for one in theirs]
        return "\n\n".join(parts) + "\n"

    def _front(self, allowed: Sequence[str]) -> str:
        lines = [
            "---",
            f"id: {self.id}",
            f"title: {json.dumps(self.title, ensure_ascii=False)}",
            f"audience: {self.audience.value}",
            f"language: {self.language}",
            "version: 0.1",
        ]
        if allowed:
            lines.append(f"allow: {json.dumps(_allow(allowed), ensure_ascii=False)}")
        return "\n".join([*lines, "---"])

    def _question(self, one: _Proposed, allowed: Sequence[str]) -> str:
        kind = one.kind
        marks = [f"#{one.id}"]
        if kind.kind is not Kind.OPEN:
            marks.append(f".{kind.kind}")
        if kind.minimum is not None:
            marks.append(f"min={kind.minimum} max={kind.maximum}")
        marks += [
            f'{name}="{_in_quotes(text)}"'
            for name, text in (("low", kind.low), ("high", kind.high), ("unit", kind.unit))
            if text
        ]
        if one.heading.field and one.heading.field != one.id:
            marks.append(f"field={one.heading.field}")
        if allowed:
            marks.append(f'allow="{_allow(allowed)}"')
        parts = [
            f"### {_escaped(one.wording)} {{{' '.join(marks)}}}",
            f"<!-- {_CONFIRM} the heading: {_why(one.heading)}. The kind: {kind.sign}. -->",
        ]
        if one.guessed:
            parts.append("<!-- The file does not tell how this was asked: write it above. -->")
        if kind.choices:
            parts.append("\n".join(self._choices(kind)))
        return "\n\n".join(parts)

    def _choices(self, kind: GuessedKind) -> list[str]:
        taken: set[str] = set()
        lines = []
        for text in kind.choices:
            # Dots at the end would leave room for words.
            text = text.rstrip("…").removesuffix("...").strip()
            identity = _fresh(slug(text), taken, "choice")
            state = state_written(text, self.language)
            marks = [f"#{identity}"] if identity != slug(text) else []
            marks += [f"state={state.value}"] if state else []
            lines.append(_choice(_escaped(text), marks))
        if kind.other:
            other = "Khác…" if self.language == "vi" else "Other…"
            identity = _fresh(slug(other), taken, "choice")
            lines.append(_choice(other, [f"#{identity}"] if identity != slug(other) else []))
        return lines


_ABOUT = """\
<!--
Proposed from a survey. Every question is followed by what was guessed: confirm it, or move the
question to where it belongs. Then take the comment away. Choices are what several people answered.
allow= keeps from being remarked what a survey that was asked can't change any more.
-->"""
_CONSENT = {
    "en": """\
- [ ] I am happy to take part {#consent-take-part}
- [ ] You may quote my words, without my name {#consent-quote}""",
    "vi": """\
- [ ] Tôi đồng ý tham gia {#consent-take-part}
- [ ] Tôi đồng ý cho trích lời của tôi, không nêu tên {#consent-quote}""",
}


def _proposed(asked: Sequence[SurveyQuestion], language: str) -> tuple[_Proposed, ...]:
    taken: set[str] = set()
    proposed = []
    for question in asked:
        wording = clean_line(question.wording)
        # The choices would tell of other things than the question does.
        heading = guess_heading("" if question.guessed else question.wording)
        wanted = heading.field or slug(wording)
        # A field's name says where a question belongs, be it a chance or not.
        if wanted in FIELDS and wanted != heading.field:
            heading = guess_heading("")
            wanted = f"asked-{wanted}"
        identity = _fresh(wanted if wanted not in taken else slug(wording), taken, "question")
        kind = guess_kind(question.values, language, wording)
        if question.choices:
            kind = several(question.choices)
        proposed.append(_Proposed(identity, wording, heading, kind, question.guessed))
    return tuple(proposed)


def _choice(text: str, marks: Sequence[str]) -> str:
    return f"- {text} {{{' '.join(marks)}}}" if marks else f"- {text}"


def _fresh(wanted: str, taken: set[str], otherwise: str) -> str:
    """An id that is not taken yet, and is from now on."""
    cut = wanted if len(wanted) <= _LONGEST_ID else wanted[:_LONGEST_ID].rpartition("-")[0]
    base = cut or otherwise
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, 10_000))
    found = next(one for one in candidates if one not in taken)
    taken.add(found)
    return found


def _why(heading: GuessedHeading) -> str:
    if heading.sign:
        return f"guessed from “{heading.sign}”"
    return "no word told it, so it stands here"


def _allow(rules: Sequence[str]) -> str:
    return "; ".join(f"{rule}: {_ASKED_SO}" for rule in dict.fromkeys(rules))


def _escaped(text: str) -> str:
    """A text that Markdown and a bank read as it is."""
    start = _NUMBERED.match(text)
    text = _AT_START.sub(r"\\\g<0>", text)
    if start:
        text = f"{text[: start.end() - 1]}\\{text[start.end() - 1 :]}"
    # A # at the end would close the heading.
    before = text.removesuffix("#")
    escaped = (len(before) - len(before.rstrip("\\"))) % 2 == 1
    return text if before in ("", text) or escaped else f"{before}\\#"


def _in_quotes(text: str) -> str:
    return re.sub(r'[\\{}"]', "", text)
