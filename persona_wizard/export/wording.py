"""A persona in short sentences, the same on the page and on the screen."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from persona_wizard.export.counts import (
    Interviewed,
    against,
    called,
    capital,
    counted,
    raised,
    without_answer,
)
from persona_wizard.export.labels import (
    choice_in_words,
    claim_in_words,
    extremes,
    few_values,
    form,
    in_sentence,
    row_label,
    said_as_by_one,
    spread,
    tag_in_words,
    title,
)
from persona_wizard.export.lines import Line, Piece, Tone, asked_in_short, plain, strong
from persona_wizard.export.withheld import told_of
from persona_wizard.model.bank import Kind
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import Claim, Confidence, Tally
from persona_wizard.model.withheld import always_sensitive, tells_values

# Words of a choice behind which a bare count is still seen to be one.
_SHORT = 3


def tally_line(tally: Tally, who: Interviewed, shown: int | None = None) -> Line | None:
    """What came of a closed question, at most `shown` of its choices. None where nobody was asked.

    "**Looks things up with friends and family** (chosen by 6 of 9), reviews (4 of 9)"
    """
    tally = told_of(tally)
    line = _tally_line(tally, who, shown)
    question = asked_in_short(tally.wording)
    if line is not None and tally.apart and question not in line.pieces:
        line = replace(line, pieces=(*line.pieces, plain(", asked as "), question))
    if line is None or not line.claims or shown is not None:
        return line
    median = () if tally.median is None else (tally.median,)
    return replace(line, claims=(*tally.choices, *median))


def _tally_line(tally: Tally, who: Interviewed, shown: int | None) -> Line | None:
    if tally.base == 0 or tally.left_out:
        return None
    if tally.kind is Kind.BANDS and tally.field == "income":
        return _median_band(tally)
    if tally.answered == 0:
        return Line((*_subject(tally), strong("not known"), plain(_asked_in_vain(tally))))
    if tally.kind in (Kind.NUMBER, Kind.SCALE):
        return _numbers(tally, who)
    if not tally.choices:
        return _too_few(tally) if always_sensitive(tally.field) else None
    if tally.kind is Kind.MANY:
        return _several(tally, who, shown)
    if tally.kind is Kind.YES_NO and _contested(_by_count(tally.choices)[:1]):
        leader = _with_a_leader(tally, who, shown)
        calm = (replace(p, tone=Tone.PLAIN) if p.strong else p for p in leader.pieces)
        return replace(leader, pieces=(strong("Split:"), plain(" "), *calm))
    if _leads(tally):
        return _with_a_leader(tally, who, shown)
    return _distribution(tally, who, shown)


def _about(tally: Tally) -> tuple[Piece, ...]:
    """What a line is about, with the space after it."""
    found = form(tally)
    if found is None:
        return (asked_in_short(tally.wording), plain(" "))
    return (plain(f"{found.about}: "),) if found.about else ()


def _subject(tally: Tally) -> tuple[Piece, ...]:
    """The same, by its question where the answers alone would say it."""
    return _about(tally) or (asked_in_short(tally.wording), plain(" "))


def _leading(tally: Tally, words: str, weight: Callable[[str], Piece]) -> tuple[Piece, ...]:
    """The opening of a line whose weight lies on its first answer."""
    found = form(tally)
    if said_as_by_one(tally):
        return (asked_in_short(tally.wording), plain(" "), weight(words))
    if found is not None and (found.after or not found.before.endswith(":")):
        return (weight(found.said(words)),)
    if found is None and tally.kind is Kind.YES_NO:
        return (weight(f"{capital(words)} to"), plain(" "), asked_in_short(tally.wording))
    return (*_about(tally), weight(words))


def _weight(claim: Claim, who: Interviewed) -> Callable[[str], Piece]:
    """How a claim is said: with weight, unless one of several people alone stands behind it."""
    return plain if claim.n == 1 and who.several and not claim.pinned else strong


def _contested(claims: Iterable[Claim]) -> bool:
    return any(claim.confidence is Confidence.CONTESTED for claim in claims)


def _leads(tally: Tally) -> bool:
    """Whether one choice stands out: alone at the top, in demographics with two thirds of N."""
    counts = sorted((claim.n for claim in tally.choices), reverse=True)
    if len(counts) > 1 and counts[0] == counts[1]:
        return False
    return tally.heading != "demographics" or 3 * counts[0] >= 2 * tally.base


def _by_count(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: -claim.n)


def _pinned_first(claims: Iterable[Claim]) -> list[Claim]:
    """Pinned ones first, then those that most people said."""
    return sorted(_by_count(claims), key=lambda claim: not claim.pinned)


def _several(tally: Tally, who: Interviewed, shown: int | None) -> Line:
    choices = _pinned_first(tally.choices)
    shown = _room_for(choices, shown)
    first = choices[0]
    extra = "".join(f"; {part}" for part in without_answer(tally.declined, tally.dont_know))
    pieces = [
        *_leading(tally, choice_in_words(first), _weight(first, who)),
        plain(f" (chosen by {raised(first, who)}{extra})"),
        *(plain(f", {_choice(claim)}") for claim in choices[1:shown]),
        *_more(_rest(choices, shown), "choice", "choices"),
    ]
    return Line(tuple(pieces), tuple(choices[:shown]))


def _choice(claim: Claim) -> str:
    count = ", ".join((f"{claim.n} of {claim.base}", *against(claim)))
    return f"{choice_in_words(claim)} ({count})"


def _room_for(claims: Sequence[Claim], shown: int | None) -> int | None:
    """How many to tell: what is pinned at the least; "and 1 other" is as long as what it hides."""
    if shown is None:
        return None
    shown = max(shown, sum(claim.pinned for claim in claims))
    return None if len(claims) <= shown + 1 else shown


def _rest(claims: Sequence[Claim], shown: int | None) -> Sequence[Claim]:
    """The claims after the first `shown`; none where all are shown."""
    return () if shown is None else claims[shown:]


def _more(left: Sequence[Claim], one: str, many: str) -> tuple[Piece, ...]:
    return (plain(f", and {counted(len(left), f'other {one}', f'other {many}')}"),) if left else ()


def _with_a_leader(tally: Tally, who: Interviewed, shown: int | None) -> Line:
    choices = _pinned_first(tally.choices)
    shown = _room_for(choices, shown)
    first, others = choices[0], choices[1:shown]
    # A no stands beside its yes: told as "against" too, it would count twice.
    count = raised(replace(first, against=0), who)
    if count == f"{first.n} of {first.base}" and tally.base < who.people:
        count = f"{count} asked"
    extra = ", ".join(without_answer(tally.declined, tally.dont_know))
    pieces = [
        *_leading(tally, choice_in_words(first), _weight(first, who)),
        plain(f" ({count}{f'; {extra}' if extra else ''})"),
        *(plain(f", {part}") for part in _others(others, tally)),
        *_more(_rest(choices, shown), "answer", "answers"),
    ]
    return Line(tuple(pieces), tuple(choices[:shown]))


def _others(claims: Sequence[Claim], tally: Tally) -> list[str]:
    """The answers beside the one that leads: "a friend already used it (4)"."""
    # Behind a sentence a yes or a no alone would answer nothing.
    if tally.kind is Kind.YES_NO and form(tally) is not None:
        return [f"{in_sentence(choice_in_words(c), None)} ({c.n})" for c in claims]
    return _amounts(claims, tally)


def _amounts(claims: Sequence[Claim], tally: Tally) -> list[str]:
    """Each choice with its count; in brackets where a label would blur it."""
    # Of a yes/no question one side is a whole sentence, which the other need not repeat.
    yes_no = tally.kind is Kind.YES_NO
    labels = [in_sentence(c.label, None) if yes_no else choice_in_words(c) for c in claims]
    found = form(tally)
    if found is not None and found.after and not yes_no:
        labels = [in_sentence(found.said(label), None) for label in labels]
    if any(_blurs_a_count(label) for label in labels):
        return [f"{label} ({claim.n})" for label, claim in zip(labels, claims, strict=True)]
    return [f"{label} {claim.n}" for label, claim in zip(labels, claims, strict=True)]


def _blurs_a_count(label: str) -> bool:
    several_words = len(label.split()) > _SHORT
    return several_words or any(sign.isdigit() or sign == "," for sign in label)


def _distribution(tally: Tally, who: Interviewed, shown: int | None) -> Line:
    """Every answer with its count, none of them ahead: "women 5, men 3, declined 1 (9 asked)"."""
    choices = _pinned_first(tally.choices)
    shown = _room_for(choices, shown)
    if tally.kind is Kind.BANDS:
        choices = _bands(tally.choices, shown)
    parts = _amounts(choices[:shown], tally)
    told = ((tally.declined, "declined"), (tally.dont_know, "didn't know"))
    parts += [f"{words} {count}" for count, words in told if count]
    about = _subject(tally) if tally.kind is Kind.YES_NO else _about(tally)
    told_as_list = ", ".join(parts)
    pieces = (
        *about,
        plain(told_as_list if about else capital(told_as_list)),
        *_more(_rest(choices, shown), "answer", "answers"),
        plain(f" ({_of_whom(tally, tally.base, who)} asked)"),
    )
    return Line(pieces, tuple(choices[:shown]))


def _bands(bands: Sequence[Claim], shown: int | None) -> list[Claim]:
    """Bands in their order, first those to be told: the pinned ones, and the lowest others."""
    pinned = sum(claim.pinned for claim in bands)
    others = [claim for claim in bands if not claim.pinned]
    room = len(others) if shown is None else shown - pinned
    left = others[room:]
    return [*(claim for claim in bands if claim not in left), *left]


def _asked_in_vain(tally: Tally) -> str:
    return "; " + ", ".join(
        (f"{tally.base} asked", *without_answer(tally.declined, tally.dont_know))
    )


def _too_few(tally: Tally, about: tuple[Piece, ...] = ()) -> Line:
    few = f", {tally.answered} answered: too few to tell" if tally.answered else ""
    told = plain(f"{_asked_in_vain(tally)}{few}")
    return Line((*(about or _subject(tally)), strong("not known"), told))


def _median_band(tally: Tally) -> Line:
    """The band in the middle, once there are enough answers that it is nobody's own."""
    found = form(tally)
    about = _subject(tally)
    if found is not None and not tally.says:
        about = (plain(f"Median {found.about.lower()}: "),)
    if tally.median is None:
        return _too_few(tally, about)
    chose = _of_these(tally, "chose a band")
    parts = (f"{tally.answered} answered{chose}", *without_answer(tally.declined, tally.dont_know))
    pieces = (*about, strong(tally.median.label), plain(f" ({', '.join(parts)})"))
    return Line(pieces, (tally.median,))


def _of_whom(tally: Tally, count: int, who: Interviewed) -> str:
    """So many, of whom where only one audience was asked: "6 customers", "13"."""
    claims = (*tally.choices, *((tally.median,) if tally.median is not None else ()))
    heard = [one.audience for one in claims[0].split if one.base] if claims else []
    told_apart = not any(map(who.told_together, claims))
    if len(heard) == 1 and len(who.audiences) > 1 and told_apart:
        return f"{count} {called(heard[0], count)}"
    return str(count)


def _numbers(tally: Tally, who: Interviewed) -> Line:
    """The middle of the numbers given; under five of them, the numbers themselves."""
    if tally.median is None and not tells_values(tally):
        return _too_few(tally)
    claims = (tally.median,) if tally.median is not None else ()
    extra = "".join(f", {part}" for part in without_answer(tally.declined, tally.dont_know))
    unit = f" {tally.unit}" if tally.unit else ""
    ends = scale_ends(tally)
    before = (strong("Split:"), plain(" ")) if _contested(tally.choices) else ()
    few = few_values(tally)
    if few or tally.median is None:
        each = f"{few}{unit}" if few else "no number"
        asked = _of_whom(tally, tally.base, who)
        told = f" ({asked} asked{gave_a_number(tally)}{extra}{ends})"
        weight = _weight(claims[0], who) if claims else strong
        return Line((*before, *_leading(tally, each, weight), plain(told)), claims)
    reached = extremes(tally)
    reach = f", {spread(*reached)}" if reached else ""
    answered = _of_whom(tally, tally.answered, who)
    gave = gave_a_number(tally)
    told = f" in the middle{reach} ({answered} answered{gave}{extra}{ends})"
    opening = _leading(tally, f"{tally.median.label}{unit}", strong)
    return Line((*before, *opening, plain(told)), claims)


def gave_a_number(tally: Tally) -> str:
    """How many gave one, where others answered in words alone: ", 5 gave a number"."""
    return _of_these(tally, "gave a number")


def _of_these(tally: Tally, did: str) -> str:
    """How many of those who answered stand behind the middle; empty where all of them do."""
    middle = tally.median
    return "" if middle is None or middle.n >= tally.answered else f", {middle.n} {did}"


def scale_ends(tally: Tally) -> str:
    """What the numbers of a scale mean: "; 0 is “not at all”, 10 is “completely”"."""
    named = tally.ends if tally.ends and all(tally.ends) else ()
    if tally.bounds is None:
        return f"; the scale runs from “{named[0]}” to “{named[1]}”" if named else ""
    low, high = map(in_digits, tally.bounds)
    if not named:
        return f"; on a scale of {low} to {high}"
    return f"; {low} is “{named[0]}”, {high} is “{named[1]}”"


def tag_lines(
    claims: Sequence[Claim], who: Interviewed, shown: int | None = None
) -> tuple[Line, ...]:
    """Tags, a line a field, most raised first; a contested one has a line of its own.

    One that is reworded is told in its own sentence.

    "Barriers: **delivery day** (raised by 4 of 5 customers), price (2 of 9)"
    """
    told = [
        claim
        for claim in claims
        if not claim.wording and (claim.pinned or not _is_told_by_its_opposite(claim, claims))
    ]
    lines = [split_line(claim, who) for claim in told if _contested((claim,))]
    for field in dict.fromkeys(claim.field for claim in told):
        settled = _pinned_first(c for c in told if c.field == field and not _contested((c,)))
        if settled:
            lines.append(_tag_line(settled, who, shown))
    return tuple(lines)


def sentence_line(
    claim: Claim, who: Interviewed, tally: Tally | None = None, *, moved: bool = False
) -> Line:
    """A claim with a sentence of its own: "**Coffee before the children wake** (4 of 9)".

    With `moved`, what a reworded one said before its evidence changed stands below it, and what it
    would say now. `tally` is the one that a choice belongs to.
    """
    count = plain(f" ({raised(claim, who)})")
    pieces: tuple[Piece, ...] = (_weight(claim, who)(claim_in_words(claim)), count)
    if _contested((claim,)):
        pieces = (strong("Split:"), plain(f" {claim_in_words(claim)}"), count)
    below = (Line((plain(moved_words(claim, tally, who)),)),) if moved and claim.moved_from else ()
    return Line(pieces, (claim,), under=below)


def moved_words(claim: Claim, tally: Tally | None, who: Interviewed) -> str:
    """What a reworded claim said before its evidence changed, and what it would say now."""
    now = f"{row_label(replace(claim, wording=''), tally)} ({raised(claim, who)})"
    before = claim.moved_from.rstrip(".")
    return f"Worded before its evidence changed: it said “{before}”, and would now say “{now}”."


def _is_told_by_its_opposite(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether more people said the contrary, whose count says how many are against it.

    Of "price" and "not-price" raised by as many, "price" is told.
    """
    return any(
        other.field == claim.field
        and _contrary(other.label, claim.label)
        and (other.n, len(claim.label)) > (claim.n, len(other.label))
        for other in claims
    )


def _contrary(one: str, other: str) -> bool:
    return one in (f"not-{other}", f"no-{other}") or other in (f"not-{one}", f"no-{one}")


def split_line(claim: Claim, who: Interviewed) -> Line:
    """A tag that people disagree about: "**Split:** Values: price (raised by 3, 2 against)"."""
    told = f" {row_label(claim, None)} (raised by {raised(claim, who)})"
    return Line((strong("Split:"), plain(told)), (claim,))


def _tag_line(claims: Sequence[Claim], who: Interviewed, shown: int | None) -> Line:
    shown = _room_for(claims, shown)
    first, others = claims[0], claims[1:shown]
    about = title(first.field)
    pieces = (
        plain(f"{about or 'Also raised'}: "),
        _weight(first, who)(tag_in_words(first.label)),
        plain(f" ({'raised by ' if about else ''}{raised(first, who)})"),
        *(plain(f", {tag_in_words(claim.label)} ({raised(claim, who)})") for claim in others),
        *_more(_rest(claims, shown), "point", "points"),
    )
    return Line(pieces, tuple(claims[:shown]))
