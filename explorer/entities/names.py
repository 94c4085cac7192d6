"""How names are folded, compared and turned into keys."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_MARKS = re.compile(r"[.'’`\"]+")
_OTHER = re.compile(r"[^\w&+]+")
# One sound, many spellings in transliterated names: Dmitry, Dmitriy, Dmitri, Dmitrij; Sergei, Sergey.
_ENDINGS = re.compile(r"(?<=[a-z]{2})(?:iy|ii|ij|yi|yy|y|ei|ey)\b")


def several(name: str) -> bool:
    """Say whether a name has more than one word; the words may be parted by the end of a line."""
    return len(name.split()) > 1


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return `name` romanised, case-folded, without punctuation, words parted by one blank."""
    return _OTHER.sub(" ", _MARKS.sub("", anyascii(name).casefold())).strip()


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return `name` as by `plain`, and the spellings -y, -i, -iy, -ii, -ij, -ei, -ey of an ending made one."""
    return _ENDINGS.sub(lambda found: "ei" if found.group()[0] == "e" else "i", plain(name))
