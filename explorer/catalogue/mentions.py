"""What stands where: mentions, dates and references, of a document or of one entity in all."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from explorer.catalogue.documents import by_number
from explorer.catalogue.rows import CODE, Row, type_of
from explorer.model.entity import ASIDE, DateValue, EntityType, Mention
from explorer.model.link import Pointer
from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity is named: the document, the number of the sentence (−1 if unknown) and the span."""

    document: int
    entity: int
    sentence: int
    span: Span


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date as it stands, and in which sentence (−1 if unknown)."""

    document: int
    span: Span
    sentence: int
    value: DateValue


_NO_COMPANY = ", ".join(str(CODE[type_]) for type_ in sorted(ASIDE | {EntityType.DATE}))
_DATE = 'd.edtf, d.precision, d.begin, d."end", d.modifier, d.anchor, d.confidence'


def of_document(connection: sqlite3.Connection, number: int, text: str) -> tuple[Mention, ...]:
    """Return all mentions of a document, ascending, those folded away included.

    What a rule has rejected is folded away, and what it has given another type is of that type.
    """
    codes = dict(
        connection.execute(
            "SELECT d.local, e.type FROM document_entities d JOIN entity_keys k ON k.id = d.key "
            "JOIN entities e ON e.id = k.entity WHERE d.document = ?",
            (number,),
        )
    )
    rows = connection.execute(
        'SELECT m.start, m."end", m.type, m.confidence, r.found_by, r.why, m.sentence, m.local, '
        f"v.label, v.value, {_DATE} FROM mentions m JOIN reasons r ON r.id = m.reason "
        "LEFT JOIN dates d ON d.document = m.document AND d.number = m.number "
        'LEFT JOIN "values" v ON v.document = m.document AND v.number = m.number '
        "WHERE m.document = ? ORDER BY m.start",
        (number,),
    )
    found = []
    for start, end, code, confidence, found_by, why, sentence, local, label, value, *dated in rows:
        date = DateValue(*dated) if dated[0] is not None else None
        span = Span(start, end)
        type_, whose = type_of(codes.get(local, code)), local if local in codes else -1
        what = (type_, confidence, found_by, why, sentence, whose, date, label or "", value or "")
        found.append(Mention(span, span.of(text), *what))
    return tuple(found)


def of_keys(connection: sqlite3.Connection, numbers: Sequence[int], keys: Collection[int]) -> dict[int, list[Span]]:
    """Return where each document of `numbers` names one of `keys`, ascending; documents without are left out."""
    found: dict[int, list[Span]] = {}
    wanted = set(keys)
    rows = by_number(
        connection,
        'SELECT m.document, e.key, m.start, m."end" FROM mentions m JOIN document_entities e '
        "ON e.document = m.document AND e.local = m.local WHERE m.document",
        numbers,
        " ORDER BY m.document, m.start",
    )
    for document, key, start, end in rows:
        if key in wanted:
            found.setdefault(document, []).append(Span(start, end))
    return found


def of_entity(connection: sqlite3.Connection, entity: int, numbers: Sequence[int]) -> list[Place]:
    """Return where documents of `numbers` name an entity, in the order of each text."""
    rows = by_number(
        connection,
        'SELECT m.document, k.entity, m.sentence, m.start, m."end" FROM entity_keys k CROSS JOIN document_entities e '
        "ON e.key = k.id CROSS JOIN mentions m ON m.document = e.document AND m.local = e.local "
        f"WHERE k.entity = {entity:d} AND e.document",
        numbers,
        " ORDER BY m.document, m.start",
    )
    return [Place(document, e, sentence, Span(start, end)) for document, e, sentence, start, end in rows]


def of_documents(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Place]:
    """Return where documents of `numbers` name any entity, in the order of each text."""
    rows = by_number(
        connection,
        'SELECT m.document, k.entity, m.sentence, m.start, m."end" FROM mentions m JOIN document_entities e '
        "ON e.document = m.document AND e.local = m.local JOIN entity_keys k ON k.id = e.key WHERE m.document",
        numbers,
        " ORDER BY m.document, m.start",
    )
    return [Place(document, e, sentence, Span(start, end)) for document, e, sentence, start, end in rows]


def companions(
    connection: sqlite3.Connection, entity: int, numbers: Sequence[int], limit: int
) -> list[tuple[int, int, int]]:
    """Return (entity, sentences, documents) of what is named in one sentence with an entity, most sentences first.

    Only documents of `numbers` are looked at. Dates, which have a list of their own, amounts and URLs are left out.
    """
    rows = by_number(
        connection,
        "SELECT entity, count(*), count(DISTINCT document) FROM (SELECT DISTINCT o.entity, m.document, m.sentence "
        "FROM entity_keys k CROSS JOIN document_entities e ON e.key = k.id "
        "CROSS JOIN mentions m ON m.document = e.document AND m.local = e.local AND m.sentence >= 0 "
        "CROSS JOIN mentions n ON n.document = m.document AND n.sentence = m.sentence AND n.local >= 0 "
        f"AND n.type NOT IN ({_NO_COMPANY}) "
        "CROSS JOIN document_entities f ON f.document = n.document AND f.local = n.local "
        f"CROSS JOIN entity_keys o ON o.id = f.key WHERE k.entity = {entity:d} AND o.entity NOT IN (0, {entity:d}) "
        "AND e.document",
        numbers,
        f") GROUP BY entity ORDER BY 2 DESC, 3 DESC, 1 LIMIT {limit:d}",
    )
    return [(other, sentences, documents) for other, sentences, documents in rows]


_SAID_DATE = f'SELECT d.document, m.start, m."end", m.sentence, {_DATE} '
_OLDEST_FIRST = " ORDER BY d.begin, d.document, m.start"


def dates_in(connection: sqlite3.Connection, number: int) -> list[SaidDate]:
    """Return the dates in a document, oldest first."""
    return _said_dates(
        connection.execute(
            f"{_SAID_DATE} FROM dates d CROSS JOIN mentions m ON m.document = d.document AND m.number = d.number "
            f"WHERE d.document = ?{_OLDEST_FIRST}",
            (number,),
        )
    )


def dated_so(connection: sqlite3.Connection, entity: int, numbers: Sequence[int]) -> list[SaidDate]:
    """Return where documents of `numbers` name a date, oldest first."""
    return _said_dates(
        by_number(
            connection,
            f"{_SAID_DATE} FROM entity_keys k CROSS JOIN document_entities e ON e.key = k.id "
            "CROSS JOIN mentions m ON m.document = e.document AND m.local = e.local "
            "CROSS JOIN dates d ON d.document = m.document AND d.number = m.number "
            f"WHERE k.entity = {entity:d} AND e.document",
            numbers,
            _OLDEST_FIRST,
        )
    )


def dates_within(connection: sqlite3.Connection, begin: str, end: str, limit: int) -> list[SaidDate]:
    """Return the first `limit` dates that lie between two ISO days, both included, oldest first."""
    return _said_dates(
        connection.execute(
            f"{_SAID_DATE} FROM dates d CROSS JOIN mentions m ON m.document = d.document AND m.number = d.number "
            'WHERE d.begin >= ? AND d.begin <= ? AND d."end" <= ? AND d."end" <> \'\' AND m.local >= 0 '
            f"{_OLDEST_FIRST} LIMIT ?",
            (begin, end, end, limit),
        )
    )


def dates_beside(connection: sqlite3.Connection, entity: int, numbers: Sequence[int]) -> list[SaidDate]:
    """Return the dates in the sentences of documents of `numbers` that name an entity, oldest first."""
    return _said_dates(
        by_number(
            connection,
            f"{_SAID_DATE} FROM (SELECT DISTINCT m.document, m.sentence FROM entity_keys k "
            "CROSS JOIN document_entities e ON e.key = k.id "
            "CROSS JOIN mentions m ON m.document = e.document AND m.local = e.local AND m.sentence >= 0 "
            f"WHERE k.entity = {entity:d} AND e.document",
            numbers,
            ") s CROSS JOIN mentions m ON m.document = s.document AND m.sentence = s.sentence "
            f"AND m.type = {CODE[EntityType.DATE]:d} "
            f"CROSS JOIN dates d ON d.document = m.document AND d.number = m.number{_OLDEST_FIRST}",
        )
    )


def pointers(connection: sqlite3.Connection, number: int) -> tuple[Pointer, ...]:
    """Return the references that stand in a document, in its order, and those of other documents that lead to it.

    The name of a file that is none of the corpus is no reference.
    """
    outgoing = connection.execute(
        'SELECT kind, target, start, "end", leads_to FROM pointers WHERE document = ? '
        "AND (kind <> 'file' OR leads_to IS NOT NULL) ORDER BY start",
        (number,),
    )
    incoming = connection.execute(
        'SELECT kind, target, start, "end", document FROM pointers WHERE leads_to = ? AND document <> leads_to '
        "ORDER BY document, start",
        (number,),
    )
    return (
        *(Pointer(kind, target, Span(start, end), True, to) for kind, target, start, end, to in outgoing),
        *(Pointer(kind, target, Span(start, end), False, of) for kind, target, start, end, of in incoming),
    )


def _said_dates(rows: Iterable[Row]) -> list[SaidDate]:
    return [
        SaidDate(document, Span(start, end), sentence, DateValue(*value))
        for document, start, end, sentence, *value in rows
    ]
