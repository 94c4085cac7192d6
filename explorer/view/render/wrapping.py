"""Cuts text into lines of a width in cells; every function keeps offsets, nothing is added or dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rich.cells import split_graphemes

from explorer.view.render.sanitise import safe

TAB = 4
_NOT_SIMPLE = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u2010-\u2015\u2018-\u201f\u2020-\u2026\u2030-\u203a\u20ac\u2116\u2122\n]"
)
_NEVER_FIRST = frozenset("、。，．！？；：）］｝〕〉》」』】〙〗’”…‥ー々〜・ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NEVER_LAST = frozenset("（［｛〔〈《「『【〘〖‘“")
_LIST_ITEM = re.compile(r"(?:[-*•–—+]|\(?\d{1,3}[.)]|[A-Za-z][.)]) ")
_COLUMNS = re.compile(r"\S {3,}\S|\t|^(?:[|#>=]|```|~~~)")
_SAMPLE = 65_536
_SHORT = 20


def is_simple(text: str) -> bool:
    """Say whether every character of `text` is one cell wide and needs no thought."""
    return _NOT_SIMPLE.search(text) is None


def wrap(text: str, width: int) -> list[int]:
    """Return the offsets at which the lines of `text` start when cut to `width` cells; line ends count as spaces.

    Cuts fall after spaces, between wide characters, and within a word only where it is longer than a line. Spaces at
    the end of a line hang beyond the width.
    """
    width = max(1, width)
    if len(text) <= width and is_simple(text):
        return [0]
    if is_simple(text):
        return _wrap_simple(text.replace("\n", " "), width)
    return _wrap_graphemes(text, width)


def _wrap_simple(text: str, width: int) -> list[int]:
    starts, at, end = [0], 0, len(text.rstrip(" "))
    while end - at > width:
        cut = text.rfind(" ", at, at + width + 1)
        if cut <= at or not text[at:cut].strip(" "):
            begin = at + len(text[at:end]) - len(text[at:end].lstrip(" "))
            after = text.find(" ", begin)
            fits = begin > at and (end if after < 0 else after) - begin <= width
            cut = begin if fits else at + width
        else:
            cut += 1
        while cut < end and text[cut] == " ":
            cut += 1
        starts.append(cut)
        at = cut
    return starts


def _wrap_graphemes(text: str, width: int) -> list[int]:
    shown = safe(text)
    starts, line, column, brk, brk_column = [0], 0, 0, 0, 0
    inked, last, last_wide = False, " ", False
    for start, end, cells in split_graphemes(shown)[0]:
        character = shown[start]
        if character == " ":
            column += TAB - column % TAB if text[start] == "\t" else cells
            if inked:
                brk, brk_column = end, column
            last, last_wide = character, False
            continue
        wide = cells > 1
        if inked and (wide or last_wide) and character not in _NEVER_FIRST and last not in _NEVER_LAST:
            brk, brk_column = start, column
        if column + cells > width and start > line:
            if brk > line:
                line, column = brk, column - brk_column
            else:
                line, column = start, 0
            starts.append(line)
        column += cells
        inked, last, last_wide = True, character, wide
    return starts


def wrap_column(text: str) -> int | None:
    """Return the column at which prose was hard-wrapped by whoever wrote the file, None if it was not.

    Judged by the first 64 KB: most lines nearly as long as the longest, which is a width that people wrap at.
    """
    lengths = sorted(len(line) for line in text[:_SAMPLE].split("\n") if line.strip())
    if len(lengths) < 3:
        return None
    column, longest = lengths[(len(lengths) - 1) * 9 // 10], lengths[-1]
    return column if 45 <= column <= 132 and longest <= column * 1.4 else None


Joins = Callable[[str, str], bool]
"""Says of a line and the next one whether they are one paragraph, broken by whoever wrote the file."""


def joins(text: str, soft: bool) -> Joins | None:
    """Return what tells the lines of a paragraph in `text`, None if its lines are to stay as they are.

    With `soft`, line ends mean nothing within a paragraph, as in Markdown. Else lines are one paragraph if they were
    hard-wrapped: if the first word of the second would not have fitted on the first.
    """
    if soft:
        return _continues_softly
    column = wrap_column(text)
    return None if column is None else lambda before, line: _continues(before, line, column)


def units(text: str, start: int, end: int, joined: Joins | None) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text` from `start` to `end` that are wrapped as one, each with its line end."""
    at, unit, before, fenced = start, start, "", False
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop + 1
        line = text[at:stop].rstrip("\n")
        fence = line.startswith(("```", "~~~"))
        if at > start and (fenced or joined is None or not joined(before, line)):
            yield unit, at
            unit = at
        fenced = fenced != fence
        at, before = stop, line
    if unit < end:
        yield unit, end


def _continues(before: str, line: str, column: int) -> bool:
    if not before or not line or line[0] == " ":
        return False
    full = len(before) >= column // 2 and len(before.rstrip()) + 1 + len(line.split(" ", 1)[0]) > column - 6
    # News whose place and date were cut off starts with a short line, in the middle of a sentence.
    goes_on = len(before) >= _SHORT and before[-1].isalnum() and line[0].islower()
    if not full and not goes_on:
        return False
    return not (_LIST_ITEM.match(line) or _COLUMNS.search(line) or _COLUMNS.search(before))


def _continues_softly(before: str, line: str) -> bool:
    if not before.strip() or not line.strip() or before.endswith(("  ", "\\")):
        return False
    return not (_LIST_ITEM.match(line.lstrip()) or _COLUMNS.search(line) or _COLUMNS.search(before))
