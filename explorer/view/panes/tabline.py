"""Tabs on as few lines as they need, in columns, each with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


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

    def _rows(self) -> list[list[Content]]:
        """Return the tabs in columns, on as few lines as hold them."""
        cells = [self._cell(tab) for tab in self._tabs]
        for columns in range(len(cells), 0, -1):
            rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
            if columns == 1 or all(sum(cell.cell_length for cell in row) <= self.size.width for row in rows):
                break
        columns = -(-len(cells) // len(rows))  # as even as may be
        rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
        room = self.size.width // columns
        even = all(cell.cell_length <= room for cell in cells)
        return [[cell.pad_right(room - cell.cell_length) if even else cell for cell in row] for row in rows]

    def draw(self) -> None:
        """Draw the tabs for the width there is."""
        self.update(Content("\n").join(Content("").join(row) for row in self._rows()))

    def _cell(self, tab: Tab) -> Content:
        count = self._counts.get(tab.name, 0)
        number = f"{count:,}" if count else "–"
        style = "bold reverse" if tab.name == self._used else tab.colour if count else "$muted"
        return Content.assemble((f" {tab.title} ", style), (f" {number}", "$foreground" if count else "$muted"))

    def on_resize(self) -> None:
        """Draw again."""
        self.draw()

    def on_click(self, event: events.Click) -> None:
        """Say which tab was clicked."""
        place = event.get_content_offset(self)
        if place is None:
            return
        rows = self._rows()
        number = sum(map(len, rows[: place.y]))
        for cell in rows[place.y] if place.y < len(rows) else ():
            if place.x < cell.cell_length:
                self.post_message(self.Clicked(self._tabs[number].name))
                return
            number += 1
            place -= (cell.cell_length, 0)
