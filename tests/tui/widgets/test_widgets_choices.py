from textual import events

from persona_wizard.model.bank import Choice, Kind
from persona_wizard.model.interview import Answer, Pick, State
from persona_wizard.tui.widgets.choices import Choices, Row
from persona_wizard.tui.widgets.writing import LineInput

SOURCES = ("Search", "Friends", "Press")
OTHER = Choice(slug="other", text="Other…", free_text=True)
NONE = Choice(slug="none", text="None of these", alone=True)
CANNOT = Choice(slug="cannot", text="I can't say", state=State.DONT_KNOW)


def taken(bench):
    return [pick.choice for pick in bench.pane.value or ()]


def on_screen(bench):
    rows = [row for row in bench.query(Row) if row.display]
    return ["".join(s.text for s in row.render_line(0)).strip() for row in rows]


async def test_one_choice_by_keys(bench, ask):
    async with bench.run_test() as pilot:
        for keys, expected in (
            (["1"], ["search"]),
            (["1", "3"], ["press"]),
            (["2", "2"], []),
            (["down", "space"], ["friends"]),
            (["end", "space"], ["press"]),
            (["up", "space"], ["search"]),
            (["9"], []),
            (["z"], []),
        ):
            await bench.begin(ask(Kind.ONE, *SOURCES))
            await bench.type(pilot, *keys)
            assert taken(bench) == expected, keys


async def test_many_choices_and_those_that_stand_alone(bench, ask):
    async with bench.run_test() as pilot:
        for keys, expected in (
            (["3", "1"], ["search", "press"]),
            (["1", "3", "1"], ["press"]),
            (["1", "2", "4"], ["none"]),
            (["4", "2"], ["friends"]),
            (["1", "5"], ["cannot"]),
            (["5", "1", "2"], ["search", "friends"]),
        ):
            await bench.begin(ask(Kind.MANY, *SOURCES, NONE, CANNOT))
            await bench.type(pilot, *keys)
            assert taken(bench) == expected, keys


async def test_yes_and_no_by_letter_and_digit(bench, ask):
    async with bench.run_test() as pilot:
        for key, slug in (("y", "yes"), ("n", "no"), ("1", "yes"), ("2", "no")):
            bench.heard.clear()
            await bench.begin(ask(Kind.YES_NO))
            await bench.type(pilot, key, "enter")
            assert taken(bench) == [slug]
            assert bench.went_on


async def test_capitals_follow_the_digits(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *(f"c{n}" for n in range(1, 13))))
        await bench.type(pilot, "9", "A", "C")
        assert taken(bench) == ["c9", "c10", "c12"]
        assert on_screen(bench)[8:10] == ["[x] 9 c9", "[x] A c10"]


async def test_a_word_in_a_long_list_is_a_remark_and_picks_nothing(bench, ask):
    async with bench.run_test() as pilot:
        for word in ("and a friend", "Amazon", "BBC radio", "c"):
            await bench.begin(ask(Kind.MANY, *(f"c{n}" for n in range(1, 15)), NONE))
            await bench.type(pilot, "2", *word)
            assert taken(bench) == ["c2"], word
            assert bench.pane.text == word


async def test_a_choice_alone_that_was_a_slip_gives_back_what_it_took_away(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *SOURCES, NONE))
        await bench.type(pilot, "1", "3", "4")
        assert taken(bench) == ["none"]
        await bench.type(pilot, "4")
        assert taken(bench) == ["search", "press"]


async def test_yes_and_no_may_be_spelled_and_followed_by_a_reason(bench, ask):
    async with bench.run_test() as pilot:
        for typed, picked, remark in (
            ("yes", ["yes"], ""),
            ("No", ["no"], ""),
            ("no because of the lid", ["no"], "because of the lid"),
            ("not really", [], "not really"),
            ("yesterday", [], "yesterday"),
            ("maybe", [], "maybe"),
        ):
            await bench.begin(ask(Kind.YES_NO))
            await bench.type(pilot, *typed)
            assert (taken(bench), bench.pane.text) == (picked, remark), typed


async def test_enter_takes_what_is_under_the_cursor_and_goes_on(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.ONE, *SOURCES))
        await bench.type(pilot, "down", "enter")
        assert taken(bench) == ["friends"]
        assert bench.went_on


async def test_enter_leaves_what_is_picked_alone(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *SOURCES))
        await bench.type(pilot, "1", "down", "enter")
        assert taken(bench) == ["search"]
        assert bench.went_on


async def test_signs_tell_what_is_picked_and_where_the_cursor_is(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.ONE, *SOURCES))
        await bench.type(pilot, "2")
        assert on_screen(bench) == ["( ) 1 Search", "› (•) 2 Friends", "( ) 3 Press"]


async def test_other_opens_a_line_and_keeps_what_was_said(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *SOURCES, OTHER))
        await bench.type(pilot, "1", "4", *"a 1st neighbour")
        assert bench.last.value == (
            Pick("search", "Search"),
            Pick("other", "Other…", "a 1st neighbour"),
        )
        await bench.type(pilot, "up", "4")
        assert taken(bench) == ["search"]
        await bench.type(pilot, "4")
        assert bench.last.value[-1].said == "a 1st neighbour"
        await bench.type(pilot, "enter")
        assert bench.went_on


async def test_enter_on_other_waits_for_what_was_said(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.ONE, OTHER, *SOURCES))
        await bench.type(pilot, "up", "enter")
        assert not bench.went_on
        await bench.type(pilot, *"web", "enter")
        assert bench.last.value == (Pick("other", "Other…", "web"),)
        assert bench.went_on


def lines_in_sight(bench):
    return [line.value for line in bench.query_one(Choices).query(LineInput) if line.display]


async def test_what_was_said_comes_back_with_its_question_only(bench, ask):
    said = Answer(question="q", wording="?", at="", value=(Pick("other", "Other…", "the press"),))
    async with bench.run_test():
        await bench.begin(ask(Kind.ONE, *SOURCES, OTHER), said)
        assert lines_in_sight(bench) == ["the press"]
        assert bench.pane.value == said.value
        await bench.begin(ask(Kind.ONE, *SOURCES, OTHER))
        assert lines_in_sight(bench) == []
        await bench.begin(ask(Kind.ONE, *SOURCES, OTHER), said)
        assert lines_in_sight(bench) == ["the press"]


async def test_two_lines_for_two_others(bench, ask):
    another = Choice(slug="shop", text="Another shop…", free_text=True)
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, another, "Search", OTHER))
        await bench.type(pilot, "1", *"abc", "down", "down", "space", *"xyz")
        assert bench.last.value == (
            Pick("shop", "Another shop…", "abc"),
            Pick("other", "Other…", "xyz"),
        )


async def test_a_click_picks_and_unpicks(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *SOURCES))
        await pilot.pause()
        await pilot.click(bench.query(Row)[1])
        assert taken(bench) == ["friends"]
        await pilot.click(bench.query(Row)[1])
        assert taken(bench) == []


async def test_a_long_list_scrolls_with_the_cursor_and_keeps_the_remark_in_sight(bench, ask):
    async with bench.run_test(size=(40, 12)) as pilot:
        await bench.begin(ask(Kind.ONE, *(f"c{n}" for n in range(1, 101))))
        await bench.type(pilot, "end")
        await pilot.pause()
        last = [row for row in bench.query(Row) if row.display][99]
        assert bench.screen.region.contains_region(last.region)
        await bench.type(pilot, "space", "tab")
        await pilot.pause()
        assert bench.screen.region.contains_region(bench.focused.region)
        assert taken(bench) == ["c100"]


async def test_wide_text_wraps_beneath_itself(bench, ask):
    async with bench.run_test(size=(24, 10)) as pilot:
        await bench.begin(ask(Kind.ONE, "coffee at home before six"))
        await pilot.pause()
        row = bench.query(Row)[0]
        lines = ["".join(s.text for s in row.render_line(y)) for y in range(row.size.height)]
        assert [line.rstrip() for line in lines] == [
            "› ( ) 1 coffee at home",
            "        before six",
        ]


async def test_enter_on_a_question_that_was_passed_over_picks_nothing(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.ONE, *SOURCES))
        await bench.type(pilot, "enter")
        assert bench.went_on
        assert taken(bench) == []


async def test_words_typed_on_a_choice_or_a_scale_are_the_remark(bench, ask):
    async with bench.run_test() as pilot:
        for kind, choices in ((Kind.ONE, SOURCES), (Kind.YES_NO, ()), (Kind.SCALE, ())):
            await bench.begin(ask(kind, *choices))
            await bench.type(pilot, "1", *"because 2 of us do")
            assert bench.pane.value is not None, kind
            assert bench.pane.text == "because 2 of us do", kind


async def test_a_number_and_words_are_a_choice_and_its_remark(bench, ask):
    async with bench.run_test() as pilot:
        for kind in (Kind.ONE, Kind.MANY):
            await bench.begin(ask(kind, *SOURCES))
            await bench.type(pilot, *"2 because they are close")
            assert taken(bench) == ["friends"], kind
            assert bench.pane.text == "because they are close", kind


async def test_a_longer_list_after_one_with_free_text_stands_in_its_order(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *SOURCES, OTHER))
        await bench.begin(ask(Kind.MANY, *(f"c{n}" for n in range(1, 9)), OTHER))
        await pilot.pause()
        shown = on_screen(bench)
        assert [row.split()[-1] for row in shown] == [*(f"c{n}" for n in range(1, 9)), "Other…"]


async def test_a_pick_is_undone_and_redone(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.MANY, *SOURCES))
        await bench.type(pilot, "1", "3", "ctrl+z")
        assert taken(bench) == ["search"]
        await bench.type(pilot, "ctrl+z")
        assert taken(bench) == []
        await bench.type(pilot, "ctrl+z", "ctrl+y", "ctrl+y")
        assert taken(bench) == ["search", "press"]
        assert bench.last.value == bench.pane.value
        # In the remark, the remark alone is undone.
        await bench.type(pilot, "tab", *"why", "ctrl+z")
        assert taken(bench) == ["search", "press"]


async def test_a_number_of_a_scale_is_undone(bench, ask):
    async with bench.run_test() as pilot:
        await bench.begin(ask(Kind.SCALE, minimum=0, maximum=10))
        await bench.type(pilot, "7", "3", "ctrl+z")
        assert bench.pane.value == 7
        await bench.type(pilot, "ctrl+z")
        assert bench.pane.value is None
        await bench.type(pilot, "ctrl+y")
        assert bench.pane.value == 7


async def test_how_many_choices_are_out_of_sight_is_told(bench, ask):
    async with bench.run_test(size=(40, 12)) as pilot:
        await bench.begin(ask(Kind.ONE, *(f"c{n}" for n in range(1, 16))))
        for _ in range(5):
            await pilot.pause()
        # Twelve lines less two of space, one for this and one for the remark.
        assert str(bench.query_one(".below").render()) == "▼ 7 more"
        await bench.type(pilot, "end")
        await pilot.pause()
        assert not bench.query_one(".below").display
        await bench.begin(ask(Kind.ONE, *SOURCES))
        await pilot.pause()
        assert not bench.query_one(".below").display


async def test_what_is_pasted_on_a_choice_or_a_scale_is_the_remark(bench, ask):
    async with bench.run_test() as pilot:
        for kind, choices in ((Kind.ONE, SOURCES), (Kind.YES_NO, ()), (Kind.SCALE, ())):
            await bench.begin(ask(kind, *choices))
            bench.post_message(events.Paste("because\nof this"))
            await pilot.pause()
            await pilot.pause()
            assert (bench.pane.value, bench.pane.text) == (None, "because\nof this"), kind
