"""What the reader shows where there is little to read, or something that should not be obeyed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from explorer.model.document import Document
from explorer.model.results import Reading
from explorer.model.span import Span
from explorer.view.panes.reader import ReaderPane

Made = Callable[..., Document]


async def test_a_message_stands_in_the_middle(staged: Any, document: Made) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(Reading(document(), "plain words"))
        pane.clear("This document is gone.\n[@click=app.quit]x[/] \x1b[2J")
        await stage.rest()
        assert "This document is gone." in stage.lines()[5]
        assert "[@click=app.quit]x[/] ␛[2J" in stage.lines()[6]
        assert (pane.reading, pane.hit, pane.target, pane.hints()) == (None, None, None, [])
        assert not pane.next_hit()
        assert not pane.next_target()
        assert not pane.find((Span(0, 1),))
        await stage.press("G", "enter", "j")


async def test_an_empty_document_is_an_empty_page(staged: Any, document: Made) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(Reading(document(), ""))
        await stage.press("G", "j", "space")
        assert pane.on_screen == Span(0, 0)
        await stage.pilot.click(pane, offset=(5, 3))


HOSTILE = "[/home/user] [@click=app.quit]quit[/] \x1b]52;c;ZXZpbA==\x07 a\u202eb \x9b31m " + "z" + "\u0301" * 500


async def test_a_hostile_document_is_shown_and_not_obeyed(staged: Any, document: Made) -> None:
    pane = ReaderPane()
    async with staged(pane, (100, 12)) as stage:
        pane.show(Reading(document(HOSTILE, source="\x1b]0;x\x07[b]"), HOSTILE, (Span(0, len(HOSTILE)),)))
        await stage.rest()
        assert "[/home/user] [@click=app.quit]quit[/] ␛]52;c;ZXZpbA==␇" in stage.lines()[1]
        assert "[/home/user] [@click=app.quit]quit[/]" in stage.lines()[0]
        assert not set(stage.text()) & {"\x1b", "\x07", "\x9b", "\u202e"}
        await stage.pilot.click(pane, offset=(20, 1))
        assert stage.app.is_running
