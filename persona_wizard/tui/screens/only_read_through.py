"""Everything typed in one scroll, of an interview that somebody else is writing."""

from typing import ClassVar

from persona_wizard.tui import actions
from persona_wizard.tui.screens.read_through import ReadThroughScreen


class OnlyReadThroughScreen(ReadThroughScreen, inherit_bindings=False):
    """To read, and to go to a question; nothing can be changed from here."""

    FILES_NOTES = False
    ACTIONS: ClassVar = actions.ONLY_READ_THROUGH
    HELP_TITLE = "Read through, read only"
    HELP_TEXT = (
        "Everything typed so far, in the order of the guide. Enter goes to the question.\n"
        "Somebody else is writing this interview, so nothing can be changed here."
    )
