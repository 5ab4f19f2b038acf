"""The two sides of a file in which version control left the marks of a merge."""

_OURS, _BASE, _THEIRS, _END = b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"


def two_sides(data: bytes) -> tuple[bytes, bytes] | None:
    """What stood here, and what the other side brought; None where no whole set of marks is."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    side = _END
    merged = False
    for line in data.splitlines(keepends=True):
        mark = line[:7]
        if (side, mark) in _STEPS:
            side, merged = mark, True
            continue
        if side in (_OURS, _END):
            ours.append(line)
        if side in (_THEIRS, _END):
            theirs.append(line)
    return (b"".join(ours), b"".join(theirs)) if merged and side == _END else None


_STEPS = {
    (_END, _OURS),
    (_OURS, _BASE),
    (_OURS, _THEIRS),
    (_BASE, _THEIRS),
    (_THEIRS, _END),
}
