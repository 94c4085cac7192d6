"""What links need: the entities of documents with their rarity, candidates that share some, references to resolve."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from explorer.catalogue.documents import by_number
from explorer.catalogue.names import fold
from explorer.catalogue.rows import CODE, type_of
from explorer.model.entity import AMOUNTS, EntityType


def entities_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, dict[int, int]]:
    """Return document → entity → mentions, but for amounts, which documents name by chance."""
    amounts = ", ".join(str(CODE[type_]) for type_ in AMOUNTS)
    found: dict[int, dict[int, int]] = {number: {} for number in numbers}
    rows = by_number(
        connection,
        "SELECT d.document, k.entity, d.count FROM document_entities d JOIN entity_keys k ON k.id = d.key "
        f"WHERE k.entity > 0 AND k.type NOT IN ({amounts}) AND d.document",
        numbers,
    )
    for document, entity, count in rows:
        found[document][entity] = found[document].get(entity, 0) + count
    return found


def spread(connection: sqlite3.Connection, entities: Iterable[int]) -> dict[int, tuple[EntityType, int]]:
    """Return entity → (type, documents that name it)."""
    rows = by_number(connection, "SELECT id, type, documents FROM entities WHERE id", sorted(entities))
    return {number: (type_of(code), documents) for number, code, documents in rows}


def sharing(connection: sqlite3.Connection, weights: Mapping[int, float], but: int, limit: int) -> list[int]:
    """Return the documents that share most of `weights` (entity → weight), best first, `but` one."""
    rows = connection.execute(
        "SELECT d.document FROM json_each(?) w CROSS JOIN entity_keys k ON k.entity = w.key + 0 "
        "CROSS JOIN document_entities d ON d.key = k.id WHERE d.document <> ? "
        "GROUP BY d.document ORDER BY sum(w.value) DESC, d.document LIMIT ?",
        (json.dumps({str(entity): weight for entity, weight in weights.items()}), but, limit),
    )
    return [row[0] for row in rows]


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
