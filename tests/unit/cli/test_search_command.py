"""`explorer search` as people and programs see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.model.query import Page, Sort


def test_hits_are_readable_and_the_numbers_go_to_stderr(explorer, library) -> None:
    ran = explorer("search", "ada", "charles")
    assert ran.code == 0
    assert ran.out.splitlines()[:4] == [
        "  1. Ada meets Charles",
        "     1843-08 · Taylor · notes/ada.txt",
        "     Lovelace met Charles Babbage in London.",
        "",
    ]
    assert "\x1b" not in ran.out
    assert ran.err == "2 documents (4 ms)\n"
    assert library.asked == [("ada charles", Page(0, 20), Sort.RELEVANCE, 1)]
    assert library.closed


def test_json_lines_have_the_documented_fields(explorer, library) -> None:
    ran = explorer("search", "--json", "--limit", "1", "--sort", "newest", "ada")
    (hit,) = ran.objects
    assert hit == {
        "query": "ada",
        "rank": 1,
        "document": "notes/ada.txt",
        "id": 1,
        "title": "Ada meets Charles",
        "date": "1843-08",
        "source": "Taylor",
        "score": 2.5,
        "total": 2,
        "passages": [
            {"start": 4, "end": 43, "text": "Lovelace met\nCharles Babbage in London.", "hits": [[4, 12], [17, 24]]}
        ],
    }
    assert library.asked == [("ada", Page(0, 1), Sort.NEWEST, 3)]
    assert ran.err == "1 to 1 of 2 documents (4 ms)\n"


def test_json_holds_no_character_that_a_terminal_obeys(explorer, library) -> None:
    ran = explorer("search", "--json", "--offset", "1", "x\u202ey\x9b\U000e0041")
    assert r"x\u202ey\u009b\udb40\udc41" in ran.out
    assert r"A second \u001b]0;title\u0007" in ran.out
    assert ran.objects[0]["query"] == "x\u202ey\x9b\U000e0041"
    assert ran.objects[0]["rank"] == 2


def test_all_hits_come_in_pages(explorer, library) -> None:
    library.many = 450
    ran = explorer("search", "--json", "--limit", "0", "ada")
    assert [each["rank"] for each in ran.objects] == list(range(1, 451))
    assert [page for _, page, _, _ in library.asked] == [Page(0, 200), Page(200, 200), Page(400, 200)]
    some = explorer("search", "--json", "--limit", "210", "--offset", "5", "ada")
    assert [each["rank"] for each in some.objects] == list(range(6, 216))


def test_an_offset_beyond_the_last_hit_finds_nothing(explorer, library) -> None:
    assert explorer("search", "--offset", "9", "ada").code == 1


def test_nothing_found_is_said_with_what_may_be_meant(explorer, library) -> None:
    ran = explorer("search", "treety")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "nothing found\ndid you mean: treaty\n"


def test_a_mistake_has_a_caret_under_it(explorer, library) -> None:
    ran = explorer("search", "pth:x")
    assert ran.code == 0
    assert ran.err.startswith("pth:x\n^^^^\nthis field is not known\ndid you mean: path:x\n")


def test_a_batch_answers_each_line_and_tells_what_is_wrong_as_json(explorer, library, tmp_path: Path) -> None:
    batch = tmp_path / "names.txt"
    batch.write_bytes("\ufeffada\r\n\n  \ntreety\npth:x\n".encode())
    ran = explorer("search", "--batch", str(batch), "--json", "--limit", "1")
    assert ran.code == 0
    assert [(each["query"], each["rank"]) for each in ran.objects] == [("ada", 1), ("pth:x", 1)]
    assert [json.loads(line) for line in ran.err.splitlines()] == [
        {"query": "treety", "line": 4, "total": 0, "mistakes": [], "suggestions": ["treaty"]},
        {
            "query": "pth:x",
            "line": 5,
            "total": 2,
            "mistakes": [{"start": 0, "end": 4, "message": "this field is not known", "mended": "path:x"}],
            "suggestions": [],
        },
    ]
    readable = explorer("search", "--batch", str(batch))
    assert "ada: 2 documents" in readable.err
    assert "treety: nothing found" in readable.err


def test_a_batch_that_finds_nothing_says_so_by_its_code(explorer, library, tmp_path: Path) -> None:
    batch = tmp_path / "names.txt"
    batch.write_text("treety\n", "utf-8")
    assert explorer("search", "--batch", str(batch), "--json").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say either a query or --batch FILE"),
        (["a", "--batch", "b"], "say either a query or --batch FILE"),
        (["--batch", "none.txt"], "none.txt: cannot be read: No such file or directory"),
        (["--batch", "latin.txt"], "latin.txt:2: is not UTF-8"),
        (["a", "--sort", "best"], "'best' is not one of 'relevance', 'newest', 'oldest'"),
        (["a", "--limit", "-1"], "-1 is not in the range"),
    ],
)
def test_what_cannot_be_meant_is_said(explorer, library, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "latin.txt").write_bytes(b"ada\ncaf\xe9\n")
    ran = explorer("search", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_hits_are_lit_on_a_terminal_only_and_without_colour_if_asked(
    explorer, library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from explorer.cli import terminal

    monkeypatch.setattr(terminal.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = explorer("search", "--limit", "2", "ada").out
    assert "  1. \x1b[1;33mAda\x1b[0m meets Charles\n" in coloured
    assert "     \x1b[1;33mLovelace\x1b[0m met \x1b[1;33mCharles\x1b[0m Babbage in\n     London.\n" in coloured
    assert "A second ␛]0;title␇" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    bold = explorer("search", "--limit", "1", "ada").out
    assert "\x1b[1mLovelace\x1b[0m met" in bold
    assert "\x1b[1;33m" not in bold
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in explorer("search", "--limit", "1", "ada").out


def test_a_corpus_is_indexed_before_its_first_search(explorer, library) -> None:
    library.updated = None
    ran = explorer("search", "ada")
    assert ran.code == 0
    assert ran.err.splitlines()[0].endswith("is not indexed yet: indexing it once …")
    assert ran.err.splitlines()[1] == "2 documents indexed in 0.5 s"


def test_notices_are_said(explorer, library) -> None:
    library.notices = ["index was damaged: rebuilt from the catalogue (1.2 s)"]
    assert explorer("search", "ada").err.startswith("index was damaged: rebuilt")


def test_somebody_at_a_terminal_hears_that_documents_have_changed(
    explorer, library, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    library.stale = True
    assert "have changed" not in explorer("search", "ada").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "documents have changed since they were indexed" in explorer("search", "ada").err


def test_the_configuration_says_how_long_a_page_is_and_where_the_corpus_lies(explorer, library, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("corpus: papers\nsearch: {page: 3}", "utf-8")
    explorer("--config", "c.yaml", "search", "ada")
    assert library.asked[-1][1] == Page(0, 3)
    assert library.folder == tmp_path / "papers"
    explorer("search", "ada", "--config", "c.yaml", "--in", "elsewhere")
    assert library.folder == Path("elsewhere")
    explorer("search", "ada")
    assert library.folder == tmp_path
