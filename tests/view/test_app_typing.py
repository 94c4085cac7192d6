"""Typing: each key may call off the search before it, and a line is gone on with."""

from __future__ import annotations

import asyncio
import threading
from typing import Any


async def test_a_newer_key_calls_off_the_search_before_it(opened: Any) -> None:
    let_go = threading.Event()
    begun = threading.Event()

    def before(text: str) -> None:
        if text == "mo":
            begun.set()
            let_go.wait(5)

    async with opened(before_search=before) as walk:
        await walk.pilot.press("s", "m", "o")
        while not begun.is_set():
            await asyncio.sleep(0.005)
        await walk.pilot.press("o", "n")
        while walk.search._asked.text != "moon":
            await asyncio.sleep(0.005)
        let_go.set()
        await walk.rest()
        for _ in range(1000):  # the thread of a worker that was called off is not waited for
            if walk.library.called_off:
                break
            await asyncio.sleep(0.005)
        assert walk.library.called_off == ["mo"]
        assert walk.search.hits.parsed.text == "moon"


async def test_a_word_goes_on_behind_the_cursor_and_the_arrow_takes_it(opened: Any) -> None:
    async with opened(words=(("Moonport", 3), ("moonrise", 1), ("treaty", 2))) as walk:
        await walk.pilot.press("s", "t", "r", "e")
        await walk.rest()
        assert walk.search.bar._line._suggestion == "treaty"
        await walk.press("right")
        assert walk.search.text == "treaty"
        assert walk.titles()[0].startswith("Moon base treaty")
        await walk.press("escape")


async def test_a_text_to_find_in_the_document_is_not_gone_on_with(opened: Any) -> None:
    async with opened(words=(("treaty", 2),)) as walk:
        await walk.press("enter", "slash", "t", "r", "e")
        assert walk.search.bar._line._suggestion == ""
