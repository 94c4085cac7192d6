"""Rules for quarters, halves, fiscal years and seasons."""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.entities.dates.context import FUTURE, Context
from explorer.entities.dates.lexicon import GAP, SEASON, SEASONS, YEAR, ordinal_of
from explorer.entities.dates.numeric import whole_year
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import (
    interval,
    of_century,
    of_decade,
    of_half,
    of_quarter,
    of_season,
    of_year,
    sure,
)
from explorer.model.entity import DateValue

_Match = re.Match[str]
_NEAR = frozenset(["last", "past", "next", "coming", "this", "current"])
_NUMBERS = {
    "first": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1st": 1, "2nd": 2,
    "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}  # fmt: skip
_IN_SEASON = re.compile(
    r"\b(?:in|during|by|since|until|through|throughout|early|late|mid)[\s-]+(?:the\s+)?(?:early\s+|late\s+)?$",
    re.IGNORECASE,
)


_DROPS = re.compile(rf"(?i:fall){GAP}(?:in|below|to|by|from|of{GAP}(?!(?:the{GAP})?\d|this|last|next))\b")


def _year_of(m: _Match, context: Context) -> tuple[int, str, float] | None:
    """Return the year that the words tell, its anchor and confidence; None when they tell none."""
    groups = m.groupdict()
    if groups.get("y"):
        return int(groups["y"]), "text", 1.0
    if groups.get("which") and context.reference is not None:
        by = {"last": -1, "next": 1, "previous": -1}.get(groups["which"].lower(), 0)
        return context.reference.year + by, "document date", 0.9
    return None


def _quarter(m: _Match, context: Context) -> DateValue | None:
    number = _NUMBERS[m["n"].lower()]
    told = _year_of(m, context)
    if told is not None:
        return sure(of_quarter(told[0], number), told[2], told[1])
    reference = context.reference
    if reference is None or m["n"].lower() in ("last", "final"):
        return None
    current = (reference.month - 1) // 3 + 1
    if context.tense(m.start(), m.end()) == FUTURE:
        year = reference.year if number >= current else reference.year + 1
    else:
        year = reference.year if number <= current else reference.year - 1
    return sure(of_quarter(year, number), 0.6, "document date")


def _short_quarter(m: _Match, _context: Context) -> DateValue | None:
    year = int(m["short"])
    return sure(of_quarter(2000 + year if year < 60 else 1900 + year, int(m["n"])), 0.8)


def _fiscal_quarter(m: _Match, _context: Context) -> DateValue | None:
    """Read `Q3 FY2019`; when a fiscal year begins is not told, so it is a guess."""
    return sure(of_quarter(int(m["y"]), int(m["n"])), 0.65)


def _half(m: _Match, context: Context) -> DateValue | None:
    told = _year_of(m, context)
    number = _NUMBERS[m["n"].lower()]
    if told is None or number not in (1, 2, 4):
        return None
    return sure(of_half(told[0], min(number, 2)), told[2], told[1])


def _half_of_more(m: _Match, _context: Context) -> DateValue | None:
    """Read `second half of the 18th century` and `first half of the 1980s`: early or late in it."""
    if m["tens"]:
        value = of_decade(int(m["tens"]))
    else:
        number = ordinal_of(m["c"])
        if number is None or not 2 <= number <= 22:
            return None
        value = of_century(number - 1)
    part = m["n"].lower()
    modifier = {"first": "early", "1st": "early", "early": "early", "middle": "mid"}.get(part, "late")
    return replace(value, modifier=modifier)


def _of_season(m: _Match, context: Context) -> DateValue | None:
    """Read `summer of '69`."""
    return sure(of_season(whole_year(int(m["s"]), context), SEASONS[m["season"].lower()]), 0.9)


def _season_told(m: _Match, context: Context) -> DateValue | None:
    """Read `that summer`, `the following spring`, `spring of that year`: counted from the date told before."""
    base, anchor, confidence = context.told_before(m.start(), "year")
    if base is None or anchor == "document date":
        return None
    code, which = SEASONS[m["season"].lower()], m["which"].lower()
    if m["year"] or which in ("that", "same"):
        by = {"following": 1, "previous": -1}.get(which, 0)
        return sure(of_season(base.year + by, code), confidence, anchor)
    near = [of_season(base.year + by, code) for by in (-2, -1, 0, 1, 2)]
    if which == "following":
        value = next((value for value in near if value.begin > base.isoformat()), None)
    else:
        value = next((value for value in reversed(near) if value.end < base.isoformat()), None)
    return sure(value, confidence, anchor)


def _fiscal(m: _Match, context: Context) -> DateValue | None:
    """Read a fiscal year as the calendar year it is named after, which is a guess for its days."""
    told = _year_of(m, context)
    if told is None:
        return None
    short = m.groupdict().get("s")
    if short:
        year = told[0] - told[0] % 100 + int(short)
        return sure(interval(of_year(told[0]), of_year(year)), 0.8)
    return sure(of_year(told[0]), 0.8 if told[1] == "text" else 0.65, told[1])


def _short_fiscal(m: _Match, _context: Context) -> DateValue | None:
    year = int(m["s"])
    return sure(of_year(2000 + year if year < 60 else 1900 + year), 0.65)


def _season(m: _Match, context: Context) -> DateValue | None:
    code = SEASONS[m["season"].lower()]
    told = _year_of(m, context)
    if _DROPS.match(context.text, m.start()):
        return None
    if told is not None:
        return sure(of_season(told[0], code), told[2], told[1])
    if context.reference is None or not _IN_SEASON.search(context.before(m.start(), 30)):
        return None
    value = _season_near(context, code, context.tense(m.start(), m.end()) == FUTURE)
    return sure(value, 0.6, "document date")


def _season_near(context: Context, code: int, ahead: bool) -> DateValue | None:
    """Return the last such season that has begun, or the next that has not ended."""
    if context.reference is None:
        return None
    today, year = context.reference.isoformat(), context.reference.year
    seasons = [of_season(at, code) for at in (year - 1, year, year + 1)]
    if ahead:
        return next((value for value in seasons if value.end >= today), None)
    return next((value for value in reversed(seasons) if value.begin <= today), None)


def _winter(m: _Match, _context: Context) -> DateValue | None:
    """Read `winter of 1998-99`: it begins in the first of the two years."""
    return of_season(int(m["y"]), 24)


def _near_season(m: _Match, context: Context) -> DateValue | None:
    """Read `last summer`, `this spring`, `next winter`."""
    if context.reference is None:
        return None
    code, which = SEASONS[m["season"].lower()], m["which"].lower()
    today, year = context.reference.isoformat(), context.reference.year
    seasons = [of_season(at, code) for at in (year - 2, year - 1, year, year + 1, year + 2)]
    if which not in _NEAR:
        return None
    if which in ("last", "past", "previous"):
        value = next((value for value in reversed(seasons) if value.end < today), None)
    elif which in ("next", "coming"):
        value = next((value for value in seasons if value.begin > today), None)
    else:
        value = next((value for value in seasons if value.end >= today and value.begin[:4] <= str(year)), None)
        value = value or _season_near(context, code, False)
    return None if value is None else replace(value, confidence=0.8, anchor="document date")


_FISCAL = rf"(?:(?i:fiscal|financial|calendar){GAP})?"
_OF_YEAR = (
    rf"(?:,?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?{_FISCAL}(?:year{GAP})?(?P<y>{YEAR})"
    rf"|{GAP}(?:(?:of|in){GAP})?(?P<which>this|last|next|the|the{GAP}(?:current|previous)){GAP}{_FISCAL}year(?![A-Za-z]))"
)
_WHICH_NUMBER = r"(?P<n>(?i:first|second|latter|third|fourth|last|final|1st|2nd|3rd|4th))"
_QUARTER_WORD = rf"(?:{GAP}(?i:fiscal{GAP})?|-)(?i:quarter|qtr)(?![A-Za-z])"
_HALF_WORD = rf"(?:{GAP}|-)(?i:half)(?![A-Za-z])"
_MORE = (
    rf"{GAP}of{GAP}the{GAP}(?:(?P<tens>1[5-9][1-9]|20[0-4])0['’]?s|(?P<c>\d{{1,2}}(?:st|nd|rd|th)|[a-zA-Z]+(?:-[a-z]+)?)"
    rf"(?:{GAP}|-)[Cc]entury)(?!\w)"
)
_THAT_YEAR = rf"{GAP}of{GAP}(?:the{GAP})?(?P<which>that|same|following|previous){GAP}(?P<year>year)(?![A-Za-z])"

_BY_NUMBER = (
    rule("quarter of a year", rf"{_WHICH_NUMBER}{_QUARTER_WORD}{_OF_YEAR}", _quarter),
    rule("quarter", rf"{_WHICH_NUMBER}{_QUARTER_WORD}", _quarter),
    rule("half of a year", rf"{_WHICH_NUMBER}{_HALF_WORD}{_OF_YEAR}", _half),
    rule(
        "half of a long time", rf"{_WHICH_NUMBER}(?:{_HALF_WORD}|{GAP}(?i:third|quarter|decades)){_MORE}", _half_of_more
    ),
)
_YEAR_FIRST = rf"(?P<y>{YEAR})(?:{GAP}|['’]s{GAP})"

RULES: dict[str, tuple[Rule, ...]] = {
    "ordinal": _BY_NUMBER,
    "digit": (
        *_BY_NUMBER,
        rule("quarter of a year", rf"{_YEAR_FIRST}{_WHICH_NUMBER}{_QUARTER_WORD}", _quarter),
        rule("half of a year", rf"{_YEAR_FIRST}{_WHICH_NUMBER}{_HALF_WORD}", _half),
        rule("quarter in short", rf"(?P<n>[1-4])[Qq](?:{GAP}?['’]?(?:of{GAP})?(?P<y>{YEAR}))(?!\w)", _quarter),
        rule("quarter in short", r"(?P<n>[1-4])Q['’]?(?P<short>\d\d)(?!\w)", _short_quarter),
        rule("year and quarter", rf"(?P<y>1[5-9]\d\d|20\d\d)(?:-|{GAP})?Q(?P<n>[1-4])(?!\w)", _quarter),
        rule("season of a year", rf"{_YEAR_FIRST}(?P<season>{SEASON})", _season),
        rule("fiscal year", rf"{_YEAR_FIRST}(?i:fiscal|financial|school|academic){GAP}year(?![A-Za-z])", _fiscal),
    ),
    "short": (
        rule("quarter in short", rf"Q(?P<n>[1-4])(?:(?:{GAP}|-)(?:of{GAP})?(?P<y>{YEAR}))?(?!\w)", _quarter),
        rule(
            "fiscal quarter in short",
            rf"Q(?P<n>[1-4])(?:{GAP}|-|/)?(?:of{GAP})?(?i:FY|fiscal){GAP}?(?P<y>{YEAR})",
            _fiscal_quarter,
        ),
        rule(
            "fiscal quarter in short",
            rf"Q(?P<n>[1-4])(?:{GAP}|-|/)?(?:FY{GAP}?)?['’]?(?P<short>\d\d)(?![\w%]|[.,]\d)",
            _short_quarter,
        ),
        rule("half in short", rf"H(?P<n>[12])(?:(?:{GAP}|-)(?:of{GAP})?(?P<y>{YEAR}))(?!\w)", _half),
        rule("fiscal year in short", rf"FY{GAP}?-?(?P<y>{YEAR}|1[5-9]\d\d|20\d\d)(?:[-/](?P<s>\d\d))?(?!\w)", _fiscal),
        rule("fiscal year in short", r"FY['’]?(?P<s>\d\d)(?!\w)", _short_fiscal),
    ),
    "fiscal": (
        rule(
            "fiscal year",
            rf"(?i:fiscal|financial)(?:{GAP}(?i:year))?{GAP}(?P<y>{YEAR}|1[5-9]\d\d|20\d\d)(?:[-/](?P<s>\d\d))?(?!\w)",
            _fiscal,
        ),
        rule("fiscal quarter", rf"(?i:fiscal|financial){GAP}{_WHICH_NUMBER}{_QUARTER_WORD}{_OF_YEAR}", _quarter),
    ),
    "season": (
        rule(
            "winter of two years", rf"(?i:winter){GAP}(?:of{GAP})?(?P<y>[12]\d{{3}})[-–/](?:\d\d){{1,2}}(?!\w)", _winter
        ),
        rule("season of a year", rf"(?P<season>{SEASON}){_OF_YEAR}", _season),
        rule("season of a short year", rf"(?P<season>{SEASON}){GAP}(?:of{GAP})?['’](?P<s>\d\d)(?!\w)", _of_season),
        rule("season of a year told before", rf"(?P<season>{SEASON}){_THAT_YEAR}", _season_told),
        rule("season", rf"(?P<season>{SEASON})", _season),
    ),
    "near": (
        *_BY_NUMBER,
        rule(
            "season told before",
            rf"(?P<which>(?i:that|same|following|previous|preceding)){GAP}(?P<season>{SEASON})(?P<year>)",
            _season_told,
        ),
        rule("near season", rf"(?P<which>\w+){GAP}(?P<season>{SEASON})", _near_season),
        rule(
            "near fiscal year",
            rf"(?P<which>(?i:this|last|next|current|previous)){GAP}(?i:fiscal|financial|school|academic){GAP}year(?![A-Za-z])",
            _fiscal,
        ),
    ),
}
