"""All of a catalogue in an order that another catalogue of the same folder would give, little of it at a time.

What is chosen, and what has to be sorted, lies in tables of the connection, which is one of `Catalogue.reading_apart`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from explorer.catalogue.documents import by_number
from explorer.catalogue.mentions import SaidDate
from explorer.catalogue.rows import CODE, MODEL_COLUMNS, type_of, unpack_document, unpack_offsets, unpack_spans
from explorer.model.document import Document
from explorer.model.entity import DateValue, EntityType
from explorer.model.span import OffsetMap, Span
from explorer.values import dataclass

CROWD = 40
"""Entities in one sentence beyond which it is a list, and says of no two of them that they belong together."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an entity is known by, in this catalogue and in any other of the same folder: its type and its own key."""

    type: EntityType
    key: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entity that was chosen, with how often the chosen documents name it and how many of them do."""

    entity: int
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Together:
    """Two entities that sentences name together, the one that was chosen first first."""

    left: int
    right: int
    sentences: int
    documents: int


def choose_documents(connection: sqlite3.Connection, numbers: Collection[int] | None) -> None:
    """Choose documents, all of them if `numbers` is None."""
    connection.execute("CREATE TEMP TABLE wanted (document INTEGER PRIMARY KEY)")
    if numbers is None:
        connection.execute("INSERT INTO wanted SELECT id FROM documents")
    else:
        connection.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((number,) for number in numbers))


def choose_entities(connection: sqlite3.Connection, types: Sequence[EntityType]) -> None:
    """Choose the entities of some types that the chosen documents name: those in most documents first."""
    connection.execute(
        "CREATE TEMP TABLE chosen (rank INTEGER PRIMARY KEY, entity INTEGER NOT NULL UNIQUE, "
        "mentions INTEGER NOT NULL, documents INTEGER NOT NULL)"
    )
    places = ", ".join("?" * len(types))
    connection.execute(
        "INSERT INTO chosen (entity, mentions, documents) "
        "SELECT e.id, f.mentions, f.documents FROM (SELECT k.entity AS entity, sum(d.count) AS mentions, "
        "count(DISTINCT d.document) AS documents FROM wanted w "
        "CROSS JOIN document_entities d ON d.document = w.document "
        f"CROSS JOIN entity_keys k ON k.id = d.key WHERE k.type IN ({places}) GROUP BY k.entity) f "
        "CROSS JOIN entities e ON e.id = f.entity ORDER BY f.documents DESC, f.mentions DESC, e.type, e.name, "
        "(SELECT min(key) FROM entity_keys WHERE entity = e.id)",
        [CODE[each] for each in types],
    )


def documents(connection: sqlite3.Connection) -> Iterator[tuple[Document, int]]:
    """Yield the chosen documents by their paths, each with the number of its mentions."""
    rows = connection.execute(
        f"SELECT {MODEL_COLUMNS}, mentions FROM documents WHERE id IN (SELECT document FROM wanted) ORDER BY path"
    )
    for *row, many in rows:
        yield unpack_document(tuple(row)), many


def content(connection: sqlite3.Connection, number: int) -> tuple[str, OffsetMap, Sequence[Span]]:
    """Return a document's text, the map of its offsets to those of the decoded file, and its sentences."""
    text, offsets, sentences = connection.execute(
        "SELECT text, offsets, sentences FROM texts WHERE document = ?", (number,)
    ).fetchone()
    return text, unpack_offsets(offsets), unpack_spans(sentences)


def chosen(connection: sqlite3.Connection) -> Iterator[Chosen]:
    """Yield the chosen entities in their order."""
    for row in connection.execute("SELECT entity, mentions, documents FROM chosen ORDER BY rank"):
        yield Chosen(*row)


def are_chosen(connection: sqlite3.Connection, numbers: Collection[int]) -> set[int]:
    """Return which of some entities are chosen."""
    rows = by_number(connection, "SELECT entity FROM chosen WHERE entity", sorted(numbers))
    return {row[0] for row in rows}


def identities(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, Identity]:
    """Return what entities are known by: the key that was theirs before others were merged into them."""
    rows = by_number(
        connection,
        "SELECT e.id, e.type, e.name, e.label, coalesce(min(CASE WHEN k.home = e.id THEN k.key END), min(k.key)) "
        "FROM entities e JOIN entity_keys k ON k.entity = e.id WHERE e.id",
        sorted(numbers),
        " GROUP BY e.id",
    )
    return {number: Identity(type_of(code), key, name, label) for number, code, name, label, key in rows}


def values(connection: sqlite3.Connection, number: int, types: Collection[EntityType]) -> list[tuple[str, str]]:
    """Return what a document names of types that have values, each once: (label, or type if it has none; value)."""
    codes = ", ".join(str(CODE[each]) for each in types)
    rows = connection.execute(
        'SELECT m.type, v.label, v.value FROM mentions m JOIN "values" v ON v.document = m.document '
        f"AND v.number = m.number WHERE m.document = ? AND m.type IN ({codes}) AND m.local >= 0 ORDER BY m.number",
        (number,),
    )
    return list(dict.fromkeys((label or type_of(code).value, value) for code, label, value in rows))


def together(connection: sqlite3.Connection) -> Iterator[Together]:
    """Yield the pairs of chosen entities that sentences of the chosen documents name together, by their order."""
    connection.execute(
        "CREATE TEMP TABLE named (document INTEGER NOT NULL, sentence INTEGER NOT NULL, rank INTEGER NOT NULL, "
        "PRIMARY KEY (document, sentence, rank)) WITHOUT ROWID"
    )
    connection.execute(
        "INSERT OR IGNORE INTO named SELECT m.document, m.sentence, c.rank FROM wanted w "
        "CROSS JOIN mentions m ON m.document = w.document AND m.sentence >= 0 AND m.local >= 0 "
        "CROSS JOIN document_entities d ON d.document = m.document AND d.local = m.local "
        "CROSS JOIN entity_keys k ON k.id = d.key CROSS JOIN chosen c ON c.entity = k.entity"
    )
    connection.execute(
        "DELETE FROM named WHERE (document, sentence) IN "
        "(SELECT document, sentence FROM named GROUP BY document, sentence HAVING count(*) > ?)",
        (CROWD,),
    )
    rows = connection.execute(
        "SELECT l.entity, r.entity, p.sentences, p.documents FROM (SELECT a.rank AS a, b.rank AS b, "
        "count(*) AS sentences, count(DISTINCT a.document) AS documents FROM named a CROSS JOIN named b "
        "ON b.document = a.document AND b.sentence = a.sentence AND b.rank > a.rank GROUP BY a.rank, b.rank) p "
        "CROSS JOIN chosen l ON l.rank = p.a CROSS JOIN chosen r ON r.rank = p.b ORDER BY p.a, p.b"
    )
    for row in rows:
        yield Together(*row)


def dates(connection: sqlite3.Connection, doubtful: bool) -> Iterator[SaidDate]:
    """Yield the dates of known years in the chosen documents, oldest first, `doubtful` ones too if wanted."""
    rows = connection.execute(
        'SELECT d.document, m.start, m."end", m.sentence, d.edtf, d.precision, d.begin, d."end", d.modifier, d.anchor, '
        "d.confidence FROM wanted w CROSS JOIN dates d ON d.document = w.document AND d.begin <> '' "
        "CROSS JOIN mentions m ON m.document = d.document AND m.number = d.number "
        "CROSS JOIN documents o ON o.id = d.document WHERE m.local >= ? "
        'ORDER BY d.begin, d."end", o.path, m.start',
        (-1 if doubtful else 0,),
    )
    for document, start, end, sentence, *value in rows:
        yield SaidDate(document, Span(start, end), sentence, DateValue(*value))
