"""Patterns as git writes them: compiled, or said to be none.

The folder's own `.explorerignore` comes with the documents, from whoever made them, so a pattern that a hostile name
could keep a regular expression busy with for hours is not used either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pathspec import GitIgnoreSpec

_LITERAL = re.compile(r"\\.|\[[!^]?\]?[^\]]*\]")
_STARS = re.compile(r"\*+")
_MOST_STARS = 3
"""Each star that something follows multiplies the time a name can take by the name's length."""

_BACKEND = "simple"
"""The one that takes any name: those that pathspec prefers where they are installed refuse what is no UTF-8."""


def compiled(lines: Sequence[str]) -> tuple[GitIgnoreSpec, list[tuple[int, str]]]:
    """Return the patterns among `lines`, and the numbers of the lines that are none, each with what is wrong."""
    good: list[str] = []
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        mistake = _mistake(line)
        if mistake:
            wrong.append((number, mistake))
        elif line.strip():
            good.append(line)
    return GitIgnoreSpec.from_lines(good, backend=_BACKEND), wrong


def _mistake(line: str) -> str:
    """Say what is wrong with a pattern, "" if nothing."""
    if not line.strip() or line.startswith("#"):
        return ""
    if sum(_counted(line)) > _MOST_STARS:
        return f"more than {_MOST_STARS} stars, which can take hours"
    try:
        (pattern,) = GitIgnoreSpec.from_lines([line]).patterns
    except (ValueError, re.error):
        return "not a pattern"
    return "" if pattern.include is not None else "not a pattern"


def _counted(line: str) -> Iterator[int]:
    """Yield the number of stars in each part of a pattern that can match in more than one way before the rest fails."""
    parts = _LITERAL.sub("x", line.strip().lstrip("!")).strip("/").split("/")
    for number, part in enumerate(parts):
        if part == "**":
            yield 0 < number < len(parts) - 1
        elif part != "*":
            yield len(_STARS.findall(part.rstrip("*") if number == len(parts) - 1 else part))
