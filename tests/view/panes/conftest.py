"""What the tests of the panes share: a bare app around one pane, which keeps what the pane says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.filter import LineFilter
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from explorer.model.document import Document, Origin
from explorer.view import themes
from explorer.view.render.sanitise import SanitiseFilter


class Stage(App[None]):
    """An app with one pane in it."""

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self._pane = pane
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.found_colours(self.current_theme)

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), SanitiseFilter()]

    def compose(self) -> ComposeResult:
        yield self._pane

    def lines(self) -> list[str]:
        """Return the characters on the screen, line by line."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


class Watched:
    """A pane on its stage: keys go in, messages come out."""

    def __init__(self, app: Stage, pilot: Pilot[None], heard: list[Message]) -> None:
        self.app = app
        self.pilot = pilot
        self.heard = heard

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def rest(self) -> None:
        await self.pilot.pause()

    def lines(self) -> list[str]:
        return self.app.lines()

    def text(self) -> str:
        return "\n".join(self.lines())

    def said(self, kind: type[Any]) -> list[Any]:
        """Return the messages of a kind, oldest first."""
        found: list[Any] = []
        for message in self.heard:
            # A message is heard again at every widget that it rises to.
            if type(message) is kind and not any(message is known for known in found):
                found.append(message)
        return found


@pytest.fixture
def staged() -> Callable[..., AbstractAsyncContextManager[Watched]]:
    """Return what puts a pane of some size on a stage, focused."""

    @asynccontextmanager
    async def put(pane: Widget, size: tuple[int, int] = (60, 12)) -> AsyncIterator[Watched]:
        heard: list[Message] = []
        app = Stage(pane)
        async with app.run_test(size=size, message_hook=heard.append) as pilot:
            pane.focus()
            await pilot.pause()
            yield Watched(app, pilot, heard)

    return put


@pytest.fixture
def document() -> Callable[..., Document]:
    """Return what makes a document with a title, and whatever else matters."""

    def make(title: str = "A note", number: int = 1, **other: Any) -> Document:
        known: dict[str, Any] = {
            "path": f"notes/{number}.txt",
            "kind": "txt",
            "date": "2021-03-15",
            "source": "TASS",
            "length": 100,
        } | other
        return Document(
            id=number,
            title=title,
            title_origin=Origin.FIRST_SENTENCE,
            date_origin=None,
            source_origin=None,
            author=None,
            author_origin=None,
            encoding="utf-8",
            digest=f"{number:064}",
            **known,
        )

    return make
