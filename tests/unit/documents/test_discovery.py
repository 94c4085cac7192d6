from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from explorer.config import DocumentRules
from explorer.documents import discover, location_of, read_document
from explorer.errors import FolderError

RULES = DocumentRules()


def failures(root):
    return [(failure.path, failure.reason) for failure in discover(root, RULES).failures]


def test_documents_come_in_the_order_of_their_paths_whatever_their_ending(write, paths):
    for name in ("b/z.txt", "b/a.md", "a.html", "c.XHTML", "B.TXT", "d.markdown", "e.text", "f.htm"):
        write(name, "x")
    assert paths() == ["B.TXT", "a.html", "b/a.md", "b/z.txt", "c.XHTML", "d.markdown", "e.text", "f.htm"]


def test_other_endings_and_hidden_entries_are_counted_not_listed(write, tmp_path):
    for name in ("a.txt", "b.png", "noending", ".hidden.txt", ".git/config.txt", ".git/x.txt"):
        write(name, "x")
    found = discover(tmp_path, RULES)
    assert [file.path for file in found.files] == ["a.txt"]
    assert found.ignored == 4
    assert found.failures == []


def test_hidden_files_are_found_when_the_rules_say_so(write, paths):
    write(".notes/a.txt", "x")
    assert paths() == []
    assert paths(hidden=True) == [".notes/a.txt"]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"include": ("*.md",)}, ["a.md", "drafts/c.md"]),
        ({"exclude": ("drafts/",)}, ["a.md", "b.txt"]),
        ({"exclude": ("*.md", "!a.md")}, ["a.md", "b.txt", "drafts/d.txt"]),
        ({"include": ()}, ["a.md", "b.txt", "drafts/c.md", "drafts/d.txt"]),
        ({"include": ("/drafts/**",)}, ["drafts/c.md", "drafts/d.txt"]),
    ],
)
def test_patterns_choose(write, paths, rules, expected):
    for name in ("a.md", "b.txt", "drafts/c.md", "drafts/d.txt"):
        write(name, "x")
    assert paths(**rules) == expected


def test_an_ignore_file_hides_and_what_it_hides_is_counted(write, tmp_path):
    write(".explorerignore", "# mine\nold/\n*.md\n!keep.md\n")
    for name in ("a.md", "keep.md", "old/b.txt", "c.txt"):
        write(name, "x")
    found = discover(tmp_path, RULES)
    assert [file.path for file in found.files] == ["c.txt", "keep.md"]
    assert found.ignored == 2


def test_a_broken_pattern_is_named_with_its_line_and_the_others_count(write, tmp_path):
    write(".explorerignore", "*.md\n[z-a]\n!\n")
    write("a.md", "x")
    write("b.txt", "x")
    found = discover(tmp_path, RULES)
    assert [file.path for file in found.files] == ["b.txt"]
    assert [(f.path, f.message) for f in found.failures] == [
        (".explorerignore", "line 2: not a pattern, left out: [z-a]"),
        (".explorerignore", "line 3: not a pattern, left out: !"),
    ]


def test_a_pattern_that_git_would_pass_over_in_silence_is_said(write, tmp_path):
    write(".explorerignore", "foo[\n\n# a comment\n/\n\\#hash.txt\n")
    write("#hash.txt", "x")
    found = discover(tmp_path, RULES)
    assert found.files == []
    assert [f.message for f in found.failures] == [
        "line 1: not a pattern, left out: foo[",
        "line 4: not a pattern, left out: /",
    ]


@pytest.mark.parametrize(
    "pattern",
    ["*a*a*a*a*a*a*a*a*a*ab", "*?*?*?*?*?*?*?*?*?*?b", "**/a/**/a/**/a/**/a/**/a/**/b", "!x*a*a*a*a*a*a*a*b"],
)
def test_a_pattern_that_could_take_hours_is_left_out_and_said(write, tmp_path, pattern):
    write(".explorerignore", f"{pattern}\n*.md\n")
    write("x" + "a" * 240 + ".txt", "x")
    write("a/" * 100 + "a.txt", "x")
    write("b.md", "x")
    found = discover(tmp_path, RULES)
    assert [file.path[:3] for file in found.files] == ["a/a", "xaa"]
    (failure,) = found.failures
    assert failure.message.startswith("line 1: more than 3 stars, which can take hours, left out: ")


@pytest.mark.parametrize(
    "pattern", ["*foo*bar*baz*", "a/*/*/*/*/x.txt", "**/a/**/b/**", r"\*\*\*\*\*.txt", "[*][*][*][*]"]
)
def test_many_stars_that_cost_nothing_are_patterns(write, tmp_path, pattern):
    write(".explorerignore", pattern)
    write("x.txt", "x")
    assert failures(tmp_path) == []


def test_an_ignore_file_of_unreasonable_size_is_not_used(write, tmp_path):
    write(".explorerignore", "*.txt\n" * 20_000)
    write("x.txt", "x")
    found = discover(tmp_path, RULES)
    assert [file.path for file in found.files] == ["x.txt"]
    assert found.failures[0].message == "its patterns are not used: larger than 65,536 bytes"


def test_a_broken_pattern_of_the_configuration_is_said(write, tmp_path):
    write("a.txt", "x")
    found = discover(tmp_path, DocumentRules(exclude=("[z-a]",)))
    assert [file.path for file in found.files] == ["a.txt"]
    assert [(f.path, f.reason, f.message) for f in found.failures] == [
        ("documents.exclude", "pattern", "item 1: not a pattern, left out: [z-a]")
    ]


def test_an_ignore_file_that_is_a_folder_is_said(write, tmp_path):
    write(".explorerignore/x", "")
    assert failures(tmp_path) == [(".explorerignore", "ignore file")]


@pytest.mark.parametrize("name", ["missing", "file.txt", "nul\0"])
def test_what_is_no_folder_is_said(write, tmp_path, name):
    write("file.txt", "x")
    with pytest.raises(FolderError, match=r"no such folder|not a folder|cannot be listed"):
        discover(tmp_path / name, RULES)


def test_special_files_are_listed_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.txt"))
        found = discover(tmp_path, RULES)
    assert [(f.path, f.reason) for f in found.failures] == [("pipe.txt", "special file"), ("s.txt", "special file")]
    assert "a pipe" in found.failures[0].message
    assert "a socket" in found.failures[1].message


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "lost.txt").symlink_to(inside / "nowhere")
    (inside / "round.txt").symlink_to(inside / "round.txt")
    (inside / "lost.png").symlink_to(inside / "nowhere")
    found = discover(inside, RULES)
    assert found.files == []
    assert found.ignored == 1
    assert [(f.path, f.reason) for f in found.failures] == [
        ("file.txt", "outside link"),
        ("folder", "outside link"),
        ("lost.txt", "broken link"),
        ("round.txt", "broken link"),
    ]


def test_links_within_the_folder_double_nothing_and_make_no_loop(write, tmp_path, paths):
    write("a/doc.txt", "x")
    write("a/.data/real.txt", "x")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "copy.txt").symlink_to(tmp_path / "a" / "doc.txt")
    (tmp_path / "shown.txt").symlink_to(tmp_path / "a" / ".data" / "real.txt")
    assert paths() == ["a/doc.txt", "shown.txt"]
    (tmp_path / ".explorerignore").write_text("shown.txt")
    assert paths() == ["a/doc.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_a_failure(write, tmp_path):
    write("shut/a.txt", "x")
    (tmp_path / "shut").chmod(0)
    try:
        assert failures(tmp_path) == [("shut", "unreadable folder")]
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_a_failure_and_the_rest_is_found(write, tmp_path, monkeypatch):
    write("shut/a.txt", "x")
    write("b.txt", "x")
    real = os.scandir

    def refuse(location):
        if str(location).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return real(location)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover(tmp_path, RULES)
    assert [file.path for file in found.files] == ["b.txt"]
    assert [(f.path, f.reason, f.message) for f in found.failures] == [
        ("shut", "unreadable folder", "cannot be listed: permission denied")
    ]


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        (b"plain name.txt", "plain name.txt"),
        ("Müller 東京.txt".encode(), "Müller 東京.txt"),
        (b"latin-\xe9.txt", "latin-\\xe9.txt"),
        (b"esc-\x1b[31m.txt", "esc-\\x1b[31m.txt"),
        (b"two\nlines.txt", "two\\x0alines.txt"),
        ("bidi\u202etxt.exe.txt".encode(), "bidi\\xe2\\x80\\xaetxt.exe.txt"),
        (b"back\\slash.txt", "back\\x5cslash.txt"),
        (b"back\\x41.txt", "back\\x5cx41.txt"),
    ],
)
def test_any_name_is_shown_safely_and_finds_back_to_its_file(tmp_path, raw, written):
    (tmp_path / os.fsdecode(raw)).write_text("words")
    (found,) = discover(tmp_path, RULES).files
    assert found.path == written
    assert found.path.isprintable()
    assert str(location_of(tmp_path, found.path)) == found.location
    assert read_document(found, RULES).text == "words"


def test_depth_costs_no_stack(tmp_path):
    folder = Path(tmp_path)
    for _ in range(400):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "deep.txt").write_text("x")
    (found,) = discover(tmp_path, RULES).files
    assert found.path.endswith("d/deep.txt")
