"""Makes a text such as the rules expect: lines in capitals in small letters, months broken at a line end whole.

The prepared text is as long as the text, so that offsets of one are offsets of the other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from explorer.entities.dates.lexicon import MONTH_NAMES, WEEKDAY_NAMES

_ALWAYS = [name for name in MONTH_NAMES if name != "may"] + WEEKDAY_NAMES
_FEASTS = [
    "good", "black", "ash", "easter", "christmas", "new", "boxing", "thanksgiving", "halloween", "valentine", "labor",
    "memorial", "eve",
]  # fmt: skip
_SHORT = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tues", "tue",
    "wed", "thurs", "thur", "thu", "fri", "sat", "sun",
]  # fmt: skip
_UPPER = r"q[1-4]|[1-4]q|h[12]|fy|ad|bce?|ce|a\.d|b\.c"
_NAMES = re.compile(
    rf"\b(?:(?P<title>{'|'.join([*_ALWAYS, *_FEASTS])}|(?:{'|'.join(_SHORT)})(?=\.?,?\s\d)"
    rf"|(?<=\d\s)(?:{'|'.join(_SHORT)})|(?:(?<=in\s)|(?<=of\s)|(?<=by\s)|(?<=since\s)|(?<=mid-)|(?<=early\s)"
    rf"|(?<=late\s))may)|(?P<upper>{_UPPER}))\b"
)
_BROKEN = re.compile(r"\b([A-Z][a-z]{2,7})-\n[ \t]{0,3}([a-z]{2,7})\b")
_ENOUGH = 8  # characters of a line in capitals


class Prepared(NamedTuple):
    """The text that rules read, and where a month was made whole: for the end of its letters the end of its gap."""

    text: str
    gaps: dict[int, int]


def prepared(text: str) -> Prepared:
    """Return the text for the rules."""
    gaps: dict[int, int] = {}
    if "-\n" in text:
        text = _whole(text, gaps)
    if not text.islower():
        text = _calm(text)
    return Prepared(text, gaps)


def _calm(text: str) -> str:
    """Write lines in capitals in small letters, but for the names of months, days and feasts."""
    lines = text.split("\n")
    changed = False
    for number, line in enumerate(lines):
        if len(line) >= _ENOUGH and line.isupper():
            small = line.lower()
            if len(small) == len(line):  # there are letters whose small form is longer
                lines[number] = _NAMES.sub(
                    lambda m: m[0].capitalize() if m.lastgroup == "title" else m[0].upper(), small
                )
                changed = True
    return "\n".join(lines) if changed else text


def _whole(text: str, gaps: dict[int, int]) -> str:
    """Put months together that a hyphen divides at the end of a line: `Septem-` and `ber`."""

    def joined(match: re.Match[str]) -> str:
        word = match[1] + match[2]
        if word.lower() not in MONTH_NAMES:
            return match[0]
        gaps[match.start() + len(word)] = match.end()
        return word.ljust(len(match[0]))

    return _BROKEN.sub(joined, text)
