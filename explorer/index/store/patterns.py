"""Strings that a pattern fits: of letters, `*` for any run of characters and `?` for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from explorer.index.store.lexicon import END, Lexicon

_WHOLE_CHARACTER = rb"(?:[\x00-\x09\x0b-\x7f]|[\xc0-\xff][\x80-\xbf]*)"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def matching_rows(lexicon: Lexicon, pattern: str) -> Iterator[int]:
    """Yield the rows of strings that a pattern with `*` and `?` fits, ascending."""
    parts = [part for part in re.split(r"([*?])", pattern) if part]
    literals = [_encoded(part) for part in parts if part not in "*?"]
    if not literals or parts[0] not in "*?":
        yield from filter(_fitting(lexicon, parts), _of_length(lexicon, pattern, parts))
        return
    needle = max(literals, key=len)
    if parts[-1] not in "*?" and needle == literals[-1]:
        needle += END
    rows = _with(lexicon, needle)
    certain = len(literals) == 1 and "?" not in parts  # `*ing`, `*a*`: what holds the letters fits
    yield from rows if certain else filter(_fitting(lexicon, parts), rows)


def _fitting(lexicon: Lexicon, parts: Sequence[str]) -> Callable[[int], object]:
    """Return what says whether the string of a row is made of these parts.

    What stands between two `*` is looked for once, leftmost: that is enough, and trying all its places would take ten
    times as long for each `*` more.
    """
    pieces = [b""]
    for part in parts:
        if part == "*":
            pieces.append(b"")
        else:
            pieces[-1] += _WHOLE_CHARACTER if part == "?" else re.escape(_encoded(part))
    head, *rest = pieces
    middle = b"".join(b"(?>[^\\n]*?%b)" % piece for piece in rest[:-1])
    fits = re.compile(head + middle + (b"[^\\n]*" + rest[-1] if rest else b"")).fullmatch
    return lambda row: fits(lexicon[row])


def _of_length(lexicon: Lexicon, pattern: str, parts: Sequence[str]) -> list[int]:
    """Return the rows of strings that begin as a pattern does and may be of its length."""
    first, end = lexicon.beginning(_encoded(parts[0]) if parts[0] not in "*?" else b"")
    lengths = np.diff(lexicon.starts[first : end + 1]) - 1
    letters = len(pattern.replace("*", ""))
    may = (lengths >= letters) & ("*" in pattern or lengths <= 4 * letters)
    rows: list[int] = (np.flatnonzero(may) + first).tolist()
    return rows


def _with(lexicon: Lexicon, needle: bytes) -> Iterator[int]:
    """Yield the rows of strings that hold some letters, which may be followed by `END`: more and more at once."""
    blob, at, most = lexicon.blob, 0, 64
    while True:
        places: list[int] = []
        while len(places) < most and (at := blob.find(needle, at)) >= 0:
            places.append(at)
            at = blob.find(END, at + len(needle) - 1) + 1
        if not places:
            return
        yield from lexicon.rows_at(places)
        if at < 0:
            return
        most *= 4
