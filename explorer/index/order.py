"""The order of hits, the same in every engine."""

from __future__ import annotations

from explorer.model.query import Sort

UNDATED = 1 << 40
"""Sorts after every day."""

HALF_LIFE = 365.0
"""Days after which half of what recency adds to a score is gone."""

OLDEST_SHARE = 0.5
"""What is left of the score of a document that is very old, or undated, in the order of recent ones."""


def date_order(sort: Sort, score: float, day: int) -> tuple[float, int]:
    """Return what a document sorts by, least first: its score and day (YYYYMMDD, 0 for none) as `sort` wants them.

    Equal scores are put newest first; undated documents stand last in every order. For the order of recent ones the
    score is one that has been weighed by `recency`.
    """
    newest = -day if day else UNDATED
    if sort in (Sort.RELEVANCE, Sort.RECENT):
        return -score, newest
    if sort is Sort.NEWEST:
        return newest, 0
    return day or UNDATED, 0


def recency(day: int, newest: int) -> float:
    """Return what weighs a score in the order of recent ones: 1 for the newest day of the corpus, less before it.

    Days are YYYYMMDD, 0 for none. The newest document of the corpus is what age is counted from, not the clock, so
    that an archive has recent documents too, and the same question has the same answer tomorrow.
    """
    if not day:
        return OLDEST_SHARE
    age = max(0.0, days(newest) - days(day))
    return float(OLDEST_SHARE + (1 - OLDEST_SHARE) * 0.5 ** (age / HALF_LIFE))


def days(day: int) -> float:
    """Return a day (YYYYMMDD) as a number of days, months taken as equally long."""
    return day // 10000 * 365.25 + day // 100 % 100 * 30.4375 + day % 100
