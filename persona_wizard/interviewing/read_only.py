"""An interview that is only read: somebody else is writing it."""

from collections.abc import Mapping

from msgspec.structs import replace

from persona_wizard.interviewing.session import Session
from persona_wizard.model.bank import Bank
from persona_wizard.model.interview import Interview


class ReadOnlySession(Session):
    """A session to walk about in: whatever is done, only the place changes.

    Its time stands still at what the record says.
    """

    def __init__(self, interview: Interview, bank: Bank, words: Mapping[str, str]) -> None:
        super().__init__(interview, bank, words, lambda: interview.started, lambda: 0.0)

    def take_in(self, interview: Interview) -> None:
        """Show a newer record of the same interview; the place here stays."""
        self._started = -interview.elapsed
        self.interview = replace(interview, current=self.place)

    def _change(self, **changes: object) -> None:
        if "current" in changes:
            super()._change(current=changes["current"])
