"""The state of the index: what is in it, how indexing goes, what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from explorer.library import Library
from explorer.model.document import Failure
from explorer.model.entity import PLURALS, EntityType
from explorer.model.progress import Overview
from explorer.view import keys
from explorer.view.indexing import IndexState, bar, progress_line, report_line
from explorer.view.navigation import Place
from explorer.view.render.beside import look_of
from explorer.view.render.sanitise import safe
from explorer.view.screens import rows
from explorer.view.screens.keyline import KeyLine
from explorer.view.screens.lines import Lines, LinesScreen
from explorer.view.screens.rows import Cell, Row


class StatusScreen(LinesScreen):
    """Progress, numbers, failures; `r` looks again, `esc` stops indexing."""

    crumb = "Index"
    BINDINGS = keys.bindings("status")

    def __init__(self, library: Library, state: IndexState) -> None:
        super().__init__(library)
        self.state = state

    def place(self) -> Place:
        """Return nowhere: one does not come back here."""
        return Place()

    @property
    def kind(self) -> str:
        """Return which keys are shown: while indexing runs, `esc` stops it."""
        return "indexing" if self.state.running else "status"

    def load(self) -> Lines:
        """Fetch the numbers and the failures."""
        overview = self.library.overview()
        title = Content.assemble(("Index", "bold"), (f"  {safe(str(self.library.folder))}", "$muted"))
        return Lines(title, tuple(status_rows(overview, self.state, self.library.notices)))

    def hear(self, state: IndexState) -> None:
        """Show a new state of indexing."""
        changed = state.running != self.state.running or state.grown
        self.state = state
        self.query_one(KeyLine).kind = self.kind
        if changed or self._lines is None:
            self.fetch()
        else:
            self.show_progress()

    def show_progress(self) -> None:
        """Redraw the lines about indexing alone, which change several times a second."""
        if self._lines is not None:
            kept = self._lines.rows[len(list(_indexing(self.state))) :]
            self.show(Lines(self._lines.title, (*_indexing(self.state), *kept)))

    def action_up(self) -> None:
        """Stop indexing if it runs, else leave."""
        if self.state.running:
            self.call_later(self.app.run_action, "app.stop_indexing")
        else:
            super().action_up()


def _fact(name: str, value: str, style: str = "") -> Row:
    return Row((Cell(Content.styled(value, style), lines=3),), label=Content.styled(name, "$muted"))


def _indexing(state: IndexState) -> Iterator[Row]:
    """Yield the two lines that say how indexing goes."""
    if state.running and state.progress is not None:
        yield _fact(state.progress.stage, progress_line(state.progress), "$accent")
        yield _fact("", bar(state.progress), "$accent")
    elif state.running:
        yield _fact("indexing", "starting", "$accent")
        yield _fact("", "")
    elif state.error is not None:
        yield _fact("indexing", safe(state.error), "$error")
        yield _fact("", "what is indexed can be read; r tries again", "$muted")
    else:
        notices = " · ".join(state.report.notices) if state.report else ""
        yield _fact("indexing", safe(notices) or (report_line(state.report) if state.report else "up to date"))
        yield _fact("", "r looks for new and changed files", "$muted")


def status_rows(overview: Overview, state: IndexState, notices: Sequence[str]) -> Iterator[Row]:
    """Yield progress, numbers, notices and failures."""
    yield from _indexing(state)
    yield rows.blank()
    yield _fact("documents", f"{overview.documents:,}")
    for name, count in overview.entities:
        type_ = EntityType(name)
        yield _fact(PLURALS[type_], f"{count:,}", f"$entity-{look_of(type_)}")
    yield _fact("mentions", f"{overview.mentions:,}")
    if overview.updated:
        yield _fact("updated", f"{overview.updated[:16].replace('T', ' ')} UTC")
    for notice in notices:
        yield _fact("notice", safe(notice), "$warning")
    yield rows.blank()
    yield rows.heading("Not read, or read with a loss", f"{len(overview.failures):,}")
    if not overview.failures:
        yield _fact("", "every file could be read", "$muted")
    for failure in overview.failures:
        yield _failed(failure)


def _failed(failure: Failure) -> Row:
    content = Content.assemble((safe(failure.path), "bold"), f"  {safe(failure.message)}")
    return Row((Cell(content, lines=2),), label=Content.styled(safe(failure.reason), "$error"))
