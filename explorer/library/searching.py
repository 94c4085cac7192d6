"""Searching: from a typed line to one page of documents with their passages."""

from __future__ import annotations

import time

from explorer.library.rows import Rows
from explorer.library.session import Session
from explorer.library.suggesting import suggestions
from explorer.library.understanding import Asked, Understanding
from explorer.model.query import Everything, Page, Sort
from explorer.model.results import Hits
from explorer.ports import Cancelled


class Searcher:
    """Answers queries about one corpus; safe from any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._understanding = Understanding(session)

    def understand(self, text: str) -> Asked:
        """Parse a line and look up what only the catalogue knows of it."""
        return self._understanding.of(text)

    def search(self, text: str, page: Page, sort: Sort, passages: int, cancelled: Cancelled | None) -> Hits:
        """Return one page of hits; an unwanted answer stays empty."""
        began = time.perf_counter()
        asked = self.understand(text)
        if isinstance(asked.query, Everything) and sort in (Sort.RELEVANCE, Sort.RECENT):
            sort = Sort.NEWEST
        found = self._session.ask(lambda index: index.search(asked.query, page, sort, cancelled))
        hits = tuple(Rows(self._session, asked, passages).of(found.matches, page.offset, cancelled))
        meant = () if cancelled and cancelled() else suggestions(self._session, self, asked, found)
        return Hits(
            asked.parsed,
            hits,
            found.total,
            page.offset,
            sort,
            time.perf_counter() - began,
            meant,
            found.whole,
            (*asked.notices, *found.notices),
        )

    def total(self, asked: Asked) -> int:
        """Return how many documents match."""
        return self._session.ask(lambda index: index.search(asked.query, Page(0, 0))).total
