"""What the catalogue knows of entities: found by name, listed, counted, and all that names one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from explorer.catalogue.documents import by_number
from explorer.catalogue.names import fold
from explorer.catalogue.rows import CODE, TYPES, Row, type_of
from explorer.errors import NotFound
from explorer.model.entity import ASIDE, BY_VALUE, Entity, EntityCount, EntityType
from explorer.model.query import EntitySort, Page
from explorer.model.span import Span
from explorer.values import dataclass

_LAST = "\U0010ffff"
_TRIED = 3000  # most frequent names that a misspelt one is compared with
_ALIKE = 72  # percent
_MANY = "documents DESC, mentions DESC, name"
_ORDER = {
    EntitySort.DOCUMENTS: _MANY,
    EntitySort.MENTIONS: "mentions DESC, documents DESC, name",
    # What every document names, such as the agency that sent it, is what none of them is about.
    EntitySort.SALIENCE: "salience * (1.0 - 1.0 * documents / (SELECT count(*) + 1 FROM documents)) DESC, " + _MANY,
}
_WORDED = tuple(type_ for type_ in TYPES if type_ is not EntityType.DATE)
_LISTED = tuple(type_ for type_ in TYPES if type_ not in ASIDE)


@dataclass(frozen=True, slots=True)
class _Types:
    """Which entities are meant: those of some types and, unless it is "", of a label; `values` are for `of`."""

    types: tuple[EntityType, ...]
    label: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        return (self.label,) if self.label else ()

    def of(self, table: str, entity: str) -> str:
        """Return the condition for a table with a type and with the number of an entity in the column `entity`."""
        codes = ", ".join(str(CODE[type_]) for type_ in self.types)
        labelled = f" AND {table}.{entity} IN (SELECT id FROM entities WHERE label = ? AND label <> '')"
        return f"{table}.type IN ({codes})" + (labelled if self.label else "")


def lookup(
    connection: sqlite3.Connection,
    type_: EntityType | None,
    name: str,
    prefix: bool,
    whole: bool = False,
    label: str = "",
) -> tuple[int, ...]:
    """Return the numbers of the keys of every entity with these words in one of its names, ascending.

    With `prefix` the last word may be unfinished. With `whole` the name must be just this, if anybody bears it:
    `Ada Lovelace` is then not `Ada Lovelace Institute`. With a `label` only entities of that kind are meant.
    """
    words = fold(name).split()
    types = _Types((type_,) if type_ else _WORDED, label)
    if type_ is EntityType.DATE:
        keys = _dated(connection, name.strip(), prefix)
    elif not words:
        keys = set()
    else:
        keys = _named(connection, words, types) if whole and not prefix else set()
        keys = keys or _with_words(connection, words, prefix, types)
        if type_ is None:
            keys = keys | _dated(connection, name.strip(), prefix)
    return tuple(sorted(siblings(connection, keys)))


def siblings(connection: sqlite3.Connection, keys: Collection[int]) -> set[int]:
    """Return all keys of the entities that `keys` stand for."""
    rows = by_number(
        connection,
        "SELECT other.id FROM entity_keys k JOIN entity_keys other ON other.entity = k.entity WHERE k.id",
        sorted(keys),
    )
    return {row[0] for row in rows}


def names_like(connection: sqlite3.Connection, name: str, limit: int) -> list[str]:
    """Return names of entities spelled like `name`, likeliest first; only names that share a word's first letter."""
    from rapidfuzz import process

    folded = fold(name)
    found: dict[str, int] = {}
    for first in {word[0] for word in folded.split()}:
        rows = connection.execute(
            "SELECT DISTINCT e.name, e.documents FROM name_words w JOIN entity_keys k ON k.id = w.key "
            "JOIN entities e ON e.id = k.entity WHERE w.word >= ? AND w.word < ? AND e.documents > 0 "
            f"AND e.type NOT IN ({', '.join(str(CODE[type_]) for type_ in BY_VALUE)}) "
            "ORDER BY e.documents DESC LIMIT ?",
            (first, first + _LAST, _TRIED),
        )
        found.update(rows)
    alike = process.extract(
        folded, {each: fold(each) for each in found}, scorer=_likeness, limit=limit * 4, score_cutoff=_ALIKE
    )
    return [each for _, _, each in sorted(alike, key=lambda one: (-round(one[1]), -found[one[2]], one[2]))][:limit]


def _likeness(left: str, right: str, **_: object) -> float:
    """Return how alike two folded names are, 0–100: as wholes, or as one word of the longer one."""
    from rapidfuzz import fuzz

    words = right.split() if " " not in left else ()
    return max(fuzz.ratio(left, right), *(fuzz.ratio(left, word) - 3 for word in words), 0.0)


def entities(connection: sqlite3.Connection, numbers: Sequence[int], names: int = 12) -> dict[int, Entity]:
    """Return those entities of `numbers` that exist, each with its most frequent names."""
    rows = list(
        by_number(connection, "SELECT id, type, name, mentions, documents, label FROM entities WHERE id", list(numbers))
    )
    written: dict[int, list[str]] = {}
    if names:
        for entity, name in by_number(
            connection,
            "SELECT k.entity, n.name FROM entity_keys k JOIN names n ON n.key = k.id WHERE k.entity",
            list(numbers),
            " GROUP BY k.entity, n.name ORDER BY k.entity, sum(n.mentions) DESC, n.name",
        ):
            written.setdefault(entity, []).append(name)
    return {
        number: Entity(number, type_of(code), name, tuple(written.get(number, ())[:names]), mentions, documents, label)
        for number, code, name, mentions, documents, label in rows
    }


def entity(connection: sqlite3.Connection, number: int) -> Entity:
    """Return an entity; raises NotFound."""
    found = entities(connection, [number])
    if number not in found:
        raise NotFound(f"there is no entity {number}")
    return found[number]


def names(connection: sqlite3.Connection, number: int) -> tuple[tuple[str, int], ...]:
    """Return all names of an entity with the mentions that write it so, most frequent first."""
    return tuple(
        connection.execute(
            "SELECT n.name, sum(n.mentions) FROM entity_keys k JOIN names n ON n.key = k.id WHERE k.entity = ? "
            "GROUP BY n.name HAVING sum(n.mentions) > 0 ORDER BY 2 DESC, 1",
            (number,),
        )
    )


def page(
    connection: sqlite3.Connection,
    type_: EntityType | None,
    like: str,
    wanted: Page,
    sort: EntitySort = EntitySort.DOCUMENTS,
    label: str = "",
) -> tuple[EntityCount, ...]:
    """Return one page of entities in an order; `like` is the beginning of words of their names.

    Without a type those of ASIDE are left out, with a `label` all but those of that kind.
    """
    order = _ORDER[sort]
    types = _Types((type_,) if type_ else _LISTED, label)
    if like.strip():
        keys = _with_words(connection, fold(like).split(), True, types)
        if type_ in (None, EntityType.DATE):
            keys |= _dated(connection, like.strip(), True)
        rows = by_number(
            connection,
            "SELECT id, mentions FROM entities WHERE documents > 0 AND id",
            sorted(of_keys(connection, sorted(keys))),
            f" ORDER BY {order} LIMIT {wanted.limit:d} OFFSET {wanted.offset:d}",
        )
    else:
        rows = connection.execute(
            f"SELECT id, mentions FROM entities e WHERE documents > 0 AND {types.of('e', 'id')} "
            f"ORDER BY {order} LIMIT ? OFFSET ?",
            (*types.values, wanted.limit, wanted.offset),
        )
    counts: dict[int, int] = dict(rows)
    found = entities(connection, list(counts), names=3)
    return tuple(EntityCount(found[number], mentions) for number, mentions in counts.items())


def of_document(connection: sqlite3.Connection, number: int) -> list[tuple[int, int, int, Span | None, float]]:
    """Return (local, entity, count, first span, salience 0–1) of each entity of a document."""
    rows = connection.execute(
        'SELECT d.local, k.entity, d.count, d.start, d."end", d.salience / 1000.0 FROM document_entities d '
        "JOIN entity_keys k ON k.id = d.key WHERE d.document = ? AND k.entity > 0",
        (number,),
    )
    return [
        (local, entity_, many, Span(start, end) if start is not None else None, salience)
        for local, entity_, many, start, end, salience in rows
    ]


def salient(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, dict[int, tuple[int, float]]]:
    """Return document → entity → (mentions, salience 0–1); documents without an entity are left out."""
    found: dict[int, dict[int, tuple[int, float]]] = {}
    for number, entity_, count, salience in by_number(
        connection,
        "SELECT d.document, k.entity, sum(d.count), max(d.salience) / 1000.0 FROM document_entities d "
        "JOIN entity_keys k ON k.id = d.key AND k.entity > 0 WHERE d.document",
        numbers,
        " GROUP BY d.document, k.entity",
    ):
        found.setdefault(number, {})[entity_] = (count, salience)
    return found


def documents_of(connection: sqlite3.Connection, number: int, limit: int = -1) -> list[tuple[int, int]]:
    """Return (document, mentions) of an entity, newest first, undated last, at most `limit` unless it is −1."""
    return list(
        connection.execute(
            "SELECT d.document, sum(d.count) FROM entity_keys k CROSS JOIN document_entities d ON d.key = k.id "
            "CROSS JOIN documents o ON o.id = d.document WHERE k.entity = ? GROUP BY d.document "
            "ORDER BY o.day IS NULL, o.day DESC, d.document LIMIT ?",
            (number, limit),
        )
    )


def of_keys(connection: sqlite3.Connection, keys: Sequence[int]) -> set[int]:
    """Return the entities that `keys` stand for."""
    return {row[0] for row in by_number(connection, "SELECT entity FROM entity_keys WHERE id", keys)}


def keys_of_entities(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return all keys of each entity of `numbers`, ascending."""
    found: dict[int, list[int]] = {}
    for entity_, key in by_number(
        connection, "SELECT entity, id FROM entity_keys WHERE entity", sorted(numbers), " ORDER BY entity, id"
    ):
        found.setdefault(entity_, []).append(key)
    return {entity_: tuple(own) for entity_, own in found.items()}


def _named(connection: sqlite3.Connection, words: Sequence[str], types: _Types) -> set[int]:
    """Return the keys of the entities that are called just this; if there is none, of those also called this."""
    keys = _whole(connection, words, types)
    rows = by_number(
        connection, "SELECT k.id, e.name FROM entity_keys k JOIN entities e ON e.id = k.entity WHERE k.id", sorted(keys)
    )
    return {key for key, name in rows if fold(name).split() == list(words)} or keys


def _whole(connection: sqlite3.Connection, words: Sequence[str], types: _Types) -> set[int]:
    rows = connection.execute(
        "SELECT n.key FROM names n JOIN entity_keys k ON k.id = n.key JOIN entities e ON e.id = k.entity "
        f"WHERE n.folded = ? AND {types.of('e', 'id')}",
        (" ".join(words), *types.values),
    )
    return {row[0] for row in rows}


def _with_words(connection: sqlite3.Connection, words: Sequence[str], prefix: bool, types: _Types) -> set[int]:
    """Return the keys of which each word is a word of a name, the last one perhaps its beginning."""
    found: set[int] | None = None
    for at, word in enumerate(words):
        unfinished = prefix and at == len(words) - 1
        rows: Iterator[Row] = connection.execute(
            "SELECT w.key FROM name_words w JOIN entity_keys k ON k.id = w.key JOIN entities e ON e.id = k.entity "
            f"WHERE w.word >= ? AND w.word {'<' if unfinished else '<='} ? AND {types.of('e', 'id')}",
            (word, word + _LAST if unfinished else word, *types.values),
        )
        keys = {row[0] for row in rows}
        found = keys if found is None else found & keys
        if not found:
            return set()
    return found or set()


def _dated(connection: sqlite3.Connection, value: str, prefix: bool) -> set[int]:
    rows = connection.execute(
        "SELECT id FROM entity_keys WHERE type = ? AND key >= ? AND key <= ?",
        (CODE[EntityType.DATE], value, value + _LAST if prefix else value),
    )
    return {row[0] for row in rows}
