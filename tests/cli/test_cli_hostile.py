"""What people type goes in, through and out as what it is: text."""

import json
from pathlib import Path

import pytest
from cli_running import run
from markdown_it import MarkdownIt

from persona_wizard.model.text import clean
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas

HOSTILE = [
    "[bold]x[/bold] [/] [",
    "<script>alert(1)</script><b>x",
    "\x1b]0;title\x07\x1b[2J\x9b31mred\x00\x07",
    "{product} {nobody} \\{ {",
    "# A heading\n\n![x](http://example.com/x.png) [link](javascript:x) [^1]",
    "| a | b |\n|---|---|\n---\n- [ ] x",
    "‮right to left‬ Zalgo͓̞ͅ 😀 👩‍👩‍👧 ﷽",
    "`code` ```\n~~~ &lt; &#x3c; \\<",
]


def assert_calm(page: str) -> None:
    """No control code, no HTML, no link, and no heading but the page's own."""
    assert clean(page) == page
    inline = [
        child
        for token in MarkdownIt("commonmark").parse(page.split("\n---\n", 1)[1])
        for child in (token, *(token.children or ()))
    ]
    kinds = {token.type for token in inline}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "code_block", "fence"})
    images = [token.attrs["src"] for token in inline if token.type == "image"]
    assert all(str(source).startswith("photos/") for source in images)
    headings = [n for n, token in enumerate(inline) if token.type == "heading_open"]
    assert all(inline[n + 1].content != "A heading" for n in headings)


def interview_with(study: Path, lines: list[str]) -> str:
    """Give these lines as one open answer, quotable; the answer as saved."""
    typed = "y\n" + "".join(f"{line}\n" for line in lines)
    told = run(
        "interview", study, "--audience", "prospects", "--bank", "short", "--plain",
        typed=typed.encode("utf-8", errors="surrogatepass"),
    )  # fmt: skip
    assert told.status == 0
    assert clean(told.out) == told.out
    (interview,) = StudyFolder.open(study).interviews().interviews
    return interview.answers["short-term-goals"].text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_as_everything_a_study_has(here: Path, text: str) -> None:
    made = run("new", "s", "--product", text, "--title", text)
    assert made.status == 0
    interview = run(
        "interview", "s", "--audience", "prospects", "--plain", "--pseudonym", text,
        typed=f"y\n\n> {text}\n",
    )  # fmt: skip
    assert interview.status == 0
    personas.name(StudyFolder.open(here / "s"), text, text)
    for command in (
        ["gaps", "s"],
        ["gaps", "s", "--json"],
        ["export", "s"],
        ["bank", "list", "--study", "s"],
    ):
        told = run(*command)
        assert clean(told.out + told.err) == told.out + told.err
    for layout in ("page", "full"):
        page = run("export", "s", "--allow-gaps", "--layout", layout, "-o", "-")
        assert page.status == 0
        assert_calm(page.out)
    assert run("export", "s", "--allow-gaps").status == 0


def test_naughty_strings_go_through_an_interview_to_the_page(
    study: Path, shared_data: Path
) -> None:
    strings = json.loads((shared_data / "naughty-strings" / "blns.json").read_text())
    # A line that starts with a slash is a command, an empty one goes on.
    lines = [f"> {' '.join(text.split())}".rstrip() for text in strings]
    lines = [line for line in lines if clean(line) == line and line != ">"]
    assert len(lines) > 400
    assert interview_with(study, lines) == "\n".join(lines)
    page = run("export", study, "--allow-gaps", "--layout", "full", "-o", "-")
    assert page.status == 0
    assert_calm(page.out)


def test_naughty_strings_are_cleaned_at_the_way_in(study: Path, shared_data: Path) -> None:
    strings = json.loads((shared_data / "naughty-strings" / "blns.json").read_text())
    dirty = [f"> {text}" for text in strings if clean(text) != text and "\n" not in clean(text)]
    assert dirty
    saved = interview_with(study, [line.replace("\r", " ") for line in dirty])
    assert clean(saved) == saved
