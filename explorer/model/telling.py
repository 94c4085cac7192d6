"""How much it tells that something is named: by what kind of thing it is, and by how few documents name it."""

from __future__ import annotations

import math
import re

SMALLEST = 30
"""Documents that a corpus counts as at least: in a handful of them, that two name somebody says little of rarity."""

BOILERPLATE = 0.3
"""What is left of the salience of something that every document names, such as the agency that sends them."""

KINDS = {
    "date": 0.5,
    "nationality": 0.4,
    "law": 0.8,
    "url": 0.3,
    "money": 0.0,
    "quantity": 0.0,
}
"""How much it tells that a document names one thing of a type, beside 1 for a person; types not in it tell 1.

That two documents name one amount is chance."""

VALUES = frozenset({"date", "money", "quantity", "url"})
"""Types of what no document is about, however often it is named."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")
_PRECISE, _MONTHLY, _SEASONAL, _YEARLY, _VAGUE = 1.0, 0.4, 0.2, 0.1, 0.05
# Months and years that begin or end something, such as 2018/2022, are no more than their parts.
_PARTS = re.compile(r"/|\.\.")


def rarity(documents: int, total: int) -> float:
    """Return how rare something is that `documents` of `total` name: 0–1, near 1 for one document of very many."""
    most = max(total, SMALLEST)
    return 1.0 - math.log1p(max(0, min(documents, most))) / math.log1p(most)


def about(salience: float, documents: int, total: int) -> float:
    """Return how much a document is about something, 0–1: its salience there, less where many documents name it."""
    return salience * (BOILERPLATE + (1.0 - BOILERPLATE) * rarity(documents, total))


def says(kind: str, value: str) -> float:
    """Return how much it tells that two documents name one thing of a type; `value` is the EDTF of a date.

    A precise day tells much, a month some, a year next to nothing.
    """
    return KINDS.get(kind, 1.0) * (precise(value) if kind == "date" else 1.0)


def precise(edtf: str) -> float:
    """Return how precise a date is, 0–1: 1 for a day, also with a sign of doubt, or for some days of one month."""
    parts = [part for part in _PARTS.split(edtf) if part]
    if parts and all(_DAY.match(part) for part in parts):
        return _PRECISE if len({part[:7] for part in parts}) == 1 else _MONTHLY
    if len(parts) == 1 and _MONTH.match(edtf):
        return _MONTHLY
    if len(parts) == 1 and _YEAR.match(edtf):
        return _SEASONAL if len(edtf) > len("2021-") else _YEARLY
    return _VAGUE


def is_day(edtf: str) -> bool:
    """Say whether a date is one day."""
    return _DAY.fullmatch(edtf) is not None
