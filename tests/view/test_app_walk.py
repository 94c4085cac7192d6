"""The walks that people take through Explorer, by keys alone, at each size."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.view.screens.card import CardScreen
from explorer.view.screens.explanation import ExplanationScreen
from explorer.view.screens.search import SearchScreen
from explorer.view.screens.timeline import TimelineScreen

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_from_a_word_to_a_person_to_their_documents_and_back(opened: Any, size: tuple[int, int]) -> None:
    async with opened(size) as walk:
        await walk.type("moon")
        assert walk.titles()[0] == "Moon base treaty signed in Geneva"
        await walk.press("enter", "enter", "n", "n")
        assert walk.search.pane == "reader"
        place = walk.search.reader.position
        assert place > 0
        await walk.press("e", "enter")
        assert isinstance(walk.screen, CardScreen)
        assert walk.screen.entity == 1
        await walk.press("slash", "l", "e", "t", "t", "e", "r", "s", "enter", "enter")
        assert isinstance(walk.screen, SearchScreen)
        assert walk.search.reader.reading.document.title == "Letters between Quill and Lem"
        await walk.press("left_square_bracket")
        assert isinstance(walk.screen, CardScreen)
        await walk.press("left_square_bracket")
        assert walk.search.reader.reading.document.id == 0
        assert walk.search.reader.position == place
        await walk.press("x", "x")
        assert isinstance(walk.screen, ExplanationScreen)
        await walk.press("escape")
        assert isinstance(walk.screen, SearchScreen)
        await walk.press("q")
    assert walk.app._exit


@pytest.mark.parametrize("size", SIZES)
async def test_escape_leads_up_to_the_results_and_never_out(opened: Any, size: tuple[int, int]) -> None:
    async with opened(size) as walk:
        await walk.press("enter", "3", "escape")
        assert walk.search.pane == "reader"
        await walk.press("escape", "escape", "escape")
        assert walk.search.pane == "results"
        assert not walk.app._exit


async def test_back_and_forward_pass_through_queries(opened: Any) -> None:
    async with opened() as walk:
        await walk.type("moon")
        await walk.press("enter")
        await walk.type("moon harbour")
        await walk.press("enter")
        assert walk.search.text == "moon harbour"
        await walk.press("left_square_bracket")
        assert (walk.search.text, walk.search.bar.text) == ("moon", "moon")
        await walk.press("right_square_bracket")
        assert walk.search.text == "moon harbour"
        await walk.press("right_square_bracket")
        assert "nothing further" in walk.said[-1]


async def test_escape_from_a_document_of_a_card_shows_the_hit_where_it_was_left(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "n", "n")
        place = walk.search.reader.position
        await walk.press("e", "enter", "j", "j", "j", "j", "j", "j", "enter")
        assert walk.search.document != 0
        await walk.press("escape")
        assert (walk.search.pane, walk.search.document, walk.search.reader.position) == ("results", 0, place)


async def test_what_is_stated_of_an_entity_leads_to_the_other_one_and_to_its_sentence(opened: Any) -> None:
    async with opened() as walk:
        await walk.press("enter", "e", "enter")
        lines = [row.cells[0] for row in walk.screen.list.rows]
        at = next(number for number, cell in enumerate(lines) if cell.plain == "sister of Boris Lem  in 4 documents")
        walk.screen.list.cursor = at
        await walk.press("enter")
        assert walk.screen.entity == 2
        await walk.press("left_square_bracket")
        assert walk.screen.list.cursor == at
        await walk.press("j", "enter")
        assert (walk.search.pane, walk.search.document) == ("reader", 0)


async def test_a_card_leads_to_a_companion_and_to_all_documents(opened: Any) -> None:
    async with opened() as walk:
        await walk.press("enter", "e", "enter")
        await walk.press("slash", "b", "o", "r", "i", "s", "space", "l", "e", "m", "enter", "G", "k", "k")
        walk.screen.list.cursor = next(n for n, row in enumerate(walk.screen.list.rows) if row.cells[0].entity == 2)
        await walk.press("enter")
        assert walk.screen.entity == 2
        await walk.press("enter")
        assert walk.search.text == 'person:"Boris Lem"'
        assert walk.titles() == [
            "Moon base treaty signed in Geneva",
            "Boris Lem explains the lunar ledger",
            "Letters between Quill and Lem",
        ]


async def test_the_timeline_opens_at_its_sentence(opened: Any) -> None:
    async with opened() as walk:
        await walk.press("enter", "t")
        assert isinstance(walk.screen, TimelineScreen)
        await walk.press("enter")
        assert walk.search.pane == "reader"
        await walk.press("left_square_bracket")
        assert isinstance(walk.screen, TimelineScreen)
        await walk.press("escape", "3", "t")
        assert isinstance(walk.screen, TimelineScreen)
        assert not walk.screen.place().of_document


@pytest.mark.parametrize("size", SIZES)
async def test_an_explanation_opens_either_document(opened: Any, size: tuple[int, int]) -> None:
    async with opened(size, query="moon") as walk:
        await walk.press("5", "x", "l", "enter" if size[0] >= 100 else "j")
        if size[0] < 100:
            await walk.press("enter")
        assert (walk.search.pane, walk.search.document) == ("reader", 1)


async def test_resizing_keeps_the_place(opened: Any) -> None:
    async with opened((200, 60), query="moon") as walk:
        await walk.press("enter", "n", "n")
        place = walk.search.reader.hit
        for size in [(80, 24), (120, 40), (40, 10), (80, 24)]:
            await walk.pilot.resize_terminal(*size)
            await walk.rest()
        assert walk.search.pane == "reader"
        assert walk.search.reader.hit == place
        assert walk.search.reader.on_screen.covers(place)
        await walk.press("e", "enter")
        cell = walk.screen.cell
        await walk.pilot.resize_terminal(200, 60)
        await walk.rest()
        assert walk.screen.cell.place == cell.place


async def test_hint_letters_lead_to_what_they_stand_on(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "f", "s")
        assert isinstance(walk.screen, CardScreen)
        assert walk.screen.entity == 3
        await walk.press("escape", "f", "escape")
        assert isinstance(walk.screen, SearchScreen)
        await walk.press("f", "1")
        assert isinstance(walk.screen, SearchScreen)


async def test_a_reference_in_the_text_is_followed(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter")
        reader = walk.search.reader
        number = next(n for n, target in enumerate(reader.hints()) if target.kind == "pointer")
        reader.follow(number)
        await walk.pilot.pause()
        await walk.rest()
        assert walk.search.document == 2
