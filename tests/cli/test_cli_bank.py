"""The `bank` group as a person or a script meets it: what it says where, and how it ends."""

import json
from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard.banks import own_folder
from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview

FRONT = "---\nid: tea\ntitle: Tea\naudience: any\n---\n\n## Problems\n\n"
FLAWED = f"{FRONT}### How easy was it? {{#easy}}\n\n### Would you pay? {{#pay .yes-no}}\n"


@pytest.fixture
def shelf() -> Path:
    folder = own_folder()
    folder.mkdir(parents=True)
    return folder


def lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")


# list


def test_list_is_a_table_with_the_nearest_first(study: Path, shelf: Path) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    (shelf / "short.md").write_text(FRONT.replace("id: tea", "id: short"))
    told = run("bank", "list", "--study", study)
    assert (told.status, told.err) == (0, "")
    rows = [line.split("  ") for line in lines(told.out)]
    assert [[cell.strip() for cell in row if cell][::6] for row in rows[:4]] == [
        ["id", "from"],
        ["short", "the study, used"],
        ["short", "your shelf, hidden"],
        ["tea", "your shelf"],
    ]
    assert rows[4][0] == "background"


def test_list_tells_a_faulty_bank_below_the_others(shelf: Path) -> None:
    (shelf / "bad.md").write_text(FRONT + "### A {.ke}\n")
    told = run("bank", "list")
    assert told.status == 0
    assert lines(told.out)[-1].startswith(f"tea: 1 fault, first {shelf / 'bad.md'}:9: “.ke” is no")


def test_list_says_beside_the_data_that_an_original_has_moved_on(here: Path, shelf: Path) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    run("new", "s", "--product", "Tea")
    run("bank", "copy", "tea", "--study", "s")
    assert run("bank", "list", "--study", "s").err == ""
    (shelf / "tea.md").write_text(FLAWED.replace("easy was", "hard was") + "\n### New?\n")
    told = run("bank", "list", "--study", "s")
    assert (told.status, told.err) == (
        0,
        "tea has moved on since you copied it: 1 added, 1 changed. "
        "See: persona-wizard bank diff tea --study s\n",
    )
    assert "moved on" not in told.out


# show


def test_show_is_the_bank_at_a_glance(shelf: Path) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    told = run("bank", "show", "tea")
    assert (told.status, told.err) == (0, "")
    assert lines(told.out) == [
        *("Tea [tea]", "for other banks to include · en · 2 questions", "", "PROBLEMS", ""),
        *(" 1. How easy was it?", "    #easy, open", ""),
        *(" 2. Would you pay?", "    #pay, yes-no", "    Yes / No"),
    ]


def test_show_markdown_is_the_source_and_guide_a_page_to_print(study: Path) -> None:
    source = (study / "question_banks" / "short.md").read_text()
    markdown = run("bank", "show", "short", "--study", study, "--markdown")
    assert (markdown.status, markdown.out, markdown.err) == (0, source, "")
    guide = run("bank", "show", "short", "--study", study, "--guide")
    assert (guide.status, guide.err) == (0, "")
    assert guide.out.startswith("# Short\n\nprospects · en · 4 questions\n\nPseudonym: ____")
    assert "### 1. What would you like to get done with Cedar Coffee? ★\n" in guide.out
    assert "- ☐ Search engines\n" in guide.out
    assert not guide.out.endswith("\n\n")


def test_guide_and_markdown_together_take_the_last(study: Path) -> None:
    told = run("bank", "show", "short", "--study", study, "--guide", "--markdown")
    assert told.out.startswith("---\nid: short\n")


def test_the_guide_of_a_shipped_bank_needs_no_study() -> None:
    told = run("bank", "show", "prospects-vi", "--guide")
    assert (told.status, told.err) == (0, "")
    assert "## Kết thúc" in told.out


def test_a_bank_with_faults_cannot_be_shown_and_says_why(shelf: Path) -> None:
    (shelf / "tea.md").write_text(FRONT + "### A {.ke}\n")
    told = run("bank", "show", "tea")
    assert told.status == 1
    assert told.one_line.startswith(f"{shelf / 'tea.md'}:9: “.ke” is no attribute of a question")


# check


def test_check_names_the_rule_of_every_finding(here: Path) -> None:
    (here / "tea.md").write_text(FLAWED)
    told = run("bank", "check", "tea.md")
    assert (told.status, told.err) == (1, "")
    assert lines(told.out) == [
        "tea.md:9: leading: “How easy” suggests an answer: ask what happened",
        "tea.md:11: hypothetical: “Would you” asks what might be: ask about the last time",
    ]


def test_check_says_of_a_good_bank_that_there_is_nothing_to_remark(here: Path) -> None:
    (here / "tea.md").write_text(FRONT + "### When was it? {#when}\n")
    told = run("bank", "check", "tea.md")
    assert (told.status, told.out, told.err) == (0, "", "Nothing to remark.\n")


def test_check_goes_on_after_a_bank_that_cannot_be_read(here: Path) -> None:
    (here / "bad.md").write_text(FRONT + '### A {#a when="answered(b)"}\n\n### B {.ke}\n')
    (here / "tea.md").write_text(FLAWED)
    told = run("bank", "check", "bad.md", "gone.md", "tea.md")
    assert told.status == 1
    assert [":".join(line.split(":")[:3]) for line in lines(told.out)] == [
        *("bad.md:9: looks-ahead", "bad.md:11: grammar", "gone.md:1: grammar"),
        *("tea.md:9: leading", "tea.md:11: hypothetical"),
    ]


def test_check_tells_an_included_banks_flaw_once_and_with_its_file(here: Path) -> None:
    (here / "tea.md").write_text(FLAWED)
    for name in ("a", "b"):
        front = FRONT.replace("id: tea", f"id: {name}")
        (here / f"{name}.md").write_text(front.replace("Problems", "Problems {from=tea}"))
    for files in (["a.md", "b.md"], ["tea.md", "a.md"]):
        told = run("bank", "check", *files)
        assert told.status == 1
        places = [Path(line.split(": ")[0]).name for line in lines(told.out)]
        assert places == ["tea.md:9", "tea.md:11"], files


def test_check_json_has_the_same_with_the_reason(here: Path) -> None:
    (here / "tea.md").write_text(FLAWED)
    told = run("bank", "check", "tea.md", "--json")
    assert (told.status, told.err) == (1, "")
    first, second = json.loads(told.out)
    assert first == {
        "file": "tea.md",
        "line": 9,
        "rule": "leading",
        "message": "“How easy” suggests an answer: ask what happened",
        "reason": "a wording that suggests its answer is answered with itself",
    }
    assert (second["rule"], second["line"]) == ("hypothetical", 11)
    (here / "bad.md").write_text(FRONT + "### A {.ke}\n")
    (grammar,) = json.loads(run("bank", "check", "bad.md", "--json").out)
    assert (grammar["rule"], grammar["reason"]) == ("grammar", "")


def test_check_json_of_a_good_bank_is_json_too(here: Path) -> None:
    (here / "tea.md").write_text(FRONT + "### When was it? {#when}\n")
    told = run("bank", "check", "tea.md", "--json")
    assert told.status == 0
    assert json.loads(told.out) == []


def test_check_says_which_language_its_rules_about_wording_do_not_know(here: Path) -> None:
    german = FLAWED.replace("audience: any", "audience: any\nlanguage: de")
    (here / "tea.md").write_text(german)
    told = run("bank", "check", "tea.md")
    assert (told.status, told.out) == (0, "")
    assert lines(told.err) == [
        "Wording was not checked: the rules about it do not know “de”.",
        "Nothing to remark.",
    ]
    (here / "more.md").write_text(german.replace("id: tea", "id: more"))
    assert run("bank", "check", "tea.md", "more.md").err.count("do not know “de”") == 1


def test_check_with_a_study_knows_its_words(study: Path, here: Path) -> None:
    store = StudyFolder.open(study)
    settings = store.study()
    settings.words["town"] = "Northport"
    store.save_study(settings)
    (here / "tea.md").write_text(FRONT + "### When were you in {town}? {#when}\n")
    alone = run("bank", "check", "tea.md")
    assert alone.status == 1
    assert "{town} is neither a word of the study nor a question" in alone.out
    assert run("bank", "check", "tea.md", "--study", study).status == 0


# copy and new


def test_copy_goes_onto_the_shelf_and_says_what_it_wrote() -> None:
    told = run("bank", "copy", "prospects")
    own = own_folder()
    assert (told.status, told.err) == (0, "")
    assert lines(told.out) == [str(own / "prospects.md"), str(own / "background.md")]
    assert "based-on: \"prospects version " in (own / "prospects.md").read_text()  # fmt: skip


def test_copy_goes_into_a_named_study_or_where_it_is_told(study: Path) -> None:
    told = run("bank", "copy", "prospects-b2b", "--study", study, "--flatten")
    path = study / "question_banks" / "prospects-b2b.md"
    assert lines(told.out) == [str(path)]
    assert "from=" not in path.read_text()
    onto = run("bank", "copy", "short", "--study", study, "--to", "shelf")
    assert lines(onto.out) == [str(own_folder() / "short.md")]
    into = run("bank", "copy", "prospects", "--study", study, "--to", "study")
    assert lines(into.out)[0] == str(study / "question_banks" / "prospects.md")


def test_copy_writes_over_nothing() -> None:
    run("bank", "copy", "prospects")
    own = own_folder()
    (own / "prospects.md").write_text("mine")
    before = tree(own)
    told = run("bank", "copy", "prospects-vi")
    assert told.status == 0
    told = run("bank", "copy", "background")
    assert told.status == 1
    assert told.one_line == f"{own / 'background.md'} is there already. Nothing was written."
    assert tree(own).items() >= before.items()


def test_new_begins_a_bank_that_passes_every_check(study: Path) -> None:
    for audience in Audience:
        told = run("bank", "new", f"my-{audience}", "--audience", audience, "--study", study)
        assert (told.status, told.err) == (0, "")
        path = Path(told.out.rstrip("\n"))
        assert path == study / "question_banks" / f"my-{audience}.md"
        assert run("bank", "check", path).err == "Nothing to remark.\n"
    told = run("bank", "new", "mine", "--audience", "prospects", "--title", "Tea: “ours”")
    assert lines(told.out) == [str(own_folder() / "mine.md")]
    assert run("bank", "show", "mine").out.startswith("Tea: “ours” [mine]\n")


# diff


def test_diff_tells_two_banks_apart_by_id_and_by_file(here: Path, shelf: Path) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    (here / "other.md").write_text(FLAWED.replace("#pay", "#paid").replace("easy was", "hard was"))
    expected = (
        "Added\n  Would you pay? [paid]\n\nGone\n  Would you pay? [pay]\n\n"
        "Changed: easy\n  was:  How easy was it?\n  now:  How hard was it?\n\n"
        "0 questions are unchanged.\n"
    )
    told = run("bank", "diff", "tea", "other.md")
    assert (told.status, told.out, told.err) == (0, expected, "")
    assert run("bank", "diff", shelf / "tea.md", here / "other.md").out == expected
    assert run("bank", "diff", "tea", "tea").out == "No question differs.\n"


def test_diff_looks_at_what_a_study_asked(study: Path) -> None:
    store = StudyFolder.open(study)
    start_interview(
        store, Beginning(audience=Audience.PROSPECTS, bank="short", pseudonym="P01")
    ).close()
    (kept,) = (study / "question_banks" / ".used").glob("short@*.md")
    bank = study / "question_banks" / "short.md"
    bank.write_text(bank.read_text().replace("cups a day", "mugs a day"))
    told = run("bank", "diff", kept.stem, "short", "--study", study)
    assert (told.status, told.err) == (0, "")
    assert lines(told.out)[:3] == [
        *("Changed: cups", "  was:  How many cups a day?", "  now:  How many mugs a day?"),
    ]
    gone = run("bank", "diff", "short@0123456789ab", "short", "--study", study)
    assert gone.status == 1
    assert gone.one_line


def test_diff_of_a_copy_alone_tells_how_its_original_has_moved_on(study: Path, shelf: Path) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    run("bank", "copy", "tea", "--study", study)
    told = run("bank", "diff", "tea", "--study", study)
    assert (told.status, told.out) == (0, "Its original is as it was when it was copied.\n")
    (shelf / "tea.md").write_text(FLAWED + "\n### New? {#new}\n")
    told = run("bank", "diff", "tea", "--study", study)
    moved = (
        "What the original changed since:\n\nAdded\n  New? [new]\n\n2 questions are unchanged.\n"
    )
    assert told.out == moved
    copy = study / "question_banks" / "tea.md"
    copy.write_text(copy.read_text() + "\n### Mine? {#mine}\n")
    told = run("bank", "diff", "tea", "--study", study)
    mine = "\nWhat the copy changed:\n\nAdded\n  Mine? [mine]\n\n2 questions are unchanged.\n"
    assert told.out == moved + mine


def test_diff_of_a_copy_that_cannot_be_read_says_so(study: Path, shelf: Path) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    run("bank", "copy", "tea", "--study", study)
    copy = study / "question_banks" / "tea.md"
    copy.write_text(copy.read_text().replace(".yes-no", ".yes-or-no"))
    told = run("bank", "diff", "tea", "--study", study)
    assert told.status == 1
    assert "“.yes-or-no” is no attribute of a question" in told.one_line


def test_diff_of_a_copy_whose_original_is_gone_does_not_call_it_unchanged(
    study: Path, shelf: Path
) -> None:
    (shelf / "tea.md").write_text(FLAWED)
    run("bank", "copy", "tea", "--study", study)
    (shelf / "tea.md").unlink()
    told = run("bank", "diff", "tea", "--study", study)
    assert "is as it was" not in told.out


# What goes wrong is one plain line, and nothing is written


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "prospcts"], "There is no question bank “prospcts”; did you mean “prospects”?"),
        (["copy", "prospcts"], "There is no question bank “prospcts”; did you mean “prospects”?"),
        (["diff", "prospcts"], "There is no question bank “prospcts”; did you mean “prospects”?"),
        (["diff", "prospects", "zzz"], "There is no question bank “zzz”; there are background, "),
        (["diff", "prospects", "gone.md"], "gone.md:1: there is no such file"),
        (["diff", "prospects"], "“prospects” is no copy: name a second bank to hold it against."),
        (["new", "My Bank", "--audience", "prospects"], "“My Bank” is no id: lower-case letters"),
        (["list", "--study", "nowhere"], "nowhere"),
        (["check", "x.md", "--study", "nowhere"], "nowhere"),
        (["copy", "prospects", "--study", "nowhere"], "nowhere"),
        (["new", "mine", "--audience", "prospects", "--study", "nowhere"], "nowhere"),
        (["show", "\x1b[31m\n\u202e"], "There is no question bank “"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_plain_line(here: Path, arguments: list[str], told: str) -> None:
    wrong = run("bank", *arguments)
    assert wrong.status == 1
    assert wrong.one_line.startswith(told) or told in wrong.one_line
    assert not set("\x1b\u202e") & set(wrong.err)
    assert tree(here) == {}
    assert not own_folder().exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["copy", "prospects", "--to", "study"],
        ["copy", "prospects", "--to", "moon"],
        ["new", "mine"],
        ["new", "mine", "--audience", "any"],
        ["check"],
        ["diff"],
        ["show"],
    ],
)
def test_wrong_usage_is_2(here: Path, arguments: list[str]) -> None:
    told = run("bank", *arguments)
    assert (told.status, told.out) == (2, "")
    assert "Error: " in told.err
    assert tree(here) == {}
