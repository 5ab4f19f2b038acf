"""A study, an interview, and ways to look at a folder, shared by the tests of this room."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, Note, Pick, Revision, State
from persona_wizard.model.study import Study

ID = "0123456789ab"
OTHER = "ba9876543210"

STUDY = Study(title="Cedar Coffee", words={"product": "Cedar Coffee"})

INTERVIEW = Interview(
    id=ID,
    participant="aa11bb22cc33",
    pseudonym="P01",
    audience=Audience.CUSTOMERS,
    bank=BankRef("coffee-customers", "a1b2c3d4e5f6"),
    started="2025-03-04T10:00:00Z",
    elapsed=62.5,
    current="satisfaction",
    consent={"consent-take-part": True, "consent-quote": False},
    answers={
        "short-term-goals": Answer(
            question="short-term-goals",
            wording="What were you hoping to get done?",
            at="2025-03-04T10:01:00Z",
            text='> ready at six\n#time Việt 咖啡 "quoted"',
            revisions=(Revision(at="2025-03-04T10:00:30Z", state=State.DONT_KNOW),),
        ),
        "information-sources": Answer(
            question="information-sources",
            wording="Which of these did you use?",
            at="2025-03-04T10:02:00Z",
            value=(Pick("press", "The trade press"), Pick("other", "Other…", said="my aunt")),
            open=False,
        ),
        "satisfaction": Answer(
            question="satisfaction",
            wording="How satisfied are you?",
            at="2025-03-04T10:03:00Z",
            value=7,
        ),
    },
    notes=(Note("n2", "laughs a lot", 12.0), Note("n1", "dog barks", 40.0, "satisfaction")),
)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its contents, locks aside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".locks" not in path.parts
    }


def temporaries(folder: Path) -> list[Path]:
    return list(folder.rglob("*.tmp")) + list(folder.rglob(".*.tmp"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def run_without_rights(code: str, folder: Path) -> str:
    """What a program prints that runs in a folder, as a user without special rights."""
    folder.chmod(0o755)
    drop = "import os\nif os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
    # Loaded before the rights go: the interpreter's own files may lie where nobody may look.
    loaded = (
        "import sys, filelock, getpass, html, pwd, platform, resource, encodings.idna\n"
        "from filelock import FileLock, SoftFileLock, Timeout\n"
        "from pathlib import Path\n"
        "from persona_wizard.store import *\n"
    )
    program = loaded + drop + code
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=30,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
