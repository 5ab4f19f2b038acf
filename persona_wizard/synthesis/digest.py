"""A fingerprint of all claims: it changes with any of them."""

import hashlib
from collections.abc import Iterable

import msgspec

from persona_wizard.model.persona import Claim


def digest(claims: Iterable[Claim]) -> str:
    """SHA-256 (hexadecimal) over the claims by id: id, n, N, confidence, evidence revisions."""
    facts = sorted(
        (claim.id, claim.n, claim.base, claim.confidence or "", sorted(_revisions(claim)))
        for claim in claims
    )
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def _revisions(claim: Claim) -> list[str]:
    return [evidence.revision for evidence in claim.evidence]
