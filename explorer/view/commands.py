"""The command palette: every action by its name, every theme, and people, places and documents by theirs."""

from __future__ import annotations

import asyncio
from functools import partial

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from explorer.errors import ExplorerError
from explorer.library import Library
from explorer.model.query import Page as Slice
from explorer.view import keys
from explorer.view.messages import Go, Tell
from explorer.view.navigation import Place, View
from explorer.view.render.sanitise import safe
from explorer.view.screens.page import Page
from explorer.view.screens.rows import counted

NOT_COMMANDS = {"move", "target", "open", "palette", "up"}
"""First parts of the ids of keys that make no sense by name."""
BEFORE_COMMANDS = 2.0
"""What a name of the corpus scores more than a command."""
FOUND = 8
"""Most entities, and most documents, that the palette offers."""


class Palette(CommandPalette):
    """Textual's palette, which would take another screen away with it when `enter` is pressed twice."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class ExplorerCommands(Provider):
    """Actions of the screen in front, and themes."""

    def _commands(self) -> list[tuple[str, str, str]]:
        """Return name, help and action of each."""
        active = {binding.binding.id for binding in self.screen.active_bindings.values()}
        keymap = self.app._keymap
        commands = []
        for key in keys.KEYS:
            if key.id in active and key.id.partition(".")[0] not in NOT_COMMANDS:
                action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
                commands.append((key.command, f"key {' or '.join(keys.current(key, keymap))}", action))
        commands += [
            (f"Theme: {name}", "colours of the whole app", f"app.use_theme({name!r})")
            for name in sorted(self.app.available_themes)
        ]
        return commands

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for name, note, action in self._commands():
            yield DiscoveryHit(Content(name), partial(self.screen.run_action, action), text=name, help=note)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for name, note, action in self._commands():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self.screen.run_action, action), text=name, help=note)


class FindCommands(Provider):
    """Entities and documents of the corpus, by a part of their name."""

    @property
    def _library(self) -> Library:
        """The library of the screen in front."""
        assert isinstance(self.screen, Page)
        return self.screen.library

    def _score(self, query: str, name: str) -> float:
        """Return how well a name matches; those of the corpus come before commands that match as well."""
        return self.matcher(query).match(name) + BEFORE_COMMANDS

    async def search(self, query: str) -> Hits:
        """Offer entities and documents whose name holds what is typed."""
        wanted = query.strip()
        if len(wanted) < 2:
            return
        try:
            entities = await asyncio.to_thread(self._library.entities, None, wanted, Slice(0, FOUND))
            titled = " ".join(f"title:{word}" for word in wanted.split())
            found = await asyncio.to_thread(self._library.search, titled, Slice(0, FOUND))
        except ExplorerError as error:
            self.screen.post_message(Tell(str(error), "error"))
            return
        for known in entities:
            entity = known.entity
            name = f"Go to {entity.type} {safe(entity.name)}"
            note = counted(entity.documents, "document")
            go = partial(self.screen.post_message, Go(Place(View.ENTITY, subject=entity.id)))
            yield Hit(self._score(query, entity.name), Content(name), go, text=name, help=note)
        for hit in found.hits:
            name = f"Go to document {safe(hit.document.title)}"
            go = partial(self.screen.post_message, Go(Place(document=hit.document.id, pane="reader")))
            yield Hit(
                self._score(query, hit.document.title), Content(name), go, text=name, help=safe(hit.document.path)
            )
