"""Several personas of a study side by side."""

from fractions import Fraction

from msgspec import Struct

from persona_wizard.model.persona import Claim, Tally

# From this difference between shares on, personas differ much.
MUCH = Fraction(2, 5)


class Column(Struct, frozen=True):
    """A persona (id), what it is called, and its people by pseudonym, first interviewed first."""

    persona: str
    name: str
    people: tuple[str, ...]


class Counted(Struct, frozen=True):
    """A claim among a persona's people: `n` of `base` (N), `against`; a base of 0 is not asked.

    `claim` has their evidence, where any of them supports it.
    """

    n: int
    base: int
    against: int = 0
    claim: Claim | None = None


class ComparedClaim(Struct, frozen=True, kw_only=True):
    """A claim of everyone's (`claim`), counted in each persona, in the order of the columns.

    None stands for a persona that leaves it out. `tally` is that of a choice. `difference` is
    between the largest and the smallest share, of the personas in which two people or more were
    asked: 0 to 1, and 0 where only one person said it.
    """

    claim: Claim
    counts: tuple[Counted | None, ...]
    difference: Fraction
    tally: Tally | None = None


class PersonasCompared(Struct, frozen=True):
    """Personas as columns; claims, the most different first.

    `in_several` are those (pseudonyms) who are counted in more than one.
    """

    columns: tuple[Column, ...]
    claims: tuple[ComparedClaim, ...]
    in_several: tuple[str, ...] = ()

    @property
    def differing(self) -> tuple[ComparedClaim, ...]:
        """The claims in which they differ much."""
        return tuple(one for one in self.claims if one.difference >= MUCH)
