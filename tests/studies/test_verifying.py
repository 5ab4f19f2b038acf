"""A page held against its study as the study goes on."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_readings import hostile_study, readings, secret
from msgspec.structs import replace
from pages import hostile_strings

from persona_wizard.export import Layout, markdown
from persona_wizard.export.departments import department_page
from persona_wizard.export.escape import unescape
from persona_wizard.export.formats import Format
from persona_wizard.export.html import html
from persona_wizard.export.quoted import said_print
from persona_wizard.export.record import read_record
from persona_wizard.export.verdict_words import verdict_lines
from persona_wizard.export.verify import Verdict, Weight
from persona_wizard.model.built_on import built_on, interview_print
from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.departments import DEPARTMENTS, Department
from persona_wizard.model.interview import Interview
from persona_wizard.model.observations import observations
from persona_wizard.model.study import Curation, Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.code_book import rename_tag
from persona_wizard.studies.curating import hide, reword
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.exporting import Wanted, content_of, page_text
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.personas import draw, draw_from
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.studies.verifying import NotVerified, read_page, verify_page

LOOKED_AT = (
    "Looked at: claims with their counts (a line may tell several), quotes and notes, and whether "
    "lines are as written; not at prose that was added, nor at what was left out."
)


def verified(store: StudyFolder, page: str) -> Verdict:
    return verify_page(store, read_study(store), page)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("faceless", [False, True])
def test_a_page_just_written_holds(demo: StudyFolder, layout: Layout, faceless: bool) -> None:
    page = page_text(demo, layout, True, faceless=faceless)
    found = verified(demo, page)
    assert found.holds
    assert verdict_lines(found) == (f"All {found.claims} claims still hold.", LOOKED_AT)
    assert found.claims > 30


def test_an_answer_taken_back_changes_what_rests_on_it(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    theirs = next(i for i in demo.interviews().interviews if "gender" in i.answers)
    before = next(c for c in draw_from(demo).claims if c.id == "gender/man")
    with demo.reopen(theirs.id) as file:
        answers = {k: v for k, v in theirs.answers.items() if k != "gender"}
        file.save(replace(theirs, answers=answers))
    told = {one.id: one.what for one in verified(demo, page).findings}
    now = next(c for c in draw_from(demo).claims if c.id == "gender/man")
    assert now.base == before.base - 1
    assert told["gender/man"].startswith(f"{before.n} of {before.base} → {now.n} of {now.base}")
    assert set(told) == {"gender/man", "gender/woman", "gender/non-binary"}


def test_a_person_erased_is_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    erase_person(demo, person_to_erase(demo, "P13"))
    found = verified(demo, page)
    assert found.erased == 1
    assert verdict_lines(found)[0].startswith("The page was built on 1 interview erased since")
    # What is written anew is built on nobody who is gone.
    assert verified(demo, page_text(demo, Layout.PAGE, True)).holds


def test_a_claim_left_out_or_worded_anew_is_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    claims = {claim.id: claim for claim in draw_from(demo).claims}
    composed = [one for one in claims if one.startswith("composed/")][:2]
    hide(demo, (claims[composed[0]],))
    reword(demo, claims[composed[1]], "In other words", claims[composed[1]].label)
    told = {one.id: one for one in verified(demo, page).findings}
    assert told[composed[0]].what == "left out since"
    assert told[composed[0]].gone
    assert told[composed[1]].what == "now worded “In other words”"
    assert len(told) == 2


def test_a_tag_renamed_is_the_same_claim(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.FULL, True)
    assert "life-problems/time" in page
    rename_tag(demo, "time", "hurry")
    assert not [one for one in verified(demo, page).findings if one.id.endswith("/time")]


def test_a_persona_that_is_gone_takes_its_claims_along(demo: StudyFolder) -> None:
    study = demo.study()
    demo.save_study(replace(study, personas=(*study.personas, Curation(id="second"))))
    page = page_text(demo, Layout.PAGE, True, "second")
    demo.save_study(study)
    found = verified(demo, page)
    assert len(found.findings) == found.claims
    assert {one.what for one in found.findings} == {"gone with its persona"}


def test_a_page_of_another_study_is_told_at_once(demo: StudyFolder, study: StudyFolder) -> None:
    with pytest.raises(NotVerified, match="none of its interviews is in this study"):
        verified(study, page_text(demo, Layout.PAGE, True))


def test_a_page_of_an_empty_study_holds(study: StudyFolder) -> None:
    found = verified(study, page_text(study, Layout.PAGE, True))
    assert verdict_lines(found) == (
        "The page makes no claim, and no number on it was changed.",
        LOOKED_AT,
    )


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", "no page of a persona"),
        ("# Notes\n\n4 of 9 agree.\n", "no page of a persona"),
        ("{}", "This file is data"),
        ('{"schema": "persona/1", "built_on": []}', "This file is data"),
        ('---\nschema: persona/1\npersona: "Minh"\n---\n\n# Minh\n', "no record of its claims"),
        ('---\nschema: persona/1\n---\n\n[//]: # "mine"\n', "no record of its claims"),
    ],
)
def test_what_is_no_page_of_ours_is_one_plain_line(demo: StudyFolder, page: str, told: str) -> None:
    with pytest.raises(NotVerified, match=told) as fault:
        verified(demo, page)
    assert "\n" not in fault.value.message
    assert fault.value.exit_status == 1


def test_a_page_is_read_as_editors_save_it(demo: StudyFolder, tmp_path: Path) -> None:
    page = page_text(demo, Layout.PAGE, True)
    ended = page.replace("\n", "\r\n")
    for data in (page.encode("utf-8-sig"), ended.encode(), ended.encode("utf-16")):
        (tmp_path / "page.md").write_bytes(data)
        assert verified(demo, read_page(tmp_path / "page.md")).holds
    for data in (b"\xff\xfe\x00", "“So it is.”".encode("cp1252")):
        (tmp_path / "page.md").write_bytes(data)
        with pytest.raises(NotVerified, match="save it as UTF-8 and verify it again"):
            read_page(tmp_path / "page.md")
    with pytest.raises(NotVerified, match="can't be read"):
        read_page(tmp_path)


def retold(demo: StudyFolder, pseudonym: str, **more: object) -> None:
    """The first interview with somebody, saved as another."""
    theirs = next(i for i in demo.interviews().interviews if i.pseudonym == pseudonym)
    with demo.reopen(theirs.id) as file:
        file.save(replace(theirs, **more))


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.HTML])
@pytest.mark.parametrize("department", ["", "marketing"])
def test_a_yes_to_be_quoted_that_was_taken_back_is_told(
    demo: StudyFolder, form: Format, department: str
) -> None:
    reading = read_study(demo)
    wanted = Wanted(format=form, department=department, allow_gaps=True)
    page = content_of(demo, reading, wanted).decode()
    assert verified(demo, page).holds
    theirs = next(i for i in reading.interviews if i.pseudonym == "P01")
    retold(demo, "P01", consent={**theirs.consent, "consent-quote": False})
    found = verified(demo, page)
    assert found.silent == ("P01",)
    assert not found.holds
    assert verdict_lines(found)[0].startswith("The page quotes P01 without a yes to be quoted")
    assert "delete every copy" in verdict_lines(found)[0]


def test_what_is_quoted_and_no_longer_in_an_answer_is_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    assert '"Tuesday or nothing." (P01)' in page
    theirs = next(i for i in demo.interviews().interviews if i.pseudonym == "P01")
    answers = {
        key: replace(one, text=one.text.replace("Tuesday or nothing.", "Tuesdays."))
        for key, one in theirs.answers.items()
    }
    assert answers != theirs.answers
    retold(demo, "P01", answers=answers)
    found = verified(demo, page)
    assert found.unsaid == 1
    told = "1 quote or note on the page is in no answer any more: export it anew."
    assert told in verdict_lines(found)
    assert found.silent == ()


@pytest.mark.parametrize("layout", Layout)
def test_no_words_on_a_page_escape_a_yes_that_was_taken_back(
    demo: StudyFolder, layout: Layout
) -> None:
    words = "see my_page, “so” *they* said"
    theirs = next(i for i in demo.interviews().interviews if i.pseudonym == "P01")
    answers = {key: replace(one, text=f"> {words}") for key, one in theirs.answers.items()}
    retold(demo, "P01", answers=answers)
    page = page_text(demo, layout, True)
    assert "my\\_page" in page
    retold(demo, "P01", answers=answers, consent={**theirs.consent, "consent-quote": False})
    assert verified(demo, page).silent == ("P01",)


def test_who_is_erased_is_told_first_and_the_rest_in_short(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    erase_person(demo, person_to_erase(demo, "P02"))
    lines = verdict_lines(verified(demo, page))
    assert lines[0].startswith("The page was built on 1 interview erased since: ")
    assert lines[0].endswith("delete every copy of this one.")
    # By hand: the footnotes of B1, O3 and P2 quote P02.
    assert lines[1] == (
        "3 quotes or notes on the page are in no answer any more, and may be of somebody erased."
    )
    assert "no longer hold" in lines[2]
    assert len(lines[:-1]) < 26
    asked = [line for line in lines if "as many say so, of 12 asked in place of 13" in line]
    assert len(asked) == 1
    assert "O1" in asked[0]
    weights = [one.weight for one in verified(demo, page).findings]
    assert weights == sorted(weights, key=list(Weight).index)
    assert Weight.ASKED in weights


@pytest.mark.parametrize(
    ("department", "was", "now"),
    [
        ("", "Median income: **20,000 to 39,999**", "Median income: **120,000 a year**"),
        ("marketing", "(answered by 3 of 3 non-purchasers)", "(answered by all)"),
        ("", "## Problems\n", "## Problems\n\n- 80% of customers want it cheaper"),
        ("", "## Problems\n", "## Problems\n\n1. **Everybody loves our price** (nine of ten)"),
        ("", "# First-light Robin\n", "# First-light Robin\n\n> I hate Cedar Coffee, says P01"),
        ("", "# First-light Robin\n", "# First-light Robin\n\n>I hate Cedar Coffee"),
    ],
)
def test_a_line_that_people_did_not_say_is_told(
    demo: StudyFolder, department: str, was: str, now: str
) -> None:
    page = page_for(demo, department)
    assert was in page
    found = verified(demo, page.replace(was, now, 1))
    assert len(found.by_hand) == 1, verdict_lines(found)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("## Objectives\n", "## Objectives\n\nMost of them, 90%, want cheaper coffee.\n"),
        ("## Objectives\n", "## Objectives\n\nP02 said she would pay double.\n"),
        ("# First-light Robin\n", ""),
    ],
)
def test_prose_that_is_not_looked_at_is_told_to_be_so(
    demo: StudyFolder, was: str, now: str
) -> None:
    page = page_for(demo, "")
    assert was in page
    found = verified(demo, page.replace(was, now, 1))
    assert found.holds
    assert verdict_lines(found)[-1] == LOOKED_AT


def test_a_changed_line_is_told_whole(demo: StudyFolder) -> None:
    page = page_for(demo, "")
    long = next(row for row in page.split("\n") if row.startswith("[^") and len(row) > 200)
    changed = f"{long} “So it is.” (P04)"
    (told,) = [
        row for row in verdict_lines(verified(demo, page.replace(long, changed))) if "- line" in row
    ]
    assert told.endswith("“So it is.” (P04)")
    huge = page.replace(long, f"{long}{'x' * 5000}")
    assert max(map(len, verdict_lines(verified(demo, huge)))) < 2100


def test_a_split_that_was_edited_away_is_told(demo: StudyFolder) -> None:
    page = page_for(demo, "")
    (line,) = [row for row in page.split("\n") if row.startswith("- **Split:** Asks what it costs")]
    changed = page.replace(line, line.replace("**Split:** ", ""))
    (told,) = [row for row in verdict_lines(verified(demo, changed)) if "- line" in row]
    assert told.endswith(
        "; it told “Asks what it costs before deciding”, 4 of 12, 2 against, as a split"
    )


def test_of_a_line_that_tells_several_claims_none_is_cited(demo: StudyFolder) -> None:
    page = page_for(demo, "")
    changed = page.replace("online reviews (4 of 12)", "online reviews (5 of 12)")
    (told,) = [row for row in verdict_lines(verified(demo, changed)) if "- line" in row]
    assert "Looks things up with somebody who had it already" in told
    assert "it told" not in told


@pytest.mark.parametrize("own", ["## Notes of our own", "## Our reading"])
def test_lists_of_the_readers_own_may_be_added(demo: StudyFolder, own: str) -> None:
    page = page_for(demo, "")
    (ours,) = [row for row in page.split("\n") if row.startswith("## Our reading")]
    told = f"{ours if own == '## Our reading' else own}\n\n- Call them on Monday\n> So be it"
    for before in (ours, "## Problems"):
        assert verified(demo, page.replace(before, f"{told}\n\n{before}", 1)).holds


def page_for(demo: StudyFolder, department: str) -> str:
    wanted = Wanted(department=department, allow_gaps=True)
    return content_of(demo, read_study(demo), wanted).decode()


def test_a_count_of_answers_that_has_changed_is_told(demo: StudyFolder) -> None:
    page = page_for(demo, "marketing")
    assert "answered by 3 of 3 non-purchasers" in page
    theirs = next(i for i in demo.interviews().interviews if i.pseudonym == "P07")
    newcomer = replace(
        theirs,
        id="aaaaaaaaaaaa",
        participant="bbbbbbbbbbbb",
        pseudonym="P14",
        answers={"trigger": theirs.answers["trigger"]},
    )
    demo.begin(newcomer).close()
    found = verified(demo, page)
    assert not found.holds
    assert [one.what for one in found.answers if one.id == "trigger"] == ["3 of 3 → 4 of 4"]
    first, told, rest, looked_at = verdict_lines(found)
    assert first == "1 count of answers is another by now:"
    assert told.endswith("”: 3 of 3 → 4 of 4")
    assert rest == f"All {found.claims} claims that it was written with still hold."
    assert looked_at == LOOKED_AT


def test_how_many_interviews_there_are_by_now_is_told(demo: StudyFolder) -> None:
    page = page_for(demo, "support")
    theirs = next(i for i in demo.interviews().interviews if i.pseudonym == "P07")
    answers = {"trigger": theirs.answers["trigger"]}
    newcomer = replace(
        theirs, id="aaaaaaaaaaaa", participant="bb", pseudonym="P14", answers=answers
    )
    demo.begin(newcomer).close()
    found = verified(demo, page)
    assert found.holds
    assert found.drawn_from == (13, 14)
    assert verdict_lines(found)[0].endswith(" It was drawn from 13 of now 14 interviews.")


def test_a_claim_counted_among_customers_is_held_as_it_was_counted(demo: StudyFolder) -> None:
    def linked(link: str, *, there: bool) -> None:
        study = demo.study()
        key = ObservationKey.read(link)
        changed = tuple(
            replace(
                one,
                supports=tuple({*one.supports, key} if there else {*one.supports} - {key}),
                # What buyers are split over is not told there.
                against=one.against[:1],
            )
            if one.id == "composed/1280c572"
            else one
            for one in study.claims
        )
        demo.save_study(replace(study, claims=changed))

    linked("b3c54cecbf95/product-problems/f5ce2a6db9", there=True)
    page = page_for(demo, "sales")
    assert verified(demo, page).holds
    (line,) = [row for row in page.split("\n") if "costs before" in row and "[^" in row]
    label = line[line.rindex("[^") : line.rindex("]") + 1]
    (note,) = [row for row in page.split("\n") if row.startswith(f"{label}:")]
    assert "Customers alone; other pages count everyone asked." in note
    linked("b3c54cecbf95/decision-process/c4b0af71bd", there=False)
    (told,) = [row for row in verdict_lines(verified(demo, page)) if "composed/1280c572" in row]
    assert told == (
        "- B1 Asks what it costs before deciding: under “What got buyers past it” 2 of 5, "
        "1 against → 1 of 5, 1 against, now one person [composed/1280c572]"
    )


def test_the_words_of_the_page_and_its_old_middle_are_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    claims = {claim.id: claim for claim in draw_from(demo).claims}
    assert "**6.5** in the middle" in page
    theirs = next(
        i
        for i in demo.interviews().interviews
        if i.pseudonym == "P01" and "satisfaction" in i.answers
    )
    answers = {key: one for key, one in theirs.answers.items() if key != "satisfaction"}
    retold(demo, "P01", answers=answers)
    w2 = claims["composed/05b4be54"]
    reword(demo, w2, "In other words", w2.label)
    for told in (page, html(draw_from(demo), page)):
        lines = verdict_lines(verified(demo, told))
        (median,) = [line for line in lines if "[satisfaction/median]" in line]
        assert "Satisfied with Cedar Coffee: 6.5 in the middle: 6 of 6 → 5 of 5, now " in median
        (worded,) = [line for line in lines if "[composed/05b4be54]" in line]
        assert worded.startswith(f"- W2 {w2.label}: now worded “In other words”")


def test_html_is_told_by_its_first_line_alone(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    card = html(draw_from(demo), page)
    changed = page.replace("(8 of 10)", "(9 of 10)")
    assert changed != page
    for told in (changed, f"\n{changed}", changed.split("\n---\n", 1)[1]):
        assert not verified(demo, told).holds
    found = verified(demo, card)
    assert found.holds
    assert not found.lines_read
    first, last = verdict_lines(found)
    assert first.endswith("Lines changed by hand are looked for in Markdown alone.")
    assert last == (
        "Looked at: claims with their counts (a line may tell several), quotes and notes; "
        "not at anything else."
    )
    assert verified(demo, page).lines_read


def test_a_page_with_personas_side_by_side_names_everybody_it_counts(demo: StudyFolder) -> None:
    everyone = demo.interviews().interviews
    some = tuple(dict.fromkeys(i.participant for i in everyone))[:6]
    study = demo.study()
    second = Curation(id="second", name="Second", members=some)
    demo.save_study(replace(study, personas=(*study.personas, second)))
    full = page_text(demo, Layout.FULL, True, "second")
    others = {interview_print(i.id) for i in everyone if i.participant not in some}
    assert len(others & built_on(full)) > 3
    assert not others & built_on(page_text(demo, Layout.PAGE, True, "second"))


@pytest.mark.parametrize("made", ["pipe", "endless", "large", "folder", "missing", "text"])
def test_an_odd_file_is_one_plain_line(
    tmp_path: Path, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.md"
    if made == "pipe":
        os.mkfifo(path)
    elif made == "endless":
        path = Path("/dev/zero")
    elif made == "large":
        monkeypatch.setattr("persona_wizard.studies.verifying._LARGEST", 10)
        path.write_bytes(b"x" * 11)
    elif made == "folder":
        path.mkdir()
    elif made == "text":
        path = tmp_path / "a\0b"
    with pytest.raises(NotVerified) as fault:
        read_page(path)
    assert "\n" not in fault.value.message


def test_departments_come_ready_and_are_kept(tmp_path: Path) -> None:
    store = new_study(tmp_path / "a", "Tea")
    ready = store.study().departments
    assert [one.id for one in ready] == ["marketing", "sales", "product", "support"]
    own = replace(ready[1], question="Who pays?", folder="/mnt/sales")
    store.change_study(lambda study: replace(study, departments=(own,)))
    assert StudyFolder.open(store.folder).study().departments == (own,)
    like = new_study(tmp_path / "b", "Coffee", like=store)
    assert like.study().departments == (own,)


def test_a_study_from_before_departments_has_the_usual_ones(tmp_path: Path) -> None:
    import json

    store = new_study(tmp_path / "a", "Tea")
    path = store.folder / "study.json"
    tables = json.loads(path.read_text())
    del tables["departments"]
    path.write_text(json.dumps(tables))
    assert store.study().departments == Study(title="x").departments
    tables["departments"] = {}
    path.write_text(json.dumps(tables))
    assert store.study().departments == ()


class NobodyErased:
    def erased(self) -> tuple[()]:
        return ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), st.sampled_from(Layout), st.sampled_from((*DEPARTMENTS, None)))
def test_whatever_was_said_a_page_just_written_holds(
    reading: Reading, layout: Layout, department: Department | None
) -> None:
    drawn = draw(reading)
    page = department_page(drawn, department) if department else markdown(drawn, layout)
    found = verify_page(NobodyErased(), reading, page)  # type: ignore[arg-type]
    assert found.holds, verdict_lines(found)
    assert verify_page(NobodyErased(), reading, html(drawn, page)).holds  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), st.sampled_from(Layout), st.sampled_from((*DEPARTMENTS, None)))
def test_whoever_a_page_quotes_or_notes_is_in_its_record(
    reading: Reading, layout: Layout, department: Department | None
) -> None:
    drawn = draw(reading)
    page = department_page(drawn, department) if department else markdown(drawn, layout)
    bare, kept = unescape(page), read_record(page).quoted
    talks: dict[str, list[str]] = {}
    for interview in reading.interviews:
        talks.setdefault(interview.participant, []).append(interview.id)
    for interview in reading.interviews:
        for words in signed_words(interview):
            ways = (f'"{words}"', f"noted: {words};", f"noted: {words} (", f"- {words} (")
            if any(way in bare for way in ways):
                # What somebody said in two talks may be told as of either.
                theirs = {said_print(talk, words) for talk in talks[interview.participant]}
                assert theirs & kept, words


def signed_words(interview: Interview) -> set[str]:
    """Every line of an interview's answers that nobody else could have said."""
    answers = interview.answers.values()
    lines = {clean_line(one.text) for answer in answers for one in observations(answer.text)}
    return {line for line in lines if secret(interview) in line}


def test_whatever_people_type_a_page_just_written_holds() -> None:
    for text in list(hostile_strings())[::6]:
        reading = hostile_study(text)
        page = markdown(draw(reading), Layout.FULL)
        found = verify_page(NobodyErased(), reading, page)  # type: ignore[arg-type]
        assert found.holds, (text, verdict_lines(found))
        # Whatever it is that they said: once they may not be quoted, it is found.
        (one,) = reading.interviews
        said = {clean_line(observed.text) for observed in observations(text)} - {""}
        assert {said_print(one.id, words) for words in said} <= read_record(page).quoted, text
        refused = replace(one, consent={**one.consent, "consent-quote": False})
        later = replace(reading, interviews=(refused,))
        found = verify_page(NobodyErased(), later, page)  # type: ignore[arg-type]
        assert bool(found.silent) is bool(read_record(page).quoted), text
        assert found.unsaid == 0, text
