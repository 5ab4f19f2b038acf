"""Faults that a person can do something about."""

EXIT_INPUT = 1
EXIT_USAGE = 2
EXIT_GAPS = 3
EXIT_CHANGED = 4
EXIT_LOCKED = 5


class WizardError(Exception):
    """A fault told in one plain line: what happened, what is safe, what to do.

    `exit_status` is the status of the command line when this fault ends it.
    """

    exit_status = EXIT_INPUT

    @property
    def message(self) -> str:
        return str(self.args[0]) if self.args else ""
