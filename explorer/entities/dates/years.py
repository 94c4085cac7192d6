"""Rules for years, spans of years, decades and centuries."""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.entities.dates.context import Context
from explorer.entities.dates.lexicon import DASH, DECADES, GAP, NOT_COUNT, YEAR, ordinal_of
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import about, interval, of_century, of_decade, of_month, of_year, open_from, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_GOVERNED = re.compile(
    r"\b(?:in|since|by|until|till|from|of|for|during|through|throughout|between|before|after|year|years|early|late|mid|"
    r"circa|around|about|and|to|than|with|end|season|summer|winter|spring|autumn|fall|born|died|due|founded|census|calendar|"
    r"pre|post|on|at|the|a|its|first|second|third|fourth|next|last|then|into|was|is|till|over|versus|vs|against)"
    r"(?:[\s(]+|-)$|[(,;]\s*$",
    re.IGNORECASE,
)
_OLD_GOVERNED = re.compile(r"\b(?:in|since|circa|year|AD|A\.D\.)\s+$")
_NOT_YEAR = re.compile(
    r"(?:\b(?i:no|nos|number|page|pages|p|pp|flight|route|highway|room|channel|windows|office|boeing|airbus|volume|vol|"
    r"resolution|article|section|bill|point|points|level|index|code|zip|box|suite|bus|unit|at least|more than|"
    r"(?i:one|two|three|four|five|\d{1,3})\s(?:in|out\sof)|usd|eur|gbp|chf|jpy|cny|inr|aud|cad|"
    r"less than|fewer than|up to|some|nearly|almost|only|over|under|rs|us|ip|port|model|version|series)\.?\s+|"
    r"[A-Z]{1,4}-|\+[\d ]{1,20}|[$€£¥#]\s?|(?<!\d)(?!(?:1[5-9]|20)\d\d\s)\d{1,6}\s)$"
)
_PAGES = re.compile(r"\b(?:pages?|pp?\.|lines?|nos?\.|numbers?|rooms?|flights?|sections?|articles?)\s?$", re.IGNORECASE)
_NAMED = re.compile(r"[A-Z][a-z]+\s$")
_PLURALS_OF_YEARS = (
    "was|is|has|as|its|this|does|says|results|earnings|sales|levels|prices|figures|profits|elections|olympics|losses|"
    "revenues|games|attacks|talks|terms|accounts|plans|deliveries|exports|imports|crops|operations|rates|forecasts|"
    "shipments|projections|estimates"
)
_FUNCTION_WORDS = (
    r"(?:the|a|an|his|her|its|their|our|some|all|many|most|few|these|those|when|with|without|and|or|but|as|after|before|"
    r"while|because|to|by|in|on|at|for|of|from|was|is|were|are|had|has|have|will|would|only|about|than|that|which|who)\b"
)
_COUNTS_NOT = re.compile(
    r"\b(?:in|since|by|until|during|after|before|the|its|his|her|their|this|year)\s+$", re.IGNORECASE
)
_COUNTED_PLURAL = re.compile(rf"\s(?:(?!{_FUNCTION_WORDS})[a-z]+\s)?(?!{_PLURALS_OF_YEARS})[a-z]{{3,}}s\b")


def _years(m: _Match, context: Context) -> DateValue | None:
    first, last = int(m["y"]), int(m["y2"])
    if _PAGES.search(context.before(m.start())):
        return None
    return interval(of_year(first), of_year(last)) if first < last <= first + 300 else None


def _short_years(m: _Match, _context: Context) -> DateValue | None:
    """Read `2021/22` and `1987-90`; `2009-10` may also be a month."""
    first, short, mark = int(m["y"]), int(m["s"]), m["mark"]
    last = first - first % 100 + short
    if first % 100 == 99 and short == 0:
        last += 100
    if last == first + 1 or (short > 12 and first < last <= first + 40):
        sure_of = 0.6 if short <= 12 and mark == "-" else 0.9
        return sure(interval(of_year(first), of_year(last)), sure_of)
    return None


def _year_month(m: _Match, _context: Context) -> DateValue | None:
    return sure(of_month(int(m["y"]), int(m["m"])), 0.65)


def _decade(m: _Match, _context: Context) -> DateValue | None:
    value = of_decade(int(m["tens1"]))
    # `the 2000s` may also be the century.
    return sure(value, 0.65) if m["tens1"].endswith("0") else value


def _short_decade(m: _Match, _context: Context) -> DateValue | None:
    tens = int(m["ten"])
    return sure(of_decade((200 if tens <= 2 else 190) + tens), 0.8)


def _named_decade(m: _Match, context: Context) -> DateValue | None:
    if not re.search(r"\b(?:the|early|late|mid)[\s-]+(?:\w{3,8}\s+)?$", context.before(m.start()), re.IGNORECASE):
        return None
    return sure(of_decade(DECADES[m["name"].lower()]), 0.75)


def _decades(m: _Match, _context: Context) -> DateValue | None:
    return interval(of_decade(int(m["tens1"])), of_decade(int(m["tens2"])))


def _century(m: _Match, context: Context) -> DateValue | None:
    number = ordinal_of(m["n"])
    if number is None or not 2 <= number <= 22 or (number < 9 and _SCORED.match(context.text, m.end())):
        return None
    return of_century(number - 1)


def _turn(m: _Match, context: Context) -> DateValue | None:
    """Read `turn of the 20th century` and `turn of the century`: about its first year."""
    if m["n"]:
        number = ordinal_of(m["n"])
        return None if number is None or not 2 <= number <= 22 else sure(about(of_year(100 * number - 100)), 0.8)
    if context.reference is None:
        return None
    year = context.reference.year + 10
    return sure(about(of_year(year - year % 100)), 0.5, "document date")


def _open(m: _Match, context: Context) -> DateValue | None:
    """Read `1998–present` and `2001 to date`."""
    return None if _PAGES.search(context.before(m.start())) else open_from(of_year(int(m["y"])))


def _hundreds(m: _Match, _context: Context) -> DateValue | None:
    """Read `1800s` as the century; `1900s` may also be its first ten years."""
    return sure(of_century(int(m["hundreds"])), 0.65 if m["hundreds"] == "19" else 0.85)


def _year(m: _Match, context: Context) -> DateValue | None:
    """Read a bare year: governed by a preposition it is nearly sure, otherwise a guess by its company."""
    before = context.before(m.start())
    if _NOT_YEAR.search(before):
        return None
    year = int(m["y"])
    if year < 1500:
        tail = context.text[m.end() : m.end() + 2]
        alone = not tail.strip() or tail[0] in ",.;)" or (tail[0].isspace() and not tail[1:].isalpha())
        return sure(of_year(year), 0.6) if alone and _OLD_GOVERNED.search(before) else None
    return _weigh(of_year(year), before, m, context)


def _weigh(value: DateValue, before: str, m: _Match, context: Context) -> DateValue | None:
    governed = _GOVERNED.search(before) is not None or not before.strip()
    counts = _COUNTED_PLURAL.match(context.text, m.end()) is not None
    if _STREET.match(context.text, m.end()):
        return None
    if not governed and _NOUN_FOLLOWS.match(context.text, m.end()) and not _NAMED.search(before):
        return None  # `has 1850 sheep`
    if counts:
        return replace(value, confidence=0.6) if _COUNTS_NOT.search(before) else None
    if governed:
        return replace(value, confidence=0.95)
    return replace(value, confidence=0.6 if _NAMED.search(before) else 0.75)


_STREET = re.compile(
    r"\s(?:[A-Z][\w.'’]*\s){1,3}(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Lane|Drive|Boulevard|Blvd\.?|Place)\b"
)
_NOUN_FOLLOWS = re.compile(rf"\s(?!{_FUNCTION_WORDS})[a-z]{{3,}}")
_SCORED = re.compile(rf"{GAP}(?:he|she|of{GAP}(?:the|his|her){GAP}(?:match|innings|season))\b")
_PRESENT = r"(?:present|today|now|date|the\spresent(?:\sday)?)(?![A-Za-z-])"
_TENS = r"(?P<tens{0}>1[5-9][1-9]|20[0-4])0['’]?s(?!\w)"

RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        rule("years", rf"(?P<y>{YEAR}|1[5-9]\d\d|20\d\d)(?:{DASH}|/)(?P<y2>{YEAR})(?![-/]\d)", _years),
        rule("years, short", r"(?P<y>1[5-9]\d\d|20\d\d)(?P<mark>[-–/])(?P<s>\d\d)(?![\w]|[-/.:]\d)", _short_years),
        rule("year and month", r"(?P<y>1[5-9]\d\d|20\d\d)-(?P<m>0[1-9]|1[0-2])(?!\w|[-/.:]\d)", _year_month),
        rule(
            "decades",
            rf"{_TENS.format(1)}(?:[-–]|\s(?:and|to|through|or)\s(?:the\s)?){_TENS.format(2)}",
            _decades,
        ),
        rule("decade", _TENS.format(1), _decade),
        rule("century of years", r"(?P<hundreds>1[5-9])00['’]?s(?!\w)", _hundreds),
        rule("years up to now", rf"(?P<y>{YEAR})(?:{DASH}|{GAP}?[-–—]{GAP}?(?:the{GAP})?){_PRESENT}", _open),
        rule("century", rf"(?P<n>\d{{1,2}})(?:st|nd|rd|th)(?:{GAP}|-)[Cc]entur(?:y|ies)(?!\w)", _century),
        rule("year", rf"(?P<y>{YEAR}|1[0-4]\d\d(?!\w){NOT_COUNT})(?![-/]\d|-n[A-Z])", _year),
    ),
    "short decade": (rule("decade, short", r"['’‘](?P<ten>\d)0['’]?s(?!\w)", _short_decade),),
    "named decade": (rule("decade by name", r"(?P<name>[A-Za-z]+)(?!\w|['’]\w)", _named_decade),),
    "ordinal": (rule("century", rf"(?P<n>[A-Za-z]+(?:-[a-z]+)?)(?:{GAP}|-)[Cc]entur(?:y|ies)(?!\w)", _century),),
    "turn": (
        rule(
            "turn of a century",
            rf"(?i:turn){GAP}of{GAP}(?:the|last){GAP}(?:(?P<n>\d{{1,2}}th|\w+(?:-first)?)(?:{GAP}|-))?[Cc]entury(?!\w)",
            _turn,
        ),
    ),
}
