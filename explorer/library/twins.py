"""Copies among related documents: said to be such, and not listed one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from explorer.catalogue import documents
from explorer.links import COPY, Relation, prints, same_share
from explorer.links.copies import LONGEST
from explorer.model.span import Span

ALIKE = 0.6
"""How alike two documents' entities are at least that are compared word by word."""

NEAR = 0.08
"""By how much the likeness of two copies to a third document differs at most."""

MOST = 200
"""Relations of which copies are looked for; those that follow are listed as they are."""


@dataclass(slots=True)
class Kept:
    """A related document that is listed, the share of the text it has in common, and its copies that are not."""

    relation: Relation
    same_text: float = 0.0
    copies: tuple[int, ...] = field(default=())


def without_copies(
    connection: sqlite3.Connection, number: int, found: Sequence[Relation], joined: Collection[int], limit: int
) -> tuple[Kept, ...]:
    """Return the first `limit` of some relations of a document, best first, each with its copies.

    All copies of the document itself are one of them. The documents `joined` by a reference are always listed.
    """
    texts = _Texts(connection)
    kept: list[Kept] = []
    for at, relation in enumerate(found):
        if len(kept) >= limit:
            break
        own = texts.same(number, relation.document) if at < MOST and _may_copy(relation) else 0.0
        same = own if own >= COPY else 0.0
        first = _first(texts, kept, relation, same) if at < MOST and relation.document not in joined else None
        if first is None:
            kept.append(Kept(relation, same))
        else:
            first.copies = (*first.copies, relation.document)
    return tuple(kept)


def _may_copy(relation: Relation) -> bool:
    """Say whether a document may be a copy: it names the same, or names nothing at all and has the same title."""
    return relation.likeness >= ALIKE or not relation.reasons


def _first(texts: _Texts, kept: Sequence[Kept], relation: Relation, same: float) -> Kept | None:
    """Return what is listed already of which this is a copy."""
    for each in kept:
        if same and each.same_text:
            return each
        close = abs(each.relation.likeness - relation.likeness) <= NEAR and _names_alike(each.relation, relation)
        if not same and close and texts.same(each.relation.document, relation.document) >= COPY:
            return each
    return None


def _names_alike(left: Relation, right: Relation) -> bool:
    """Say whether two documents share nearly the same entities with a third."""
    ours, theirs = ({reason.entity for reason in each.reasons} for each in (left, right))
    return bool(ours) and len(ours & theirs) >= ALIKE * max(len(ours), len(theirs))


class _Texts:
    """The prints of documents' beginnings, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, frozenset[int]] = {}

    def same(self, left: int, right: int) -> float:
        """Return the share of two texts that is the same."""
        return same_share(self._prints(left), self._prints(right))

    def _prints(self, number: int) -> frozenset[int]:
        if number not in self._known:
            self._known[number] = prints(documents.piece(self._connection, number, Span(0, LONGEST)))
        return self._known[number]
