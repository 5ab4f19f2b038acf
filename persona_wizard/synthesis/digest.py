"""A fingerprint of all claims: it changes with any of them."""

import hashlib
from collections.abc import Iterable
from operator import attrgetter

import msgspec

from persona_wizard.model.persona import Claim

_REVISION = attrgetter("revision")


def digest(claims: Iterable[Claim]) -> str:
    """SHA-256 (hexadecimal) over the claims by id: id, n, N, confidence, evidence revisions."""
    facts = sorted(
        (claim.id, claim.n, claim.base, claim.confidence or "", _revisions(claim))
        for claim in claims
    )
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def _revisions(claim: Claim) -> list[str]:
    return sorted(map(_REVISION, claim.everyone))
