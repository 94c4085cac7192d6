"""Searching as one types: small pauses, answers in order, and the list that stays until there is a better one."""

from __future__ import annotations

from textual import on, work
from textual.timer import Timer
from textual.worker import get_current_worker

from explorer.errors import ExplorerError
from explorer.library import Library
from explorer.model.query import Page, Sort
from explorer.model.results import Completion, Hit, Hits
from explorer.values import dataclass
from explorer.view.indexing import IndexState
from explorer.view.panes.query_bar import QueryBar
from explorer.view.panes.results import ResultsPane
from explorer.view.screens.arranging import Arranging

PAUSE = 0.06
"""Seconds without a key before a search starts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: `keep` is the document to light again, `rank` where it stood, `top` the row to scroll to.

    `literal` shows the hits even of a query with mistakes; `quiet` leaves the reader alone.
    """

    text: str
    sort: Sort | None
    keep: int | None = None
    rank: int | None = None
    top: int | None = None
    literal: bool = False
    quiet: bool = False


class Finding(Arranging):
    """The part of the search screen that asks and shows hits."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library)
        self.text = query
        self.sort: Sort | None = None
        self.hits: Hits | None = None
        self.state = IndexState()
        self.looked = True
        """Whether it is known that no file waits to be indexed."""
        self._asked: Asked | None = None
        self._pause: Timer | None = None
        self._limit = library.config.search.page

    # Asking

    @on(QueryBar.Changed)
    def typed(self, event: QueryBar.Changed) -> None:
        """Search after a small pause."""
        if event.text == self.text:
            return
        self.text = event.text
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.search)

    def search(
        self,
        keep: int | None = None,
        rank: int | None = None,
        top: int | None = None,
        literal: bool = False,
        quiet: bool = False,
    ) -> None:
        """Ask for the hits of the query line as it is; see `Asked`."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self._asked = Asked(self.text, self.sort, keep, rank, top, literal, quiet)
        self._find(self._asked)

    def completions(self, text: str) -> tuple[Completion, ...]:
        """Return what a line may go on with; a corpus that cannot be read has nothing to offer."""
        try:
            return self.library.complete(text)
        except ExplorerError:
            return ()

    @work(thread=True, exclusive=True, group="search")
    def _find(self, asked: Asked) -> None:
        """Search in a thread; an answer that is no longer wanted is dropped."""
        worker = get_current_worker()
        sort = asked.sort or Sort.RELEVANCE
        try:
            hits = self.library.search(asked.text, Page(0, self._limit), sort, cancelled=lambda: worker.is_cancelled)
            marks = self.library.marks([hit.document.id for hit in hits.hits])
        except ExplorerError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.tell, str(error), "error")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.answer, asked, hits, marks)

    # Showing

    def answer(self, asked: Asked, hits: Hits, marks: dict[int, frozenset[str]]) -> None:
        """Show hits, unless another question has been asked since."""
        if asked is not self._asked or not self.is_mounted:
            return
        self.bar.set_understood(hits.parsed, hits)
        if hits.parsed.mistakes and not asked.literal and self.hits is not None:
            return
        self.hits = hits
        self.results.marks = marks
        self.results.message = self.empty_message(hits)
        self.results.hits = hits
        self.results.selected = self._place_of(asked.keep, asked.rank)
        if asked.top is not None:
            self.results.scroll_to(y=asked.top, animate=False)
        self.found(asked)

    def _place_of(self, document: int | None, rank: int | None) -> int:
        """Return the number of the hit of a document that once stood at `rank`.

        If it is not among those fetched, the row stays; there is none to stay at for a new question.
        """
        if document is not None and rank is not None:
            hit = self.hit_at(rank)
            if hit is None or hit.document.id == document:
                return rank
        hits = self.hits.hits if self.hits is not None else ()
        last = self.hits.total - 1 if self.hits is not None else 0
        kept = max(0, min(rank or 0, last))
        return next((hit.rank for hit in hits if hit.document.id == document), kept)

    def found(self, asked: Asked) -> None:
        """Do what new hits ask for; the reader's part of the screen knows."""

    def empty_message(self, hits: Hits) -> str:
        """Return what to say instead of hits."""
        if hits.total:
            return ""
        if self.text.strip():
            more = " yet: the folder is being read" if self.state.running else ""
            return f"No document matches {self.text}{more}"
        if self.state.running or not self.looked:
            return "Reading the folder: documents appear here as they are indexed."
        rules = ", ".join(self.library.config.documents.include)
        return f"No document in {self.library.folder}\nlooked for {rules}\n\ni shows what could not be read"

    @on(ResultsPane.PageWanted)
    def more(self, event: ResultsPane.PageWanted) -> None:
        """Fetch the hits that are scrolled to."""
        if self._asked is not None:
            self._next_page(self._asked, event.offset, event.limit)

    @work(thread=True, group="pages")
    def _next_page(self, asked: Asked, offset: int, limit: int) -> None:
        worker = get_current_worker()
        try:
            page = self.library.search(asked.text, Page(offset, limit), asked.sort or Sort.RELEVANCE)
            marks = self.library.marks([hit.document.id for hit in page.hits])
        except ExplorerError as error:
            self.app.call_from_thread(self.tell, str(error), "error")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._add, asked, page, marks)

    def _add(self, asked: Asked, page: Hits, marks: dict[int, frozenset[str]]) -> None:
        if asked is self._asked:
            self.results.marks = {**self.results.marks, **marks}
            self.results.add_page(page)

    def hit_at(self, rank: int) -> Hit | None:
        """Return the hit of this rank if it has been fetched."""
        return self.results.hit(rank)
