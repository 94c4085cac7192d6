"""What the catalogue knows of documents: lists, texts, numbers, and what has changed since a generation."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from explorer.catalogue.names import fold
from explorer.catalogue.rows import (
    MODEL_COLUMNS,
    Row,
    type_of,
    unpack_document,
    unpack_metadata,
    unpack_numbers,
    unpack_offsets,
    unpack_spans,
)
from explorer.errors import NotFound
from explorer.model.document import Document, Failure, FileStamp, ReadDocument, Reference
from explorer.model.language import stemmer_of
from explorer.model.progress import Overview
from explorer.model.query import Page, Sort
from explorer.model.span import OffsetMap, Span
from explorer.ports import IndexDocument
from explorer.values import dataclass

_ORDER = {  # without a day is before every day
    Sort.NEWEST: "day DESC, id",
    Sort.OLDEST: "day IS NULL, day, id",
    Sort.RELEVANCE: "day DESC, id",
    Sort.RECENT: "day DESC, id",
}
_WITH_TEXTS = (
    f"SELECT {MODEL_COLUMNS}, CASE WHEN length <= ?2 THEN text END, CASE WHEN length <= ?2 THEN sentences ELSE x'' END "
    "FROM documents JOIN texts ON document = id WHERE id IN (SELECT value FROM json_each(?1))"
)
_CHUNK = 500
_NEAR = 1 << 16  # characters of a text that are near its beginning


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue remembers of a file, to tell whether it must be read or annotated again."""

    id: int
    path: str
    stamp: FileStamp
    digest: str
    read_by: str
    annotated_by: str


def document(connection: sqlite3.Connection, number: int) -> Document:
    """Return a document; raises NotFound."""
    found = documents(connection, [number])
    if number not in found:
        raise NotFound(f"there is no document {number}")
    return found[number]


def documents(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Document]:
    """Return those documents of `numbers` that exist."""
    rows = by_number(connection, f"SELECT {MODEL_COLUMNS} FROM documents WHERE id", numbers)
    return {row[0]: unpack_document(row) for row in rows}


def at_path(connection: sqlite3.Connection, path: str) -> Document | None:
    """Return the document of a path relative to the corpus."""
    row = connection.execute(f"SELECT {MODEL_COLUMNS} FROM documents WHERE path = ?", (path,)).fetchone()
    return unpack_document(row) if row else None


def named(connection: sqlite3.Connection, name: str) -> list[Document]:
    """Return the documents of a file name, with or without its ending."""
    rows = connection.execute(
        f"SELECT {MODEL_COLUMNS} FROM documents WHERE stem IN (?, ?) ORDER BY path",
        (fold(PurePosixPath(name).stem), fold(name)),
    )
    found = [unpack_document(row) for row in rows]
    exact = [each for each in found if PurePosixPath(each.path).name == name]
    return exact or [each for each in found if name in (PurePosixPath(each.path).name, PurePosixPath(each.path).stem)]


def page(connection: sqlite3.Connection, wanted: Page, sort: Sort) -> tuple[Document, ...]:
    """Return one page of all documents; undated ones come last."""
    rows = connection.execute(
        f"SELECT {MODEL_COLUMNS} FROM documents ORDER BY {_ORDER[sort]} LIMIT ? OFFSET ?", (wanted.limit, wanted.offset)
    )
    return tuple(map(unpack_document, rows))


def paths(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield the number and the path of each document."""
    yield from connection.execute("SELECT id, path FROM documents ORDER BY path")


def count(connection: sqlite3.Connection) -> int:
    """Return how many documents there are."""
    return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def text(connection: sqlite3.Connection, number: int) -> str:
    """Return a document's text; raises NotFound."""
    row = connection.execute("SELECT text FROM texts WHERE document = ?", (number,)).fetchone()
    if row is None:
        raise NotFound(f"there is no document {number}")
    return str(row[0])


def with_texts(
    connection: sqlite3.Connection, numbers: Sequence[int], longest: int
) -> dict[int, tuple[Document, str | None, Sequence[int]]]:
    """Return those documents of `numbers` that exist, each with its text and where its sentences start and end.

    Instead of a text that has more than `longest` characters there is None.
    """
    rows = connection.execute(_WITH_TEXTS, (json.dumps(list(numbers)), longest))
    return {row[0]: (unpack_document(row[:-2]), row[-2], unpack_numbers(row[-1])) for row in rows}


def piece(connection: sqlite3.Connection, number: int, place: Span) -> str:
    """Return the characters of a document's text at a place, "" if there is no such document."""
    row = connection.execute("SELECT length FROM documents WHERE id = ?", (number,)).fetchone()
    if row is None:
        return ""
    with connection.blobopen("texts", "text", number, readonly=True) as text:
        if len(text) == row[0]:  # a byte for each character: what lies before them need not be read
            text.seek(min(place.start, len(text)))
            return text.read(len(place)).decode()
        if place.end <= _NEAR:  # a character has up to four bytes; the last one may be cut
            return text.read(4 * place.end).decode(errors="ignore")[place.start : place.end]
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM texts WHERE document = ?", (place.start + 1, len(place), number)
    ).fetchone()
    return str(row[0])


def text_and_sentences(connection: sqlite3.Connection, number: int) -> tuple[str, Sequence[Span]]:
    """Return a document's text and the sentences in it; raises NotFound."""
    row = connection.execute("SELECT text, sentences FROM texts WHERE document = ?", (number,)).fetchone()
    if row is None:
        raise NotFound(f"there is no document {number}")
    return row[0], unpack_spans(row[1])


def offsets(connection: sqlite3.Connection, number: int) -> OffsetMap:
    """Return the map of a document's text to the characters of its file; raises NotFound."""
    row = connection.execute("SELECT offsets FROM texts WHERE document = ?", (number,)).fetchone()
    if row is None:
        raise NotFound(f"there is no document {number}")
    return unpack_offsets(row[0])


def as_read(connection: sqlite3.Connection, number: int) -> ReadDocument:
    """Return a document as it was read, to be annotated again; raises NotFound."""
    found = document(connection, number)
    kept, packed_offsets, metadata, size, mtime_ns = connection.execute(
        "SELECT text, offsets, metadata, size, mtime_ns FROM texts JOIN documents ON id = document WHERE document = ?",
        (number,),
    ).fetchone()
    return ReadDocument(
        found.path,
        found.kind,
        FileStamp(size, mtime_ns),
        found.digest,
        found.encoding,
        kept,
        unpack_offsets(packed_offsets),
        unpack_metadata(metadata, found),
        tuple(
            Reference(Span(start, end), target, kind)
            for start, end, target, kind in connection.execute(
                'SELECT start, "end", target, kind FROM pointers WHERE document = ? ORDER BY number', (number,)
            )
        ),
        tuple(
            row[0]
            for row in connection.execute("SELECT message FROM failures WHERE path = ? AND NOT lost", (found.path,))
        ),
    )


def known(connection: sqlite3.Connection) -> Iterator[Known]:
    """Yield what is remembered of each file."""
    for number, path, size, mtime_ns, *rest in connection.execute(
        "SELECT id, path, size, mtime_ns, digest, read_by, annotated_by FROM documents"
    ):
        yield Known(number, path, FileStamp(size, mtime_ns), *rest)


def failures(connection: sqlite3.Connection) -> tuple[Failure, ...]:
    """Return what went wrong with files."""
    rows = connection.execute("SELECT path, reason, message FROM failures ORDER BY lost DESC, path")
    return tuple(Failure(*row) for row in rows)


def changed_since(connection: sqlite3.Connection, generation: int) -> tuple[list[int], list[int]]:
    """Return the documents that were written, and those that were removed, after a generation."""
    written = connection.execute("SELECT id FROM documents WHERE changed > ? ORDER BY id", (generation,))
    gone = connection.execute("SELECT document FROM removed WHERE changed > ? ORDER BY document", (generation,))
    return [row[0] for row in written], [row[0] for row in gone]


def for_index(connection: sqlite3.Connection, numbers: Sequence[int], own: str) -> Iterator[IndexDocument]:
    """Yield documents as the index wants them; `own` is the corpus's language, by the name of its stemmer."""
    for at in range(0, len(numbers), _CHUNK):
        some = numbers[at : at + _CHUNK]
        keys: dict[int, list[int]] = {}
        rows = by_number(connection, "SELECT document, key FROM document_entities WHERE document", some, " AND key > 0")
        for number, key in rows:
            keys.setdefault(number, []).append(key)
        for row in by_number(
            connection,
            "SELECT id, title, text, path, kind, source, author, day, tags, language FROM documents JOIN texts "
            "ON document = id WHERE id",
            some,
        ):
            number, title, kept, path, kind, source, author, day, tags, language = row
            chosen = tuple(sorted(set(keys.get(number, ()))))
            yield IndexDocument(
                number,
                title,
                kept,
                path,
                kind,
                source or "",
                author or "",
                day,
                chosen,
                tuple(json.loads(tags)),
                stemmer_of(language, own),
                language,
            )


def overview(connection: sqlite3.Connection, folder: str, updated: str | None) -> Overview:
    """Return the corpus in numbers."""
    documents_, characters = connection.execute("SELECT count(*), coalesce(sum(length), 0) FROM documents").fetchone()
    entities = connection.execute(
        "SELECT type, count(*), sum(mentions) FROM entities WHERE documents > 0 GROUP BY type ORDER BY 2 DESC"
    ).fetchall()
    years = connection.execute(
        "SELECT substr(day, 1, 4), count(*) FROM documents WHERE day IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    sources = connection.execute(
        "SELECT source, count(*) FROM documents WHERE source IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return Overview(
        folder,
        documents_,
        characters,
        sum(mentions for _, _, mentions in entities),
        tuple((type_of(code).value, many) for code, many, _ in entities),
        tuple(years),
        tuple(sources),
        failures(connection),
        updated,
    )


def by_number(connection: sqlite3.Connection, statement: str, numbers: Sequence[int], rest: str = "") -> Iterator[Row]:
    """Run `statement` + " IN (numbers)" + `rest`, for as many numbers as there are; they are the parameter ?1."""
    return connection.execute(f"{statement} IN (SELECT value FROM json_each(?1)){rest}", (json.dumps(list(numbers)),))
