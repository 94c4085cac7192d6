"""What can be typed is documented: commands and exit codes; the keys of the configuration are tested beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from explorer.cli.main import EXIT_CODES, explorer

ROOT = Path(__file__).parents[2]
HELP = subprocess.run(
    [sys.executable, "-m", "explorer", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
).stdout
COMMANDS = re.findall(r"^  (\w+)  +\S", HELP.partition("Commands:\n")[2].partition("Exit codes")[0], re.MULTILINE)


def test_the_help_lists_the_commands() -> None:
    assert set(COMMANDS) == {
        "index", "search", "show", "entities", "entity", "annotate", "links", "curate", "quotes", "export", "doctor",
        "config",
    }  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"explorer {name}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    command = explorer.get_command(click.Context(explorer), name)
    assert command is not None
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or option.help, option.name


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md"])
@pytest.mark.parametrize("code", EXIT_CODES)
def test_every_exit_code_is_documented(file: str, code: int) -> None:
    assert re.search(rf"\b{code}\b", (ROOT / file).read_text("utf-8").partition("xit codes")[2])
    assert re.search(rf"^    {code} ", HELP, re.MULTILINE)
