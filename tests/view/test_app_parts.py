"""The app's plain parts: editor, citation, progress, panes by width, query clauses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.errors import Locked
from explorer.model.document import Document, Origin
from explorer.model.link import Sentence
from explorer.model.progress import Progress, Report
from explorer.model.query import Or, Parsed, Word
from explorer.model.span import Span
from explorer.view import citation, editor
from explorer.view.indexing import Indexer, IndexState, bar, clock, progress_line, report_line
from explorer.view.screens import layout, rows
from explorer.view.screens.following import with_clause


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"EDITOR": "nano"}, ["nano"]),
        ({"VISUAL": "code -n", "EDITOR": "nano"}, ["code", "-n"]),
        ({"VISUAL": " ", "EDITOR": "vim"}, ["vim"]),
        ({"EDITOR": 'vim "'}, []),
        ({}, []),
    ],
)
def test_the_editor_is_the_persons_own(environment: dict[str, str], expected: list[str]) -> None:
    assert editor.editor(environment) == expected


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (["vim"], ["vim", "+7", "/a b.txt"]),
        (["/usr/bin/hx"], ["/usr/bin/hx", "/a b.txt:7"]),
        (["code"], ["code", "--wait", "--goto", "/a b.txt:7"]),
    ],
)
def test_editors_open_at_the_line(program: list[str], expected: list[str]) -> None:
    assert editor.command(program, Path("/a b.txt"), 7) == expected


def test_a_passage_is_cited_with_title_source_date_and_place() -> None:
    document = Document(
        1, "a/b.txt", "txt", "Treaty", Origin.HEADING, "2031-05", None, "Press", None, None, None, "utf-8", 9, ""
    )
    assert citation.cite(document, "two\n  words", 7) == "“two words”\n— Treaty, Press, 2031-05, a/b.txt:7\n"
    assert len(citation.cite(document, "x" * 1_000_000, 7)) < 70_000


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress("discover"), "looking for files"),
        (Progress("read", 1240, 9800, seconds=4.0), "1,240/9,800 · 310 docs/s · 00:28 left"),
        (Progress("read", 0, 9), "0/9"),
    ],
)
def test_progress_is_said_in_a_line(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line


def test_clocks_and_bars() -> None:
    assert [clock(27), clock(61), clock(3661)] == ["00:27", "01:01", "1:01:01"]
    assert bar(Progress("read", 5, 10), 10) == "━━━━━╺╺╺╺╺"
    assert bar(Progress("read"), 4) == "╺╺╺╺"


def test_reports_are_said_in_a_line() -> None:
    assert report_line(Report(unchanged=4)) == "up to date"
    assert report_line(Report(added=1200, removed=1, stopped=True)) == "stopped: 1,200 added, 1 removed"


@pytest.mark.parametrize(
    ("width", "pane", "zoomed", "seen"),
    [
        (80, "results", False, ("results",)),
        (80, "side", False, ("side",)),
        (89, "reader", False, ("reader",)),
        (90, "reader", False, ("results", "reader")),
        (139, "side", False, ("reader", "side")),
        (140, "results", False, ("results", "reader", "side")),
        (200, "reader", True, ("reader",)),
    ],
)
def test_the_pane_in_use_is_always_seen(width: int, pane: str, zoomed: bool, seen: tuple[str, ...]) -> None:
    assert layout.visible(width, pane, zoomed) == seen
    assert pane in seen


def test_a_clause_is_added_to_the_query_without_changing_its_meaning() -> None:
    assert with_clause(Parsed("moon ", Word("moon")), 'person:"A"') == 'moon person:"A"'
    assert with_clause(Parsed("a OR b", Or((Word("a"), Word("b")))), "org:x", exclude=True) == "(a OR b) -org:x"
    assert with_clause(Parsed("", Word("")), "org:x") == "org:x"


class _Build:
    def __init__(self, *events: Progress | Report, error: Exception | None = None) -> None:
        self.given, self.error, self.stopped = events, error, False

    def events(self) -> Iterator[Progress | Report]:
        yield from self.given
        if self.error is not None:
            raise self.error

    def stop(self) -> None:
        self.stopped = True


class _Library:
    def __init__(self, build: _Build) -> None:
        self.build, self.refreshed = build, 0

    def background_build(self) -> _Build:
        return self.build

    def refresh(self) -> bool:
        self.refreshed += 1
        return True


def run(build: _Build) -> tuple[list[IndexState], _Library]:
    told: list[IndexState] = []
    library: Any = _Library(build)
    indexer = Indexer(library, told.append)
    assert indexer.begin()
    assert not indexer.begin()
    indexer.run()
    return told, library


def test_new_documents_are_told_of_once_they_can_be_searched() -> None:
    told, library = run(_Build(Progress("read", 1, 9), Progress("read", 4, 9, generation=1), Report(added=9)))
    assert [state.grown for state in told] == [False, True, True]
    assert [state.running for state in told] == [True, True, False]
    assert library.refreshed == 2


def test_a_lock_ends_indexing_with_its_reason() -> None:
    told, _ = run(_Build(error=Locked("the corpus", "process 12 on alpha")))
    assert told[-1].error == "the corpus is being written by process 12 on alpha"
    assert not told[-1].running


def test_a_build_that_ends_without_a_report_is_said_to_have_failed() -> None:
    told, _ = run(_Build(Progress("read", 1, 9)))
    assert told[-1].error == "indexing ended before it was done"


def test_stopping_before_the_start_still_stops() -> None:
    build = _Build(Report(stopped=True))
    library: Any = _Library(build)
    indexer = Indexer(library, lambda state: None)
    indexer.begin()
    indexer.stop()
    indexer.run()
    assert build.stopped


def test_a_sentence_over_two_lines_keeps_its_marks() -> None:
    document = Document(1, "a.txt", "txt", "T", Origin.HEADING, None, None, None, None, None, None, "utf-8", 99, "")
    said = Sentence(document, Span(10, 38), "signed since\n   Luna 24 flew", (Span(26, 33),))
    cell = rows.sentence(said)
    assert cell.plain == "signed since Luna 24 flew"
    (lit,) = cell.content.spans
    assert cell.plain[lit.start : lit.end] == "Luna 24"
    assert cell.place is not None
    assert cell.place.at == 26
