"""Which documents are in a state that only the catalogue knows: marked, holding something, dated in, quoting somebody.

Every question returns the numbers of documents.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from explorer.catalogue.documents import by_number
from explorer.catalogue.rows import Row

READ = "read"
"""The mark of a document that was opened."""

HOLDING = {
    "quotes": "SELECT DISTINCT document FROM quotes",
    "dates": "SELECT DISTINCT document FROM dates WHERE confidence >= ?1",
    "roles": "SELECT DISTINCT document FROM relations WHERE kind = 'role'",
    "relations": "SELECT DISTINCT document FROM relations",
    "links": "SELECT DISTINCT document FROM pointers WHERE kind <> 'file' OR leads_to IS NOT NULL",
    "notes": "SELECT d.id FROM (SELECT DISTINCT digest FROM notes) n CROSS JOIN documents d ON d.digest = n.digest",
    "tags": "SELECT id FROM documents WHERE tags <> '[]'",
    "date": "SELECT id FROM documents WHERE day IS NOT NULL",
    "source": "SELECT id FROM documents WHERE source IS NOT NULL",
    "author": "SELECT id FROM documents WHERE author IS NOT NULL",
}
"""What a document may be asked to hold, each with its question; ?1 is the confidence below which a find is noise."""

FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"


def marked(connection: sqlite3.Connection, mark: str) -> frozenset[int]:
    """Return the documents with a mark of the reader's."""
    return _numbers(
        connection.execute(
            "SELECT d.id FROM marks m CROSS JOIN documents d ON d.digest = m.digest WHERE m.mark = ?", (mark,)
        )
    )


def every(connection: sqlite3.Connection) -> frozenset[int]:
    """Return all documents."""
    return _numbers(connection.execute("SELECT id FROM documents"))


def holding(connection: sqlite3.Connection, what: str, sure: float) -> frozenset[int]:
    """Return the documents that hold something of `HOLDING`, none for anything else; `sure` is a confidence, 0–1."""
    question = HOLDING.get(what)
    if question is None:
        return frozenset()
    return _numbers(connection.execute(question, (sure,) if "?1" in question else ()))


def speaking_of(connection: sqlite3.Connection, begin: str | None, end: str | None, sure: float) -> frozenset[int]:
    """Return the documents whose text speaks of a date that lies within two ISO days, None for open.

    A month lies within its year, and not the year within the month.
    """
    return _numbers(
        connection.execute(
            'SELECT document FROM dates WHERE begin >= ? AND begin <= ? AND "end" <= ? AND confidence >= ?',
            (begin or FIRST_DAY, end or LAST_DAY, end or LAST_DAY, sure),
        )
    )


def quoting(connection: sqlite3.Connection, keys: Collection[int]) -> frozenset[int]:
    """Return the documents with a quotation whose speaker has one of some entity keys."""
    return _numbers(
        by_number(
            connection,
            "SELECT q.document FROM document_entities e CROSS JOIN quotes q "
            "ON q.document = e.document AND q.speaker = e.local WHERE e.key",
            sorted(keys),
        )
    )


def _numbers(rows: Iterable[Row]) -> frozenset[int]:
    return frozenset(row[0] for row in rows)
