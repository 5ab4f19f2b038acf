"""The order in which a heading is read: unread first, then starred; similar ones side by side."""

from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.model.composing import ComposedClaim, ObservationKey
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import ReadingProgress
from persona_wizard.model.study import Study
from persona_wizard.studies.composing_view import (
    Group,
    Row,
    RowKind,
    alike,
    links_of,
    page,
    progress,
    reading_order,
    tags_for,
)
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.people import Person


def said(
    mark: str,
    question: str = "goals",
    *,
    star: bool = False,
    tags: tuple[str, ...] = (),
    text: str = "",
) -> Observed:
    """An observation that is known by its mark."""
    return Observed(
        key=ObservationKey("i1", question, mark),
        heading="objectives",
        field=None,
        question=f"About {question}?",
        sensitive=False,
        person=Person("p1", "P01", Audience.CUSTOMERS, 0),
        quotable=True,
        observation=Observation(
            line=0, kind=LineKind.NOTE, text=text or mark, tags=tags, star=star
        ),
    )


def study(*read: str, supports: tuple[str, ...] = (), against: tuple[str, ...] = ()) -> Study:
    """A study in which these marks were read, and a claim links those."""

    def keys(marks: tuple[str, ...]) -> tuple[ObservationKey, ...]:
        return tuple(ObservationKey("i1", "goals", mark) for mark in marks)

    claim = ComposedClaim(
        id="composed/1",
        heading="objectives",
        sentence="So",
        supports=keys(supports),
        against=keys(against),
    )
    return Study(title="Tea", read=keys(read), claims=(claim,))


def in_words(rows: tuple[Row, ...]) -> list[str]:
    return [row.observed.key.mark if row.observed else row.words for row in rows]


def test_unread_comes_before_read_and_starred_before_the_rest() -> None:
    found = [said("a"), said("b", star=True), said("c"), said("d", tags=("time",)), said("e")]
    rows = reading_order(found, links_of(study("a", supports=("e",))), {})
    assert in_words(rows) == [
        *("About goals?", "b", "c"),
        *("Read so far: 3", "About goals?", "a", "d", "e"),
    ]


def test_unread_only_leaves_out_what_is_read() -> None:
    found = [said("a"), said("b"), said("c", "needs")]
    rows = reading_order(found, links_of(study("b")), {}, unread_only=True)
    assert in_words(rows) == ["About goals?", "a", "About needs?", "c"]
    assert reading_order([said("b")], links_of(study("b")), {}, unread_only=True) == ()


def test_similar_ones_stand_together_a_starred_group_first() -> None:
    found = [said("a"), said("b"), said("c"), said("d"), said("e", star=True), said("f")]
    keys = {one.key.mark: one.key for one in found}
    groups = [
        Group(frozenset((keys["a"], keys["c"])), ("price", "high")),
        Group(frozenset((keys["d"], keys["e"])), ("time",)),
    ]
    rows = reading_order(found, links_of(study()), {"goals": groups})
    assert in_words(rows) == [
        "About goals?",
        *("time", "e", "d"),
        *("price, high", "a", "c"),
        *("b", "f"),
    ]
    assert [row.grouped for row in rows if row.observed] == [True] * 4 + [False] * 2
    # Once the other of two was read, one is similar to nobody that is left.
    rows = reading_order(found, links_of(study("c")), {"goals": groups}, unread_only=True)
    assert in_words(rows) == ["About goals?", "time", "e", "d", "a", "b", "f"]


def test_progress_counts_what_is_tagged_linked_or_marked_read_once() -> None:
    found = [said("a", tags=("x",)), said("b"), said("c"), said("d"), said("e")]
    links = links_of(study("a", "b", "gone", supports=("b", "c"), against=("d",)))
    assert progress(found, links) == ReadingProgress(4, 5)
    assert links.supports[found[1].key] == ("composed/1",)
    assert links.against[found[3].key] == ("composed/1",)


def test_a_page_begins_with_its_question() -> None:
    found = [*(said(mark) for mark in "abc"), *(said(mark, "needs") for mark in "de")]
    rows = reading_order(found, links_of(study()), {})
    assert in_words(page(rows, 0, 3)) == ["About goals?", "a", "b"]
    assert in_words(page(rows, 3, 2)) == ["About goals?", "c", "About needs?"]
    assert in_words(page(rows, 5, 2)) == ["About needs?", "d", "e"]
    assert page(rows, 9, 2) == ()


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from("xyz")), max_size=30),
    st.lists(st.frozensets(st.integers(0, 29), min_size=2, max_size=5), max_size=4),
    st.integers(1, 7),
)
def test_every_observation_stands_in_the_order_once(
    drawn: list[tuple[bool, bool, str]], grouped: list[frozenset[int]], size: int
) -> None:
    found = [
        said(str(n), f"q-{question}", star=star, tags=("t",) if tagged else ())
        for n, (star, tagged, question) in enumerate(sorted(drawn, key=lambda one: one[2]))
    ]
    # Groups share no member, as none that are found do.
    free = set(range(len(found)))
    groups: dict[str, list[Group]] = {}
    for members in grouped:
        mine = [found[n] for n in members if n in free]
        free -= members
        for question in {one.key.question for one in mine}:
            keys = frozenset(one.key for one in mine if one.key.question == question)
            groups.setdefault(question, []).append(Group(keys, ("word",)))
    rows = reading_order(found, links_of(study()), groups)
    listed = [row.observed for row in rows if row.observed is not None]
    assert sorted(listed, key=lambda one: int(one.key.mark)) == found
    flags = [bool(one.observation.tags) for one in listed]
    assert flags == sorted(flags)
    assert not rows or rows[0].kind in (RowKind.QUESTION, RowKind.READ)
    turned = [row for start in range(0, len(rows), size) for row in page(rows, start, size)]
    assert [row.observed for row in turned if row.observed is not None] == listed


def test_similar_answers_are_found_from_eight_on_and_show_their_words() -> None:
    cold = [said(f"a{n}", text=f"the parcel came late {word}") for n, word in enumerate("xyz")]
    rest = [said(f"b{n}", text=w) for n, w in enumerate(("quiet", "garden", "tram", "piano"))]
    assert alike([*cold, *rest], {}) == {"goals": ()}
    (group,) = alike([*cold, *rest, said("c", text="winter")], {"i1": "en"})["goals"]
    assert group.keys == {one.key for one in cold}
    assert "late" in " ".join(group.words)


def test_tags_are_suggested_that_it_does_not_bear() -> None:
    here = said("a", text="cheap cups", tags=("cups",))
    others = [
        said("b", text="cheap beans", tags=("money",)),
        said("c", text="two cups", tags=("cups",)),
        said("d", text="cheap"),
    ]
    assert tags_for(here, [here, *others], {}) == ("money",)
    assert tags_for(here, [here], {}) == ()
