"""Links go along with the words of an interview, wherever these are changed and left."""

import pytest
from composing_examples import GYM, ID, LATE, TEXT, TIED, TIME, key, with_interview
from msgspec.structs import replace

from persona_wizard.interviewing.answers import close, reword
from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Interview
from persona_wizard.model.observations import observations
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.code_book import split_tag
from persona_wizard.studies.following import Following, Moved
from persona_wizard.studies.interviews import sit_down

FAR = TEXT.replace("- Late", "- Far too late")


@pytest.fixture
def store(study: StudyFolder) -> StudyFolder:
    return with_interview(study)


def with_text(store: StudyFolder, text: str) -> Interview:
    interview = store.read_interview(ID)
    answer = replace(interview.answers["worry"], text=text)
    return replace(interview, answers={"worry": answer})


class Typing:
    """Somebody changes the one answer of an interview: each form is saved."""

    def __init__(self, store: StudyFolder, interview: Interview | None = None) -> None:
        self._store = store
        opened = store.read_interview(ID) if interview is None else interview
        self.following = Following(store, store.study(), opened)
        self.told: list[Moved] = []
        self.following.tell = self.told.append

    def saves(self, *texts: str) -> None:
        """Save these forms one after the other, the answer still being typed."""
        for text in texts:
            self.following.catch_up(self.following.see(with_text(self._store, text)))

    def leaves(self, *texts: str) -> str:
        """Save these forms and leave the answer; what is told of its links."""
        self.saves(*texts[:-1])
        last = with_text(self._store, texts[-1])
        self.following.rest(last)
        self.told.clear()
        self.following.catch_up(self.following.see(last))
        return "".join(moved.in_words for moved in self.told)


@pytest.fixture
def typing(store: StudyFolder) -> Typing:
    return Typing(store)


def claim_of(store: StudyFolder, *keys: ObservationKey) -> None:
    composing.make_claim(store, "problems", "Comes late", keys)


def supports(store: StudyFolder) -> tuple[ObservationKey, ...]:
    return store.study().claims[0].supports


def test_links_marks_of_reading_and_parted_tags_go_along_with_a_line(
    store: StudyFolder, typing: Typing
) -> None:
    claim_of(store, LATE)
    composing.mark_read(store, (LATE, TIME))
    split_tag(store, "price", "delivery", (LATE,))
    assert typing.leaves(FAR) == "; its link went along"
    now = key("Far too late", FAR)
    study = store.study()
    assert study.claims[0].supports == (now,)
    assert study.codes[0].parted == (now,)
    assert set(study.read) == {now, TIME}


def test_nothing_is_written_while_an_answer_is_being_typed(
    store: StudyFolder, typing: Typing
) -> None:
    claim_of(store, LATE)
    before = store.study_stamp()
    typing.saves(TEXT + "r", TEXT + "r a", FAR)
    assert store.study_stamp() == before
    assert typing.leaves(FAR) == "; its link went along"
    assert supports(store) == (key("Far too late", FAR),)


def test_lines_that_were_changed_one_after_the_other_are_all_followed(
    store: StudyFolder, typing: Typing
) -> None:
    claim_of(store, TIED, TIME, LATE)
    first = TEXT.replace("Tied in", "Tied up")
    second = first.replace("- Late", "- Far too late")
    third = f"New\n{second}"
    assert typing.leaves(first, second, third) == "; 2 links went along"
    assert supports(store) == (key("Tied up", third), TIME, key("Far too late", third))


def test_a_line_that_was_emptied_and_typed_anew_is_the_same_line(
    store: StudyFolder, typing: Typing
) -> None:
    claim_of(store, LATE)
    empty = TEXT.replace("- Late #price", "")
    assert typing.leaves(empty, FAR) == "; its link went along"
    assert supports(store) == (key("Far too late", FAR),)


def test_what_went_or_was_worded_anew_at_large_is_told(store: StudyFolder, typing: Typing) -> None:
    claim_of(store, TIED, LATE)
    study = store.study()
    gone = TEXT.replace("- Late #price", "")
    assert typing.leaves(gone) == "; 1 link counts no more, since the words are others"
    assert [moved.lost_in_words for moved in typing.told] == [
        "1 link to a claim counts no more, since the words are others."
    ]
    assert typing.leaves("All\nof it\nis new").startswith("; 1 link counts no more")
    assert typing.leaves("All\nof it\nis new") == ""
    assert store.study() == study


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("- Late", "- Far too late"),
        TEXT.replace("No time", "No time\nin the morning"),
        TEXT.replace("No time\n- Late", "No hour\n- Later"),
        "All\nof it\nis new",
        "",
    ],
)
def test_words_that_come_back_have_their_links_back(
    store: StudyFolder, typing: Typing, changed: str
) -> None:
    claim_of(store, TIED, GYM, TIME, LATE)
    before = store.study()
    typing.leaves(changed.replace("Late", "Lat"), changed)
    again = f"{changed}\nand more"
    typing.leaves(again)
    typing.leaves(changed)
    typing.leaves(TEXT)
    assert store.study() == before


def test_a_link_made_elsewhere_while_the_answer_is_typed_is_followed(
    store: StudyFolder, typing: Typing
) -> None:
    half = TEXT.replace("- Late", "- Far")
    typing.saves(half)
    claim_of(store, key("Far", half))
    assert typing.leaves(FAR) == "; its link went along"
    assert supports(store) == (key("Far too late", FAR),)


def test_a_study_without_links_here_is_looked_at_once(
    store: StudyFolder, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_of(store, ObservationKey("another", "worry", LATE.mark))
    looks = []
    read = store.study

    def looked() -> Study:
        looks.append(1)
        return read()

    monkeypatch.setattr(store, "study", looked)
    for n in range(5):
        assert typing.leaves(f"{TEXT}\n{n}") == ""
    assert len(looks) == 1


def test_what_could_not_be_written_is_told_once_and_followed_later(
    store: StudyFolder, typing: Typing
) -> None:
    claim_of(store, LATE)
    kept = (store.folder / "study.json").read_bytes()
    (store.folder / "study.json").write_text("{")
    typing.leaves(FAR)
    assert [bool(moved.lost_in_words) for moved in typing.told] == [True]
    typing.leaves(f"{FAR}\nand")
    assert typing.told == []
    (store.folder / "study.json").write_bytes(kept)
    typing.saves(f"{FAR}\nand more")
    assert supports(store) == (key("Far too late", FAR),)


def test_links_left_behind_by_a_kill_go_along_at_the_next_sitting(store: StudyFolder) -> None:
    claim_of(store, LATE, TIME)
    with store.reopen(ID) as file:
        answer = file.interview.answers["worry"]
        changed = reword(close(answer), FAR, "2026-02-01T11:00:00Z")
        assert isinstance(changed, Answer)
        file.save(replace(file.interview, answers={"worry": changed}))
    typing = Typing(store)
    assert typing.leaves(FAR) == "; its link went along"
    assert supports(store) == (key("Far too late", FAR), TIME)
    assert Typing(store).leaves(FAR) == ""


def test_a_line_that_is_gone_for_good_is_not_told_at_every_sitting(store: StudyFolder) -> None:
    claim_of(store, LATE)
    assert Typing(store).leaves("Else\nnothing") != ""
    assert Typing(store, with_text(store, "Else\nnothing")).leaves("Else\nnothing") == ""


def test_links_stay_where_the_words_are_saved_apart(study: StudyFolder) -> None:
    sitting = sit_down(study, Audience.CUSTOMERS, None, None)
    question = sitting.session.bank.questions[0].id
    sitting.session.write(question, None, "Late")
    sitting.save(sitting.session.interview)
    here = sitting.session.interview.id
    (mark,) = marks(observations("Late"))
    claim_of(study, ObservationKey(here, question, mark))
    # As a synced folder does it.
    path = study.folder / "interviews" / f"{here}.json"
    path.write_bytes(path.read_bytes() + b" ")
    sitting.session.write(question, None, "Far too late")
    sitting.rest()
    sitting.save(sitting.session.interview)
    sitting.close()
    assert sitting.apart
    assert [one.mark for one in supports(study)] == [mark]


def test_links_follow_an_interview_that_is_closed_in_the_middle_of_a_word(
    study: StudyFolder,
) -> None:
    sitting = sit_down(study, Audience.CUSTOMERS, None, None)
    question = sitting.session.bank.questions[0].id
    sitting.session.write(question, None, "Late")
    sitting.save(sitting.session.interview)
    here = sitting.session.interview.id
    claim_of(study, ObservationKey(here, question, *marks(observations("Late"))))
    sitting.session.write(question, None, "Late aga")
    sitting.close()
    (mark,) = marks(observations("Late aga"))
    assert supports(study) == (ObservationKey(here, question, mark),)
