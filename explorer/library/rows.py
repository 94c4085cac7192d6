"""A page of what was found as rows: each document with its best passages and the hits in its title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from explorer.catalogue import documents, mentions
from explorer.library.session import Session
from explorer.library.understanding import Asked
from explorer.model.document import Document
from explorer.model.language import stemmer_of
from explorer.model.results import Hit, Lit, Match, Passage, Stretch
from explorer.model.span import Span
from explorer.ports import Cancelled, Located
from explorer.text import best_passages

CHARACTERS = 2_000_000
"""Characters of texts that are fetched at once: a page of short documents in one go."""

LONG = 100_000
"""Characters from which only the pieces of a text that its passages are cut from are read."""

AROUND = 1_000
"""Characters to either side of the name of an entity within which sentences are cut."""

_ENTITY = -1
"""The part of a query that a named entity is."""

_RARE = 4.0
"""The weight of the name of an entity: that of a word in a hundredth of the documents, about."""

Row = tuple[int, Document, float]
"""A document that was found: its rank, itself, its score."""


class Rows:
    """Makes the rows of one answer."""

    def __init__(self, session: Session, asked: Asked, passages: int) -> None:
        self._session = session
        self._asked = asked
        self._passages = passages

    def of(self, matches: Sequence[Match], first: int, cancelled: Cancelled | None) -> Iterator[Hit]:
        """Yield a row for each match that is still there, ranked from `first`; no more of them once `cancelled`."""
        with self._session.catalogue.reading() as connection:
            known = documents.documents(connection, [match.document for match in matches])
        ranked = [
            (rank, known[match.document], match.score)
            for rank, match in enumerate(matches, first)
            if match.document in known
        ]
        for some in _together(ranked):
            numbers = [document.id for _, document, _ in some]
            long = {document.id: self._located(document) for _, document, _ in some if document.length > LONG}
            with self._session.catalogue.reading() as connection:
                texts = documents.texts(connection, [each for each in numbers if long.get(each) is None])
                named = mentions.of_keys(connection, numbers, self._asked.keys) if self._asked.keys else {}
            for rank, document, score in some:
                if cancelled and cancelled():
                    return
                located, names = long.get(document.id), named.get(document.id, [])
                if located is None:
                    found = self._short(document, *texts.get(document.id, ("", ())), names)
                else:
                    found = self._long(document, located, names, self._piece)
                title = self._lit(document, document.title, "title").spans
                yield Hit(rank, document, score, found[0], tuple(title), found[1])

    def within(self, document: Document, text: str) -> tuple[Sequence[Span], Span | None]:
        """Return where the query's words and entities stand in a document's text, and the passage to open it at."""
        names: Sequence[Span] = ()
        if self._asked.keys:
            with self._session.catalogue.reading() as connection:
                names = mentions.of_keys(connection, [document.id], self._asked.keys).get(document.id, ())
        located = self._located(document) if document.length > LONG else None
        if located is None:
            lit = joined(self._lit(document, text), names)
            best = best_passages(text, lit.spans, lit.weights, 1, words=lit.words) if lit.spans else ()
            return tuple(lit.spans), best[0].span if best else None
        passages, hits = self._long(document, located, names, lambda _, span: span.of(text))
        return located.spans(text, names), passages[0].span if hits and passages else None

    def _piece(self, document: Document, span: Span) -> str:
        with self._session.catalogue.reading() as connection:
            return documents.piece(connection, document.id, span)

    def _language(self, document: Document) -> str:
        return stemmer_of(document.language, self._session.config.search.language)

    def _lit(self, document: Document, text: str, field: str | None = None) -> Lit:
        language = self._language(document)
        return self._session.ask(lambda index: index.lit(self._asked.marked, text, field, language))

    def _located(self, document: Document) -> Located | None:
        language = self._language(document)
        return self._session.ask(lambda index: index.locate(self._asked.marked, document.id, document.length, language))

    def _short(
        self, document: Document, text: str, ends: Sequence[int], names: Sequence[Span]
    ) -> tuple[tuple[Passage, ...], int]:
        """Return the passages and the number of hits of a document whose whole text is read."""
        lit = joined(self._lit(document, text), names)
        found = best_passages(text, lit.spans, lit.weights, self._passages, words=lit.words, ends=ends)
        return found, len(lit.spans)

    def _long(
        self, document: Document, located: Located, names: Sequence[Span], read: Callable[[Document, Span], str]
    ) -> tuple[tuple[Passage, ...], int]:
        """Return the passages and about the number of hits of a document of which only pieces are read."""
        count = max(located.hits, len(names))
        found: list[Passage] = []
        for stretch in self._stretches(document, located, names):
            if len(found) >= self._passages:
                break
            text = read(document, stretch.span)
            here = [name.shifted(-stretch.span.start) for name in names if stretch.span.covers(name)]
            lit = joined(located.lit(stretch, text) if located.hits else Lit(), here)
            many = min(stretch.windows, self._passages - len(found))
            cut = best_passages(text, lit.spans, lit.weights, many, words=lit.words)
            found += [_shifted(passage, stretch.span.start) for passage in cut]
        return tuple(found), count

    def _stretches(self, document: Document, located: Located, names: Sequence[Span]) -> tuple[Stretch, ...]:
        """Return what to read; where no word is hit, what is about names, and without those the beginning."""
        found = located.stretches(self._passages) if located.hits else ()
        if found:
            return found
        about = names[: self._passages] or [Span(0, 0)]
        return tuple(
            Stretch(Span(max(0, each.start - AROUND), min(document.length, each.end + AROUND)), each, 1)
            for each in about
        )


def joined(lit: Lit, names: Sequence[Span]) -> Lit:
    """Return hits together with the names of entities, those that overlap made one, which is the rarer of them."""
    if not names:
        return lit
    parts = [(span, word, weight) for span, word, weight in zip(lit.spans, lit.words, lit.weights, strict=True)]
    parts += [(name, _ENTITY, _RARE) for name in names]
    found: list[tuple[Span, int, float]] = []
    for span, word, weight in sorted(parts):
        if found and span.start < found[-1][0].end:
            before, its, weighed = found[-1]
            whole = Span(before.start, max(before.end, span.end))
            found[-1] = (whole, its, weighed) if weighed >= weight else (whole, word, weight)
        else:
            found.append((span, word, weight))
    spans, words, weights = zip(*found, strict=True)
    return Lit(spans, words, weights)


def _shifted(passage: Passage, by: int) -> Passage:
    return Passage(passage.span.shifted(by), passage.text, tuple(hit.shifted(by) for hit in passage.hits))


def _together(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows in groups whose texts are no longer than what is fetched at once, or a single one that is."""
    group: list[Row] = []
    length = 0
    for row in rows:
        if group and length + row[1].length > CHARACTERS:
            yield group
            group, length = [], 0
        group.append(row)
        length += row[1].length
    if group:
        yield group
