"""Which keys of the corpus are one entity, brought up to what has changed: no key is looked at without need."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from functools import lru_cache

from explorer.catalogue import merging, meta, resolving
from explorer.entities import crossdoc
from explorer.entities.crossdoc import KeyRow, Pair

MOST_CHANGED = 4
"""One in so many keys, from which on it is quicker to look at all of them."""

_RULES = "resolution"  # the fact in the catalogue that says by which rules it was resolved


def outdated(connection: sqlite3.Connection) -> bool:
    """Say whether other rules than these resolved what the catalogue holds."""
    return meta.get(connection, _RULES) != str(crossdoc.RESOLUTION_VERSION)


def resolve(connection: sqlite3.Connection) -> set[int]:
    """Merge the keys that are one entity, within the caller's transaction; returns those that were looked at.

    What a person has said of entities is not known here: `merging.likely` has what the rules say, and who knows better
    calls `merging.merge` with it and with more.
    """
    changed = resolving.touched(connection)
    if outdated(connection) or len(changed) * MOST_CHANGED > resolving.count(connection):
        among = _all(connection)
    else:
        among = _some(connection, changed)
    meta.put(connection, _RULES, str(crossdoc.RESOLUTION_VERSION))
    resolving.settle(connection)
    return among


def _all(connection: sqlite3.Connection) -> set[int]:
    """Look at all keys, as if for the first time."""
    resolving.forget(connection)
    rows = {row.id: row for row in map(KeyRow._make, resolving.facts(connection))}
    blocks = {key: crossdoc.blocks(row) for key, row in rows.items()}
    number = {block: resolving.block_number(block) for own in blocks.values() for block in own}
    resolving.put_blocks(connection, {key: {number[block] for block in own} for key, own in blocks.items()})
    pairs = _pairs(connection, rows, blocks, None)
    resolving.put_pairs(connection, pairs)
    merged = {
        each.source: (each.target, each.rule, each.confidence)
        for each in crossdoc.clustered(rows, (pair for _, pair in pairs))
    }
    connection.execute("UPDATE entity_keys SET likely = NULL, likely_rule = '', likely_confidence = 1")
    merging.keep_likely(connection, merged, merged.keys())
    return set(rows)


def _some(connection: sqlite3.Connection, changed: Collection[int]) -> set[int]:
    """Look at the keys that share a block with one that has changed, and at what hangs together with these."""
    dirty = resolving.take_blocks(connection, changed)
    own = {row.id: crossdoc.blocks(row) for row in map(KeyRow._make, resolving.facts(connection, changed))}
    fresh = {key: {resolving.block_number(block) for block in blocks} for key, blocks in own.items()}
    resolving.put_blocks(connection, fresh)
    dirty.update(*fresh.values())
    alike = resolving.members(connection, dirty)
    rows = {row.id: row for row in map(KeyRow._make, resolving.facts(connection, alike))}
    blocks = {key: own[key] if key in own else crossdoc.blocks(row) for key, row in rows.items()}
    before = resolving.take_pairs(connection, dirty)
    pairs = _pairs(connection, rows, blocks, dirty)
    resolving.put_pairs(connection, pairs)
    ends = {key for _, pair in pairs for key in pair[:2]}
    among, certain = resolving.hanging_together(connection, {*changed, *before, *ends}, crossdoc.CERTAIN)
    whole = {row.id: row for row in map(KeyRow._make, resolving.facts(connection, among))}
    found = crossdoc.clustered(whole, map(Pair._make, certain))
    merging.keep_likely(connection, {each.source: (each.target, each.rule, each.confidence) for each in found}, among)
    return among


def _pairs(
    connection: sqlite3.Connection,
    rows: dict[int, KeyRow],
    blocks: dict[int, set[str]],
    wanted: Collection[int] | None,
) -> list[tuple[int, Pair]]:
    """Return the pairs of blocks with the number of each one's block; only of those `wanted`, unless it is None."""

    @lru_cache(maxsize=20_000)
    def beside(key: int) -> frozenset[int]:
        return resolving.beside(connection, key)

    together: dict[str, list[KeyRow]] = {}
    for key, own in blocks.items():
        for block in own:
            together.setdefault(block, []).append(rows[key])
    found = []
    for block, same in together.items():
        if len(same) > 1 and (wanted is None or resolving.block_number(block) in wanted):
            number = resolving.block_number(block)
            found += [(number, pair) for pair in crossdoc.pairs(block, same, beside)]
    return found
