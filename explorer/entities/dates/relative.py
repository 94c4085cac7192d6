"""Rules for dates told from another date: yesterday, last week, two days ago, three days earlier."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from explorer.entities.dates.context import FUTURE, Context
from explorer.entities.dates.lexicon import GAP, NUMBER, UNIT, YEAR, number_of, unit_of
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import (
    interval,
    months_on,
    of_century,
    of_day,
    of_decade,
    of_month,
    of_quarter,
    of_week,
    of_weekend,
    of_year,
    sure,
)
from explorer.model.entity import DateValue

_Match = re.Match[str]
_DAYS_OFF = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_BACK, _AHEAD = frozenset(["last", "previous", "past", "preceding"]), frozenset(["next", "coming", "following"])
_TOLD = frozenset(["previous", "preceding", "following", "same", "that"])  # counted from a date told before
_MEANT = frozenset(["same", "that"])  # of a date that must have been told
_YEARS = {"decade": 10, "century": 100}
_FIRST_YEAR = 1
_MOST = {
    "day": 400,
    "week": 520,
    "fortnight": 100,
    "month": 600,
    "quarter": 100,
    "year": 900,
    "decade": 50,
    "century": 9,
}


def step(base: date, unit: str, count: int) -> DateValue | None:
    """Return the day, week, month … that lies `count` units after (before, if negative) that of `base`."""
    if abs(count) > _MOST[unit] or (unit != "year" and base.year + count * _YEARS.get(unit, 0) < _FIRST_YEAR):
        return None
    if unit == "day":
        return of_day(base + timedelta(count))
    if unit in ("week", "fortnight"):
        return of_week(base + timedelta(count * (7 if unit == "week" else 14)))
    if unit in ("month", "quarter"):
        month = months_on(base, count * (1 if unit == "month" else 3))
        return of_month(month.year, month.month) if unit == "month" else of_quarter(month.year, (month.month + 2) // 3)
    if unit == "year":
        return of_year(base.year + count)
    return of_decade(base.year // 10 + count) if unit == "decade" else of_century(base.year // 100 + count)


def _word(m: _Match, context: Context) -> DateValue | None:
    if context.reference is None:
        return None
    return sure(of_day(context.reference + timedelta(_DAYS_OFF[m["word"].lower()])), 0.95, "document date")


def _this_part(m: _Match, context: Context) -> DateValue | None:
    """Read `this morning` and `last night`."""
    if context.reference is None:
        return None
    off = -1 if m["which"].lower() == "last" else 0
    return sure(of_day(context.reference + timedelta(off)), 0.9, "document date")


def _two_days(m: _Match, context: Context) -> DateValue | None:
    """Read `day before yesterday` and `day after tomorrow`."""
    if context.reference is None:
        return None
    off = -2 if m["word"].lower() == "yesterday" else 2
    if (m["side"].lower() == "before") != (off < 0):
        return None
    return sure(of_day(context.reference + timedelta(off)), 0.95, "document date")


def _ago(m: _Match, context: Context) -> DateValue | None:
    count, side = number_of(m["n"]), m["side"].lower()
    if count is None or context.reference is None:
        return None
    unit = unit_of(m["u"])
    rough = unit == "decade" or m["n"].lower().endswith("of")
    if unit == "decade":  # `a decade ago` is a year, only not told exactly
        unit, count = "year", 10 * count
    value = step(context.reference, unit, -count if side == "ago" else count)
    return sure(value, 0.65 if rough else 0.9, "document date")


def _hours_ago(m: _Match, context: Context) -> DateValue | None:
    count = number_of(m["n"])
    if context.reference is None or count is None or count > 12:
        return None
    return sure(of_day(context.reference), 0.65, "document date")


def _ahead(m: _Match, context: Context) -> DateValue | None:
    """Read `in two weeks` when the clause looks ahead; otherwise it is a length of time."""
    count = number_of(m["n"])
    if count is None or context.reference is None or context.tense(m.start(), m.end()) != FUTURE:
        return None
    return sure(step(context.reference, unit_of(m["u"]), count), 0.6, "document date")


def _near(m: _Match, context: Context) -> DateValue | None:
    """Read `last week`, `next year`, `this month`, `the following day`, `the same year`."""
    which, unit = m["which"].lower(), m["u"].lower()
    base, anchor, confidence = context.reference, "document date", 0.9
    if which in _TOLD or (unit == "day" and which == "next"):
        base, anchor, confidence = context.told_before(m.start(), unit)
        if anchor == "document date" and (which in _MEANT or unit == "day"):
            return None
    if base is None or (unit == "day" and which in ("last", "past", "coming", "this", "current")):
        return None
    count = -1 if which in _BACK else 1 if which in _AHEAD else 0
    if which == "past":
        confidence = 0.6
    if unit == "weekend":
        return sure(_weekend(base, which, count), confidence, anchor)
    return sure(step(base, unit_of(unit), count), confidence, anchor)


def _weekend(base: date, which: str, count: int) -> DateValue:
    """Return the weekend meant; told on a weekend, `last weekend` is still the one before."""
    return of_weekend(base + timedelta(7 * count if which in _BACK or base.weekday() > 4 or which not in _AHEAD else 0))


def _lately(m: _Match, context: Context) -> DateValue | None:
    """Read `past two years` and `next three months` as the time from or up to the document's date."""
    count, unit = number_of(m["n"]), unit_of(m["u"])
    if count is None or context.reference is None or count < 2:
        return None
    base = context.reference
    ahead = m["which"].lower() in _AHEAD
    other = step(base, unit, count if ahead else -count)
    own = step(base, unit, 0)
    if other is None or own is None or unit in ("week", "fortnight"):
        return None
    return sure(interval(own, other) if ahead else interval(other, own), 0.6, "document date")


def _whole(m: _Match, context: Context) -> DateValue | None:
    """Read `the year` after `end of`, `beginning of` and the like."""
    if context.reference is None:
        return None
    which = (m["which"] or "").lower()
    count = -1 if which in _BACK else 1 if which in _AHEAD else 0
    return sure(step(context.reference, unit_of(m["u"]), count), 0.8 if which else 0.7, "document date")


def _year_end(m: _Match, context: Context) -> DateValue | None:
    """Read `year-end`, `mid-year`, `year-end 1986`."""
    if m["y"]:
        return replace(of_year(int(m["y"])), modifier="late" if "end" in m[0].lower() else "mid")
    if context.reference is None:
        return None
    return sure(of_year(context.reference.year), 0.65, "document date")


_NEAR_UNIT = r"(?P<u>(?i:weekend|week|month|quarter|year|decade|century|day))(?![A-Za-z]|-(?:old|ago))"
_COUNT = rf"(?P<n>{NUMBER})(?:{GAP}|-)(?P<u>{UNIT})"
_AGO = rule(
    "time ago",
    rf"{_COUNT}{GAP}(?P<side>(?i:ago|from{GAP}now|from{GAP}today|hence))(?![A-Za-z])",
    _ago,
)
_HOURS = rule("hours ago", rf"(?P<n>{NUMBER}){GAP}(?:hours?|minutes?){GAP}ago(?!\w)", _hours_ago)
_COUNTED = (_AGO, _HOURS)

RULES: dict[str, tuple[Rule, ...]] = {
    "word": (
        rule(
            "day told from today",
            r"(?P<word>(?i:yesterday|today|tonight|tomorrow))(?:\s(?:morning|afternoon|evening|night))?(?!\w)",
            _word,
        ),
    ),
    "unit": (
        rule(
            "day told from today",
            rf"(?i:day){GAP}(?P<side>before|after){GAP}(?P<word>yesterday|tomorrow)(?!\w)",
            _two_days,
        ),
    ),
    "digit": _COUNTED,
    "number": _COUNTED,
    "in": (
        rule(
            "time ahead",
            rf"(?i:in){GAP}(?:(?:about|around){GAP})?{_COUNT}(?:['’]s?)?(?:{GAP}time)?(?![\w-])(?!{GAP}(?:of|ago|earlier|later))",
            _ahead,
        ),
    ),
    "near": (
        rule("near time", rf"(?P<which>\w+){GAP}{_NEAR_UNIT}", _near),
        rule(
            "part of a near day",
            rf"(?P<which>(?i:this|last)){GAP}(?i:morning|afternoon|evening|night)(?!\w)",
            _this_part,
        ),
        rule("time up to now or from now", rf"(?P<which>(?i:past|last|next|coming)){GAP}{_COUNT}", _lately),
    ),
    "year end": (
        rule("end of the year", rf"(?i:year[- ]?end|mid-?year)(?!\w)(?:,?{GAP}(?:of{GAP})?(?P<y>{YEAR}))?", _year_end),
    ),
}
INNER_RULES = (
    rule(
        "part of a time",
        rf"(?:(?:the|this|last|next){GAP})?(?:(?P<which>last|next|previous|coming|current|this){GAP})?"
        rf"(?P<u>(?i:week|month|quarter|year|decade|century))(?!\w|-old)",
        _whole,
    ),
)
