"""Count the lines of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_LINE_END = re.compile(r"\r\n?|\n")


def line_starts(text: str) -> list[int]:
    r"""Return the offset of each line's first character; lines end in "\n", "\r" or "\r\n"."""
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


def line_of(starts: Sequence[int], offset: int) -> int:
    """Return the 1-based number of the line that holds `offset`, given the text's `line_starts`."""
    return bisect_right(starts, offset)
