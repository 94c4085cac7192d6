"""Rules for days and months in other languages than English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from explorer.entities.dates.context import Context
from explorer.entities.dates.days import by_weekday
from explorer.entities.dates.lexicon import GAP
from explorer.entities.dates.numeric import whole_year
from explorer.entities.dates.partial import led_by, place
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import interval, of_month, of_numbers, sure
from explorer.entities.dates.weekdays import near_weekday
from explorer.entities.dates.wording import DAY, YEAR, Wording
from explorer.model.entity import DateValue

_Match = re.Match[str]
_Build = Callable[[_Match, Context], "DateValue | None"]


def rules(words: Wording) -> tuple[Rule, ...]:
    """Return the rules for days, weekdays and months of a language."""
    pieces = words.pieces
    of = rf"(?:{pieces['of']})?"
    day = rf"{DAY}(?:{pieces['day']})?(?!\w)"
    weekday = rf"(?:(?P<w>{words.weekday}|{words.short_weekday}),?{GAP}(?:{pieces['link']})?)?"
    year = rf"(?:,?{GAP}{of}(?P<y>{YEAR}))?"
    full = rf"{weekday}(?P<d>{day}){GAP}?{of}(?P<m>{words.month}){year}"
    link = rf"(?:{GAP}?[-–/]{GAP}?|{GAP}(?:{pieces['range_link']}){GAP})"
    return (
        _rule("day, month and year", full, _day(words)),
        _rule("days of a month", rf"(?P<d>{day}){link}(?P<d2>{day}){GAP}?{of}(?P<m>{words.month}){year}", _days(words)),
        _rule(
            "days of two months",
            rf"(?P<d>{day}){GAP}?{of}(?P<m1>{words.month}){link}(?P<d2>{day}){GAP}?{of}(?P<m>{words.month}){year}",
            _days(words),
        ),
        _rule("date in numbers", r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>[12]\d{3}|\d\d)(?![\w]|[.,]\d)", _numbers),
        _rule("month and year", rf"(?P<m>{words.month}){GAP}{of}(?P<y>{YEAR})", _month(words)),
        _rule(
            "months",
            rf"(?P<m1>{words.month})(?:{GAP}{of}(?P<y1>{YEAR}))?{link}(?P<m>{words.month}){GAP}{of}(?P<y>{YEAR})",
            _months(words),
        ),
        _rule("month", rf"(?P<m>{words.full_month})(?!{GAP}\d)", _bare_month(words)),
        _rule("weekday", rf"(?P<w>{words.weekday})", _weekday(words)),
    )


def ranges(words: Wording) -> tuple[Rule, ...]:
    """Return the rules that begin with the word of a range: `del 3 al 5 de mayo`."""
    pieces = words.pieces
    of = rf"(?:{pieces['of']})?"
    day = rf"{DAY}(?:{pieces['day']})?(?!\w)"
    begin = rf"(?:{pieces['range']}){GAP}(?:{pieces['link']})?"
    return (
        _rule(
            "days of a month",
            rf"{begin}(?P<d>{day}){GAP}(?:{pieces['range_link']}){GAP}(?P<d2>{day}){GAP}?{of}(?P<m>{words.month})"
            rf"(?:,?{GAP}{of}(?P<y>{YEAR}))?",
            _days(words),
        ),
    )


def _rule(name: str, pattern: str, build: _Build) -> Rule:
    return rule(name, pattern, build, re.IGNORECASE)


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _day(words: Wording) -> _Build:
    def build(m: _Match, context: Context) -> DateValue | None:
        day, month = _number(m["d"]), words.value("months", m["m"])
        if m["y"]:
            return of_numbers(int(m["y"]), month, day)
        if m["w"] and context.reference is not None:
            value = by_weekday(context.reference, words.value("weekdays", m["w"]), month, day)
            if value is not None:
                return value
        return place(context, m.start(), m.end(), month, day)

    return build


def _days(words: Wording) -> _Build:
    def build(m: _Match, context: Context) -> DateValue | None:
        month = words.value("months", m["m"])
        first_month = words.value("months", m.groupdict().get("m1") or m["m"])
        if m["y"]:
            year, anchor, trust = int(m["y"]), "text", 1.0
        else:
            last = place(context, m.start(), m.end(), month, _number(m["d2"]))
            if last is None or not last.begin:
                return None
            year, anchor, trust = int(last.begin[:4]), last.anchor, last.confidence
        first = of_numbers(year - (first_month > month), first_month, _number(m["d"]))
        return sure(interval(first, of_numbers(year, month, _number(m["d2"]))), trust, anchor)

    return build


def _numbers(m: _Match, context: Context) -> DateValue | None:
    short = len(m["y"]) == 2
    year = whole_year(int(m["y"]), context) if short else int(m["y"])
    return sure(of_numbers(year, int(m["m"]), int(m["d"])), 0.75 if short else 1.0)


def _month(words: Wording) -> _Build:
    return lambda m, _: of_month(int(m["y"]), words.value("months", m["m"]))


def _months(words: Wording) -> _Build:
    def build(m: _Match, _context: Context) -> DateValue | None:
        first, last, year = words.value("months", m["m1"]), words.value("months", m["m"]), int(m["y"])
        return interval(of_month(int(m["y1"] or year - (first > last)), first), of_month(year, last))

    return build


def _bare_month(words: Wording) -> _Build:
    governed = re.compile(rf"(?<!\w)(?:{words.pieces['month_governs']})(?:\s+|(?<=['’-]))$", re.IGNORECASE)

    def build(m: _Match, context: Context) -> DateValue | None:
        if is_name(words, m["m"], m.start(), context) or not governed.search(context.before(m.start())):
            return None
        value = place(context, m.start(), m.end(), words.value("months", m["m"]))
        return None if value is None else replace(value, confidence=round(value.confidence * 0.95, 3))

    return build


def _weekday(words: Wording) -> _Build:
    def build(m: _Match, context: Context) -> DateValue | None:
        if context.reference is None or is_name(words, m["w"], m.start(), context):
            return None
        if led_by(context, m.start(), m.end()) is not None:
            return None
        value = near_weekday(context.reference, words.value("weekdays", m["w"]), context.tense(m.start(), m.end()))
        return sure(value, 0.75, "document date")

    return build


def is_name(words: Wording, written: str, at: int, context: Context) -> bool:
    """Say whether a month or weekday is written as a name, with a capital that nothing else explains."""
    return words.lower and written[0].isupper() and at != context.sentence(at).start
