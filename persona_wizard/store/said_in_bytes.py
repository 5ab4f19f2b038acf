"""What can be told of a file's bytes where they can't be read as a whole."""

import re

import msgspec

_PERSON = re.compile(rb'"participant"\s*:\s*\{')


def is_person(data: bytes) -> bool:
    """Whether these are bytes of a file with a name and contact."""
    return _PERSON.search(data) is not None


def said(data: bytes, key: str) -> list[str]:
    """What the bytes of a file, whole or not, say behind a key, each text once."""
    texts = []
    for written in re.findall(rb'"%s"\s*:\s*("(?:[^"\\]|\\.)*")' % key.encode(), data):
        try:
            texts.append(msgspec.json.decode(written, type=str))
        except (ValueError, UnicodeDecodeError):
            continue
    return list(dict.fromkeys(texts))
