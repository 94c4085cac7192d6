"""The rows of the pane beside the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from explorer.model.entity import EntityCount
from explorer.model.link import Link
from explorer.model.results import QuoteOf
from explorer.view import keys
from explorer.view.panes.listing import Listing
from explorer.view.render import beside
from explorer.view.render.fitting import Run

Item = EntityCount | QuoteOf | Link
"""What a row stands for."""


class SideList(Listing):
    """The rows of the tab in use."""

    MARGIN = 2
    DEFAULT_CSS = "SideList { scrollbar-gutter: stable; }"
    BINDINGS = [
        Binding("3", "next_entities", "Next kind of entity", show=False),
        *keys.pane({"target.next": "tab(1)", "target.previous": "tab(-1)"}),
    ]

    @dataclass
    class Picked(Message):
        """A row was chosen."""

        item: Item

    @dataclass
    class NextKind(Message):
        """The next kind of entity is wanted."""

    @dataclass
    class NextTab(Message):
        """The tab so many further on is wanted."""

        by: int

    def __init__(self) -> None:
        super().__init__(id="side-list")
        self.items: list[Item] = []
        self.empty = ""

    @property
    def item(self) -> Item | None:
        """The row with the cursor."""
        return self.items[self.selected] if self.selected < len(self.items) else None

    @property
    def row_height(self) -> int:
        """Lines of a row."""
        return 1 if not self.items or isinstance(self.items[0], EntityCount) else 4

    def show(self, items: Sequence[Item], empty: str) -> None:
        """Show other rows, or what is said when there are none."""
        self.items, self.empty = list(items), empty
        self.set_reactive(SideList.selected, 0)
        self.scroll_to(y=0, animate=False, immediate=True)
        self.set_count(max(1, len(items)))

    def chosen(self, number: int) -> None:
        """Say which row was chosen."""
        if number < len(self.items):
            self.post_message(self.Picked(self.items[number]))

    def action_next_entities(self) -> None:
        """Let the pane show the next kind of entity."""
        self.post_message(self.NextKind())

    def action_tab(self, by: int) -> None:
        """Let the pane show the next tab, or the one before."""
        self.post_message(self.NextTab(by))

    def _kind(self, number: int) -> str | None:
        """Return what a row's entity is if that is not told by the tab: "" where the row above has said so."""
        item, above = self.items[number], self.items[number - 1] if number else None
        if not isinstance(item, EntityCount) or item.entity.type in beside.OWN_LOOKS:
            return None
        kinds = [each.entity.label or each.entity.type.value for each in (item, above) if isinstance(each, EntityCount)]
        return "" if len(set(kinds)) < len(kinds) else kinds[0]

    def row(self, number: int, width: int) -> Sequence[Sequence[Run]]:
        """Return the lines of a row."""
        if not self.items:
            return [[(self.empty, "muted")]]
        item = self.items[number]
        if isinstance(item, EntityCount):
            return [beside.entity(item, width, self._kind(number))]
        if isinstance(item, QuoteOf):
            return beside.quote(item, width)
        return beside.link(item, max((each.score for each in self.items if isinstance(each, Link)), default=0), width)
