"""Dates and periods as people type them in a query: `2021-03`, `march-2021`, `2018..2022`, `last-week`, `2020-spring`.

Ranges are resolved here, never by an engine. Weeks begin on Monday; spring is March to May, winter of 2020 is December
2020 to February 2021, as in EDTF.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from explorer.values import dataclass

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_SPLIT = re.compile(r"[\s\-_/,.]+")
_RANGE = re.compile(r"\.\.\.?|…|/|\sto\s")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
_DAY = re.compile(r"(\d{4})(?:-?(\d{2})-?(\d{2})|([-/.])(\d{1,2})\4(\d{1,2}))")
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_QUARTER = re.compile(r"(?:(\d{4})-?q([1-4])|q([1-4])-?(\d{4}))")
_DECADE = re.compile(r"(\d{3})(?:0s|x)")
_AGO = re.compile(r"(?:last-)?(\d{1,4})-?(d|w|m|y|day|week|month|year)s?(-ago)?")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `begin` to `end`, both included; None is open."""

    begin: date | None
    end: date | None


def parse_period(typed: str, today: date) -> Period | None:
    """Return the period that `typed` means, None if it means none."""
    text = typed.strip().casefold().replace("–", "-").replace("—", "-")
    if not text:
        return None
    years = _YEARS.fullmatch(text)
    if years and years[1] <= years[2]:
        return _between(years[1], years[2], today)
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            return _compared(sign, _single(text[len(sign) :].strip(), today))
    one = _single(text, today)
    if one:
        return one
    parts = _RANGE.split(text)
    if len(parts) == 2 and (parts[0].strip() or parts[1].strip()):
        return _between(parts[0].strip(), parts[1].strip(), today)
    return None


def _between(first: str, last: str, today: date) -> Period | None:
    begin, end = _single(first, today) if first else None, _single(last, today) if last else None
    if (first and begin is None) or (last and end is None):
        return None
    period = Period(begin.begin if begin else None, end.end if end else None)
    if period.begin and period.end and period.begin > period.end:
        return None
    return period


def _compared(sign: str, period: Period | None) -> Period | None:
    if period is None:
        return None
    if sign == ">=":
        return Period(period.begin, None)
    if sign == "<=":
        return Period(None, period.end)
    return after(period) if sign == ">" else before(period)


def turned(typed: str, today: date) -> str | None:
    """Return a range that was typed backwards the right way round, None if that was not what is wrong with it."""
    parts = [part.strip() for part in _RANGE.split(typed)]
    swapped = "..".join(reversed(parts))
    return swapped if len(parts) == 2 and all(parts) and parse_period(swapped, today) else None


def after(period: Period) -> Period | None:
    """Return the days after a period, from the first one on; None if there are none."""
    if period.end is None or period.end == date.max:
        return None
    return Period(period.end + timedelta(days=1), None)


def before(period: Period) -> Period | None:
    """Return the days before a period begins; None if there are none."""
    if period.begin is None or period.begin == date.min:
        return None
    return Period(None, period.begin - timedelta(days=1))


TURNS: dict[str, Callable[[Period], Period | None]] = {
    "after": after,
    "before": before,
    "since": lambda period: Period(period.begin, None),
    "until": lambda period: Period(None, period.end),
}
"""What fields of dates make of a period."""


def _single(text: str, today: date) -> Period | None:
    """Return the period of one expression; the calendar's own limits, years 1 to 9999, hold."""
    try:
        return _numeric(text) or _relative(text.replace(" ", "-"), today) or _named(text)
    except (ValueError, OverflowError):  # a month 13, a 30th of February, a year before the first
        return None


def _numeric(text: str) -> Period | None:
    if not text.isascii():
        return None
    if match := _DAY.fullmatch(text):
        return _day(int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
    if match := _DOTTED.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _MONTH.fullmatch(text):
        return _month(int(match[1] or match[4]), int(match[2] or match[3]))
    if match := _QUARTER.fullmatch(text):
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        return _months(year, 3 * quarter - 2, 3)
    if match := _DECADE.fullmatch(text):
        return Period(date(int(match[1]) * 10, 1, 1), date(int(match[1]) * 10 + 9, 12, 31))
    if len(text) == 4 and text.isdigit():
        return _months(int(text), 1, 12)
    return None


def _relative(text: str, today: date) -> Period | None:
    monday = today - timedelta(days=today.weekday())
    match text:
        case "today":
            return Period(today, today)
        case "yesterday":
            return Period(today - timedelta(days=1), today - timedelta(days=1))
        case "this-week":
            return Period(monday, monday + timedelta(days=6))
        case "last-week":
            return Period(monday - timedelta(days=7), monday - timedelta(days=1))
        case "this-month":
            return _month(today.year, today.month)
        case "last-month":
            return _months(today.year, today.month - 1, 1)
        case "this-year":
            return _months(today.year, 1, 12)
        case "last-year":
            return _months(today.year - 1, 1, 12)
    match = _AGO.fullmatch(text)
    if match:
        count, unit = int(match[1]), match[2]
        begin = _back(today, count, unit[0])
        return Period(begin, begin if match[3] else today)
    return None


def _back(today: date, count: int, unit: str) -> date:
    """Return the day `count` units before today."""
    if unit in ("d", "w"):
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _named(text: str) -> Period | None:
    """Return the period of a month or a season by name: `march-2021`, `2021 march 9`, `9 March 2021`, `spring 2020`."""
    parts = [part for part in _SPLIT.split(text) if part]
    names = [part for part in parts if part in MONTHS or part in SEASONS]
    numbers = [part for part in parts if part.isascii() and part.isdigit()]
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len(names) != 1 or len(years) != 1 or len(days) > 1 or len(parts) != 2 + len(days):
        return None
    if names[0] in SEASONS:
        return None if days else _months(years[0], SEASONS[names[0]], 3)
    month = MONTHS[names[0]]
    return _day(years[0], month, days[0]) if days else _month(years[0], month)


def _day(year: int, month: int, day: int) -> Period:
    return Period(date(year, month, day), date(year, month, day))


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _months(year: int, first: int, count: int) -> Period:
    """Return `count` months from month `first` on, which may lie outside the year."""
    begin_year, begin = divmod(year * 12 + first - 1, 12)
    end_year, end = divmod(year * 12 + first + count - 2, 12)
    return Period(date(begin_year, begin + 1, 1), _month(end_year, end + 1).end)
