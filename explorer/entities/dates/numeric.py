"""Rules for days written in numbers: ISO and compact forms, weeks, day and month in either order, military ones."""

from __future__ import annotations

import re
from datetime import date, timedelta

from explorer.entities.dates.context import Context
from explorer.entities.dates.lexicon import GAP, MONTHS
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import of_day, of_days, of_numbers, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_VERSIONS = re.compile(
    r"\b(?:versions?|release|section|clause|chapter|figure|fig\.|table|kernel|firmware|build|python|ip|v\.|paragraph|art\.)"
    r"(?:\s\S{1,12}\s(?:and|or))?\s$",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?:1[3-9]|2\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:(?:19|20)\d\d|\d\d)(?![\d/.-]\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01])[/.-](?:(?:19|20)\d\d|\d\d)(?![\d/.-]\d)"
)
_WORDS_DAY_FIRST = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[JFMASOND][a-z]{2,8}\.?,?\s[12]\d{3}\b")
_WORDS_MONTH_FIRST = re.compile(r"\b[JFMASOND][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s[12]\d{3}\b")
_ROMAN = {
    name: at for at, name in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
_EVIDENT, _LIKELY, _GUESSED = 0.85, 0.65, 0.6
_FIRST_COMPACT, _LAST_COMPACT = 1900, 2099


def _iso(m: _Match, _context: Context) -> DateValue | None:
    return of_numbers(int(m["y"]), int(m["m"]), int(m["d"]))


def _iso_week(m: _Match, _context: Context) -> DateValue | None:
    """Read `2021-W09` and `2021-W09-3`."""
    try:
        monday = date.fromisocalendar(int(m["y"]), int(m["w"]), 1)
    except ValueError:
        return None
    if m["d"]:
        return of_day(monday + timedelta(int(m["d"]) - 1))
    return of_days(monday, monday + timedelta(6), "week")


def _compact(m: _Match, context: Context) -> DateValue | None:
    """Read `20210308`, which may also be a number of something."""
    if _NUMBERED.search(context.before(m.start())):
        return None
    year = int(m["y"])
    value = of_numbers(year, int(m["m"]), int(m["d"])) if _FIRST_COMPACT <= year <= _LAST_COMPACT else None
    return sure(value, 0.9 if m["t"] else 0.75)


def _military(m: _Match, context: Context) -> DateValue | None:
    """Read `08MAR2021`, `081200ZMAR21`, `12 Mar 44`."""
    year = int(m["y"])
    if year < 100:
        if _AMOUNT.match(context.text, m.end()):
            return None
        year = whole_year(year, context)
    return sure(of_numbers(year, MONTHS[m["m"].lower()], int(m["d"])), 0.9 if len(m["y"]) == 4 or m["z"] else 0.75)


def _with_roman(m: _Match, _context: Context) -> DateValue | None:
    """Read `17.XI.1805`, the month in Roman numbers."""
    return of_numbers(int(m["y"]), _ROMAN[m["m"]], int(m["d"]))


def whole_year(short: int, context: Context) -> int:
    """Return the year that two digits mean: none later than ten years after the document's."""
    last = (context.reference.year if context.reference is not None else 2030) + 10
    return next((base + short for base in (2000, 1900, 1800) if base + short <= last), 1900 + short)


def _numeric(m: _Match, context: Context) -> DateValue | None:
    """Read `18/02/2021`; when both orders give a day, take the order the document shows elsewhere, or guess."""
    if _VERSIONS.search(context.before(m.start())):
        return None
    first, second = int(m["a"]), int(m["b"])
    short = len(m["y"]) == 2
    year = whole_year(int(m["y"]), context) if short else int(m["y"])
    limit = 0.8 if short else 1.0
    if first > 12 or second > 12 or first == second:
        day, month = (second, first) if second > 12 else (first, second)
        return sure(of_numbers(year, month, day), limit)
    day_first, trust = order(context, m["s"])
    day, month = (first, second) if day_first else (second, first)
    return sure(of_numbers(year, month, day), min(limit, trust))


def order(context: Context, mark: str) -> tuple[bool, float]:
    """Say whether the document writes the day before the month with this mark between them, and how sure that is."""
    known = context.orders.get(mark)
    if known is None:
        known = context.orders[mark] = _order(context, mark)
    return known


def _order(context: Context, mark: str) -> tuple[bool, float]:
    text = context.text
    days, months = (sum(mark in each[0] for each in one.finditer(text)) for one in (_DAY_FIRST, _MONTH_FIRST))
    if days != months:
        return days > months, _EVIDENT
    if context.language not in ("", "en"):
        return True, _EVIDENT
    days, months = (sum(1 for _ in one.finditer(text)) for one in (_WORDS_DAY_FIRST, _WORDS_MONTH_FIRST))
    if days != months:
        return days > months, _LIKELY
    return mark == ".", _GUESSED


_NUMBERED = re.compile(
    r"\b(?:no|nos|number|nr|id|tel|phone|fax|isbn|code|order|case|serial|patent)\.?:?\s?#?$", re.IGNORECASE
)
_AMOUNT = re.compile(rf"[.,:]\d|{GAP}?(?:%|percent|per\scent|points|million|billion|deaths|people|a\.?m|p\.?m)")
_SHORT_MONTH = r"(?P<m>(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_NOT_COUNTING = rf"(?!{GAP}(?!(?:at|in|and|to|from|by|on|the)\b)[a-z])"
_NOT_LONGER = r"(?![\dA-Za-z]|[-/.]\d|%)"

RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        rule(
            "ISO date", r"(?P<y>[12]\d{3})([-/.])(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01])(?!\d|[-/.]\d)", _iso
        ),
        rule("ISO week", r"(?P<y>(?:19|20)\d\d)-?W(?P<w>[0-5]\d)(?:-(?P<d>[1-7]))?(?!\w|-\d)", _iso_week),
        rule(
            "numeric date",
            r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:1[5-9]|20)\d\d|(?<=/)\d\d)(?!\d|[-/.]\d|%)",
            _numeric,
        ),
        rule(
            "compact date",
            r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\dA-SU-Za-z_]|[-/.,]\d|%)(?P<t>T\d{4})?",
            _compact,
        ),
        rule(
            "military date",
            rf"(?P<d>3[01]|[12]\d|0[1-9])(?P<z>){_SHORT_MONTH}(?P<y>(?:19|20)\d\d|\d\d){_NOT_LONGER}",
            _military,
        ),
        rule(
            "day, month and short year",
            rf"{_DAY}(?P<z>)(?: |-){_SHORT_MONTH}(?: ['’]?|-)(?P<y>\d\d){_NOT_LONGER}{_NOT_COUNTING}",
            _military,
        ),
        rule(
            "military date and time",
            rf"(?P<d>3[01]|[12]\d|0[1-9])(?:[01]\d|2[0-3])[0-5]\d ?(?P<z>[A-IK-Za-ik-z]) ?{_SHORT_MONTH} ?"
            rf"(?P<y>(?:19|20)\d\d|\d\d){_NOT_LONGER}",
            _military,
        ),
        rule(
            "date with a Roman month",
            rf"(?:{_DAY}) ?(?P<s>[./-]) ?(?P<m>XI{{0,2}}|IX|IV|V?I{{1,3}}|V)(?P=s) ?"
            r"(?P<y>1[5-9]\d\d|20\d\d)(?![\w]|[-/.]\d)",
            _with_roman,
        ),
    ),
}
