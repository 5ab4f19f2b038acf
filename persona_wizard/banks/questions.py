"""A `###` and what stands below it: one question."""

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct, structs

from persona_wizard.banks.attributes import Attributes, split_attributes, unknown_names
from persona_wizard.banks.blocks import BLOCK_NAMES, Block, BlockKind, heading_fault, unescaped
from persona_wizard.banks.choices import is_task, read_choices
from persona_wizard.banks.faults import Report, did_you_mean, nearest
from persona_wizard.banks.frontmatter import number_in
from persona_wizard.banks.rules import read_allowed
from persona_wizard.banks.saying import question_says
from persona_wizard.model.bank import WITH_CHOICES, Allowed, Choice, Kind, Question, Stage
from persona_wizard.model.concepts import CONCEPT_BY_ID
from persona_wizard.model.conditions import Condition, ConditionError, parse_condition
from persona_wizard.model.headings import FIELDS, heading_of_field
from persona_wizard.model.languages import words_in
from persona_wizard.model.text import slug
from persona_wizard.model.withheld import always_sensitive

_KINDS = tuple(kind.value for kind in Kind)
_FLAGS = ("key", "sensitive")
_KEYS = ("minutes", "field", "concepts", "stage", "when", "allow", "says", "says-no")
_SIZES = {
    Kind.NUMBER: ("min", "max", "unit"),
    Kind.SCALE: ("min", "max", "low", "high"),
}
_SIZE_KEYS = ("min", "max", "unit", "low", "high")
_Fault = Callable[[str], None]
_Names = Collection[str]
# A scale is drawn with all its steps.
_MOST_STEPS = 100


class Said(Struct, frozen=True):
    """A text that may hold fills, and the line (from 0) that it stands on."""

    line: int
    text: str


class QuestionRead(Struct, frozen=True):
    """A question as written; its `line` counts from 0, and its file is not known here."""

    question: Question
    texts: tuple[Said, ...]


def read_question(
    heading: Block, body: Sequence[Block], section: str, language: str, report: Report
) -> QuestionRead | None:
    """Read a question that stands under the heading with this id (empty in Opening, Closing).

    The language words its Yes and No. Reports every fault. None where there is no id to speak of
    it by.
    """

    def fault(message: str) -> None:
        report(heading.line, message)

    marked = split_attributes(heading.text)
    wording = unescaped(marked.text)
    attributes = marked.attributes
    identity = attributes.id or slug(wording)
    for problem in (
        *marked.problems,
        *unknown_names(attributes, (*_FLAGS, *_KINDS), (*_KEYS, *_SIZE_KEYS), "a question"),
    ):
        fault(problem)
    if not wording:
        fault("a question needs words before its attributes")
    elif not identity:
        fault(f"“{wording}” gives no id of its own: add one, such as {{#price}}")
    kind = _kind(attributes, fault)
    says, says_no = question_says(attributes, kind, fault)
    field = _field(attributes, identity, fault)
    question = Question(
        id=identity,
        wording=wording,
        kind=kind,
        heading=heading_of_field(field).id if field else section,
        field=field,
        key="key" in attributes.marks,
        sensitive="sensitive" in attributes.marks or always_sensitive(field),
        minutes=_minutes(attributes, fault),
        concepts=_concepts(attributes, fault),
        stage=_stage(attributes, fault),
        when=_when(attributes, fault),
        says=says,
        says_no=says_no,
        allowed=_allowed(attributes, fault),
        line=heading.line,
    )
    question = _sized(question, attributes, fault)
    read = _with_body(question, body, language, report)
    return read if identity else None


class _Body:
    """What stands below a question, sorted by what it is for."""

    def __init__(self, blocks: Sequence[Block], report: Report) -> None:
        self.guidance: list[Said] = []
        self.probes: list[Said] = []
        self.items: list[Block] = []
        for block in blocks:
            self._take(block, report)

    def _take(self, block: Block, report: Report) -> None:
        match block.kind:
            case BlockKind.PARAGRAPH:
                self.guidance.append(Said(block.line, unescaped(block.text)))
            case BlockKind.LIST:
                self.items += block.children
            case BlockKind.QUOTE:
                for inner in block.children:
                    if inner.kind is BlockKind.PARAGRAPH:
                        self.probes.append(Said(inner.line, unescaped(inner.text)))
                    else:
                        what = BLOCK_NAMES[inner.kind]
                        report(inner.line, f"{what} cannot stand in a block quote: write words")
            case BlockKind.HEADING:
                report(block.line, heading_fault(block))
            case BlockKind.NUMBERED:
                report(block.line, "a numbered list cannot stand here: choices start with -")
                self.items += block.children
            case _:
                report(
                    block.line,
                    f"{BLOCK_NAMES[block.kind]} cannot stand under a question: paragraphs (for "
                    "the interviewer), block quotes (words to say) and one list (choices) can",
                )


def _with_body(
    question: Question, blocks: Sequence[Block], language: str, report: Report
) -> QuestionRead:
    body = _Body(blocks, report)
    choices = _choices(question, body.items, report)
    if question.kind is Kind.YES_NO:
        words = words_in(language)
        choices = (Choice(slug="yes", text=words.yes), Choice(slug="no", text=words.no))
    question = structs.replace(
        question,
        choices=choices,
        guidance=tuple(said.text for said in body.guidance),
        probes=tuple(said.text for said in body.probes),
    )
    sizes = (question.unit, question.low, question.high)
    on_heading = (question.wording, *sizes, question.says, question.says_no)
    return QuestionRead(
        question,
        (
            *(Said(question.line, text) for text in on_heading),
            *body.guidance,
            *body.probes,
            *_choice_texts(body.items, choices, question),
        ),
    )


def _choice_texts(
    items: Sequence[Block], choices: Sequence[Choice], question: Question
) -> tuple[Said, ...]:
    # Where a choice is at fault the lists differ in length, and the question's line must do.
    lines = [item.line for item in items]
    if len(lines) != len(choices):
        lines = [question.line] * len(choices)
    return tuple(
        Said(line, text)
        for line, choice in zip(lines, choices, strict=True)
        for text in (choice.text, choice.says)
    )


def _choices(question: Question, items: Sequence[Block], report: Report) -> tuple[Choice, ...]:
    kind = question.kind
    if kind in WITH_CHOICES:
        if not items:
            message = f"“.{kind}” needs choices: a list below the question, each line with a -"
            report(question.line, message)
        return read_choices(items, kind, report)
    if items:
        report(items[0].line, _no_choices(kind, items[0]))
    return ()


def _no_choices(kind: Kind, item: Block) -> str:
    if is_task(item):
        return "consent ([ ]) stands in Opening or Closing, before any question there"
    if kind is Kind.YES_NO:
        return "“.yes-no” brings its own Yes and No: take the list away, or mark it .one"
    if kind is Kind.OPEN:
        return "an open question takes no list: mark it .one, .many or .bands, or write a paragraph"
    return f"“.{kind}” takes no list: mark it .one, .many or .bands, or write a paragraph"


def _kind(attributes: Attributes, fault: _Fault) -> Kind:
    kinds = [mark for mark in attributes.marks if mark in _KINDS]
    if len(kinds) > 1:
        fault(f"a question has one kind, not {' and '.join(f'.{kind}' for kind in kinds)}")
    if kinds:
        return Kind(kinds[0])
    return next((kind for mark in attributes.marks if (kind := _meant(mark))), Kind.OPEN)


def _meant(mark: str) -> Kind | None:
    """The kind that a misspelt mark stands for, so that what follows is judged by it."""
    close = None if mark in _FLAGS else nearest(mark, _KINDS)
    return Kind(close) if close else None


def _field(attributes: Attributes, identity: str, fault: _Fault) -> str | None:
    name = attributes.values.get("field", "").strip()
    if not name:
        return identity if identity in FIELDS else None
    return _known(name, FIELDS, "field", fault)


def _stage(attributes: Attributes, fault: _Fault) -> Stage | None:
    name = attributes.values.get("stage", "").strip()
    known = _known(name, [stage.value for stage in Stage], "stage", fault) if name else None
    return Stage(known) if known else None


def _concepts(attributes: Attributes, fault: _Fault) -> tuple[str, ...]:
    names = dict.fromkeys(attributes.values.get("concepts", "").split())
    return tuple(n for n in names if _known(n, CONCEPT_BY_ID, "concept of the glossary", fault))


def _known(name: str, known: _Names, what: str, fault: _Fault) -> str | None:
    if name in known:
        return name
    hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
    fault(f"“{name}” is no {what}{hint}")
    return None


def _minutes(attributes: Attributes, fault: _Fault) -> float | None:
    minutes = _number(attributes, "minutes", fault)
    if minutes is not None and minutes <= 0:
        fault("“minutes=” is a number above 0")
        return None
    return minutes


def _when(attributes: Attributes, fault: _Fault) -> Condition | None:
    text = attributes.values.get("when", "")
    if not text.strip():
        return None
    try:
        return parse_condition(text)
    except ConditionError as error:
        fault(f'cannot read when="{text}": {error}')
        return None


def _allowed(attributes: Attributes, fault: _Fault) -> tuple[Allowed, ...]:
    allowed, problems = read_allowed(attributes.values.get("allow", ""))
    for problem in problems:
        fault(problem)
    return allowed


def _sized(question: Question, attributes: Attributes, fault: _Fault) -> Question:
    """The question with its `min`, `max`, `unit`, `low` and `high`."""
    kind = question.kind
    for key in _SIZE_KEYS:
        if key in attributes.values and key not in _SIZES.get(kind, ()):
            takers = " and ".join(f".{k}" for k, keys in _SIZES.items() if key in keys)
            what = "an open question" if kind is Kind.OPEN else f"“.{kind}”"
            fault(f"“{key}=” does not fit {what}: it is for {takers}")
    low, high = (_number(attributes, key, fault) for key in ("min", "max"))
    if kind is Kind.SCALE:
        _check_scale(attributes, low, high, fault)
    elif kind is Kind.NUMBER and low is not None and high is not None and low > high:
        fault(f"min={low:g} is above max={high:g}")
    words = {k: unescaped(attributes.values.get(k, "")).strip() for k in ("unit", "low", "high")}
    return structs.replace(question, minimum=low, maximum=high, **words)


def _check_scale(
    attributes: Attributes, low: float | None, high: float | None, fault: _Fault
) -> None:
    missing = [f"{key}=" for key in ("min", "max") if key not in attributes.values]
    if missing:
        fault(f"“.scale” needs {' and '.join(missing)}, such as min=0 max=10")
    elif low is None or high is None:
        return
    elif low >= high:
        fault(f"a scale rises: min={low:g} must be below max={high:g}")
    elif low % 1 or high % 1:
        fault("a scale goes in whole steps: min= and max= are whole numbers")
    elif high - low > _MOST_STEPS:
        fault(f"a scale has at most {_MOST_STEPS} steps: use .number for more")


def _number(attributes: Attributes, key: str, fault: _Fault) -> float | None:
    text = attributes.values.get(key, "").strip()
    if not text:
        return None
    number = number_in(text)
    if number is None:
        fault(f"“{key}=” is a number such as 10 or 2.5, not “{text}”")
    return number
