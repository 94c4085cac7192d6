"""Which segments are made one, and when: few enough to be searched fast, seldom enough to be written fast.

Segments are on levels by their size, each level four times the one before. Four on a level become one of the next, so
that a document is written about once a level. What is merged at once is bounded, and so is the time it takes.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.values import dataclass

LEAST = 64
"""Documents of a segment of the lowest level, or as many times `TYPICAL` tokens."""

TYPICAL = 256
"""Tokens of a document as the levels count them."""

FANOUT = 4
"""Segments of a level that are borne before they become one."""

MOST = 1 << 17
"""Documents, or as many times `TYPICAL` tokens, of a merged segment."""

MOST_TERMS = 2_000_000
"""Different terms of the segments that become one, added up: while they are joined, each takes half a kilobyte."""


@dataclass(frozen=True, slots=True)
class Size:
    """What matters of a segment: its documents, those of them that were taken out, its tokens, its different terms."""

    documents: int
    removed: int
    tokens: int
    terms: int = 0

    @property
    def weight(self) -> int:
        """Its size without what was taken out, in documents."""
        live = self.documents - self.removed
        return max(live, self.tokens * live // max(1, self.documents * TYPICAL))

    @property
    def wasteful(self) -> bool:
        """Say whether more than half of it was taken out."""
        return self.removed * 2 > self.documents


def level(weight: int) -> int:
    """Return the level of a segment of this weight."""
    found = 0
    while weight >= LEAST:
        weight //= FANOUT
        found += 1
    return found


def to_merge(sizes: Sequence[Size]) -> list[int]:
    """Return which segments are to be made one now, ascending; none if all can stay. One alone is written anew."""
    levels = [level(size.weight) for size in sizes]
    for lowest in sorted(set(levels)):
        group = _fitting([at for at, its in enumerate(levels) if its == lowest], sizes)
        if len(group) >= FANOUT:
            return sorted(_raised(group, sizes, levels))
    return [at for at, size in enumerate(sizes) if size.wasteful and size.weight <= MOST][:1]


def to_settle(sizes: Sequence[Size]) -> list[int]:
    """Return which segments are to be made one when there is time for it, ascending; none if it is not worth it."""
    group = _fitting(range(len(sizes)), sizes)
    return sorted(group) if len(group) > 1 else []


def _fitting(chosen: Sequence[int], sizes: Sequence[Size], beside: Sequence[int] = ()) -> list[int]:
    """Return those that together, and with those `beside`, stay within `MOST` and `MOST_TERMS`, the smallest first."""
    kept: list[int] = []
    weight, terms = sum(sizes[at].weight for at in beside), sum(sizes[at].terms for at in beside)
    for at in sorted(chosen, key=lambda at: sizes[at].weight):
        weight, terms = weight + sizes[at].weight, terms + sizes[at].terms
        if weight > MOST or terms > MOST_TERMS:
            break
        kept.append(at)
    return kept


def _raised(group: list[int], sizes: Sequence[Size], levels: Sequence[int]) -> list[int]:
    """Take in the segments of the level that the group would come to, if there would be enough of them then."""
    while True:
        reached = level(sum(sizes[at].weight for at in group))
        others = [at for at, its in enumerate(levels) if at not in group and its == reached]
        more = _fitting(others, sizes, group)
        if len(more) + 1 < FANOUT:
            return group
        group = [*group, *more]
