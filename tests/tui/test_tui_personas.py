"""Several personas: who answers alike, groups made of people, another persona, side by side."""

from textual.pilot import Pilot
from textual.widgets import OptionList
from tui_reading import arrived, no_longer_shows, settled, shows, told, type_in, until, wizard

from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating, grouping
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.matrix import MatrixScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.personas import PersonasScreen
from persona_wizard.tui.screens.personas_compared import PersonasComparedScreen
from persona_wizard.tui.screens.which_persona import WhichPersona
from persona_wizard.tui.widgets.answer_grid import SIGNS, AnswerGrid


def people(store: StudyFolder, *pseudonyms: str) -> tuple[str, ...]:
    who = {i.pseudonym: i.participant for i in store.interviews().interviews}
    return tuple(sorted(who[pseudonym] for pseudonym in pseudonyms))


def kept(store: StudyFolder):  # type: ignore[no-untyped-def]
    """What was decided about all personas, as another program would find it now."""
    return StudyFolder.open(store.folder).study().personas


def grid(pilot: Pilot[None]) -> AnswerGrid:
    return pilot.app.screen.query_one(AnswerGrid)


async def go_to(pilot: Pilot[None], pseudonym: str) -> None:
    """Put the matrix's cursor on a person."""
    await pilot.press("home")
    rows = grid(pilot)._matrix.rows
    place = [row.pseudonym for row in rows].index(pseudonym)
    for _ in rows:
        await pilot.press("left")
    for _ in range(place):
        await pilot.press("right")
    assert grid(pilot).person == rows[place]


async def alike(pilot: Pilot[None]) -> MatrixScreen:
    await pilot.press("a")
    screen = await arrived(pilot, MatrixScreen)
    await until(lambda: grid(pilot).person is not None)
    return screen


async def test_people_are_marked_and_become_a_persona_and_no_longer(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await alike(pilot)
        await shows(pilot, "13 people", "blank: not asked", "#price · Short-term goals")
        await pilot.press("g")
        await shows(pilot, "Mark those who belong together first: Space.")
        for pseudonym in ("P05", "P08"):
            await go_to(pilot, pseudonym)
            await pilot.press("space")
        await shows(pilot, "2 marked")
        await pilot.press("g")
        await arrived(pilot, Ask)
        await shows(pilot, "What is the persona of P05 and P08 called?")
        await type_in(pilot, "Ritual [Ruth]\n")
        await shows(
            pilot,
            "Why do P05 and P08 belong together?",
            "Of so few, readers may guess who they are.",
        )
        await type_in(pilot, "Both make a rite of it\n")
        await arrived(pilot, MatrixScreen)
        await shows(
            pilot,
            "A persona now: Ritual [Ruth] · ^Z takes it back",
            "■",
        )
        made = kept(sample)[-1]
        assert (made.name, made.members) == ("Ritual [Ruth]", people(sample, "P05", "P08"))
        assert made.grouped_because == "Both make a rite of it"
        assert grid(pilot).marked == ()
        await pilot.press("down")
        await shows(pilot, "P08, non-purchaser · chosen for Ritual [Ruth]")
        await pilot.press("ctrl+z")
        await shows(pilot, "Taken back: A persona now: Ritual [Ruth]")
        assert len(kept(sample)) == 1
        await pilot.press("ctrl+z")
        await shows(pilot, "Nothing to take back.")


async def test_a_group_without_a_reason_is_not_made(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await alike(pilot)
        await pilot.press("space", "g")
        await type_in(pilot, "Pat\n")
        await type_in(pilot, " \n")
        await until(lambda: any("why these people" in one for one in told(pilot.app)))
        assert len(kept(sample)) == 1
        # The marks stay, for another try.
        assert len(grid(pilot).marked) == 1


async def test_cells_are_told_in_words_and_the_cursor_stays_in_sight(sample: StudyFolder) -> None:
    async with wizard(sample, size=(60, 18)) as pilot:
        await alike(pilot)
        await go_to(pilot, "P07")
        await shows(pilot, "P07, non-purchaser", "Price comparisons (2 of 12): gave it", "more ›")
        await go_to(pilot, "P06")
        await shows(pilot, "Price comparisons (2 of 12): no answer")
        await pilot.press("down")
        await go_to(pilot, "P05")
        await pilot.press("down")
        await shows(pilot, "The price (2 of 8): not asked")
        await pilot.press("end")
        last = grid(pilot)._matrix.answers[-1]
        await shows(pilot, f"{last.label[:10]}")
        assert grid(pilot).answer == last
        await pilot.press("pageup", "pagedown")
        assert grid(pilot).answer == last
        for _ in range(20):
            await pilot.press("right")
        await shows(pilot, "‹", "P13, prospect")


async def test_every_sign_stands_under_its_pseudonym(sample: StudyFolder) -> None:
    async with wizard(sample, size=(120, 40)) as pilot:
        await alike(pilot)
        await go_to(pilot, "P05")
        await pilot.press("space")
        found = grid(pilot)._matrix
        head, _, marks, *lines = str(grid(pilot).render()).split("\n")
        columns = [head.index(row.pseudonym) for row in found.rows]
        assert len(lines) > 20
        for number, line in enumerate(lines):
            signs = [line.ljust(120)[column] for column in columns]
            assert signs == [SIGNS[row.cells[number]] for row in found.rows]
        assert marks.index("✓") == head.index("P05")


async def test_a_persona_is_added_its_people_chosen_renamed_and_dropped(
    sample: StudyFolder,
) -> None:
    async with wizard(sample) as pilot:
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)
        await shows(pilot, "First-light Robin")
        await pilot.press("s")
        await arrived(pilot, PersonasScreen)
        await shows(pilot, "1 persona · 13 people", "▸ First-light Robin", "everyone: 13 people")
        await pilot.press("c")
        await shows(pilot, "There is one persona so far: N makes another.")
        await pilot.press("n")
        await arrived(pilot, Ask)
        await type_in(pilot, "Ruth\n")
        await shows(pilot, "2 personas", "Ruth is drawn from everyone until you choose its people")

        await pilot.press("a")
        await arrived(pilot, MatrixScreen)
        await shows(pilot, "Ruth · its people")
        for pseudonym in ("P05", "P08"):
            await go_to(pilot, pseudonym)
            await pilot.press("space")
        await pilot.press("g")
        await arrived(pilot, WhichPersona)
        await shows(
            pilot,
            "2 people marked: a new persona, or draw Ruth from",
            "1 A new persona",
            "2 Draw Ruth from P05 and P08 alone",
        )
        # Nothing was decided about it yet, so that there is nothing to be sure of.
        await pilot.press("2")
        await arrived(pilot, Ask)
        await type_in(pilot, "rites\n")
        await shows(pilot, "Drawn from those who are marked")
        assert kept(sample)[1].members == people(sample, "P05", "P08")
        await pilot.press("escape")
        await arrived(pilot, PersonasScreen)
        await shows(
            pilot, "2 people: P05, P08 · provisional", "because: rites", "Chosen for none: P01, P02"
        )

        await pilot.press("e", "ctrl+u")
        await type_in(pilot, "first-light robin\n")
        await until(lambda: any("is a persona already" in one for one in told(pilot.app)))
        await pilot.press("e", "ctrl+u")
        await type_in(pilot, "Ritual Ruth\n")
        await shows(pilot, "Ritual Ruth", "Renamed · ^Z takes it back")

        await pilot.press("x")
        await arrived(pilot, Confirm)
        await shows(pilot, "Do away with Ritual Ruth?")
        await pilot.press("n")
        await arrived(pilot, PersonasScreen)
        assert len(kept(sample)) == 2
        await pilot.press("x", "y")
        await shows(pilot, "Ritual Ruth is gone", "1 persona")
        await pilot.press("ctrl+z")
        await shows(pilot, "2 personas", "Ritual Ruth")
        assert kept(sample)[1].members == people(sample, "P05", "P08")


async def test_the_last_persona_stays(sample: StudyFolder) -> None:
    async with wizard(sample) as pilot:
        await pilot.press("p", "s")
        await arrived(pilot, PersonasScreen)
        await pilot.press("x", "y")
        await until(lambda: any("one persona at least" in one for one in told(pilot.app)))
        assert len(kept(sample)) == 1


async def test_another_persona_takes_the_place_of_the_first(sample: StudyFolder) -> None:
    grouping.new_persona(sample, "Ritual Ruth", people(sample, "P05", "P08"), "rites")
    async with wizard(sample) as pilot:
        await pilot.press("p")
        await shows(pilot, "First-light Robin")
        await pilot.press("s")
        await arrived(pilot, PersonasScreen)
        await pilot.press("down", "enter")
        await arrived(pilot, PersonaScreen)
        await shows(pilot, "Ritual Ruth", "A model drawn from 2 interviews")
        await pilot.press("n", "ctrl+u")
        await type_in(pilot, "Rite Ruth\n")
        await type_in(pilot, "Grinds by hand\n")
        await shows(pilot, "Rite Ruth", "Grinds by hand")
        first, second = kept(sample)
        assert (first.name, second.name) == ("First-light Robin", "Rite Ruth")
        await pilot.press("e")
        await arrived(pilot, ExportScreen)
        await shows(pilot, "Rite Ruth")
        await pilot.press("w", "y")
        await shows(pilot, "Written:", "rite-ruth.md")
        await pilot.press("escape", "s")
        await arrived(pilot, PersonasScreen)
        await shows(pilot, "▸ Rite Ruth")
        # The one that was seen goes: its place is the first one's.
        await pilot.press("x", "y")
        await shows(pilot, "Rite Ruth is gone")
        await pilot.press("escape")
        await arrived(pilot, PersonaScreen)
        await shows(pilot, "First-light Robin")


async def test_personas_stand_side_by_side_and_open_to_their_evidence(
    sample: StudyFolder,
) -> None:
    grouping.new_persona(sample, "Ruth", people(sample, "P05", "P08"), "rites")
    grouping.new_persona(sample, "Pat", people(sample, "P02", "P05", "P07"), "prices")
    async with wizard(sample) as pilot:
        await pilot.press("p", "s")
        await arrived(pilot, PersonasScreen)
        await pilot.press("c")
        screen = await arrived(pilot, PersonasComparedScreen)
        await shows(
            pilot,
            "3 personas",
            "First-light Robin Ruth",
            "Tab: 1 more",
            "13 people 2 people: P05, P08",
            # What is long goes on below itself.
            "Looks things up with price",
            "comparisons",
            "Where they differ most",
            "Counted in several: P02, P05, P07, P08. As few as 2 people in one: a hint, not",
        )
        await pilot.press("tab")
        await shows(pilot, "Ruth Pat", "2 people: P05, P08 3 people")
        await pilot.press("tab")
        await shows(pilot, "First-light Robin Ruth")
        rows = screen.query_one(OptionList)
        ritual = next(
            n
            for n, one in enumerate(screen._claims)
            if one is not None and one.claim.id == "short-term-goals/ritual"
        )
        await shows(pilot, "Short-term goals: ritual")
        rows.highlighted = ritual
        await pilot.press("enter")
        await arrived(pilot, EvidenceScreen)
        await shows(pilot, "First-light Robin 2 of 13", "Ruth 2 of 2", "Pat 1 of 3", "P05 customer")


async def test_an_empty_study_has_no_matrix_and_a_wide_one_fits(study: StudyFolder) -> None:
    async with wizard(study, size=(120, 40)) as pilot:
        await pilot.press("a")
        await arrived(pilot, MatrixScreen)
        await shows(pilot, "0 people", "No answer yet that two people gave and another did not.")
        await pilot.press("space", "g", "down", "right", "pagedown", "end", "home", "c", "ctrl+z")
        await shows(pilot, "Nothing to take back.")
        await pilot.press("escape")


async def test_marked_people_become_another_persona_unless_one_is_meant_to_be_drawn_anew(
    sample: StudyFolder,
) -> None:
    before = kept(sample)
    async with wizard(sample) as pilot:
        await pilot.press("p", "s")
        await arrived(pilot, PersonasScreen)
        await pilot.press("a")
        await arrived(pilot, MatrixScreen)
        await shows(pilot, "First-light Robin · its people")
        for pseudonym in ("P05", "P07", "P08"):
            await go_to(pilot, pseudonym)
            await pilot.press("space")
        await pilot.press("g")
        await arrived(pilot, WhichPersona)
        await shows(pilot, "3 people marked: a new persona,", "2 Draw First-light Robin from")
        await pilot.press("escape")
        await arrived(pilot, MatrixScreen)
        # It is drawn anew only by whoever is sure.
        await pilot.press("g", "2")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "First-light Robin is drawn from 13 people now, and would be from 3 people:",
            "What you decided about it stays.",
        )
        await pilot.press("n")
        await arrived(pilot, MatrixScreen)
        assert kept(sample) == before
        # The first answer makes another one, and the marks are those of the one that is here.
        await pilot.press("g", "enter")
        await arrived(pilot, Ask)
        await type_in(pilot, "Ruth\n")
        await type_in(pilot, "rites\n")
        await shows(pilot, "A persona now: Ruth")
        assert kept(sample)[0] == before[0]
        assert kept(sample)[1].members == people(sample, "P05", "P07", "P08")
        assert grid(pilot).marked == ()


async def test_who_is_added_to_a_persona_comes_back_marked_with_the_others(
    sample: StudyFolder,
) -> None:
    grouping.new_persona(sample, "Ruth", people(sample, "P05", "P08"), "rites")
    async with wizard(sample) as pilot:
        await pilot.press("p", "s")
        await arrived(pilot, PersonasScreen)
        # The last of the list is its end.
        await pilot.press("down", "down", "down", "a")
        await arrived(pilot, MatrixScreen)
        await shows(pilot, "Ruth · its people", "2 marked")
        await go_to(pilot, "P07")
        await pilot.press("space", "g", "2")
        await arrived(pilot, Confirm)
        await shows(pilot, "Ruth is drawn from 2 people now, and would be from 3 people:")
        await pilot.press("y")
        await arrived(pilot, Ask)
        await pilot.press("enter")
        await shows(pilot, "Drawn from those who are marked")
        await pilot.press("escape")
        await arrived(pilot, PersonasScreen)
        await shows(pilot, "3 people: P05, P07, P08", "because: rites")
        await pilot.press("a")
        await arrived(pilot, MatrixScreen)
        await shows(pilot, "3 marked")
        assert {row.pseudonym for row in grid(pilot).marked} == {"P05", "P07", "P08"}


async def test_marks_follow_the_persona_and_none_means_everyone(sample: StudyFolder) -> None:
    grouping.new_persona(sample, "Ruth", people(sample, "P05", "P08"), "rites")
    async with wizard(sample) as pilot:
        await pilot.press("p", "s")
        await arrived(pilot, PersonasScreen)
        await pilot.press("down", "a")
        await arrived(pilot, MatrixScreen)
        await shows(pilot, "2 marked")
        await pilot.press("c")
        await no_longer_shows(pilot, "2 marked")
        await pilot.press("g")
        await shows(pilot, "Nobody is marked. Draw Ruth from everyone?")
        await pilot.press("y")
        await shows(pilot, "Drawn from everyone · ^Z takes it back")
        assert (kept(sample)[1].members, kept(sample)[1].grouped_because) == ((), "")
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert kept(sample)[1].members == people(sample, "P05", "P08")
        # Another window did away with it meanwhile.
        curating.drop_persona(sample, "persona-2")
        assert len(grid(pilot).marked) == 2
        await pilot.press("space", "g", "2", "y")
        await type_in(pilot, "again\n")
        await until(lambda: any("no persona" in one for one in told(pilot.app)))
