"""Tabs on as few lines as they need, in columns, each with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

WIDE = 66
"""Columns from which all tabs stand on one line."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its name in the program, its title, and the theme's colour of its title."""

    name: str
    title: str
    colour: str


class TabLine(Static):
    """Shows tabs, the one in use reversed; says which was clicked."""

    DEFAULT_CSS = "TabLine { height: auto; padding: 0 1; color: $muted; }"

    @dataclass
    class Clicked(Message):
        """A tab was clicked."""

        name: str

    def __init__(self, tabs: Sequence[Tab], id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._tabs = tabs
        self._counts: Mapping[str, int] = {}
        self._used = tabs[0].name

    def show(self, used: str, counts: Mapping[str, int]) -> None:
        """Show `used` as the tab in use, and how much is in each."""
        self._used, self._counts = used, counts
        self.draw()

    @property
    def _columns(self) -> int:
        return len(self._tabs) if self.size.width >= WIDE else -(-len(self._tabs) // 2)

    def draw(self) -> None:
        """Draw the tabs for the width there is."""
        columns, room = self._columns, max(1, self.size.width // self._columns)
        lines = [
            Content("").join(self._cell(tab, room) for tab in self._tabs[start : start + columns])
            for start in range(0, len(self._tabs), columns)
        ]
        self.update(Content("\n").join(lines))

    def _cell(self, tab: Tab, room: int) -> Content:
        count = self._counts.get(tab.name, 0)
        number = f"{count:,}" if count else "–"
        style = "bold reverse" if tab.name == self._used else tab.colour if count else "$muted"
        label = Content.assemble((f" {tab.title} ", style), (f" {number}", "$foreground" if count else "$muted"))
        return label.pad_right(max(0, room - label.cell_length))

    def on_resize(self) -> None:
        """Draw again."""
        self.draw()

    def on_click(self, event: events.Click) -> None:
        """Say which tab was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        columns = self._columns
        number = place.y * columns + min(columns - 1, place.x // max(1, self.size.width // columns))
        if number < len(self._tabs):
            self.post_message(self.Clicked(self._tabs[number].name))
