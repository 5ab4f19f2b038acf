"""Another process that has an interview, as a second window or a colleague would."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from persona_wizard.store import StudyFolder

# It takes the interview; a line makes it write that as the answer to a question, no line leaves.
_HOLD = """
import sys
from pathlib import Path
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
sitting = resume_interview(StudyFolder.open(Path(sys.argv[1])), sys.argv[2])
print("held", flush=True)
for line in sys.stdin:
    question, _, text = line.rstrip("\\n").partition("=")
    sitting.session.write(question, None, text)
    sitting.save(sitting.session.interview)
    print("written", flush=True)
sitting.close()
"""


class Other:
    """The other process."""

    def __init__(self, store: StudyFolder, interview: str) -> None:
        command = [sys.executable, "-c", _HOLD, str(store.folder), interview]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.pid = self._process.pid
        self._answers("held")

    def writes(self, question: str, text: str) -> None:
        """Returns once it is saved."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}={text}\n")
        self._process.stdin.flush()
        self._answers("written")

    def leaves(self) -> None:
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.communicate("")

    def is_killed(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def _answers(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == f"{word}\n"


@contextmanager
def held_elsewhere(store: StudyFolder, interview: str) -> Iterator[Other]:
    """Another process has the interview."""
    other = Other(store, interview)
    try:
        yield other
    finally:
        other.leaves()
