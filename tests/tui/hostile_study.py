"""A study in which every place where people type holds hostile text, hundreds of strings at once.

Most of it is written past the doors at which typed text is cleaned, as a hand or another program
would leave it in the files: control codes and all.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from pages import hostile_strings

from persona_wizard.banks import bank_digest
from persona_wizard.model.composing import (
    Code,
    ComposedClaim,
    Hypothesis,
    ObservationKey,
    marks,
)
from persona_wizard.model.departments import DEPARTMENTS
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import (
    Answer,
    BankRef,
    Interview,
    Note,
    Participant,
    Pick,
    Revision,
    State,
)
from persona_wizard.model.observations import observations
from persona_wizard.model.study import (
    AcceptedGap,
    Advice,
    Curation,
    Photo,
    Rewording,
    Study,
)
from persona_wizard.model.text import clean_line, slug
from persona_wizard.store import StudyFolder

LOUD = "[bold red]loud[/bold red]"
# Each would change the screen if it were read as markup, or be dropped, or end the app.
OWN = (
    LOUD,
    "[/closed] [unclosed [link=https://example.com]x[/link]",
    "[@click=app.exit]press[/] $accent [$error]e[/]",
    "<script>alert(1)</script> <b>b</b> &amp; `code` **strong**",
    "{product} {} {0} {competitor} \\{product\\} %s %(x)s {new_line}",
    "\x1b]0;owned\x07\x1b[31mred\x1b[0m\x9b2J\x00\x07 end",
    "\x1b]52;c;aGk=\x07clip \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9d0;title\x9c c1 \x90dcs \x84\x85 \x1bc reset \x7f",
    "\u202eright to left\u202c \u2066isolated\u2069 zero\u200bwidth \ufeff",
    "朝のコーヒー 👩‍👩‍👧‍👦 🇻🇳 a\u0301\u0323 Ҝ ﷽",
    "\u0300\u0301\u0302" * 40 + "tall",
    "word" * 200,
    "- > # ? #tag [x] | a | b |\n\n---\n### {#id}",
    "\ud800 lone \udfff",
    '=HYPERLINK("http://evil.example","x")',
    "../../../etc/passwd",
    "CON",
    "C:\\windows\\system32",
    "-rf *; $(reboot) `reboot` | sh",
)
CHOICES = 4
# Half of a character: no file holds one.
_LONE = re.compile("[\ud800-\udfff]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def every_string() -> list[str]:
    """Every hostile string, once; skips aloud where the shared ones are not there."""
    return list(dict.fromkeys((*OWN, *hostile_strings())))


def worded(strings: Iterable[str]) -> list[str]:
    """Those that say something once they are cleaned."""
    return [text for text in strings if clean_line(text)]


def in_markdown(text: str) -> str:
    """A text on one line such that a bank reads it as it is."""
    return _PUNCTUATION.sub(r"\\\1", clean_line(text))


class Chunk(Struct, frozen=True):
    """Strings that say something, all different once they are cleaned; and the study of them."""

    strings: tuple[str, ...]
    store: StudyFolder


def chunk_of(strings: Sequence[str]) -> tuple[str, ...]:
    """Strings that say something and fit into a file, all different once they are on a line."""
    kept = (_LONE.sub("", text) for text in worded(strings))
    return tuple({clean_line(text): text for text in kept}.values())


def hostile_bank(strings: Sequence[str], bank_id: str = "hostile") -> str:
    """A bank whose every word is one of these: title, wordings, choices, ends, guidance."""
    some = deque(in_markdown(text) for text in strings)
    used = 0

    def next_one() -> str:
        nonlocal used
        used += 1
        some.rotate(-1)
        return some[-1]

    def choices(number: int) -> str:
        taken: dict[str, str] = {}
        # What would be the same choice comes elsewhere.
        while len(taken) < CHOICES and (slug(some[0]) or some[0]) not in taken:
            text = next_one()
            taken[slug(text) or text] = text
        lines = (f"- {text} {{#c{number}-{n}}}" for n, text in enumerate(taken.values()))
        return "\n".join((*lines, f"- In another way… {{#other-{number}}}"))

    title = clean_line(strings[0]).replace("\\", "\\\\").replace('"', '\\"')
    parts = [
        f'---\nid: {bank_id}\ntitle: "{title}"\naudience: prospects\n---',
        f"## Opening\n\n{next_one()}",
        f"- [ ] {next_one()} {{#consent-take-part}}\n- [ ] {next_one()} {{#consent-quote}}",
        "## Objectives",
        f"### {next_one()} {{#short-term-goals .key}}\n\n{next_one()}\n\n> {next_one()}",
        f"### {next_one()} {{#uses .short}}",
        f'### {next_one()} {{#weeks .number min=0 max=520 unit="weeks"}}',
        "## Problems",
        f"### {next_one()} {{#barriers}}",
        f"### {next_one()} {{#happy field=product-problems .scale min=0 max=10}}",
        f"### {next_one()} {{#bought .yes-no}}",
        "## Personality and behaviour",
    ]
    number = 0
    while used < len(strings):
        kind = ".one" if number % 2 else ".many"
        parts.append(
            f"### {next_one()} {{#ask-{number} {kind} stage=decision}}\n\n"
            f"{next_one()}\n\n> {next_one()}\n\n{choices(number)}"
        )
        number += 1
    return "\n\n".join((*parts, f"## Closing\n\n{next_one()}\n"))


def hostile_study(folder: Path, strings: Sequence[str], people: int = 40) -> Chunk:
    """A study that holds each of these strings in every place that holds many things."""
    chunk = chunk_of(strings)
    store = StudyFolder.create(folder, Study(title=chunk[0]))
    source = hostile_bank(chunk)
    store.save_own_bank("hostile.md", source)
    ref = BankRef("hostile", bank_digest(source))
    store.keep_bank(ref.id, ref.digest, source)
    interviews = tuple(islice(_interviews(chunk, ref), people))
    for interview in interviews:
        store.begin(interview).close()
        one = next(_from(chunk, int(interview.id, 16)))
        store.save_participant(Participant(interview.participant, interview.pseudonym, one, one))
    store.save_study(hostile_settings(chunk, interviews))
    return Chunk(chunk, store)


def _from(strings: Sequence[str], start: int) -> Iterator[str]:
    """The strings again and again, from this place on."""
    return islice(cycle(strings), start % len(strings), None)


def _interviews(strings: Sequence[str], ref: BankRef) -> Iterator[Interview]:
    """A person for each string; the first said, noted and worded every one of them."""
    for number, string in enumerate(strings):
        day = f"2026-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T09:00:00Z"
        mine = _from(strings, number)
        said = strings if number == 0 else [next(mine) for _ in range(3)]
        yield Interview(
            id=f"{number:012x}",
            participant=f"person-{number}",
            pseudonym=string,
            audience=Audience.PROSPECTS,
            bank=ref,
            started=day,
            finished=day if number % 3 else None,
            consent={"consent-take-part": True, "consent-quote": True},
            answers={answer.question: answer for answer in _answers(said, number, day)},
            notes=tuple(
                Note(id=f"{n:08x}", text=text, question="barriers") for n, text in enumerate(said)
            ),
            next_time=string,
        )


def _answers(said: Sequence[str], number: int, day: str) -> Iterator[Answer]:
    some = cycle(said)
    lines = "\n".join(f"{text}\n\n> {text}" for text in said)
    asked = "\n".join(f"? {clean_line(text)}\n{clean_line(text)} #shared" for text in said)
    for question, value, text in (
        ("short-term-goals", None, lines),
        ("barriers", None, asked),
        ("uses", None, next(some)),
        ("weeks", number, next(some)),
        ("happy", number % 11, "\n".join(said)),
        ("bought", (Pick("yes" if number % 2 else "no", next(some)),), next(some)),
    ):
        earlier = tuple(Revision(day, State.ANSWERED, value, text) for text in said[:20])
        yield Answer(
            question=question,
            wording=next(some),
            at=day,
            value=value,
            text=text,
            open=False,
            revisions=earlier,
        )
    for n in range(8):
        if (number + n) % 3 == 0:
            continue
        picks = (Pick(f"c{n}-{number % 2}", next(some)), Pick(f"other-{n}", "Other…", next(some)))
        taken = picks if n % 2 == 0 else picks[number % 2 :][:1]
        yield Answer(question=f"ask-{n}", wording=next(some), at=day, value=taken, text=next(some))
    if number == 1:
        yield Answer(
            question="ask-8", wording=next(some), at=day, state=State.DECLINED, text=next(some)
        )


def hostile_settings(strings: Sequence[str], interviews: Sequence[Interview]) -> Study:
    """Everything that a researcher writes: each of these strings in each kind of place."""
    keys = [
        ObservationKey(interview.id, question, mark)
        for interview in interviews
        for question in ("short-term-goals", "barriers")
        for mark in marks(observations(interview.answers[question].text))
    ]
    links = cycle(keys)
    claims = tuple(
        ComposedClaim(
            id=f"composed/{n:08x}",
            heading=HEADINGS[n % 6].id,
            sentence=text,
            supports=(next(links), next(links)),
            against=(next(links),) if n % 5 == 0 else (),
        )
        for n, text in enumerate(strings)
    )
    some = cycle(strings)
    everyone = [interview.participant for interview in interviews]
    personas = tuple(
        Curation(
            id="persona" if n == 0 else f"persona-{n:08x}",
            name=next(some),
            tagline=next(some),
            photo=Photo(alt=next(some), source=next(some), placeholder=True),
            accepted=(AcceptedGap("field/income", next(some)), AcceptedGap("photo", next(some))),
            members=tuple(everyone[n : n + 6]) if n else (),
            grouped_because=next(some),
            reworded=tuple(
                Rewording(claim.id, next(some), "0" * 64, next(some)) for claim in claims[::4]
            ),
            hidden=tuple(claim.id for claim in claims[3::11]),
            pinned=tuple(claim.id for claim in claims[5::13]),
            advice=tuple(
                Advice(next(some), text, (claims[m].id, next(some)))
                for m, text in enumerate(strings)
            )
            if n == 0
            else (),
        )
        for n in range(4)
    )
    return Study(
        title=strings[0],
        target_market=next(some),
        segment=next(some),
        words={"product": strings[0], "competitor": strings[1], "own-word": next(some)},
        lists={
            "competitors": tuple(islice(some, 5)),
            "income-bands": tuple(islice(some, 5)),
            "own-list": tuple(strings),
        },
        personas=personas,
        claims=claims,
        hypotheses=tuple(
            Hypothesis(id=f"hypothesis/{n:08x}", heading=HEADINGS[n % 6].id, sentence=text)
            for n, text in enumerate(strings)
        ),
        codes=tuple(
            Code(tag=text, definition=text, example=text, aliases=(next(some),)) for text in strings
        ),
        read=tuple(keys[::7]),
        departments=tuple(
            replace(one, title=next(some), question=next(some)) for one in DEPARTMENTS[:2]
        ),
    )
