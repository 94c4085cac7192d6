"""Rules for days: by name of the month, by weekday and in numbers, and for spans of days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from explorer.entities.dates.context import FUTURE, Context
from explorer.entities.dates.lexicon import (
    DASH,
    DAY,
    GAP,
    MONTH,
    NOT_COUNT,
    NUMBERS,
    ORDINALS,
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    day_of,
    month_of,
)
from explorer.entities.dates.partial import place
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import interval, of_day, of_numbers, of_week, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_YEAR_AFTER = rf"(?:,{GAP}?|{GAP}(?:of{GAP}|in{GAP})?)(?P<y>{YEAR})"
_NOT_LONGER = rf"(?![:/]\d|[-–]\d){NOT_COUNT}"
_DIGIT_WORDS = "(?:one|two|three|four|five|six|seven|eight|nine)"
_AFTER_WORD = rf"[,.;)]|{GAP}(?:and|to|from|for|with|through|at|is|was|will|after|unless|by|vs|on){GAP}|\s*$"
_NAMED_DAYS = re.compile(
    r"\b(?:Black|Good|Ash|Bloody|Shrove|Maundy|Palm|Cyber|Giving|Super|Sheffield|Man|Mail\s+on)\s+$"
)
_VERSIONS = re.compile(r"\b(?:versions?|release|section|clause|chapter|IP|v\.)\s$", re.IGNORECASE)
_ATTACKS = re.compile(r"\b(?:attacks?|hijack\w+|terror\w*)\b", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?<![\d./-])(?:1[3-9]|2\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?![\d/.-]\d)")
_MONTH_FIRST = re.compile(r"(?<![\d./-])(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01])[/.-](?:19|20)\d\d(?![\d/.-]\d)")


def _full(m: _Match, _context: Context) -> DateValue | None:
    return of_numbers(int(m["y"]), month_of(m["m"]), day_of(m["d"]))


def _without_year(m: _Match, context: Context) -> DateValue | None:
    day, month = day_of(m["d"]), month_of(m["m"])
    if (month, day) == (9, 11) and _ATTACKS.search(context.before(m.start()) + context.text[m.end() : m.end() + 24]):
        return sure(of_numbers(2001, 9, 11), 0.9)
    weekday = m.groupdict().get("w")
    if weekday and context.reference is not None:
        value = _by_weekday(context.reference, WEEKDAYS[weekday.lower().rstrip(".")], month, day)
        if value is not None:
            return value
    return place(context, m.start(), m.end(), month, day)


def _by_weekday(reference: date, weekday: int, month: int, day: int) -> DateValue | None:
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


def _iso(m: _Match, _context: Context) -> DateValue | None:
    return of_numbers(int(m["y"]), int(m["m"]), int(m["d"]))


def _numeric(m: _Match, context: Context) -> DateValue | None:
    """Read `18/02/2021`; when both orders give a day, take the order the document shows elsewhere, or guess."""
    if _VERSIONS.search(context.before(m.start())):
        return None
    first, second, mark = int(m["a"]), int(m["b"]), m["s"]
    short = len(m["y"]) == 2
    year = int(m["y"])
    if short:
        century = 2000 if context.reference is None or year <= context.reference.year % 100 + 10 else 1900
        year += century if context.reference is None or context.reference.year >= 2000 else 1900
        year = year if year < 2100 else year - 100
    limit = 0.6 if short else 1.0
    if first > 12 or second > 12 or first == second:
        day, month = (second, first) if second > 12 else (first, second)
        return sure(of_numbers(year, month, day), limit)
    if mark not in context.orders:
        context.orders[mark] = _order(context.text, mark)
    day_first = context.orders[mark]
    day, month = (first, second) if day_first else (second, first)
    return sure(of_numbers(year, month, day), min(limit, 0.6))


def _order(text: str, mark: str) -> bool:
    """Say whether the day comes first: as elsewhere in the text, else as is usual with this separator."""
    if _DAY_FIRST.search(text):
        return True
    return mark == "." and not _MONTH_FIRST.search(text)


def _weekday(m: _Match, context: Context) -> DateValue | None:
    reference = context.reference
    if reference is None or _NAMED_DAYS.search(context.before(m.start())):
        return None
    wanted = WEEKDAYS[m["w"].lower()]
    back = (reference.weekday() - wanted) % 7
    if context.tense(m.start(), m.end()) == FUTURE:
        return sure(of_day(reference + timedelta((7 - back) % 7 or 7)), 0.8, "document date")
    return sure(of_day(reference - timedelta(back)), 0.85, "document date")


def _near_weekday(m: _Match, context: Context) -> DateValue | None:
    """Read `last Thursday`, `next Monday`, `this Friday`."""
    reference = context.reference
    if reference is None:
        return None
    wanted, which = WEEKDAYS[m["w"].lower()], m["which"].lower()
    ahead = (wanted - reference.weekday()) % 7
    if which in ("last", "past", "previous"):
        return sure(of_day(reference - timedelta(7 - ahead)), 0.85, "document date")
    if which in ("next", "coming"):
        return sure(of_day(reference + timedelta(ahead or 7)), 0.8, "document date")
    return sure(of_day(reference + timedelta(ahead)), 0.75, "document date")


def _ordinal_day(m: _Match, context: Context) -> DateValue | None:
    day, month = ORDINALS[m["o"].lower()], month_of(m["m"])
    return of_numbers(int(m["y"]), month, day) if m["y"] else place(context, m.start(), m.end(), month, day)


def _week_of(m: _Match, context: Context) -> DateValue | None:
    day, month = day_of(m["d"]), month_of(m["m"])
    value = of_numbers(int(m["y"]), month, day) if m["y"] else place(context, m.start("m"), m.end(), month, day)
    if value is None or not value.begin:
        return None
    return sure(of_week(date.fromisoformat(value.begin)), value.confidence, value.anchor)


_ANY_WEEKDAY = rf"(?P<w>{WEEKDAY}|{SHORT_WEEKDAY}),?{GAP}(?:the{GAP})?"
_MONTH_DAY = rf"(?P<m>{MONTH}){GAP}(?:the{GAP})?(?P<d>{DAY})"
_DAY_MONTH = rf"(?P<d>{DAY})(?:{GAP}(?:of{GAP})?|-)(?P<m>{MONTH})"
_PART = rf"(?:{GAP}(?:morning|afternoon|evening|night))?(?![A-Za-z])"

RULES: dict[str, tuple[Rule, ...]] = {
    "month": (
        rule("month, day and year", rf"{_MONTH_DAY}{_YEAR_AFTER}", _full),
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
        rule("weekday, day, month and year", rf"{_ANY_WEEKDAY}{_DAY_MONTH}(?:,?{GAP}|-)(?P<y>{YEAR})", _full),
        rule("weekday, month and day", rf"{_ANY_WEEKDAY}{_MONTH_DAY}{_NOT_LONGER}", _without_year),
        rule("weekday, day and month", rf"{_ANY_WEEKDAY}{_DAY_MONTH}", _without_year),
        rule("weekday", rf"(?P<w>{WEEKDAY}){_PART}", _weekday),
    ),
    "digit": (
        rule(
            "ISO date", r"(?P<y>[12]\d{3})([-/.])(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)", _iso
        ),
        rule(
            "numeric date",
            r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|(?<=/)\d\d)(?!\d|[-/.]\d|%)",
            _numeric,
        ),
        rule("day, month and year", rf"{_DAY_MONTH}(?:,?{GAP}|-)(?P<y>{YEAR})", _full),
        rule(
            "days of a month", rf"(?P<d>{DAY}){DASH}{_DAY_MONTH.replace('<d>', '<d2>')}(?:,?{GAP}(?P<y>{YEAR}))?", _days
        ),
        rule(
            "days of two months",
            rf"{_DAY_MONTH}{DASH}(?P<d2>{DAY}){GAP}(?P<m2>{MONTH})(?:,?{GAP}(?P<y>{YEAR}))?",
            _days,
        ),
        rule("day and month", rf"{_DAY_MONTH}", _without_year),
    ),
    "ordinal": (
        rule(
            "day in words",
            rf"(?P<o>[a-zA-Z]+){GAP}of{GAP}(?P<m>{MONTH})(?:,?{GAP}(?P<y>{YEAR}))?",
            _ordinal_day,
        ),
    ),
    "near": (rule("near weekday", rf"(?P<which>\w+){GAP}(?P<w>{WEEKDAY}){_PART}", _near_weekday),),
    "week": (rule("week of a day", rf"(?i:week){GAP}of{GAP}{_MONTH_DAY}(?:{_YEAR_AFTER})?", _week_of),),
}
