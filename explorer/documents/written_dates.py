"""Read the date of a document, however it is written, as EDTF: `2021`, `2021-03` or `2021-03-15`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from explorer.values import dataclass

_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: number for number, name in enumerate(_NAMES, 1) for length in (3, len(name))} | {"sept": 9}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s+)?"
_AFTER = r"(?![\d])"
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _AFTER, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})",
        r"(?P<y>[12]\d{3})(?P<m>\d{2})(?P<d>\d{2})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<name>{MONTH})\.?,?[\s-]+(?P<y>\d{{4}})",
        rf"(?P<name>{MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?:\d\d?:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,4}}\s+)?)?(?P<y>\d{{4}})",
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})",
        rf"(?P<name>{MONTH})\.?,?[\s-]+(?P<y>\d{{4}})",
        r"(?P<y>\d{4})[-/](?P<m>\d{2})(?![-/]\d)",
        r"(?P<y>\d{4})(?![-/.]\d)",
    )
)
_DAY = re.compile(
    rf"{_WEEKDAY}(?:(?P<name>{MONTH})\.?\s+(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<name2>{MONTH})\.?)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date read from the start of a text: its EDTF (None if there is no such day), its length in characters.

    `problem` says what was wrong with it or what had to be left open, "" if nothing.
    """

    edtf: str | None
    length: int
    problem: str = ""


def read_date(text: str) -> WrittenDate | None:
    """Read the date that `text` begins with, None if it begins with none."""
    text = text[:80]
    for form in _FORMS:
        match = form.match(text)
        if match is not None:
            return _resolve(match)
    return None


def read_day(text: str, near: str | None) -> WrittenDate | None:
    """Read a month and day without a year; the year is the one that brings it nearest to `near`, an EDTF date.

    Without a year to take it from, the date stays None.
    """
    match = _DAY.match(text[:40])
    if match is None:
        return None
    month = _MONTHS[(match["name"] or match["name2"]).lower().rstrip(".")[:4].rstrip()[:3]]
    day = int(match["d"] or match["d2"])
    if near is None:
        return WrittenDate(None, match.end())
    reference = _first_day(near)
    dates = [found for year in (-1, 0, 1) if (found := _day(reference.year + year, month, day)) is not None]
    if len(near) < 10:
        dates = [found for found in dates if found.isoformat().startswith(near[:4])]
    if not dates:
        return WrittenDate(None, match.end(), f"no such day: {match.group()} in {near[:4]}")
    nearest = min(dates, key=lambda found: abs(found - reference))
    return WrittenDate(nearest.isoformat(), match.end())


def _resolve(match: re.Match[str]) -> WrittenDate:
    """Turn a match into a date that exists, or say that it does not."""
    parts = match.groupdict()
    written, length = match.group(), match.end()
    year = int(parts["y"])
    if not 1000 <= year <= 2999:
        return WrittenDate(None, length, f"no year of a document: {written}")
    if parts.get("a"):
        return _resolve_numbers(year, int(parts["a"]), int(parts["b"]), parts["sep"] == ".", written, length)
    name = parts.get("name")
    month = _MONTHS[name.lower()[:3]] if name else int(parts["m"]) if parts.get("m") else None
    if month is None:
        return WrittenDate(f"{year}", length)
    if not parts.get("d"):
        if 1 <= month <= 12:
            return WrittenDate(f"{year}-{month:02}", length)
        return WrittenDate(None, length, f"no such month: {written}")
    return _checked(year, month, int(parts["d"]), written, length)


def _resolve_numbers(year: int, first: int, second: int, dotted: bool, written: str, length: int) -> WrittenDate:
    """Resolve `15/03/2021`, where the order of day and month shows only if one of them is above 12."""
    if dotted or first > 12:
        return _checked(year, second, first, written, length)
    if second > 12 or first == second:
        return _checked(year, first, second, written, length)
    return WrittenDate(f"{year}", length, f"day and month of {written} could each be the other, only the year is taken")


def _checked(year: int, month: int, day: int, written: str, length: int) -> WrittenDate:
    found = _day(year, month, day)
    if found is None:
        return WrittenDate(None, length, f"no such day: {written}")
    return WrittenDate(found.isoformat(), length)


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day, None if there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    found = date(year, month, 1) + timedelta(days=day - 1)
    return found if found.month == month else None


def _first_day(edtf: str) -> date:
    """Return the first day of an EDTF date of year, month or day."""
    year, month, day = [*(int(part) for part in edtf.split("-")), 1, 1][:3]
    return date(year, month, day)
