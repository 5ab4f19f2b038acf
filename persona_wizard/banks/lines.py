"""A bank's source as lines, whatever ends them."""

from persona_wizard.banks.faults import BankError, BankFault

# A bank of this many bytes has thousands of questions; no interview needs them.
LARGEST = 1_000_000
_BOM = "\ufeff"


def lines_of(source: str, file: str) -> tuple[str, ...]:
    """The lines of a source. Raises BankError for a text that is no bank."""
    if len(source.encode("utf-8", "surrogatepass")) > LARGEST:
        raise BankError([BankFault(file, 1, _TOO_LARGE)])
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        raise BankError([BankFault(file, line, "this is no text: it holds a NUL byte")])
    plain = source.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return tuple(plain.split("\n"))


def decoded(data: bytes, file: str) -> str:
    """A file's bytes as text. Raises BankError for bytes that are no bank."""
    if len(data) > LARGEST:
        raise BankError([BankFault(file, 1, _TOO_LARGE)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "this is no UTF-8 text: save the file again as UTF-8"
        raise BankError([BankFault(file, line, message)]) from None


_TOO_LARGE = "a bank may have 1 MB: split it in two"
