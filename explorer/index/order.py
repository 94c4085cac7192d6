"""The order of hits, the same in every engine."""

from __future__ import annotations

from explorer.model.query import Sort

UNDATED = 1 << 40
"""Sorts after every day."""


def date_order(sort: Sort, score: float, day: int) -> tuple[float, int]:
    """Return what a document sorts by, least first: its score and day (YYYYMMDD, 0 for none) as `sort` wants them.

    Equal scores are put newest first; undated documents stand last in every order.
    """
    newest = -day if day else UNDATED
    if sort is Sort.RELEVANCE:
        return -score, newest
    if sort is Sort.NEWEST:
        return newest, 0
    return day or UNDATED, 0
