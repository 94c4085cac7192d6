"""`explorer export`: into files that are whole or not there, or to stdout as it is."""

from __future__ import annotations

import csv
import json
from xml.etree import ElementTree

import pytest

from explorer.errors import StorageError
from explorer.library import Library


@pytest.fixture
def folder(tmp_path):
    """A folder of two documents beside a place for what is exported."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "ada.txt").write_text("Angela Merkel met Erna Solberg in Oslo on 2 May 2019.", encoding="utf-8")
    (documents / "two.txt").write_text("Angela Merkel spoke in Zürich.", encoding="utf-8")
    return documents


@pytest.fixture
def export(explorer, folder):
    def ran(*arguments: str):
        return explorer("export", *arguments, "--in", str(folder))

    return ran


def test_lines_of_json_go_to_stdout(export) -> None:
    ran = export("entities")
    assert ran.code == 0
    assert {"Angela Merkel", "Zürich"} <= {each["name"] for each in ran.objects}
    assert "Zürich" in ran.out


def test_the_ending_of_the_file_tells_the_format(export, tmp_path) -> None:
    assert export("mentions", "--out", "m.csv").code == 0
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        assert "Angela Merkel" in {row["text"] for row in csv.DictReader(file)}
    assert export("entities", "--out", "e.graphml").code == 0
    assert ElementTree.parse(tmp_path / "e.graphml").getroot().tag.endswith("graphml")
    assert export("entities", "--out", "e.json").code == 0
    assert json.loads((tmp_path / "e.json").read_text("utf-8").splitlines()[0])["id"]


def test_what_is_told_wins_over_the_ending(export, tmp_path) -> None:
    ran = export("entities", "--format", "ftm", "--out", "e.csv")
    assert ran.code == 0
    assert json.loads((tmp_path / "e.csv").read_text("utf-8").splitlines()[0])["schema"]
    assert "records written to e.csv" in ran.err
    assert ran.out == ""


def test_a_file_that_is_there_is_overwritten_only_by_force(export, tmp_path) -> None:
    (tmp_path / "e.jsonl").write_text("mine", "utf-8")
    ran = export("entities", "--out", "e.jsonl")
    assert ran.code == 2
    assert "e.jsonl is there already; --force overwrites it" in ran.err
    assert (tmp_path / "e.jsonl").read_text("utf-8") == "mine"
    assert export("entities", "--out", "e.jsonl", "--force").code == 0
    assert "Angela Merkel" in (tmp_path / "e.jsonl").read_text("utf-8")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_an_export_that_fails_leaves_no_file(export, tmp_path, monkeypatch, force) -> None:
    if force:
        (tmp_path / "e.jsonl").write_text("mine", "utf-8")

    def failing(library, wanted, write):
        write("half a fi")
        raise StorageError("the disk has gone")

    monkeypatch.setattr(Library, "export", failing)
    assert export("entities", "--out", "e.jsonl", *force).code == 5
    left = [path.name for path in tmp_path.iterdir() if path.is_file()]
    assert left == (["e.jsonl"] if force else [])
    assert not force or (tmp_path / "e.jsonl").read_text("utf-8") == "mine"


def test_a_file_that_appears_meanwhile_is_not_overwritten(export, tmp_path, monkeypatch) -> None:
    def slow(library, wanted, write):
        write("ours")
        (tmp_path / "e.jsonl").write_text("theirs", "utf-8")
        return 1

    monkeypatch.setattr(Library, "export", slow)
    assert export("entities", "--out", "e.jsonl").code == 2
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["e.jsonl"]
    assert (tmp_path / "e.jsonl").read_text("utf-8") == "theirs"


def test_a_folder_that_is_not_there_is_named(export) -> None:
    ran = export("entities", "--out", "nowhere/e.jsonl")
    assert ran.code == 5
    assert "nowhere" in ran.err


def test_a_folder_is_no_file(export) -> None:
    assert "documents is a folder" in export("entities", "--out", "documents").err


def test_nothing_found(export) -> None:
    ran = export("mentions", "--query", "xyzzy", "--format", "csv")
    assert ran.code == 1
    assert "nothing found" in ran.err
    assert ran.out.startswith("id,document,path")


def test_a_query_with_a_mistake_is_told(export) -> None:
    assert "^" in export("documents", "--query", "pth:x").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("timeline", "--format", "graphml"), "cannot be written as graphml"),
        (("all",), "all cannot be written as jsonl"),
        (("entities", "--bom"), "--bom goes with --format csv"),
        (("links", "--type", "person"), "links have no type"),
        (("nonsense",), "nonsense"),
    ],
)
def test_what_cannot_be_meant(export, tmp_path, arguments, said) -> None:
    ran = export(*arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_bom_goes_before_a_table(export) -> None:
    assert export("entities", "--format", "csv", "--bom").out.startswith("\ufeffid,type,label,name")
