"""Reading one document: its text with all that is to be lit, its dates, and where it lies."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from pathlib import Path

from explorer.catalogue import documents, entities, mentions, quotations
from explorer.documents import location_of
from explorer.library import naming
from explorer.library.rows import Rows
from explorer.library.searching import Searcher
from explorer.library.sentences import Sentences
from explorer.library.session import Session
from explorer.model.dating import in_time
from explorer.model.document import Document
from explorer.model.entity import EntityType
from explorer.model.results import DatedStatement, Reading
from explorer.model.span import Span
from explorer.text import line_of, line_starts

MOST_DATED = 5000
"""Newest documents of an entity whose dates are looked at."""


def read(session: Session, searcher: Searcher, number: int, query: str) -> Reading:
    """Return all that the reader shows of a document; raises NotFound."""
    asked = searcher.understand(query)
    with session.catalogue.reading() as connection:
        document = documents.document(connection, number)
        text, sentences = documents.text_and_sentences(connection, number)
        found = mentions.of_document(connection, number, text)
        entity_of = {local: entity for local, entity, *_ in entities.of_document(connection, number)}
        quotes = quotations.of_document(connection, number)
        pointers = mentions.pointers(connection, number)
    hits, best = Rows(session, asked, 1).within(document, text) if query.strip() else ((), None)
    return Reading(document, text, hits, best, found, entity_of, quotes, pointers, sentences)


def find_document(session: Session, name: str) -> Document:
    """Return the document of a number, a path or a unique file name; NotFound says the nearest."""
    with session.catalogue.reading() as connection:
        return naming.find_document(connection, name)


def location(session: Session, number: int) -> Path:
    """Return the absolute path of a document's file, which may have gone since; raises NotFound."""
    with session.catalogue.reading() as connection:
        return location_of(session.folder, documents.document(connection, number).path)


def original_line(session: Session, number: int, offset: int) -> int:
    """Return the 1-based line of the file at which an offset of the kept text stands.

    If the file has gone or cannot be decoded any more, the line of the kept text is returned. Raises NotFound.
    """
    with session.catalogue.reading() as connection:
        document = documents.document(connection, number)
        offsets = documents.offsets(connection, number)
        text = documents.text(connection, number)
    try:
        original = location_of(session.folder, document.path).read_bytes().decode(document.encoding, "replace")
    except (OSError, LookupError, ValueError):
        return line_of(line_starts(text), offset)
    return line_of(line_starts(original), offsets.to_original(offset))


def find(session: Session, number: int, wanted: str) -> tuple[Span, ...]:
    """Return where `wanted` stands in a document: case and accents folded, any blanks for blanks; raises NotFound."""
    with session.catalogue.reading() as connection:
        text = documents.text(connection, number)
    words = _fold(wanted).split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    folded = _fold(text)
    starts = _starts(text) if len(folded) != len(text) else None
    found = []
    for match in pattern.finditer(folded):
        if starts is None:
            found.append(Span(match.start(), match.end()))
        else:
            found.append(Span(starts[match.start()], starts[match.end() - 1] + 1))
    return tuple(found)


def dated(session: Session, entity: int | None, number: int | None) -> tuple[DatedStatement, ...]:
    """Return dated sentences, oldest first.

    Of a document; of an entity: those that name it, or, if it is a date, all that are dated within it. Raises NotFound.
    """
    with session.catalogue.reading() as connection:
        if number is not None:
            documents.document(connection, number)
        said = sorted(_said(connection, entity, number), key=_in_time)
        sentences = Sentences(connection, list({date.document for date in said}))
        return tuple(_statement(sentences, date) for date in said)


def _said(connection: sqlite3.Connection, entity: int | None, number: int | None) -> list[mentions.SaidDate]:
    if entity is None:
        return mentions.dates_in(connection, number) if number is not None else []
    is_date = entities.entity(connection, entity).type is EntityType.DATE
    numbers = [number] if number is not None else None
    if numbers is None:
        numbers = [found for found, _ in entities.documents_of(connection, entity, MOST_DATED)]
    if not is_date:
        return mentions.dates_beside(connection, entity, numbers)
    said = mentions.dated_so(connection, entity, numbers)
    value = said[0].value if said and number is None else None
    if value is None or not value.end or value.begin == value.end or value.begin.startswith("-"):
        return said
    # A year's timeline is what happened in it, not only what is dated by the year alone.
    return mentions.dates_within(connection, value.begin, value.end, MOST_DATED)


def _in_time(date: mentions.SaidDate) -> tuple[tuple[bool, float, float], int, int]:
    return in_time(date.value.begin, date.value.end, date.value.modifier), date.document, date.span.start


def _statement(sentences: Sentences, date: mentions.SaidDate) -> DatedStatement:
    value = date.value
    return DatedStatement(
        value.edtf,
        sentences.words(date.document, date.span),
        value.begin,
        value.precision,
        value.modifier,
        value.confidence,
        sentences.numbered(date.document, date.sentence, (date.span,)),
    )


def _fold(text: str) -> str:
    """Fold case and accents, character by character."""
    if text.isascii():
        return text.lower()
    return text.translate({ord(character): _folded(character) for character in set(text)})


def _folded(character: str) -> str:
    """Return what a character is folded to; a mark that stands alone stays, so that nothing becomes nothing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return plain.casefold() or character


def _starts(text: str) -> list[int]:
    """Return for each character of the folded text the offset of the character it came from."""
    widths = {character: len(_folded(character)) for character in set(text)}
    return [at for at, character in enumerate(text) for _ in range(widths[character])]
