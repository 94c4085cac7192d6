"""Copies: two texts that are nearly the same, however their heads and ends differ."""

from __future__ import annotations

import re
from itertools import islice

LONGEST = 30_000
"""Characters of a text that are looked at: a copy shows in its first pages."""

RUN = 4
"""Words of a run; two texts have a run in common where both have these words in this order."""

COPY = 0.75
"""The share of the runs of the longer text that makes the other one a copy of it."""

_WORD = re.compile(r"\w+")


def prints(text: str) -> frozenset[int]:
    """Return what tells a text from others: a number for each run of words, equal within this process only."""
    words = _WORD.findall(text[:LONGEST].casefold())
    if len(words) < RUN:
        return frozenset({hash(tuple(words))}) if words else frozenset()
    return frozenset(map(hash, zip(*(islice(words, at, None) for at in range(RUN)), strict=False)))


def same_share(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of two texts, by their prints, that is the same, 0–1: that of the one that has more."""
    if not left or not right:
        return 0.0
    return len(left & right) / max(len(left), len(right))
