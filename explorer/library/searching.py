"""Searching: from a typed line to one page of documents with their passages."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.catalogue import documents, entities, mentions
from explorer.library.session import Session
from explorer.model.document import Document
from explorer.model.entity import EntityType
from explorer.model.query import And, Everything, Named, Page, Parsed, Query, Sort, Suggestion, Word
from explorer.model.results import Hit, Hits, Match, Matches
from explorer.model.span import Span
from explorer.ports import Cancelled
from explorer.query import leaves, parse, positive, resolve, suggest, without
from explorer.text import best_passages

MOST_PARTS = 4
"""Parts of a query without hits that are tried to be left out."""

REMEMBERED = 16
"""Queries of which the matching documents are remembered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line understood, its tree with the keys of the named entities, and what of it can be marked in a text."""

    parsed: Parsed
    query: Query
    marked: Query
    keys: tuple[int, ...]


class Searcher:
    """Answers queries about one corpus; safe from any thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guard = threading.Lock()
        self._matching: OrderedDict[tuple[str, int], frozenset[int]] = OrderedDict()

    def understand(self, text: str) -> Asked:
        """Parse a line and look up the entities that it names."""
        parsed = parse(text, date.today())
        whole = {
            (leaf.type, leaf.text)
            for leaf, _ in leaves(parsed.query)
            if isinstance(leaf, Named) and '"' in leaf.place.of(text)
        }
        with self._session.catalogue.reading() as connection:

            def lookup(type_: EntityType | None, name: str, prefix: bool) -> tuple[int, ...]:
                return entities.lookup(connection, type_, name, prefix, (type_, name) in whole)

            query = resolve(parsed.query, lookup)
        marked = positive(query)
        named = [leaf for leaf, negated in leaves(marked) if isinstance(leaf, Named) and not negated]
        return Asked(parsed, query, marked, tuple({key for leaf in named for key in leaf.keys}))

    def search(self, text: str, page: Page, sort: Sort, passages: int, cancelled: Cancelled | None) -> Hits:
        """Return one page of hits; an unwanted answer stays empty."""
        began = time.perf_counter()
        asked = self.understand(text)
        if isinstance(asked.query, Everything) and sort is Sort.RELEVANCE:
            sort = Sort.NEWEST
        found = self._session.ask(lambda index: index.search(asked.query, page, sort))
        if cancelled and cancelled():
            seconds = time.perf_counter() - began
            return Hits(asked.parsed, (), found.total, page.offset, sort, seconds, whole=found.whole)
        hits = self._rows(asked, found.matches, page.offset, passages, cancelled)
        suggestions = self._suggestions(asked, found)
        seconds = time.perf_counter() - began
        return Hits(asked.parsed, tuple(hits), found.total, page.offset, sort, seconds, suggestions, found.whole)

    def matching(self, text: str) -> frozenset[int]:
        """Return the numbers of all documents that match a line; remembered until the corpus changes."""
        wanted = (text, self._session.generation)
        with self._guard:
            if wanted in self._matching:
                self._matching.move_to_end(wanted)
                return self._matching[wanted]
        query = self.understand(text).query
        found = self._session.ask(lambda index: frozenset(index.matching(query)))
        with self._guard:
            self._matching[wanted] = found
            while len(self._matching) > REMEMBERED:
                self._matching.popitem(last=False)
        return found

    def spans(self, asked: Asked, texts: dict[int, str]) -> dict[int, list[Span]]:
        """Return where the words and the entities of a query stand in the texts of documents, ascending, apart."""
        with self._session.catalogue.reading() as connection:
            named = mentions.of_keys(connection, list(texts), asked.keys) if asked.keys else {}
        found = {}
        for number, text in texts.items():
            found[number] = apart([*self._words(asked, text), *named.get(number, ())])
        return found

    def _words(self, asked: Asked, text: str, field: str | None = None) -> list[Span]:
        return self._session.ask(lambda index: index.spans(asked.marked, text, field))

    def _rows(
        self, asked: Asked, matches: Sequence[Match], first: int, passages: int, cancelled: Cancelled | None
    ) -> Iterable[Hit]:
        numbers = [match.document for match in matches]
        with self._session.catalogue.reading() as connection:
            known = documents.documents(connection, numbers)
        for rank, match in enumerate(matches, first):
            if cancelled and cancelled():
                return
            document = known.get(match.document)
            if document is not None:
                yield self._hit(asked, rank, document, match.score, passages)

    def _hit(self, asked: Asked, rank: int, document: Document, score: float, passages: int) -> Hit:
        """Make one row; texts are fetched one by one, for a page of them may be more than memory holds."""
        title = self._words(asked, document.title, "title")
        with self._session.catalogue.reading() as connection:
            texts = documents.texts(connection, [document.id])
        text = texts.get(document.id, "")
        spans = self.spans(asked, {document.id: text})[document.id]
        return Hit(rank, document, score, best_passages(text, spans, None, passages), tuple(title), len(spans))

    def _suggestions(self, asked: Asked, matches: Matches) -> tuple[Suggestion, ...]:
        """Return what was likely meant where no document has all that was asked for.

        Where nothing was found at all, what each part of the line that can be left out would give is returned as well.
        """
        if isinstance(asked.query, Everything) or (matches.total and matches.whole != 0):
            return ()
        found = suggest(asked.parsed, self._similar, self._names)
        counted = [Suggestion(each.text, each.changed, self._total(each.text)) for each in found]
        parts: list[Suggestion] = []
        for place in [] if matches.total else _parts(asked.parsed.query)[:MOST_PARTS]:
            rest = without(asked.parsed.text, place)
            if rest:
                parts.append(Suggestion(rest, (f"without {place.of(asked.parsed.text)}",), self._total(rest)))
        return tuple(each for each in (*counted, *parts) if each.hits)

    def _total(self, text: str) -> int:
        query = self.understand(text).query
        return self._session.ask(lambda index: index.search(query, Page(0, 0))).total

    def _similar(self, word: str, limit: int) -> list[str]:
        """Return words like one; one that is found needs no other, and looking costs far less than comparing."""
        known = self._session.ask(lambda index: index.search(Word(word), Page(0, 0))).total
        return [word] if known else self._session.ask(lambda index: index.similar(word, limit))

    def _names(self, name: str, limit: int) -> list[str]:
        with self._session.catalogue.reading() as connection:
            if entities.lookup(connection, None, name, False):
                return []
            return entities.names_like(connection, name, limit)


def _parts(query: Query) -> list[Span]:
    """Return where the parts were typed that must all match, if there are several."""
    if not isinstance(query, And):
        return []
    found = []
    items = [part for item in query.items for part in (item.items if isinstance(item, And) else (item,))]
    for item in items:
        places = [leaf.place for leaf, negated in leaves(item) if not negated]
        if places:
            found.append(Span(min(place.start for place in places), max(place.end for place in places)))
    return found if len(found) > 1 else []


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans ascending, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
