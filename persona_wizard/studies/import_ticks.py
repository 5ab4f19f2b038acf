"""What a column of one choice says: that it was taken, that it was not, or nobody can tell.

Survey tools write yes and no in the language that the survey was set up in.
"""

from collections import Counter
from collections.abc import Iterable

from persona_wizard.model.alike import bare_key, key
from persona_wizard.studies.import_headers import TICKED, UNTICKED

_YES = """
    y, yeah, t, on, ✔️, ☑, ☑️, ✅, picked, chosen, ticked, marked, mentioned, quoted, vâng, đúng
    j, ja, wahr, ausgewählt, gewählt, angekreuzt, genannt, oui, vrai, coché, cité, sélectionné
    sí, si, verdadero, seleccionado, marcado, mencionado, sim, verdadeiro, selecionado, assinalado
    sì, vero, selezionato, waar, geselecteerd, aangevinkt, jah, jā, kyllä, tak, prawda, zaznaczono
    ano, áno, igen, da, да, так, ναι, evet, taip
"""
_NO = """
    n, nope, f, off, ☐, not picked, not ticked, unticked, not checked, not marked, unmarked
    not mentioned, not quoted, deselected, sai, nein, falsch, nicht ausgewählt, nicht gewählt
    nicht angekreuzt, nicht genannt, non, faux, non coché, pas coché, non cité, non sélectionné
    falso, no seleccionado, no marcado, no mencionado, não, nao, não selecionado, não assinalado
    non selezionato, nee, onwaar, niet geselecteerd, niet aangevinkt, ei, nē, nej, nei, nie, fałsz
    nie zaznaczono, ne, nem, nu, нет, не, ні, όχι, hayır
"""
# So often stands what a tool wrote, and not what somebody remarked.
_OVER_AND_OVER = 2


def _keys(texts: str) -> frozenset[str]:
    each = [text.strip() for line in texts.split("\n") for text in line.split(",")]
    return frozenset(name(text) for text in each for name in (key, bare_key)) - {""}


_TAKEN = frozenset(TICKED) | _keys(_YES)
_NOT_TAKEN = frozenset(UNTICKED) | _keys(_NO)


def is_taken(text: str) -> bool:
    """Whether a cell plainly says that the choice of its column was taken."""
    return key(text) in _TAKEN


def is_not_taken(text: str) -> bool:
    return key(text) in _NOT_TAKEN


def over_and_over(texts: Iterable[str]) -> tuple[str, ...]:
    """What stands again and again in columns of one choice each and is no plain yes or no, the
    most frequent first; a plain yes that stands beside it comes last.

    More than one of these can't be told apart; one alone is a tick.
    """
    said: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    ticks: list[str] = []
    for text in texts:
        if is_taken(text):
            ticks.append(text)
        elif not is_not_taken(text):
            said[key(text)] += 1
            spelt.setdefault(key(text), text)
    often = [spelt[name] for name, times in said.most_common() if times >= _OVER_AND_OVER]
    return (*often, *ticks[:1]) if often else ()
