"""What the reader keeps about documents: marks and notes. They belong to a document's content, wherever it lies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from explorer.catalogue.documents import by_number, document
from explorer.errors import NotFound
from explorer.model.document import Note
from explorer.model.safe import encodable
from explorer.model.span import Span


def set_mark(connection: sqlite3.Connection, number: int, mark: str, on: bool) -> None:
    """Set or clear a mark on a document; raises NotFound."""
    digest = document(connection, number).digest
    if on:
        connection.execute("INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", (digest, mark, _now()))
    else:
        connection.execute("DELETE FROM marks WHERE digest = ? AND mark = ?", (digest, mark))


def marks(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return the marks on each document of `numbers`, none for those without."""
    found: dict[int, set[str]] = {number: set() for number in numbers}
    rows = by_number(
        connection, "SELECT d.id, m.mark FROM documents d JOIN marks m ON m.digest = d.digest WHERE d.id", numbers
    )
    for number, mark in rows:
        found[number].add(mark)
    return {number: frozenset(set_) for number, set_ in found.items()}


def add_note(connection: sqlite3.Connection, number: int, text: str, span: Span | None) -> Note:
    """Keep a note about a document, or about a span of its text; raises NotFound."""
    digest, text = document(connection, number).digest, encodable(text)
    ends = (span.start, span.end) if span else (None, None)
    made = _now()
    cursor = connection.execute(
        'INSERT INTO notes (digest, start, "end", note, made) VALUES (?, ?, ?, ?, ?)', (digest, *ends, text, made)
    )
    return Note(cursor.lastrowid or 0, text, span, made)


def notes(connection: sqlite3.Connection, number: int) -> tuple[Note, ...]:
    """Return the notes about a document, in the order of its text, those about the whole first; raises NotFound."""
    rows = connection.execute(
        'SELECT id, note, start, "end", made FROM notes WHERE digest = ? ORDER BY start, id',
        (document(connection, number).digest,),
    )
    return tuple(
        Note(note, text, Span(start, end) if start is not None else None, made) for note, text, start, end, made in rows
    )


def remove_note(connection: sqlite3.Connection, note: int) -> None:
    """Take a note away; raises NotFound."""
    if not connection.execute("DELETE FROM notes WHERE id = ?", (note,)).rowcount:
        raise NotFound(f"there is no note {note}")


def carry(connection: sqlite3.Connection, changed: Iterable[tuple[str, str]]) -> None:
    """Let documents keep what they had when their content changes: `changed` are digests before and after.

    A note then is about the whole document, for its place may have gone. What another document still has as its
    content keeps its marks and notes as well.
    """
    for old, new in changed:
        connection.execute("INSERT OR IGNORE INTO marks SELECT ?, mark, made FROM marks WHERE digest = ?", (new, old))
        connection.execute(
            "INSERT INTO notes (digest, note, made) SELECT ?, note, made FROM notes WHERE digest = ? ORDER BY id",
            (new, old),
        )
        if connection.execute("SELECT 1 FROM documents WHERE digest = ? LIMIT 1", (old,)).fetchone() is None:
            for table in ("marks", "notes"):
                connection.execute(f"DELETE FROM {table} WHERE digest = ?", (old,))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
