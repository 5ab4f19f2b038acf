"""Whatever script people write in: groups, tags, claims and the page, in words that they typed."""

import re
import unicodedata

import pytest

from persona_wizard.export import Layout, markdown
from persona_wizard.model.bank import Bank, Choice, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, Pick
from persona_wizard.model.study import Curation, Study
from persona_wizard.synthesis import synthesise
from persona_wizard.synthesis.tag_suggestions import suggest_tags
from persona_wizard.synthesis.themes import draft_themes, side_by_side
from persona_wizard.synthesis.tokens import Said

# By script: the language it is read as, a tag in it, and answers, each given several times.
SCRIPTS = {
    "Vietnamese": (
        "vi",
        "giá",
        ("Giá quá cao so với siêu thị", "Giá cao", "Giao hàng chậm", "Hay giao hàng trễ"),
    ),
    "Chinese": ("zh", "价格", ("价格太贵了", "太贵，不值", "送货太慢", "希望改送货时间")),
    "Thai": ("th", "ราคา", ("ราคาแพงมาก", "กาแฟราคาแพง", "ส่งของช้า", "เปลี่ยนวันส่งของ")),
    "Hindi": (
        "hi",
        "कीमत",
        ("कीमत बहुत ज़्यादा है", "कीमत कम होनी चाहिए", "डिलीवरी धीमी", "डिलीवरी देर से"),
    ),
    "Arabic": (
        "ar",
        "السعر",
        ("السعر مرتفع جدا", "أريد السعر أقل", "التوصيل بطيء", "التوصيل متأخر"),
    ),
    "emoji": ("en", "price", ("👍", "👎👎", "👩‍👩‍👧‍👦 ❤️", "☕☕☕")),
    "long": ("en", "price", ("late " * 4_000, "太" * 20_000, "ราคาแพง" * 2_858, "x" * 20_000)),
    "empty": ("en", "price", ("", " ", "\n\n", "\u200b")),
    "the same": ("en", "price", ("too expensive",) * 4),
}
BANK = Bank(
    id="b",
    title="B",
    audience=None,
    questions=(
        Question(
            id="barriers", wording="What?", kind=Kind.OPEN, heading="problems", field="barriers"
        ),
        Question(
            id="channels",
            wording="Where?",
            kind=Kind.MANY,
            heading="personality",
            field="channels",
            choices=(Choice(slug="web", text="Web"),),
        ),
    ),
)
PEOPLE = 32


def met(number: int, text: str, tag: str) -> Interview:
    """Every second one says it in their own words, and every fourth is tagged."""
    said = f"> {text}" if number % 2 else text
    tagged = f"{said} #{tag}" if number % 4 == 0 else said
    answers = (
        Answer(question="barriers", wording="What?", at="2026-11-01T10:00:00Z", text=tagged),
        Answer(
            question="channels",
            wording="Where?",
            at="2026-11-01T10:01:00Z",
            value=(Pick("web", "Web"), Pick(f"other-{number % 4}", text, text)),
        ),
    )
    return Interview(
        id=f"{number:012x}",
        participant=f"p{number}",
        pseudonym=f"P{number:02}",
        audience=list(Audience)[number % 3],
        bank=BankRef("b", "b"),
        started=f"2026-11-01T09:{number:02}:00Z",
        answers={answer.question: answer for answer in answers},
        consent={"consent-quote": True},
    )


def said(script: str) -> list[Said]:
    language, _, texts = SCRIPTS[script]
    return [Said(f"i{n:02}", texts[n % 4], language) for n in range(PEOPLE)]


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@pytest.mark.parametrize("script", SCRIPTS)
def test_labels_are_words_that_people_typed(script: str) -> None:
    answers = said(script)
    typed = " ".join(plain(answer.text) for answer in answers[:4])
    rows = side_by_side(answers)
    drafts = draft_themes(answers)
    assert sorted(row.key for row in rows) == [answer.key for answer in answers]
    labels = [word.text for row in rows for word in row.shared]
    labels += [word.text for theme in drafts.themes for word in theme.words]
    for label in labels:
        for word in plain(label).removesuffix("…").removesuffix("...").split():
            assert word in typed
    keys = [key for theme in drafts.themes for key in theme.keys]
    assert sorted([*keys, *drafts.said_once, *drafts.nothing]) == [a.key for a in answers]


@pytest.mark.parametrize("script", ["Vietnamese", "Chinese", "Thai", "Hindi", "Arabic"])
def test_what_is_like_the_tagged_gets_their_tag_suggested(script: str) -> None:
    language, tag, (price, dear, late, later) = SCRIPTS[script]
    tagged = [(Said("a", price, language), (tag,)), (Said("b", late, language), ("late",))]
    waiting = [Said("c", dear, language), Said("d", later, language)]
    suggested = suggest_tags(waiting, tagged)
    assert (suggested["c"][0], suggested["d"][0]) == (tag, "late")


@pytest.mark.parametrize("script", SCRIPTS)
def test_suggestions_come_for_each_and_are_tags_in_use(script: str) -> None:
    answers = said(script)
    suggested = suggest_tags(answers[8:], [(answer, ("price",)) for answer in answers[:8]])
    assert list(suggested) == [answer.key for answer in answers[8:]]
    assert {tag for tags in suggested.values() for tag in tags} <= {"price"}


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("layout", Layout)
def test_the_persona_counts_and_the_page_reads(script: str, layout: Layout) -> None:
    language, tag, texts = SCRIPTS[script]
    interviews = [met(n, texts[n % 4], tag) for n in range(PEOPLE)]
    study = Study(title="Cedar", language=language)
    persona = synthesise(study, Curation(name="Minh"), interviews, {"b": BANK})
    counted = {claim.id: (claim.n, claim.base) for claim in persona.claims}
    # Every fourth is tagged. Of those who said nothing, eight left no quote sign or tag either.
    assert counted[f"barriers/{tag}"] == (8, 24 if script == "empty" else 32)
    assert counted["channels/web"] == (32, 32)
    assert counted["channels/other-3"] == (8, 32)
    page = markdown(persona, layout)
    page.encode()
    assert len(re.findall("^## ", page, re.MULTILINE)) >= 6
    assert tag in page
