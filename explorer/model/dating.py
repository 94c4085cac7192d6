"""The order of days that are written as ISO 8601 writes them, those before Christ among them."""

from __future__ import annotations


def in_order(day: str) -> tuple[int, str]:
    """Return a key that sorts days by time: `-0446-01-01` stands before `-0043-01-01`, both before `0079-01-01`.

    "" (no day) comes last.
    """
    if not day:
        return 1_000_000, ""
    if day.startswith("-"):
        year, _, rest = day[1:].partition("-")
        return -int(year), rest
    year, _, rest = day.partition("-")
    return int(year), rest
