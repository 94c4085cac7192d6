"""What links need: the entities of documents with their rarity, candidates that share some, references to resolve."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from explorer.catalogue.documents import by_number
from explorer.catalogue.names import fold
from explorer.catalogue.rows import type_of
from explorer.model.entity import EntityType
from explorer.model.span import Span


def spread(connection: sqlite3.Connection, entities: Iterable[int]) -> dict[int, tuple[EntityType, str, int]]:
    """Return entity → (type, name, documents that name it)."""
    rows = by_number(connection, "SELECT id, type, name, documents FROM entities WHERE id", sorted(entities))
    return {number: (type_of(code), name, documents) for number, code, name, documents in rows}


def sharing(connection: sqlite3.Connection, weights: Mapping[int, float], but: int, limit: int) -> list[int]:
    """Return the documents that are most about `weights` (entity → weight), best first, `but` one."""
    rows = connection.execute(
        "SELECT d.document FROM json_each(?) w CROSS JOIN entity_keys k ON k.entity = w.key + 0 "
        "CROSS JOIN document_entities d ON d.key = k.id WHERE d.document <> ? "
        "GROUP BY d.document ORDER BY sum(w.value * (250 + d.salience)) DESC, d.document LIMIT ?",
        (json.dumps({str(entity): weight for entity, weight in weights.items()}), but, limit),
    )
    return [row[0] for row in rows]


def placed(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[str | None, str]]:
    """Return of each document that exists its day, ISO, None where it is not known to the day, and its path."""
    statement = "SELECT id, CASE WHEN length(date) >= 10 THEN day END, path FROM documents WHERE id"
    return {number: (day, path) for number, day, path in by_number(connection, statement, numbers)}


def twins(connection: sqlite3.Connection, number: int, limit: int) -> list[int]:
    """Return other documents of the same content or of the same title, which may be copies."""
    rows = connection.execute(
        "SELECT o.id FROM documents d JOIN documents o ON o.digest = d.digest WHERE d.id = ?1 AND o.id <> ?1 "
        "UNION SELECT o.id FROM documents d JOIN documents o ON o.heading = d.heading AND d.heading <> '' "
        "WHERE d.id = ?1 AND o.id <> ?1 LIMIT ?2",
        (number, limit),
    )
    return [row[0] for row in rows]


def prints(connection: sqlite3.Connection, number: int) -> dict[int, int]:
    """Return print → documents that quote these words, for the quotations of a document that others quote as well."""
    rows = connection.execute(
        "SELECT q.print, count(DISTINCT o.document) FROM (SELECT DISTINCT print FROM quotes "
        "WHERE document = ? AND print IS NOT NULL) q CROSS JOIN quotes o ON o.print = q.print "
        "GROUP BY q.print HAVING count(DISTINCT o.document) > 1",
        (number,),
    )
    return dict(rows)


def quoting(connection: sqlite3.Connection, prints_: Iterable[int], limit: int) -> dict[int, set[int]]:
    """Return document → those of some prints that it quotes; at most `limit` pairs."""
    found: dict[int, set[int]] = {}
    rows = by_number(connection, "SELECT print, document FROM quotes WHERE print", sorted(prints_), f" LIMIT {limit:d}")
    for print_, document in rows:
        found.setdefault(document, set()).add(print_)
    return found


def quoted_at(
    connection: sqlite3.Connection, numbers: Sequence[int], prints_: Iterable[int]
) -> dict[int, dict[int, Span]]:
    """Return document → print → where the words of some prints stand there first."""
    wanted = set(prints_)
    found: dict[int, dict[int, Span]] = {number: {} for number in numbers}
    for document, print_, start, end in by_number(
        connection,
        'SELECT document, print, start, "end" FROM quotes WHERE print IS NOT NULL AND document',
        numbers,
        " ORDER BY document, number",
    ):
        if print_ in wanted:
            found[document].setdefault(print_, Span(start, end))
    return found


def references(connection: sqlite3.Connection) -> Iterator[tuple[int, int, str, str, str, int | None]]:
    """Yield (document, number, its path, kind, target, where it leads now) of every reference."""
    yield from connection.execute(
        "SELECT p.document, p.number, d.path, p.kind, p.target, p.leads_to FROM pointers p "
        "JOIN documents d ON d.id = p.document"
    )


def resolve(connection: sqlite3.Connection, found: Iterable[tuple[int | None, int, int]]) -> None:
    """Note where references lead: (document led to, document, number of the reference)."""
    connection.executemany("UPDATE pointers SET leads_to = ? WHERE document = ? AND number = ?", found)


def target(connection: sqlite3.Connection, how: str, value: str) -> int | None:
    """Return the one document of this "path", "name" (of its file), "stem" (that without ending), "title" or "url"."""
    column = {"path": "path", "name": "stem", "stem": "stem", "title": "heading", "url": "address"}[how]
    sought = value if how in ("path", "url") else fold(PurePosixPath(value).stem if how == "name" else value)
    if not sought:
        return None
    rows = connection.execute(f"SELECT id, path FROM documents WHERE {column} = ? LIMIT 50", (sought,)).fetchall()
    if how == "name":
        rows = [row for row in rows if PurePosixPath(row[1]).name.casefold() == value.casefold()]
    return rows[0][0] if len(rows) == 1 else None
