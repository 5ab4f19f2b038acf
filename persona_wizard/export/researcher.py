"""What the researcher adds, marked as nobody's words: the reading, and hypotheses."""

from persona_wizard.export.lines import Line, Piece, plain, strong
from persona_wizard.export.marks import Marks
from persona_wizard.model.headings import heading
from persona_wizard.model.persona import AdviceLine, Persona

OUR_READING = "Our reading (the researcher's view; nobody said this)"
HYPOTHESES = "Hypotheses (the researcher's guesses; nobody was heard on them yet)"


def reading_lines(persona: Persona, marks: Marks) -> tuple[Line, ...]:
    """The researcher's advice, each line with the claims that it rests on.

    "Sales: offer one small box (W2) before answering the contract worry."
    """
    return tuple(_advice(line, persona, marks) for line in persona.advice)


def _advice(line: AdviceLine, persona: Persona, marks: Marks) -> Line:
    by_id = {claim.id: claim for claim in persona.claims}
    cited = [marks.cite(by_id[claim]) for claim in line.cites if claim in by_id]
    rests = [", ".join(dict.fromkeys(cited))] if cited else []
    if line.lost:
        count = len(line.lost)
        lost = "1 claim it rested on is" if count == 1 else f"{count} claims it rested on are"
        rests.append(f"{lost} no longer held")
    told = "; ".join(rests) or "rests on no claim"
    sentence = line.sentence.strip()
    end = "" if sentence.endswith(("?", "!", "…")) else "."
    whom: tuple[Piece, ...] = (plain(f"{line.whom}: "),) if line.whom else ()
    return Line((*whom, plain(f"{sentence.removesuffix('.')} ({told}){end}")))


def hypothesis_lines(persona: Persona) -> tuple[Line, ...]:
    """Sentences without evidence, under marks of their own: "H1 Objectives: …"."""
    found = [(s.heading, one.sentence) for s in persona.sections for one in s.hypotheses]
    return tuple(
        Line((strong(f"H{number}"), plain(f" {heading(about).short}: {sentence}")))
        for number, (about, sentence) in enumerate(found, 1)
    )
