"""Putting documents into the catalogue and taking them out; each function works within the caller's transaction.

The counts of entities and of their names are kept up as documents come and go, never counted anew.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from explorer.catalogue import keeping, meta, resolving
from explorer.catalogue.documents import by_number
from explorer.catalogue.rows import CODE, DOCUMENT_COLUMNS, Packed, Row
from explorer.model.document import Failure, FileStamp
from explorer.model.entity import EntityType

PERSON = CODE[EntityType.PERSON]
_OF_DOCUMENT = (
    "texts", "document_entities", "mentions", "dates", '"values"', "quotes", "relations", "pointers", "uncurated",
    "spotted",
)  # fmt: skip


@dataclass(slots=True)
class _Change:
    """What a batch does to the counts.

    They are documents, mentions and salience of an entity, documents of a key, mentions and best of a name of a key.
    """

    keys: Counter[int] = field(default_factory=Counter)
    entities: Counter[int] = field(default_factory=Counter)
    mentions: Counter[int] = field(default_factory=Counter)
    salience: Counter[int] = field(default_factory=Counter)
    written: Counter[tuple[int, str]] = field(default_factory=Counter)
    best: Counter[tuple[int, str]] = field(default_factory=Counter)
    folded: dict[tuple[int, str], str] = field(default_factory=dict)


def store(connection: sqlite3.Connection, batch: Sequence[Packed], moved: Mapping[str, str]) -> int:
    """Put documents in, in place of those of the same path; returns the new generation.

    `moved` maps digests of files that have gone to their paths: a new file of the same content takes their number over.
    """
    generation = meta.next_generation(connection)
    keys = _keys(connection, batch)
    change = _Change()
    numbered: list[tuple[int, Packed]] = []
    other_content: list[tuple[str, str]] = []
    for packed in batch:
        number, digest = _known_as(connection, packed, moved)
        if number is None:
            number = _insert(connection, packed, generation)
        else:
            if digest != packed.digest:
                other_content.append((digest, packed.digest))
            _clear(connection, number, change)
            _update(connection, number, packed, generation)
        numbered.append((number, packed))
        _add_counts(packed, keys, change)
    keeping.carry(connection, other_content)
    _fill(connection, numbered, keys)
    _apply(connection, change)
    connection.executemany("DELETE FROM failures WHERE path = ?", [(packed.path,) for packed in batch])
    warnings = [Failure(packed.path, "read with a loss", line) for packed in batch for line in packed.warnings]
    record_failures(connection, warnings, lost=False)
    return generation


def remove(connection: sqlite3.Connection, numbers: Iterable[int]) -> int:
    """Take documents out; marks and notes stay, for the same content may come back; returns the new generation."""
    generation = meta.next_generation(connection)
    change = _Change()
    for number in numbers:
        _clear(connection, number, change)
        connection.execute("DELETE FROM failures WHERE path = (SELECT path FROM documents WHERE id = ?)", (number,))
        connection.execute("DELETE FROM documents WHERE id = ?", (number,))
        connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (number, generation))
    _apply(connection, change)
    return generation


def touch(connection: sqlite3.Connection, stamps: Iterable[tuple[str, FileStamp]]) -> None:
    """Note new sizes and times of files whose content has not changed."""
    connection.executemany(
        "UPDATE documents SET size = ?, mtime_ns = ? WHERE path = ?",
        [(stamp.size, stamp.mtime_ns, path) for path, stamp in stamps],
    )


def record_failures(connection: sqlite3.Connection, failures: Iterable[Failure], lost: bool = True) -> None:
    """Keep what went wrong with files; `lost` when nothing of the file could be read."""
    connection.executemany(
        "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)",
        [(each.path, each.reason, each.message, int(lost)) for each in failures],
    )


def forget_failures(connection: sqlite3.Connection) -> None:
    """Forget the files that could not be read, before they are tried again."""
    connection.execute("DELETE FROM failures WHERE lost")


def _known_as(connection: sqlite3.Connection, packed: Packed, moved: Mapping[str, str]) -> tuple[int | None, str]:
    """Return the number that a document has already, if any, and the digest of the content it had."""
    for path in (packed.path, moved.get(packed.digest)):
        row = connection.execute("SELECT id, digest FROM documents WHERE path = ?", (path,)).fetchone()
        if row:
            return int(row[0]), str(row[1])
    return None, ""


def _insert(connection: sqlite3.Connection, packed: Packed, generation: int) -> int:
    places = ", ".join("?" * (len(packed.document) + 1))
    cursor = connection.execute(
        f"INSERT INTO documents ({DOCUMENT_COLUMNS}, changed) VALUES ({places})", (*packed.document, generation)
    )
    return cursor.lastrowid or 0


def _update(connection: sqlite3.Connection, number: int, packed: Packed, generation: int) -> None:
    columns = ", ".join(f"{name} = ?" for name in DOCUMENT_COLUMNS.split(", "))
    connection.execute(
        f"UPDATE documents SET {columns}, changed = ? WHERE id = ?", (*packed.document, generation, number)
    )


def _clear(connection: sqlite3.Connection, number: int, change: _Change) -> None:
    """Delete a document's rows in all tables but its own, and take it out of the counts."""
    rows = connection.execute(
        "SELECT d.local, d.key, k.entity, d.count, d.name, d.salience FROM document_entities d "
        "JOIN entity_keys k ON k.id = d.key WHERE d.document = ?",
        (number,),
    ).fetchall()
    key_of = {local: key for local, key, *_ in rows}
    change.entities.subtract({entity for _, _, entity, *_ in rows})
    change.keys.subtract(resolving.found_in(connection, number))
    for _, key, entity, count, name, salience in rows:
        change.mentions[entity] -= count
        change.salience[entity] -= salience
        change.best[key, name] -= 1
    text = connection.execute("SELECT text FROM texts WHERE document = ?", (number,)).fetchone()
    for start, end, local in connection.execute(
        'SELECT start, "end", local FROM mentions WHERE document = ? AND local >= 0', (number,)
    ):
        if local in key_of and text:
            change.written[key_of[local], " ".join(text[0][start:end].split())] -= 1
    for table in _OF_DOCUMENT:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (number,))


def _keys(connection: sqlite3.Connection, batch: Sequence[Packed]) -> dict[tuple[int, str], tuple[int, int]]:
    """Return (type, key) → (number of the key, number of its entity), making those that are new."""
    known: dict[tuple[int, str], tuple[int, int]] = {}
    for packed in batch:
        for _, type_, key, name, *_, label in packed.entities:
            if (type_, key) in known:
                continue
            row = connection.execute(
                "SELECT id, entity FROM entity_keys WHERE type = ? AND key = ?", (type_, key)
            ).fetchone()
            if row is None:
                entity = connection.execute(
                    "INSERT INTO entities (type, name, label) VALUES (?, ?, ?)", (type_, name, label)
                ).lastrowid
                cursor = connection.execute(
                    "INSERT INTO entity_keys (type, key, entity, home) VALUES (?, ?, ?, ?)",
                    (type_, key, entity, entity),
                )
                row = (cursor.lastrowid, entity)
            known[type_, key] = row
    return known


def _add_counts(packed: Packed, keys: Mapping[tuple[int, str], tuple[int, int]], change: _Change) -> None:
    key_of: dict[int, int] = {}
    entities: set[int] = set()
    for local, type_, key, name, count, *_, salience, _ in packed.entities:
        number, entity = keys[type_, key]
        change.salience[entity] += salience
        key_of[local] = number
        entities.add(entity)
        change.mentions[entity] += count
        change.best[number, name] += 1
    change.entities.update(entities)
    change.keys.update(set(key_of.values()))
    for local, name, folded, mentions in packed.names:
        change.written[key_of[local], name] += mentions
        change.folded[key_of[local], name] = folded


def _fill(
    connection: sqlite3.Connection,
    numbered: Sequence[tuple[int, Packed]],
    keys: Mapping[tuple[int, str], tuple[int, int]],
) -> None:
    """Insert a batch's rows, table by table."""
    reasons = _reasons(connection, (row[-2:] for _, packed in numbered for row in packed.mentions))

    def insert(table: str, width: int, rows: Iterable[Row]) -> None:
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)

    insert("texts", 5, ((number, *packed.text) for number, packed in numbered))
    insert(
        "document_entities",
        9,
        (
            (number, row[0], keys[row[1], row[2]][0], row[4], row[3], *row[5:9])
            for number, packed in numbered
            for row in packed.entities
        ),
    )
    insert(
        "mentions",
        9,
        ((number, *row[:-2], reasons[row[-2:]]) for number, packed in numbered for row in packed.mentions),
    )
    insert("dates", 9, ((number, *row) for number, packed in numbered for row in packed.dates))
    insert('"values"', 4, ((number, *row) for number, packed in numbered for row in packed.values))
    insert("quotes", 12, ((number, *row) for number, packed in numbered for row in packed.quotes))
    insert("relations", 13, ((number, *row) for number, packed in numbered for row in packed.relations))
    insert("pointers", 7, ((number, *row, None) for number, packed in numbered for row in packed.pointers))


def _reasons(connection: sqlite3.Connection, wanted: Iterable[Row]) -> dict[Row, int]:
    """Return (found by, why) → number: few of them, said of very many mentions."""
    known: dict[Row, int] = {}
    for reason in wanted:
        if reason not in known:
            connection.execute("INSERT OR IGNORE INTO reasons (found_by, why) VALUES (?, ?)", reason)
            known[reason] = connection.execute(
                "SELECT id FROM reasons WHERE found_by = ? AND why = ?", reason
            ).fetchone()[0]
    return known


def _apply(connection: sqlite3.Connection, change: _Change) -> None:
    """Bring the counts up, forget names that nobody writes any more, and choose each entity's best name."""
    connection.executemany(
        "UPDATE entities SET documents = documents + ?, mentions = mentions + ?, salience = salience + ? WHERE id = ?",
        [(by, change.mentions[entity], change.salience[entity], entity) for entity, by in change.entities.items()],
    )
    resolving.count_documents(connection, change.keys)
    count_names(connection, change.written, change.best, change.folded)


def count_names(
    connection: sqlite3.Connection,
    written: Mapping[tuple[int, str], int],
    best: Mapping[tuple[int, str], int],
    folded: Mapping[tuple[int, str], str],
) -> None:
    """Add to how often each (key, name) is written and is the best one of a document, and name the entities anew."""
    pairs = {*written, *best}
    connection.executemany(
        "INSERT INTO names (key, name, folded, mentions, best) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (key, name) DO UPDATE SET mentions = mentions + excluded.mentions, best = best + excluded.best",
        [(*pair, folded.get(pair, ""), written.get(pair, 0), best.get(pair, 0)) for pair in sorted(pairs)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO name_words VALUES (?, ?)",
        {(word, key) for (key, _), words in folded.items() for word in words.split()},
    )
    fewer = {pair[0] for pair in pairs if written.get(pair, 0) < 0 or best.get(pair, 0) < 0}
    forget_names(connection, fewer)
    rename(connection, sorted({key for key, _ in pairs}))


def forget_names(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Delete the names of `keys` that nobody writes any more, and the words that stand in no other name of the key."""
    numbers = sorted(keys)
    words: dict[int, set[str]] = {}
    unused = "mentions <= 0 AND best <= 0 AND given = 0"
    for key, folded in by_number(connection, f"SELECT key, folded FROM names WHERE {unused} AND key", numbers):
        words.setdefault(key, set()).update(folded.split())
    connection.executemany(f"DELETE FROM names WHERE key = ? AND {unused}", [(key,) for key in words])
    for key, folded in by_number(connection, "SELECT key, folded FROM names WHERE key", sorted(words)):
        words[key].difference_update(folded.split())
    connection.executemany(
        "DELETE FROM name_words WHERE word = ? AND key = ?",
        [(word, key) for key, gone in words.items() for word in gone],
    )


def rename(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Call the entities of `keys` as a rule says, else as most documents think best, else as is most often written.

    People are called by their full names, where one is known.
    """
    connection.executemany(
        "UPDATE entities SET name = coalesce((SELECT n.name FROM entity_keys k JOIN names n ON n.key = k.id "
        f"WHERE k.entity = entities.id ORDER BY n.given DESC, k.type = {PERSON} AND instr(k.key, ' ') > 0 DESC, "
        "n.best DESC, n.mentions DESC, length(n.name) DESC, n.name LIMIT 1), name) "
        "WHERE id = (SELECT entity FROM entity_keys WHERE id = ?)",
        [(key,) for key in keys],
    )
