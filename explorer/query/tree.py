"""What is done with a query's tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from explorer.model.entity import EntityType
from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Named,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)

Leaf = Word | Prefix | Phrase | Named | DateRange

Lookup = Callable[[EntityType | None, str, bool], tuple[int, ...]]
"""Returns the numbers of the entity keys for a type, a name and whether the name may be unfinished."""


def resolve(query: Query, lookup: Lookup) -> Query:
    """Return `query` with the keys of every named entity filled in."""
    match query:
        case Named():
            return replace(query, keys=lookup(query.type, query.text, query.prefix))
        case And(items) | Or(items):
            return replace(query, items=tuple(resolve(item, lookup) for item in items))
        case Not(item):
            return replace(query, item=resolve(item, lookup))
        case _:
            return query


def leaves(query: Query) -> Iterator[tuple[Leaf, bool]]:
    """Yield the leaves of `query` as typed, each with whether it must not match."""
    match query:
        case And(items) | Or(items):
            for item in items:
                yield from leaves(item)
        case Not(item):
            for leaf, negated in leaves(item):
                yield leaf, not negated
        case Word() | Prefix() | Phrase() | Named() | DateRange():
            yield query, False
        case _:
            return


def positive(query: Query) -> Query:
    """Return `query` without what must not match: what can be marked in a text."""
    match query:
        case And(items) | Or(items):
            kept = tuple(item for item in map(positive, items) if not isinstance(item, Nothing | Everything))
            if not kept:
                return Nothing()
            return kept[0] if len(kept) == 1 else replace(query, items=kept)
        case Not():
            return Nothing()
        case _:
            return query
