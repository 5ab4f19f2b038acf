"""Whether marked people become a persona of their own, or one that is there is drawn from them."""

from persona_wizard.tui.screens.which_claim import WhichClaim


class WhichPersona(WhichClaim):
    """Gives the place of the row chosen, as for claims; None with Esc."""

    HELP_TITLE = "Which persona"
    HELP_KEYS = (
        ("1, 2", "Chooses it at once"),
        ("Down, Up", "The other one"),
        ("Enter", "Chooses what the cursor is on"),
        ("Esc", "Back; nothing is changed"),
    )
