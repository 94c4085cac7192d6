"""Read the lines that stand around a headline and tell of the text: who wrote it, and when it was published."""

from __future__ import annotations

import re

from explorer.documents.written_dates import read_date
from explorer.model.span import Span
from explorer.values import dataclass

LONGEST = 120
"""Characters of such a line."""

_BYLINE = re.compile(r"(?:By|BY)[: ][ \t]*(\S.*)")
_AFTER_NAMES = re.compile(r"\s+(?:\||[-–—•·]|for)\s|\s*[|•·]\s*|\t|\s\(")
_AND = re.compile(r"\s(?:and|AND|&)\s+")
_BETWEEN_NAMES = re.compile(r",?\s+(?:and|AND|&)\s+|,\s+")
_NAME = re.compile(r"(?!I\s)(?:[^\W\d_a-z][\w.'’-]*|(?:de|da|di|la|le|van|von|der|den|bin|ibn|al|el)\b)(?:\s+|$)")
_PUBLISHED = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|released|issued|dated)(?: on| at)?:?\s+)?", re.IGNORECASE
)
_TIME = re.compile(
    r"[T\s,|–-]*(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|\(?[A-Z]{2,5}\)?)?(?:[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_DAY = 10  # characters of a date that is known to the day


@dataclass(frozen=True, slots=True)
class Lead:
    """What one line says: `name` is date (EDTF) or author, `span` where it stands, `end` the end of the line."""

    name: str
    value: str
    span: Span
    end: int


def read_lead(text: str, at: int) -> Lead | None:
    """Return what the line that begins at `at` says, None if it is none of these lines."""
    end = text.find("\n", at, at + LONGEST + 1)
    if end < 0:
        if len(text) - at > LONGEST:
            return None
        end = len(text)
    return _date(text, at, end) or _author(text, at, end)


def _date(text: str, at: int, end: int) -> Lead | None:
    """Read a line that is a date, perhaps with a time."""
    said = _PUBLISHED.match(text, at, end)
    start = said.end() if said else at
    found = read_date(text[start:end])
    if found is None or found.edtf is None or len(found.edtf) < _DAY:
        return None
    if _TIME.fullmatch(text[start + found.length : end].rstrip()) is None:
        return None
    return Lead("date", found.edtf, Span(start, start + found.length), end)


def _author(text: str, at: int, end: int) -> Lead | None:
    """Read `By Jane Smith and John Doe, The Paper`: names have two words at least, lest a headline be taken for one."""
    line = _BYLINE.match(text, at, end)
    if line is None:
        return None
    rest = _AFTER_NAMES.search(line.group(1))
    written = line.group(1)[: rest.start()] if rest else line.group(1)
    *_, last = (0, *(found.end() for found in _AND.finditer(written)))
    written = written[:last] + written[last:].partition(",")[0].rstrip()  # what follows is the paper
    names = _BETWEEN_NAMES.split(written)
    if not all(map(_is_name, names)):
        return None
    return Lead("author", ", ".join(names), Span(line.start(1), line.start(1) + len(written)), end)


def _is_name(name: str) -> bool:
    """Say whether the words can be a person's or an agency's: two to five, with capitals."""
    words = _NAME.findall(name)
    return 2 <= len(words) <= 5 and "".join(words) == name and not name.endswith(("?", "!"))
