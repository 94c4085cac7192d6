"""How another language than English words its dates: pieces of regular expressions and what their words mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from explorer.entities.dates.lexicon import GAP
from explorer.values import dataclass

_NUMBER = r"\d{1,3}"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1\d\d\d|20\d\d|2100)(?!\w)(?![.,]\d|[ ]?%)"

Table = Sequence[tuple[re.Pattern[str], int]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a language; every text is a piece of a regular expression, its blanks any gap between words.

    `ordinals` are 1 to 4; `units` are English names of units with their words; the tables tell what a word means.
    """

    language: str
    lower: bool
    month: str
    full_month: str
    weekday: str
    short_weekday: str
    season: str
    word: str
    unit: str
    ordinal: str
    count: str
    ago: Sequence[str]
    ahead: Sequence[str]
    pieces: Mapping[str, str]
    parts: Mapping[str, str]
    decades: Mapping[str, int]
    units: Sequence[tuple[re.Pattern[str], str]]
    tables: Mapping[str, Table]

    def value(self, table: str, written: str) -> int:
        """Return what a word of a table means: the number of a month, a weekday (0 Monday) or a count."""
        word = " ".join(written.lower().split()).rstrip(".") or written
        for pattern, value in self.tables[table]:
            if pattern.fullmatch(word) or pattern.fullmatch(written):
                return value
        return int(re.sub(r"\D", "", word) or 0)

    def unit_of(self, written: str) -> str:
        """Return the English name of a unit."""
        return next(name for pattern, name in self.units if pattern.fullmatch(written))


def languages() -> frozenset[str]:
    """Return the codes of the languages whose dates are known, without English."""
    return frozenset(_read())


@cache
def _read() -> dict[str, dict[str, Any]]:
    text = (files("explorer.entities") / "data" / "dates.yaml").read_text(encoding="utf-8")
    read: dict[str, dict[str, Any]] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # a safe one
    return read


def wording(language: str) -> Wording:
    """Return the wording of one of `languages()`."""
    raw = _read()[language]
    months, shorts = _numbered(raw["months"], 1), _numbered(raw["short_months"], 1)
    days, short_days = _numbered(raw["weekdays"], 0), _numbered(raw["short_weekdays"], 0)
    names = {"months": months | shorts, "weekdays": days | short_days}
    names |= {name: raw[name] for name in ("seasons", "words", "numbers", "ordinals")}
    full = _any(months)
    number = rf"(?:{_NUMBER}|{_any(raw['numbers'])})(?!\w)"
    unit = rf"(?P<u>{_any(raw['units'].values())})(?!\w)"
    count = rf"(?P<n>{number}){GAP}{unit}"
    pieces = {name: gapped(piece) for name, piece in raw.items() if isinstance(piece, str)}
    pieces["decade_word"] = pieces["decade_word"].replace("{names}", _any(raw["decades"]))
    return Wording(
        language=language,
        lower=bool(raw["lower"]),
        month=rf"(?:(?:{full})(?!\w)|(?:{_any(shorts)})(?!\w)\.?)",
        full_month=rf"(?:{full})(?!\w)",
        weekday=rf"(?:{_any(days)})(?!\w)",
        short_weekday=rf"(?:{_any(short_days)})(?!\w)\.?",
        season=rf"(?:{_any(raw['seasons'])})(?!\w)",
        word=rf"(?:{_any(raw['words'])})(?!\w)",
        unit=unit,
        ordinal=rf"(?:{_any(raw['ordinals'])})",
        count=count,
        ago=[gapped(form).replace("{count}", count) for form in raw["ago"]],
        ahead=[gapped(form).replace("{count}", count) for form in raw["ahead"]],
        pieces=pieces,
        parts={word: part for words, part in raw["parts"].items() for word in words.split("|")},
        decades=raw["decades"],
        units=[(_compiled(words), name) for name, words in raw["units"].items()],
        tables={name: [(_compiled(words), value) for words, value in table.items()] for name, table in names.items()},
    )


def gapped(piece: str) -> str:
    """Return a piece in which a blank is any gap between two words."""
    return piece.replace(" ", GAP)


def nameless(piece: str) -> str:
    """Return a piece without the names of its groups, for use beside others."""
    return re.sub(r"\(\?P<\w+>", "(?:", piece)


def _numbered(words: Sequence[str], first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words, first)}


def _any(words: Any) -> str:
    return gapped("|".join(sorted(words, key=len, reverse=True)))


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(gapped(words), re.IGNORECASE)
