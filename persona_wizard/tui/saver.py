"""Saving an interview off the screen's thread, soon after every change."""

import threading
from collections.abc import Callable

from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview

# A change is on disk this long after it was made, typing or not; seconds.
SOON = 0.25
# How long to wait before a save that failed is tried again; seconds.
RETRY = 2.0

SAVED = "saved"
# Safe, too, in a file of its own: somebody else changed the interview's.
SAVED_APART = "saved apart"
SAVING = "saving…"
NOT_SAVED = "not saved"


class Saver:
    """One thread that writes the newest record offered.

    `save` writes a record and returns once it is safe, or raises WizardError. `tell` is called
    with SAVED, SAVING, or a message that says why it could not be saved.
    """

    def __init__(self, save: Callable[[Interview], None], tell: Callable[[str], None]) -> None:
        self._save = save
        self._tell = tell
        self._wake = threading.Condition()
        self._newest: Interview | None = None
        self._busy = False
        self._at_once = False
        self._closed = False
        self._failed = False
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def offer(self, interview: Interview) -> None:
        """Take a changed record, to be saved soon."""
        with self._wake:
            first, self._newest = self._newest is None, interview
            # Whoever waits for more to join needs no waking at every key.
            if first:
                self._wake.notify_all()
        if not self._failed:
            self._tell(SAVING)

    @property
    def all_saved(self) -> bool:
        """Whether every record offered so far is safe."""
        with self._wake:
            return self._newest is None and not self._busy

    def save_now(self) -> None:
        """Save without the short wait, or try again at once; returns without waiting."""
        with self._wake:
            self._at_once = True
            self._failed = False
            self._wake.notify_all()

    def flush(self, timeout: float = 5.0) -> bool:
        """Save and wait until it is done; False where it could not be done in time (seconds)."""
        self.save_now()
        with self._wake:
            return self._wake.wait_for(
                lambda: (self._newest is None and not self._busy) or self._failed, timeout
            ) and not (self._failed or self._newest)

    def close(self) -> None:
        """Save what is left and end the thread."""
        self.flush()
        with self._wake:
            self._closed = True
            self._wake.notify_all()
        self._thread.join(timeout=5.0)

    def drop(self) -> None:
        """End the thread without saving what is left."""
        with self._wake:
            self._newest = None
            self._closed = True
            self._wake.notify_all()
        self._thread.join(timeout=5.0)

    def _run(self) -> None:
        while (interview := self._wait_for_change()) is not None:
            try:
                self._save(interview)
            except WizardError as fault:
                self._after_failure(interview, fault.message)
            except Exception as fault:
                # Were the thread to end here, nothing would be saved from then on.
                self._after_failure(interview, _unforeseen(fault))
            else:
                self._after_success()

    def _wait_for_change(self) -> Interview | None:
        """The newest record, after the short wait in which more changes join it."""
        with self._wake:
            self._wake.wait_for(lambda: self._newest is not None or self._closed)
            if self._newest is None:
                return None
            pause = RETRY if self._failed else SOON
            self._wake.wait_for(lambda: self._at_once or self._closed, pause)
            self._at_once = False
            if self._newest is None:
                return None
            interview, self._newest = self._newest, None
            self._busy = True
            return interview

    def _after_success(self) -> None:
        with self._wake:
            self._busy = self._failed = False
            saved = self._newest is None
            self._wake.notify_all()
        if saved:
            self._tell(SAVED)

    def _after_failure(self, interview: Interview, message: str) -> None:
        with self._wake:
            self._busy = False
            self._failed = True
            self._newest = self._newest or interview
            self._wake.notify_all()
            if self._closed:
                self._newest = None
        self._tell(message)


def _unforeseen(fault: Exception) -> str:
    return f"Not saved ({type(fault).__name__}). The words stay here, and it is tried again."
