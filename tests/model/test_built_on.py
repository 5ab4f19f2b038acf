"""The interviews that a page names at its end: read back from every form, and from no other."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.model.built_on import (
    built_on,
    ending,
    ending_of,
    interview_print,
    record_ends,
    without_ending,
)

TWO = frozenset({interview_print("one"), interview_print("two")})
PAGE = "# Minh\n\nWords.\n\n"


def test_a_print_is_short_and_tells_nothing_of_the_id() -> None:
    expected = hashlib.sha256(b"interview one").hexdigest()[:8]
    assert interview_print("one") == expected


@given(ids=st.frozensets(st.text(), max_size=40), claims=st.binary(max_size=200))
def test_what_was_named_is_read_back(ids: frozenset[str], claims: bytes) -> None:
    page = PAGE + ending(ids, claims)
    assert built_on(page) == {interview_print(one) for one in ids}
    found = ending_of(page)
    assert found is not None
    assert found.claims == claims
    assert without_ending(page) == "# Minh\n\nWords.\n"


def test_three_lines_are_enough_for_any_number_of_people() -> None:
    told = ending(map(str, range(3000)))
    assert len(told.splitlines()) == 3
    assert len(built_on(PAGE + told)) == 3000


@pytest.mark.parametrize(
    "page",
    [
        f'{PAGE}[//]: # "a note to myself"\n\n{ending(["one", "two"])}',
        f'{PAGE}{ending(["one", "two"])}\n[//]: # "a note to myself"\n',
        (PAGE + ending(["one", "two"])).replace("\n", "\r\n"),
        f"<!DOCTYPE html>\n<p>Minh</p>\n</html>\n<!--\n{ending(['two', 'one'])}-->\n",
        (PAGE + ending(["one", "two"])).replace("\n[//]", "\n\n[//]"),
    ],
)
def test_editors_and_html_leave_the_record_readable(page: str) -> None:
    assert built_on(page) == TWO


def test_every_page_of_a_file_names_its_own() -> None:
    one, two = PAGE + ending(["one"]), PAGE + ending(["two"])
    assert built_on(one + two) == TWO
    assert built_on(one + two.replace(" 2 ", " 3 ")) == {interview_print("one")}
    assert record_ends(one + "\nBetween.\n" + two)[0] == len(one) - 1


def test_the_earlier_form_is_read() -> None:
    prints = " ".join(sorted(TWO))
    words = f"persona=from faceless from {prints} claims O1=from=4/9=-=a= numbers O1=4/9"
    printed = hashlib.sha256(words.encode()).hexdigest()[:8]
    first, second = words[:60].rsplit(" ", 1)[0], words[len(words[:60].rsplit(" ", 1)[0]) + 1 :]
    rows = (f"For persona-wizard verify, leave as it is: 1 {printed}", first, second)
    page = PAGE + "".join(f'[//]: # "{row}"\n' for row in rows)
    assert built_on(page) == TWO
    assert built_on(page.replace("O1=4/9", "O1=5/9")) == frozenset()
    rows = (rows[0], *words.split(" "))
    assert built_on(PAGE + "".join(f'[//]: # "{row}"\n' for row in rows)) == TWO


def test_a_persona_as_json_names_them_too() -> None:
    data = {"schema": "persona/1", "name": "Minh", "built_on": sorted(TWO)}
    assert built_on(json.dumps(data)) == TWO
    assert built_on("\ufeff" + json.dumps(data, indent=2)) == TWO
    assert built_on(json.dumps(data | {"schema": "other/1"})) == frozenset()
    assert built_on("{" * 100_000) == frozenset()
    assert built_on('{"schema": "persona/1", "built_on": 7}') == frozenset()


@pytest.mark.parametrize(
    "page",
    [
        "",
        PAGE,
        f'{PAGE}[//]: # "a note to myself"\n',
        (PAGE + ending(["one", "two"])).replace(" 2 ", " 3 "),
        (PAGE + ending(["one", "two"])).rsplit("\n", 2)[0],
        (PAGE + ending(["one", "two"])).replace('"\n[//]: # "-"', 'AAAA"\n[//]: # "-"'),
    ],
)
def test_none_or_an_altered_one_names_nobody(page: str) -> None:
    assert built_on(page) == frozenset()


@pytest.mark.parametrize("words", ["A -", "- A", "one", "a b c", ""])
def test_a_crafted_one_with_a_right_print_is_read_as_altered(words: str) -> None:
    printed = hashlib.sha256(words.encode()).hexdigest()[:8]
    rows = (f"For persona-wizard verify, leave as it is: 2 {printed}", words)
    page = PAGE + "".join(f'[//]: # "{row}"\n' for row in rows)
    assert built_on(page) == frozenset()
