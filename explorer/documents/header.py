"""Read what a plain text says of itself before it begins: a line with a date, or lines like those of a mail."""

from __future__ import annotations

import re
from dataclasses import field

from explorer.documents.clean import bare
from explorer.documents.dateline import read_dateline
from explorer.documents.written_dates import read_date
from explorer.model.span import Span
from explorer.values import dataclass

_NAMES = {
    "title": ("title", "headline", "subject"),
    "date": ("date", "published", "sent", "dated", "publication date", "date published", "datum"),
    "source": ("source", "publisher", "publication", "agency", "newspaper", "origin"),
    "author": ("author", "authors", "by", "byline", "from"),
    "tags": ("tags", "keywords", "topics"),
    "language": ("language", "lang"),
}
_MEANING = {written: name for name, names in _NAMES.items() for written in names}
# Names that make part of a header without telling anything that is kept.
_OTHERS_WORDS = """
    to cc bcc reply-to message-id mime-version content-type received location place section length url link
    id copyright category slug words edition updated modified summary description
"""
_OTHERS = frozenset(_OTHERS_WORDS.split())
_OF_MAIL = frozenset({"from", "to", "subject", "message-id"})
_FEWEST_OF_MAIL = 2
"""Lines of a mail after which every line of a name and a value is part of its header."""
_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9 -]{0,30}?)[ \t]*:[ \t]*([^\n]*)(?:\n|$)")
_CONTINUED = re.compile(r"[ \t]+(\S[^\n]*)(?:\n|$)")
_DATE_WORD = re.compile(r"\s*(date|dated|published)[ \t]*:?[ \t]*(?=\S)", re.IGNORECASE)
_BARE_DATE = re.compile(r"\s*()(?=\d{4}-\d\d-\d\d\s)")
_BLANK = re.compile(r"\s*")
_MOST_LINES = 40
_LONGEST = 10_000
"""Characters of a value that are looked at."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header's span in the text, its values by name with their spans, and what was wrong with them."""

    span: Span
    values: dict[str, tuple[str, Span]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_header(text: str) -> Header | None:
    """Return the header that `text` begins with, None if it has none."""
    return _lines(text) or _date_alone(text)


def _date_alone(text: str) -> Header | None:
    """Read `date 2021-03-15` at the very start, on a line of its own or before the text itself.

    Without the word it counts before a dateline only; on a line of its own `lead` reads it.
    """
    word = _DATE_WORD.match(text) or _BARE_DATE.match(text)
    if word is None:
        return None
    found = read_date(text[word.end() : word.end() + 80])
    if found is None:
        return None
    if not word.group(1) and read_dateline(text, _end(_BLANK, text, word.end() + found.length)) is None:
        return None
    span = Span(word.end(), word.end() + found.length)
    warnings = (f"date in the header: {found.problem}",) if found.problem else ()
    values = {"date": (found.edtf, span)} if found.edtf else {}
    return Header(Span(word.start(1), span.end), values, warnings)


def _lines(text: str) -> Header | None:
    """Read lines of names and values; the first name must be a known one, and one of two lines tell something."""
    start = at = _end(_BLANK, text, 0)
    values: dict[str, tuple[str, Span]] = {}
    warnings: list[str] = []
    names: list[str] = []
    for _ in range(_MOST_LINES):
        line = _LINE.match(text, at)
        name = line.group(1).lower() if line else ""
        mail = sum(one in _OF_MAIL for one in names) >= _FEWEST_OF_MAIL
        if line is None or not (name in _MEANING or name in _OTHERS or (mail and " " not in name)):
            break
        end = line.end()
        written = line.group(2)
        while (mail or name not in _OTHERS) and (more := _CONTINUED.match(text, end)) and not _LINE.match(text, end):
            written += f" {more.group(1)}" if len(written) < _LONGEST else ""
            end = more.end()
        names.append(name)
        if name in _MEANING:
            _take(_MEANING[name], bare(written[:_LONGEST]), Span(line.start(2), line.end(2)), values, warnings)
        at = end
    known = len(names)
    if (not values and not warnings) or not _plausible(text, at, known):
        return None
    return Header(Span(start, start + len(text[start:at].rstrip())), values, tuple(warnings))


def _plausible(text: str, end: int, lines: int) -> bool:
    """Say whether lines of names and values are a header: two or more, or one with a blank line or a text after it."""
    return lines > 1 or text[end : end + 1] in {"", "\n"} or text[end - 1 : end] == "\n"


def _take(name: str, value: str, span: Span, values: dict[str, tuple[str, Span]], warnings: list[str]) -> None:
    """Note one value, the first of its name; a date as EDTF."""
    if not value or name in values:
        return
    if name == "date":
        found = read_date(value)
        if found is None or found.edtf is None:
            warnings.append(f"date in the header: {found.problem if found else f'not understood: {value[:60]}'}")
            return
        if found.problem:
            warnings.append(f"date in the header: {found.problem}")
        value = found.edtf
    values[name] = (value, span)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
