"""Rules for days of the week, and for days, weeks and weekends counted within a month."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from explorer.entities.dates.context import FUTURE, PAST, Context
from explorer.entities.dates.lexicon import GAP, MONTH, WEEKDAY, WEEKDAYS, YEAR, month_of, ordinal_of
from explorer.entities.dates.partial import led_by, place
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import first_day, month_end, of_day, of_days, of_month, of_numbers, of_weekend, sure
from explorer.model.entity import DateValue

_Match = re.Match[str]
_NAMED_DAYS = re.compile(
    r"\b(?:Black|Good|Ash|Bloody|Shrove|Maundy|Palm|Cyber|Giving|Super|Sheffield|Man|Mail\s+on|[Ee]very|[Ee]ach|[Aa]ny|"
    r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Oo]ther|[Aa]lternate)|[Oo]ne|[Aa])\s+$"
)
_HABIT = re.compile(rf"{GAP}(?:of{GAP}(?:every|each)|(?:mornings|afternoons|evenings|nights)\b)")
_BACK = frozenset(["last", "past", "previous", "preceding"])
_TOLD = frozenset(["previous", "preceding", "following", "same", "that"])


def _weekday(m: _Match, context: Context) -> DateValue | None:
    if _NAMED_DAYS.search(context.before(m.start())) or _HABIT.match(context.text, m.end()):
        return None
    wanted = WEEKDAYS[m["w"].lower().rstrip(".")]
    reference = context.reference
    story = led_by(context, m.start(), m.end())
    if story is not None and story.value.precision == "day":
        first = date.fromisoformat(story.value.begin)
        return sure(of_day(first + timedelta((wanted - first.weekday()) % 7)), 0.6, "paragraph")
    if reference is None or story is not None:
        return None
    return near_weekday(reference, wanted, context.tense(m.start(), m.end()))


def near_weekday(reference: date, wanted: int, tense: str) -> DateValue | None:
    """Return the last such day, that of the reference included, or the next where the clause looks ahead."""
    back = (reference.weekday() - wanted) % 7
    if tense == FUTURE:
        return sure(of_day(reference + timedelta((7 - back) % 7 or 7)), 0.8, "document date")
    return sure(of_day(reference - timedelta(back)), 0.85 if tense == PAST else 0.75, "document date")


def _which_weekday(m: _Match, context: Context) -> DateValue | None:
    """Read `last Thursday`, `next Monday`, `this Friday`, `the following Tuesday`."""
    wanted, which = WEEKDAYS[m["w"].lower()], m["which"].lower().split()[-1]
    base, anchor, confidence = context.reference, "document date", 0.85
    if which in _TOLD:
        base, anchor, confidence = context.told_before(m.start())
    if base is None or (which in ("that", "same") and anchor == "document date"):
        return None
    ahead = (wanted - base.weekday()) % 7
    if which in _BACK:
        return sure(of_day(base - timedelta(7 - ahead)), confidence, anchor)
    if which in ("next", "coming", "following"):
        return sure(of_day(base + timedelta(ahead or 7)), min(confidence, 0.8), anchor)
    return sure(of_day(base + timedelta(ahead)), min(confidence, 0.75), anchor)


def _of_week(m: _Match, context: Context) -> DateValue | None:
    """Read `Monday of last week` and `Tuesday next week`."""
    if context.reference is None:
        return None
    weeks = {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    monday = context.reference - timedelta(context.reference.weekday())
    return sure(of_day(monday + timedelta(7 * weeks + WEEKDAYS[m["w"].lower()])), 0.9, "document date")


def _counted(m: _Match, context: Context) -> DateValue | None:
    """Read `first Monday of May 2017`, `last day of February`, `second week of March 2017`."""
    word = m["o"].lower()
    number = -1 if word in ("last", "final") else ordinal_of(word) or 0
    month = of_month(int(m["y"]), month_of(m["m"])) if m["y"] else place(context, m.start(), m.end(), month_of(m["m"]))
    if month is None or not month.begin or not (number == -1 or 1 <= number <= 5):
        return None
    return sure(_within(date.fromisoformat(month.begin), m["u"].lower(), number), month.confidence, month.anchor)


def _within(first: date, unit: str, number: int) -> DateValue | None:
    """Return the day, week, weekend or weekday of this number in the month that begins at `first`; −1 is the last."""
    last = month_end(first.year, first.month)
    if unit == "day":
        return of_day(last) if number < 0 else of_day(first + timedelta(number - 1))
    if unit == "week":
        begin = last - timedelta(6) if number < 0 else first + timedelta(7 * number - 7)
        return of_days(begin, min(begin + timedelta(6), last), "week") if begin <= last else None
    day = nth_weekday(first.year, first.month, WEEKDAYS["saturday" if unit == "weekend" else unit], number)
    if day is None:
        return None
    return of_weekend(day) if unit == "weekend" else of_day(day)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """Return the day that is the first, second … such weekday of a month, −1 the last; None if there is none."""
    if number < 0:
        last = month_end(year, month)
        return last - timedelta((last.weekday() - weekday) % 7)
    day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (number - 1)
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _day_of_month(m: _Match, context: Context) -> DateValue | None:
    """Read `on the 12th`: a day of the month told before, or of the document's, by tense."""
    day = ordinal_of(m["d"])
    if day is None or not _GOVERNED.search(context.before(m.start())):
        return None
    before = context.previous(m.start())
    if before is not None and before.value.precision in ("day", "month"):
        base, anchor, confidence = first_day(before.value), "paragraph", 0.75
    else:
        base, anchor, confidence = context.reference, "document date", 0.55
    if base is None:
        return None
    month = base.replace(day=1)
    if anchor == "document date":
        tense = context.tense(m.start(), m.end())
        if tense == PAST and day > base.day:
            month = (month - timedelta(1)).replace(day=1)
        elif tense == FUTURE and day < base.day:
            month = (month + timedelta(31)).replace(day=1)
    return sure(of_numbers(month.year, month.month, day), confidence, anchor)


_GOVERNED = re.compile(r"\b(?:on|by|until|till|since|from|before|after|of)\s+the\s+$", re.IGNORECASE)
_PART = rf"(?:{GAP}(?:morning|afternoon|evening|night|noon|midnight))?(?![A-Za-z])"
_ORDINAL = r"(?P<o>(?i:first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th))"
_WITHIN = rf"(?P<u>{WEEKDAY}|(?i:day|week|weekend))(?![A-Za-z])"
_OF_MONTH = rf"{GAP}(?:of|in){GAP}(?P<m>{MONTH})(?:,?{GAP}(?:of{GAP})?(?P<y>{YEAR}))?"
_COUNTED = rule("day counted in a month", rf"{_ORDINAL}{GAP}{_WITHIN}{_OF_MONTH}", _counted)
_END = r"(?=[.,;:)]|\s*$|\s(?:and|or|at|he|she|they|it|the|when|to|in\sthe|with|after|before)\b)"

RULES: dict[str, tuple[Rule, ...]] = {
    "weekday": (
        rule("weekday", rf"(?P<w>{WEEKDAY}){_PART}", _weekday),
        rule(
            "weekday of a week",
            rf"(?P<w>{WEEKDAY}),?{GAP}(?:(?:of|in){GAP})?(?P<which>last|this|next){GAP}week(?![A-Za-z-])",
            _of_week,
        ),
    ),
    "near": (
        rule(
            "near weekday", rf"(?P<which>(?:this{GAP}(?:past|coming)|\w+)){GAP}(?P<w>{WEEKDAY}){_PART}", _which_weekday
        ),
        _COUNTED,
    ),
    "ordinal": (_COUNTED,),
    "digit": (
        _COUNTED,
        rule("day of a month told before", rf"(?P<d>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)){_END}", _day_of_month),
    ),
}
