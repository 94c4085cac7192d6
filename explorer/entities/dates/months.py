"""Rules for months, alone and with a year, and for spans of months."""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.entities.dates.context import PAST, Context
from explorer.entities.dates.lexicon import DASH, FULL_MONTH, GAP, MONTH, YEAR, month_of, number_of
from explorer.entities.dates.partial import place
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import interval, of_month, of_quarter, sure, without_year
from explorer.model.entity import DateValue

_Match = re.Match[str]
_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|from|of|for|during|through|throughout|between|before|after|last|next|this|early|late|"
    r"mid|every|to|and|or|about|around|end|ended|ending|coming|past|previous|beginning|start|middle|starting|following|"
    r"again)(?:[\s]+|-)$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:the|a|an|its|his|her|their|our|that|with|on|between)\s+$", re.IGNORECASE)
_MAY_GOVERNED = re.compile(
    r"\b(?:in|since|by|until|till|during|through|last|next|this|early|late|mid|end|end of|"
    r"(?:beginning|start|middle|month) of|from|through|throughout)(?:\s+|-)$",
    re.IGNORECASE,
)
_NAME_FOLLOWS = re.compile(r"\s(?:[A-Z][a-z]+|[A-Z]\.)")
_NOUN_FOLLOWS = re.compile(r"[-\s][a-z]{3}")
_MARCHES = re.compile(r"\s(?:on|for|of|against|through|to)\b")
_LISTED = re.compile(rf"(?:,|,?{GAP}(?:and|or|to)){GAP}{MONTH}")
_LISTED_BEFORE = re.compile(rf"{MONTH}(?:,|,?{GAP}(?:and|or|to)){GAP}$")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Judge|Justice|Senator|Sen|Rep|Gov|Capt|Col|Gen)\.?\s+$")
_TOLD = frozenset(["that", "same", "previous", "preceding", "following"])
_OF_NUMBER = re.compile(r"\d\s$")
_NAMES = frozenset(["march", "april", "may", "june", "august"])  # that are also names or verbs


def _with_year(m: _Match, _context: Context) -> DateValue | None:
    return of_month(int(m["y"]), month_of(m["m"]))


def _short_year(m: _Match, context: Context) -> DateValue | None:
    year = int(m["y"])
    last = context.reference.year if context.reference is not None else 2030
    full = next((base + year for base in (2000, 1900) if base + year <= last + 10), 1900 + year)
    return sure(of_month(full, month_of(m["m"])), 0.8)


def _near_year(m: _Match, context: Context) -> DateValue | None:
    if context.reference is None:
        return None
    by = {"this": 0, "last": -1, "next": 1}[m["which"].lower()]
    return sure(of_month(context.reference.year + by, month_of(m["m"])), 0.95, "document date")


def _months(m: _Match, context: Context) -> DateValue | None:
    """Read `June to August 2020`, `January-March` and `November 2019 to March 2020`."""
    first, last = month_of(m["m"]), month_of(m["m2"])
    groups = m.groupdict()
    if groups.get("y"):
        year = int(groups["y"])
        first_year = int(groups.get("y1") or (year - 1 if first > last else year))
        return interval(of_month(first_year, first), of_month(year, last))
    begins = place(context, m.start(), m.end(), first)
    if begins is None:
        return None
    if not begins.begin:
        return interval(begins, without_year(last)) if first < last else None
    year = int(begins.begin[:4]) + (first > last)
    if (
        begins.anchor == "document date"
        and context.tense(m.start(), m.end()) == PAST
        and not _ended(context, year, last)
    ):
        year -= 1
        begins = replace(of_month(year - (first > last), first), confidence=begins.confidence, anchor=begins.anchor)
    return interval(begins, replace(of_month(year, last), confidence=begins.confidence, anchor=begins.anchor))


def _ended(context: Context, year: int, month: int) -> bool:
    """Say whether a month has begun by the document's date, so that what was in it can be told."""
    return context.reference is None or of_month(year, month).begin <= context.reference.isoformat()


def _alone(m: _Match, context: Context) -> DateValue | None:
    """Read a bare month, unless it is rather a name, a verb or a march."""
    doubt = _doubt(m, context)
    if doubt is None:
        return None
    value = place(context, m.start(), m.end(), month_of(m["m"]))
    return value if value is None else replace(value, confidence=round(value.confidence * doubt, 3))


def _doubt(m: _Match, context: Context) -> float | None:
    """Return how far to trust that a bare month's name is one (0–1), or None when it is not."""
    name, before = m["m"], context.before(m.start())
    lowered = name.lower()
    if _TITLE.search(before):
        return None
    if lowered == "may":
        if _LISTED.match(context.text, m.end()) or _LISTED_BEFORE.search(before):
            return 0.9
        return 0.85 if _MAY_GOVERNED.search(before) and not (name.isupper() and before.isupper()) else None
    follows = _NAME_FOLLOWS.match(context.text, m.end()) is not None
    if _OF_NUMBER.search(before):
        return None
    if _PREPOSITION.search(before) and not (follows and lowered in _NAMES and not _MAY_GOVERNED.search(before)):
        return 0.8 if follows and lowered in _NAMES else 1.0
    if lowered not in _NAMES:
        return 0.95
    if lowered == "march" and _MARCHES.match(context.text, m.end()):
        return None
    if not follows and _DETERMINER.search(before) and _NOUN_FOLLOWS.match(context.text, m.end()):
        return 0.95
    if follows or re.search(r"[A-Z]\w*[a-z]\s$", before):
        return None
    return 0.75


def _near(m: _Match, context: Context) -> DateValue | None:
    """Read `last December`, `next March`, `this June`: counted in months from the document's date."""
    reference, month, which = context.reference, month_of(m["m"]), m["which"].lower()
    if which in _TOLD:
        return _told(m, context, month, which)
    if reference is None:
        return None
    if which in ("last", "past", "previous"):
        year = reference.year if month < reference.month else reference.year - 1
    elif which in ("next", "coming"):
        year = reference.year if month > reference.month else reference.year + 1
    else:
        year = reference.year
    return sure(of_month(year, month), 0.85, "document date")


def _told(m: _Match, context: Context, month: int, which: str) -> DateValue | None:
    """Read `that June`, `the following March`: counted from the date told before."""
    base, anchor, confidence = context.told_before(m.start(), "year")
    if base is None or anchor == "document date":
        return None
    exact = context.found[-1].value.precision != "year"
    if which in ("previous", "preceding"):
        year = base.year if exact and month < base.month else base.year - 1
    elif which == "following":
        year = base.year if exact and month > base.month else base.year + 1
    else:
        year = base.year + (exact and month < base.month)
    return sure(of_month(year, month), confidence, anchor)


def _of_year_told(m: _Match, context: Context) -> DateValue | None:
    """Read `June of that year` and `March of the following year`."""
    base, anchor, confidence = context.told_before(m.start(), "year")
    if base is None or anchor == "document date":
        return None
    by = {"following": 1, "previous": -1, "preceding": -1}.get(m["which"].lower(), 0)
    return sure(of_month(base.year + by, month_of(m["m"])), confidence, anchor)


def _quarter_to(m: _Match, context: Context) -> DateValue | None:
    """Read `March quarter 1985` and `the June quarter`: the quarter that ends with the month."""
    month = month_of(m["m"])
    if month % 3:
        return None
    if m["y"]:
        return of_quarter(int(m["y"]), month // 3)
    value = place(context, m.start(), m.end(), month)
    if value is None or not value.begin:
        return None
    return sure(of_quarter(int(value.begin[:4]), month // 3), min(value.confidence, 0.75), value.anchor)


def _first_months(m: _Match, context: Context) -> DateValue | None:
    """Read `first nine months of 1986`, `last three months of 2019`, `first two months of this year`."""
    count = number_of(m["n"])
    if count is None or not 1 < count < 12:
        return None
    anchor, confidence = "text", 1.0
    if m["y"]:
        year = int(m["y"])
    elif context.reference is None:
        return None
    else:
        by = {"this": 0, "the": 0, "last": -1, "next": 1}[m["which"].lower()]
        year, anchor, confidence = context.reference.year + by, "document date", 0.9
    first = 1 if m["o"].lower() == "first" else 13 - count
    return sure(interval(of_month(year, first), of_month(year, first + count - 1)), confidence, anchor)


_YEAR_AFTER = rf"(?:,{GAP}?|{GAP}(?:(?:of|in){GAP})?|-|/)(?P<y>{YEAR})"

_FIRST_MONTHS = rule(
    "first months of a year",
    rf"(?P<o>(?i:first|last|final)){GAP}(?P<n>\w+){GAP}months{GAP}of{GAP}(?:(?P<which>this|last|next|the){GAP}"
    rf"(?:current{GAP})?year|(?:the{GAP})?(?:year{GAP})?(?P<y>{YEAR}))(?!\w)",
    _first_months,
)

RULES: dict[str, tuple[Rule, ...]] = {
    "month": (
        rule("month and year", rf"(?P<m>{MONTH}){_YEAR_AFTER}", _with_year),
        rule("month and short year", rf"(?P<m>{MONTH}){GAP}['’](?P<y>\d\d)(?!\w)", _short_year),
        rule(
            "month of a near year",
            rf"(?P<m>{FULL_MONTH}),?{GAP}(?:of{GAP})?(?P<which>this|last|next){GAP}year(?![A-Za-z])",
            _near_year,
        ),
        rule(
            "month of a year told before",
            rf"(?P<m>{FULL_MONTH}),?{GAP}(?:of{GAP})?(?:the{GAP})?(?P<which>that|same|following|previous|preceding)"
            rf"{GAP}year(?![A-Za-z])",
            _of_year_told,
        ),
        rule(
            "quarter to a month",
            rf"(?P<m>{FULL_MONTH})(?:{GAP}|-)quarter(?![A-Za-z])(?:,?{GAP}(?:of{GAP})?(?P<y>{YEAR}))?",
            _quarter_to,
        ),
        rule(
            "months of two years",
            rf"(?P<m>{MONTH}){GAP}(?P<y1>{YEAR}){DASH}(?P<m2>{MONTH}){_YEAR_AFTER}",
            _months,
        ),
        rule("months", rf"(?P<m>{MONTH})(?:{DASH}|/)(?P<m2>{MONTH})(?:{_YEAR_AFTER})?(?!{GAP}\d)", _months),
        rule("month", rf"(?P<m>{FULL_MONTH})(?!{GAP}\d|-\d)", _alone),
    ),
    "near": (
        _FIRST_MONTHS,
        rule("near month", rf"(?P<which>\w+){GAP}(?P<m>{FULL_MONTH})(?!{GAP}\d)", _near),
    ),
    "ordinal": (_FIRST_MONTHS,),
}
