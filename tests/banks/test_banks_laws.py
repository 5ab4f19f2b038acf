"""Laws of reading: only BankError comes out, and writing out changes nothing."""

from bank_examples import FRONT, TEA_CLUB
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from persona_wizard.banks import BankError, BankFault, read_bank, write_out
from persona_wizard.banks.attributes import split_attributes
from persona_wizard.model.bank import Bank

COMMON = FRONT.replace("tea", "common") + "## Problems\n\n### Hard? {.one}\n\n- x\n- y\n"
OTHERS = {"common": COMMON}
MARKDOWN = st.text(
    st.sampled_from(list("ab1é \n\t#-*>.:{}[]()\"'=`<|~\\…\r\0\x1b\u2028")), max_size=60
)
LAYOUT = ["---", "\n", "- x", "> y", "- [ ] z", "```", "<div>", "    ", "1. ", "==="]
WORDS = ["## Problems", "### A", "{#a}", "{from=common}", "{from=tea}", "{.one}", "{product}", "{"]
PIECES = st.sampled_from([*LAYOUT, *WORDS, '{when="a < 1"}'])


def lineless(bank: Bank) -> Bank:
    return replace(bank, questions=tuple(replace(q, file="", line=0) for q in bank.questions))


def read_or_refuse(source: str) -> Bank | None:
    """The bank, or None where it is refused; and written out, it must be the same bank."""
    faults: tuple[BankFault, ...] = ()
    try:
        bank = read_bank(source, "tea.md", OTHERS.get)
    except BankError as error:
        faults = error.faults
    if faults:
        assert all(fault.line >= 1 and fault.message for fault in faults)
        return None
    flat = write_out(source, "tea.md", OTHERS.get)
    assert lineless(read_bank(flat, "flat.md", lambda _: None)) == lineless(bank)
    return bank


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | MARKDOWN)
def test_any_text_is_a_bank_or_refused(text: str) -> None:
    assert read_or_refuse(text) is None
    read_or_refuse(FRONT + text)
    read_or_refuse(f"{FRONT}## Problems\n\n### A {text}")
    read_or_refuse(f"---\n{text}\n---\n")


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from([" ", "\n", "\n\n"]))
def test_any_pieces_of_a_bank_are_a_bank_or_refused(pieces: list[str], between: str) -> None:
    read_or_refuse(f"{FRONT}## Problems\n\n" + between.join(pieces))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_bank_with_a_slip_is_a_bank_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TEA_CLUB)))
    gone = data.draw(st.integers(0, 8))
    read_or_refuse(TEA_CLUB[:at] + data.draw(MARKDOWN) + TEA_CLUB[at + gone :])


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_an_included_bank_with_a_slip_is_a_bank_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(COMMON)))
    other = COMMON[:at] + data.draw(MARKDOWN) + COMMON[at:]
    source = f"{FRONT}## Problems {{from=common}}\n\n### Own {{.one}}\n\n- x\n\n## Closing\n"
    try:
        bank = read_bank(source, "tea.md", {"common": other}.get)
    except BankError:
        return
    flat = write_out(source, "tea.md", {"common": other}.get)
    assert lineless(read_bank(flat, "flat.md", lambda _: None)) == lineless(bank)


def test_the_banks_of_these_laws_can_be_read() -> None:
    assert read_or_refuse(TEA_CLUB) is not None
    assert read_or_refuse(f"{FRONT}## Problems {{from=common}}\n") is not None


VALUES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)


@given(VALUES)
def test_a_quoted_value_comes_back_as_it_was(value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    marked = split_attributes(f'What? {{#a low="{quoted}" .key}}')
    assert marked.text == "What?"
    assert marked.attributes.values == {"low": value}
    assert (marked.attributes.id, marked.attributes.marks) == ("a", ("key",))


@given(st.text(st.sampled_from("ab{}#.=\"' \\"), max_size=30))
def test_a_text_without_an_attribute_block_is_left_alone(text: str) -> None:
    plain = text.replace("{", r"\{").replace("\\\\{", "")
    if r"\\" not in plain:
        assert split_attributes(plain).text == plain.rstrip()
