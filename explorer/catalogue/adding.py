"""Names that a rule adds: where they stand in the texts, and mentions there that nobody had found.

Where a name stands is kept from build to build, so that only texts that are new or changed are looked through.
"""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from explorer.catalogue import meta
from explorer.catalogue.curating import NOBODY, Layer
from explorer.catalogue.documents import by_number, text_and_sentences
from explorer.catalogue.merging import BY_RULE
from explorer.catalogue.moving import FOLDED_AWAY, MADE, Within, give, move_mentions, next_number
from explorer.catalogue.rows import CODE, type_of
from explorer.model.entity import BY_VALUE, EntityType
from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention in a document: its number, place and type, and of which local entity and which entity it is."""

    number: int
    span: Span
    type: EntityType
    local: int
    entity: int


def forget_names_but(connection: sqlite3.Connection, names: Collection[str]) -> None:
    """Forget where names stand that no rule adds any more."""
    gone = [row for row in connection.execute("SELECT name FROM sought") if row[0] not in names]
    for table in ("sought", "spotted"):
        connection.executemany(f"DELETE FROM {table} WHERE name = ?", gone)


def spot(connection: sqlite3.Connection, name: str, pattern: re.Pattern[str]) -> None:
    """Look for a name, which `pattern` finds, in all texts that are newer than the last time."""
    row = connection.execute("SELECT generation FROM sought WHERE name = ?", (name,)).fetchone()
    word = max(name.split(), key=len)  # a name may go over the end of a line, and its longest word does not
    connection.execute(
        "DELETE FROM spotted WHERE name = ?1 AND document IN (SELECT id FROM documents WHERE changed > ?2)",
        (name, row[0] if row else -1),
    )
    texts = connection.execute(
        "SELECT t.document, t.text FROM documents d CROSS JOIN texts t ON t.document = d.id "
        "WHERE d.changed > ? AND instr(t.text, ?) > 0",
        (row[0] if row else -1, word),
    )
    found = [
        (document, name, match.start(), match.end()) for document, text in texts for match in pattern.finditer(text)
    ]
    connection.executemany("INSERT INTO spotted VALUES (?, ?, ?, ?)", found)
    connection.execute("INSERT OR REPLACE INTO sought VALUES (?, ?)", (name, meta.generation(connection)))


def spotted(connection: sqlite3.Connection, names: Sequence[str]) -> dict[int, list[Span]]:
    """Return where some names stand, document → spans, ascending, the longer one first where two begin."""
    places = ", ".join("?" * len(names))
    found: dict[int, list[Span]] = {}
    for document, start, end in connection.execute(
        f'SELECT document, start, "end" FROM spotted WHERE name IN ({places}) ORDER BY document, start, "end" DESC',
        names,
    ):
        found.setdefault(document, []).append(Span(start, end))
    return found


def add(layer: Layer, names: Sequence[str], type_: EntityType, within: Within, target: int) -> tuple[int, int]:
    """Let some names, which have been looked for, be mentions of the key `target` wherever they stand within limits.

    A longer name that was found there stays what it is, as does a date; shorter ones give way. Returns how many
    mentions of how many documents are new or of another entity than before.
    """
    connection = layer.connection
    found = spotted(connection, names)
    paths: dict[int, str] = dict(by_number(connection, "SELECT id, path FROM documents WHERE id", list(found)))
    found = {document: spans for document, spans in found.items() if within.path(paths[document])}
    layer.see(found)
    mentions = documents = 0
    for document, spans in found.items():
        text, sentences = text_and_sentences(connection, document)
        if within.text(text):
            chosen = _in_sentences(spans, sentences, within.sentences(text, sentences))
            new = _place(layer, document, sentences, chosen, type_, target)
            mentions += new
            documents += new > 0
    layer.named()
    return mentions, documents


def _in_sentences(spans: Sequence[Span], sentences: Sequence[Span], numbers: frozenset[int] | None) -> list[Span]:
    """Return spans that do not overlap, those in some sentences only, or with None in all."""
    begins = [span.start for span in sentences] if numbers is not None else []
    kept: list[Span] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            continue
        if numbers is None or bisect_right(begins, span.start) - 1 in numbers:
            kept.append(span)
    return kept


def _place(
    layer: Layer, document: int, sentences: Sequence[Span], spans: Sequence[Span], type_: EntityType, target: int
) -> int:
    """Make mentions of spans of a document, in place of those that stand there; returns how many are new."""
    entity = layer.connection.execute("SELECT entity FROM entity_keys WHERE id = ?", (target,)).fetchone()[0]
    there = _standing(layer.connection, document)
    begins = [each.span.start for each in there]
    taken: dict[int, list[int]] = {}
    covered: list[int] = []
    new: list[Span] = []
    for span in spans:
        first = max(0, bisect_right(begins, span.start) - 1)
        near = [each for each in there[first : bisect_left(begins, span.end)] if each.span.overlaps(span)]
        if any(_stays(each, span) for each in near):
            continue
        same = next((each for each in near if each.span == span), None)
        if same is None:
            covered += [each.number for each in near]
            new.append(span)
        elif same.entity != entity:
            taken.setdefault(same.local, []).append(same.number)
    cover(layer, document, covered)
    moved = sum(
        move_mentions(layer, document, local, target, set(numbers)) for local, numbers in taken.items() if local >= 0
    )
    loose = taken.get(FOLDED_AWAY, [])
    if loose:
        give(layer, document, loose, target)
    if new:
        _insert(layer, document, sentences, new, type_, target)
    return moved + len(loose) + len(new)


def _stays(there: Standing, span: Span) -> bool:
    """Say whether what was found keeps a rule from a span: a longer name, or a date that reaches out of it."""
    if there.type in BY_VALUE:
        return there.span == span or not span.covers(there.span)
    return there.entity != NOBODY and there.span != span and there.span.covers(span)


def _standing(connection: sqlite3.Connection, document: int) -> list[Standing]:
    """Return the mentions of a document in the order of its text."""
    rows = connection.execute(
        'SELECT m.number, m.start, m."end", m.type, m.local, coalesce(k.entity, 0) FROM mentions m '
        "LEFT JOIN document_entities d ON d.document = m.document AND d.local = m.local "
        "LEFT JOIN entity_keys k ON k.id = d.key WHERE m.document = ? ORDER BY m.start",
        (document,),
    )
    return [Standing(number, Span(start, end), type_of(code), *rest) for number, start, end, code, *rest in rows]


def _insert(
    layer: Layer, document: int, sentences: Sequence[Span], spans: Sequence[Span], type_: EntityType, target: int
) -> None:
    """Put mentions where none are."""
    connection = layer.connection
    begins = [span.start for span in sentences]
    connection.execute("INSERT OR IGNORE INTO reasons (found_by, why) VALUES (?, 'added by a rule')", (BY_RULE,))
    reason = connection.execute("SELECT id FROM reasons WHERE found_by = ?", (BY_RULE,)).fetchone()[0]
    first = next_number(connection, "SELECT max(number) FROM mentions WHERE document = ?", document)
    numbers = range(first, first + len(spans))
    for number, span in zip(numbers, spans, strict=True):
        sentence = bisect_right(begins, span.start) - 1
        inside = sentence >= 0 and span.start < sentences[sentence].end
        layer.remember(document, "added", number)
        connection.execute(
            'INSERT INTO mentions (document, number, start, "end", type, local, sentence, confidence, reason) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1.0, ?)",
            (document, number, span.start, span.end, CODE[type_], FOLDED_AWAY, sentence if inside else -1, reason),
        )
    give(layer, document, numbers, target)


def cover(layer: Layer, document: int, numbers: Iterable[int]) -> None:
    """Take mentions out of a document that lie within a name which a rule has added there."""
    connection = layer.connection
    for number in numbers:
        cursor = connection.execute("SELECT * FROM mentions WHERE document = ? AND number = ?", (document, number))
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
        local = row["local"]
        moved = connection.execute(
            "SELECT was FROM uncurated WHERE document = ? AND what = 'mention' AND number = ?", (document, number)
        ).fetchone()
        if local >= 0:
            move_mentions(layer, document, local, NOBODY, {number})
        row["local"] = json.loads(moved[0])[0] if moved else local
        if number < MADE:
            connection.execute(
                "DELETE FROM uncurated WHERE document = ? AND what = 'mention' AND number = ?", (document, number)
            )
            layer.remember(document, "covered", number, list(row.items()))
        connection.execute("DELETE FROM mentions WHERE document = ? AND number = ?", (document, number))
