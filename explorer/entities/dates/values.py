"""Date values of every precision, as EDTF with their first and last day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from explorer.model.dating import in_order
from explorer.model.entity import DateValue

_QUARTER, _HALF = 32, 39


def of_day(on: date) -> DateValue:
    """Return one day."""
    iso = on.isoformat()
    return DateValue(iso, "day", iso, iso)


def of_numbers(year: int, month: int, day: int) -> DateValue | None:
    """Return the day with these numbers, or None when the calendar has no such day."""
    try:
        return of_day(date(year, month, day))
    except ValueError:
        return None


def of_month(year: int, month: int) -> DateValue:
    """Return a whole month."""
    return _between(f"{year:04d}-{month:02d}", "month", date(year, month, 1), month_end(year, month))


def of_year(year: int) -> DateValue:
    """Return a whole year; 0 is the year 1 BC, −1 the year 2 BC and so on, as ISO 8601 counts."""
    written = _years(year)
    return DateValue(written, "year", f"{written}-01-01", f"{written}-12-31")


def of_decade(tens: int) -> DateValue:
    """Return the decade of the years `tens` 0 to `tens` 9: 199 for the 1990s."""
    return _between(f"{tens:03d}X", "decade", date(tens * 10, 1, 1), date(tens * 10 + 9, 12, 31))


def of_century(hundreds: int) -> DateValue:
    """Return the century of the years `hundreds` 00 to `hundreds` 99: 18 for the nineteenth."""
    return _between(f"{hundreds:02d}XX", "century", date(hundreds * 100, 1, 1), date(hundreds * 100 + 99, 12, 31))


def of_century_before(number: int) -> DateValue:
    """Return a century before Christ: 3 for the years 300 to 201 BC, which are −299 to −200."""
    hundreds = number - 1
    begin, end = f"{_years(-(hundreds * 100 + 99))}-01-01", f"{_years(-hundreds * 100)}-12-31"
    return DateValue(f"-{hundreds:02d}XX", "century", begin, end)


def of_season(year: int, code: int) -> DateValue:
    """Return a season of the northern half of the Earth: 21 spring to 24 winter, which ends in the next year."""
    first = 3 * (code - 20)
    last_year, last = (year + 1, 2) if code == 24 else (year, first + 2)
    return _between(f"{year:04d}-{code}", "season", date(year, first, 1), month_end(last_year, last))


def of_quarter(year: int, number: int) -> DateValue:
    """Return quarter 1 to 4 of a calendar year."""
    first, last = date(year, 3 * number - 2, 1), month_end(year, 3 * number)
    return _between(f"{year:04d}-{_QUARTER + number}", "quarter", first, last)


def of_half(year: int, number: int) -> DateValue:
    """Return half 1 or 2 of a calendar year."""
    first, last = date(year, 6 * number - 5, 1), month_end(year, 6 * number)
    return _between(f"{year:04d}-{_HALF + number}", "half", first, last)


def of_week(day: date) -> DateValue:
    """Return the week, Monday to Sunday, that holds `day`; EDTF has no weeks, so it is written as an interval."""
    monday = day - timedelta(day.weekday())
    return _days(monday, monday + timedelta(6), "week")


def of_days(first: date, last: date, precision: str = "interval") -> DateValue:
    """Return the days from the first to the last."""
    return _days(first, last, precision)


def of_weekend(day: date) -> DateValue:
    """Return Saturday and Sunday of the week that holds `day`."""
    saturday = day + timedelta(5 - day.weekday())
    return _days(saturday, saturday + timedelta(1), "interval")


def without_year(month: int, day: int | None = None) -> DateValue:
    """Return a month or a day of a year that nothing tells; it has no first and last day."""
    edtf = f"XXXX-{month:02d}" if day is None else f"XXXX-{month:02d}-{day:02d}"
    return DateValue(edtf, "month" if day is None else "day", "", "", confidence=0.4)


def interval(first: DateValue | None, last: DateValue | None) -> DateValue | None:
    """Return the time from the first day of one value to the last of the other, or None when they run backwards."""
    if first is None or last is None or "/" in first.edtf or "/" in last.edtf:
        return None
    known = bool(first.begin and last.end)
    if bool(first.begin) != bool(last.begin) or (known and in_order(first.begin) >= in_order(last.end)):
        return None
    anchor = first.anchor if first.anchor != "text" else last.anchor
    return DateValue(
        f"{first.edtf}/{last.edtf}",
        "interval",
        first.begin,
        last.end,
        anchor=anchor,
        confidence=min(first.confidence, last.confidence),
    )


def open_from(first: DateValue) -> DateValue | None:
    """Return the time from a value on without an end, or None for what is an interval or has no year."""
    if "/" in first.edtf or not first.begin:
        return None
    return replace(first, edtf=f"{first.edtf}/..", precision="interval", end="")


def about(value: DateValue, mark: str = "~") -> DateValue:
    """Return a value that is approximate (`~`) or uncertain (`?`); an interval or a value marked already stays."""
    if "/" in value.edtf or value.edtf[-1] in "~?%" or "X" in value.edtf:
        return value
    return replace(value, edtf=value.edtf + mark, confidence=min(value.confidence, 0.9))


def first_day(value: DateValue) -> date | None:
    """Return the first day of a value, None where it has none or one before the year 1."""
    return date.fromisoformat(value.begin) if value.begin and value.begin[0] != "-" else None


def sure(value: DateValue | None, confidence: float, anchor: str = "text") -> DateValue | None:
    """Return `value` with this confidence and anchor; None stays None."""
    return None if value is None else replace(value, confidence=confidence, anchor=anchor)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_on(day: date, count: int) -> date:
    """Return the first day of the month `count` months after (before, if negative) that of `day`."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _years(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _between(edtf: str, precision: str, first: date, last: date) -> DateValue:
    return DateValue(edtf, precision, first.isoformat(), last.isoformat())


def _days(first: date, last: date, precision: str) -> DateValue:
    return _between(f"{first.isoformat()}/{last.isoformat()}", precision, first, last)
