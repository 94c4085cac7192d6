"""Sentences to show: fetched with their documents, one document's text at a time."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from explorer.catalogue import documents
from explorer.model.document import Document
from explorer.model.link import Sentence
from explorer.model.span import Span

WIDE = 600
"""Characters of a sentence that are shown at most: a list or a table may be one sentence."""


class Sentences:
    """The sentences of some documents, within one reading of the catalogue."""

    def __init__(self, connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
        self._documents = documents.documents(connection, numbers)
        self._kept = lru_cache(maxsize=32)(lambda number: documents.text_and_sentences(connection, number))

    def document(self, number: int) -> Document:
        """Return a document."""
        return self._documents[number]

    def spans(self, number: int) -> Sequence[Span]:
        """Return the sentences of a document."""
        return self._kept(number)[1]

    def words(self, number: int, span: Span) -> str:
        """Return the characters of a span."""
        return span.of(self._kept(number)[0])

    def numbered(self, number: int, sentence: int, marks: tuple[Span, ...]) -> Sentence:
        """Return a sentence by its number, or what lies about the first of `marks` if that is unknown."""
        spans = self.spans(number)
        return self.make(number, spans[sentence] if 0 <= sentence < len(spans) else marks[0], marks)

    def around(self, number: int, marks: tuple[Span, ...]) -> Sentence:
        """Return the sentence or sentences in which spans stand, from the first to the last of them."""
        spans = self.spans(number)
        span = Span(marks[0].start, marks[-1].end)
        starts = [each.start for each in spans]
        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, max(span.start, span.end - 1)) - 1
        start = min(spans[first].start, span.start) if first >= 0 else span.start
        end = max(spans[last].end, span.end) if last >= 0 else span.end
        return self.make(number, Span(start, end), marks)

    def make(self, number: int, span: Span, marks: tuple[Span, ...]) -> Sentence:
        """Return a stretch of a document as a sentence, cut about the first mark if it is very long."""
        if len(span) > WIDE and marks:
            start = max(span.start, min(marks[0].start - WIDE // 3, span.end - WIDE))
            span = Span(start, min(span.end, max(start + WIDE, marks[0].end)))
            marks = tuple(mark for mark in marks if span.covers(mark))
        return Sentence(self.document(number), span, self.words(number, span), marks)
