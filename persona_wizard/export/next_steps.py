"""What to do next in words: whom to talk to, what to ask, whether interviews still bring news."""

from collections.abc import Sequence

from persona_wizard.export.counts import counted
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.model.coverage import NextQuestion, Saturation, WhomNext
from persona_wizard.model.headings import FIELDS
from persona_wizard.model.persona import NewCodes, Persona

# As many things to ask about as a person keeps in mind.
_SHOWN = 3
_NONE, _SOME = "▁", "▂▃▄▅▆▇"
_LAST = 2


def whom_line(wanted: WhomNext) -> Line:
    """Whom to talk to, why, and what to ask about: "2 more prospects (4 so far, of 9 for a …"."""
    ask = ask_about(wanted)
    rest = f" ({wanted.why}).{f' {ask}' if ask else ''}"
    return Line((strong(more_people(wanted)), plain(rest)))


def more_people(wanted: WhomNext) -> str:
    """`2 more prospects`; `3 prospects` where there was none yet."""
    one, many = wanted.audience.one, wanted.audience.value
    if not wanted.known and not wanted.ask:
        return counted(wanted.people, one, many)
    return counted(wanted.people, f"more {one}", f"more {many}")


def ask_about(wanted: WhomNext) -> str:
    """What to ask about: "Ask about income and “Hard?”."; empty for everything.

    Fields stand for their questions. Of many the most needed are named: "First: income, …".
    """
    subjects = list(dict.fromkeys(_subject(question) for question in wanted.ask))
    if not subjects:
        return ""
    shown = subjects[:_SHOWN]
    told = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"Ask about {told}." if len(subjects) <= _SHOWN else f"First: {told}."


def guide_words(wanted: WhomNext) -> str:
    """What a guide for them would be: "a guide", "a guide of all 18 questions"."""
    count = len(wanted.ask)
    return f"a guide of all {count} questions" if count > _SHOWN else "a guide"


def _subject(question: NextQuestion) -> str:
    field = FIELDS.get(question.field or "")
    return field.title.lower() if field is not None else f"“{question.wording}”"


def news_title(persona: Persona) -> str:
    """What is counted interview by interview."""
    claims = any(codes.claims for codes in persona.saturation)
    return f"New tags{' and claims' if claims else ''} per interview"


def news_bars(news: Sequence[NewCodes], most: int) -> str:
    """A bar for what was new in each interview, the oldest first; of many, the last ones."""
    counts = [_new(codes) for codes in news]
    highest = max(counts, default=0)
    shown = counts[-most:] if most else []
    return "".join(_bar(count, highest) for count in shown)


def _bar(count: int, highest: int) -> str:
    if not count:
        return _NONE
    return _SOME[(count * len(_SOME) - 1) // highest]


def news_words(persona: Persona) -> str:
    """Whether the last interviews still brought something new; empty before the first."""
    last = persona.saturation[-_LAST:]
    brought = sum(_new(codes) for codes in last)
    who = f"the last {_in_words(len(last))}"
    match persona.saturated:
        case Saturation.NO_INTERVIEW:
            return ""
        case Saturation.NOT_CODED:
            read = persona.reading
            return f"not coded enough to tell: {read.read} of {read.total} read"
        case Saturation.STILL_NEW:
            return f"{who} still brought {brought} new"
        case Saturation.TOO_FEW:
            return f"{who} brought {brought or 'none'}, but too few people to tell"
        case Saturation.NEARLY:
            return f"{who} brought {brought or 'none'}: nearly saturated"


def _in_words(count: int) -> str:
    return "one" if count == 1 else "two"


def _new(codes: NewCodes) -> int:
    return len(codes.tags) + len(codes.claims)
