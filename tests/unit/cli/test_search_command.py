"""`explorer search` as people and programs see it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from explorer.cli.hits import pointed, print_passage
from explorer.cli.terminal import Style
from explorer.model.document import Document, Origin
from explorer.model.query import Page, Sort
from explorer.model.results import Passage
from explorer.model.span import Span


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
        "about": [],
        "passages": [
            {"start": 4, "end": 43, "text": "Lovelace met\nCharles Babbage in London.", "hits": [[4, 12], [17, 24]]}
        ],
    }
    assert library.asked == [("ada", Page(0, 1), Sort.NEWEST, 3)]
    assert ran.err == "1 of 2 documents (4 ms)\n"


def test_a_hit_says_what_it_is_about(explorer, library) -> None:
    library.about = True
    first, second = explorer("search", "--json", "ada").objects
    assert first["about"] == [
        {"entity": "Ada Lovelace", "type": "person", "salience": 0.5},
        {"entity": "London", "type": "place", "salience": 0.25},
    ]
    assert second["about"] == []
    assert explorer("search", "ada").out.count("     about Ada Lovelace, London\n") == 1


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
    ran = explorer("search", "--offset", "9", "ada")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "none left of 2 documents (4 ms)\n"


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        (("moon", "-mars"), "moon -mars"),
        (("moon", "-mars", "--limit", "2"), "moon -mars"),
        (("-house", "--limit=2", "-b"), "-house -b"),
        (("--limit", "2", "--", "-mars", "--sort"), "-mars --sort"),
        (("--in", "-folder", "moon"), "moon"),
        (("person:ada", "-(a", "OR", "b)"), "person:ada -(a OR b)"),
    ],
)
def test_a_word_that_is_not_wanted_is_no_option(explorer, library, arguments: tuple[str, ...], query: str) -> None:
    assert explorer("search", *arguments).code == 0
    assert library.asked[0][0] == query


def test_an_option_misspelt_is_no_word(explorer, library) -> None:
    ran = explorer("search", "moon", "--limt", "2")
    assert ran.code == 2
    assert "--limt" in ran.err
    assert explorer("search", "moon", "--limit").code == 2
    assert "Usage:" in explorer("search", "moon", "-h").out


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
    assert [line for line in readable.out.splitlines() if line and not line.startswith(" ")] == ["ada", "pth:x"]


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
        (["a", "--sort", "best"], "'best' is not one of 'relevance',"),
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
    assert "  1. \x1b[1;33mAda\x1b[0m\x1b[1m meets Charles\x1b[0m\n" in coloured
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
    answered, told = explorer("search", "ada").err.splitlines()
    assert answered.startswith("2 documents")
    assert told.startswith("documents have changed since they were indexed")


def test_the_configuration_says_how_long_a_page_is_and_where_the_corpus_lies(explorer, library, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("corpus: papers\nsearch: {page: 3}", "utf-8")
    explorer("--config", "c.yaml", "search", "ada")
    assert library.asked[-1][1] == Page(0, 3)
    assert library.folder == tmp_path / "papers"
    explorer("search", "ada", "--config", "c.yaml", "--in", "elsewhere")
    assert library.folder == Path("elsewhere")
    explorer("search", "ada")
    assert library.folder == tmp_path


def printed(text: str, title: str = "A title", start: int = 0, length: int | None = None) -> list[str]:
    """Return what is printed of a passage, its hits in brackets."""
    hits, kept, at = [], "", 0
    for match in re.finditer(r"\[([^\]]*)\]", text):
        kept += text[at : match.start()]
        hits.append(Span(start + len(kept), start + len(kept) + len(match[1])))
        kept += match[1]
        at = match.end()
    kept += text[at:]
    length = start + len(kept) if length is None else length
    whole = Document(1, "a.txt", "txt", title, Origin.HEADER, None, None, None, None, None, None, "utf-8", length, "00")
    passage = Passage(Span(start, start + len(kept)), kept, tuple(hits))
    lines: list[str] = []

    class Brackets(Style):
        def paragraph(self, text: str, hits: Sequence[Span], indent: str, bold: bool = False) -> Iterator[str]:
            for hit in reversed(hits):
                text = f"{text[: hit.start]}[{hit.of(text)}]{text[hit.end :]}"
            lines.append(text)
            return iter(())

    print_passage(passage, whole, Brackets(False, False, 80))
    return lines


@pytest.mark.parametrize(
    ("passage", "lines"),
    [
        ("The [moon]\n  and\tmars.", ["The [moon] and mars."]),
        ("# A Title\n\nThe [moon].", ["The [moon]."]),
        ("A title\n\nThe [moon].", ["The [moon]."]),
        ("# A [title]", ["A [title]"]),
        ("On the [moon\n  base].\n- One [moon].\n- Two.", ["On the [moon base].", "- One [moon].", "- Two."]),
        ("[First].\n\n  \n[Second].\n\n", ["[First].", "[Second]."]),
    ],
)
def test_a_passage_is_printed_in_its_paragraphs_and_without_the_title(passage: str, lines: list[str]) -> None:
    assert printed(passage) == lines


def test_dots_stand_where_a_passage_was_cut() -> None:
    assert printed("and the [moon] is", start=10, length=99) == ["… and the [moon] is …"]
    assert printed("The [moon] is full.", start=10, length=99) == ["The [moon] is full."]
    assert printed("the [moon] is") == ["the [moon] is"]


def test_a_path_that_does_not_fit_beside_the_source_has_a_line_of_its_own(explorer, monkeypatch, library) -> None:
    from explorer.cli import terminal

    monkeypatch.setattr(terminal.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("TERM", "dumb")
    assert explorer("search", "ada").out.splitlines()[1:3] == ["     1843-08 · Taylor", "     notes/ada.txt"]


@pytest.mark.parametrize(
    ("text", "place", "line", "carets"),
    [
        ("pth:x moon", Span(0, 4), "pth:x moon", "^^^^"),
        ("月球 pth:x", Span(3, 7), "月球 pth:x", "     ^^^^"),
        ("e\u0301 AND", Span(3, 6), "e\u0301 AND", "  ^^^"),
        ("moon " * 40 + "AND", Span(200, 203), "…" + ("moon " * 40)[-20:] + "AND", " " * 21 + "^^^"),
    ],
)
def test_the_caret_stands_under_the_mistake(text: str, place: Span, line: str, carets: str) -> None:
    assert pointed(text, place, 60) == (line, carets)


def test_a_question_says_how_many_documents_have_all_its_words(explorer, library) -> None:
    library.whole = 0
    assert explorer("search", "ada").err == "2 documents, none of them with all the words (4 ms)\n"
    library.whole = 1
    assert explorer("search", "ada").err == "2 documents, 1 of them with all the words (4 ms)\n"


def test_what_the_engine_left_out_is_said(explorer, library, tmp_path: Path) -> None:
    library.said = ("only the first 1,000 forms of in*al are looked for",)
    assert explorer("search", "in*al").err == f"2 documents (4 ms)\n{library.said[0]}\n"
    (tmp_path / "queries").write_text("in*al\n", "utf-8")
    told = json.loads(explorer("search", "--json", "--batch", "queries").err)
    assert told["notices"] == list(library.said)


def test_hits_can_be_counted_instead_of_printed(explorer, library) -> None:
    ran = explorer("search", "--facets", "ada")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "ada: 2 documents", "", "types", "       2  txt", "", "sources", "       1  Taylor␛", "", "years",
        "       1  1843", "", "languages", "       2  English", "", "people", "       2  Ada Lovelace", "", "places",
        "       1  London",
    ]  # fmt: skip
    assert library.asked == [("ada", 10)]
    assert explorer("search", "--facets", "treety").code == 1
    assert "this field is not known" in explorer("search", "--facets", "pth:x").err


def test_counts_as_json_have_the_documented_fields(explorer, library) -> None:
    (counts,) = explorer("search", "--facets", "--json", "--limit", "3", "ada").objects
    assert (counts["query"], counts["total"]) == ("ada", 2)
    assert counts["types"] == [{"value": "txt", "documents": 2}]
    assert counts["folders"] == []
    assert counts["entities"][0] == {
        "id": 7, "type": "person", "label": None, "name": "Ada Lovelace", "documents": 2, "query": 'person:"Ada Lovelace"',
    }  # fmt: skip
    assert library.asked == [("ada", 3)]


def test_a_hit_is_followed_by_why_it_ranks_where_it_does(explorer, library) -> None:
    assert explorer("search", "--explain", "ada").out.splitlines()[3:8] == [
        "",
        "     2.500 points",
        "       +2.000  ada (words) in the text: 3 times among 12 words, in 1 document of the corpus",
        "       +0.500  “ada” near “charles” (near)",
        "",
    ]
    first, second = explorer("search", "--explain", "--json", "ada").objects
    assert first["explained"]["score"] == 2.5
    assert first["explained"]["parts"][1] == {
        "what": "ada", "why": "words", "field": "text", "frequency": 3, "documents": 1, "length": 12, "points": 2.0,
    }  # fmt: skip
    assert second["explained"] is None


def test_the_best_of_what_is_recent_can_come_first(explorer, library) -> None:
    explorer("search", "--sort", "recent", "ada")
    assert library.asked[-1][2] is Sort.RECENT
