"""Broken, hostile and missing input: each a clear line and a code, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

VANISH = """
import os, sys
def vanish(event, arguments):
    if event == 'open' and str(arguments[0]).endswith('vanishing.txt') and os.path.exists(arguments[0]):
        os.unlink(arguments[0])
sys.addaudithook(vanish)
from explorer.cli import run
raise SystemExit(run(sys.argv[1:]))
"""


def test_a_missing_folder(home, tmp_path: Path) -> None:
    for arguments in (["index", "none"], ["none"], ["search", "x", "--in", "none"]):
        ran = home.run(*arguments, cwd=tmp_path)
        assert ran.code == 3
        assert ran.err.count("\n") <= 2
        assert "none" in ran.err


def test_a_folder_that_is_a_file(home, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("hello", "utf-8")
    ran = home.run("index", "file.txt", cwd=tmp_path)
    assert ran.code == 3
    assert "file.txt" in ran.err


def test_an_empty_folder(home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in (["index", "empty"], ["search", "x", "--in", "empty"]):
        ran = home.run(*arguments, cwd=tmp_path)
        assert ran.code == 3, ran.err
        assert "empty" in ran.err.splitlines()[-1]


def test_broken_files_are_listed_and_do_not_keep_the_others(home, papers: Path) -> None:
    (papers / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (papers / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500))
    (papers / "loop.txt").symlink_to(papers / "loop.txt")
    (papers / "folder.txt").mkdir()
    os.mkfifo(papers / "pipe.txt")
    (papers / "empty.txt").touch()
    (papers / "bell\x1b]0;gone\x07.txt").write_text("The moon rang.\n", "utf-8")
    ran = home.run("index", "papers", cwd=papers.parent)
    assert ran.code == 0
    assert "binary.txt" in ran.out
    assert "picture.txt" in ran.out
    assert "\x1b" not in ran.out + ran.err
    found = home.run("search", "moon", "--in", "papers", "--json", "--limit", "0", cwd=papers.parent)
    assert found.code == 0
    assert "notes/moon.html" in {each["document"] for each in found.objects}
    assert "\x1b" not in found.out + found.err


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_an_unreadable_file_is_listed(home, papers: Path) -> None:
    (papers / "secret.txt").write_text("secret", "utf-8")
    (papers / "secret.txt").chmod(0)
    ran = home.run("index", str(papers))
    assert ran.code == 0
    assert "secret.txt" in ran.out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("latin.txt", "Le café de la lune à Genève, où l’été dure.\n".encode("windows-1252") * 20),
        ("utf16.txt", "The café on the moon.\n".encode("utf-16") * 20),
        ("broken.txt", b"The caf\xc3 on the moon, \xff\xfe and on.\n" * 5),
    ],
    ids=["windows-1252", "utf-16", "none"],
)
def test_other_encodings_are_read_or_listed(home, papers: Path, name: str, data: bytes) -> None:
    (papers / name).write_bytes(data)
    ran = home.run("index", str(papers))
    assert ran.code == 0
    shown = home.run("show", name, "--in", str(papers))
    assert shown.code == 0 or name in ran.out


def test_a_huge_file_is_not_read(home, papers: Path) -> None:
    with (papers / "huge.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    ran = home.run("index", str(papers))
    assert ran.code == 0
    assert "huge.txt" in ran.out
    assert "50.0 MB that documents.max_bytes allows" in ran.out


def test_the_largest_size_is_configured(home, papers: Path) -> None:
    (papers / "small.yaml").write_text("documents: {max_bytes: 130}", "utf-8")
    ran = home.run("--config", str(papers / "small.yaml"), "index", str(papers))
    assert ran.code == 0
    assert "landing.txt: " in ran.out
    assert "more than the 130 bytes that documents.max_bytes allows" in ran.out


def test_a_file_that_vanishes_while_being_read_is_listed(home, papers: Path) -> None:
    (papers / "vanishing.txt").write_text("Now you see me on the moon.\n", "utf-8")
    config = papers / "one.yaml"
    config.write_text("build: {workers: 1}", "utf-8")
    ran = home.run("index", str(papers), "--config", str(config), code=VANISH)
    assert ran.code == 0, ran.err
    assert not (papers / "vanishing.txt").exists()
    assert "vanishing.txt" in ran.out
    assert "3 added" in ran.out


def test_annotate_of_what_cannot_be_read(home, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "binary.txt").write_bytes(bytes(range(256)) * 50)
    files = ["none.txt", "in/binary.txt", "in", "/dev/null"]
    ran = home.run("annotate", *files, "--json", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == files
    assert "in: is a folder" in ran.err


def test_a_hostile_ignore_file_holds_nothing_up(home, papers: Path) -> None:
    (papers / ".explorerignore").write_text("*a*a*a*a*a*a*a*a*a*b\n[z-a]\n", "utf-8")
    (papers / ("a" * 240 + ".txt")).write_text("The moon rang.\n", "utf-8")
    ran = home.run("index", str(papers))
    assert ran.code == 0
    assert "4 documents" in ran.out
    assert ran.out.count(".explorerignore: line ") == 2


def test_a_file_that_is_emptied_is_found_no_more(home, papers: Path) -> None:
    assert home.run("index", str(papers)).code == 0
    (papers / "landing.txt").write_bytes(b"")
    ran = home.run("index", str(papers))
    assert ran.code == 0
    assert "2 documents (0 added, 0 changed, 1 removed, 2 unchanged)" in ran.out
    assert "landing.txt: is empty" in ran.out
    assert home.run("show", "landing.txt", "--in", str(papers)).code == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"search:\n  pages: 3\n", "c.yaml:2: search.pages is not a key; did you mean search.page?"),
        (b"search: [\n", "c.yaml:2:1: is not valid YAML"),
        (b"theme: caf\xe9\n", "c.yaml:1: is not UTF-8"),
        (None, "c.yaml: there is no such configuration file"),
    ],
)
def test_a_broken_configuration(home, papers: Path, data: bytes | None, said: str) -> None:
    if data is not None:
        (papers / "c.yaml").write_bytes(data)
    ran = home.run("--config", "c.yaml", "search", "moon", cwd=papers)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"explorer: {said}")


@pytest.mark.parametrize("arguments", [[], ["index"], ["config", "validate"], ["annotate", "landing.txt"]])
def test_every_command_minds_its_configuration(home, papers: Path, arguments: list[str]) -> None:
    (papers / "c.yaml").write_text("search: 3", "utf-8")
    ran = home.run("--config", "c.yaml", *arguments, cwd=papers)
    assert (ran.code, ran.out) == (2, "")
    assert "explorer: c.yaml:1: search must hold keys" in ran.err


def test_a_configuration_in_the_folder_of_documents_is_not_obeyed(home, papers: Path) -> None:
    (papers / "config.yaml").write_text("nonsense: true", "utf-8")
    assert home.run("config", "validate", cwd=papers).code == 0


@pytest.mark.parametrize("term", ["dumb", ""])
def test_without_a_terminal_there_is_an_overview(home, papers: Path, term: str) -> None:
    ran = home.run(str(papers), TERM=term)
    assert ran.code == 0
    assert "3 documents" in ran.out
    assert "explorer search QUERY" in ran.out
    assert "\x1b" not in ran.out + ran.err
