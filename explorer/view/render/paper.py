"""A scrolled text drawn line by line: only what is on screen is wrapped and styled, so length costs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from explorer.model.results import Reading
from explorer.model.safe import safe as harmless
from explorer.model.span import Span
from explorer.view.render.lines import BLOCK
from explorer.view.render.page import MEASURE, Marks, Page, Run
from explorer.view.render.sanitise import safe

_NAMES = ("person", "organisation", "place", "date", "other")
LOOKS = ("heading", "quote", "pointer", *_NAMES, "hit", "current", "target", "hint")
_SLICE = 0.02
"""Seconds of wrapping at once of what nobody looked at yet: too short to be felt."""
_PAUSE = 0.15
"""Seconds between two of these: each may move the scroll bar, which paints the whole pane."""
_MAP = 2


class Paper(ScrollView):
    """Shows a `Reading` with its marks, at a place known by its offset in the text, or a message instead.

    Line numbers may change while unseen text is wrapped, so the place is kept as an offset and scrolling follows it.
    """

    ALLOW_SELECT = True

    COMPONENT_CLASSES = {
        *(f"reader--{look}" for look in LOOKS),
        "reader--map",
        "reader--map-current",
        "reader--message",
    }

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id, classes=classes)
        self._reading: Reading | None = None
        self._message = ""
        self._page: Page | None = None
        self._marks = Marks()
        self._top = 0
        self._waiting: tuple[int, bool] | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(512)
        self._looks: dict[tuple[str, ...], Style] = {}
        self._map: list[tuple[str, bool]] = []
        self._timer: Timer | None = None

    @property
    def allow_select(self) -> bool:
        """Let the mouse select text."""
        return self._reading is not None

    @property
    def position(self) -> int:
        """Offset in the text of the first character on screen."""
        return self._top

    @property
    def on_screen(self) -> Span:
        """The stretch of the text that is on screen."""
        if self._page is None or not self._page.reading.text:
            return Span(0, 0)
        first = self.scroll_offset.y
        last = min(first + self._rows, self._page.lines.height) - 1
        return Span(self._page.lines.span(first).start, self._page.lines.span(max(first, last)).end)

    def scroll_to_offset(self, offset: int, center: bool = False) -> None:
        """Bring the character at `offset` to the top, or to the middle."""
        if self._waiting is not None:
            self._waiting = (offset, center)
        self._hold(offset, self._rows // 2 if center else 0)
        self.moved()

    def moved(self) -> None:
        """Do what follows from another place being on screen; for the panes to say."""

    # Layout

    @property
    def _rows(self) -> int:
        return max(1, self.scrollable_content_region.height)

    @property
    def _room(self) -> int:
        """Cells for text, beside the map of the hits."""
        return self.scrollable_content_region.width - _MAP

    @property
    def _margin(self) -> int:
        """Blank cells before each line, which centre a text narrower than the pane."""
        return max(0, self._room - MEASURE) // 2

    def _set(self, reading: Reading | None, marks: Marks, place: int = 0, center: bool = False) -> None:
        """Show another reading, or none; at once if the size is known, else as soon as it is."""
        self._reading, self._marks, self._page = reading, marks, None
        self._top, self._waiting = place, (place, center)
        if reading is None:
            self.virtual_size = Size(0, 0)
            self.scroll_to(y=0, animate=False, force=True)
        self.screen.selections.pop(self, None) if self.is_attached else None
        self._lay_out()
        self._repaint()

    def _lay_out(self) -> None:
        """Wrap for the width there is, and show the same place."""
        if self._reading is None or self._room < 1 or not self.is_attached:
            return
        if self._page is None or self._page.lines.width != min(self._room, MEASURE):
            self._page = Page(self._reading, self._room)
            self._page.lines.work(_SLICE)
        place, center = self._waiting or (self._top, False)
        self._waiting = None
        self._repaint()
        self.scroll_to_offset(place, center)
        if not self._page.lines.exact and self._timer is None:
            self._timer = self.set_interval(_PAUSE, self._work)

    def _work(self) -> None:
        """Wrap some more of what nobody looked at yet, so that the scroll bar comes to tell the truth."""
        if self.is_vertical_scrollbar_grabbed:
            return
        left = self._page is not None and self._page.lines.work(_SLICE)
        self._hold(self._top)
        if not left and self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._map.clear()
            self.refresh()

    def _hold(self, offset: int, above: int = 0) -> None:
        """Scroll so that the line of `offset` is on screen below `above` lines."""
        if self._page is None or not self._page.reading.text:
            return
        lines = self._page.lines
        lines.settle(offset - 2 * BLOCK, offset + 2 * BLOCK)
        size = Size(self.scrollable_content_region.width, lines.height)
        if size != self.virtual_size:
            self.virtual_size = size
        row = max(0, min(lines.line_of(offset) - above, lines.height - self._rows))
        self._top = lines.span(row).start
        if row != round(self.scroll_y):
            self.scroll_to(y=row, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Know the place in the text after any scrolling."""
        super().watch_scroll_y(old_value, new_value)
        if self._page is None or not self._page.reading.text or round(old_value) == round(new_value):
            return
        self._top = self._page.lines.span(round(new_value)).start
        if not self._page.lines.exact:
            self._hold(self._top)
        self.moved()

    def on_resize(self) -> None:
        """Wrap again, with the same text at the top."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def _repaint(self) -> None:
        self._strips.clear()
        self._map.clear()
        self.refresh()

    # Drawing

    def _look(self, names: tuple[str, ...]) -> Style:
        """Return the style of several looks over one another, worked out once."""
        style = self._looks.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                if name == "selection":
                    style += self.screen.get_component_rich_style("screen--selection")
                else:
                    style += self.get_component_rich_style(f"reader--{name}", partial=True)
            self._looks[names] = style
        return style

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen: the text, and its stretch of the map of the hits."""
        width = self.scrollable_content_region.width
        if self._page is None:
            return self._render_message(y, width)
        row = self.scroll_offset.y + y
        if not self._map:
            self._map = self._page.map(self._marks, self._rows)
        symbol, here = self._map[y] if y < len(self._map) else (" ", False)
        column = Strip([Segment(symbol, self._look(("map-current",) if here else ("map",)))], 1)
        return Strip.join([self._render_text(row, width - 1), column])

    def _render_text(self, row: int, width: int) -> Strip:
        base = self._look(())
        assert self._page is not None
        lines = self._page.lines
        if not self._page.reading.text or row >= lines.height:
            return Strip.blank(width, base)
        selected = self.text_selection.get_span(row) if self.text_selection is not None else None
        span = lines.span(row)
        strip = self._strips.get(span.start) if selected is None else None
        if strip is None:
            line = lines.line(row)
            inner = None
            if selected is not None:
                last = len(line.text) if selected[1] < 0 else selected[1] - self._margin
                inner = (selected[0] - self._margin, last)
            runs = self._page.look(line, self._marks, inner)
            strip = self._strip(runs, width)
            if selected is None:
                self._strips[span.start] = strip
        return strip.apply_offsets(0, row)

    def _strip(self, runs: Sequence[Run], width: int) -> Strip:
        base = self._look(())
        segments = [Segment(" " * self._margin, base)] if self._margin else []
        segments.extend(Segment(text, self._look(names)) for text, names in runs)
        return Strip(segments).adjust_cell_length(width, base)

    def _render_message(self, y: int, width: int) -> Strip:
        lines = self._message.split("\n") if self._message else []
        index = y - max(0, (self._rows - len(lines)) // 2)
        if not 0 <= index < len(lines):
            return Strip.blank(width, self.rich_style)
        text = safe(lines[index])
        text = " " * (max(0, width - cell_len(text)) // 2) + text
        return Strip([Segment(text, self._look(("message",)))]).adjust_cell_length(width, self.rich_style)

    # Selecting and pointing

    def _offset_at(self, x: int, row: int) -> int:
        """Return the text's offset of character `x` of line `row` as drawn, margin included."""
        assert self._page is not None
        return self._page.lines.line(row).offset(max(0, x - self._margin))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected characters of the text, made harmless, and what to put after them."""
        if self._page is None or not self._page.reading.text:
            return None
        text = self._page.reading.text
        last = self._page.lines.height - 1
        start = 0 if selection.start is None else self._offset_at(selection.start.x, min(selection.start.y, last))
        end = len(text) if selection.end is None else self._offset_at(selection.end.x, min(selection.end.y, last))
        return harmless(text[start:end], keep_newlines=True), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002  Textual's signature
        """Draw again what was or is selected."""
        self._strips.clear()
        self.refresh()

    def _pointed_at(self, event: events.MouseEvent) -> int | None:
        """Return the offset of the character under the mouse, None for blank space."""
        place = event.get_content_offset(self)
        if place is None or self._page is None or not self._page.reading.text:
            return None
        row, cell = self.scroll_offset.y + place.y, place.x - self._margin
        if row >= self._page.lines.height or cell < 0:
            return None
        line = self._page.lines.line(row)
        return line.at_cell(cell) if cell < cell_len(line.text) else None

    def action_scroll_lines(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=round(self.scroll_y) + by, animate=False)

    def action_scroll_pages(self, share: float) -> None:
        """Scroll by a share of the screen, one line less than a whole one so that the eye keeps its place."""
        rows = max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=round(self.scroll_y) + int(rows * share), animate=False)

    def action_first(self) -> None:
        """Go to the beginning."""
        self.scroll_to_offset(0)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_to_offset(len(self._reading.text) if self._reading is not None else 0)
