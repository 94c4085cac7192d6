"""What searching takes from Whoosh; apart, because a program that has its own search need not wait for all this."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escape sequences and comparisons that Python warns of
    from whoosh import collectors, query, scoring
    from whoosh.matching import LeafMatcher, ListMatcher, NullMatcher, ReadTooFar
    from whoosh.reading import TermInfo, TermNotFound

__all__ = [
    "LeafMatcher",
    "ListMatcher",
    "NullMatcher",
    "ReadTooFar",
    "TermInfo",
    "TermNotFound",
    "collectors",
    "query",
    "scoring",
]
