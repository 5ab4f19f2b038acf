import statistics
import time

import pytest
from textual import events
from textual.app import App

from persona_wizard.model.bank import WITH_CHOICES, Choice, Kind
from persona_wizard.model.interview import Answer, Pick
from persona_wizard.tui.widgets.answer import AnswerPane

SOURCES = ("Search", "Friends", "Press")


def answered(**more):
    return Answer(question="q", wording="?", at="2026-01-05T09:00:00Z", **more)


async def test_an_open_answer_is_typed_and_told(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.OPEN))
        await bench.type(pilot, *"hi", "enter", ">", "x")
        assert bench.last == AnswerPane.Changed("q", None, "hi\n>x")
        assert not bench.went_on


async def test_enter_ends_a_short_answer(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SHORT))
        await bench.type(pilot, *"nurse", "enter")
        assert bench.heard[-2:] == [
            AnswerPane.Changed("q", None, "nurse"),
            AnswerPane.GoOn("q"),
        ]


async def test_tab_leads_from_the_choice_to_its_remark_and_back(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE))
        await bench.type(pilot, "7", "tab", *"because 1", "tab", "8")
        assert bench.last == AnswerPane.Changed("q", 8, "because 1")


@pytest.mark.parametrize(
    ("kind", "choices", "keys", "value"),
    [
        (Kind.SCALE, (), ["7"], 7),
        (Kind.NUMBER, (), ["7"], 7),
        (Kind.YES_NO, (), ["y"], (Pick("yes", "Yes"),)),
        (Kind.ONE, SOURCES, ["2"], (Pick("friends", "Friends"),)),
    ],
)
async def test_a_burst_with_tabs_in_it_keeps_its_order(bench, ask, kind, choices, keys, value):
    async with bench.run_test() as pilot:
        await bench.begin(ask(kind, *choices))
        bench.burst([*keys, "tab", *"1a", "backspace", "â", "tab"])
        await pilot.pause()
        assert bench.last == AnswerPane.Changed("q", value, "1â")


async def test_enter_in_a_burst_moves_before_the_next_key(bench, ask):
    bench.following = [ask(Kind.YES_NO, id="second"), ask(Kind.SHORT, id="third")]
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE, id="first"))
        await bench.type(pilot, "1", "0", "enter", "y", "enter", *"Nurse")
        told = {m.question_id: m for m in bench.heard if isinstance(m, AnswerPane.Changed)}
        assert told == {
            "first": AnswerPane.Changed("first", 10, ""),
            "second": AnswerPane.Changed("second", (Pick("yes", "Yes"),), ""),
            "third": AnswerPane.Changed("third", None, "Nurse"),
        }


async def test_tab_in_an_open_answer_types_nothing(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.OPEN))
        await bench.type(pilot, "a", "tab")
        assert bench.last.text == "a"


async def test_moving_on_in_the_middle_of_a_burst_loses_and_misplaces_nothing(bench, ask):
    await move_on_in_a_burst(bench, ask)


async def test_the_pane_keeps_order_itself_where_the_app_does_not(bench, ask, monkeypatch):
    monkeypatch.setattr(type(bench), "on_event", App.on_event)
    await move_on_in_a_burst(bench, ask)


async def move_on_in_a_burst(bench, ask):
    bench.following = [ask(Kind.OPEN, id="second"), ask(Kind.SCALE, id="third")]
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.OPEN, id="first"))
        await bench.type(pilot, *"ab", "ctrl+t", *"cd", "backspace", "ctrl+t", "7")
        told = {message.question_id: message for message in bench.heard}
        assert told == {
            "first": AnswerPane.Changed("first", None, "ab"),
            "second": AnswerPane.Changed("second", None, "c"),
            "third": AnswerPane.Changed("third", 7, ""),
        }


async def test_what_was_answered_is_shown_again_and_nothing_is_told(bench, ask):
    async with bench.run_test() as pilot:
        for kind, answer in (
            (Kind.OPEN, answered(text="coffee\n> mornings")),
            (Kind.SHORT, answered(text="nurse")),
            (Kind.NUMBER, answered(value=4.5, text="a week")),
            (Kind.SCALE, answered(value=10, text="always")),
            (Kind.YES_NO, answered(value=(Pick("no", "No"),), text="never")),
            (Kind.ONE, answered(value=(Pick("press", "Press"),), text="the local one")),
            (Kind.MANY, answered(value=(Pick("search", "Search"), Pick("press", "Press")))),
            (Kind.ONE, answered(value=(Pick("gone", "No longer there"),))),
        ):
            await bench.begin(ask(kind, *(SOURCES if kind in WITH_CHOICES else ())), answer)
            await pilot.pause()
            assert (bench.pane.value, bench.pane.text) == (answer.value, answer.text)
        assert bench.heard == []


async def test_moving_between_questions_is_quick(bench, ask):
    many = tuple(f"Choice {n}" for n in range(12))
    questions = [ask(kind, id=kind) for kind in (Kind.OPEN, Kind.SCALE, Kind.NUMBER, Kind.YES_NO)]
    questions += [ask(Kind.ONE, *many, id="one"), ask(Kind.MANY, *many, id="many")]
    async with bench.run_test() as pilot:
        await bench.begin(questions[0])
        for question in questions:
            await bench.pane.show(question)
        await pilot.pause()
        took = []
        for question in questions * 4:
            began = time.perf_counter()
            await bench.pane.show(question)
            took.append(time.perf_counter() - began)
            await pilot.pause()
        assert statistics.median(took) < 0.02


async def test_keys_of_the_screen_reach_it_from_every_widget(bench, ask, the_screens):
    choices = (*SOURCES, Choice(slug="o", text="Other…", free_text=True))
    async with bench.run_test() as pilot:
        for kind in Kind:
            await bench.begin(ask(kind, *(choices if kind in WITH_CHOICES else ())))
            places = [[]]
            if kind not in (Kind.OPEN, Kind.SHORT):
                places.append(["tab"])
            if kind in WITH_CHOICES:
                places.append(["tab", "4"])
            for keys_there in places:
                await bench.type(pilot, *keys_there)
                bench.reached.clear()
                await bench.type(pilot, *the_screens)
                assert bench.reached == the_screens, (kind, keys_there)
            assert bench.pane.text == ""


async def test_a_question_mark_outside_text_reaches_the_screen(bench, ask):
    async with bench.run_test() as pilot:
        for kind in (Kind.ONE, Kind.SCALE, Kind.YES_NO):
            bench.reached.clear()
            await bench.begin(ask(kind, *(SOURCES if kind is Kind.ONE else ())))
            bench.post_message(events.Key("question_mark", "?"))
            await pilot.pause()
            assert bench.reached == ["question_mark"]


@pytest.mark.parametrize("size", [(1, 1), (4, 2), (20, 5)])
async def test_the_smallest_terminal_is_survived(bench, ask, size):
    async with bench.run_test(size=size) as pilot:
        for kind in Kind:
            choices = SOURCES if kind in WITH_CHOICES else ()
            await bench.begin(ask(kind, *choices, low="not at all", high="completely"))
            await bench.type(pilot, "1")
        assert bench.last.value == (Pick("yes", "Yes"),)


async def test_text_is_told_composed(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.OPEN))
        bench.burst(["e", "\u0301"])
        await pilot.pause()
        assert bench.last.text == "é"
