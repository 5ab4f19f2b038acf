"""Banks, interviews and curation in, a persona out; pure functions."""

from persona_wizard.synthesis.curated import evidence_digest
from persona_wizard.synthesis.observed import Observed, observed
from persona_wizard.synthesis.synthesise import synthesise

__all__ = ["Observed", "evidence_digest", "observed", "synthesise"]
