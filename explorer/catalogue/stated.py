"""Relations that documents state: those of an entity in all of them, and every one of the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from explorer.catalogue.documents import by_number
from explorer.catalogue.rows import Row, unpack_spans
from explorer.errors import CatalogueCorrupt
from explorer.model.entity import RelationAt, RelationKind
from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation as a document states it; `subject` and `object` are entities, `sentence` a number, −1 if unknown."""

    document: int
    kind: RelationKind
    subject: int
    text: str
    object: int | None
    qualifier: str
    date: str
    span: Span
    sentence: int
    rule: str
    confidence: float


_COLUMNS = (
    'SELECT r.document, r.kind, sk.entity, r.text, ok.entity, r.qualifier, r.date, r.start, r."end", r.sentence, '
    "r.rule, r.confidence"
)
_ENTITIES = (
    " CROSS JOIN document_entities s ON s.document = r.document AND s.local = r.subject "
    "CROSS JOIN entity_keys sk ON sk.id = s.key AND sk.entity > 0 "
    "LEFT JOIN document_entities o ON o.document = r.document AND o.local = r.object "
    "LEFT JOIN entity_keys ok ON ok.id = o.key AND ok.entity > 0 "
)


def of_entity(connection: sqlite3.Connection, entity: int, numbers: Sequence[int]) -> list[Stated]:
    """Return what documents of `numbers` state of an entity, as subject or as object, newest first."""
    rows = by_number(
        connection,
        f"{_COLUMNS}, d.day FROM (SELECT DISTINCT e.document, e.local FROM entity_keys k "
        f"CROSS JOIN document_entities e ON e.key = k.id WHERE k.entity = {entity:d} AND e.document",
        numbers,
        ") e CROSS JOIN relations r ON r.document = e.document AND (r.subject = e.local OR r.object = e.local)"
        f"{_ENTITIES} CROSS JOIN documents d ON d.id = r.document "
        "GROUP BY r.document, r.number ORDER BY d.day IS NULL, d.day DESC, d.id, r.number",
    )
    return [_stated(row[:-1]) for row in rows]


def in_document(connection: sqlite3.Connection, number: int) -> list[Stated]:
    """Return what a document states, in its order."""
    rows = connection.execute(
        f"{_COLUMNS} FROM relations r{_ENTITIES} WHERE r.document = ? ORDER BY r.start, r.number", (number,)
    )
    return [_stated(row) for row in rows]


def every(connection: sqlite3.Connection) -> Iterator[RelationAt]:
    """Yield all relations of the corpus in the order of documents and texts, one document's sentences in memory."""
    rows = connection.execute(f"{_COLUMNS} FROM relations r{_ENTITIES} ORDER BY r.document, r.number")
    document = -1
    sentences: Sequence[Span] = ()
    for row in rows:
        one = _stated(row)
        if one.document != document:
            document, sentences = one.document, _sentences(connection, one.document)
        within = sentences[one.sentence] if 0 <= one.sentence < len(sentences) else one.span
        yield RelationAt(
            one.document, one.kind, one.subject, one.text, one.object, one.qualifier, one.date, one.span, within,
            one.rule, one.confidence,
        )  # fmt: skip


def _sentences(connection: sqlite3.Connection, document: int) -> Sequence[Span]:
    row = connection.execute("SELECT sentences FROM texts WHERE document = ?", (document,)).fetchone()
    return unpack_spans(row[0]) if row else ()


def _stated(row: Row) -> Stated:
    document, kind, subject, text, object_, qualifier, date, start, end, sentence, rule, confidence = row
    try:
        known = RelationKind(kind)
    except ValueError as error:
        raise CatalogueCorrupt(f"the catalogue holds a relation of no kind ({error})") from error
    return Stated(
        document, known, subject, text, object_, qualifier, date, Span(start, end), sentence, rule, confidence
    )
