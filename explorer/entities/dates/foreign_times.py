"""Rules for years, longer times and what is told from the document's day, in other languages than English."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from explorer.entities.dates.context import FUTURE, Context
from explorer.entities.dates.foreign_days import is_name
from explorer.entities.dates.lexicon import GAP
from explorer.entities.dates.relative import step
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import (
    of_century,
    of_century_before,
    of_day,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_weekend,
    of_year,
    sure,
)
from explorer.entities.dates.wording import YEAR, Wording
from explorer.model.entity import DateValue

_Match = re.Match[str]
_Build = Callable[[_Match, Context], "DateValue | None"]
_ROMAN = {"i": 1, "v": 5, "x": 10}
_NOUN = re.compile(r"\s[^\W\d_]{3,}")
_GERMAN_NOUN = re.compile(r"\s[A-ZÄÖÜ][^\W\d_]*")
_UNITS = re.compile(
    r"\s?(?:%|€|\$|£|(?:k?m|km/h|[kmc]?g|mm|cm|ha|kW|MW|l|ml)(?![^\W\d_])|(?:euros?|dollars?|[Mm]eter|metri|metros)\b)"
)


def rules(words: Wording) -> tuple[Rule, ...]:
    """Return the rules for times longer than a day, and for what is told from the document's day."""
    return (*_times(words), *_told(words))


def _times(words: Wording) -> tuple[Rule, ...]:
    pieces = words.pieces
    of = rf"(?:{pieces['of']})?"
    era = rf"(?:{GAP}(?:(?P<bc>{pieces['bc']})|(?:{pieces['ad']})))"
    of_a_year = rf"{GAP}(?:{of}(?P<y>{YEAR}))"
    return (
        _rule("season of a year", rf"(?P<s>{words.season}){of_a_year}(?:[/–-]\d\d(?:\d\d)?(?!\d))?", _season(words)),
        _rule(
            "quarter of a year",
            rf"(?P<o>{words.ordinal}){GAP}(?:{pieces['quarter']})(?!\w){of_a_year}",
            _part(words, of_quarter, 4),
        ),
        _rule(
            "half of a year",
            rf"(?P<o>{words.ordinal}){GAP}(?:{pieces['half']})(?!\w){of_a_year}",
            _part(words, of_half, 2),
        ),
        _rule("century", rf"(?:{pieces['century']})(?!\w){era}?", _century),
        _rule("decade", rf"(?:{pieces['decade']})(?!\w)", _decade),
        _rule("decade by name", rf"(?:{pieces['decade_word']})", _named_decade(words)),
        _rule("year of an era", rf"(?P<y>\d{{1,4}}){era}", _year_of_era),
        _rule("year", rf"(?P<y>{YEAR})(?![-/–]\d)", _year(words)),
    )


def _told(words: Wording) -> tuple[Rule, ...]:
    pieces = words.pieces
    near = rf"(?:(?P<last>{pieces['last']})|(?P<next>{pieces['next']})|(?P<this>{pieces['this']}))"
    after = rf"(?:(?P<last>{pieces['last']})|(?P<next>{pieces['next']})(?P<this>))"
    which = rf"(?:{words.unit}|(?P<w>{words.weekday})|(?P<s>{words.season})|(?P<m>{words.full_month}))"
    return (
        _rule("day told from today", rf"(?P<word>{words.word})", _word(words)),
        _rule("near time", rf"{near}{GAP}{which}", _near(words)),
        _rule("near time", rf"{which}{GAP}{after}(?!\w)", _near(words)),
        *(_rule("time ago", form, _ago(words, -1)) for form in words.ago),
        *(_rule("time ahead", form, _ago(words, 1)) for form in words.ahead),
    )


def _rule(name: str, pattern: str, build: _Build) -> Rule:
    return rule(name, pattern, build, re.IGNORECASE)


def _season(words: Wording) -> _Build:
    return lambda m, _: of_season(int(m["y"]), words.value("seasons", m["s"]))


def _part(words: Wording, of: Callable[[int, int], DateValue], most: int) -> _Build:
    def build(m: _Match, _context: Context) -> DateValue | None:
        number = words.value("ordinals", m["o"])
        return of(int(m["y"]), min(number, most)) if number else None

    return build


def _century(m: _Match, _context: Context) -> DateValue | None:
    written = (m["n"] or m.groupdict().get("n2") or "").lower()
    number = int(written) if written.isdecimal() else _roman(written)
    if m["bc"]:
        return of_century_before(number) if 1 <= number <= 60 else None
    return of_century(number - 1) if 1 <= number <= 22 else None


def _roman(written: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in written]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def _decade(m: _Match, _context: Context) -> DateValue | None:
    if m["tens"]:
        return of_decade(int(m["tens"]))
    ten = int(m["ten"])
    return sure(of_decade((200 if ten <= 2 else 190) + ten), 0.8)


def _named_decade(words: Wording) -> _Build:
    tables = [(re.compile(name, re.IGNORECASE), tens) for name, tens in words.decades.items()]

    def build(m: _Match, _context: Context) -> DateValue | None:
        tens = next((tens for name, tens in tables if name.fullmatch(m["name"])), 0)
        return sure(of_decade(tens), 0.8) if tens else None

    return build


def _year_of_era(m: _Match, _context: Context) -> DateValue | None:
    year = int(m["y"])
    if not year:
        return None
    return of_year(1 - year) if m["bc"] else of_year(year)


def _year(words: Wording) -> _Build:
    governed = re.compile(rf"(?<!\w)(?:{words.pieces['governs']})\s+$|[(,;–-]\s*$|^\s*$", re.IGNORECASE)
    noun = _GERMAN_NOUN if words.language == "de" else _NOUN
    small = re.compile(rf"{GAP}(?:{words.pieces['governs']}|{words.pieces['past']}|{words.pieces['future']})(?!\w)")

    def build(m: _Match, context: Context) -> DateValue | None:
        year, before = int(m["y"]), context.before(m.start())
        if year < 1500 or _UNITS.match(context.text, m.end()) or before[-2:].strip().isdecimal():
            return None
        if noun.match(context.text, m.end()) and not small.match(context.text, m.end()):
            return sure(of_year(year), 0.65) if words.language != "de" and governed.search(before) else None
        return sure(of_year(year), 0.9 if governed.search(before) else 0.7)

    return build


def _word(words: Wording) -> _Build:
    no = re.compile(rf"(?:{words.pieces['not_words']})$", re.IGNORECASE) if words.pieces["not_words"] else None

    def build(m: _Match, context: Context) -> DateValue | None:
        if context.reference is None or (no and no.search(context.text, max(0, m.start() - 20), m.end())):
            return None
        off = words.value("words", m["word"])
        return sure(of_day(context.reference + timedelta(off)), 0.9, "document date")

    return build


def _near(words: Wording) -> _Build:
    """Read last, next and this with a unit, a weekday, a season or a month."""

    def build(m: _Match, context: Context) -> DateValue | None:
        reference = context.reference
        if reference is None:
            return None
        by = -1 if m["last"] else 1 if m["next"] else 0
        if m["u"]:
            unit = words.unit_of(m["u"])
            if unit == "day":
                return None
            value = of_weekend(reference + timedelta(7 * by)) if unit == "weekend" else step(reference, unit, by)
        elif m["w"]:
            value = (
                None
                if is_name(words, m["w"], m.start("w"), context)
                else _near_day(reference, words.value("weekdays", m["w"]), by)
            )
        elif m["m"]:
            value = _near_month(reference, words.value("months", m["m"]), by)
        else:
            value = _near_season(reference, words.value("seasons", m["s"]), by)
        return sure(value, 0.8, "document date")

    return build


def _near_day(reference: date, wanted: int, by: int) -> DateValue:
    ahead = (wanted - reference.weekday()) % 7
    return of_day(reference + timedelta(ahead - 7 if by < 0 else ahead or 7 * by))


def _near_month(reference: date, month: int, by: int) -> DateValue:
    if by < 0:
        return of_month(reference.year - (month >= reference.month), month)
    return of_month(reference.year + (by > 0 and month <= reference.month), month)


def _near_season(reference: date, code: int, by: int) -> DateValue | None:
    today = reference.isoformat()
    near = [of_season(reference.year + off, code) for off in (-2, -1, 0, 1, 2)]
    if by < 0:
        return next((value for value in reversed(near) if value.end < today), None)
    return next((value for value in near if value.begin > today or (by == 0 and value.end >= today)), None)


def _ago(words: Wording, sign: int) -> _Build:
    def build(m: _Match, context: Context) -> DateValue | None:
        count, unit = words.value("numbers", m["n"]), words.unit_of(m["u"])
        if context.reference is None or not count or unit == "weekend":
            return None
        if sign > 0 and context.tense(m.start(), m.end()) != FUTURE:
            return None
        if unit == "decade":
            unit, count = "year", 10 * count
        return sure(step(context.reference, unit, sign * count), 0.8 if sign < 0 else 0.6, "document date")

    return build
