"""Long lists, mice, and what is followed from cards and explanations."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Offset

from explorer.errors import StorageError
from explorer.view.screens.card import CardScreen
from explorer.view.screens.explanation import ExplanationScreen
from tests.fakes.library import TEXTS, FakeLibrary

MANY = tuple((f"Log {number}", "2031-01-01", None, f"Entry {number} of the moon log.") for number in range(300))


async def test_results_are_fetched_as_one_scrolls_to_them(opened: Any) -> None:
    async with opened((80, 24), texts=MANY, query="moon") as walk:
        assert walk.search.results.hit(299) is None
        await walk.press("G")
        await walk.pilot.pause()
        await walk.rest()
        assert walk.search.results.hit(299).document.title == "Log 299"
        await walk.press("enter")
        assert walk.search.document == 299
        await walk.press("left_square_bracket")
        await walk.rest()
        assert walk.search.results.selected == 299


async def test_a_page_that_cannot_be_fetched_is_said(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened((80, 24), texts=MANY, query="moon") as walk:

        def fail(text: str) -> None:
            raise StorageError("the index cannot be read")

        walk.library.before_search = fail
        await walk.press("G")
        await walk.pilot.pause()
        await walk.rest()
        assert "the index cannot be read" in walk.said


async def test_a_click_puts_the_cursor_there_and_a_second_one_follows(opened: Any) -> None:
    async with opened((120, 40), query="moon") as walk:
        await walk.press("enter", "e", "enter")
        rows = walk.screen.list
        line = next(n for n, row in enumerate(rows.rows) if row.cells[0].place and row.cells[0].place.document == 2)
        y = rows._laid.starts[line]
        await walk.pilot.click("#rows", offset=Offset(20, y))
        await walk.rest()
        assert rows.cursor == line
        await walk.pilot.click("#rows", offset=Offset(20, y))
        await walk.rest()
        assert walk.search.document == 2
        await walk.press("left_square_bracket")
        await walk.pilot.click("#rows", offset=Offset(20, 1))
        assert walk.screen.list.cursor == line


async def test_a_list_moves_by_lines_pages_and_ends(opened: Any) -> None:
    async with opened((80, 24), query="moon") as walk:
        await walk.press("enter", "e", "enter")
        rows = walk.screen.list
        first = rows.cursor
        await walk.press("ctrl+d")
        assert rows.cursor > first
        await walk.press("ctrl+u")
        assert rows.cursor == first
        await walk.press("space", "pageup", "G", "j")
        assert rows.rows[rows.cursor].cells[0].plain.startswith("Quill")
        await walk.press("g", "k")
        assert rows.cursor == first
        assert rows.scroll_offset.y == 0


async def test_an_explanation_names_references_and_is_filtered(opened: Any) -> None:
    async with opened((120, 40), query="moon") as walk:
        await walk.press("5", "j", "x")
        assert isinstance(walk.screen, ExplanationScreen)
        text = "\n".join(row.cells[0].plain for row in walk.screen.list.rows)
        assert "Moon base treaty signed in Geneva refers to Letters between Quill and Lem  letters.txt" in text
        await walk.press("slash", "r", "o", "s", "e", "enter")
        kept = [row.cells[0].plain for row in walk.screen.list.rows if row.cells[0].entity]
        assert kept == ["Moonport  place  in 3 documents of the corpus; ×1 and ×1"]
        await walk.press("slash", "escape")
        assert len(walk.screen.list.rows) > 5
        await walk.press("j", "j", "j", "l", "y")
        assert "Letters between Quill and Lem" in walk.app.clipboard


async def test_explanations_go_on_to_the_shared_entity(opened: Any) -> None:
    async with opened((80, 24), query="moon") as walk:
        await walk.press("5", "x", "j", "j", "enter")
        assert isinstance(walk.screen, CardScreen)
        await walk.press("minus")
        assert walk.search.text == 'moon -person:"Ada Quill"'


async def test_wide_cards_have_two_lists_and_tab_goes_between_them(opened: Any) -> None:
    async with opened((200, 60), query="moon") as walk:
        await walk.press("enter", "e", "enter", "tab")
        assert walk.screen.focused is walk.screen.aside
        assert walk.screen.cell.entity == 2
        place = walk.screen.place()
        await walk.press("enter")
        assert walk.screen.entity == 2
        await walk.press("left_square_bracket")
        assert walk.screen.entity == 1
        assert walk.screen.place() == place


async def test_quotations_lead_to_their_speaker_and_their_place(opened: Any) -> None:
    async with opened((120, 40), query="moon") as walk:
        await walk.press("enter", "f", "g")
        assert isinstance(walk.screen, CardScreen)
        await walk.press("escape", "4", "enter")
        assert walk.search.pane == "reader"
        assert '"The moon belongs' in walk.search.reader.on_screen.of(TEXTS[0][3])


async def test_hint_letters_of_two_are_typed_one_by_one(opened: Any) -> None:
    names = " ".join(f"Ada Quill met Boris Lem in Geneva on day {day}." for day in range(20))
    async with opened((120, 40), texts=(("Diary", None, None, names),)) as walk:
        await walk.press("enter", "f")
        long = next(label for label in walk.screen._labels if len(label) == 2)
        await walk.press(long[0], "backspace", long[0])
        assert walk.screen._typed == long[0]
        await walk.press(long[1])
        assert isinstance(walk.screen, CardScreen)


async def test_nothing_to_follow_is_said(opened: Any) -> None:
    async with opened((80, 24), texts=(("Blank", None, None, "nothing here"),)) as walk:
        await walk.press("ctrl+y")
        assert walk.said[-1] == "Nothing else was likely meant."
        await walk.press("enter", "f")
        assert walk.said[-1] == "Nothing on screen to follow."
        await walk.press("n")
        assert walk.said[-1] == "No hit here: press n again for the next result."
        await walk.press("n")
        assert walk.said[-1] == "This is the last result."


async def test_a_reference_that_leads_out_of_the_folder_is_not_opened(opened: Any, monkeypatch: Any) -> None:
    read = FakeLibrary.read

    def outside(self: FakeLibrary, document_id: int, query: str = "") -> Any:
        from dataclasses import replace

        reading = read(self, document_id, query)
        return replace(reading, pointers=tuple(replace(each, document=None) for each in reading.pointers))

    monkeypatch.setattr(FakeLibrary, "read", outside)
    async with opened((120, 40), query="moon") as walk:
        await walk.press("enter", "f", "l")
        assert walk.said[-1] == "letters.txt leads out of this folder; Explorer opens nothing from there."
        assert walk.search.document == 0


async def test_marks_that_cannot_be_kept_are_said(opened: Any, monkeypatch: Any) -> None:
    def fail(self: FakeLibrary, document_id: int, mark: str, on: bool) -> None:
        raise StorageError("the disk is read-only")

    monkeypatch.setattr(FakeLibrary, "mark", fail)
    async with opened(query="moon") as walk:
        await walk.press("enter")
        assert walk.said[-1] == "the disk is read-only"
