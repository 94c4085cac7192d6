"""Who is quoted with what: of a document, of everybody, or of those whom a name may mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from explorer.catalogue.documents import by_number
from explorer.catalogue.quoted import KINDS
from explorer.catalogue.rows import Row
from explorer.model.entity import Quote, QuoteKind
from explorer.model.query import Page
from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class SaidQuote:
    """A quotation as it stands, with the parts that carry it on; `speaker` is an entity or None.

    `elsewhere` counts the other documents that quote the same words.
    """

    document: int
    parts: tuple[Span, ...]
    speaker: int | None
    named: Span | None
    cue: str
    kind: QuoteKind
    confidence: float
    elsewhere: int = 0


_COLUMNS = (
    'q.document, q.number, q.start, q."end", q.speaker_start, q.speaker_end, q.cue, q.kind, q.confidence, k.entity, '
    "q.print"
)
_SPEAKERS = (
    "LEFT JOIN document_entities e ON e.document = q.document AND e.local = q.speaker "
    "LEFT JOIN entity_keys k ON k.id = e.key"
)
_NEWEST = "d.day IS NULL, d.day DESC, d.id, q.number"


def of_document(connection: sqlite3.Connection, number: int) -> tuple[Quote, ...]:
    """Return the quotations of a document in the order of the text."""
    rows = connection.execute(
        'SELECT start, "end", speaker_start, speaker_end, cue, kind, confidence, speaker, continues, print '
        "FROM quotes WHERE document = ? ORDER BY number",
        (number,),
    )
    return tuple(
        Quote(Span(start, end), _span(s, e), cue, KINDS[kind], confidence, speaker, continues, print_)
        for start, end, s, e, cue, kind, confidence, speaker, continues, print_ in rows
    )


def said_in(connection: sqlite3.Connection, number: int) -> list[SaidQuote]:
    """Return the quotations of a document in the order of the text, split ones joined."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM quotes q {_SPEAKERS} WHERE q.document = ? AND q.continues < 0 ORDER BY q.number",
        (number,),
    )
    return _joined(connection, list(rows))


def said_by(
    connection: sqlite3.Connection, keys: Collection[int] | None, kinds: Collection[QuoteKind], page: Page
) -> list[SaidQuote]:
    """Return what those with some entity keys are quoted with, or everybody if None, newest documents first.

    `kinds` are those that are wanted, all if empty.
    """
    some = ", ".join(str(KINDS.index(kind)) for kind in sorted(kinds or KINDS))
    wanted = f"q.continues < 0 AND q.kind IN ({some})"
    order = f"ORDER BY {_NEWEST} LIMIT {page.limit:d} OFFSET {page.offset:d}"
    if keys is None:
        rows: Sequence[Row] = connection.execute(
            f"SELECT {_COLUMNS} FROM documents d CROSS JOIN quotes q ON q.document = d.id {_SPEAKERS} "
            f"WHERE {wanted} {order}"
        ).fetchall()
    else:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN document_entities e ON e.key = j.value "
            "CROSS JOIN quotes q ON q.document = e.document AND q.speaker = e.local "
            "CROSS JOIN documents d ON d.id = q.document CROSS JOIN entity_keys k ON k.id = e.key "
            f"WHERE {wanted} {order}",
            (str(sorted(keys)),),
        ).fetchall()
    return _joined(connection, rows)


def _joined(connection: sqlite3.Connection, rows: Sequence[Row]) -> list[SaidQuote]:
    """Return quotations from the rows of their first parts."""
    parts: dict[tuple[int, int], list[Span]] = {
        (document, number): [Span(start, end)] for document, number, start, end, *_ in rows
    }
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for document, number, start, end, continues in by_number(
        connection,
        'SELECT document, number, start, "end", continues FROM quotes WHERE continues >= 0 AND document',
        sorted({row[0] for row in rows}),
        " ORDER BY document, number",
    ):
        begun = first.get((document, continues), (document, continues))
        first[document, number] = begun
        if begun in parts:
            parts[begun].append(Span(start, end))
    elsewhere = _elsewhere(connection, rows)
    return [
        SaidQuote(
            document,
            tuple(parts[document, number]),
            speaker,
            _span(s, e),
            cue,
            KINDS[kind],
            confidence,
            elsewhere.get((document, number), 0),
        )
        for document, number, _, _, s, e, cue, kind, confidence, speaker, _ in rows
    ]


def _elsewhere(connection: sqlite3.Connection, rows: Sequence[Row]) -> dict[tuple[int, int], int]:
    """Count for each quotation, by document and number, the other documents that quote the same words."""
    prints = sorted({row[-1] for row in rows if row[-1] is not None})
    quoting: dict[int, int] = dict(
        by_number(
            connection, "SELECT print, count(DISTINCT document) FROM quotes WHERE print", prints, " GROUP BY print"
        )
    )
    return {(row[0], row[1]): quoting[row[-1]] - 1 for row in rows if row[-1] in quoting}


def _span(start: int | None, end: int | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None else None
