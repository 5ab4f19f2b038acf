"""What README.md says of the command line is so, and it names every command."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from persona_wizard.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text()


def commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its name: "gaps", "bank list"."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        full = f"{name} {word}".strip()
        if isinstance(command, click.Group):
            yield from commands(command, full)
        else:
            yield full, command


COMMANDS = dict(commands(main))
# `persona-wizard export my-study`, `bank list`, and the like, in backticks or in a block of code.
_CODE = re.findall(r"`([^`\n]+)`", README) + [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.split("\n")
]
CALLS = [
    code[code.index("persona-wizard") + len("persona-wizard") :].split()
    for code in _CODE
    if re.search(r"(^|/)persona-wizard( |$)", code)
]


def called(words: list[str]) -> tuple[str, click.Command] | None:
    """The command that these words call; None where they open a study."""
    for length in (2, 1):
        name = " ".join(words[:length])
        if name in COMMANDS:
            return name, COMMANDS[name]
    assert len(words) <= 1, f"README.md calls what is no command: {words}"
    return None


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_what_the_readme_types_is_there(words: list[str]) -> None:
    found = called(words)
    known = found[1].params if found else main.params
    options = {option for parameter in known for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= options


def test_every_option_the_readme_names_is_there() -> None:
    known = {option for command in COMMANDS.values() for p in command.params for option in p.opts}
    named = {word for code in _CODE if "pip" not in code for word in re.findall(r"--[a-z-]+", code)}
    assert named
    assert named <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert re.search(rf"`(persona-wizard )?{name}\b|persona-wizard {name}\b", README)
