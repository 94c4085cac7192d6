"""Rules for days: by name of the month, by weekday and in numbers, and for spans of days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from explorer.entities.dates.context import Context
from explorer.entities.dates.lexicon import (
    DASH,
    DAY,
    GAP,
    MONTH,
    NOT_COUNT,
    NUMBERS,
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    day_of,
    month_of,
    ordinal_of,
)
from explorer.entities.dates.partial import place
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import interval, of_numbers, of_week, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_YEAR_AFTER = rf"(?:,{GAP}?|{GAP}(?:of{GAP}|in{GAP})?)(?P<y>{YEAR})"
_YEAR_BEHIND = rf"(?:,{GAP}?|{GAP}|-)(?P<y>{YEAR})"
_NOT_LONGER = rf"(?![:/]\d|[-–]\d){NOT_COUNT}"
_DIGIT_WORDS = "(?:one|two|three|four|five|six|seven|eight|nine)"
_AFTER_WORD = rf"[,.;)]|{GAP}(?:and|to|from|for|with|through|at|is|was|will|after|unless|by|vs|on){GAP}|\s*$"
_ATTACKS = re.compile(r"\b(?:attacks?|hijack\w+|terror\w*)\b", re.IGNORECASE)


def _full(m: _Match, _context: Context) -> DateValue | None:
    return of_numbers(int(m["y"]), month_of(m["m"]), day_of(m["d"]))


def _without_year(m: _Match, context: Context) -> DateValue | None:
    day, month = day_of(m["d"]), month_of(m["m"])
    if (month, day) == (9, 11) and _ATTACKS.search(context.before(m.start()) + context.text[m.end() : m.end() + 24]):
        return sure(of_numbers(2001, 9, 11), 0.9)
    weekday = m.groupdict().get("w")
    if weekday and context.reference is not None:
        value = by_weekday(context.reference, WEEKDAYS[weekday.lower().rstrip(".")], month, day)
        if value is not None:
            return value
    return place(context, m.start(), m.end(), month, day)


def by_weekday(reference: date, weekday: int, month: int, day: int) -> DateValue | None:
    """Return that day of the year nearest to the reference in which it falls on the weekday."""
    for year in (reference.year, reference.year - 1, reference.year + 1):
        value = of_numbers(year, month, day)
        if value is not None and date.fromisoformat(value.edtf).weekday() == weekday:
            near = abs((date.fromisoformat(value.edtf) - reference).days) < 300
            return sure(value, 0.95 if near else 0.75, "document date")
    return None


def _near_year(m: _Match, context: Context) -> DateValue | None:
    if context.reference is None:
        return None
    year = context.reference.year + {"this": 0, "last": -1, "next": 1}[m["which"]]
    return sure(of_numbers(year, month_of(m["m"]), day_of(m["d"])), 0.95, "document date")


def _day_in_words(m: _Match, context: Context) -> DateValue | None:
    value = place(context, m.start(), m.end(), month_of(m["m"]), NUMBERS[m["n"].lower()])
    return None if value is None else replace(value, confidence=round(value.confidence * 0.9, 3))


def _days(m: _Match, context: Context) -> DateValue | None:
    """Read `March 3-5`, `3 to 5 March 2021` and `March 30 to April 2, 2021`."""
    groups = m.groupdict()
    first_month = month_of(groups["m"])
    last_month = month_of(groups.get("m2") or groups["m"])
    first_day, last_day = day_of(groups["d"]), day_of(groups["d2"])
    if groups.get("y"):
        year = int(groups["y"])
        first_year = year - 1 if first_month > last_month else year
        return interval(of_numbers(first_year, first_month, first_day), of_numbers(year, last_month, last_day))
    first = place(context, m.start(), m.end(), first_month, first_day)
    if first is None:
        return None
    if not first.begin:
        last = replace(first, edtf=f"XXXX-{last_month:02d}-{last_day:02d}")
        return interval(first, last) if (first_month, first_day) < (last_month, last_day) else None
    year = int(first.begin[:4]) + (first_month > last_month)
    last_value = sure(of_numbers(year, last_month, last_day), first.confidence, first.anchor)
    return interval(first, last_value)


def _ordinal_day(m: _Match, context: Context) -> DateValue | None:
    day, month = ordinal_of(m["o"]), month_of(m["m"])
    if day is None:
        return None
    return of_numbers(int(m["y"]), month, day) if m["y"] else place(context, m.start(), m.end(), month, day)


def _week_of(m: _Match, context: Context) -> DateValue | None:
    day, month = day_of(m["d"]), month_of(m["m"])
    value = of_numbers(int(m["y"]), month, day) if m["y"] else place(context, m.start("m"), m.end(), month, day)
    if value is None or not value.begin:
        return None
    return sure(of_week(date.fromisoformat(value.begin)), value.confidence, value.anchor)


_ANY_WEEKDAY = rf"(?P<w>{WEEKDAY}|{SHORT_WEEKDAY}),?{GAP}(?:the{GAP})?"
_MONTH_DAY = rf"(?P<m>{MONTH}){GAP}(?:the{GAP})?(?P<d>{DAY})"
_DAY_MONTH = rf"(?P<d>{DAY})(?:{GAP}(?:(?:day{GAP})?of{GAP})?|-)(?P<m>{MONTH})"
_DAY_MONTH_2 = _DAY_MONTH.replace("<d>", "<d2>")
_FROM = rf"(?i:between|from){GAP}(?:the{GAP})?"
_TO = rf"{GAP}(?i:and|to|until|till|through){GAP}(?:the{GAP})?"
_CLOSE_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"

RULES: dict[str, tuple[Rule, ...]] = {
    "month": (
        rule("month, day and year", rf"{_MONTH_DAY}{_YEAR_AFTER}", _full),
        rule("month, day and year, written close", rf"(?P<m>{MONTH}){_CLOSE_DAY},? ?(?P<y>{YEAR})", _full),
        rule("days of a month", rf"{_MONTH_DAY}{DASH}(?P<d2>{DAY}){_NOT_LONGER}(?:{_YEAR_AFTER})?", _days),
        rule(
            "days of two months",
            rf"{_MONTH_DAY}{DASH}(?P<m2>{MONTH}){GAP}(?P<d2>{DAY}){_NOT_LONGER}(?:{_YEAR_AFTER})?",
            _days,
        ),
        rule("month and day", rf"{_MONTH_DAY}{_NOT_LONGER}", _without_year),
        rule(
            "month and day of a near year", rf"{_MONTH_DAY},?{GAP}(?P<which>this|last|next){GAP}year(?!\w)", _near_year
        ),
        rule("month and day in words", rf"(?P<m>{MONTH}){GAP}(?P<n>{_DIGIT_WORDS})(?={_AFTER_WORD})", _day_in_words),
    ),
    "weekday": (
        rule("weekday, month, day and year", rf"{_ANY_WEEKDAY}{_MONTH_DAY}{_YEAR_AFTER}", _full),
        rule("weekday, day, month and year", rf"{_ANY_WEEKDAY}{_DAY_MONTH}{_YEAR_BEHIND}", _full),
        rule("weekday, month and day", rf"{_ANY_WEEKDAY}{_MONTH_DAY}{_NOT_LONGER}", _without_year),
        rule("weekday, day and month", rf"{_ANY_WEEKDAY}{_DAY_MONTH}", _without_year),
    ),
    "digit": (
        rule("day, month and year", rf"{_DAY_MONTH}{_YEAR_BEHIND}", _full),
        rule("day, month and year, written close", rf"{_CLOSE_DAY}\.? ?(?P<m>{MONTH}) ?(?P<y>{YEAR})", _full),
        rule("days of a month", rf"(?P<d>{DAY})(?:{DASH}|/){_DAY_MONTH_2}(?:{_YEAR_BEHIND})?", _days),
        rule(
            "days of two months",
            rf"{_DAY_MONTH}{DASH}(?P<d2>{DAY}){GAP}(?P<m2>{MONTH})(?:,?{GAP}(?P<y>{YEAR}))?",
            _days,
        ),
        rule("day and month", rf"{_DAY_MONTH}", _without_year),
    ),
    "range": (
        rule("days of a month", rf"{_FROM}(?P<d>{DAY}){_TO}{_DAY_MONTH_2}(?:{_YEAR_BEHIND})?", _days),
        rule("days of a month", rf"{_FROM}{_MONTH_DAY}{_TO}(?P<d2>{DAY}){_NOT_LONGER}(?:{_YEAR_AFTER})?", _days),
    ),
    "ordinal": (
        rule(
            "day in words",
            rf"(?P<o>[a-zA-Z]+(?:-[a-z]+)?){GAP}(?:day{GAP})?of{GAP}(?P<m>{MONTH})(?:,?{GAP}(?P<y>{YEAR}))?",
            _ordinal_day,
        ),
    ),
    "week": (rule("week of a day", rf"(?i:week){GAP}of{GAP}{_MONTH_DAY}(?:{_YEAR_AFTER})?", _week_of),),
}
