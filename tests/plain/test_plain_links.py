"""Links to claims, where a linked answer is changed in lines."""

from plain_walking import resumed, walk

from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.observations import observations
from persona_wizard.store import StudyFolder
from persona_wizard.studies.composing import make_claim


def test_a_linked_line_that_is_taken_back_is_told(
    store: StudyFolder,
) -> None:
    interview, _ = walk(store, "/go short-term-goals", "calm mornings", "/quit")
    (mark,) = marks(observations("calm mornings"))
    key = ObservationKey(interview.id, "short-term-goals", mark)
    make_claim(store, "objectives", "Wants calm", (key,))
    _, said = resumed(store, interview, "more of it", "/quit")
    assert "link" not in said
    _, said = resumed(store, interview, "/clear", "/quit")
    assert said.count("1 link to a claim counts no more, since the words are others.") == 1
    assert store.study().claims[0].supports == (key,)
