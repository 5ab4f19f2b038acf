"""A study with traces of one person wherever any can be, and ways to look for them."""

from pathlib import Path

from msgspec.structs import replace
from store_examples import ID, INTERVIEW, OTHER, STUDY

from persona_wizard.model.built_on import ending
from persona_wizard.model.interview import Answer, Note, Participant, Pick, Revision, State
from persona_wizard.model.study import AcceptedGap, Curation, Photo
from persona_wizard.store import Erased, StudyFolder
from persona_wizard.store.layout import Layout
from persona_wizard.store.quarantine import quarantine

AT = "2026-11-22T09:00:00.000Z"
PERSON = INTERVIEW.participant
NAME, CONTACT = "Zinnia Quackenbush", "zinnia@quackenbush.example"
# One for each place in which somebody's words may stand.
SAID = {
    "answer": "quillwort answer of hers",
    "quote": "> quillwort too dear",
    "remark": "quillwort remark beside it",
    "other": "quillwort written into other",
    "revision": "quillwort earlier form",
    "note": "quillwort note about her and how long she waited",
    "next_time": "quillwort for the next time",
    "conflict": "quillwort in a conflict",
    "half": "quillwort half written",
}
MARKS = (b"quillwort", b"quackenbush", b"zinnia")
THEIRS = replace(
    INTERVIEW,
    pseudonym="P07",
    next_time=SAID["next_time"],
    notes=(Note("n1", SAID["note"]),),
    answers={
        "goals": Answer(
            question="goals",
            wording="What for?",
            at=AT,
            text=f"{SAID['answer']}\n{SAID['quote']}",
            revisions=(Revision(at=AT, state=State.ANSWERED, text=SAID["revision"]),),
        ),
        "sources": Answer(
            question="sources",
            wording="Where?",
            at=AT,
            value=(Pick("other", "Other…", said=SAID["other"]),),
            text=SAID["remark"],
        ),
    },
)
ANOTHER = replace(
    INTERVIEW, id=OTHER, participant="bb22cc33dd44", pseudonym="P08", answers={}, notes=()
)
CURATION = Curation(
    name="Mornings-back Minh",
    tagline="as Zinnia Quackenbush says",
    photo=Photo(file="persona.png", alt="a portrait"),
    accepted=(AcceptedGap("income", "P07 would not say"), AcceptedGap("family", "not of use")),
)
# Pages that hold but few words of hers, and say what they are built on.
HALF_PAGE = f"{SAID['quote']}\n\n{ending([ID])}"
PAGE = f"# Minh\n![Minh](photos/minh.png)\n> quillwort *too*\n> dear\n\n{ending([ID, OTHER])}"


def study_with_traces(folder: Path) -> StudyFolder:
    """A study with traces of P07 wherever any can be, and with what is of others."""
    store = StudyFolder.create(folder, replace(STUDY, personas=(CURATION,)))
    layout = Layout(store.folder)
    for interview in (THEIRS, ANOTHER):
        store.begin(interview).close()
    store.reopen(ID).close()  # backed up
    store.save_participant(Participant(PERSON, "P07", NAME, CONTACT))
    store.save_participant(Participant(ANOTHER.participant, "P08", "Lan", "lan@example.com"))
    assert layout.backup.is_dir()
    for folder in (layout.conflicts, layout.cache, layout.exported_photos):
        folder.mkdir(parents=True, exist_ok=True)
    layout.conflicts.joinpath(f"{ID}.0a1b2c3d.json").write_text(SAID["conflict"])
    for name, words in (
        (f"{ID}.json", SAID["answer"] + "{"),
        ("stray.json", SAID["note"]),
        (f"{PERSON}.json", NAME),
    ):
        (store.folder / name).write_text(words)
        quarantine(layout, store.folder / name)
    layout.interviews.joinpath(f".{ID}.json.0123abcd.tmp").write_text(SAID["half"])
    layout.exports.joinpath(".page.md.0123abcd.tmp").write_text(HALF_PAGE)
    layout.exports.joinpath("minh.md").write_text(PAGE)
    layout.exports.joinpath("p07-customers-2026-11-18.md").write_text("# nothing but a heading\n")
    layout.exports.joinpath("answers.csv").write_text("who,what\nP07,yes\n")
    layout.exports.joinpath("kept.md").write_text("# Others\n![Kept](photos/kept.png)\nP071\n")
    for name in ("minh.png", "kept.png"):
        layout.exported_photos.joinpath(name).write_bytes(b"\x89PNG\0")
    layout.photos.joinpath("portrait P07.png").write_bytes(b"\x89PNG\0")
    layout.photos.joinpath("persona.png").write_bytes(b"\x89PNG\0")
    layout.cache.joinpath("interviews.index").write_text("P07")
    return store


def of_theirs(store: StudyFolder) -> Erased:
    (erased,) = store.people_called("p07", AT)
    return erased


def marks_in(folder: Path) -> list[str]:
    """The files that hold any of the marks in their bytes or name."""
    return [
        str(path)
        for path in folder.rglob("*")
        for data in [path.read_bytes().lower() if path.is_file() else b""]
        if any(mark in data or mark in str(path).lower().encode() for mark in MARKS)
    ]


def of_others(store: StudyFolder) -> dict[str, bytes]:
    """The files that stay, whatever is erased of P07."""
    names = ("exports/kept.md", "exports/photos/kept.png", "photos/persona.png", ".gitignore")
    ours = (f"interviews/{OTHER}.json", f"participants/{ANOTHER.participant}.json")
    return {name: (store.folder / name).read_bytes() for name in (*names, *ours)}
