"""What resolution across documents remembers: the blocks of each key, the pairs found in them, and what has changed.

Keys whose documents have changed are noted while documents are written, in the same transaction, so that a build that
is killed in between loses none of them.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from zlib import crc32

from explorer.catalogue.documents import by_number
from explorer.catalogue.rows import CODE, type_of
from explorer.model.entity import BY_VALUE, EntityType
from explorer.model.query import Page

KeyFacts = tuple[int, EntityType, str, tuple[str, ...], int]
"""A key's number, type, key, names (most frequent first) and the number of documents that have it."""

PairRow = tuple[int, int, str, float]
"""Two keys that may be one, the smaller number first, the rule that says so, and how surely (0–1)."""

MOST_BESIDE = 50
"""Documents of a key, oldest numbers first, in which is looked what stands beside it."""


FIRST = Page()


def block_number(block: str) -> int:
    """Return the number that stands for a block; two blocks that share one are only looked at together."""
    packed = block.encode()
    return (crc32(packed) << 31) ^ crc32(packed, 0x5F3759DF)


def facts(connection: sqlite3.Connection, keys: Collection[int] | None = None) -> Iterator[KeyFacts]:
    """Yield what is known of `keys`, or of all, that a document has; but for what is the same by its value."""
    names: dict[int, list[str]] = {}
    which, order = "SELECT key, name FROM names", " ORDER BY key, mentions DESC, name"
    some = None if keys is None else sorted(keys)
    rows = (
        connection.execute(which + order) if some is None else by_number(connection, f"{which} WHERE key", some, order)
    )
    for key, name in rows:
        names.setdefault(key, []).append(name)
    by_value = ", ".join(str(CODE[type_]) for type_ in sorted(BY_VALUE))
    which = f"SELECT id, type, key, documents FROM entity_keys WHERE documents > 0 AND type NOT IN ({by_value})"
    rows = connection.execute(which) if some is None else by_number(connection, f"{which} AND id", some)
    for number, code, key, documents in rows:
        yield number, type_of(code), key, tuple(names.get(number, ())), documents


def count(connection: sqlite3.Connection) -> int:
    """Return how many keys there are."""
    return int(connection.execute("SELECT count(*) FROM entity_keys").fetchone()[0])


def touched(connection: sqlite3.Connection) -> list[int]:
    """Return the keys whose documents have changed since resolution last looked at them; they may have gone."""
    return [row[0] for row in connection.execute("SELECT key FROM touched ORDER BY key")]


def touch(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Note that documents of `keys` have changed."""
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?)", [(key,) for key in keys])


def count_documents(connection: sqlite3.Connection, change: Mapping[int, int]) -> None:
    """Add to how many documents have each key, and note that these keys have changed."""
    connection.executemany(
        "UPDATE entity_keys SET documents = documents + ? WHERE id = ?", [(by, key) for key, by in change.items() if by]
    )
    touch(connection, change)


def found_in(connection: sqlite3.Connection, document: int) -> set[int]:
    """Return the keys that were found in a document, whatever rules of people have made of them."""
    found: dict[int, int | None] = dict(
        connection.execute("SELECT local, key FROM document_entities WHERE document = ?", (document,))
    )
    for local, was in connection.execute(
        "SELECT number, was FROM uncurated WHERE document = ? AND what IN ('entity', 'made')", (document,)
    ):
        before = json.loads(was)
        found[local] = before[0] if before else None
    return {key for key in found.values() if key}


def settle(connection: sqlite3.Connection) -> None:
    """Forget what has changed: resolution has looked at it."""
    connection.execute("DELETE FROM touched")


def forget(connection: sqlite3.Connection) -> None:
    """Forget all blocks and pairs."""
    connection.execute("DELETE FROM key_blocks")
    connection.execute("DELETE FROM pairs")


def put_blocks(connection: sqlite3.Connection, blocks: Mapping[int, Collection[int]]) -> None:
    """Keep the blocks (by number) of keys that have none yet."""
    rows = sorted((block, key) for key, own in blocks.items() for block in own)
    connection.executemany("INSERT INTO key_blocks VALUES (?, ?)", rows)
    connection.executemany(
        "UPDATE entity_keys SET blocks = ? WHERE id = ?",
        [(array("q", sorted(own)).tobytes(), key) for key, own in blocks.items()],
    )


def take_blocks(connection: sqlite3.Connection, keys: Collection[int]) -> set[int]:
    """Forget the blocks of keys, and return them."""
    found: list[tuple[int, int]] = []
    for key, packed in by_number(connection, "SELECT id, blocks FROM entity_keys WHERE id", sorted(keys)):
        own = array("q")
        own.frombytes(packed)
        found += [(block, key) for block in own]
    connection.executemany("DELETE FROM key_blocks WHERE block = ? AND key = ?", found)
    return {block for block, _ in found}


def members(connection: sqlite3.Connection, blocks: Collection[int]) -> set[int]:
    """Return the keys in blocks."""
    return {row[0] for row in by_number(connection, "SELECT key FROM key_blocks WHERE block", sorted(blocks))}


def put_pairs(connection: sqlite3.Connection, found: Iterable[tuple[int, PairRow]]) -> None:
    """Keep pairs with the number of the block each was found in; of two with the same rule in one, the surer."""
    connection.executemany(
        "INSERT INTO pairs VALUES (?, ?, ?, ?, ?) ON CONFLICT (block, one, other) DO UPDATE SET "
        "rule = excluded.rule, confidence = excluded.confidence WHERE excluded.confidence > confidence",
        [(block, *pair) for block, pair in found],
    )


def take_pairs(connection: sqlite3.Connection, blocks: Collection[int]) -> set[int]:
    """Forget the pairs of blocks, and return the keys that are in them."""
    numbers = sorted(blocks)
    found = {key for row in by_number(connection, "SELECT one, other FROM pairs WHERE block", numbers) for key in row}
    connection.execute("DELETE FROM pairs WHERE block IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))
    return found


def hanging_together(
    connection: sqlite3.Connection, keys: Collection[int], certain: float
) -> tuple[set[int], list[PairRow]]:
    """Return the keys that pairs of at least the confidence `certain` join to `keys`, over any number of steps."""
    seen, fresh = set(keys), set(keys)
    found: set[PairRow] = set()
    while fresh:
        numbers = sorted(fresh)
        for side in ("one", "other"):
            statement = f"SELECT one, other, rule, confidence FROM pairs WHERE confidence >= {certain:f} AND {side}"
            found.update(by_number(connection, statement, numbers))
        fresh = {key for one, other, *_ in found for key in (one, other)} - seen
        seen |= fresh
    return seen, sorted(found)


def suggested(
    connection: sqlite3.Connection, type_: EntityType | None = None, entity: int | None = None, page: Page = FIRST
) -> list[tuple[int, int, str, float]]:
    """Return entities that may be one (two numbers, the rule, how surely), the likeliest and most frequent first.

    They are of a type, or one of them is an entity, unless that is None. What has become one by now is not among them.
    """
    wanted, given = "", []
    if type_ is not None:
        wanted, given = " AND (l.type = ? OR r.type = ?)", [CODE[type_]] * 2
    if entity is not None:
        wanted, given = f"{wanted} AND (l.id = ? OR r.id = ?)", [*given, entity, entity]
    return list(
        connection.execute(
            "SELECT l.id, r.id, p.rule, max(p.confidence) FROM pairs p JOIN entity_keys a ON a.id = p.one "
            "JOIN entity_keys b ON b.id = p.other JOIN entities l ON l.id = a.entity "
            f"JOIN entities r ON r.id = b.entity WHERE a.entity <> b.entity "
            f"AND l.documents > 0 AND r.documents > 0{wanted} "
            "GROUP BY min(l.id, r.id), max(l.id, r.id) "
            "ORDER BY round(max(p.confidence), 1) DESC, min(l.documents, r.documents) DESC, l.name, r.name "
            f"LIMIT {page.limit:d} OFFSET {page.offset:d}",
            given,
        )
    )


def beside(connection: sqlite3.Connection, key: int) -> frozenset[int]:
    """Return the keys of people and organisations that stand in a document with a key, itself not among them."""
    rows = connection.execute(
        "SELECT DISTINCT o.key FROM (SELECT DISTINCT document FROM document_entities WHERE key = ?1 LIMIT ?2) d "
        "JOIN document_entities o ON o.document = d.document JOIN entity_keys k ON k.id = o.key "
        "WHERE o.key <> ?1 AND k.type IN (?3, ?4)",
        (key, MOST_BESIDE, CODE[EntityType.PERSON], CODE[EntityType.ORGANISATION]),
    )
    return frozenset(row[0] for row in rows)
