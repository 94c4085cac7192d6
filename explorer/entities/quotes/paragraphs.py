"""Paragraphs: what a quotation runs over, what introduces one, and where who speaks may change."""

from __future__ import annotations

import re

from explorer.model.span import Span

_BLANK_LINE = re.compile(r"\n(?=[^\S\n]*(?:\n|\Z))")
_LINE = re.compile(r"\n")
_INDENTED = re.compile(r"\n(?=[^\S\n]*(?:\n|\Z)|(?:\t|[ \u00a0]{2,})\S)")
_UNWRAPPED = 140
"""Characters of a line that nobody breaks: where one is as long, each line is a paragraph."""


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text that are not blank, ascending: parted by blank lines or indents, else lines.

    Cut at breaks rather than matched whole: a pattern that repeats over characters remembers each of them.
    """
    unwrapped = max(map(len, text.split("\n"))) > _UNWRAPPED
    indented = "\n  " in text or "\n\t" in text
    pattern = _LINE if unwrapped else _INDENTED if indented else _BLANK_LINE
    found, start = [], 0
    for end in [*(match.start() for match in pattern.finditer(text)), len(text)]:
        if end > start and not text[start:end].isspace():
            found.append(Span(start, end))
        start = end
    return found
