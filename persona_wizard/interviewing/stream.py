"""Running notes as one stream of lines, each with its time and the question it was typed under."""

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec.structs import replace

from persona_wizard.model.interview import Note
from persona_wizard.model.text import clean


def written(
    notes: Sequence[Note],
    line: Note,
    texts: Sequence[str],
    now: Note,
    place: int | None = None,
) -> tuple[tuple[Note, ...], Note]:
    """The notes with this line reading so, and the line that is typed on.

    The first text is the line's own, where it stands, or at `place` if it is not among the notes
    (else the end); each further one is a line after it, stamped as `now`. A line of nothing but
    space is out of the notes: its id is empty, its stamp stays.
    """
    here = next((i for i, note in enumerate(notes) if line.id and note.id == line.id), None)
    ids = _free_ids(notes)
    known = line.id if here is not None else ""
    lines: list[Note] = []
    for number, text in enumerate(clean(text).strip() for text in texts):
        stamp, line_id = (line, known) if number == 0 else (now, "")
        line_id = (line_id or next(ids)) if text else ""
        lines.append(replace(stamp, id=line_id, text=text))
    kept = tuple(made for made in lines if made.text)
    if here is not None:
        return (*notes[:here], *kept, *notes[here + 1 :]), lines[-1]
    where = len(notes) if place is None else place
    return (*notes[:where], *kept, *notes[where:]), lines[-1]


def _free_ids(notes: Sequence[Note]) -> Iterator[str]:
    taken = {note.id for note in notes}
    return (name for n in count(len(notes) + 1) if (name := f"n{n}") not in taken)
