"""Links go along with the words of one interview that is being written."""

import threading
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.composing import ObservationKey, marks, moved_marks
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Answer, Interview
from persona_wizard.model.observations import observations
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.taking_back import change


class Moved(Struct, frozen=True):
    """What became of links when words were changed: how many went along, how many count no more.

    `fault` says why they could not be followed so far; it is tried again at the next save.
    """

    along: int = 0
    lost: int = 0
    fault: str = ""

    @property
    def in_words(self) -> str:
        """To be said after what was done; empty where no link was there."""
        along = "its link went along" if self.along == 1 else f"{self.along} links went along"
        lost = "1 link counts" if self.lost == 1 else f"{self.lost} links count"
        parts = [along] if self.along else []
        parts += [f"{lost} no more, since the words are others"] if self.lost else []
        return "".join(f"; {part}" for part in parts)

    @property
    def lost_in_words(self) -> str:
        """What went wrong, to be said by itself; empty where nothing did."""
        links = "1 link to a claim counts" if self.lost == 1 else f"{self.lost} links count"
        lost = f"{links} no more, since the words are others." if self.lost else ""
        return self.fault or lost


class _Way(Struct):
    """What became of one answer's observations since it was last left.

    `went` leads from every mark that was seen to its mark now; None where it is gone.
    """

    before: str
    now: str
    went: dict[str, str | None]


class _Went(Struct, frozen=True):
    """One change of an answer's text that was followed."""

    before: str
    now: str
    moves: Mapping[str, str]


class Following:
    """Follows the forms of an interview one after the other, and moves links once one is left.

    While an answer is being typed nothing is written; `rest` marks a form as left. `tell` hears
    what became of links, on the thread that caught up.
    """

    def __init__(self, store: StudyFolder, study: Study, interview: Interview) -> None:
        """`study` as it was read for this sitting, `interview` as it was opened."""
        self.tell: Callable[[Moved], None] = lambda _: None
        self._store = store
        self._interview = interview.id
        self._alone = threading.Lock()
        self._seen: deque[tuple[int, Interview, bool]] = deque()
        self._numbers = count(1)
        self._last = interview
        self._ways: dict[str, _Way] = {}
        self._followed: dict[str, list[_Went]] = {}
        self._left = self._told_fault = False
        # The study is looked at again only where its file is another.
        self._stamp: object = None
        self._worked_on = _worked_on(study, interview.id)
        self._take_up(interview)

    # Hearing of forms, from any thread

    def see(self, interview: Interview) -> int:
        """Take note of a form that is about to be saved; its number, to catch up with then."""
        return self._note(interview, False)

    def rest(self, interview: Interview) -> None:
        """Take note of a form in which whatever was changed is left."""
        self._note(interview, True)

    @property
    def waits(self) -> bool:
        """Whether a form was left that links have not followed yet."""
        return any(rests for _, _, rests in tuple(self._seen))

    def _note(self, interview: Interview, rests: bool) -> int:
        number = next(self._numbers)
        self._seen.append((number, interview, rests))
        return number

    # Following

    def catch_up(self, number: int | None = None) -> None:
        """Follow the forms up to this number, all where there is none: one write a rest."""
        with self._alone:
            while self._seen and (number is None or self._seen[0][0] <= number):
                _, interview, rests = self._seen.popleft()
                self._step(interview)
                if rests or self._left:
                    self._left = not self._leave()

    def _step(self, interview: Interview) -> None:
        before, self._last = self._last.answers, interview
        if before is interview.answers:
            return
        for question in {**before, **interview.answers}:
            was, now = _text(before.get(question)), _text(interview.answers.get(question))
            if was == now:
                continue
            known = self._look_again()
            way = self._ways.get(question)
            if way is None and (question in self._worked_on or not known):
                way = self._ways[question] = _Way(was, was, {})
            if way is not None:
                _go_on(way, now)

    def _leave(self) -> bool:
        """Move the links of every answer that was changed; whether that could be done."""
        moves: dict[ObservationKey, ObservationKey] = {}
        gone: set[ObservationKey] = set()
        done: dict[str, _Went] = {}
        for question, way in self._ways.items():
            found = self._moves(question, way)
            done[question] = _Went(way.before, way.now, found)
            key = ObservationKey(self._interview, question, "")
            moves |= {replace(key, mark=a): replace(key, mark=b) for a, b in found.items()}
            gone |= {replace(key, mark=m) for m in way.went if m not in found}
            gone -= {replace(key, mark=mark) for mark in _marks(way.now)}
        try:
            moved = self._move(moves, gone) if moves or gone else Moved()
        except WizardError as fault:
            if not self._told_fault:
                self._told_fault = True
                self.tell(Moved(fault=fault.message))
            return False
        for question, went in done.items():
            self._remember(question, went)
        self._ways.clear()
        self._told_fault = False
        if moved.along or moved.lost:
            self.tell(moved)
        return True

    def _moves(self, question: str, way: _Way) -> dict[str, str]:
        """Where marks went in one answer: back where its words are as before, else step by step."""
        came = self._followed.get(question, [])
        moves = {old: new for old, new in way.went.items() if new is not None and old != new}
        if came and (came[-1].before, came[-1].now) == (way.now, way.before):
            return {**moves, **{new: old for old, new in came[-1].moves.items()}}
        # A line that was emptied and typed anew went no step of the way.
        for old, new in moved_marks(way.before, way.now).items():
            if way.went.get(old, "") is None and new not in moves.values():
                moves[old] = new
        return moves

    def _remember(self, question: str, went: _Went) -> None:
        """Keep what was followed, until the words are taken back."""
        came = self._followed.setdefault(question, [])
        if came and (came[-1].before, came[-1].now) == (went.now, went.before):
            came.pop()
        elif went.before != went.now:
            came.append(went)

    def _move(
        self, moves: Mapping[ObservationKey, ObservationKey], gone: Collection[ObservationKey]
    ) -> Moved:
        study = self._store.study()
        linked = {key for claim in study.claims for key in claim.links}
        lost = len(linked.intersection(gone))
        worked_on = {key for keys in _worked_on(study, self._interview).values() for key in keys}
        if worked_on.isdisjoint(moves):
            return Moved(0, lost)
        change(self._store, lambda now: _with_moved(now, moves))
        return Moved(len(linked & moves.keys()), lost)

    def _look_again(self) -> bool:
        """Learn what is worked on here, where somebody changed the study; whether it is known."""
        stamp = self._store.study_stamp()
        if stamp == self._stamp:
            return True
        try:
            self._worked_on = _worked_on(self._store.study(), self._interview)
        except WizardError:
            return False
        self._stamp = stamp
        return True

    def _take_up(self, interview: Interview) -> None:
        """Begin where links were left behind: by a program that was ended in the middle."""
        for question, keys in self._worked_on.items():
            answer = interview.answers.get(question)
            if answer is None or not answer.revisions:
                continue
            before, now = answer.revisions[-1].text, answer.text
            loose = {key.mark for key in keys} - {*_marks(now)}
            found = moved_marks(before, now)
            if not loose.isdisjoint(found):
                went = {mark: found[mark] for mark in loose if mark in found}
                self._ways[question] = _Way(before, now, dict(went))


def _go_on(way: _Way, now: str) -> None:
    """Take one more step: to this form of the answer."""
    step, there = moved_marks(way.now, now), {*_marks(now)}
    for mark in _marks(way.now):
        way.went.setdefault(mark, mark)
    for first, then in way.went.items():
        goes = None if then is None else step.get(then, then)
        way.went[first] = goes if goes in there else None
    # The very words, once they are back, are what they were.
    taken = {mark for first, mark in way.went.items() if first != mark}
    way.went |= {mark: mark for mark in way.went if mark in there - taken}
    way.now = now


def _text(answer: Answer | None) -> str:
    return answer.text if answer is not None else ""


def _marks(text: str) -> tuple[str, ...]:
    return marks(observations(text))


def _worked_on(study: Study, interview: str) -> dict[str, frozenset[ObservationKey]]:
    """By question what is linked, marked read or parted from its tag in this interview."""
    linked = (key for claim in study.claims for key in claim.links)
    parted = (key for code in study.codes for key in code.parted)
    found: dict[str, set[ObservationKey]] = {}
    for key in (*linked, *parted, *study.read):
        if key.interview == interview:
            found.setdefault(key.question, set()).add(key)
    return {question: frozenset(keys) for question, keys in found.items()}


def _with_moved(study: Study, moves: Mapping[ObservationKey, ObservationKey]) -> Study:
    def moved(keys: Sequence[ObservationKey]) -> tuple[ObservationKey, ...]:
        return tuple(dict.fromkeys(moves.get(key, key) for key in keys))

    return replace(
        study,
        claims=tuple(
            replace(claim, supports=moved(claim.supports), against=moved(claim.against))
            for claim in study.claims
        ),
        codes=tuple(replace(code, parted=moved(code.parted)) for code in study.codes),
        read=tuple(sorted(moved(study.read))),
    )
