"""The forms that a study's files have had; a file in an earlier one is read as if in the latest."""

from collections.abc import Callable, Mapping

from persona_wizard.store.storage import Tables

# From a file's tables in one form to those in the next; a pure function, which may raise KeyError,
# TypeError, ValueError or AttributeError where something is missing or wrong in them.
Step = Callable[[Tables], Tables]

# What turned each form into the next, oldest first, for the kinds of files that changed; a kind is
# named by its first table: settings (study.json), meta (an interview), participant. In every form
# that table has one document, and its `schema` is the number of the form.
STEPS: tuple[Mapping[str, Step], ...] = ()


def newest_form() -> int:
    """The number of the form in which files are written; the first is 1."""
    return len(STEPS) + 1


def in_newest_form(tables: Tables, first: str, schema: int) -> Tables:
    """A file's tables as they are in the newest form; `schema` is the number of theirs.

    Raises what a step raises.
    """
    for step in STEPS[schema - 1 :]:
        if first in step:
            tables = step[first](tables)
    ((document_id, document),) = tables[first].items()
    return {**tables, first: {document_id: {**document, "schema": newest_form()}}}
