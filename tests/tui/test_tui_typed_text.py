"""What a terminal sends, decoded."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.model.text import clean
from persona_wizard.tui.typed_text import TypedText

BEGINS, ENDS = "\x1b[200~", "\x1b[201~"
PIECES = st.sampled_from(["a", "ấ", "\x1b", "\x1b[A", "\x1b]0;x\x07", "[", "2", "\n", "\x1b[20"])


def decoded(data: bytes, *cuts: int) -> str:
    decoder = TypedText("utf-8")
    edges = [0, *sorted(cuts), len(data)]
    parts = [decoder.decode(data[a:b]) for a, b in pairwise(edges)]
    return "".join(parts) + decoder.decode(b"", final=True)


def test_keys_and_their_escapes_come_through_as_they_are() -> None:
    assert decoded("a\x1b[A\x1bấ\x1b".encode()) == "a\x1b[A\x1bấ\x1b"


def test_bytes_that_are_no_text_are_marked() -> None:
    assert decoded(b"a\xff\xc3b") == "a��b"


def test_a_pasted_escape_sequence_goes_whole_and_the_words_keep_their_order() -> None:
    pasted = "one \x1b]0;title\x07two \x1b[31mred\x1b[0m\x1b three"
    text = decoded(f"x{BEGINS}{pasted}{ENDS}y\x1b[A".encode())
    assert text.startswith(f"x{BEGINS}one ")
    assert text.endswith(f" three{ENDS}y\x1b[A")
    inside = text.partition(BEGINS)[2].partition(ENDS)[0]
    assert clean(inside) == "one two red three"


@given(st.lists(PIECES, max_size=8), st.lists(st.integers(0, 60), max_size=6))
def test_it_does_not_matter_how_a_paste_arrives(pieces: list[str], cuts: list[int]) -> None:
    data = f"{BEGINS}{''.join(pieces)}{ENDS}after".encode()
    # The mark that begins a paste comes in one piece.
    later = [cut for cut in cuts if len(BEGINS) <= cut <= len(data)]
    text = decoded(data, *later)
    assert text == decoded(data)
    assert text.endswith(f"{ENDS}after")
    assert "\x1b" not in text.removeprefix(BEGINS).removesuffix(f"{ENDS}after")
