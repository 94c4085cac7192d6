"""Making entities one across documents, and two again: only the keys' entity changes, nothing that a document holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from explorer.catalogue import meta
from explorer.catalogue.documents import by_number
from explorer.catalogue.writing import rename

BY_RULE = "curation"
"""The rule of keys that a person merged, and who found a mention that a person added."""

Merged = tuple[int, str, float]
"""The key that a key is merged into, the rule that says so in plain words, and how surely (0–1)."""


def keep_likely(connection: sqlite3.Connection, merged: Mapping[int, Merged], among: Collection[int]) -> None:
    """Keep what the rules merge: `merged` of the keys `among`, whose others stand alone."""
    connection.executemany(
        "UPDATE entity_keys SET likely = ?, likely_rule = ?, likely_confidence = ? WHERE id = ?",
        [(*merged.get(key, (None, "", 1.0)), key) for key in among],
    )


def likely(connection: sqlite3.Connection, among: Collection[int] | None = None) -> dict[int, Merged]:
    """Return what the rules merge of the keys `among`, or of all, whatever a person says of them."""
    which = "SELECT id, likely, likely_rule, likely_confidence FROM entity_keys WHERE likely IS NOT NULL"
    rows = connection.execute(which) if among is None else by_number(connection, f"{which} AND id", sorted(among))
    return {key: (target, rule, confidence) for key, target, rule, confidence in rows}


def merge(connection: sqlite3.Connection, merged: Mapping[int, Merged], among: Collection[int] | None = None) -> int:
    """Let each key stand for the entity it should: that of the key it is merged into, or its own.

    Only the keys `among` are looked at, or all if it is None; targets may be others. Returns how many keys changed.
    """
    which = "SELECT id, entity, home, rule, confidence FROM entity_keys"
    rows = connection.execute(which) if among is None else by_number(connection, f"{which} WHERE id", sorted(among))
    known = {key: facts for key, *facts in rows}
    home = {key: own for key, (_, own, _, _) in known.items()}
    targets = sorted({merged[key][0] for key in known if key in merged} - home.keys())
    home |= dict(by_number(connection, "SELECT id, home FROM entity_keys WHERE id", targets))
    changes: list[tuple[int, str, float, int]] = []
    touched: set[int] = set()
    for key, (entity, own, rule, confidence) in known.items():
        target, why, surely = merged.get(key, (key, "", 1.0))
        wanted = home.get(target, own)
        if (wanted, why, surely) != (entity, rule, confidence):
            changes.append((wanted, why, surely, key))
            touched |= {wanted, entity}
    connection.executemany("UPDATE entity_keys SET entity = ?, rule = ?, confidence = ? WHERE id = ?", changes)
    recount(connection, sorted(touched))
    if touched:
        meta.next_generation(connection)
    return len(changes)


def forget_unused(connection: sqlite3.Connection) -> None:
    """Delete keys that no document has any more, whose names went with the documents, and entities without a key."""
    gone = [row[0] for row in connection.execute("SELECT id FROM entity_keys WHERE documents <= 0 AND NOT curated")]
    connection.executemany("DELETE FROM entity_keys WHERE id = ?", [(key,) for key in gone])
    connection.execute(
        "DELETE FROM entities WHERE documents <= 0 AND NOT EXISTS "
        "(SELECT 1 FROM entity_keys k WHERE k.entity = entities.id OR k.home = entities.id)"
    )


def merged_by(connection: sqlite3.Connection, entity: int) -> tuple[tuple[str, str, float], ...]:
    """Return (name, rule, confidence) of each key that was merged into an entity, by the name most often written."""
    return tuple(
        connection.execute(
            "SELECT coalesce((SELECT name FROM names WHERE key = k.id ORDER BY mentions DESC, name LIMIT 1), key), "
            "rule, iif(rule = ?, 1.0, confidence) FROM entity_keys k "
            "WHERE entity = ? AND home <> entity ORDER BY 3 DESC, 1",
            (BY_RULE, entity),
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
