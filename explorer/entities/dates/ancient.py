"""Rules for years and centuries before Christ, and for early ones that are marked as after Christ."""

from __future__ import annotations

import re

from explorer.entities.dates.context import Context
from explorer.entities.dates.lexicon import GAP, ordinal_of
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import interval, of_century, of_century_before, of_year, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_MOST_CENTURIES = 60


def _year(m: _Match, _context: Context) -> DateValue | None:
    year = int(m["y"])
    if year == 0:
        return None
    if _is_before(m["era"]):
        return of_year(1 - year)
    return of_year(year) if year < 2200 else None


def _years(m: _Match, _context: Context) -> DateValue | None:
    """Read `264–146 BC`, `27 BC to AD 14` and `12–14 AD`."""
    first, last = int(m["y"]), int(m["y2"])
    last_before = _is_before(m["era2"] or m["own"] or "")
    before = _is_before(m["era"]) if m["era"] else last_before
    if not first or not last or max(first, last) > 9999:
        return None
    return interval(of_year(1 - first if before else first), of_year(1 - last if last_before else last))


def _century(m: _Match, _context: Context) -> DateValue | None:
    number = ordinal_of(m["n"])
    if number is None or not 1 <= number <= _MOST_CENTURIES:
        return None
    if _is_before(m["era"]):
        return of_century_before(number)
    return sure(of_century(number - 1), 1.0) if number <= 22 else None


def _is_before(era: str) -> bool:
    return era.replace(".", "").upper() in ("BC", "BCE")


_BEFORE = r"(?:BCE?|B\.\s?C\.(?:\s?E\.)?)(?![A-Za-z])"
_ERA = rf"(?:{_BEFORE}|AD(?![A-Za-z])|A\.\s?D\.|CE(?![A-Za-z])|C\.E\.)"
_CENTURY = rf"(?:{GAP}|-)[Cc]entur(?:y|ies){GAP}?(?P<era>{_ERA})"
_DASH = rf"(?:{GAP}?[-–—]{GAP}?|{GAP}(?:to|and|until){GAP})"
_YEARS = (
    rf"(?P<y>\d{{1,4}})(?:{GAP}(?P<era>{_ERA}))?{_DASH}(?:(?P<own>AD|A\.D\.){GAP})?(?P<y2>\d{{1,4}})"
    rf"(?:{GAP}(?P<era2>{_ERA}))?"
)

RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        rule("year of an era", rf"(?P<y>\d{{1,4}}){GAP}?(?P<era>{_ERA})", _year),
        rule("years of an era", rf"(?=[^\n]{{1,24}}?(?:BC|B\.|AD|A\.|CE|C\.)){_YEARS}(?<=[DCE.])", _years),
        rule("century of an era", rf"(?P<n>\d{{1,2}}(?:st|nd|rd|th)){_CENTURY}", _century),
    ),
    "ordinal": (rule("century of an era", rf"(?P<n>[A-Za-z]+(?:-[a-z]+)?){_CENTURY}", _century),),
    "era": (
        rule("year of an era", rf"(?P<era>A\.?D\.?){GAP}(?P<y>[1-9]\d{{0,3}})(?![\d\w]|[.,]\d)", _year),
        rule(
            "years of an era",
            rf"(?P<era>A\.?D\.?){GAP}(?P<y>[1-9]\d{{0,3}}){_DASH}(?P<own>)(?:A\.?D\.?{GAP})?(?P<y2>[1-9]\d{{0,3}})(?P<era2>)(?![\d\w]|[.,]\d)",
            _years,
        ),
    ),
}
