"""The sample's claims: each link stands, each number is what the files say, and work is left."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from msgspec.structs import replace

from persona_wizard.banks import check_bank, read_bank
from persona_wizard.export import Layout
from persona_wizard.model.fills import fills_in
from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Confidence, Evidence, Persona
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.doctor import look
from persona_wizard.studies.exporting import page_text
from persona_wizard.studies.sample import sample_study
from persona_wizard.studies.sample_composing import Said, claim_id, composed_study
from persona_wizard.studies.sample_forms import SampleError, StudyForm
from persona_wizard.synthesis.code_book import meanings

FILES = Path(__file__).parents[2] / "persona_wizard" / "studies" / "sample"
CUSTOMERS = {"P01", "P02", "P03", "P05", "P06", "P09"}
NON_PURCHASERS = {"P04", "P07", "P08", "P11"}
PROSPECTS = {"P10", "P12", "P13"}
EVERYBODY = CUSTOMERS | NON_PURCHASERS | PROSPECTS
# Who answered, declined or didn't know, by field, as read off the files.
ASKED = {
    "occupation": EVERYBODY,
    "location": EVERYBODY - {"P01", "P06", "P08"},
    "decision-process": EVERYBODY - {"P06"},
    "character": {"P01", "P03", "P04", "P05", "P08", "P11", "P13"},
    "short-term-goals": EVERYBODY,
    "long-term-goals": {"P02", "P03", "P04", "P06", "P07", "P09", "P10"},
    "product-problems": EVERYBODY - {"P08", "P13"},
    "barriers": EVERYBODY - {"P03", "P06", "P13"},
    "product-improvements": EVERYBODY - {"P13"},
}
QUESTIONS = {"barriers": ("nearly-kept-away", "barriers", "keeps-with-it")}
# By claim its heading and field, and who is for and who against it.
CLAIMS = {
    "Lives in Northport itself": (
        *("general", "location"),
        *("P02 P03 P04 P05 P07 P09 P12 P13", ""),
    ),
    "Works shifts, or starts before six": (
        *("general", "occupation"),
        *("P01 P02 P06 P07 P13", ""),
    ),
    "Is their own boss": ("general", "occupation", "P04 P05 P08 P10", ""),
    "Asks what it costs before deciding": (
        *("personality", "decision-process"),
        *("P01 P02 P07 P10", "P03 P05"),
    ),
    "Gets the morning ready the evening before": (
        *("personality", "character"),
        *("P01 P03 P11", "P05"),
    ),
    "A good cup early, with no time lost over it": (
        *("objectives", "short-term-goals"),
        *("P01 P03 P09 P12 P13", "P05"),
    ),
    "One errand less, with coffee that comes by itself": (
        *("objectives", "short-term-goals"),
        *("P01 P03 P09 P10 P11", "P08"),
    ),
    "A few quiet minutes of their own": ("objectives", "short-term-goals", "P01 P05", ""),
    "In a year or two: less work, and time of their own": (
        *("objectives", "long-term-goals"),
        *("P02 P03 P04 P09 P10", ""),
    ),
    "The delivery day cannot be moved": (
        *("problems", "product-problems"),
        *("P01 P02 P06 P09", "P03"),
    ),
    "Nobody at Cedar Coffee to talk to": ("problems", "barriers", "P10 P11", "P02 P05"),
    "Move, pause or stop a box without any fuss": (
        *("wishes", "product-improvements"),
        *("P01 P06 P07 P09 P12", ""),
    ),
    "One small box to begin with, and nothing fixed": (
        *("wishes", "product-improvements"),
        *("P04 P07 P10", ""),
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    folder = tmp_path_factory.mktemp("sample") / "cedar-coffee"
    make_demo(folder)
    return StudyFolder.open(folder)


@pytest.fixture(scope="module")
def persona(made: StudyFolder) -> Persona:
    return personas.draw_from(made)


@pytest.fixture(scope="module")
def page(made: StudyFolder) -> str:
    return page_text(made, Layout.PAGE, True)


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The interviews' files as they are written, by pseudonym."""
    return {path.stem: written(path) for path in FILES.glob("P*.yaml")}


def written(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def people(evidence: Iterable[Evidence]) -> set[str]:
    return {part.pseudonym for part in evidence}


# The numbers


def test_the_table_of_who_was_asked_is_what_the_files_say(files: dict[str, Any]) -> None:
    for field, asked in ASKED.items():
        reached = {
            pseudonym
            for pseudonym, file in files.items()
            for question in QUESTIONS.get(field, (field,))
            if question in file["answers"]
            and file["answers"][question].get("state") not in ("not-applicable", "out-of-time")
        }
        assert reached == asked, field


def test_every_claim_has_the_people_and_numbers_worked_out_by_hand(persona: Persona) -> None:
    composed = {c.label: c for section in persona.sections for c in section.composed}
    assert set(composed) == set(CLAIMS)
    for sentence, (heading, field, supporting, opposing) in CLAIMS.items():
        claim, base = composed[sentence], ASKED[field]
        ours, theirs = set(supporting.split()), set(opposing.split())
        assert (claim.heading, claim.field) == (heading, field)
        assert (people(claim.evidence), people(claim.opposing)) == (ours, theirs), sentence
        assert (claim.n, claim.base, claim.against) == (len(ours), len(base), len(theirs))
        assert [(part.n, part.base) for part in claim.split] == [
            (len(ours & group), len(base & group))
            for group in (CUSTOMERS, NON_PURCHASERS, PROSPECTS)
        ], sentence


def test_some_are_contested_and_one_is_a_pattern(persona: Persona) -> None:
    carries: dict[Confidence | None, set[str]] = {}
    for section in persona.sections:
        for claim in section.composed:
            carries.setdefault(claim.confidence, set()).add(claim.label)
    assert carries.pop(Confidence.CONTESTED) == {
        "Asks what it costs before deciding",
        "Nobody at Cedar Coffee to talk to",
    }
    assert carries.pop(Confidence.PATTERN) == {
        "Lives in Northport itself",
        "In a year or two: less work, and time of their own",
    }
    assert list(carries) == [Confidence.EMERGING]


def test_the_page_tells_every_claim_with_its_numbers(page: str) -> None:
    lines = page.split("\n")
    told = {"Before buying: afraid of being tied in": ("6 of 10", "1 against")}
    for sentence, (_, field, supporting, opposing) in CLAIMS.items():
        numbers = f"{len(supporting.split())} of {len(ASKED[field])}"
        against = f"{len(opposing.split())} against" if opposing else ""
        told[sentence] = (numbers, against)
    for sentence, (numbers, against) in told.items():
        (line,) = (line for line in lines if line.startswith("- ") and sentence in line)
        assert f"({numbers}" in line, line
        assert against in line, line


def test_what_leads_fits_one_person_of_ten(persona: Persona, page: str) -> None:
    # P09 alone wants the good cup early, fears being tied in and asks to skip a box.
    assert persona.conjunction is not None
    assert (persona.conjunction.asked, persona.conjunction.fitting) == (10, (4, 1))
    assert "Of the 10 asked all three, 1 fits" in page


def test_nobody_who_did_not_agree_is_quoted(made: StudyFolder, files: dict[str, Any]) -> None:
    page = page_text(made, Layout.FULL, True)
    kept = [
        line.removeprefix("> ").partition(" #")[0]
        for pseudonym in ("P06", "P08")
        for answer in files[pseudonym]["answers"].values()
        for line in answer.get("text", "").splitlines()
    ]
    assert len(kept) > 40
    # A few words alone, such as "nothing", stand anywhere.
    assert [line for line in kept if len(line.split()) > 3 and line in page] == []


# What a newcomer finds


def test_part_is_composed_and_part_waits(persona: Persona) -> None:
    by_heading = {section.heading: section for section in persona.sections}
    whole = {h for h, section in by_heading.items() if not section.open_answers}
    assert {"objectives", "wishes"} <= whole
    for heading in ("personality", "problems"):
        assert by_heading[heading].composed
        assert by_heading[heading].open_answers
    share = persona.reading.read / persona.reading.total
    assert 0.5 < share < 0.7


def test_nothing_that_was_decided_hangs_in_the_air(made: StudyFolder, persona: Persona) -> None:
    (curation,) = made.study().personas
    assert persona.loose == ()
    assert persona.unfounded == ()
    assert {claim.id for claim in persona.hidden} == set(curation.hidden)
    assert {claim.id for claim in persona.claims if claim.pinned} == set(curation.pinned)
    (reworded,) = (claim for claim in persona.claims if claim.wording)
    assert (reworded.id, reworded.moved_from) == ("barriers/tied-in", "")
    assert [(gap.id, bool(gap.accepted)) for gap in persona.gaps if gap.accepted] == [
        ("open/interests", True)
    ]
    assert [line.whom for line in persona.advice] == ["Marketing", "Sales", "Product"]
    assert all(line.cites and not line.lost for line in persona.advice)


def test_hypotheses_are_on_the_page_only_when_asked_for(persona: Persona, page: str) -> None:
    sentences = [one.sentence for section in persona.sections for one in section.hypotheses]
    assert len(sentences) == 2
    assert not any(sentence in page for sentence in sentences)


def test_every_tag_is_in_the_code_book_with_an_example_that_somebody_said(
    made: StudyFolder, files: dict[str, Any]
) -> None:
    study = made.study()
    said = "\n".join(a.get("text", "") for f in files.values() for a in f["answers"].values())
    used = {word[1:] for word in said.split() if word.startswith("#")} - {"star"}
    meant = meanings(study.codes)
    assert meant == {"present": "gift"}
    assert {meant.get(tag, tag) for tag in used} == {code.tag for code in study.codes}
    for code in study.codes:
        assert code.definition
        assert code.example in said


def test_the_study_says_whom_it_is_meant_for(made: StudyFolder) -> None:
    study = made.study()
    assert study.target_market
    assert study.segment


def test_it_is_found_in_order(made: StudyFolder) -> None:
    report = look(made.folder, lambda *_: None)
    assert report.findings == ()
    kept = sorted((made.folder / "question_banks" / ".used").glob("*.md"))
    assert len(kept) == 3
    for path in kept:
        source = path.read_text(encoding="utf-8")
        bank = read_bank(source, path.name, lambda _: None, words=fills_in(source))
        assert check_bank(bank, path.name) == ()


def test_made_twice_it_is_the_same(made: StudyFolder, tmp_path: Path) -> None:
    make_demo(tmp_path / "again")
    again = StudyFolder.open(tmp_path / "again")
    assert again.study() == made.study()
    assert again.interviews() == made.interviews()


# The file


SAID = (
    Said("P01", "a1", "barriers", "too dear #price\ntoo late\n> too late, too little"),
    Said("P02", "b2", "barriers", "nothing #no-barrier"),
)
FORM = {
    "title": "Tea",
    "language": "en",
    "target_market": "",
    "segment": "",
    "words": {},
    "lists": {},
    "persona": {"name": "", "tagline": ""},
}


def claim(**links: dict[str, str | list[str]]) -> dict[str, Any]:
    return {"late": {"heading": "problems", "sentence": "Late", **links}}


def form(**more: Any) -> StudyForm:
    return msgspec.convert({**FORM, **more}, StudyForm)


def test_a_link_is_found_by_pseudonym_question_and_the_lines_beginning() -> None:
    supports: dict[str, str | list[str]] = {"P01 barriers": ["too dear", "too late, too"]}
    (made,) = composed_study(form(claims=claim(supports=supports)), SAID).claims
    assert made.id == claim_id("late")
    assert [key.interview for key in made.supports] == ["a1", "a1"]
    (other,) = composed_study(
        form(claims=claim(supports=supports)),
        # Neither a tag nor another line changes which observation is meant.
        (replace(SAID[0], text=f"first\n{SAID[0].text.replace(' #price', '')}"),),
    ).claims
    assert other == made


def test_what_is_read_of_an_answer_is_what_is_neither_tagged_nor_linked() -> None:
    read = composed_study(
        form(claims=claim(supports={"P01 barriers": "too late, too"}), read=["P01 barriers"]), SAID
    ).read
    assert len(read) == 1


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            {"claims": claim(supports={"P01 barriers": "too early"})},
            "late, P01 barriers: no line begins with “too early”",
        ),
        (
            {"claims": claim(supports={"P01 barriers": "too dear"}, against={"P03 barriers": "x"})},
            "late, P03 barriers: no line begins with “x”",
        ),
        (
            {"claims": claim(supports={"P01 barriers": "too late"})},
            "late, P01 barriers: several lines begin with “too late”",
        ),
        ({"read": ["P02 barriers"]}, "read, P02 barriers: no line is left to read there"),
        (
            {"persona": {"name": "", "tagline": "", "pinned": ["early"]}},
            "persona: there is no claim “early”",
        ),
    ],
    ids=["no such line", "no such answer", "two such lines", "read already", "no such claim"],
)
def test_what_is_not_there_is_named(more: dict[str, Any], fault: str) -> None:
    with pytest.raises(SampleError) as raised:
        composed_study(form(**more), SAID)
    assert raised.value.message == fault


def test_a_rewording_of_no_claim_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = replace(sample_study(), reworded={"barriers/none": "Nothing"})
    monkeypatch.setattr("persona_wizard.studies.demo.sample_study", lambda: sample)
    with pytest.raises(SampleError, match="there is no claim “barriers/none”"):
        make_demo(tmp_path / "demo")
    assert not (tmp_path / "demo").exists()


def test_no_link_rests_on_an_answer_that_is_not_counted(made: StudyFolder) -> None:
    held: dict[str, Interview] = {i.id: i for i in made.interviews().interviews}
    study = made.study()
    for key in (*study.read, *(key for one in study.claims for key in one.links)):
        assert held[key.interview].answers[key.question].counts, key.text
