"""A list of rows of one height, drawn line by line: only what is on screen is made."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from explorer.view import keys
from explorer.view.render.fitting import Run, fit

LOOKS = (
    "title",
    "muted",
    "hit",
    "person",
    "organisation",
    "place",
    "date",
    "other",
    "quote",
    "accent",
    "reason",
    "hint",
    "cursor",
)


class Listing(ScrollView, can_focus=True):
    """Rows with a cursor; what stands in them and what choosing does is for the panes to say."""

    ALLOW_SELECT = False
    MARGIN = 1
    """Cells before a row, for the bar of the cursor and hint letters."""
    COMPONENT_CLASSES = {f"listing--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    Listing {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .listing--title { text-style: bold; }
        & > .listing--muted { color: $muted; }
        & > .listing--hit { color: $hit; text-style: bold reverse; }
        & > .listing--person { color: $entity-person; }
        & > .listing--organisation { color: $entity-organisation; }
        & > .listing--place { color: $entity-place; }
        & > .listing--date { color: $entity-date; }
        & > .listing--other { color: $entity-other; }
        & > .listing--quote { color: $entity-quote; }
        & > .listing--reason { color: $foreground 80%; }
        & > .listing--accent { color: $accent; text-style: bold; }
        & > .listing--hint { color: $background; background: $warning; text-style: bold; }
        & > .listing--cursor { background: $panel; }
        &:focus > .listing--cursor { background: $block-cursor-background; }
    }
    """
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
            "open": "choose",
        }
    )

    selected: reactive[int] = reactive(0, repaint=False)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._count = 0
        self._labels: dict[int, str] = {}
        self._looks: dict[tuple[str, bool], Style] = {}

    @property
    def row_height(self) -> int:
        """Lines of a row."""
        return 1

    def row(self, number: int, width: int) -> Sequence[Sequence[Run]]:  # noqa: ARG002  # the panes use it
        """Return the lines of a row."""
        raise LookupError(number)

    def chosen(self, number: int) -> None:
        """Do what choosing a row does."""

    def lit(self, number: int) -> None:
        """Hear that the cursor stands on another row."""

    def set_count(self, count: int) -> None:
        """Have so many rows now."""
        self._count = count
        self.virtual_size = Size(0, count * self.row_height)
        self.refresh()

    @property
    def has_cursor(self) -> bool:
        """Say whether there is anything to choose."""
        return True

    @property
    def seen(self) -> range:
        """The numbers of the rows on screen."""
        first = self.scroll_offset.y // self.row_height
        last = (self.scroll_offset.y + self.scrollable_content_region.height - 1) // self.row_height
        return range(first, min(self._count, last + 1))

    def label(self, labels: dict[int, str]) -> None:
        """Put hint letters on rows; an empty dictionary takes them away."""
        self._labels = labels
        self.refresh()

    def validate_selected(self, selected: int) -> int:
        """Stay within the rows."""
        return max(0, min(selected, self._count - 1))

    def watch_selected(self, selected: int) -> None:
        """Keep the row with the cursor in sight, and say that it is another one."""
        self.into_sight()
        if selected < self._count:
            self.lit(selected)

    def into_sight(self) -> None:
        """Scroll so that the row with the cursor is seen."""
        self.scroll_to_region(
            Region(0, self.selected * self.row_height, 1, self.row_height), animate=False, immediate=True, x_axis=False
        )
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw again when the theme has changed."""
        super().notify_style_update()
        self._looks.clear()
        self.refresh()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.selected += by

    def action_first(self) -> None:
        """Go to the first row."""
        self.selected = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.selected = self._count - 1

    def action_page(self, share: float) -> None:
        """Move by a share of the screen."""
        step = max(1, int(self.size.height * abs(share)) // self.row_height)
        self.selected += step if share > 0 else -step

    def action_choose(self) -> None:
        """Choose the row with the cursor."""
        if self._count:
            self.chosen(self.selected)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        number = (event.y - self.gutter.top + self.scroll_offset.y) // self.row_height
        if 0 <= number < self._count:
            self.selected = number
            self.chosen(number)

    def look(self, name: str, here: bool) -> Style:
        """Return the style of a look, on the row with the cursor or elsewhere."""
        known = self._looks.get((name, here))
        if known is None:
            known = self.rich_style
            if here:
                known += self.get_component_rich_style("listing--cursor", partial=True)
            if name:
                known += self.get_component_rich_style(f"listing--{name}", partial=True)
            self._looks[name, here] = known
        return known

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        number, at = divmod(y + self.scroll_offset.y, self.row_height)
        if number >= self._count:
            return Strip.blank(width, self.rich_style)
        here = number == self.selected and self.has_cursor
        room = width - self.MARGIN - 1
        lines = self.row(number, room)
        runs = lines[at] if at < len(lines) else ()
        lit = here and not (at >= self.row_height - 1 and self.row_height > 1)
        segments = [self._margin(number, at, lit)]
        segments += [Segment(text, self.look(name, lit)) for text, name in fit(runs, room)]
        return Strip(segments).adjust_cell_length(width, self.look("", lit))

    def _margin(self, number: int, at: int, lit: bool) -> Segment:
        """Return what stands before a line of a row: its hint letters, or a bar where the cursor is."""
        label = self._labels.get(number, "") if at == 0 else ""
        if label:
            return Segment(f"{label:<{self.MARGIN}}", self.look("hint", False))
        bar = "▌" if lit else " "
        return Segment(f"{bar:<{self.MARGIN}}", self.look("accent" if self.has_focus else "muted", False))
