"""What is asked of every engine: lines in Explorer's language, taken apart so that others can be asked the same.

Only what a line of the bench needs is understood here: words, phrases, prefixes, wildcards, fuzzy words, `title:` and
`tag:`, `date:`, `after:` and `before:`, `-` and NOT, OR between all parts, and one pair of parentheses of alternatives.
"""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

HERE = Path(__file__).resolve().parent
SET = HERE / "queries.txt"
WORST = HERE / "worst.txt"
EARLIEST, LATEST = "0001-01-01", "9999-12-31"

_PART = re.compile(r'\(([^()]*)\)|(-?)(?:(\w+):)?("[^"]*"|[^\s"()]+)')
_ALTERNATIVE = re.compile(r"\s+OR\s+")


class Shape(Enum):
    """How a part of a query matches."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be found: `text` bare, without quotation marks and jokers; `field` title, tag or None for text."""

    shape: Shape
    text: str
    field: str | None = None

    @property
    def words(self) -> list[str]:
        """The words of a phrase."""
        return re.findall(r"\w+", self.text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: of each group of `wanted` one part must match, no part of `unwanted` may; `days` from and to, ISO."""

    kind: str
    typed: str
    wanted: tuple[tuple[Part, ...], ...]
    unwanted: tuple[Part, ...] = ()
    days: tuple[str, str] | None = None

    @property
    def shapes(self) -> set[Shape]:
        """The shapes of all parts."""
        return {part.shape for part in itertools.chain(*self.wanted, self.unwanted)}


def load(file: Path) -> list[Asked]:
    """Return the queries of a file: `kind: query` a line, or a query alone; `#` begins a remark."""
    return list(_read(file.read_text("utf-8").splitlines()))


def _read(lines: Iterable[str]) -> Iterator[Asked]:
    for line in lines:
        kind, colon, typed = line.partition(": ")
        if line.strip() and not line.startswith("#"):
            yield understood(kind, typed.strip()) if colon else understood("own", line.strip())


def understood(kind: str, typed: str) -> Asked:
    """Take a line apart."""
    wanted: list[tuple[Part, ...]] = []
    unwanted: list[Part] = []
    days: tuple[str, str] | None = None
    either = negated = joined = False
    for group, minus, field, text in _PART.findall(typed):
        if group:
            wanted.append(tuple(_part(None, one) for one in _ALTERNATIVE.split(group.strip())))
            continue
        if text in ("OR", "NOT", "AND") and not field:
            either, negated, joined = either or text == "OR", text == "NOT", text == "OR"
            continue
        if field in ("date", "after", "before"):
            days = _days(field, text)
            continue
        part = _part(field or None, text)
        if minus or negated:
            unwanted.append(part)
        elif joined and wanted:
            wanted[-1] = (*wanted[-1], part)
        else:
            wanted.append((part,))
        negated = joined = False
    return Asked(kind, typed, tuple(wanted), tuple(unwanted), days)


def _part(field: str | None, text: str) -> Part:
    if text.startswith('"'):
        return Part(Shape.PHRASE, text.strip('"'), field)
    if text.endswith("~"):
        return Part(Shape.FUZZY, text.rstrip("~"), field)
    if re.fullmatch(r"[^*?]+\*", text):
        return Part(Shape.PREFIX, text[:-1], field)
    return Part(Shape.WILDCARD if re.search(r"[*?]", text) else Shape.WORD, text, field)


def _days(field: str, text: str) -> tuple[str, str]:
    """Return the first and the last day that a clause lets through."""
    begin, _, end = text.partition("..")
    first, last = _first(begin), _last(end or begin)
    if field == "after":
        return _next(last), LATEST
    return (EARLIEST, _before(first)) if field == "before" else (first, last)


def _first(text: str) -> str:
    year, month, day, *_ = [*text.split("-"), "01", "01"]
    return f"{year}-{month}-{day}"


def _last(text: str) -> str:
    parts = text.split("-")
    month = int(parts[1]) if len(parts) > 1 else 12
    day = int(parts[2]) if len(parts) > 2 else calendar.monthrange(int(parts[0]), month)[1]
    return f"{parts[0]}-{month:02}-{day:02}"


def _next(day: str) -> str:
    return _moved(day, 1)


def _before(day: str) -> str:
    return _moved(day, -1)


def _moved(day: str, by: int) -> str:
    import datetime

    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()


def many_wildcards(words: Iterable[str], count: int = 300) -> str:
    """Return wildcards of different words, joined by OR: for each word its second half with a joker before it."""
    chosen = dict.fromkeys(f"*{word[len(word) // 2 :].lower()}" for word in words if len(word) > 5 and word.isalpha())
    return " OR ".join(itertools.islice(chosen, count))
