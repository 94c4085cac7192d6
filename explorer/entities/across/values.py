"""What resolution across documents is told, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from explorer.model.entity import EntityType

CERTAIN = 0.8
"""Pairs from this confidence on are merged; those below it are suggested to a person."""

Beside = Callable[[int], frozenset[int]]
"""Tells for a key which other keys stand in the documents that have it; what many keys share is no evidence."""


class KeyRow(NamedTuple):
    """A key of the corpus: its names as written, most frequent first, and the number of documents that have it."""

    id: int
    type: EntityType
    key: str
    names: tuple[str, ...]
    documents: int


class Pair(NamedTuple):
    """Two keys that may name the same, `one` the smaller number; the rule in plain words, the confidence 0–1."""

    one: int
    other: int
    rule: str
    confidence: float


class Merge(NamedTuple):
    """Key `source` names the same as key `target`, by the rule that is told in plain words, so surely (0–1)."""

    source: int
    target: int
    rule: str
    confidence: float


def pair(left: KeyRow, right: KeyRow, rule: str, confidence: float) -> Pair:
    """Return two rows as a pair."""
    one, other = (left.id, right.id) if left.id < right.id else (right.id, left.id)
    return Pair(one, other, rule, round(confidence, 2))


def nothing_beside(_: int) -> frozenset[int]:
    """Tell that nothing is known of what stands beside a key."""
    return frozenset()


def with_evidence(confidence: float, left: KeyRow, right: KeyRow, beside: Beside) -> tuple[float, str]:
    """Return the confidence raised by what stands beside both, and the words that say so, "" where nothing does."""
    here, there = beside(left.id), beside(right.id)
    shared, fewer = len(here & there), min(len(here), len(there))
    if shared > 1 and shared * 5 >= fewer:
        return 1 - (1 - confidence) * 0.4, ", named beside the same others"
    if shared:
        return 1 - (1 - confidence) * 0.75, ", named beside the same other"
    return confidence, ""
