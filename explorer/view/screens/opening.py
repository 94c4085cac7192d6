"""Opening documents: into the reader, at the right place, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable

from textual import on, work
from textual.timer import Timer
from textual.worker import get_current_worker

from explorer.errors import ExplorerError
from explorer.library import Library
from explorer.model.entity import EntityCount
from explorer.model.link import Link
from explorer.model.results import Hit, QuoteOf, Reading
from explorer.model.span import Span
from explorer.values import dataclass
from explorer.view.messages import Go
from explorer.view.navigation import Place
from explorer.view.panes.results import ResultsPane
from explorer.view.screens.finding import Asked, Finding

PREVIEW = 0.08
"""Seconds that a result stays lit before it is previewed."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the side pane shows of a document."""

    entities: tuple[EntityCount, ...]
    quotes: tuple[QuoteOf, ...]
    links: tuple[Link, ...]


class Opening(Finding):
    """The part of the search screen that fills the reader and the side pane."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library, query)
        self.document: int | None = None
        """The document asked for last: the one in the reader, or on its way there."""
        self._preview: Timer | None = None
        self._seen_at: dict[tuple[str, int], int] = {}
        self._read_for = ""

    # Which document

    def found(self, asked: Asked) -> None:
        """Preview the lit hit of a new answer, if the reader is not in use."""
        hit = self.hit_at(self.results.selected)
        same = hit is None or hit.document.id == self.document
        if asked.quiet and (same or self._pane != "results"):
            return
        if hit is None and self.hits is not None and self.hits.total:
            return
        if hit is None:
            self.document = None
            self.reader.clear(self.empty_message(self.hits) if self.hits is not None else "")
            self.side.show_entities(())
            self.side.show_quotes(())
            self.side.show_links(())
        elif self.reader.display or self.document is None:
            self.open(Place(document=hit.document.id, top=self.seen_at(hit.document.id)))

    @on(ResultsPane.Highlighted)
    def lit(self, event: ResultsPane.Highlighted) -> None:
        """Preview the lit hit after a small pause, so that running through the list stays quick."""
        self._stop_preview()
        if self.focused is self.results and self.reader.display and event.hit.document.id != self.document:
            self._preview = self.set_timer(PREVIEW, lambda: self.preview(event.hit))

    def _stop_preview(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None

    def preview(self, hit: Hit) -> None:
        """Show a hit in the reader, where it was left if it has been read for this query."""
        self.open(Place(document=hit.document.id, top=self.seen_at(hit.document.id)))

    @on(ResultsPane.Chosen)
    def chosen(self, event: ResultsPane.Chosen) -> None:
        """Read a hit."""
        top = self.reader.position if event.hit.document.id == self.document and self.reader.display else None
        self.post_message(Go(Place(document=event.hit.document.id, top=top, pane="reader")))

    def read_lit(self) -> None:
        """Show the lit hit if the reader shows another document."""
        hit = self.hit_at(self.results.selected)
        if hit is not None and hit.document.id != self.document:
            self.preview(hit)

    def seen_at(self, document: int | None) -> int | None:
        """Return the character at which a document was left when it was last read for this query."""
        reading = self.reader.reading
        if document is None or (reading is not None and reading.document.id == document == self.document):
            return None
        return self._seen_at.get((self.text, document))

    def keep_place(self) -> None:
        """Remember where the document in the reader has been scrolled to."""
        reading = self.reader.reading
        if reading is not None:
            self._seen_at[self._read_for, reading.document.id] = self.reader.position

    # Opening

    def open(self, place: Place, then: Callable[[], object] | None = None) -> None:
        """Show the document of a place; `then` runs when it is there."""
        self._stop_preview()
        self.keep_place()
        reading = self.reader.reading
        if reading is not None and place.document == reading.document.id == self.document and self._fresh(reading):
            self._arrive(reading, place, then, again=True)
            return
        self.document = place.document
        self._read(place, self.text, then)

    def _fresh(self, reading: Reading) -> bool:
        """Say whether the reader's hits are those of the query as it is now."""
        return self._read_for == self.text and reading is not None

    @work(thread=True, exclusive=True, group="read")
    def _read(self, place: Place, text: str, then: Callable[[], object] | None) -> None:
        """Fetch a document in a thread, then what stands beside it."""
        worker = get_current_worker()
        document = place.document
        assert document is not None
        try:
            reading = self.library.read(document, text)
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._arrived, reading, place, text, then)
            beside = Beside(
                self.library.document_entities(document, text),
                self.library.document_quotes(document),
                self.library.links(document),
            )
        except (ExplorerError, OSError) as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.gone, document, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._beside, document, beside)

    def _arrived(self, reading: Reading, place: Place, text: str, then: Callable[[], object] | None) -> None:
        if reading.document.id == self.document and self.is_mounted:
            self._read_for = text
            self._arrive(reading, place, then)

    def _arrive(self, reading: Reading, place: Place, then: Callable[[], object] | None, again: bool = False) -> None:
        """Show a reading at the place that was asked for."""
        at = self._span(reading, place)
        if not again or at is not None:
            self.reader.show(reading, at, True)
        if place.top is not None and at is None:
            self.reader.scroll_to_offset(place.top)
        if then is not None:
            then()

    @staticmethod
    def _span(reading: Reading, place: Place) -> Span | None:
        """Return the stretch of text to show in the middle."""
        if place.at is not None:
            return Span(place.at, place.at + 1)
        if place.about is not None:
            locals_ = {local for local, entity in reading.entity_of.items() if entity == place.about}
            return next((mention.span for mention in reading.mentions if mention.local in locals_), None)
        return None

    def _beside(self, document: int, beside: Beside) -> None:
        if document == self.document and self.is_mounted:
            self.side.show_entities(beside.entities)
            self.side.show_quotes(beside.quotes)
            self.side.show_links(beside.links)

    def mark_read(self, place: Place) -> None:
        """Mark the document of a place as read, in the results and for good."""
        document = place.document
        if document is not None and place.pane == "reader":
            self.set_mark(document, "read", True)

    def set_mark(self, document: int, mark: str, on: bool) -> None:
        """Set or clear a mark of the reader's own on a document."""
        marks = dict(self.results.marks)
        known = marks.get(document, frozenset())
        marks[document] = known | {mark} if on else known - {mark}
        self.results.marks = marks
        self._keep_mark(document, mark, on)

    @work(thread=True, group="marks")
    def _keep_mark(self, document: int, mark: str, on: bool) -> None:
        try:
            self.library.mark(document, mark, on)
        except ExplorerError as error:
            self.app.call_from_thread(self.tell, str(error), "warning")

    def action_star(self) -> None:
        """Star the document in the reader, or take its star away."""
        if self.document is not None:
            starred = "starred" in self.results.marks.get(self.document, frozenset())
            self.set_mark(self.document, "starred", not starred)

    @work(thread=True, exclusive=True, group="find")
    def find_text(self, document: int, text: str) -> None:
        """Look for a text in a document, in a thread."""
        try:
            spans = self.library.find(document, text) if text.strip() else ()
        except ExplorerError as error:
            self.app.call_from_thread(self.tell, str(error), "error")
            return
        self.app.call_from_thread(self._found_text, document, text, spans)

    def _found_text(self, document: int, text: str, spans: tuple[Span, ...]) -> None:
        if document == self.document and self.is_mounted and not self.reader.find(spans) and text.strip():
            self.tell(f"{text} is not in this document.")

    def gone(self, document: int, reason: str) -> None:
        """Say in the reader why a document cannot be shown."""
        if document == self.document and self.is_mounted:
            self.reader.clear(f"This document cannot be shown.\n{reason}\n\n[ goes back, i looks for what has changed.")
