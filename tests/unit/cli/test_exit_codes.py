"""Whatever goes wrong is one line on stderr and an exit code."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from explorer.errors import Locked


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Locked("the catalogue", "process 12 on host"), 4, "the catalogue is being written by process 12 on host"),
        (OSError(errno.ENOSPC, "No space left on device", "/x/y"), 5, "/x/y: No space left on device"),
        (OSError("odd"), 5, "explorer: odd"),
        (ValueError("a\x1b[2J"), 70, "explorer: internal error: ValueError: a␛[2J"),
        (KeyboardInterrupt(), 130, "explorer: interrupted"),
    ],
)
def test_every_error_is_a_line_and_a_code(explorer, library, monkeypatch, error, code: int, said: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(library, "search", fail)
    ran = explorer("search", "ada")
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert library.closed


def test_where_a_mistake_of_ours_happened_is_shown_when_asked(explorer, library, monkeypatch) -> None:
    monkeypatch.setattr(library, "search", None)
    monkeypatch.setenv("EXPLORER_DEBUG", "1")
    ran = explorer("search", "ada")
    assert ran.code == 70
    assert "Traceback" in ran.err


def test_a_misspelt_command_is_not_taken_for_a_folder(explorer, library, tmp_path: Path) -> None:
    ran = explorer("serach", "ada")
    assert ran.code == 3
    assert "did you mean `explorer search`?" in ran.err
    (tmp_path / "serach").mkdir()
    assert explorer("serach").code == 0
    assert explorer("papers", "more").code == 2


def test_json_is_ascii_where_the_output_is_not_unicode(explorer, library, monkeypatch) -> None:
    from explorer.cli import jsonl

    monkeypatch.setattr(jsonl, "sys", type("S", (), {"stdout": type("O", (), {"encoding": "latin-1"})}))
    ran = explorer("search", "--json", "é€")
    assert ran.out.isascii()
    assert json.loads(ran.out.splitlines()[0])["query"] == "é€"


def test_a_group_without_a_command_says_what_there_is(explorer, library) -> None:
    ran = explorer("config")
    assert (ran.code, ran.out) == (2, "")
    assert any(line.strip().startswith("validate") for line in ran.err.splitlines())
