"""Find dates: one pass for the words that can begin one, then the rules of that word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from explorer.entities.dates import days, holidays, months, periods, relative, years
from explorer.entities.dates.context import Context, Found
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
from explorer.entities.dates.values import interval
from explorer.model.entity import DateValue, EntityType, Mention
from explorer.model.span import Span

_PARTS = (days.RULES, holidays.RULES, months.RULES, years.RULES, periods.RULES, relative.RULES)
_RULES: dict[str, tuple[Rule, ...]] = {
    head: tuple(rule for part in _PARTS for rule in part.get(head, ())) for part in _PARTS for head in part
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
    "ordinal": rf"(?:{cased([*ORDINALS, 'final'])})(?=[\s-])",
    "number": rf"(?:{cased(sorted(set(NUMBERS) - {'zero'}))})(?=[\s-](?:{_UNITS}))|[Tt]wenty-(?=[a-z])",
    "word": cased(["yesterday", "today", "tonight", "tomorrow"]),
    "day": r"[Dd]ay(?=\s(?:before|after)\s)",
    "week": r"[Ww]eek(?=\sof\s)",
    "in": r"[Ii]n(?=\s(?:about\s|around\s)?(?:\d|an?\s|[a-z]+[\s-](?:week|day|month|year)))",
    "season": SEASON,
    "short_decade": r"['’‘](?=\d0)",
    "named_decade": cased(list(DECADES)),
    "short": r"Q(?=[1-4])|H(?=[12])|FY(?=[\s\d'’-])",
    "fiscal": rf"(?:{cased(['fiscal', 'financial'])})(?=\s)",
    "holiday": r"(?:New|Valentine['’]s|May|Armistice|Christmas|Boxing)(?=\s(?:Year['’]s|Day|Eve)\b)|Halloween",
    "year_end": rf"(?:{cased(['year'])})(?=[- ]?end)|[Mm]id-?(?=year)",
}
# "part" would swallow the head of "mid-year".
_FIRST = ("digit", "holiday", "month", "year_end")  # "May Day" is no month
_ORDER = [*_FIRST, *(head for head in _GROUPS if head not in _FIRST)]
_DIGIT_GUARD = r"(?:(?<![-$€£¥#@+=/.,])|(?<=(?:re|st|nd|ry)-))(?<!\d:)"
_HEADS = "|".join(f"(?P<{name}>{_GROUPS[name]})" for name in _ORDER if name != "digit")
_INNER = re.compile(rf"(?P<digit>{_GROUPS['digit']})|{_HEADS}")
_CAN_BEGIN = "(?=[0-9A-Za-fil-pstwy'’‘])"  # tells many words quickly that they cannot
_TRIGGER = re.compile(rf"(?<!\w){_CAN_BEGIN}(?:(?P<digit>{_DIGIT_GUARD}{_GROUPS['digit']})|{_HEADS})")
_PART = re.compile(
    rf"(?P<word>early|late|mid|beginning|start|end|middle|earlier|later)"
    rf"(?:-|{GAP})(?:(?:of|in|on){GAP})?(?:the{GAP})?",
    re.IGNORECASE,
)
_LINK = {
    "between": re.compile(rf"{GAP}(?:and|to){GAP}(?:the{GAP}|early{GAP}|late{GAP})?"),
    "from": re.compile(
        rf"{GAP}(?:to|until|till|through|thru){GAP}(?:the{GAP}|early{GAP}|late{GAP})?|{GAP}?[-–—]{GAP}?"
    ),
}
_RANGE = re.compile(rf"(?P<word>between|from){GAP}(?P<the>the{GAP})?", re.IGNORECASE)
_LONGEST_HEADS_OF_PARTS = 2  # `late in the third quarter`: a part of a part at most


class _Reading(NamedTuple):
    end: int
    value: DateValue
    rule: str


def find_dates(
    text: str, reference: date | None, sentences: Sequence[Span], skip: Sequence[Span] = ()
) -> list[Mention]:
    """Find the dates of a text, in order, none overlapping another or a span of `skip`.

    `reference` is the document's date: what is told relative to it is left out without one, and a month or a day
    without a year then has an EDTF value with unknown digits (`XXXX-06`), no first and last day and a confidence
    below 0.5. `sentences` are in order.
    """
    context = Context(text, reference, sentences)
    blocked = sorted(skip)
    mentions: list[Mention] = []
    last = 0
    for trigger in _TRIGGER.finditer(text):
        start = trigger.start()
        if start < last:
            continue
        reading = _read(context, start, trigger.lastgroup or "", 0)
        if reading is None:
            continue
        span = Span(start, reading.end)
        if _is_blocked(blocked, span):
            continue
        last = reading.end
        context.found.append(Found(span, reading.value))
        mentions.append(_mention(context, span, reading))
    return mentions


def _mention(context: Context, span: Span, reading: _Reading) -> Mention:
    value = reading.value
    why = reading.rule if value.anchor == "text" else f"{reading.rule}, from the {value.anchor}"
    return Mention(
        span,
        span.of(context.text),
        EntityType.DATE,
        value.confidence,
        "date rules",
        why,
        sentence=context.sentence_number(span.start),
        date=value,
    )


def _is_blocked(blocked: Sequence[Span], span: Span) -> bool:
    at = bisect_right(blocked, Span(span.end, -1))
    return any(other.overlaps(span) for other in blocked[max(at - 4, 0) : at])


def _read(context: Context, at: int, head: str, depth: int) -> _Reading | None:
    """Return the longest reading of the rules of this head, matched at this offset."""
    if head == "part":
        return _read_part(context, at, depth)
    if head == "range":
        return _read_range(context, at)
    return _longest(_RULES.get(head.replace("_", " "), ()), context, at)


def _longest(rules: Sequence[Rule], context: Context, at: int) -> _Reading | None:
    best: _Reading | None = None
    for candidate in rules:
        match = candidate.pattern.match(context.text, at)
        if match is None or (best is not None and match.end() <= best.end):
            continue
        value = candidate.build(match, context)
        if value is not None:
            best = _Reading(match.end(), value, candidate.name)
    return best


def _inner(context: Context, at: int, depth: int) -> _Reading | None:
    head = _INNER.match(context.text, at)
    if head is None or head.lastgroup == "range":
        return None
    return _read(context, at, head.lastgroup or "", depth)


def _read_part(context: Context, at: int, depth: int) -> _Reading | None:
    """Read `early February`, `mid-1987`, `end of last year`: a date with a modifier."""
    match = _PART.match(context.text, at)
    if match is None or depth >= _LONGEST_HEADS_OF_PARTS:
        return None
    reading = _inner(context, match.end(), depth + 1)
    if reading is None and match["word"].lower() not in ("early", "late", "mid"):
        reading = _longest(relative.INNER_RULES, context, match.end())
    if reading is None or reading.value.modifier:
        return None
    value = replace(reading.value, modifier=MODIFIERS[match["word"].lower()])
    return _Reading(reading.end, value, reading.rule)


def _read_range(context: Context, at: int) -> _Reading | None:
    """Read `between 1941 and 1945`, `from 2015 to 2018`, `from March 3 to Monday`."""
    match = _RANGE.match(context.text, at)
    if match is None:
        return None
    first = _inner(context, match.end(), 1)
    if first is None:
        return None
    if "/" in first.value.edtf and first.value.precision == "interval":
        return first if match["the"] is None else None
    link = _LINK[match["word"].lower()].match(context.text, first.end)
    last = None if link is None else _inner(context, link.end(), 1)
    if last is None:
        return None
    value = interval(first.value, last.value)
    return None if value is None else _Reading(last.end, value, "from a date to a date")
