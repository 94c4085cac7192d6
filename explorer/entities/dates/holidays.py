"""Rules for days that have a name of their own: of one date each year, reckoned from Easter, or counted in a month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from explorer.entities.dates.context import FUTURE, PAST, Context
from explorer.entities.dates.lexicon import GAP, YEAR
from explorer.entities.dates.partial import led_by
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import of_day, sure
from explorer.entities.dates.weekdays import nth_weekday
from explorer.model.entity import DateValue

_FIXED = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "epiphany": (1, 6), "valentine's day": (2, 14),
    "st patrick's day": (3, 17), "st. patrick's day": (3, 17), "april fools' day": (4, 1), "may day": (5, 1),
    "bastille day": (7, 14), "fourth of july": (7, 4), "4th of july": (7, 4), "halloween": (10, 31),
    "all saints' day": (11, 1), "armistice day": (11, 11), "veterans day": (11, 11), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "st stephen's day": (12, 26),
    "juneteenth": (6, 19), "anzac day": (4, 25),
}  # fmt: skip
_FROM_EASTER = {
    "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50, "corpus christi": 60,
}  # fmt: skip
_COUNTED = {
    "martin luther king day": (1, 0, 3), "presidents' day": (2, 0, 3), "presidents day": (2, 0, 3),
    "memorial day": (5, 0, -1), "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
}  # fmt: skip
_NOT_SURE = frozenset(["christmas", "easter", "thanksgiving", "pentecost", "epiphany", "corpus christi", "halloween"])
_GOVERNED = re.compile(
    r"\b(?:at|by|before|after|since|until|till|on|for|over|around|last|next|this|every|from|of|past)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.,;:)!?]|\s*$|\s(?:and|or|but|in|at|when|he|she|they|it|is|was|will|with|the|to|as|after|before|that|because)\b"
)


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(name: str, year: int) -> date | None:
    """Return the day on which a holiday falls in a year, None for a name that is none; in small letters."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(_FROM_EASTER[name])
    return nth_weekday(year, *_COUNTED[name]) if name in _COUNTED else None


def nearest(context: Context, start: int, end: int, of: Callable[[int], date | None]) -> DateValue | None:
    """Return the day that comes each year, of the year that the tense, or the story of the paragraph, tells."""
    reference, story = context.reference, led_by(context, start, end)
    if story is not None:
        first = date.fromisoformat(story.value.begin)
        days = [day for year in (first.year, first.year + 1) if (day := of(year)) is not None and day >= first]
        return sure(of_day(days[0]), 0.6, "paragraph") if days else None
    if reference is None:
        return None
    near = [day for by in (-1, 0, 1) if (day := of(reference.year + by)) is not None]
    tense = context.tense(start, end)
    past, ahead = [day for day in near if day <= reference], [day for day in near if day >= reference]
    if tense == FUTURE and ahead:
        return sure(of_day(ahead[0]), 0.8, "document date")
    if tense == PAST and past:
        return sure(of_day(past[-1]), 0.8, "document date")
    return sure(of_day(min(near, key=lambda day: abs((day - reference).days))), 0.6, "document date") if near else None


def _holiday(m: re.Match[str], context: Context) -> DateValue | None:
    name = " ".join(m["name"].split()).replace("’", "'").lower()
    if m["y"]:
        day = holiday(name, int(m["y"]))
        return None if day is None else of_day(day)
    before = context.before(m.start())
    if name in _NOT_SURE and not (_GOVERNED.search(before) and _ENDS.match(context.text, m.end())):
        return None
    if re.search(r"\b(?:every|each)\s+$", before):
        return None
    which = re.search(r"\b(last|next|this)\s+$", before, re.IGNORECASE)
    if which is not None and context.reference is not None:
        return _which(context.reference, which[1].lower(), name)
    return nearest(context, m.start(), m.end(), lambda year: holiday(name, year))


def _which(reference: date, which: str, name: str) -> DateValue | None:
    days = [day for by in (-1, 0, 1) if (day := holiday(name, reference.year + by)) is not None]
    if which == "last":
        days = [day for day in reversed(days) if day < reference]
    elif which == "next":
        days = [day for day in days if day > reference]
    else:
        days = [day for day in days if day.year == reference.year]
    return sure(of_day(days[0]), 0.8, "document date") if days else None


def _written(name: str) -> str:
    words = (word if word == "of" else word[:1].upper() + word[1:] for word in name.split())
    return GAP.join(re.escape(word).replace("'", "['’]") for word in words)


_ALL = sorted([*_FIXED, *_FROM_EASTER, *_COUNTED], key=len, reverse=True)
_OTHER_HEADS = frozenset(["april", "may", "fourth", "4th"])
HEADS = sorted({name.split()[0].capitalize().replace(".", "") for name in _ALL if name.split()[0] not in _OTHER_HEADS})
"""The first words of holidays, as they begin in a pattern."""

_RULE = rule(
    "holiday",
    rf"(?P<name>{'|'.join(map(_written, _ALL))})(?!\w)(?:,?{GAP}(?:(?:of|in){GAP})?(?P<y>{YEAR}))?",
    _holiday,
)

RULES: dict[str, tuple[Rule, ...]] = dict.fromkeys(("holiday", "ordinal", "digit", "month"), (_RULE,))
