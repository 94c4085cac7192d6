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

TOGETHER = 20
"""Documents whose texts are fetched at once: a page of them in one go."""

LONG = 100_000
"""Characters of the longest text that is; of longer ones only the pieces that passages are cut from are read."""

AROUND = 1_000
"""Characters to either side of the name of an entity within which sentences are cut."""

_ENTITY = -1
"""The part of a query that a named entity is."""

_RARE = 4.0
"""The weight of the name of an entity: that of a word in a hundredth of the documents, about."""


class Rows:
    """Makes the rows of one answer."""

    def __init__(self, session: Session, asked: Asked, passages: int) -> None:
        self._session = session
        self._asked = asked
        self._passages = passages

    def of(self, matches: Sequence[Match], first: int, cancelled: Cancelled | None) -> Iterator[Hit]:
        """Yield a row for each match that is still there, ranked from `first`; no more of them once `cancelled`."""
        for at in range(0, len(matches), TOGETHER):
            if cancelled and cancelled():
                return
            yield from self._rows(matches[at : at + TOGETHER], first + at, cancelled)

    def _rows(self, matches: Sequence[Match], first: int, cancelled: Cancelled | None) -> Iterator[Hit]:
        """Yield the rows of matches whose texts are fetched together, but for long ones."""
        numbers = [match.document for match in matches]
        with self._session.catalogue.reading() as connection:
            known = documents.with_texts(connection, numbers, LONG)
            named = mentions.of_keys(connection, numbers, self._asked.keys) if self._asked.keys else {}
        there = [(rank, match.score) for rank, match in enumerate(matches, first) if match.document in known]
        rows = [known[number] for number in numbers if number in known]
        spots_of = self._spots([document for document, _, _ in rows], [text or "" for _, text, _ in rows])
        for (rank, score), (document, text, ends), (title, spots) in zip(there, rows, spots_of, strict=True):
            if cancelled and cancelled():
                return
            names = named.get(document.id, ())
            if text is None:
                passages, hits = self._long(document, names)
            else:
                lit = joined(spots, names)
                passages, hits = best_passages(text, lit, self._passages, ends=ends), len(lit)
            yield Hit(rank, document, score, passages, spans_of(title), hits)

    def _long(self, document: Document, names: Sequence[Span]) -> tuple[tuple[Passage, ...], int]:
        """Return the passages and about the number of hits of a document whose text was not fetched with the others."""
        located = self._located(document)
        if located is not None:
            return self._pieces(document, located, names, self._piece)
        text = self._piece(document, Span(0, document.length))
        spots = joined(self._lit(document, text), names)
        return best_passages(text, spots, self._passages), len(spots)

    def within(self, document: Document, text: str) -> tuple[Sequence[Span], Span | None]:
        """Return where the query's words and entities stand in a document's text, and the passage to open it at."""
        names: Sequence[Span] = ()
        if self._asked.keys:
            with self._session.catalogue.reading() as connection:
                names = mentions.of_keys(connection, [document.id], self._asked.keys).get(document.id, ())
        located = self._located(document) if document.length > LONG else None
        if located is None:
            lit = joined(self._lit(document, text), names)
            best = best_passages(text, lit, 1) if lit else ()
            return spans_of(lit), best[0].span if best else None
        passages, hits = self._pieces(document, located, names, lambda _, span: span.of(text))
        return located.spans(text, names), passages[0].span if hits and passages else None

    def _piece(self, document: Document, span: Span) -> str:
        with self._session.catalogue.reading() as connection:
            return documents.piece(connection, document.id, span)

    def _language(self, document: Document) -> str:
        return stemmer_of(document.language, self._session.config.search.language)

    def _spots(self, some: Sequence[Document], texts: Sequence[str]) -> list[tuple[Sequence[Spot], Sequence[Spot]]]:
        """Return the hits in the title and the text of each document, those of one language looked for together."""
        languages: dict[str, list[int]] = {}
        for number, document in enumerate(some):
            languages.setdefault(document.language, []).append(number)
        found: list[tuple[Sequence[Spot], Sequence[Spot]]] = [((), ())] * len(some)
        for numbers in languages.values():
            titles = [some[number].title for number in numbers]
            lit = self._page(self._language(some[numbers[0]]), titles, [texts[number] for number in numbers])
            for number, title, text in zip(numbers, *lit, strict=True):
                found[number] = title, text
        return found

    def _page(
        self, language: str, titles: Sequence[str], texts: Sequence[str]
    ) -> tuple[list[list[Spot]], list[list[Spot]]]:
        return self._session.ask(lambda index: index.lit_page(self._asked.marked, titles, texts, language))

    def _lit(self, document: Document, text: str) -> Sequence[Spot]:
        """Return the hits in a text of a document's, looked for by itself."""
        language = self._language(document)
        return self._session.ask(lambda index: index.lit(self._asked.marked, [text], language=language))[0]

    def _located(self, document: Document) -> Located | None:
        language = self._language(document)
        return self._session.ask(lambda index: index.locate(self._asked.marked, document.id, document.length, language))

    def _pieces(
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
