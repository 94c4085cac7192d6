"""What the tests of the view share: a library of invented documents, and an app that has come to rest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from explorer.view.app import ExplorerApp
from tests.fakes.library import FakeLibrary

Opened = Callable[..., AbstractAsyncContextManager["Walk"]]


class Walk:
    """An app under test: keys go in, and every answer is waited for."""

    def __init__(self, app: ExplorerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def library(self) -> Any:
        return self.app.library

    @property
    def search(self) -> Any:
        return self.app.searching

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def said(self) -> list[str]:
        """What has been said in lines that go away."""
        return [note.message for note in self.app._notifications]

    def titles(self) -> list[str]:
        """Titles of the hits shown."""
        return [hit.document.title for hit in self.search.results.hits.hits]

    async def rest(self) -> None:
        """Wait until no timer of the search, no worker and no message is left."""
        for _ in range(100):
            quiet = True
            while self._busy():
                quiet = False
                await asyncio.sleep(0.005)
            if quiet:
                return
            await self.pilot.pause()
        raise AssertionError("the app does not come to rest")

    def _busy(self) -> bool:
        working = any(not worker.is_finished for worker in self.app.workers)
        return working or self.search._pause is not None or self.search._preview is not None

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def type(self, text: str) -> None:
        """Type into the query line and go to the results."""
        names = {" ": "space", '"': "quotation_mark", ":": "colon"}
        await self.pilot.press("s", *(names.get(character, character) for character in text))
        await self.rest()


@pytest.fixture
def opened() -> Opened:
    """Open the app at a size, on a fake library made with the arguments given."""

    @asynccontextmanager
    async def open_app(
        size: tuple[int, int] = (120, 40), query: str = "", build: bool = False, resting: bool = True, **arguments: Any
    ) -> AsyncIterator[Walk]:
        library: Any = arguments.pop("library", None) or FakeLibrary(**arguments)
        app = ExplorerApp(library, query=query, build=build)
        async with app.run_test(size=size) as pilot:
            walk = Walk(app, pilot)
            await pilot.pause()
            if resting:
                await walk.rest()
            yield walk

    return open_app


@pytest.fixture
def walking() -> type[Walk]:
    """Walk through an app that somebody else runs."""
    return Walk
