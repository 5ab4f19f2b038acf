import json
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from persona_wizard.model.bank import Choice, Kind, Question
from persona_wizard.model.interview import Answer, Pick
from persona_wizard.model.text import clean
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.widgets.answer import AnswerPane

NAUGHTY = Path(__file__).parents[4] / "shared/data/naughty-strings/blns.json"
OWN = ["[/foo]", "[int]", "[bold", "\\[", "[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07", "a\x00b"]


def naughty() -> list[str]:
    if not NAUGHTY.exists():
        pytest.skip(f"the list of naughty strings is not there: {NAUGHTY}")
    return OWN + json.loads(NAUGHTY.read_text(encoding="utf-8"))


async def test_brackets_neither_crash_nor_vanish():
    class Page(App[None]):
        def compose(self) -> ComposeResult:
            for text in OWN:
                yield Static(safe(text), classes="whole")
                yield Static(safe_line(text), classes="line")

    page = Page()
    async with page.run_test() as pilot:
        await pilot.pause()
        wholes = [str(static.render()) for static in page.query(".whole").results(Static)]
        lines = [str(static.render()) for static in page.query(".line").results(Static)]
        expected = ["[/foo]", "[int]", "[bold", "\\[", "[@click=app.quit]x[/]", "", "ab"]
        assert wholes == expected
        assert lines == expected


def shown(bench) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in bench.screen._compositor.render_strips()
    )


async def test_hostile_choices_are_shown_and_kept(bench):
    texts = naughty()
    async with bench.run_test(size=(60, 30)) as pilot:
        for start in range(0, len(texts), 60):
            choices = tuple(
                Choice(slug=str(n), text=text) for n, text in enumerate(texts[start : start + 60])
            )
            question = Question(
                id="q", wording="?", kind=Kind.MANY, heading="general", choices=choices
            )
            await bench.begin(question)
            await bench.type(pilot, "2", "end")
            await pilot.pause()
            assert bench.last.value == (Pick("1", choices[1].text),)
            assert "\x1b" not in shown(bench)
            assert "\x00" not in shown(bench)


async def test_hostile_text_is_shown_and_kept_in_answers_remarks_and_lines(bench):
    texts = naughty()
    whole = "\n".join(texts)
    other = (Choice(slug="o", text="Other…", free_text=True),)
    async with bench.run_test(size=(60, 30)) as pilot:
        for kind, choices in (
            (Kind.OPEN, ()),
            (Kind.SCALE, ()),
            (Kind.SHORT, ()),
            (Kind.ONE, other),
        ):
            question = Question(id=kind, wording="?", kind=kind, heading="general", choices=choices)
            answer = Answer(question=kind, wording="?", at="2026-01-05T09:00:00Z", text=whole)
            await bench.begin(question, answer)
            await pilot.pause()
            assert bench.pane.text == clean(whole)
            assert "\x1b" not in shown(bench)
        assert bench.heard == []
        await bench.type(pilot, "1")
        for text in texts[:80]:
            bench.post_message(events.Paste(text + " "))
        await pilot.pause()
        assert "\x1b" not in bench.last.value[0].said
        assert "[/foo] [int] [bold" in bench.last.value[0].said


async def test_hostile_text_pasted_is_the_same_as_cleaned(bench):
    whole = "\n".join(naughty())
    async with bench.run_test(size=(60, 30)) as pilot:
        await bench.begin(Question(id="q", wording="?", kind=Kind.OPEN, heading="general"))
        bench.post_message(events.Paste(whole))
        await pilot.pause()
        assert bench.last == AnswerPane.Changed("q", None, clean(whole))
