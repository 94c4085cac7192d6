"""Rules for days that have a name of their own and the same date each year."""

from __future__ import annotations

import re

from explorer.entities.dates.context import Context
from explorer.entities.dates.lexicon import GAP, YEAR
from explorer.entities.dates.partial import place
from explorer.entities.dates.rules import Rule, rule
from explorer.entities.dates.values import of_numbers
from explorer.model.entity import DateValue

_DAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
}


def _holiday(m: re.Match[str], context: Context) -> DateValue | None:
    month, day = _DAYS[" ".join(m["name"].split()).replace("’", "'").lower()]
    if m["y"]:
        return of_numbers(int(m["y"]), month, day)
    return place(context, m.start(), m.end(), month, day)


_NAMES = "|".join(name.title().replace("'S", "['’]s").replace(" ", GAP) for name in _DAYS)

RULES: dict[str, tuple[Rule, ...]] = {
    "holiday": (rule("holiday", rf"(?P<name>{_NAMES})(?!\w)(?:,?{GAP}(?:(?:of|in){GAP})?(?P<y>{YEAR}))?", _holiday),),
}
