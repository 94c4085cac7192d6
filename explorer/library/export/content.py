"""Documents as an export reads them: text, sentences, who is named in them, and places in the decoded file."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property

from explorer.catalogue import documents, exporting, mentions
from explorer.library.export.identifiers import of_document
from explorer.library.sentences import WIDE
from explorer.model.span import OffsetMap, Span

ROOM = 4_000_000
"""Characters of documents that are kept, because what is sorted by date comes back to them."""


class Content:
    """One document's text with what is known of the places in it."""

    def __init__(self, connection: sqlite3.Connection, number: int, path: str) -> None:
        self.path = path
        self.text: str
        self._offsets: OffsetMap
        self._sentences: Sequence[Span]
        self._connection = connection
        self._number = number
        self._id = of_document(path)
        self.text, self._offsets, self._sentences = exporting.content(connection, number)

    def place(self, span: Span) -> dict[str, str | int]:
        """Return the document and where in its decoded file a span stands."""
        at = self._offsets.span_to_original(span)
        return {"document": self._id, "path": self.path, "start": at.start, "end": at.end}

    def sentence(self, number: int, span: Span) -> str:
        """Return a sentence by its number, that about `span` if it is unknown; of a very long one what is about it."""
        if not 0 <= number < len(self._sentences):
            return self.around(span)
        return self._cut(self._sentences[number], span)

    def around(self, span: Span) -> str:
        """Return the sentence or sentences in which a span stands; of very long ones what is about its beginning."""
        start, end = span.start, span.end
        first, last = self._at(start), self._at(max(start, end - 1))
        if first >= 0:
            start, end = min(start, self._sentences[first].start), max(end, self._sentences[last].end)
        return self._cut(Span(start, end), span)

    def _at(self, offset: int) -> int:
        """Return the number of the last sentence that begins at or before an offset, −1 if there is none."""
        return bisect_right(self._sentences, offset, key=lambda each: each.start) - 1

    def _cut(self, whole: Span, span: Span) -> str:
        if len(whole) > WIDE:
            start = max(whole.start, min(span.start - WIDE // 3, whole.end - WIDE))
            whole = Span(start, min(whole.end, start + WIDE))
        return whole.of(self.text).strip()

    def named(self, sentence: int) -> tuple[int, ...]:
        """Return the entities that a sentence names, in its order."""
        return self._named.get(sentence, ())

    @cached_property
    def _named(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, dict[int, None]] = {}
        for place in mentions.of_documents(self._connection, [self._number]):
            if place.sentence >= 0:
                found.setdefault(place.sentence, {})[place.entity] = None
        return {sentence: tuple(entities) for sentence, entities in found.items()}


class Contents:
    """The contents of documents, those that were asked for last kept as far as there is room."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Content] = OrderedDict()
        self._size = 0

    def of(self, number: int, path: str | None = None) -> Content:
        """Return the content of a document, whose path need not be looked up if it is given."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        if path is None:
            path = documents.document(self._connection, number).path
        content = Content(self._connection, number, path)
        self._kept[number] = content
        self._size += len(content.text)
        while self._size > ROOM and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1].text)
        return content
