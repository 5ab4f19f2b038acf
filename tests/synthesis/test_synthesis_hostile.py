"""Whatever people typed: kept as it is, never a claim of its own, never a crash."""

import json
from pathlib import Path

import msgspec
import pytest
from synthesis_examples import ask, bank, choices, claim, draw, met, open_answers, took

from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import Persona
from persona_wizard.model.text import clean

BANK = bank(
    ask("q", Kind.ONE, choices=choices("web")), ask("open"), ask("score", Kind.SCALE, minimum=0)
)
HOSTILE = (
    "# Heading",
    "[^G1]: n of N",
    "![x](http://example.com/x.png)",
    "<script>alert(1)</script>",
    "{product} {q} \\{",
    "---\npersona: other\n---",
    "| a | b |\n|---|---|",
    "\u202ereversed\u202c \x1b]52;c;eA==\x07",
    "%s %d {0} {0.__class__}",
    "\u0301\u0301 ﷽ 👩‍👩‍👧‍👦",
    "a" * 20_000,
    "##\n#\n# #\n#-",
)


def written_and_read(persona):
    return msgspec.json.decode(msgspec.json.encode(persona), type=Persona)


def words_in(persona):
    """Everything that stands in a persona as it was typed."""
    claims = [(c.id, c.label, [(e.lines, e.quotes) for e in c.everyone]) for c in persona.claims]
    opened = [answers for section in persona.sections for answers in section.open_answers]
    return claims, [(e.pseudonym, e.lines, e.quotes) for one in opened for e in one.evidence]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_was_typed_is_kept_and_makes_no_claim(typed):
    text = clean(typed)
    persona = draw(met(1, answers={"open": text, "q": took("web", said=text)}), banks=(BANK,))
    assert [c.id for c in persona.claims] == ["q/web"]
    kept = open_answers(persona, "open").evidence[0]
    for line in kept.lines:
        assert line in text
    assert words_in(written_and_read(persona)) == words_in(persona)


def test_a_quote_is_told_word_for_word():
    said = "> “It's 100 % — *really* <b>late</b>”, & {product}"
    persona = draw(met(1, answers={"open": said}), banks=(BANK,))
    assert persona.lead_quote.quotes == ("“It's 100 % — *really* <b>late</b>”, & {product}",)


@pytest.mark.parametrize("slug", ["#", "median", "a/b", "", "ünïcødé", "x" * 5000])
def test_strange_slugs_from_a_file_that_someone_edited(slug):
    persona = draw(met(1, answers={"q": took(slug)}), banks=(BANK,))
    assert claim(persona, f"q/{slug}").n == 1


@pytest.mark.parametrize("value", [10**400, -1e308, 1e-300, 7.123456789])
def test_strange_numbers_do_not_break_a_tally(value):
    persona = draw(met(1, answers={"score": value}), met(2, answers={"score": 5}), banks=(BANK,))
    assert claim(persona, "score/median").base == 2


def test_strings_that_break_programs():
    file = Path(__file__).parents[3] / "shared/data/naughty-strings/blns.json"
    if not file.exists():
        pytest.skip(f"{file} is not there")
    strings = [clean(text) for text in json.loads(file.read_text(encoding="utf-8"))]
    start = "2026-01-01T00:00:00Z"
    people = [met(i, answers={"open": text}, started=start) for i, text in enumerate(strings)]
    persona = draw(*people, banks=(BANK,))
    assert words_in(written_and_read(persona)) == words_in(persona)
    for evidence in open_answers(persona, "open").evidence:
        said = next(p for p in people if p.id == evidence.interview).answers["open"].text
        for words in (*evidence.lines, *evidence.quotes):
            assert all(word in said for word in words.split())
