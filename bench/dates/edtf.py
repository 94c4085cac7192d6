"""Reads the part of EDTF (ISO 8601-2) that dates in texts need, strictly: what it means as first and last day."""

from __future__ import annotations

import re
from calendar import monthrange

_VALUE = re.compile(r"(?P<year>-?(?:\d{4}|\d{3}X|\d{2}XX))(?:-(?P<part>\d{2}))?(?:-(?P<day>\d{2}))?(?P<mark>[~?])?")
_WITHOUT_YEAR = re.compile(r"XXXX-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_LONGER_THAN_A_YEAR = 12

Day = tuple[int, int, int]


def bounds(edtf: str) -> tuple[Day | None, Day | None]:
    """Return the first and last day of a value, None for an open end; both None for one without a year.

    Raises ValueError for what is no EDTF, no day of the calendar or an interval that runs backwards.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _single(edtf)
    begin, end = _single(first)[0], None if last == ".." else _single(last)[1]
    if begin is not None and end is not None and begin > end:
        raise ValueError(f"{edtf} runs backwards")
    return begin, end


def _single(value: str) -> tuple[Day | None, Day | None]:
    if _WITHOUT_YEAR.fullmatch(value):
        return None, None
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value} is no EDTF")
    years = sorted(int(match["year"].replace("X", digit)) for digit in "09")
    if match["part"] is None:
        return (years[0], 1, 1), (years[1], 12, 31)
    if years[0] != years[1]:
        raise ValueError(f"{value} has a month of no year")
    part = int(match["part"])
    first, last = (_SEASONS | _QUARTERS).get(part, (part, part))
    if not 1 <= first <= _LONGER_THAN_A_YEAR or (match["day"] and first != last):
        raise ValueError(f"{value} has no such month")
    year = years[0] + (last > _LONGER_THAN_A_YEAR)
    last = (last - 1) % _LONGER_THAN_A_YEAR + 1
    longest = monthrange(year if year > 0 else 2000 + year % 400, last)[1]
    if match["day"] is None:
        return (years[0], first, 1), (year, last, longest)
    day = int(match["day"])
    if not 1 <= day <= longest:
        raise ValueError(f"{value} is no day of the calendar")
    return (year, first, day), (year, first, day)
