"""Two themes: one colour for "here", one for "missing", one for "contested".

`$quiet` is the colour of what stands back; other themes than these take QUIET for it.
"""

from textual.theme import Theme

QUIET = "ansi_bright_black"

DARK = Theme(
    name="persona-dark",
    primary="#e0a458",
    accent="#e0a458",
    secondary="#8fb8a8",
    warning="#e07a6b",
    error="#c08be0",
    success="#8fb8a8",
    foreground="#dcd7cf",
    background="#16181c",
    surface="#1b1e23",
    panel="#23272e",
    dark=True,
    variables={
        "quiet": "#8f8a80",
        "input-cursor-background": "#e0a458",
        "block-cursor-text-style": "none",
    },
)

LIGHT = Theme(
    name="persona-light",
    primary="#9a5b00",
    accent="#9a5b00",
    secondary="#2f6b58",
    warning="#b03a2a",
    error="#7a3fa0",
    success="#2f6b58",
    foreground="#26241f",
    background="#faf8f4",
    surface="#f3f0ea",
    panel="#e8e3da",
    dark=False,
    variables={"quiet": "#77716a", "block-cursor-text-style": "none"},
)

# What there is to choose from, in the order of the key, and what each is called.
THEMES = {
    DARK.name: "Dark",
    LIGHT.name: "Light",
    "ansi-dark": "Your terminal's own colours, on dark",
    "ansi-light": "Your terminal's own colours, on light",
}
