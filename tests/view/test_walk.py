"""The walk that Explorer is made for, by keys alone, at three sizes, on the corpus that comes with it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from explorer.config import DEFAULT
from explorer.library import Library
from explorer.view.app import ExplorerApp
from explorer.view.screens.card import CardScreen
from explorer.view.screens.explanation import ExplanationScreen
from explorer.view.screens.overlay import HelpScreen, TooSmallScreen
from explorer.view.screens.search import SearchScreen
from explorer.view.screens.status import StatusScreen
from explorer.view.screens.timeline import TimelineScreen

CORPUS = Path(__file__).parents[2] / "corpus"
SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    base = tmp_path_factory.mktemp("storage")
    config = replace(DEFAULT, storage=replace(DEFAULT.storage, data=base / "data", cache=base / "cache"))
    opened = Library.open(CORPUS, config)
    opened.build()
    opened.refresh()
    yield opened
    opened.close()


@asynccontextmanager
async def running(library: Library, size: tuple[int, int] = (120, 40), query: str = "") -> AsyncIterator[Pilot[None]]:
    app = ExplorerApp(library, query, build=False)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is searched or read any more."""
    for _ in range(3):
        await pilot.pause()
        screen = pilot.app.screen
        timer = getattr(screen, "_pause", None) or getattr(screen, "_preview", None)
        if timer is not None:
            await pilot.pause(0.15)
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def searching(pilot: Pilot[None]) -> SearchScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


async def search(pilot: Pilot[None], text: str) -> SearchScreen:
    await press(pilot, "s", *text)
    await press(pilot, "enter")
    return searching(pilot)


def text_of(pilot: Pilot[None]) -> str:
    """Return the characters on the screen."""
    screen = pilot.app.screen
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


def hit_of(pilot: Pilot[None]) -> int:
    """Return the number of the hit that the reader says it is at."""
    found = re.search(r"hit (\d+)/", text_of(pilot))
    assert found, text_of(pilot)
    return int(found[1])


@pytest.mark.parametrize("size", SIZES)
async def test_the_walk(library: Library, size: tuple[int, int]) -> None:
    async with running(library, size) as pilot:
        screen = await search(pilot, "moon")
        assert screen.hits is not None
        assert screen.hits.total > 5
        await press(pilot, "enter")
        first = screen.reader.reading
        assert first is not None
        assert first.document.id == screen.hits.hits[0].document.id
        start = hit_of(pilot)
        await press(pilot, "n", "n")
        assert hit_of(pilot) == start + 2
        top, results = screen.reader.position, screen.results.scroll_offset.y

        await press(pilot, "3")
        while screen.side.entity is not None and screen.side.entity.entity.name != "Dmitry Rogozin":
            before = screen.side.entity
            await press(pilot, "j")
            assert screen.side.entity != before, "Dmitry Rogozin is not in the list"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert "Dmitry Rogozin" in text_of(pilot)
        await press(pilot, "left_square_bracket")
        screen = searching(pilot)
        assert screen.text == "moon"
        assert screen.reader.reading is not None
        assert screen.reader.reading.document.id == first.document.id
        assert (screen.reader.position, screen.results.scroll_offset.y) == (top, results)

        await press(pilot, "5")
        assert screen.side.link is not None
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, ExplanationScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SearchScreen)
        await press(pilot, "q")
    assert pilot.app.return_code == 0


async def test_a_card_leads_to_every_document_about_a_person(library: Library) -> None:
    async with running(library) as pilot:
        await search(pilot, 'person:"Dmitry Rogozin"')
        screen = searching(pilot)
        assert screen.hits is not None
        about = screen.hits.total
        assert about >= 8
        await press(pilot, "enter", "3")
        while screen.side.entity is not None and screen.side.entity.entity.name != "Dmitry Rogozin":
            await press(pilot, "j")
        assert screen.side.entity is not None
        assert screen.side.entity.entity.documents == about
        await press(pilot, "enter")
        card = pilot.app.screen
        assert isinstance(card, CardScreen)
        await press(pilot, "G", "enter")
        assert isinstance(pilot.app.screen, SearchScreen)
        assert searching(pilot).reader.reading is not None


async def test_hint_letters_lead_to_an_entity(library: Library) -> None:
    async with running(library) as pilot:
        await search(pilot, "luna")
        await press(pilot, "enter", "f")
        assert "Follow" in text_of(pilot)
        await press(pilot, "a")
        assert not isinstance(pilot.app.screen, SearchScreen) or searching(pilot).reader.reading is not None
        await press(pilot, "f", "escape")


async def test_past_the_last_hit_comes_the_next_document(library: Library) -> None:
    async with running(library) as pilot:
        screen = await search(pilot, "treaty")
        await press(pilot, "enter")
        assert screen.reader.reading is not None
        first = screen.reader.reading.document.id
        for _ in range(len(screen.reader.reading.hits) + 1):
            await press(pilot, "n")
            if screen.reader.reading.document.id != first:
                break
        assert screen.reader.reading.document.id != first
        await press(pilot, "K")
        assert screen.reader.reading.document.id == first
        await press(pilot, "J")
        assert screen.reader.reading.document.id != first


async def test_a_query_is_narrowed_and_widened_again(library: Library) -> None:
    async with running(library) as pilot:
        screen = await search(pilot, "moon")
        await press(pilot, "enter", "3", "plus")
        assert screen.text.startswith("moon ")
        assert ":" in screen.text
        await press(pilot, "u")
        assert screen.text == "moon"
        await press(pilot, "3", "minus")
        assert "-" in screen.text
        await press(pilot, "u")


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (["i"], StatusScreen),
        (["question_mark"], HelpScreen),
        (["enter", "t"], TimelineScreen),
    ],
)
async def test_a_key_opens_a_screen_and_escape_leaves_it(library: Library, keys: list[str], kind: type) -> None:
    async with running(library) as pilot:
        await search(pilot, "moon")
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, kind)
        await press(pilot, "j", "j", "k", "G", "g", "ctrl+d", "ctrl+u")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_nothing_found_offers_a_likelier_query(library: Library) -> None:
    async with running(library) as pilot:
        screen = await search(pilot, "treatty")
        assert screen.hits is not None
        assert screen.hits.total == 0
        assert screen.hits.suggestions[0].text.casefold() == "treaty"
        assert "treaty" in text_of(pilot).casefold()
        await press(pilot, "enter")
        assert searching(pilot).text.casefold() == "treaty"


async def test_a_key_searches_for_what_was_likely_meant(library: Library) -> None:
    async with running(library) as pilot:
        await search(pilot, "moon")
        await press(pilot, "ctrl+y")
        assert searching(pilot).text == "moon"
        await search(pilot, "treatty")
        await press(pilot, "s", "ctrl+y")
        assert searching(pilot).text.casefold() == "treaty"
        await press(pilot, "s", "end", *" titel:moon")
        await press(pilot, "ctrl+y")
        assert searching(pilot).text.casefold() == "treaty title:moon"
        await press(pilot, "left_square_bracket")
        assert "titel:moon" in searching(pilot).text
        await press(pilot, "d")
        assert searching(pilot).text.casefold() == "treaty title:moon"


async def test_a_mistake_has_a_caret_and_the_old_results_stay(library: Library) -> None:
    async with running(library) as pilot:
        screen = await search(pilot, "moon")
        await press(pilot, "s", "end", *" date:2")
        assert "^" in text_of(pilot)
        assert screen.hits is not None
        assert not screen.hits.parsed.mistakes


async def test_find_in_the_document(library: Library) -> None:
    async with running(library) as pilot:
        await search(pilot, "moon")
        await press(pilot, "enter", "slash", *"sources", "enter")
        assert "hit 1/" in text_of(pilot)
        assert searching(pilot).text == "moon"


async def test_zoom_gives_one_pane_the_screen(library: Library) -> None:
    async with running(library, (200, 60)) as pilot:
        screen = await search(pilot, "moon")
        await press(pilot, "enter", "z")
        assert screen.reader.display
        assert not screen.results.display
        await press(pilot, "z")
        assert screen.results.display


async def test_a_terminal_too_small_says_so(library: Library) -> None:
    async with running(library, (50, 10)) as pilot:
        assert isinstance(pilot.app.screen, TooSmallScreen)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert isinstance(pilot.app.screen, SearchScreen)


async def test_every_theme_paints(library: Library) -> None:
    async with running(library) as pilot:
        await search(pilot, "moon")
        for theme in pilot.app.available_themes:
            pilot.app.theme = theme
            await pilot.pause()
            assert "moon" in text_of(pilot).casefold()
