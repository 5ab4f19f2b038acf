"""Claims, hypotheses, the code book and marks of reading in study.json."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY

from persona_wizard.model.composing import Code, ComposedClaim, Hypothesis, ObservationKey, marks
from persona_wizard.model.observations import observations
from persona_wizard.model.study import AcceptedGap, Advice, Curation, Rewording, Study
from persona_wizard.store import DamagedFile, Erased, StudyFolder
from persona_wizard.store.study_file import read_study, write_study

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_part = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1)
# A question's id may hold anything, the other two parts no "/".
_keys = st.builds(ObservationKey, _part, _text, _part)
_links = st.lists(_keys, max_size=3).map(tuple)
_texts = st.lists(_text, max_size=2).map(tuple)
_claims = st.builds(
    ComposedClaim,
    id=_text,
    heading=_text,
    sentence=_text,
    field=st.none() | _text,
    supports=_links,
    against=_links,
    aliases=_texts,
)
_codes = st.builds(
    Code, tag=_text, definition=_text, example=_text, aliases=_texts, of=_text, parted=_links
)
_curations = st.builds(
    Curation,
    id=_text,
    hidden=_texts,
    pinned=_texts,
    order=_texts,
    reworded=st.lists(st.builds(Rewording, _text, _text, _text, _text), max_size=2).map(tuple),
    suggestions=_texts,
    members=_texts,
    grouped_because=_text,
    advice=st.lists(st.builds(Advice, _text, _text, _texts), max_size=2).map(tuple),
)


def _unlike(items: st.SearchStrategy[Any], known_by: Any) -> st.SearchStrategy[Any]:
    return st.lists(items, max_size=3, unique_by=known_by).map(tuple)


_studies = st.builds(
    Study,
    title=_text,
    personas=st.lists(_curations, min_size=1, max_size=2).map(tuple),
    claims=_unlike(_claims, lambda claim: claim.id),
    hypotheses=_unlike(
        st.builds(Hypothesis, id=_text, heading=_text, sentence=_text), lambda one: one.id
    ),
    codes=_unlike(_codes, lambda code: code.tag),
    read=_unlike(_keys, lambda key: key.text),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=_studies, study=_studies)
def test_what_was_composed_is_read_back_whole(tmp_path: Path, before: Study, study: Study) -> None:
    path = tmp_path / "study.json"
    write_study(path, before)
    write_study(path, study)
    assert read_study(path) == study


KEY = ObservationKey(ID, "short-term-goals", "0123456789~2")
CLAIM = ComposedClaim(
    id="composed/0a1b2c3d", heading="problems", sentence="Fears being tied in", supports=(KEY,)
)


def test_the_form_that_others_rely_on(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    code = Code(tag="cost", aliases=("price",), of="money", parted=(KEY,))
    store.save_study(replace(STUDY, claims=(CLAIM,), codes=(code,), read=(KEY,)))
    tables = json.loads((tmp_path / "s" / "study.json").read_text("utf-8"))
    assert list(tables) == ["settings", "personas", "departments", "claims", "code_book", "read"]
    link = f"{ID}/short-term-goals/0123456789~2"
    assert tables["claims"]["composed/0a1b2c3d"]["supports"] == [link]
    assert tables["code_book"]["cost"]["parted"] == [link]
    assert tables["read"] == {link: {}}
    assert not {"claims", "codes", "read"} & set(tables["settings"]["1"])


def test_a_study_without_the_tables_is_read_and_gets_none(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    path = tmp_path / "s" / "study.json"
    assert list(json.loads(path.read_text("utf-8"))) == ["settings", "personas", "departments"]
    assert (store.study().claims, store.study().read) == ((), ())
    store.save_study(replace(STUDY, claims=(CLAIM,)))
    store.save_study(STUDY)
    assert list(json.loads(path.read_text("utf-8"))) == ["settings", "personas", "departments"]


def test_tables_and_keys_of_others_are_no_fault(tmp_path: Path) -> None:
    store = StudyFolder.create(tmp_path / "s", replace(STUDY, claims=(CLAIM,)))
    path = tmp_path / "s" / "study.json"
    tables = json.loads(path.read_text("utf-8"))
    tables["claims"][CLAIM.id]["colour"] = "green"
    tables["moods"] = {"1": {"of": "late"}}
    path.write_text(json.dumps(tables))
    assert store.study().claims == (CLAIM,)
    store.save_study(store.study())
    assert json.loads(path.read_text("utf-8"))["moods"] == {"1": {"of": "late"}}


@pytest.mark.parametrize(
    "table",
    [
        {"claims": {"composed/1": {"heading": "problems"}}},
        {"claims": {"composed/1": {"heading": 1, "sentence": "x"}}},
        {"claims": {"composed/1": {"heading": "x", "sentence": "x", "supports": "i/q/m"}}},
        {"claims": {"composed/1": {"heading": "x", "sentence": "x", "supports": [3]}}},
        {"claims": {"composed/1": {"heading": "x", "sentence": "x", "supports": ["i/q"]}}},
        {"claims": {"composed/1": {"heading": "x", "sentence": "x", "against": {"i": 1}}}},
        {"claims": {"composed/1": 3}},
        {"claims": []},
        {"hypotheses": {"h": {"sentence": "x"}}},
        {"code_book": {"cost": {"aliases": "price"}}},
        {"code_book": {"cost": {"parted": ["//"]}}},
        {"read": {"nothing": {}}},
        {"personas": {"1": {"members": 3}}},
    ],
)
def test_a_damaged_table_is_told_and_left_as_it_is(tmp_path: Path, table: dict[str, Any]) -> None:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    path = tmp_path / "s" / "study.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **table}))
    before = path.read_bytes()
    with pytest.raises(DamagedFile) as fault:
        store.study()
    assert "study.json" in str(fault.value)
    with pytest.raises(DamagedFile):
        store.save_study(STUDY)
    assert path.read_bytes() == before


def _key(words: str) -> ObservationKey:
    text = INTERVIEW.answers["short-term-goals"].text
    found = observations(text)
    (mark,) = [m for m, o in zip(marks(found), found, strict=True) if o.text == words]
    return ObservationKey(ID, "short-term-goals", mark)


def test_an_erased_person_leaves_no_link_word_or_membership(tmp_path: Path) -> None:
    theirs, others = _key("ready at six"), replace(KEY, interview=OTHER)
    study = replace(
        STUDY,
        claims=(
            replace(CLAIM, supports=(theirs, others), against=(theirs,)),
            replace(
                CLAIM, id="composed/11111111", sentence="Says ready at six", supports=(others,)
            ),
        ),
        hypotheses=(
            Hypothesis(id="hypothesis/1", heading="wishes", sentence="P01 would pay"),
            Hypothesis(id="hypothesis/2", heading="wishes", sentence="Would pay"),
        ),
        codes=(Code(tag="time", example="ready at six", parted=(theirs, others), of="x"),),
        read=(theirs, others),
        personas=(
            Curation(
                members=(INTERVIEW.participant, "bb22"),
                grouped_because="like P01",
                advice=(Advice("Sales", "Ask P01"), Advice("Sales", "Ask again")),
                reworded=(Rewording(CLAIM.id, "As P01 says", "d", "x"),),
            ),
            Curation(id="second", members=(INTERVIEW.participant,)),
        ),
    )
    store = StudyFolder.create(tmp_path / "s", study)
    store.begin(INTERVIEW).close()
    other = replace(INTERVIEW, id=OTHER, participant="bb22", pseudonym="P02")
    store.begin(replace(other, answers={}, notes=())).close()
    erased = Erased(
        at="2026-11-22T09:00:00.000Z",
        interviews=(ID,),
        participant=INTERVIEW.participant,
        pseudonyms=("P01",),
    )
    told = "\n".join(store.what_goes(erased).settings)
    assert "the sentence of a claim, composed/11111111" in told
    assert "what the code book says of #time" in told
    store.erase(erased)
    left = store.study()
    assert [(c.sentence, c.supports, c.against) for c in left.claims] == [
        (CLAIM.sentence, (others,), ()),
        ("", (others,), ()),
    ]
    assert [one.sentence for one in left.hypotheses] == ["Would pay"]
    assert [(c.example, c.parted) for c in left.codes] == [("", (others,))]
    assert left.read == (others,)
    first, second = left.personas
    assert (first.members, first.grouped_because, first.reworded) == (("bb22",), "", ())
    assert first.advice == (Advice("Sales", "Ask again"),)
    # A persona of them alone does not become one of everybody.
    assert INTERVIEW.participant not in second.members
    assert second.members


def test_erasing_one_interview_takes_its_links_along(tmp_path: Path) -> None:
    theirs, others = _key("ready at six"), replace(KEY, interview=OTHER)
    study = replace(STUDY, claims=(replace(CLAIM, supports=(theirs, others)),), read=(theirs,))
    store = StudyFolder.create(tmp_path / "s", study)
    store.begin(INTERVIEW).close()
    store.erase(Erased(at="2026-11-22T09:00:00.000Z", interviews=(ID,)))
    assert store.study().claims[0].supports == (others,)
    assert store.study().read == ()


def test_claims_known_by_a_tag_that_names_them_are_decided_about_no_more(tmp_path: Path) -> None:
    named = ("location/p01", "location/like-p01", "barriers/ready-at-six")
    other = ("location/p011", CLAIM.id, "indicated/end-user")
    both = (*named, *other)
    study = replace(
        STUDY,
        codes=(Code(tag="part", of="like-p01"), Code(tag="kept", of="x")),
        personas=(
            Curation(
                hidden=both,
                pinned=both,
                order=both,
                suggestions=both,
                accepted=(AcceptedGap("open/why-p01", "so be it"), AcceptedGap("photo", "none")),
                reworded=tuple(Rewording(one, "Other words", "d", "x") for one in both),
                advice=(Advice("Sales", "Ask", both), Advice("Sales", "Wait", named)),
            ),
        ),
    )
    store = StudyFolder.create(tmp_path / "s", study)
    store.begin(INTERVIEW).close()
    erased = Erased(
        at="2026-11-22T09:00:00.000Z",
        interviews=(ID,),
        participant=INTERVIEW.participant,
        pseudonyms=("P01",),
    )
    told = store.what_goes(erased).settings
    assert "a decision about the claim location/p01" in told
    assert not any("p011" in one or CLAIM.id in one for one in told)
    store.erase(erased)
    (left,) = store.study().personas
    assert (left.hidden, left.pinned, left.order, left.suggestions) == (other,) * 4
    assert [one.claim for one in left.reworded] == list(other)
    assert [one.gap for one in left.accepted] == ["photo"]
    # A line of advice stands, and says that what it rested on is gone.
    assert [(one.sentence, one.cites) for one in left.advice] == [("Ask", other), ("Wait", ())]
    assert [one.tag for one in store.study().codes] == ["kept"]
    assert b"like-p01" not in (tmp_path / "s" / "study.json").read_bytes()
