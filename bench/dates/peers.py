"""Who reads dates: Explorer, dateparser.search and parsedatetime, behind one face. The last two may be missing."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bench.dates.edtf import Day
from bench.dates.rows import Row
from explorer.entities.dates import find_dates
from explorer.text import sentences

EXPLORER, DATEPARSER, PARSEDATETIME = "Explorer", "dateparser.search", "parsedatetime"


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader found: where, [start, end), and from which day to which; `edtf` and `modifier` if it tells them."""

    start: int
    end: int
    first: Day
    edtf: str = ""
    modifier: str = ""


Reader = Callable[[Row], list[Read]]


def readers() -> tuple[dict[str, Reader], list[str]]:
    """Return the readers that are installed, Explorer first, and the names of those that are not."""
    found: dict[str, Reader] = {EXPLORER: explorer}
    missing = []
    for name, module, make in (
        (DATEPARSER, "dateparser.search", _dateparser),
        (PARSEDATETIME, "parsedatetime", _parsedatetime),
    ):
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            missing.append(name)
    return found, missing


def explorer(row: Row) -> list[Read]:
    """Read with Explorer."""
    found = find_dates(row.text, row.reference, sentences(row.text), language=row.language)
    return [
        Read(one.span.start, one.span.end, _day(one.date.begin), one.date.edtf, one.date.modifier)
        for one in found
        if one.date is not None
    ]


def _dateparser(module: Any) -> Reader:
    """Read with dateparser, told the document's day and language and that news looks back."""

    def read(row: Row) -> list[Read]:
        settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
        if row.reference is not None:
            settings["RELATIVE_BASE"] = datetime.combine(row.reference, time())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = module.search_dates(row.text, languages=[row.language or "en"], settings=settings) or []
        reads, at = [], 0
        for words, moment in found:
            start = max(row.text.find(words, at), at)
            at = start + len(words)
            reads.append(Read(start, at, (moment.year, moment.month, moment.day)))
        return reads

    return read


def _parsedatetime(module: Any) -> Reader:
    """Read with parsedatetime, told the document's day; it knows English alone."""
    calendar = module.Calendar()

    def read(row: Row) -> list[Read]:
        base = datetime.combine(row.reference or date.today(), time())
        found = calendar.nlp(row.text, sourceTime=base) or ()
        return [Read(start, end, (at.year, at.month, at.day)) for at, _, start, end, _ in found]

    return read


def _day(iso: str) -> Day:
    if not iso:
        return 0, 0, 0
    year, month, day = iso.removeprefix("-").split("-")
    return -int(year) if iso.startswith("-") else int(year), int(month), int(day)
