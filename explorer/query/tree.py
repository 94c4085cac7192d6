"""What is done with a query's tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from explorer.model.entity import EntityType
from explorer.model.query import And, Everything, Leaf, Like, Listed, Named, Not, Nothing, Or, Query

Lookup = Callable[[EntityType | None, str, bool, str], tuple[int, ...]]
"""Returns the numbers of the entity keys for a type, a name, whether the name may be unfinished, and a label or ""."""

Listing = Callable[[Listed], frozenset[int]]
"""Returns the numbers of the documents that something listed stands for."""

Likening = Callable[[Like], Like]
"""Returns the leaf with what is known of the document that it names."""


def resolve(query: Query, lookup: Lookup, listing: Listing | None = None, likening: Likening | None = None) -> Query:
    """Return `query` with what the catalogue knows filled in.

    That is the keys of every named entity, the documents of everything listed, and the text that others are like.
    """
    match query:
        case Named():
            return replace(query, keys=lookup(query.type, query.text, query.prefix, query.label))
        case Listed() if listing:
            return replace(query, documents=listing(query))
        case Like() if likening:
            return likening(query)
        case And(items) | Or(items):
            return replace(query, items=tuple(resolve(item, lookup, listing, likening) for item in items))
        case Not(item):
            return replace(query, item=resolve(item, lookup, listing, likening))
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
        case Everything() | Nothing():
            return
        case _:
            yield query, False


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
