"""Each key of the search screen does what the table says."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList
from textual.events import Key

from explorer.config import DEFAULT, InterfaceConfig
from explorer.model.query import Sort
from explorer.view import keys
from explorer.view.commands import Palette
from explorer.view.navigation import Place
from explorer.view.screens.overlay import HelpScreen
from explorer.view.screens.status import StatusScreen
from explorer.view.screens.timeline import TimelineScreen


async def test_a_slow_first_query_never_replaces_the_answer_to_a_fast_second(opened: Any) -> None:
    let_go, started = threading.Event(), threading.Event()

    def before(text: str) -> None:
        if text == "mo":
            started.set()
            let_go.wait(5)

    async with opened(before_search=before) as walk:
        await walk.pilot.press("s", "m", "o")
        while not started.is_set():
            await walk.pilot.pause(0.01)
        await walk.pilot.press("o", "n", "space", "l", "e", "d", "g", "e", "r")
        while walk.search.hits.parsed.text != "moon ledger":
            await walk.pilot.pause(0.01)
        let_go.set()
        await walk.rest()
        assert walk.search.hits.parsed.text == "moon ledger"
        assert walk.titles() == ["Moon base treaty signed in Geneva", "Boris Lem explains the lunar ledger"]


async def test_an_empty_query_shows_everything_newest_first(opened: Any) -> None:
    async with opened() as walk:
        assert walk.titles()[0] == "Boris Lem explains the lunar ledger"
        assert walk.search.hits.total == 6
        await walk.type("moon")
        await walk.press("home", *["delete"] * 4)
        assert walk.search.hits.total == 6


async def test_the_first_result_is_previewed_when_there_is_room(opened: Any) -> None:
    async with opened((120, 40)) as walk:
        await walk.type("bread")
        assert walk.search.reader.reading.document.title == "Recipe for bread"
        assert walk.search.pane == "results"


async def test_moving_in_the_results_previews_and_leaves_no_trail(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("j", "j")
        assert walk.search.reader.reading.document.id == 2
        await walk.press("left_square_bracket")
        assert "nothing further" in walk.said[-1]


async def test_a_mistake_keeps_the_old_results_until_enter_searches_it_literally(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.type("moo:bread")
        assert walk.titles()[0] == "Moon base treaty signed in Geneva"
        await walk.press("enter")
        assert walk.titles() == ["Recipe for bread"]


async def test_no_hits_offer_what_may_be_meant(opened: Any) -> None:
    async with opened() as walk:
        await walk.type("mooon")
        assert walk.search.hits.total == 0
        assert "No document matches mooon" in walk.search.results.message
        await walk.press("enter", "j", "j", "enter")
        assert walk.search.text == "moon"
        assert walk.search.hits.total == 5


async def test_n_past_the_last_hit_warns_then_goes_into_the_next_result(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "n", "n", "n", "n")
        assert walk.search.reader.hit == walk.search.reader.reading.hits[-1]
        await walk.press("n")
        assert walk.said[-1] == "Last hit here: press n again for the next result."
        assert walk.search.document == 0
        await walk.press("n")
        assert (walk.search.document, walk.search.results.selected) == (1, 1)
        await walk.press("N", "N")
        assert walk.search.document == 0


async def test_j_and_k_in_capitals_walk_the_results_from_the_reader(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "J", "J")
        assert (walk.search.pane, walk.search.document, walk.search.results.selected) == ("reader", 2, 2)
        await walk.press("K")
        assert walk.search.document == 1
        await walk.press("K", "K")
        assert walk.said[-1] == "This is the first result."


async def test_panes_are_reached_by_tab_letters_and_numbers(opened: Any) -> None:
    async with opened((200, 60)) as walk:
        seen = []
        for key in ["tab", "tab", "tab", "shift+tab", "h", "h", "l", "1", "2", "3", "4", "5"]:
            await walk.press(key)
            seen.append(walk.search.pane)
        assert seen == [
            *("reader", "side", "results", "side", "reader", "results", "reader"),
            *("results", "reader", "side", "side", "side"),
        ]
        assert walk.search.side.tab == "links"
        await walk.press("4")
        assert walk.search.side.tab == "quotes"
        await walk.press("enter")
        assert walk.search.pane == "reader"


async def test_zoom_gives_the_pane_the_screen_and_takes_it_back(opened: Any) -> None:
    async with opened((200, 60)) as walk:
        await walk.press("2", "z")
        assert [walk.search.results.display, walk.search.reader.display, walk.search.side.display] == [
            False,
            True,
            False,
        ]
        await walk.press("escape")
        assert walk.search.results.display
        assert walk.search.pane == "reader"


async def test_entities_are_required_excluded_and_undone(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "3", "plus")
        assert walk.search.text == 'moon person:"Ada Quill"'
        assert walk.search.hits.total == 3
        await walk.press("u")
        assert walk.search.text == "moon"
        await walk.press("3", "minus")
        assert walk.search.text == 'moon -person:"Ada Quill"'
        await walk.press("u", "u")
        assert "Nothing to undo" in walk.said[-1]
        await walk.press("plus")
        assert "Stand on a name" in walk.said[-1]


async def test_a_name_in_the_text_is_marked_and_followed(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "right", "right")
        assert walk.search.subject() == 3
        await walk.press("plus")
        assert walk.search.text == 'moon org:"Lunar Office"'
        await walk.press("2", "right", "e")
        assert walk.screen.entity == 1


async def test_the_order_changes(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("S")
        assert walk.search.hits.sort is Sort.NEWEST
        assert walk.titles()[0] == "Boris Lem explains the lunar ledger"
        await walk.press("S")
        assert walk.search.hits.sort is Sort.OLDEST
        await walk.press("S")
        assert walk.search.hits.sort is Sort.RELEVANCE


async def test_read_and_starred_are_kept(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "asterisk")
        assert walk.library.kept == {0: {"read", "starred"}}
        assert walk.search.results.marks[0] == {"read", "starred"}
        await walk.press("asterisk")
        assert walk.library.kept == {0: {"read"}}


async def test_a_passage_is_copied_with_its_citation(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("enter", "n", "y")
        assert walk.app.clipboard == (
            '“"The moon belongs to those who look after it," Ada Quill said in Geneva.”\n'
            "— Moon base treaty signed in Geneva, Harbour Press, 2031-05-03, "
            "notes/moon-base-treaty-signed-in-geneva.txt:3\n"
        )
        await walk.press("Y")
        assert walk.app.clipboard == "notes/moon-base-treaty-signed-in-geneva.txt:3"
        await walk.press("e", "enter", "G", "k", "k", "y")
        assert walk.app.clipboard.startswith("“Ada Quill wrote to Boris Lem")


async def test_the_original_opens_in_the_persons_editor(
    opened: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr("explorer.view.doing.subprocess.run", lambda command, check: ran.append(command))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "ed")
    async with opened(query="moon") as walk:
        monkeypatch.setattr(walk.app._driver.__class__, "can_suspend", True)
        await walk.press("enter", "o")
        assert ran == [["ed", "+1", "/invented/folder/notes/moon-base-treaty-signed-in-geneva.txt"]]
        monkeypatch.delenv("EDITOR")
        await walk.press("o")
        assert "No editor is set" in walk.said[-1]


async def test_find_searches_the_pane_in_use(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("slash")
        assert walk.search.bar.has_focus_within
        await walk.press("escape", "enter", "slash", "n", "o", "o", "n", "enter")
        hit = walk.search.reader.hit
        assert hit.of(walk.search.reader.reading.text) == "noon"
        assert walk.search.text == "moon"
        await walk.press("slash", "z", "z", "enter")
        assert walk.said[-1] == "zz is not in this document."
        await walk.press("3", "slash", "b", "o", "r", "enter")
        assert walk.search.side.entity.entity.name == "Boris Lem"
        await walk.press("5", "x")
        assert walk.screen.place().other == 1


async def test_help_names_the_pane_and_every_key(opened: Any) -> None:
    async with opened() as walk:
        await walk.press("2", "question_mark")
        assert isinstance(walk.screen, HelpScreen)
        rows = list(walk.screen.query_one("#help-rows").rows)
        assert rows[0].cells[0].plain == "Reader"
        labels = {row.label.plain for row in rows if row.label is not None}
        assert {" ".join(keys.current(key, {})) for key in keys.KEYS} <= labels
        await walk.press("j", "G", "escape")
        assert not isinstance(walk.screen, HelpScreen)


async def offered(walk: Any, typed: str, wanted: str) -> None:
    """Type into the palette and wait until what is wanted is its first offer."""
    await walk.pilot.press("colon", *typed)
    for _ in range(500):
        found = walk.app.screen.query(CommandList)
        if found and found.first().option_count and wanted in str(found.first().get_option_at_index(0).prompt):
            return
        await walk.pilot.pause(0.01)
    raise AssertionError(f"{wanted} is not offered first")


async def test_the_palette_finds_people_documents_actions_and_themes(opened: Any) -> None:
    async with opened() as walk:
        await offered(walk, "ada", "Go to person Ada Quill")
        await walk.press("enter")
        assert walk.screen.entity == 1
        await offered(walk, "recipe", "Go to document Recipe for bread")
        await walk.press("enter")
        assert walk.search.reader.reading.document.title == "Recipe for bread"
        await offered(walk, "explorer-light", "Theme: explorer-light")
        await walk.press("enter")
        assert walk.app.theme == "explorer-light"
        await offered(walk, "timeline", "Timeline: dated statements in order")
        await walk.press("enter")
        assert isinstance(walk.screen, TimelineScreen)


async def test_enter_twice_in_the_palette_takes_no_other_screen_away(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("i")
        await offered(walk, "help", "Help: these keys")
        palette = walk.app.screen
        palette.dismiss()
        palette.dismiss()
        await walk.rest()
        assert isinstance(walk.screen, StatusScreen)


async def test_where_one_asked_to_go_waits_for_what_has_opened_above_meanwhile(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("i")
        walk.app.action_command_palette()
        walk.app.go(Place(pane="reader", document=1))
        await walk.rest()
        assert isinstance(walk.screen, Palette)
        await walk.press("escape")
        assert walk.screen is walk.search
        assert walk.search.document == 1


async def test_two_keys_at_once_leave_only_what_lies_above(opened: Any) -> None:
    async with opened(query="moon") as walk:
        await walk.press("i", "question_mark")
        above = walk.screen
        above.action_close()
        above.action_close()
        await walk.rest()
        assert isinstance(walk.screen, StatusScreen)
        await walk.press("escape", "enter", "f")
        hints = walk.screen
        hints.post_message(Key("escape", None))
        hints.post_message(Key("escape", None))
        await walk.pilot.pause()
        await walk.rest()
        assert walk.screen is walk.search


async def test_keys_are_moved_by_the_configuration(opened: Any) -> None:
    moved = DEFAULT.__class__(interface=InterfaceConfig(keys={"query": "ctrl+f", "status": "s"}))
    async with opened(config=moved) as walk:
        await walk.press("s")
        assert isinstance(walk.screen, StatusScreen)
        await walk.press("escape", "ctrl+f")
        assert walk.search.bar.has_focus_within


async def test_a_clash_in_the_configuration_is_said_at_the_start(opened: Any) -> None:
    clash = DEFAULT.__class__(interface=InterfaceConfig(keys={"query": "n"}))
    async with opened(config=clash) as walk:
        assert any("would mean both" in said for said in walk.said)
        await walk.press("s")
        assert walk.search.bar.has_focus_within


async def test_an_empty_query_line_says_how_to_get_into_it(opened: Any) -> None:
    async with opened() as walk:
        line = walk.search.bar.query_one("#query-line")
        assert line.placeholder == "press s to search"
        await walk.press("s")
        assert line.placeholder == "type to search"
        await walk.press("escape")
        assert line.placeholder == "press s to search"
    moved = DEFAULT.__class__(interface=InterfaceConfig(keys={"query": "ctrl+f"}))
    async with opened(config=moved) as walk:
        assert walk.search.bar.query_one("#query-line").placeholder == "press ^f to search"


@pytest.mark.parametrize("key", ["enter", "down", "tab"])
async def test_below_the_query_line_lie_the_results(opened: Any, key: str) -> None:
    async with opened() as walk:
        await walk.type("moon")
        await walk.press(key)
        assert walk.search.results.has_focus
        await walk.press("left_square_bracket")
        assert walk.search.text == ""


async def test_the_footer_of_the_query_line_names_no_key_that_would_be_typed(opened: Any) -> None:
    async with opened() as walk:
        await walk.press("s")
        shown = walk.search.query_one("#keys").render().plain
        assert "^p commands" in shown
        assert ":" not in shown
