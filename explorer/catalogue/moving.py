"""What rules change in single documents: of whom their mentions are.

Each row is remembered before it is changed, so that `restore` can give it back. What a rule adds has numbers from
`MADE` on, so that it is never taken for what was found.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol

from explorer.catalogue.curating import NOBODY, Layer
from explorer.catalogue.documents import by_number, text_and_sentences
from explorer.catalogue.merging import BY_RULE
from explorer.catalogue.names import fold
from explorer.catalogue.rows import Row
from explorer.model.span import Span

MADE = 1_000_000_000
"""Numbers of mentions and of entities of a document that rules made begin here."""

FOLDED_AWAY = -1
_ENTITY = 'key, count, start, "end", salience'


class Within(Protocol):
    """Says which documents, and which sentences of them, a rule is about."""

    def path(self, path: str) -> bool:
        """Say whether a document of this path may be meant."""
        ...

    def text(self, text: str) -> bool:
        """Say whether a document of this text may be meant."""
        ...

    def sentences(self, text: str, sentences: Sequence[Span]) -> frozenset[int] | None:
        """Return the numbers of the sentences that are meant, None for all."""
        ...


def restore(layer: Layer) -> None:
    """Give documents back what was found in them."""
    connection = layer.connection
    touched: dict[int, list[tuple[str, int, str]]] = {}
    for document, what, number, was in connection.execute(
        "SELECT document, what, number, was FROM uncurated WHERE document > 0 ORDER BY document"
    ):
        touched.setdefault(document, []).append((what, number, was))
    layer.see(touched)
    for document, rows in touched.items():
        changed = {number for what, number, _ in rows if what in ("entity", "made")}
        _count(layer, document, changed, -1)
        for what, number, was in sorted(rows, key=lambda row: row[0] == "made"):
            _give_back(connection, document, what, number, json.loads(was))
        _count(layer, document, changed, 1)
    connection.execute("DELETE FROM uncurated WHERE document > 0")
    connection.execute("DELETE FROM reasons WHERE found_by = ?", (BY_RULE,))
    layer.named()


def _give_back(connection: sqlite3.Connection, document: int, what: str, number: int, was: list[Any]) -> None:
    place = (document, number)
    match what:
        case "entity":
            connection.execute(
                'UPDATE document_entities SET key = ?, count = ?, start = ?, "end" = ?, salience = ? '
                "WHERE document = ? AND local = ?",
                (*was, *place),
            )
        case "made":
            connection.execute("DELETE FROM document_entities WHERE document = ? AND local = ?", place)
        case "mention":
            connection.execute("UPDATE mentions SET local = ? WHERE document = ? AND number = ?", (*was, *place))
        case "added":
            connection.execute("DELETE FROM mentions WHERE document = ? AND number = ?", place)
        case "covered":
            columns = ", ".join(f'"{name}"' for name, _ in was)
            values = [value for _, value in was]
            connection.execute(f"INSERT INTO mentions ({columns}) VALUES ({', '.join('?' * len(was))})", values)
        case "speaker":
            connection.execute("UPDATE quotes SET speaker = ? WHERE document = ? AND number = ?", (*was, *place))
        case _:
            connection.execute(f"UPDATE relations SET {what} = ? WHERE document = ? AND number = ?", (*was, *place))


def move(layer: Layer, entities: Collection[int], within: Within, target: int) -> tuple[int, int]:
    """Let what documents say of entities, within limits, be of the key `target`, or with `NOBODY` folded away.

    Returns how many mentions of how many documents that changed.
    """
    connection = layer.connection
    found: dict[int, list[int]] = {}
    for document, local in by_number(
        connection,
        f"SELECT d.document, d.local FROM entity_keys k JOIN document_entities d ON d.key = k.id "
        f"WHERE d.key <> {target:d} AND k.entity",
        sorted(entities),
        " ORDER BY d.document, d.local",
    ):
        found.setdefault(document, []).append(local)
    paths: dict[int, str] = dict(by_number(connection, "SELECT id, path FROM documents WHERE id", list(found)))
    chosen = {document: locals_ for document, locals_ in found.items() if within.path(paths[document])}
    layer.see(chosen)
    mentions = documents = 0
    for document, locals_ in chosen.items():
        text, sentences = text_and_sentences(connection, document)
        numbers = within.sentences(text, sentences) if within.text(text) else frozenset()
        if numbers is not None and not numbers:
            continue
        moved = sum(
            move_mentions(layer, document, local, target, _in(connection, document, local, numbers))
            for local in locals_
        )
        mentions += moved
        documents += moved > 0
    layer.named()
    return mentions, documents


def _in(connection: sqlite3.Connection, document: int, local: int, sentences: frozenset[int] | None) -> set[int] | None:
    """Return the mentions of an entity of a document in some sentences, None for all."""
    if sentences is None:
        return None
    rows = _mentions(connection, document, "number, sentence", [local])
    return {number for number, sentence in rows if sentence in sentences}


def move_mentions(layer: Layer, document: int, local: int, target: int, chosen: set[int] | None) -> int:
    """Move mentions of one entity of a document, all with None, to another key; returns how many."""
    connection = layer.connection
    own = {row[0] for row in _mentions(connection, document, "number", [local])}
    chosen = own if chosen is None else chosen & own
    if not chosen:
        return 0
    _remember_entity(layer, document, local)
    if chosen == own:
        _count(layer, document, [local], -1)
        connection.execute(
            "UPDATE document_entities SET key = ? WHERE document = ? AND local = ?", (target, document, local)
        )
        _count(layer, document, [local], 1)
        return len(own)
    _count(layer, document, [local], -1)
    if target == NOBODY:
        _set_local(layer, document, chosen, FOLDED_AWAY)
    else:
        made = give(layer, document, sorted(chosen), target, local)
        _follow(layer, document, local, made, chosen)
    _resize(connection, document, local)
    _count(layer, document, [local], 1)
    return len(chosen)


def give(layer: Layer, document: int, numbers: Sequence[int], target: int, like: int = FOLDED_AWAY) -> int:
    """Make an entity of a document of some mentions, which have been counted nowhere; returns its local number."""
    connection = layer.connection
    made = next_number(connection, "SELECT max(local) FROM document_entities WHERE document = ?", document)
    layer.remember(document, "made", made)
    name, salience = _like(connection, document, numbers, like)
    connection.execute(
        "INSERT INTO document_entities (document, local, key, count, name, merged_by, salience) "
        "VALUES (?, ?, ?, 0, ?, '', ?)",
        (document, made, target, name, salience),
    )
    _set_local(layer, document, numbers, made)
    _resize(connection, document, made)
    _count(layer, document, [made], 1)
    return made


def _like(connection: sqlite3.Connection, document: int, numbers: Sequence[int], local: int) -> tuple[str, int]:
    """Return the name and the salience of some mentions: their share in those of the entity of which they were.

    What was of none is no more salient than what the document names as often.
    """
    row = connection.execute(
        "SELECT name, salience * ? / count FROM document_entities WHERE document = ? AND local = ?",
        (len(numbers), document, local),
    ).fetchone()
    if row:
        return row[0], row[1]
    salience = connection.execute(
        "SELECT coalesce(max(salience), 0) FROM document_entities WHERE document = ? AND count <= ? AND key > 0",
        (document, len(numbers)),
    ).fetchone()[0]
    return _written(connection, document, numbers[0]), salience


def _set_local(layer: Layer, document: int, numbers: Iterable[int], local: int) -> None:
    chosen = set(numbers)
    for number, before in _mentions(layer.connection, document, "number, local", None):
        if number in chosen and number < MADE:
            layer.remember(document, "mention", number, [before])
    layer.connection.executemany(
        "UPDATE mentions SET local = ? WHERE document = ? AND number = ?",
        [(local, document, number) for number in chosen],
    )


def _follow(layer: Layer, document: int, local: int, made: int, chosen: Collection[int]) -> None:
    """Let quotations and relations go with the mentions that stand in their sentence."""
    connection = layer.connection
    _, sentences = text_and_sentences(connection, document)
    begins = [span.start for span in sentences]
    moved = {
        sentence for number, sentence in _mentions(connection, document, "number, sentence", None) if number in chosen
    }
    for number, start, speaker in connection.execute(
        "SELECT number, start, speaker_start FROM quotes WHERE document = ? AND speaker = ?", (document, local)
    ).fetchall():
        if bisect_right(begins, start if speaker is None else speaker) - 1 in moved:
            layer.remember(document, "speaker", number, [local])
            connection.execute(
                "UPDATE quotes SET speaker = ? WHERE document = ? AND number = ?", (made, document, number)
            )
    for side in ("subject", "object"):
        for number, sentence in connection.execute(
            f"SELECT number, sentence FROM relations WHERE document = ? AND {side} = ?", (document, local)
        ).fetchall():
            if sentence in moved:
                layer.remember(document, side, number, [local])
                connection.execute(
                    f"UPDATE relations SET {side} = ? WHERE document = ? AND number = ?", (made, document, number)
                )


def _remember_entity(layer: Layer, document: int, local: int) -> None:
    row = layer.connection.execute(
        f"SELECT {_ENTITY} FROM document_entities WHERE document = ? AND local = ?", (document, local)
    ).fetchone()
    layer.remember(document, "entity", local, list(row))


def _resize(connection: sqlite3.Connection, document: int, local: int) -> None:
    """Count the mentions of an entity of a document anew, and note the first of them."""
    places = sorted(_mentions(connection, document, 'start, "end"', [local]))
    connection.execute(
        'UPDATE document_entities SET salience = salience * ?1 / max(?1, count), count = ?1, start = ?2, "end" = ?3 '
        "WHERE document = ?4 AND local = ?5",
        (len(places), *(places[0] if places else (None, None)), document, local),
    )


def _count(layer: Layer, document: int, locals_: Collection[int], by: int) -> None:
    """Add what some entities of a document are called there to the counts of names, or take it away."""
    connection = layer.connection
    wanted = set(locals_)
    key_of: dict[int, int] = {}
    for local, key, name in connection.execute(
        "SELECT local, key, name FROM document_entities WHERE document = ? AND key > 0", (document,)
    ):
        if local in wanted:
            key_of[local] = key
            layer.best[key, name] += by
            layer.folded[key, name] = fold(name)
    if not key_of:
        return
    text = connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()[0]
    for local, start, end in _mentions(connection, document, 'local, start, "end"', key_of):
        pair = (key_of[local], " ".join(text[start:end].split()))
        layer.written[pair] += by
        layer.folded[pair] = fold(pair[1])


def _mentions(
    connection: sqlite3.Connection, document: int, columns: str, locals_: Collection[int] | None
) -> Iterator[Row]:
    """Yield columns of the mentions of a document, of some of its entities or, with None, of all."""
    chosen = "" if locals_ is None else f" AND local IN ({', '.join(str(int(each)) for each in locals_)})"
    yield from connection.execute(f"SELECT {columns} FROM mentions WHERE document = ?{chosen}", (document,))


def _written(connection: sqlite3.Connection, document: int, number: int) -> str:
    """Return how a mention is written."""
    start, end = connection.execute(
        'SELECT start, "end" FROM mentions WHERE document = ? AND number = ?', (document, number)
    ).fetchone()
    text: str = connection.execute("SELECT text FROM texts WHERE document = ?", (document,)).fetchone()[0]
    return " ".join(text[start:end].split())


def next_number(connection: sqlite3.Connection, newest: str, document: int) -> int:
    """Return a number for what a rule makes in a document, where `newest` asks for the highest one there is."""
    return max(MADE, (connection.execute(newest, (document,)).fetchone()[0] or 0) + 1)
