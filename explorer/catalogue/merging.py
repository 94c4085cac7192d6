"""Making entities one across documents, and two again: only the keys' entity changes, nothing that a document holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from explorer.catalogue import meta
from explorer.catalogue.documents import by_number
from explorer.catalogue.rows import CODE, type_of
from explorer.catalogue.writing import rename
from explorer.model.entity import BY_VALUE, EntityType

KeyFacts = tuple[int, EntityType, str, tuple[str, ...], int]
"""A key's number, type, key, names (most frequent first) and the number of documents that have it."""


def key_facts(connection: sqlite3.Connection) -> Iterator[KeyFacts]:
    """Yield what is known of each key that a document has, but for what is the same by its value, such as dates."""
    names: dict[int, list[str]] = {}
    by_value = ", ".join(str(CODE[type_]) for type_ in BY_VALUE)
    for key, name in connection.execute(
        "SELECT n.key, n.name FROM names n JOIN entity_keys k ON k.id = n.key "
        f"WHERE k.type NOT IN ({by_value}) ORDER BY n.key, n.mentions DESC, n.name"
    ):
        names.setdefault(key, []).append(name)
    for number, code, key, documents in connection.execute(
        "SELECT k.id, k.type, k.key, count(DISTINCT d.document) FROM entity_keys k "
        f"JOIN document_entities d ON d.key = k.id WHERE k.type NOT IN ({by_value}) GROUP BY k.id"
    ):
        yield number, type_of(code), key, tuple(names.get(number, ())), documents


def merge(connection: sqlite3.Connection, merged: Mapping[int, tuple[int, str]]) -> int:
    """Let each key stand for the entity it should: `merged` is key → (key it is merged into, by which rule).

    Keys that are not in it get the entity of their own back. Returns how many keys changed.
    """
    rows = connection.execute("SELECT id, entity, home, rule FROM entity_keys").fetchall()
    home = {key: own for key, _, own, _ in rows}
    changes: list[tuple[int, str, int]] = []
    touched: set[int] = set()
    for key, entity, own, rule in rows:
        target, why = merged.get(key, (key, ""))
        wanted = home.get(target, own)
        if wanted != entity or why != rule:
            changes.append((wanted, why, key))
            touched |= {wanted, entity}
    connection.executemany("UPDATE entity_keys SET entity = ?, rule = ? WHERE id = ?", changes)
    recount(connection, sorted(touched))
    if touched:
        meta.next_generation(connection)
    return len(changes)


def forget_unused(connection: sqlite3.Connection) -> None:
    """Delete keys that no document has any more, whose names went with the documents, and entities without a key."""
    gone = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM entity_keys k WHERE NOT curated AND NOT EXISTS "
            "(SELECT 1 FROM document_entities d WHERE d.key = k.id)"
        )
    ]
    connection.executemany("DELETE FROM entity_keys WHERE id = ?", [(key,) for key in gone])
    connection.execute(
        "DELETE FROM entities WHERE documents <= 0 AND NOT EXISTS "
        "(SELECT 1 FROM entity_keys k WHERE k.entity = entities.id OR k.home = entities.id)"
    )


def merged_by(connection: sqlite3.Connection, entity: int) -> tuple[tuple[str, str], ...]:
    """Return (key, rule) of each key that was merged into an entity."""
    return tuple(
        connection.execute(
            "SELECT key, rule FROM entity_keys WHERE entity = ? AND home <> entity ORDER BY key", (entity,)
        )
    )


def recount(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Count the documents and mentions of entities anew, and name them anew."""
    numbers = list(entities)
    connection.executemany(
        "UPDATE entities SET (documents, mentions, salience) = "
        "(SELECT count(DISTINCT d.document), coalesce(sum(d.count), 0), coalesce(sum(d.salience), 0) "
        "FROM entity_keys k JOIN document_entities d ON d.key = k.id WHERE k.entity = entities.id) WHERE id = ?",
        [(number,) for number in numbers],
    )
    keys = [
        row[0]
        for row in by_number(connection, "SELECT min(id) FROM entity_keys WHERE entity", numbers, " GROUP BY entity")
    ]
    rename(connection, keys)
