"""Rules for dates counted from one beside them: three days earlier, the year before, a week after 5 May."""

from __future__ import annotations

import re

from explorer.entities.dates.context import Context
from explorer.entities.dates.lexicon import DAY, GAP, MONTH, NUMBER, UNIT, YEAR, day_of, month_of, number_of, unit_of
from explorer.entities.dates.partial import place
from explorer.entities.dates.relative import step
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import first_day, of_numbers, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_BACK = frozenset(["earlier", "before", "beforehand", "previously"])


def _earlier(m: _Match, context: Context) -> DateValue | None:
    """Read `three days earlier`, counted from the date told before in the paragraph, else the document's."""
    count, unit = number_of(m["n"]), unit_of(m["u"])
    side = m["side"].lower().split()[0]
    base, anchor, confidence = context.told_before(m.start(), unit)
    if count is None or base is None or (anchor == "document date" and side not in ("earlier", "later")):
        return None
    return sure(step(base, unit, -count if side in _BACK else count), confidence, anchor)


def _beside(m: _Match, context: Context) -> DateValue | None:
    """Read `the year before` and `the day after`."""
    unit = unit_of(m["u"])
    base, anchor, confidence = context.told_before(m.start(), unit)
    if base is None or (anchor == "document date" and unit in ("day", "week")):
        return None
    return sure(step(base, unit, -1 if m["side"].lower() in _BACK else 1), confidence, anchor)


def _from_day(m: _Match, context: Context) -> DateValue | None:
    """Read `three days after 5 May 2010`."""
    count = number_of(m["n"])
    day, month = day_of(m["d"] or m["d2"]), month_of(m["m"] or m["m2"])
    year = m["y"] or m["y2"]
    told = of_numbers(int(year), month, day) if year else place(context, m.start(), m.end(), month, day)
    base = None if told is None else first_day(told)
    if count is None or told is None or base is None:
        return None
    value = step(base, unit_of(m["u"]), -count if m["side"].lower() in _BACK else count)
    return sure(value, min(told.confidence, 0.9), told.anchor)


_COUNT = rf"(?P<n>{NUMBER})(?:{GAP}|-)(?P<u>{UNIT})"
_END = rf"(?=[.,;:)]|\s*$|{GAP}(?:and|but|he|she|they|it|in|at|the{GAP}\w+{GAP}(?:was|were|had)|when|had|was|were)\b)"
_A_DAY = (
    rf"(?:(?P<d>{DAY}){GAP}(?:of{GAP})?(?P<m>{MONTH})(?:,?{GAP}(?P<y>{YEAR}))?"
    rf"|(?P<m2>{MONTH}){GAP}(?P<d2>{DAY})(?:,?{GAP}(?P<y2>{YEAR}))?)"
)
_COUNTED = (
    rule("time earlier", rf"{_COUNT}{GAP}(?P<side>(?i:earlier|later))(?![A-Za-z])", _earlier),
    rule(
        "time earlier",
        rf"{_COUNT}{GAP}(?P<side>(?i:afterwards?|beforehand|(?:before|after){GAP}(?:that|this)(?=[.,;:)])))(?![A-Za-z])",
        _earlier,
    ),
    rule("time earlier", rf"{_COUNT}{GAP}(?P<side>(?i:before|after)){_END}", _earlier),
    rule(
        "time from a day", rf"{_COUNT}{GAP}(?P<side>(?i:before|after)){GAP}(?:the{GAP})?{_A_DAY}(?![A-Za-z])", _from_day
    ),
)

RULES: dict[str, tuple[Rule, ...]] = {
    "digit": _COUNTED,
    "number": _COUNTED,
    "unit": (
        rule("time beside", rf"(?P<u>(?i:day|week|month|year|decade)){GAP}(?P<side>(?i:before|after)){_END}", _beside),
    ),
}
