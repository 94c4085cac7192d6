"""A screen that is a list of things to read and follow: a title, the rows, a filter, the keys."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from explorer.errors import ExplorerError
from explorer.library import Library
from explorer.values import dataclass
from explorer.view.messages import CopyPassage, Go, Narrow, OpenOriginal
from explorer.view.navigation import Place
from explorer.view.screens.keyline import KeyLine
from explorer.view.screens.page import Page
from explorer.view.screens.rowlist import RowList
from explorer.view.screens.rows import Cell, Row, matching

PAIRS = 100
"""Columns from which two documents stand side by side."""
APART = 140
"""Columns from which the second half of the rows stands beside the first."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a screen shows: `aside` follows the rows, or stands beside them; `stacked` replaces them when narrow."""

    title: Content
    rows: tuple[Row, ...] = ()
    aside: tuple[Row, ...] = ()
    stacked: tuple[Row, ...] = ()


class LinesScreen(Page):
    """Rows made in a worker thread by `load`, filtered by `/`, followed by `enter`."""

    crumb = ""

    def __init__(self, library: Library, row: int = 0) -> None:
        super().__init__(library)
        self._row = row
        self._lines: Lines | None = None
        self._arranged_for = (False, False)

    def compose(self) -> ComposeResult:
        """Lay out title, rows, filter and keys."""
        yield Static(id="crumbs")
        yield Static(id="title")
        with Horizontal(id="columns"):
            yield RowList(id="rows")
            yield RowList(id="aside")
        yield Input(placeholder="filter: type a part, esc to leave", id="filter", compact=True)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Focus the rows and fetch them."""
        self.query_one(KeyLine).kind = self.kind
        self.query_one("#crumbs", Static).update(
            Content.assemble(("Results › Reader › ", "$muted"), (self.crumb, "bold"))
        )
        self.query_one("#filter").display = False
        self.aside.display = False
        self._arranged_for = self._widths()
        self.set_focus(self.list)
        self.fetch()

    @property
    def list(self) -> RowList:
        """Return the list of rows."""
        return self.query_one("#rows", RowList)

    @property
    def aside(self) -> RowList:
        """Return the second list, shown beside the first when there is room."""
        return self.query_one("#aside", RowList)

    def load(self) -> Lines:
        """Return what is to be shown; runs in a thread; raises ExplorerError."""
        return Lines(Content(""))

    @work(thread=True, exclusive=True, group="lines")
    def fetch(self) -> None:
        """Ask the library, and show what it says unless the screen has gone meanwhile."""
        worker = get_current_worker()
        try:
            lines = self.load()
        except ExplorerError as error:
            lines = Lines(Content(str(error)))
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show, lines)

    def show(self, lines: Lines) -> None:
        """Show title and rows, with the cursor where it was."""
        row = self.row
        self._lines = lines
        self.query_one("#title", Static).update(lines.title)
        self._arrange(row)

    def _arrange(self, row: int) -> None:
        """Put the rows into one list or two, as the width allows, with the cursor on row `row` of all of them."""
        lines = self._lines
        if lines is None:
            return
        wanted = self.query_one("#filter", Input).value
        first = matching(lines.stacked if lines.stacked and self.size.width < PAIRS else lines.rows, wanted)
        second = matching(lines.aside, wanted)
        apart = bool(second) and self.size.width >= APART
        self.aside.display = apart
        if not apart:
            self.list.show([*first, *second], row)
            return
        self.list.show(first, row if row < len(first) else 0)
        self.aside.show(second, max(0, row - len(first)))
        if row >= len(first) and self.focused is self.list:
            self.aside.focus()

    def on_resize(self) -> None:
        """Arrange the rows for the new width, the cursor staying on what it was on."""
        if self._lines is None or self._arranged_for == self._widths():
            return
        cell = self.cell
        self.query_one(KeyLine).kind = self.kind
        self._arranged_for = self._widths()
        self._arrange(self.row)
        for each in (self.list, self.aside):
            each.stand_on(cell)

    def _widths(self) -> tuple[bool, bool]:
        """Return what of the width matters to the arrangement."""
        return self.size.width >= PAIRS, self.size.width >= APART

    @property
    def cell(self) -> Cell | None:
        """Return the cell with the cursor in the focused list."""
        return self.aside.cell if self.focused is self.aside else self.list.cell

    @property
    def row(self) -> int:
        """Return the row with the cursor, 0 while there is none."""
        if self._lines is None:
            return self._row
        before = len(self.list.rows) if self.focused is self.aside else 0
        return before + max(0, (self.aside if before else self.list).cursor)

    @on(RowList.Chosen)
    def follow(self, event: RowList.Chosen) -> None:
        """Go where the chosen cell leads."""
        if event.cell.place is not None:
            self.post_message(Go(event.cell.place))

    def action_find(self) -> None:
        """Open the filter."""
        field = self.query_one("#filter", Input)
        field.display = True
        self.set_focus(field)

    @on(Input.Changed, "#filter")
    def narrow(self) -> None:
        """Show the rows that hold what is typed."""
        self._arrange(0)

    @on(Input.Submitted, "#filter")
    def leave_filter(self) -> None:
        """Go from the filter to the rows it left."""
        self.set_focus(self.list)

    def action_up(self) -> None:
        """Leave the filter, or the screen."""
        field = self.query_one("#filter", Input)
        if field.display:
            field.value = ""
            field.display = False
            self.set_focus(self.list)
        else:
            self.post_message(Go(Place()))

    def _sentence(self) -> Cell | None:
        """Return the cell with the cursor if it holds a sentence; say so if not."""
        cell = self.cell
        if cell is None or cell.sentence is None:
            self.tell("Stand on a sentence to do that.")
            return None
        return cell

    def _copy(self, only_place: bool) -> None:
        if (cell := self._sentence()) is not None and cell.sentence is not None:
            said = cell.sentence
            self.post_message(CopyPassage(said.document, said.span, said.text, only_place))

    def action_copy(self) -> None:
        """Copy the sentence under the cursor with its citation."""
        self._copy(only_place=False)

    def action_copy_place(self) -> None:
        """Copy where the sentence under the cursor stands."""
        self._copy(only_place=True)

    def action_original(self) -> None:
        """Open the original at the sentence under the cursor."""
        if (cell := self._sentence()) is not None and cell.sentence is not None:
            self.post_message(OpenOriginal(cell.sentence.document, cell.sentence.span.start))

    def subject(self) -> int | None:
        """Return the entity that `+`, `-` and `t` mean here."""
        cell = self.cell
        return cell.entity if cell is not None else None

    def _narrow(self, exclude: bool) -> None:
        entity = self.subject()
        if entity is None:
            self.tell("Stand on an entity to do that.")
        else:
            self.post_message(Narrow(entity, exclude))

    def action_require(self) -> None:
        """Search for the documents of the entity under the cursor, too."""
        self._narrow(exclude=False)

    def action_exclude(self) -> None:
        """Keep the documents of the entity under the cursor out of the results."""
        self._narrow(exclude=True)
