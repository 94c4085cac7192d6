"""Strings that a pattern fits: of letters, `*` for any run of characters and `?` for one."""

from __future__ import annotations

import re
from itertools import islice

from explorer.index.store.lexicon import END, Lexicon

_WHOLE_CHARACTER = rb"(?:[\x00-\x09\x0b-\x7f]|[\xc0-\xff][\x80-\xbf]*)"
_BEGIN = END + rb"(?!\Z)"
_REST = rb"[^\n]*"


def matching_rows(lexicon: Lexicon, pattern: str, most: int) -> list[int]:
    """Return the rows of the first `most` strings that a pattern with `*` and `?` fits, ascending.

    One expression goes through all strings at once, for a look at each by itself takes ten times as long.
    """
    runs = [_expression(run) for run in re.sub(r"\*+", "*", pattern).split("*")]
    first, end = lexicon.beginning(re.split(r"[*?]", pattern)[0].encode("utf-8", "surrogatepass"))
    if first == end:
        return []
    if len(runs) > 1 and not runs[0] and runs[1]:  # letters that may stand anywhere are looked for by themselves
        text, base, expression = lexicon.blob, 0, _going_on(runs[1], runs[2:])
    else:
        base = int(lexicon.starts[first])
        text = END + lexicon.blob[base : int(lexicon.starts[end])]
        expression = _going_on(_BEGIN + runs[0], runs[1:])
    found = islice(re.finditer(expression, text), most)
    return lexicon.rows_at([base + match.start() for match in found])


def _expression(run: str) -> bytes:
    """Return the expression of letters and `?`."""
    return b"".join(
        _WHOLE_CHARACTER if part == "?" else re.escape(part.encode("utf-8", "surrogatepass"))
        for part in re.split(r"(\?)", run)
    )


def _going_on(begin: bytes, runs: list[bytes]) -> bytes:
    """Return the expression of what begins so and has the runs of a pattern behind it, up to the end of the string.

    What stands between two `*` is looked for once, leftmost: that is enough, and trying all its places would take ten
    times as long for each `*` more.
    """
    if not runs:
        return begin + b"(?=\\n)"
    between = b"".join(b"(?>[^\\n]*?%b)" % run for run in runs[:-1])
    return begin + between + _REST + (runs[-1] + b"(?=\\n)" if runs[-1] else b"")
