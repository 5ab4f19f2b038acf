"""What the researcher made of observations, as tables of study.json.

Tables claims, hypotheses (documents by id), code_book (by tag) and read (by observation). An
observation stands on one line, so that version control merges links one by one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from persona_wizard.model.composing import Code, ComposedClaim, Hypothesis, ObservationKey
from persona_wizard.model.study import Study
from persona_wizard.store.errors import DamagedFile
from persona_wizard.store.tables import Loaded

# The tables, and what of a study is in them.
TABLES = {"claims": "claims", "hypotheses": "hypotheses", "code_book": "codes", "read": "read"}
_LINKS = ("supports", "against", "parted")

Documents = Mapping[str, Mapping[str, Any]]


def composing_tables(study: Study) -> dict[str, Documents]:
    """The tables of a study, each with its documents by their ids."""
    return {
        "claims": {claim.id: _document(claim, "id") for claim in study.claims},
        "hypotheses": {one.id: _document(one, "id") for one in study.hypotheses},
        "code_book": {code.tag: _document(code, "tag") for code in study.codes},
        "read": {key.text: {} for key in study.read},
    }


def composed_in(loaded: Loaded) -> dict[str, Any]:
    """What of a study is in a file's tables; a table that is not there is empty.

    Raises DamagedFile, NewerVersion.
    """
    tables = loaded.tables
    claims = _documents(loaded, tables.get("claims", {}), "id")
    hypotheses = _documents(loaded, tables.get("hypotheses", {}), "id")
    codes = _documents(loaded, tables.get("code_book", {}), "tag")
    return {
        "claims": tuple(loaded.convert(one, ComposedClaim) for one in claims),
        "hypotheses": tuple(loaded.convert(one, Hypothesis) for one in hypotheses),
        "codes": tuple(loaded.convert(one, Code) for one in codes),
        "read": tuple(_key(loaded, text) for text in tables.get("read", {})),
    }


def _document(made: ComposedClaim | Hypothesis | Code, known_by: str) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.to_builtins(made)
    del document[known_by]
    for links in _LINKS:
        if links in document:
            document[links] = [ObservationKey(**key).text for key in document[links]]
    return document


def _documents(loaded: Loaded, documents: Documents, known_by: str) -> Iterable[dict[str, Any]]:
    for document_id, document in documents.items():
        keys = {
            links: [_key(loaded, text) for text in _texts(loaded, document[links])]
            for links in _LINKS
            if links in document
        }
        yield {**document, **keys, known_by: document_id}


def _texts(loaded: Loaded, found: object) -> Iterable[str]:
    return loaded.convert(found, tuple[str, ...])


def _key(loaded: Loaded, text: str) -> ObservationKey:
    try:
        return ObservationKey.read(text)
    except ValueError as error:
        raise DamagedFile(loaded.path, f"something in it is missing or wrong ({error})") from error
