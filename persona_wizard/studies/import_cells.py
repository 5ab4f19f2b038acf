"""What a respondent's cells say: a state, choices, a number, or words of their own."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.alike import bare_key, key
from persona_wizard.model.bank import IN_WORDS, Choice, Kind, Question
from persona_wizard.model.fills import fill
from persona_wizard.model.interview import Pick, State, Value
from persona_wizard.model.languages import words_in
from persona_wizard.model.text import clean_line
from persona_wizard.model.unanswered import state_written
from persona_wizard.studies.import_numbers import Numbers
from persona_wizard.studies.import_text import is_blank, own_words
from persona_wizard.studies.import_ticks import is_not_taken, is_taken, over_and_over

_SEPARATORS = (",", ";", "|", "\n", "、", "，", "•", "/")
_ANY_SEPARATOR = re.compile(f"([{re.escape(''.join(_SEPARATORS))}])")
_CHOSEN = (Kind.ONE, Kind.BANDS, Kind.MANY)
# More pieces than this in one cell are no list of choices.
_MOST_PIECES = 500
_LONGEST_LIST = 10_000
_YES = frozenset(map(key, ("y", "yes", "true", "1", "có", "vâng", "đúng")))
_NO = frozenset(map(key, ("n", "no", "false", "0", "không", "sai")))
_FIRST_WORD = re.compile(r"(?P<word>[^\W\d]+)[,.;:–-]\s*\S")
_SPECIFY = re.compile(r"\s*(?:…|\.\.\.|[:(\[]?\s*(?:please specify|specify)\s*[)\]:]?)\s*$", re.I)


class Given(Struct, frozen=True, kw_only=True):
    """What came of one respondent's cells for a question.

    `unmatched` are words that are none of the choices, or no number, and are kept as they are;
    `in_doubt` what they come to where they may be thousands or a fraction.
    """

    state: State = State.ANSWERED
    value: Value = None
    text: str = ""
    unmatched: tuple[str, ...] = ()
    in_doubt: tuple[str, str] | None = None


class Cells:
    """Reads what columns say about one question. `words` fill its texts."""

    def __init__(
        self,
        question: Question,
        words: Mapping[str, str],
        language: str,
        seen: Iterable[str] = (),
        parts: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`seen` are texts of its columns, which show what parts several choices in one cell.

        `parts` are those of columns of one choice each, with their choices.
        """
        self._question = question
        self._choices = {choice.slug: choice for choice in question.choices}
        self._texts = {c.slug: fill(c.text, words) for c in question.choices}
        self._readings = _readings(self._texts)
        self._free = next((c for c in question.choices if c.free_text), None)
        self._of_state = {c.state: c for c in reversed(question.choices) if c.state is not None}
        self._language = language
        self._known: dict[str, Given] = {}
        seen = tuple(seen)
        self._numbers = Numbers(question, words, seen)
        self._yes = _YES | {key(words_in(language).yes)}
        self._no = _NO | {key(words_in(language).no)}
        self._most_of_any = 1 + self._most_of(_ANY_SEPARATOR)
        self._part_at(_SEPARATORS[0])
        if question.kind is Kind.MANY:
            self._part_at(self._parting(seen))
        often = over_and_over(text for part, text in parts if self._is_of_a_tool(part, text))
        # What stands in columns of one choice each, where nobody can tell what means a yes.
        self.unclear = often if question.kind in _CHOSEN and len(often) > 1 else ()
        self._tick = key(often[0]) if len(often) == 1 else ""

    def read(self, cells: Sequence[tuple[str, str]]) -> Given | None:
        """What these cells say, each with the choice of its column, if any; None for nothing."""
        ticked = [(part, text) for part, text in cells if part and not is_blank(text)]
        whole = [text for part, text in cells if not part and not is_blank(text)]
        if ticked:
            return self._from_ticks(ticked, whole)
        if not whole:
            return None
        if len(whole) == 1:
            # Of a list many people pick the same.
            found = self._known.get(whole[0])
            if found is None:
                found = self._known[whole[0]] = self._from_one(whole[0])
            return found
        if self._question.kind is Kind.MANY:
            return self._of_pieces([p for text in whole for p in self._pieces(text)])
        return self._from_several(whole)

    # One cell

    def _from_one(self, text: str) -> Given:
        question = self._question
        if question.kind in IN_WORDS:
            state = state_written(text, self._language)
            return Given(state=state) if state else Given(text=own_words(text))
        choice = self._named(text)
        state = None if choice else state_written(text, self._language)
        if state:
            return self._in_state(state)
        if question.kind is Kind.YES_NO:
            return self._yes_or_no(text)
        if question.kind in (Kind.NUMBER, Kind.SCALE):
            return self._number(text)
        if question.kind is Kind.MANY:
            return self._of_pieces(self._pieces(text))
        return self._of_pieces([choice or text])

    def _in_state(self, state: State) -> Given:
        choice = self._of_state.get(state)
        return Given(state=state, value=(self._pick(choice),) if choice else None)

    def _yes_or_no(self, text: str) -> Given:
        found = _FIRST_WORD.match(text)
        for said, more in ((text, ""), (found["word"] if found else "", text)):
            named = key(said)
            if named in self._yes or named in self._no:
                choice = self._choices["yes" if named in self._yes else "no"]
                return Given(value=(self._pick(choice),), text=own_words(more) if more else "")
        return _unknown(text)

    def _number(self, text: str) -> Given:
        number, label_only = self._numbers.read(text)
        if number is None:
            doubt = self._numbers.in_doubt(text) if self._question.kind is Kind.NUMBER else None
            return Given(text=own_words(text), unmatched=(text,), in_doubt=doubt)
        if label_only:
            return Given(value=number)
        return Given(value=number, text=own_words(text), unmatched=(text,))

    # Choices

    def _pieces(self, text: str) -> list[Choice | str]:
        """The choices in a cell, whatever they are parted by, and what lies between them.

        What lies between is looked at again: somebody may have parted it by another sign.
        """
        if text.count(self._separator) >= _MOST_PIECES:
            return [text]
        pieces: list[Choice | str] = []
        for piece in self._listed(text):
            pieces += [piece] if isinstance(piece, Choice) else self._once_more(piece)
        return [piece for piece in map(self._trimmed, pieces) if piece]

    def _listed(self, text: str) -> list[Choice | str]:
        """The choices in a cell that is parted as its column is, and what lies between them."""
        whole = self._named(text)
        return [whole] if whole else self._found_in(self._parting_at.split(text), self._most_parts)

    def _once_more(self, text: str) -> list[Choice | str]:
        parted = _ANY_SEPARATOR.split(text)
        if set(parted[1::2]) <= {self._separator}:
            return [text]
        return self._found_in(parted, self._most_of_any)

    def _found_in(self, parted: Sequence[str], most: int) -> list[Choice | str]:
        """The choices that some parts are, at `most` so many together, and the texts between.

        What parts them stands between each two, for a choice may hold it.
        """
        ends = len(parted) + 1
        if ends > 2 * _MOST_PIECES:
            return ["".join(parted)]
        pieces: list[Choice | str] = []
        place = unknown = 0
        while place < ends:
            choice, end = self._longest(parted, place, most)
            if choice is None:
                place += 2
                continue
            pieces += ["".join(parted[unknown : max(place - 1, unknown)]), choice]
            place = unknown = end
        return [*pieces, "".join(parted[unknown:])]

    def _longest(self, parted: Sequence[str], start: int, most: int) -> tuple[Choice | None, int]:
        """The choice of the most parts from here on, and where the next part begins."""
        for end in range(min(len(parted) + 1, start + 2 * most), start, -2):
            choice = self._named("".join(parted[start : end - 1]))
            if choice is not None:
                return choice, end
        return None, start

    def _part_at(self, separator: str) -> None:
        self._separator = separator
        self._parting_at = re.compile(f"({re.escape(separator)})")
        self._most_parts = 1 + self._most_of(self._parting_at)

    def _most_of(self, separators: re.Pattern[str]) -> int:
        """How many of these one choice holds."""
        return max((len(separators.findall(text)) for text in self._texts.values()), default=0)

    def _trimmed(self, piece: Choice | str) -> Choice | str:
        # Some tools end every list with what parts it.
        if isinstance(piece, Choice):
            return piece
        text = piece.strip(f" {self._separator}\n")
        return "" if is_blank(text) else text

    def _parting(self, seen: Iterable[str]) -> str:
        """The separator at which most cells come apart into choices and nothing else."""
        counted = Counter(text for text in seen if len(text) <= _LONGEST_LIST)
        best, most = _SEPARATORS[0], 0
        for separator in _SEPARATORS:
            self._part_at(separator)
            found = sum(
                times * sum(isinstance(piece, Choice) for piece in self._listed(text))
                for text, times in counted.items()
                if separator in text
            )
            if found > most:
                best, most = separator, found
        return best

    def _named(self, text: str) -> Choice | None:
        for reading, choices in self._readings:
            for said in (text, _SPECIFY.sub("", text)):
                found = choices.get(reading(said))
                if found:
                    return self._choices[found]
        return None

    def _of_pieces(self, pieces: Sequence[Choice | str]) -> Given:
        taken = {piece.slug: piece for piece in pieces if isinstance(piece, Choice)}
        said = [piece for piece in pieces if isinstance(piece, str)]
        written = [state_written(text, self._language) for text in said]
        if written and written[0] and not taken and all(written):
            return self._in_state(written[0])
        states = [choice for choice in taken.values() if choice.state is not None]
        if states and len(taken) == len(states) and not said:
            return Given(state=states[0].state or State.ANSWERED, value=(self._pick(states[0]),))
        # Whoever also names something has an answer; the rest of what they ticked is kept in words.
        more = [self._texts[choice.slug] for choice in states]
        picks = [self._pick(choice) for choice in taken.values() if choice.state is None]
        return self._with_words(picks, said, more)

    def _with_words(self, picks: list[Pick], said: list[str], more: list[str]) -> Given:
        unmatched: list[str] = []
        own: list[str] = list(more)
        free = self._free
        for text in said:
            words = self._after_free(text)
            if free is not None and free.slug not in [p.choice for p in picks]:
                picks.append(self._pick(free, words))
                if words == text:
                    unmatched.append(text)
            else:
                unmatched.append(text)
                own.append(text)
        return Given(
            value=tuple(picks) or None,
            text="\n\n".join(map(own_words, own)),
            unmatched=tuple(unmatched),
        )

    def _after_free(self, text: str) -> str:
        """What was written behind “Other:”, or all of it where that does not stand there."""
        if self._free is None:
            return text
        name = _SPECIFY.sub("", self._texts[self._free.slug])
        before, colon, after = text.partition(":")
        return after.strip() if colon and key(before) == key(name) and after.strip() else text

    def _pick(self, choice: Choice, said: str = "") -> Pick:
        return Pick(choice.slug, self._texts[choice.slug], clean_line(said))

    # Several columns

    def _from_ticks(self, ticked: Sequence[tuple[str, str]], whole: Sequence[str]) -> Given | None:
        pieces: list[Choice | str] = []
        states: list[Choice | str] = []
        for part, text in ticked:
            choice = self._named(part)
            if is_not_taken(text):
                continue
            if is_taken(text) or key(text) in (key(part), self._tick):
                pieces.append(choice or part)
            elif choice is not None and choice.free_text:
                pieces.append(text)
            elif choice is not None and state_written(text, self._language):
                states.append(text)
            else:
                pieces.append(choice or f"{part}: {text}")
                if choice is not None:
                    pieces.append(text)
        pieces = pieces or states
        pieces += [piece for text in whole for piece in self._pieces(text)]
        if self._question.kind in IN_WORDS:
            texts = [p if isinstance(p, str) else self._texts[p.slug] for p in pieces]
            return Given(text="\n\n".join(map(own_words, texts))) if texts else None
        if self._question.kind not in _CHOSEN:
            return self._from_several([text for _, text in ticked])
        return self._of_pieces(pieces) if pieces else None

    def _is_of_a_tool(self, part: str, text: str) -> bool:
        """Whether a cell of a choice's column may be what a tool wrote for a yes or a no."""
        choice = self._named(part)
        if choice is None or choice.free_text or is_blank(text) or key(text) == key(part):
            return False
        return self._named(text) is not choice and state_written(text, self._language) is None

    def _from_several(self, texts: Sequence[str]) -> Given:
        """The first cell as the answer, and what the others say beside it."""
        first = self._from_one(texts[0])
        more = "\n\n".join(map(own_words, texts[1:]))
        together = "\n\n".join(filter(None, (first.text, more)))
        return Given(
            state=first.state,
            value=first.value,
            text=together,
            unmatched=(*first.unmatched, *([] if self._question.kind in IN_WORDS else texts[1:])),
        )


def _readings(texts: Mapping[str, str]) -> list[tuple[Callable[[str], str], dict[str, str]]]:
    """Ways to read a text, the most exact first, each with the choices that it tells apart."""
    names = {slug: (slug, text, _SPECIFY.sub("", text)) for slug, text in texts.items()}
    return [(way, _told_apart(names, way)) for way in (_exact, key, bare_key)]


def _exact(text: str) -> str:
    return clean_line(text).casefold()


def _told_apart(names: Mapping[str, Sequence[str]], way: Callable[[str], str]) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for slug, called in names.items():
        for name in called:
            owners[way(name)].add(slug)
    return {name: next(iter(slugs)) for name, slugs in owners.items() if name and len(slugs) == 1}


def _unknown(text: str) -> Given:
    return Given(text=own_words(text), unmatched=(text,))
