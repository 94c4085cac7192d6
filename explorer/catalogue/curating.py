"""What rules of people change lies over what was found, as a layer that is lifted off and put on again.

`lift` gives back every row as it was found, so that entities are resolved from what was found alone; the functions
below it put the rules on again, one after the other, and `settle` ends that. All of it happens in one transaction, so
nobody ever sees the corpus without its rules. What single documents hold is changed in `moving`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from explorer.catalogue import meta
from explorer.catalogue.documents import by_number
from explorer.catalogue.merging import BY_RULE, recount
from explorer.catalogue.names import fold
from explorer.catalogue.rows import CODE, TYPES, type_of
from explorer.catalogue.writing import count_names, forget_names, rename
from explorer.model.entity import EntityType

NOBODY = 0
"""The entity of keys that stand for none, and the key of what a document names and that is none there."""

_MARK = "\x1f"
"""Begins the keys that rules make: no name in a text begins so."""


@dataclass(slots=True)
class Layer:
    """The layer while it is changed: what is to be counted anew, and the keys that documents had before.

    `written` and `best` are what (key, name) pairs gain, `folded` those names as they are looked up; `parted` are the
    entities, as they are called, that a key was taken out of last.
    """

    connection: sqlite3.Connection
    before: dict[int, frozenset[int]] = field(default_factory=dict)
    entities: set[int] = field(default_factory=set)
    written: Counter[tuple[int, str]] = field(default_factory=Counter)
    best: Counter[tuple[int, str]] = field(default_factory=Counter)
    folded: dict[tuple[int, str], str] = field(default_factory=dict)
    parted: tuple[str, ...] = ()

    def remember(self, document: int, what: str, number: int, was: object = None) -> None:
        """Keep what a row holds before a rule changes it, unless another rule has changed it before."""
        self.connection.execute(
            "INSERT OR IGNORE INTO uncurated VALUES (?, ?, ?, ?)", (document, what, number, json.dumps(was))
        )

    def see(self, documents: Iterable[int]) -> None:
        """Keep the keys that documents have before any of them changes."""
        new = sorted(set(documents) - self.before.keys())
        self.before |= _keys_of(self.connection, new)

    def named(self) -> None:
        """Bring the names of keys up to what has been moved."""
        if self.written or self.best:
            count_names(self.connection, self.written, self.best, self.folded)
            self.entities |= entities_of(self.connection, {key for key, _ in (*self.written, *self.best)})
            self.written, self.best, self.folded = Counter(), Counter(), {}


def is_lifted(connection: sqlite3.Connection) -> bool:
    """Say whether no rule has changed anything."""
    return connection.execute("SELECT 1 FROM uncurated LIMIT 1").fetchone() is None and not _given(connection)


def restore_keys(layer: Layer) -> None:
    """Give keys, entities and names back what they were found to be."""
    connection = layer.connection
    for what, number, was in connection.execute(
        "SELECT what, number, was FROM uncurated WHERE document = 0"
    ).fetchall():
        found = json.loads(was)
        if what == "key":
            layer.entities |= {found[0], *entities_of(connection, [number])}
            connection.execute("UPDATE entity_keys SET entity = ?, rule = ? WHERE id = ?", (*found, number))
        else:
            layer.entities.add(number)
            connection.execute("UPDATE entities SET type = ? WHERE id = ?", (found, number))
    connection.execute("DELETE FROM uncurated WHERE document = 0")
    given = _given(connection)
    layer.entities |= entities_of(connection, given)
    connection.execute("UPDATE names SET given = 0 WHERE given > 0")
    forget_names(connection, given)


def settle(layer: Layer, final: bool) -> None:
    """Count anew what has changed; once it is `final`, forget what no rule needs and tell the index and all readers."""
    connection = layer.connection
    layer.named()
    recount(connection, sorted(layer.entities - {NOBODY}))
    layer.entities = set()
    if not final:
        return
    _forget_made(connection)
    now = _keys_of(connection, sorted(layer.before))
    changed = [number for number, keys in layer.before.items() if now.get(number) != keys]
    generation = meta.next_generation(connection)
    connection.executemany(
        "UPDATE documents SET changed = ? WHERE id = ?", [(generation, number) for number in changed]
    )


def called(layer: Layer, name: str, type_: EntityType | None, apart: bool = False) -> list[int]:
    """Return the entities that are called `name`, else those of the keys whose documents call them so.

    With `apart` a key that was merged into an entity of another name is taken out of it first: a rule about `Will` is
    none about a `Will Smith` whom some documents call Will.
    """
    folded = fold(name)
    types = [CODE[type_]] if type_ else [CODE[each] for each in TYPES if each is not EntityType.DATE]
    places = ", ".join("?" * len(types))
    rows = layer.connection.execute(
        "SELECT k.id, k.entity, k.home, e.name, max(n.best > 0 OR n.given > 0) FROM names n "
        "JOIN entity_keys k ON k.id = n.key JOIN entities e ON e.id = k.entity "
        f"WHERE n.folded = ? AND (n.folded <> '' OR n.name = ?) AND e.type IN ({places}) GROUP BY k.id ORDER BY k.id",
        (folded, name, *types),
    ).fetchall()
    layer.parted = ()
    called_so = {entity for _, entity, _, shown, _ in rows if (fold(shown) or shown) == (folded or name)}
    if called_so:
        return sorted(called_so)
    found = set()
    for key, entity, home, shown, best in rows:
        if not best:
            continue
        found.add(home if apart else entity)
        if apart and entity != home:
            let_be(layer, [key], home)
            layer.parted += (shown,)
    return sorted(found)


def also_written(connection: sqlite3.Connection, name: str) -> list[tuple[str, EntityType]]:
    """Return name and type of the entities that documents also write so, those in most documents first, few of them."""
    rows = connection.execute(
        "SELECT DISTINCT e.name, e.type, e.documents FROM names n JOIN entity_keys k ON k.id = n.key "
        "JOIN entities e ON e.id = k.entity WHERE n.folded = ? AND n.folded <> '' AND e.documents > 0 "
        "ORDER BY e.documents DESC, e.name LIMIT 3",
        (fold(name),),
    )
    return [(shown, type_of(code)) for shown, code, _ in rows]


def keys_of(connection: sqlite3.Connection, entities: Collection[int]) -> list[int]:
    """Return the keys of entities."""
    rows = by_number(connection, "SELECT id FROM entity_keys WHERE entity", sorted(entities), " ORDER BY id")
    return [row[0] for row in rows]


def facts(connection: sqlite3.Connection, entity: int) -> tuple[str, EntityType]:
    """Return what an entity is called and its type."""
    name, code = connection.execute("SELECT name, type FROM entities WHERE id = ?", (entity,)).fetchone()
    return name, type_of(code)


def size(connection: sqlite3.Connection, entities: Collection[int]) -> tuple[int, int]:
    """Return in how many mentions and in how many documents any of some entities is named."""
    rows = by_number(
        connection,
        "SELECT coalesce(sum(d.count), 0), count(DISTINCT d.document) FROM entity_keys k "
        "JOIN document_entities d ON d.key = k.id WHERE k.entity",
        sorted(entities),
    )
    mentions, documents = next(iter(rows))
    return mentions, documents


def let_be(layer: Layer, keys: Sequence[int], entity: int) -> None:
    """Let keys stand for an entity, or for `NOBODY`."""
    rows = list(by_number(layer.connection, "SELECT id, entity, rule FROM entity_keys WHERE id", keys))
    for key, before, rule in rows:
        if before != entity:
            layer.remember(0, "key", key, [before, rule])
            layer.entities |= {before, entity}
            layer.connection.execute("UPDATE entity_keys SET entity = ?, rule = ? WHERE id = ?", (entity, BY_RULE, key))
    _rename(layer, {entity, *(before for _, before, _ in rows)})


def retype(layer: Layer, entity: int, type_: EntityType) -> None:
    """Let an entity be of another type."""
    code = layer.connection.execute("SELECT type FROM entities WHERE id = ?", (entity,)).fetchone()[0]
    layer.remember(0, "type", entity, code)
    layer.connection.execute("UPDATE entities SET type = ? WHERE id = ?", (CODE[type_], entity))


def give_name(layer: Layer, entity: int, name: str, rank: int) -> None:
    """Call an entity so, whatever documents call it; of several names the one with the highest `rank` counts."""
    key = principal(layer.connection, entity)
    if key is None:
        return
    folded = fold(name)
    layer.connection.execute(
        "INSERT INTO names (key, name, folded, mentions, best, given) VALUES (?, ?, ?, 0, 0, ?) "
        "ON CONFLICT (key, name) DO UPDATE SET given = excluded.given",
        (key, name, folded, rank),
    )
    layer.connection.executemany(
        "INSERT OR IGNORE INTO name_words VALUES (?, ?)", {(word, key) for word in folded.split()}
    )
    _rename(layer, {entity})


def principal(connection: sqlite3.Connection, entity: int) -> int | None:
    """Return the key that an entity began with, or the first of those that it has, None if it has none."""
    row = connection.execute(
        "SELECT id FROM entity_keys WHERE entity = ? ORDER BY home <> entity, id LIMIT 1", (entity,)
    ).fetchone()
    return row[0] if row else None


def made_key(layer: Layer, name: str, type_: EntityType) -> int:
    """Return the key of an entity that only a rule knows, with the same number as long as a rule needs it."""
    connection, key = layer.connection, _MARK + name
    row = connection.execute("SELECT id FROM entity_keys WHERE type = ? AND key = ?", (CODE[type_], key)).fetchone()
    if row:
        return int(row[0])
    entity = connection.execute("INSERT INTO entities (type, name) VALUES (?, ?)", (CODE[type_], name)).lastrowid
    cursor = connection.execute(
        "INSERT INTO entity_keys (type, key, entity, home, curated) VALUES (?, ?, ?, ?, 1)",
        (CODE[type_], key, entity, entity),
    )
    return cursor.lastrowid or 0


def _rename(layer: Layer, entities: Iterable[int]) -> None:
    """Let the next rule find entities by the names that they have now."""
    keys = (principal(layer.connection, entity) for entity in entities if entity != NOBODY)
    rename(layer.connection, [key for key in keys if key is not None])


def _given(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT DISTINCT key FROM names WHERE given > 0")]


def entities_of(connection: sqlite3.Connection, keys: Collection[int]) -> set[int]:
    """Return the entities that keys stand for."""
    return {row[0] for row in by_number(connection, "SELECT entity FROM entity_keys WHERE id", sorted(keys))}


def _keys_of(connection: sqlite3.Connection, documents: Sequence[int]) -> dict[int, frozenset[int]]:
    """Return the keys that the index knows of each document."""
    found: dict[int, set[int]] = {number: set() for number in documents}
    for number, key in by_number(connection, "SELECT document, key FROM document_entities WHERE document", documents):
        found[number].add(key)
    return {number: frozenset(keys - {NOBODY}) for number, keys in found.items()}


def _forget_made(connection: sqlite3.Connection) -> None:
    """Delete the keys and entities that rules made and that stand for nothing any more."""
    unused = connection.execute(
        "SELECT id, home FROM entity_keys k WHERE curated AND entity = home AND NOT EXISTS "
        "(SELECT 1 FROM document_entities d WHERE d.key = k.id) AND NOT EXISTS "
        "(SELECT 1 FROM entity_keys o WHERE o.entity = k.home AND o.id <> k.id)"
    ).fetchall()
    for key, entity in unused:
        for statement in ("entity_keys WHERE id", "names WHERE key", "name_words WHERE key"):
            connection.execute(f"DELETE FROM {statement} = ?", (key,))
        connection.execute("DELETE FROM entities WHERE id = ?", (entity,))
