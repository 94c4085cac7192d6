"""Every state that the app can be in says what it is and what can be done."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import Any

import pytest

from explorer.config import DEFAULT, InterfaceConfig
from explorer.errors import Locked, StorageError
from explorer.model.document import Failure
from explorer.model.progress import Progress, Report
from explorer.view.screens.overlay import TooSmallScreen
from explorer.view.screens.status import StatusScreen
from tests.fakes.library import TEXTS, FakeBuild, FakeLibrary


def status(walk: Any) -> str:
    """Return what the status line says."""
    return str(walk.search.query_one("#status").render())


def shown(walk: Any) -> str:
    """Return the rows of a list screen, as lines."""
    rows = walk.screen.list.rows
    return "\n".join(f"{row.label.plain if row.label else ''} {row.cells[0].plain}" for row in rows)


async def test_an_empty_folder_says_so_and_what_was_looked_for(opened: Any) -> None:
    async with opened(texts=()) as walk:
        assert "No document in /invented/folder" in walk.search.results.message
        assert "*.txt" in walk.search.results.message
        await walk.press("enter", "n", "e", "x", "t", "y", "o", "f", "J", "3", "enter", "plus")
        assert "0 documents" in status(walk)


async def test_documents_appear_while_they_are_indexed(opened: Any) -> None:
    wait = threading.Event()
    events = (Progress("read", 2, 9, seconds=1.0), Progress("read", 3, 9, seconds=1.5, generation=2), Report(added=9))
    library = FakeLibrary(texts=TEXTS[:2], stale=True, build_given=FakeBuild(events, wait=wait))
    async with opened(build=True, library=library, resting=False) as walk:
        while "3/9" not in status(walk):
            await walk.pilot.pause(0.01)
        assert "3/9 · 2 docs/s · 00:03 left" in status(walk)
        assert walk.search.hits.total == 2
        library.texts, library.seen = TEXTS, 5
        wait.set()
        await walk.rest()
        assert walk.search.hits.total == len(TEXTS)
        assert "6 documents" in status(walk)


async def test_the_first_run_says_that_documents_are_on_their_way(opened: Any) -> None:
    wait = threading.Event()
    library = FakeLibrary(texts=(), stale=True, build_given=FakeBuild((Progress("discover"), Report()), wait=wait))
    async with opened(build=True, library=library, resting=False) as walk:
        while "looking for files" not in status(walk) or walk.search.hits is None:
            assert "No document in" not in walk.search.results.message
            await walk.pilot.pause(0.01)
        assert "documents appear here as they are indexed" in walk.search.results.message
        wait.set()
        await walk.rest()
        assert "No document in /invented/folder" in walk.search.results.message


async def test_growing_keeps_the_lit_hit_and_the_document(opened: Any) -> None:
    async with opened(texts=TEXTS[1:], query="moon") as walk:
        await walk.press("j", "enter")
        before = (walk.search.document, walk.search.results.selected, walk.search.reader.position)
        walk.search.search_again()
        await walk.rest()
        assert (walk.search.document, walk.search.results.selected, walk.search.reader.position) == before


async def test_who_has_not_left_the_top_of_the_results_stays_there_as_they_grow(opened: Any) -> None:
    newest = ("Moon news", "2035-01-01", None, "The moon again.")
    async with opened(texts=TEXTS[:3]) as walk:
        walk.library.texts = (*TEXTS[:3], newest)
        walk.search.search_again()
        await walk.rest()
        assert walk.search.results.selected == 0
        assert walk.titles()[0] == walk.search.reader.reading.document.title == "Moon news"


async def test_growing_past_what_is_fetched_leaves_the_row_and_reads_what_stands_there(opened: Any) -> None:
    many = tuple((f"Log {number}", "2031-01-01", None, f"Entry {number} of the moon log.") for number in range(300))
    async with opened(texts=many[:2], query="moon") as walk:
        await walk.press("j")
        walk.library.texts = (many[0], ("Another", None, None, "It has changed."), *many[2:])
        walk.search.search_again()
        await walk.rest()
        assert walk.search.results.selected == 1
        assert walk.search.reader.reading.document.title == "Log 2"


async def test_a_query_without_hits_says_when_the_folder_is_still_being_read(opened: Any) -> None:
    wait = threading.Event()
    build = FakeBuild((Progress("read", 0, 9800), Report()), wait=wait)
    library = FakeLibrary(texts=TEXTS[:1], stale=True, build_given=build)
    async with opened(build=True, library=library, resting=False, query="walrus") as walk:
        while walk.search.hits is None or "yet: the folder is being read" not in walk.search.results.message:
            await walk.pilot.pause(0.01)
        wait.set()
        await walk.rest()
        assert walk.search.results.message == "No document matches walrus"


async def test_what_another_process_indexes_is_seen(opened: Any) -> None:
    async with opened(texts=TEXTS[:2]) as walk:
        walk.library.texts, walk.library.seen = TEXTS, 2
        walk.app.look_again()
        await walk.rest()
        assert walk.search.hits.total == len(TEXTS)


async def test_a_build_does_not_outlive_the_app(opened: Any) -> None:
    build = FakeBuild((Progress("read", 1, 100), Report()), wait=threading.Event())
    async with opened(build=True, library=FakeLibrary(stale=True, build_given=build), resting=False) as walk:
        while "1/100" not in status(walk):
            await walk.pilot.pause(0.01)
    assert build.stopped


async def test_answers_that_come_while_the_app_quits_are_dropped(opened: Any) -> None:
    async with opened(query="moon") as walk:
        answers: list[str] = []
        await asyncio.to_thread(walk.app.call_from_thread, answers.append, "before")
        await walk.pilot.press("q")
        await asyncio.to_thread(walk.app.call_from_thread, answers.append, "after")
        assert answers == ["before"]


async def test_the_status_screen_shows_progress_and_escape_stops_it(opened: Any) -> None:
    wait = threading.Event()
    build = FakeBuild((Progress("read", 1240, 9800, seconds=4.0), Report(added=1240)), wait=wait)
    async with opened(build=True, library=FakeLibrary(stale=True, build_given=build), resting=False) as walk:
        while "1,240" not in status(walk):
            await walk.pilot.pause(0.01)
        await walk.pilot.press("i")
        while not isinstance(walk.screen, StatusScreen) or not walk.screen.list.rows:
            await walk.pilot.pause(0.01)
        assert "1,240/9,800 · 310 docs/s · 00:28 left" in shown(walk)
        assert walk.screen.kind == "indexing"
        await walk.pilot.press("escape")
        await walk.rest()
        assert walk.screen.kind == "status"
        assert build.stopped
        assert "stopped: 1,240 added" in shown(walk)
        await walk.press("escape")
        assert walk.screen is walk.search


async def test_progress_does_not_scroll_what_is_being_read(opened: Any) -> None:
    trouble = tuple(Failure(f"scan-{number}.txt", "binary", "no text") for number in range(90))
    wait = threading.Event()
    build = FakeBuild((Progress("read", 1, 100), Report(added=1)), wait=wait)
    library = FakeLibrary(stale=True, build_given=build, trouble=trouble)
    async with opened(build=True, library=library, resting=False) as walk:
        await walk.pilot.press("i")
        while not isinstance(walk.screen, StatusScreen) or not walk.screen.list.rows:
            await walk.pilot.pause(0.01)
        await walk.pilot.press("G")
        end = walk.screen.list.scroll_offset.y
        walk.screen.hear(replace(walk.screen.state, progress=Progress("read", 2, 100)))
        await walk.pilot.pause()
        assert walk.screen.list.scroll_offset.y == end > 0
        wait.set()
        await walk.rest()


async def test_the_status_screen_lists_what_could_not_be_read(opened: Any) -> None:
    trouble = (Failure("a/scan.txt", "binary", "not text: 40 % of its bytes are zero"),)
    async with opened(trouble=trouble, notices=["the index was damaged: made anew"]) as walk:
        assert "1 file with trouble, i shows which" in status(walk)
        assert walk.said == ["the index was damaged: made anew"]
        await walk.press("i")
        lines = shown(walk)
        assert "binary a/scan.txt  not text: 40 % of its bytes are zero" in lines
        assert "the index was damaged" in lines
        await walk.press("r")
        assert "up to date" in shown(walk)
        await walk.press("i")
        assert walk.screen is walk.search


async def test_a_lock_is_said_and_reading_goes_on(opened: Any) -> None:
    report = Report(stopped=True, notices=("the corpus is being written by process 12 on alpha",))
    async with opened(build=True, library=FakeLibrary(stale=True, build_given=FakeBuild((report,)))) as walk:
        assert "the corpus is being written by process 12 on alpha" in walk.said
        assert walk.search.hits.total == len(TEXTS)
        await walk.press("i")
        assert "process 12 on alpha" in shown(walk)


@pytest.mark.parametrize("error", [Locked("the corpus", "process 3"), StorageError("disk full")])
async def test_indexing_that_cannot_start_is_said(
    opened: Any, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(self: object) -> FakeBuild:
        raise error

    monkeypatch.setattr(FakeLibrary, "background_build", fail)
    async with opened(build=True, library=FakeLibrary(stale=True)) as walk:
        assert str(error) in walk.said
        await walk.press("i")
        assert str(error) in shown(walk)


async def test_a_file_that_has_gone_is_said_in_the_reader(opened: Any) -> None:
    async with opened((80, 24), query="moon") as walk:
        walk.library.gone.add(1)
        await walk.press("j", "enter")
        assert walk.search.reader.reading is None
        await walk.press("escape", "k", "enter")
        assert walk.search.reader.reading.document.id == 0


async def test_an_entity_that_has_gone_is_said_on_its_card(opened: Any) -> None:
    async with opened() as walk:
        walk.search.post_message(_go_to_entity(99))
        await walk.pilot.pause()
        await walk.rest()
        assert "no entity 99" in str(walk.screen.query_one("#title").render())
        await walk.press("enter", "plus", "y", "escape")
        assert walk.screen is walk.search


def _go_to_entity(number: int) -> Any:
    from explorer.view.messages import Go
    from explorer.view.navigation import Place, View

    return Go(Place(View.ENTITY, subject=number))


@pytest.mark.parametrize("size", [(59, 24), (80, 14), (1, 1)])
async def test_a_terminal_that_is_too_small_says_so_and_recovers(opened: Any, size: tuple[int, int]) -> None:
    async with opened((80, 24), query="moon") as walk:
        await walk.press("enter")
        await walk.pilot.resize_terminal(*size)
        await walk.rest()
        assert isinstance(walk.screen, TooSmallScreen)
        assert f"{size[0]}×{size[1]}" in str(walk.screen.query_one("#too-small").render())
        await walk.pilot.resize_terminal(60, 15)
        await walk.rest()
        assert walk.screen is walk.search
        assert walk.search.pane == "reader"


async def test_document_text_is_never_obeyed(opened: Any) -> None:
    async with opened(query="tide tables") as walk:
        await walk.press("enter")
        drawn = "".join(
            segment.text
            for line in walk.app.screen._compositor.render_strips()
            for segment in line
            if not segment.control
        )
        assert "[bold]Not" in drawn
        assert "␛]0;title␇" in drawn
        assert "\x1b" not in drawn
        assert "\x07" not in drawn
        walk.search.tell("[/nothing] \x1b[2J")
        await walk.pilot.pause()
        assert walk.said[-1] == "[/nothing] ␛[2J"


async def test_without_colour_the_cursor_and_hits_are_still_seen(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(query="moon") as walk:
        assert walk.app.native_ansi_color
        drawn = walk.app.screen._compositor.render_strips()
        assert any("▌" in strip.text for strip in drawn)
        hits = [segment for strip in drawn for segment in strip if segment.text == "moon" and segment.style]
        assert any(segment.style.reverse and segment.style.bold for segment in hits)


async def test_an_unknown_theme_is_said(opened: Any) -> None:
    config = DEFAULT.__class__(interface=InterfaceConfig(theme="explorer-drak"))
    async with opened(config=config) as walk:
        assert walk.app.theme == "explorer-dark"
        assert any("explorer-drak" in said for said in walk.said)


async def test_a_failing_search_is_said(opened: Any) -> None:
    def fail(text: str) -> None:
        if text:
            raise StorageError("the index cannot be read")

    async with opened(before_search=fail) as walk:
        await walk.type("moon")
        assert walk.said[-1] == "the index cannot be read"
        assert walk.search.hits.total == len(TEXTS)
