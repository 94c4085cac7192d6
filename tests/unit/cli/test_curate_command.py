"""`explorer curate` on real corpora: what it prints and keeps; the examples of its guide among them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.cli import run
from explorer.cli.curate import GIVEN, TYPES
from explorer.curation import nodes
from explorer.curation.file import parse_rules
from explorer.model.curation import Kind

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "curation.md").read_text("utf-8")

Explorer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def curate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Explorer:
    """Run `explorer curate` in the folder `news`."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Angela Merkel met Erna Solberg in Oslo. Angela Merkel left Oslo.\n")
    monkeypatch.chdir(tmp_path / "news")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("EXPLORER_CONFIG", raising=False)
    run(["index"])
    capsys.readouterr()

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = run(["curate", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return ran


def test_a_rule_is_printed_with_what_it_changed(curate: Explorer) -> None:
    assert curate("reject", "Angela Merkel") == (0, "   1       2×      1 docs  reject “Angela Merkel”\n", "")
    code, out, err = curate("rename", "Nobody", "Somebody", "--type", "person")
    assert (code, out) == (0, "   2       0×      0 docs  rename “Nobody” to “Somebody” (person)\n")
    assert re.search(r"/curation\.yaml:4: nothing is called “Nobody” as person\n$", err)


def test_rules_are_listed_and_taken_back_by_number_by_id_or_the_last(curate: Explorer) -> None:
    assert curate("list")[:2] == (1, "")
    for name in ("Oslo", "Erna Solberg", "Angela Merkel"):
        curate("reject", name)
    code, out, err = curate("list")
    assert code == 0
    assert [line.rpartition("  ")[2] for line in out.splitlines()] == [
        "reject “Oslo”",
        "reject “Erna Solberg”",
        "reject “Angela Merkel”",
    ]
    file = Path(err.strip())
    file.write_text(file.read_text().replace("- reject: Oslo\n", "- reject: Oslo\n  id: town\n"))
    assert curate("undo", "2")[:2] == (0, "taken back: reject “Erna Solberg”\n")
    assert curate("undo", "town")[:2] == (0, "taken back: reject “Oslo”\n")
    assert curate("undo")[:2] == (0, "taken back: reject “Angela Merkel”\n")
    code, out, err = curate("undo")
    assert (code, out) == (1, "")
    assert err.endswith("curation.yaml has no rule\n")
    code, out, err = curate("undo", "7")
    assert (code, out) == (2, "")
    assert "has no rule 7" in err


def test_as_json_a_rule_is_an_object_a_line(curate: Explorer) -> None:
    code, out, _ = curate("split", "Angela Merkel", "--as", "Another", "--beside", "left", "--note", "why", "--json")
    assert code == 0
    assert json.loads(out) == {
        "rule": "split",
        "names": ["Angela Merkel"],
        "to": "Another",
        "beside": ["left"],
        "note": "why",
        "number": 1,
        "line": 3,
        "mentions_changed": 1,
        "documents_changed": 1,
        "remarks": [],
    }
    assert json.loads(curate("list", "--json")[1])["mentions_changed"] == 1
    assert json.loads(curate("undo", "--json")[1])["rule"] == "split"


def test_a_file_is_checked_without_and_applied_with_effect(curate: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("- reject: Oslo\n- retype: Angela Merkel\n  to: event\n")
    code, out, err = curate("check", str(file))
    assert (code, len(out.splitlines())) == (0, 2)
    assert err == f"{file}: valid, 2 rules\n"
    _, _, place = curate("list")
    Path(place.strip()).write_text(file.read_text())
    assert [line.split()[1] for line in curate("apply")[1].splitlines()] == ["2×", "2×"]
    file.write_text("- reject: Oslo\n- reject\n")
    code, out, err = curate("check", str(file))
    assert (code, out) == (2, "")
    assert err.startswith(f"explorer: {file}:2: a rule must hold keys")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("split", "A", "--as", "B"), "a split needs `documents`, `with` or `beside`"),
        (("merge", "A"), "a merge needs two names or more"),
        (("retype", "A", "date"), "'date' is not one of"),
        (("reject", " "), "reject holds an empty name"),
        (("reject", "A", "--documents", "[z-a]"), "documents must hold patterns as in .gitignore"),
        (("reject", "x" * 600), "reject holds a name of 600 characters"),
    ],
)
def test_what_cannot_be_meant_is_said_and_not_kept(curate: Explorer, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = curate(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert curate("list")[0] == 1


def test_a_hostile_name_reaches_the_terminal_harmless(curate: Explorer) -> None:
    code, out, err = curate("rename", "Oslo", "\x1b[31mred\x1b]0;t\x07")
    assert code == 0
    assert "\x1b" not in out + err
    assert "\x1b" not in curate("list")[1] + curate("undo")[1]


def test_the_commands_take_the_types_that_the_file_takes() -> None:
    assert tuple(TYPES.choices) == nodes.TYPES
    assert tuple(GIVEN.choices) == nodes.GIVEN


def test_the_rules_of_the_guide_are_rules_of_every_kind() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert {rule.kind for rule in parse_rules(text, Path("guide")).rules} == set(Kind)


def test_the_commands_of_the_guide_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path / "corpus")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("EXPLORER_CONFIG", raising=False)
    run(["index"])
    capsys.readouterr()
    lines = re.findall(r"^\$ explorer (.*)$", GUIDE, re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        assert run(shlex.split(line)) == 0, line
        captured = capsys.readouterr()
        for printed in captured.out.splitlines():
            changed = re.match(r" +\d+ +([\d,]+)×", printed)
            assert printed.startswith("taken back: ") or (changed and changed[1] != "0"), printed
        assert not re.search(r"yaml:\d+:", captured.err), captured.err
