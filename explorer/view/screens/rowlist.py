"""A list of rows that wrap, drawn line by line: only what is on screen is rendered, so thousands of rows are cheap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from explorer.view import keys
from explorer.view.screens.rows import LABEL, Cell, Row, wrapped

GAP = 2
"""Columns between the two cells of a row."""


@dataclass(slots=True)
class _Laid:
    """Rows at one width: the wrapped lines of each cell, and the line each row starts at."""

    lines: list[list[list[Content]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    height: int = 0


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor on one cell of one of them; says which was chosen."""

    BINDINGS = keys.pane(
        {
            "move.down": "move(1)",
            "move.up": "move(-1)",
            "move.first": "first",
            "move.last": "last",
            "move.half-down": "page(0.5)",
            "move.half-up": "page(-0.5)",
            "move.page-down": "page(1.0)",
            "move.page-up": "page(-1.0)",
            "pane.left": "column(0)",
            "pane.right": "column(1)",
            "open": "choose",
        }
    )

    cursor: reactive[int] = reactive(-1, repaint=False)
    column: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Chosen(Message):
        """`enter` or a click on a cell that leads somewhere."""

        cell: Cell

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

        cell: Cell | None

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._laid = _Laid()
        self._label_width = LABEL[0]

    @property
    def rows(self) -> Sequence[Row]:
        """Return the rows shown."""
        return self._rows

    @property
    def cell(self) -> Cell | None:
        """Return the cell with the cursor."""
        if not 0 <= self.cursor < len(self._rows):
            return None
        cells = self._rows[self.cursor].cells
        cell = cells[min(self.column, len(cells) - 1)]
        return cell if cell.place is not None else next((each for each in cells if each.place is not None), None)

    def show(self, rows: Sequence[Row], cursor: int = 0) -> None:
        """Show `rows`, with the cursor on row `cursor` or the first one after it that leads somewhere."""
        self._rows = list(rows)
        self.set_reactive(RowList.cursor, -1)
        self._lay_out()
        self.cursor = self._stand(max(0, cursor), 1)
        if self.cursor >= 0 and self.cursor == self._stand(0, 1):
            self.scroll_to(y=0, animate=False, immediate=True)

    def stand_on(self, cell: Cell | None) -> None:
        """Put the cursor on the row of `cell`, if it is here and leads somewhere."""
        for number, row in enumerate(self._rows):
            for column, each in enumerate(row.cells):
                if cell is not None and each.place is not None and each.place == cell.place:
                    self.column, self.cursor = column, number
                    return

    def _stand(self, start: int, step: int) -> int:
        """Return the first row from `start` in steps of `step` that the cursor can stand on, else the nearest."""
        count = len(self._rows)
        ahead = range(start, count if step > 0 else -1, step)
        behind = range(min(start, count) - 1, -1, -1) if step > 0 else range(start + 1, count)
        return next((row for row in (*ahead, *behind) if 0 <= row < count and self._rows[row].followable), -1)

    def _widths(self, row: Row) -> list[int]:
        """Return the width of each cell of a row, in columns."""
        room = max(8, self.scrollable_content_region.width - 2 - (self._label_width if row.label is not None else 0))
        if len(row.cells) == 1:
            return [room]
        left = (room - GAP) // 2
        return [left, room - GAP - left]

    def _lay_out(self) -> None:
        """Wrap every row that may wrap, and know where each starts."""
        laid = _Laid()
        widest = max((row.label.cell_length for row in self._rows if row.label is not None), default=0)
        self._label_width = max(LABEL[0], min(LABEL[1], widest + 2))
        for row in self._rows:
            cells = [wrapped(cell, width) for cell, width in zip(row.cells, self._widths(row), strict=True)]
            laid.lines.append(cells)
            laid.starts.append(laid.height)
            laid.height += max(len(lines) for lines in cells)
        self._laid = laid
        self.virtual_size = Size(self.scrollable_content_region.width, laid.height)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap again, and keep the cursor in sight."""
        self._lay_out()
        self._into_sight()

    def notify_style_update(self) -> None:
        """Draw again when the theme has changed."""
        super().notify_style_update()
        self.refresh()

    def watch_cursor(self) -> None:
        """Show where the cursor stands now."""
        self._into_sight()
        self.refresh()
        self.post_message(self.Moved(self.cell))

    def watch_column(self) -> None:
        """Show which of two cells has the cursor."""
        self.refresh()
        self.post_message(self.Moved(self.cell))

    def _into_sight(self) -> None:
        """Scroll so that the row with the cursor is seen, and the heading above the first one."""
        if not 0 <= self.cursor < len(self._rows):
            return
        top = self._laid.starts[self.cursor]
        height = max(len(lines) for lines in self._laid.lines[self.cursor])
        if self.cursor and self._rows[self.cursor - 1].heading:
            top, height = self._laid.starts[self.cursor - 1], height + 1
        self.scroll_to_region(Region(0, top, 1, height), animate=False, immediate=True, x_axis=False)

    def action_move(self, by: int) -> None:
        """Move the cursor to the next row that leads somewhere; scroll where there is none."""
        target = self.cursor + by
        while 0 <= target < len(self._rows) and not self._rows[target].followable:
            target += by
        if 0 <= target < len(self._rows):
            self.cursor = target
        else:
            self.scroll_relative(y=by, animate=False)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = self._stand(0, 1)
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self._stand(len(self._rows) - 1, -1)
        self.scroll_end(animate=False)

    def action_page(self, share: float) -> None:
        """Move the cursor by a share of the screen's height."""
        if self.cursor < 0:
            self.scroll_relative(y=int(self.size.height * share), animate=False)
            return
        line = self._laid.starts[self.cursor] + int(self.size.height * share)
        row = max(0, bisect_right(self._laid.starts, max(0, line)) - 1)
        self.cursor = self._stand(row, 1 if share > 0 else -1)

    def action_column(self, column: int) -> None:
        """Move to the left or right cell of a row."""
        self.column = column

    def action_choose(self) -> None:
        """Follow the cell with the cursor."""
        if (cell := self.cell) is not None:
            self.post_message(self.Chosen(cell))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse clicked; a second click follows."""
        line = event.y + self.scroll_offset.y
        row = bisect_right(self._laid.starts, line) - 1
        if line >= self._laid.height or not 0 <= row < len(self._rows) or not self._rows[row].followable:
            return
        again = row == self.cursor
        self.column = int(len(self._rows[row].cells) > 1 and event.x > self.size.width // 2)
        self.cursor = row
        if again:
            self.action_choose()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        base = self.visual_style
        row = bisect_right(self._laid.starts, line) - 1
        if not 0 <= row < len(self._rows) or line >= self._laid.height:
            return Strip.blank(width, base.rich_style)
        here = row == self.cursor
        at = line - self._laid.starts[row]
        strips = [
            self._margin(here, base),
            self._label(self._rows[row], at, self._style(base, here and len(self._rows[row].cells) == 1)),
        ]
        chosen = min(self.column, len(self._rows[row].cells) - 1)
        for index, (lines, room) in enumerate(zip(self._laid.lines[row], self._widths(self._rows[row]), strict=True)):
            style = self._style(base, here and index == chosen)
            content = lines[at] if at < len(lines) else Content("")
            strips.append(Visual.to_strips(self, content, room, 1, style, pad=True)[0].crop(0, room))
            if index + 1 < len(self._laid.lines[row]):
                strips.append(Strip([Segment(" " * GAP, base.rich_style)]))
        return Strip.join(strips).extend_cell_length(width, base.rich_style).crop(0, width)

    def _margin(self, here: bool, base: Style) -> Strip:
        """Return the two columns before a row: a bar where the cursor stands, seen without colours too."""
        colour = self._get_style("$accent bold" if self.has_focus else "$muted")
        bar = Segment("▌" if here else " ", (base + colour).rich_style)
        return Strip([bar, Segment(" ", base.rich_style)])

    def _label(self, row: Row, at: int, base: Style) -> Strip:
        """Return line `at` of the column before a row's cells."""
        if row.label is None:
            return Strip([])
        content = row.label.truncate(self._label_width - 1, ellipsis=True) if at == 0 else Content("")
        return Visual.to_strips(self, content, self._label_width, 1, base, pad=True)[0]

    def _style(self, base: Style, lit: bool) -> Style:
        """Return the style under a cell."""
        if not lit:
            return base
        return base + self._get_style("on $block-cursor-background" if self.has_focus else "on $panel")
