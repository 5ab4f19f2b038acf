"""What the interview's screen says of time and place."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace
from tui_reading import at, no_longer_shows, on_disk, shows, type_in, wizard

from persona_wizard.interviewing import Session
from persona_wizard.interviewing.wording import since
from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.store import StudyFolder
from persona_wizard.tui import interview_words as words

Begin = Callable[..., str]
HANOI = timezone(timedelta(hours=7))


def session(
    started: str, elapsed: float = 0.0, language: str = "en", questions: int = 0
) -> Session:
    interview = Interview(
        id="a" * 12,
        participant="b" * 12,
        pseudonym="P01",
        audience=Audience.PROSPECTS,
        bank=BankRef("b", "c" * 12),
        started=started,
        elapsed=elapsed,
    )
    asked = tuple(
        Question(
            id=f"{heading.id}-{n}", wording="?", kind=Kind.OPEN, heading=heading.id, key=n == 0
        )
        for heading in HEADINGS
        for n in range(questions)
    )
    bank = Bank(id="b", title="B", audience=None, language=language, questions=asked)
    return Session(interview, bank, {}, lambda: started, lambda: 0.0)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        pytest.param("2026-11-22T15:00:00", "since 14:10", id="the same afternoon"),
        pytest.param("2026-11-22T14:00:00", "since 14:10", id="a clock set back a little"),
        pytest.param("2026-11-23T09:00:00", "since 22 Nov", id="the next day"),
        pytest.param("2026-11-20T09:00:00", "since 22 Nov", id="a clock set back two days"),
        pytest.param("2027-01-02T09:00:00", "since 22 Nov 2026", id="the next year"),
    ],
)
def test_the_beginning_is_told_by_the_wall_clock_where_it_helps(now: str, says: str) -> None:
    began = session("2026-11-22T07:10:00Z")
    assert since(began, datetime.fromisoformat(now).replace(tzinfo=HANOI)) == says


def test_the_time_of_interviewing_is_that_of_all_sittings_whatever_the_wall_clock_says() -> None:
    resumed = session("2026-11-22T07:10:00Z", elapsed=1122.0)
    began = since(resumed, datetime(2026, 11, 25, tzinfo=UTC))
    assert words.stands(resumed, began) == "18:42 since 22 Nov · 0 min left"
    assert words.stands(resumed) == "18:42 · 0 min left"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_key_questions_only_says_what_it_leaves_out_within_80_columns(language: str) -> None:
    # Ten questions under each of six headings, one of them key: 54 are left out.
    narrowed = session("2026-11-22T07:10:00Z", language=language, questions=10)
    narrowed.key_only = True
    for heading in HEADINGS:
        for n in (0, 1):
            narrowed.go(f"{heading.id}-{n}")
            place = words.place(narrowed)
            assert "key questions only, 54 left out" in place
            assert len(place) <= 76


async def test_the_top_band_says_how_long_and_since_when(study: StudyFolder, begun: Begin) -> None:
    interview = begun()
    began = datetime.fromisoformat(on_disk(study, interview).started).astimezone()
    async with wizard(study, interview) as pilot:
        await shows(pilot, f" since {began:%H:%M} · 18 min left · 0 of 2 key")
        await pilot.resize_terminal(60, 24)
        await shows(pilot, " · 18 min left · 0 of 2 key")
        await no_longer_shows(pilot, "since")


async def test_an_interview_taken_up_again_on_another_day_goes_on_with_its_own_time(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    with study.reopen(interview) as file:
        file.save(replace(file.interview, started="2020-01-03T12:00:00Z", elapsed=3725.0))
    async with wizard(study, interview, size=(100, 30)) as pilot:
        await shows(pilot, " 1:02:", " since 3 Jan 2020 · ")
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await type_in(pilot, "x")
    assert 3725.0 <= on_disk(study, interview).elapsed < 3785.0
