"""The grammar of English dates."""

from __future__ import annotations

import re

from explorer.entities.dates import (
    ancient,
    days,
    holidays,
    months,
    narrative,
    numeric,
    periods,
    qualify,
    relative,
    weekdays,
    years,
)
from explorer.entities.dates.grammar import DIGIT_GUARD, Grammar
from explorer.entities.dates.lexicon import (
    DECADES,
    GAP,
    MODIFIERS,
    MONTH,
    NUMBERS,
    ORDINALS,
    SEASON,
    SHORT_WEEKDAY,
    WEEKDAY,
    cased,
)
from explorer.entities.dates.rules import Rule

_PARTS = tuple(
    part.RULES for part in (numeric, days, holidays, weekdays, months, ancient, years, periods, relative, narrative)
)
_RULES: dict[str, tuple[Rule, ...]] = {
    head.replace(" ", "_"): tuple(rule for part in _PARTS for rule in part.get(head, ()))
    for part in _PARTS
    for head in part
}
_NEAR = ["last", "next", "this", "past", "previous", "coming", "following", "current", "same", "that", "preceding"]
_UNITS = "day|week|fortnight|month|quarter|year|decade|centur|hour|minute"
_GROUPS: dict[str, str] = {
    "digit": r"\d{1,4}",
    "month": MONTH,
    "weekday": rf"{WEEKDAY}|{SHORT_WEEKDAY}(?=,?\s)",
    "near": rf"(?:{cased(_NEAR)})(?=\s)",
    "part": rf"(?:{cased(['early', 'late', 'mid'])})(?=[\s-])|(?:{cased(['end'])})(?=-|\s(?:of\s|[12]\d\d\d))"
    rf"|(?:{cased(['beginning', 'start', 'middle', 'earlier', 'later'])})(?=\s)",
    "range": rf"(?:{cased(['between', 'from'])})(?=\s)",
    "ordinal": rf"(?:{cased([*ORDINALS, 'final', 'latter'])})(?=[\s-])",
    "number": rf"(?:{cased(sorted(set(NUMBERS) - {'zero'}))})(?=[\s-](?:{_UNITS}))|[Tt]wenty-(?=[a-z])",
    "word": cased(["yesterday", "today", "tonight", "tomorrow"]),
    "unit": r"(?:[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade)(?=\s(?:before|after)\b)",
    "week": r"[Ww]eek(?=\sof\s)",
    "in": r"[Ii]n(?=\s(?:about\s|around\s)?(?:\d|an?\s|[a-z]+[\s-](?:week|day|month|year)))",
    "season": SEASON,
    "short_decade": r"['’‘](?=\d0)",
    "named_decade": cased(list(DECADES)),
    "short": r"Q(?=[1-4])|H(?=[12])|FY(?=[\s\d'’-])",
    "fiscal": rf"(?:{cased(['fiscal', 'financial'])})(?=\s)",
    "holiday": rf"(?:{'|'.join(holidays.HEADS)})(?![a-z])",
    "year_end": rf"(?:{cased(['year'])})(?=[- ]?end)|[Mm]id-?(?=year)",
    "era": r"A\.?D\.?(?=\s\d)",
    "turn": r"[Tt]urn(?=\sof\s(?:the|last)\s)",
}
# "part" would swallow the head of "mid-year"; "May Day" is no month; "Easter Monday" and "Good Friday" no weekdays.
_FIRST = ("digit", "holiday", "month", "year_end", "ordinal")
_ORDER = [*_FIRST, *(head for head in _GROUPS if head not in _FIRST)]
_HEADS = "|".join(f"(?P<{name}>{_GROUPS[name]})" for name in _ORDER if name != "digit")
_CAN_BEGIN = "(?=[0-9A-Za-fil-pstwy'’‘])"  # tells many words quickly that they cannot

ENGLISH = Grammar(
    trigger=re.compile(rf"(?<!\w){_CAN_BEGIN}(?:(?P<digit>{DIGIT_GUARD}{_GROUPS['digit']})|{_HEADS})"),
    inner=re.compile(rf"(?P<digit>{_GROUPS['digit']})|{_HEADS}"),
    rules=_RULES,
    part=re.compile(
        rf"(?P<word>early|late|mid|beginning|start|end|middle|earlier|later)"
        rf"(?:-|{GAP})(?:(?:of|in|on){GAP})?(?:the{GAP})?",
        re.IGNORECASE,
    ),
    modifiers=MODIFIERS,
    whole=relative.INNER_RULES,
    range=re.compile(rf"(?P<word>between|from){GAP}(?P<the>the{GAP})?", re.IGNORECASE),
    links={
        "between": re.compile(rf"{GAP}(?:and|to){GAP}(?:the{GAP}|early{GAP}|late{GAP})?"),
        "from": re.compile(
            rf"{GAP}(?:to|until|till|through|thru){GAP}(?:the{GAP}|early{GAP}|late{GAP})?|{GAP}?[-–—]{GAP}?"
        ),
    },
    around=qualify.ENGLISH,
)
