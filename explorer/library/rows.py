"""A page of what was found as rows: each document with its best passages and the hits in its title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from explorer.catalogue import documents, mentions
from explorer.library.session import Session
from explorer.library.understanding import Asked
from explorer.model.document import Document
from explorer.model.language import stemmer_of
from explorer.model.results import Hit, Match, Passage, Spot, Stretch
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
            if cancelled and cancelled():
                return
            yield from self._rows(some, cancelled)

    def _rows(self, some: Sequence[Row], cancelled: Cancelled | None) -> Iterator[Hit]:
        """Yield the rows of documents whose texts are fetched together."""
        found = [document for _, document, _ in some]
        numbers = [document.id for document in found]
        long = {document.id: self._located(document) for document in found if document.length > LONG}
        whole = [document for document in found if long.get(document.id) is None]
        with self._session.catalogue.reading() as connection:
            texts = documents.texts(connection, [document.id for document in whole])
            named = mentions.of_keys(connection, numbers, self._asked.keys) if self._asked.keys else {}
        whole = [document for document in whole if document.id in texts]
        spots = self._spots(whole, [texts[document.id][0] for document in whole])
        short = dict(zip((document.id for document in whole), spots, strict=True))
        titles = self._spots(found, [document.title for document in found], "title")
        for (rank, document, score), title in zip(some, titles, strict=True):
            if cancelled and cancelled():
                return
            located, names = long.get(document.id), named.get(document.id, ())
            if located is not None:
                passages, hits = self._long(document, located, names, self._piece)
            else:
                text, ends = texts.get(document.id, ("", ()))
                lit = joined(short.get(document.id, ()), names)
                passages, hits = best_passages(text, lit, self._passages, ends=ends), len(lit)
            yield Hit(rank, document, score, passages, spans_of(title), hits)

    def within(self, document: Document, text: str) -> tuple[Sequence[Span], Span | None]:
        """Return where the query's words and entities stand in a document's text, and the passage to open it at."""
        names: Sequence[Span] = ()
        if self._asked.keys:
            with self._session.catalogue.reading() as connection:
                names = mentions.of_keys(connection, [document.id], self._asked.keys).get(document.id, ())
        located = self._located(document) if document.length > LONG else None
        if located is None:
            lit = joined(self._spots([document], [text])[0], names)
            best = best_passages(text, lit, 1) if lit else ()
            return spans_of(lit), best[0].span if best else None
        passages, hits = self._long(document, located, names, lambda _, span: span.of(text))
        return located.spans(text, names), passages[0].span if hits and passages else None

    def _piece(self, document: Document, span: Span) -> str:
        with self._session.catalogue.reading() as connection:
            return documents.piece(connection, document.id, span)

    def _language(self, document: Document) -> str:
        return stemmer_of(document.language, self._session.config.search.language)

    def _spots(self, some: Sequence[Document], texts: Sequence[str], field: str | None = None) -> list[Sequence[Spot]]:
        """Return the hits in a text of each of some documents, those of one language looked for together."""
        languages: dict[str, list[int]] = {}
        for number, document in enumerate(some):
            languages.setdefault(document.language, []).append(number)
        found: list[Sequence[Spot]] = [()] * len(some)
        for numbers in languages.values():
            language = self._language(some[numbers[0]])
            spots = self._asking(language, [texts[number] for number in numbers], field)
            for number, each in zip(numbers, spots, strict=True):
                found[number] = each
        return found

    def _asking(self, language: str, texts: Sequence[str], field: str | None) -> list[list[Spot]]:
        return self._session.ask(lambda index: index.lit(self._asked.marked, texts, field, language))

    def _located(self, document: Document) -> Located | None:
        language = self._language(document)
        return self._session.ask(lambda index: index.locate(self._asked.marked, document.id, document.length, language))

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
            lit = joined(located.lit(stretch, text) if located.hits else (), here)
            many = min(stretch.windows, self._passages - len(found))
            cut = best_passages(text, lit, many)
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


def joined(spots: Sequence[Spot], names: Sequence[Span]) -> Sequence[Spot]:
    """Return hits together with the names of entities, those that overlap made one, which is the rarer of them."""
    if not names:
        return spots
    found: list[Spot] = []
    for spot in sorted([*spots, *((name.start, name.end, _ENTITY, _RARE) for name in names)]):
        start, end, part, weight = spot
        if found and start < found[-1][1]:
            begin, stop, its, weighed = found[-1]
            rarer = (its, weighed) if weighed >= weight else (part, weight)
            found[-1] = (begin, max(stop, end), *rarer)
        else:
            found.append(spot)
    return found


def spans_of(spots: Sequence[Spot]) -> tuple[Span, ...]:
    """Return where hits stand."""
    return tuple([Span(start, end) for start, end, _, _ in spots]) if spots else ()


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
