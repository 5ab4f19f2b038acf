"""The state machine of one interview; no screen and no file in it."""

from persona_wizard.interviewing.progress import HeadingProgress, Progress
from persona_wizard.interviewing.session import Session
from persona_wizard.interviewing.walk import CLOSING, OPENING

__all__ = ["CLOSING", "OPENING", "HeadingProgress", "Progress", "Session"]
