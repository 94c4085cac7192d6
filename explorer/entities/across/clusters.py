"""From pairs to entities: the surest pairs first, and none that would make one what cannot be one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from explorer.entities.across.names import clash
from explorer.entities.across.values import CERTAIN, KeyRow, Merge, Pair
from explorer.model.entity import EntityType

_MOST_COMPARED = 2_000
"""Pairs of members that are compared before two clusters are made one; larger ones are left apart."""


def clustered(rows: Mapping[int, KeyRow], pairs: Iterable[Pair]) -> list[Merge]:
    """Return for each key that is not alone which key it is merged into, in the order of the keys.

    The key that stands for all is of several words if one is, and of these the one in most documents, then the
    longest; so what comes out depends on the keys that hang together and on nothing else.
    """
    best: dict[tuple[int, int], Pair] = {}
    for found in pairs:
        if found.confidence < CERTAIN or found.one not in rows or found.other not in rows:
            continue
        ends = (found.one, found.other)
        if ends not in best or (best[ends].confidence, found.rule) < (found.confidence, best[ends].rule):
            best[ends] = found
    members: dict[int, list[int]] = {}
    own: dict[int, int] = {}
    used: dict[int, list[Pair]] = defaultdict(list)
    for found in sorted(best.values(), key=lambda each: (-each.confidence, *_ends(rows, each))):
        left, right = own.get(found.one, found.one), own.get(found.other, found.other)
        if left == right:
            continue
        these, those = members.get(left, [left]), members.get(right, [right])
        if _clash(rows, these, those):
            continue
        members[left] = these + those
        own |= dict.fromkeys(members[left], left)
        members.pop(right, None)
        used[found.one].append(found)
        used[found.other].append(found)
    return sorted(merge for cluster in members.values() for merge in _merges(rows, cluster, used))


def _ends(rows: Mapping[int, KeyRow], found: Pair) -> list[tuple[str, str]]:
    """Return the two keys of a pair by what they are, for their numbers tell only in which order they were met."""
    return sorted((rows[key].key, rows[key].type.value) for key in (found.one, found.other))


def _rank(row: KeyRow) -> tuple[bool, int, int, str, str]:
    return " " in row.key, row.documents, len(row.key), row.key, row.type.value


def _clash(rows: Mapping[int, KeyRow], these: list[int], those: list[int]) -> bool:
    """Say whether a member of one cluster cannot be what a member of the other is."""
    if len(these) * len(those) > _MOST_COMPARED:
        return True
    return any(cannot_be_one(rows[one], rows[other]) for one in these for other in those)


def cannot_be_one(one: KeyRow, other: KeyRow) -> bool:
    """Say whether two keys are of different types, unless they are one name, or of people who clash."""
    if one.type is not other.type:
        return one.key != other.key
    return one.type is EntityType.PERSON and clash(one, other)


def _merges(rows: Mapping[int, KeyRow], cluster: list[int], used: Mapping[int, list[Pair]]) -> Iterable[Merge]:
    """Yield a merge for each member but the one that stands for all, with the rule on the way to it."""
    root = max(cluster, key=lambda key: _rank(rows[key]))
    waiting, seen = deque([(root, 1.0)]), {root}
    while waiting:
        key, confidence = waiting.popleft()
        for found in used[key]:
            other = found.other if found.one == key else found.one
            if other not in seen:
                seen.add(other)
                surely = min(confidence, found.confidence)
                yield Merge(other, root, found.rule, surely)
                waiting.append((other, surely))
