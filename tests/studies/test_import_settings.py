"""Faults of the file of columns, in words: where, what is wrong, and what was expected."""

from pathlib import Path

import pytest

from persona_wizard.studies.import_settings import BadSettings, Settings, read_settings

ONE = "wants one column: its header in quotes, or its number."


def fault_of(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadSettings) as fault:
        read_settings(path)
    message = fault.value.message
    assert message.endswith(" Nothing was imported.")
    return message.removeprefix(f"{path}: ").removesuffix(" Nothing was imported.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('Date = "A"', "“Date” is no key of it; did you mean “date”?"),
        ('date_order = "A"', "“date_order” is no key of it; did you mean “date-order”?"),
        (
            'kaboom = "A"',
            "“kaboom” is no key of it: date, date-order, participant, pseudonym, audience, "
            "audiences, questions, consent, leave-out (see docs/importing.md).",
        ),
        (
            'participant = ["A"]',
            f"“participant” {ONE}",
        ),
        ("date = true", f"“date” {ONE}"),
        ("date = 1.5", f"“date” {ONE}"),
        (
            "pseudonym = 2025-01-01",
            f"“pseudonym” {ONE}",
        ),
        ('leave-out = "A"', 'a list of columns, such as ["Seed", 4].'),
        ('leave-out = ["A", ["B"]]', 'a list of columns, such as ["Seed", 4].'),
        (
            'questions = "A"',
            "“questions” is a table: a line [questions], and under it",
        ),
        (
            "[questions]\ncups = {a = 1}",
            "“cups” under [questions] wants a column, or a list of columns where each",
        ),
        (
            "[consent]\nconsent-quote = true",
            "“consent-quote” under [consent] wants a column, or a list of columns.",
        ),
        ("[audiences]\nx = 1", "“x” under [audiences] wants an audience in quotes."),
        ("date-order = 1", "“date-order” is one of day-month-year, month-day-year."),
        ('date = "A\n', "line 1, “date = \"A”, can't be read: "),
        ("# mine\ndate = “A”", "line 2, “date = “A””, can't be read: "),
        ("date: A", "line 1, “date: A”, can't be read: "),
        ('{"date": "A"}', 'line 1, “{"date": "A"}”, can\'t be read: '),
        ('date = "A"\ndate = "B"', 'line 2, “date = "B"”, says once more what is said before.'),
        ("[questions]\n[questions]", "line 2, “[questions]”, says once more what is said before."),
        ('leave-out = ["A"', "it ends before something is closed, such as a list or a quote."),
        (b'# ok\ndate = "Caf\xe9"', "line 2 is not UTF-8: save the file as UTF-8."),
        ("a = " + "[" * 5000, "it is nested too deeply."),
    ],
)
def test_a_fault_is_told_in_words(tmp_path: Path, content: str | bytes, told: str) -> None:
    assert told in fault_of(tmp_path / "columns.toml", content)


@pytest.mark.parametrize("content", ["date: A", "date = “A”", "date = A"])
def test_a_line_that_is_none_is_told_with_one_that_is(tmp_path: Path, content: str) -> None:
    told = fault_of(tmp_path / "columns.toml", content)
    assert told.endswith('a line is such as date = "Timestamp", in straight quotes.')


@pytest.mark.parametrize("size", [10, 1000])
def test_no_fault_is_longer_than_a_few_lines(tmp_path: Path, size: int) -> None:
    assert len(fault_of(tmp_path / "columns.toml", f"{'k' * size} = 1")) < 300
    assert len(fault_of(tmp_path / "columns.toml", f"{'k' * size}: 1")) < 300


def test_what_is_right_is_read(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    path.write_text(
        'date = 1\nparticipant = "Mail"\nleave-out = [2, "Seed"]\naudience = "Who"\n'
        '[audiences]\nx = "customers"\n[questions]\ncups = ["A", 3]\n[consent]\nconsent-quote = 4\n'
    )
    assert read_settings(path) == Settings(
        date=1,
        participant="Mail",
        leave_out=[2, "Seed"],
        audience="Who",
        audiences={"x": "customers"},
        questions={"cups": ["A", 3]},
        consent={"consent-quote": 4},
    )
