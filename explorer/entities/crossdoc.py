"""Which keys of a corpus name the same thing: what is certain is merged, what is likely is suggested.

Keys that could be one share a block, such as that of all people whose family names sound alike. What the rules say of
a block depends on the keys in it and on nothing else, so that after a change only the blocks of the keys that changed
are looked at again, and what comes out is what looking at all of them would give. `merges` does all of it at once;
`blocks`, `pairs` and `clustered` are its three steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.entities.across import kinds, organisations, people, places
from explorer.entities.across.clusters import cannot_be_one, clustered
from explorer.entities.across.values import CERTAIN, Beside, KeyRow, Merge, Pair, nothing_beside, pair
from explorer.model.entity import BY_VALUE, EntityType

__all__ = [
    "CERTAIN",
    "RESOLUTION_VERSION",
    "Beside",
    "KeyRow",
    "Merge",
    "Pair",
    "blocks",
    "cannot_be_one",
    "clustered",
    "in_blocks",
    "merges",
    "pairs",
]

RESOLUTION_VERSION = 1
"""Counts changes of the rules after which the same keys give other entities."""

_OTHER = "x"
_MOST_ALIKE = 5_000
"""Keys of one block that are looked at, those in most documents first: a block of more tells nothing apart."""


def blocks(row: KeyRow) -> set[str]:
    """Return the names of the blocks that a key is in; what is the same by its value, such as dates, is in none."""
    if row.type in BY_VALUE:
        return set()
    own = {EntityType.PERSON: people, EntityType.ORGANISATION: organisations, EntityType.PLACE: places}.get(row.type)
    found = own.blocks(row) if own else [f"{_OTHER}:{row.type.value}:{row.key.replace(' ', '')}"]
    return {*found, *kinds.blocks(row)}


def in_blocks(rows: Iterable[KeyRow]) -> dict[str, list[KeyRow]]:
    """Return the rows by their blocks."""
    found: dict[str, list[KeyRow]] = defaultdict(list)
    for row in rows:
        for block in blocks(row):
            found[block].append(row)
    return found


def pairs(block: str, rows: Sequence[KeyRow], beside: Beside = nothing_beside) -> list[Pair]:
    """Return the keys of one block that may be one, each pair once; whatever the order of `rows`."""
    if len(rows) < 2:
        return []
    ranked = sorted(rows, key=lambda row: (-row.documents, row.key, row.type.value))[:_MOST_ALIKE]
    best: dict[tuple[int, int], Pair] = {}
    for found in _rules(block, ranked, beside):
        ends = (found.one, found.other)
        if ends not in best or best[ends].confidence < found.confidence:
            best[ends] = found
    return list(best.values())


def _rules(block: str, rows: Sequence[KeyRow], beside: Beside) -> Iterator[Pair]:
    """Yield what the rules of a block's kind say of the rows in it."""
    kind, _, name = block.partition(":")
    match kind:
        case people.FAMILY:
            return people.in_family(name, rows, beside)
        case people.ORDER:
            return people.in_other_order(rows)
        case people.LETTERS:
            return people.of_the_same_letters(rows)
        case people.BEGIN | people.END:
            return people.with_a_slip(rows, beside)
        case organisations.SHORT:
            return organisations.abbreviated(name, rows)
        case organisations.BEGUN:
            return organisations.begun(name, rows, beside)
        case organisations.LETTERS:
            return organisations.parted_otherwise(rows)
        case organisations.WORDS:
            return organisations.in_other_order(rows)
        case organisations.HALF:
            return organisations.with_a_slip(rows, beside)
        case places.NAME:
            return places.of_a_name(name, rows)
        case places.SOUND | places.HALF:
            return places.with_a_slip(rows, beside)
        case kinds.NAME:
            return kinds.of_a_name(rows)
    return (pair(rows[0], row, "the same letters, parted otherwise", 0.9) for row in rows[1:])


def merges(rows: Iterable[KeyRow], beside: Beside = nothing_beside) -> list[Merge]:
    """Return the merges that are certain: each source once, no target that is itself a source."""
    known: Mapping[int, KeyRow] = {row.id: row for row in rows}
    found = [
        one for block, same in in_blocks(known.values()).items() if len(same) > 1 for one in pairs(block, same, beside)
    ]
    return clustered(known, found)
