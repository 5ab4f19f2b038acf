"""A bank as a guide on paper: everything to say and to tick, and lines to write on."""

import re

import pytest
from bank_examples import FRONT, TEA_CLUB, read

from persona_wizard.banks import guide, read_bank, shipped_shelf
from persona_wizard.model.study import Study

# ruff: noqa: E501  # what is shown stands on one line

RULE = "_" * 64
STUDY = Study(title="Tea", words={"product": "Cedar *Tea*", "competitor": "Harbour_Beans"})


def section(text: str, start: str) -> str:
    """The part from the line that starts so to the next question or heading."""
    at = text.index(f"\n{start}") + 1
    return re.split(r"\n(?=##)", text[at:])[0].rstrip("\n")


def test_a_guide_begins_with_what_it_is_and_room_for_who_and_when() -> None:
    lines = guide(read(TEA_CLUB)).split("\n")
    assert lines[0] == "# Tea club: members"
    assert lines[2] == "customers · no · version 2.10 · 8 questions · about 40 minutes"
    assert lines[4].startswith("Pseudonym: ____________    Date: ____________")


def test_the_opening_has_its_consent_to_tick_and_the_closing_its_thanks() -> None:
    text = guide(read(TEA_CLUB), STUDY)
    opening = section(text, "## Opening")
    assert "We drink Cedar \\*Tea\\* together. Ask me anything." in opening
    assert "- ☐ I take part\n- ☐ You may quote me" in opening
    assert text.endswith("## Closing\n\nThank you.\n")


def test_an_open_question_has_its_guidance_its_probes_and_six_lines() -> None:
    question = section(guide(read(TEA_CLUB), STUDY), "### 1.")
    assert question.split("\n\n") == [
        "### 1. What were you after when you first tried Cedar \\*Tea\\*? ★",
        "*Keep to that day.*",
        "- “And what else?”\n- “Who was with you?”",
        *[RULE] * 6,
    ]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (2, "- ☐ Friends & family\n- ☐ The trade press\n- ☐ None\n- ☐ I can't say\n- ☐ Other… ____________"),
        (3, "not at \"all\" · 0 · 1 · 2 · 3 · 4 · 5 · 6 · 7 · 8 · 9 · 10 · fully"),
        (5, "____________ cups"),
        (6, "- ☐ Yes\n- ☐ No"),
        (7, "- ☐ Under 30\n- ☐ 30 or over"),
    ],
)  # fmt: skip
def test_a_closed_question_has_what_to_choose_from_and_one_line(number: int, shown: str) -> None:
    blocks = section(guide(read(TEA_CLUB)), f"### {number}.").split("\n\n")
    assert blocks[1:] == [shown, RULE]


def test_questions_are_numbered_through_and_stand_under_their_headings() -> None:
    text = guide(read(TEA_CLUB))
    assert re.findall(r"^### (\d+)\.", text, re.MULTILINE) == [str(n) for n in range(1, 9)]
    assert section(text, "### 8.").split("\n\n") == ["### 8. Anything else you do?", RULE]
    assert text.index("## Demographic information") < text.index("### 7.")


def test_without_a_study_its_words_stay_open() -> None:
    assert "when you first tried {product}? ★" in guide(read(TEA_CLUB))


def test_a_long_scale_is_written_as_its_ends() -> None:
    asked = "### How? {#how .scale min=0 max=100 low=bad}"
    text = guide(read(f"{FRONT}## Problems\n\n{asked}\n"))
    assert section(text, "### 1.").split("\n\n")[1] == "bad · 0 … 100"


def test_the_studys_lists_are_there_to_tick() -> None:
    study = Study(title="Tea", lists={"competitors": ("Harbour Beans", "#1 Tea")})
    source = f"{FRONT}## Problems\n\n### Which? {{#a .one}}\n\n- {{competitors}}\n- None\n"
    bank = read_bank(source, "tea.md", lambda _: None, lists=study.choice_lists)
    assert "- ☐ Harbour Beans\n- ☐ \\#1 Tea\n- ☐ None" in guide(bank, study)


def test_a_vietnamese_guide_has_vietnamese_headings() -> None:
    text = guide(shipped_shelf().read("prospects-vi"))
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[:3] == [
        *("Mở đầu", "Thông tin chung", "Mục tiêu"),
    ]


def test_a_bank_of_nothing_is_a_guide_of_nothing() -> None:
    assert [line for line in guide(read(FRONT)).split("\n") if line.startswith("#")] == ["# Tea"]


HOSTILE = [
    *("*a* _b_ **c** `d`", "[a](https://b.example) ![c](d)", "<b>a</b> <!-- b -->", "&copy; &amp;"),
    *("a | b", "~~a~~", "a \\ b", "# a", "> a", "- a", "+ a", "1. a", "1) a", "https://a.example"),
]


def escaped(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_in_a_bank_is_read_on_paper_as_it_stands(words: str) -> None:
    """On paper, too, it is words and nothing else, wherever a bank has words."""
    from markdown_it import MarkdownIt

    said = escaped(words)
    text = guide(
        read(
            f"{FRONT}## Opening\n\n{said}\n\n- [ ] {said} {{#c}}\n\n## Problems\n\n"
            f"### {said} {{#a .one}}\n\n{said}\n\n> {said}\n\n- {said} {{#x}}\n- y\n"
        )
    )
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "em_open", "em_close"}
    shown = ["".join(child.content for child in token.children or ()) for token in inline]
    assert shown[3:] == [
        *("Opening", words, f"☐ {words}", "Problems", f"1. {words}", words, f"“{words}”"),
        *(f"☐ {words}", "☐ y"),
    ]
