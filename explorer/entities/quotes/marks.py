"""Pair quotation marks of all kinds into the pieces of text that they enclose.

One pass over the marks. Apostrophes, feet and inches are told from quotation marks by what touches them. Marks that
do not pair are dropped, except that a quotation may run to the end of its paragraph and go on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.model.span import Span
from explorer.values import dataclass

_BLANK_LINE = re.compile(r"\n(?=[^\S\n]*(?:\n|\Z))")
_DOUBLE = re.compile(r"[\"“”„«»‟〝〞]|``|''")
_SINGLE = re.compile(r"(?<![\w'‘’])(?:['‘‚](?=[^\W\d]|\.\.\.|…)|‹(?=\w))")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’›‘](?![\w'’])")
_CLOSERS = {"“": '”"', '"': '"”', "„": '“”"', "‟": "”", "«": "»", "»": "«", "``": "''", "〝": "〞"}
_ELISIONS = re.compile(r"['‘](?:em|til|tis|twas|cause|bout|n|neath|round|gainst)\b", re.IGNORECASE)
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_INCH = re.compile(r"\d$")
# A name in straight marks within a quotation: `"He bought the "B" shares," she said.`
_NESTED = re.compile(r'(?P<name>"[^"\s]{1,15}")\s[^"]{1,300}[,.?!…]"')
_TERMINAL = ".,!?…;:-—–"
_OPENS_AFTER = " \t\n\u00a0([{—–-/:;>=*_"
LONGEST_SINGLE = 1200
"""Characters that single marks may enclose: beyond that an apostrophe was taken for a mark."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece between marks; `span` with its marks, `inner` without; `closed` says whether its end mark stands."""

    span: Span
    inner: Span
    closed: bool


def find_marked(text: str) -> list[Marked]:
    """Return the outermost pieces between quotation marks, ascending; one that runs over paragraphs is one piece."""
    pieces: list[Marked] = []
    running: Marked | None = None  # unclosed at the end of the paragraph before
    for start, end in _paragraphs(text):
        found = list(_doubles(text, start, end))
        if running is not None:
            if found and _continues(text, running, found[0], start):
                joined = found[0]
                found[0] = Marked(
                    Span(running.span.start, joined.span.end),
                    Span(running.inner.start, joined.inner.end),
                    joined.closed,
                )
            else:
                pieces.append(running)
            running = None
        found = _with_singles(text, start, end, found)
        if found and not found[-1].closed:
            running = found.pop()
        pieces += found
    return pieces if running is None else [*pieces, running]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph that is not blank begins and ends.

    Cut at blank lines rather than matched whole: a pattern that repeats over characters remembers each of them.
    """
    start = 0
    for end in [*(blank.start() for blank in _BLANK_LINE.finditer(text)), len(text)]:
        if end > start and not text[start:end].isspace():
            yield start, end
        start = end


def _continues(text: str, running: Marked, first: Marked, start: int) -> bool:
    same = text[running.span.start] == text[first.span.start]
    return same and not text[start : first.span.start].strip()


def _doubles(text: str, start: int, end: int) -> Iterator[Marked]:
    """Yield the pieces between double marks in one paragraph; only the last may be unclosed."""
    opened: re.Match[str] | None = None
    depth, at = 0, start
    for mark in _DOUBLE.finditer(text, start, end):
        if mark.start() < at:
            continue
        if opened is None:
            if _opens(text, mark, start, end):
                opened, depth = mark, 0
        elif mark[0] == opened[0] == '"' and _reopens(text, mark, start, end):
            nested = _NESTED.match(text, mark.start(), end)
            if nested is None:
                opened = mark
            else:
                at = nested.end("name")
        elif mark[0] in _closers(opened[0]):
            if depth:
                depth -= mark[0] != '"'
            elif mark[0] != '"' or not _is_inch(text, mark, end):
                yield Marked(Span(opened.start(), mark.end()), Span(opened.end(), mark.start()), True)
                opened = None
        elif mark[0] == opened[0] and mark[0] in "“«":
            depth += 1
    if opened is not None and _may_run_on(text, opened):
        stop = start + len(text[start:end].rstrip())
        yield Marked(Span(opened.start(), stop), Span(opened.end(), stop), False)


def _closers(opener: str) -> tuple[str, ...]:
    closers = _CLOSERS.get(opener, "")
    return ("''",) if closers == "''" else tuple(closers)


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Say whether a mark can open: nothing or a blank or a bracket before it, a word behind it."""
    kind = mark[0]
    if kind in ("”", "''", "〞") or mark.end() >= end or text[mark.end()].isspace():
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    if kind in ('"', "»", "``"):
        return before in _OPENS_AFTER
    return not before.isalnum() or kind in "“«„"


def _reopens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Say whether a straight mark inside an open piece rather opens a new one: the first was never closed."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    return before.isspace() and mark.end() < end and text[mark.end()].isalnum()


def _is_inch(text: str, mark: re.Match[str], end: int) -> bool:
    before = text[max(mark.start() - 8, 0) : mark.start()]
    if _FEET.search(before):
        return True
    # `a 20" screen`: a mark behind a number, with more of the sentence and another mark to come.
    if not _INCH.search(before) or not re.match(r"\s[a-z]", text[mark.end() : mark.end() + 2]):
        return False
    later = text.find('"', mark.end(), min(end, mark.end() + 300))
    return later > 0 and not text[later - 1].isspace()


def _may_run_on(text: str, opened: re.Match[str]) -> bool:
    return (opened[0] in '“"«„' and text[opened.end()] in "‘'([….") or text[opened.end()].isupper()


def _piece(opened: re.Match[str], closed: re.Match[str]) -> Marked:
    return Marked(Span(opened.start(), closed.end()), Span(opened.end(), closed.start()), True)


def _with_singles(text: str, start: int, end: int, doubles: list[Marked]) -> list[Marked]:
    """Add the pieces between single marks that lie outside the double ones, or around them."""
    pieces: list[Marked] = []
    at, ahead, close = 0, 0, -1
    for mark in _SINGLE.finditer(text, start, end):
        while ahead < len(doubles) and doubles[ahead].span.end <= mark.start():
            if doubles[ahead].span.start >= at:
                pieces.append(doubles[ahead])
            ahead += 1
        following = doubles[ahead] if ahead < len(doubles) else None
        if mark.start() < at or (following is not None and following.span.start <= mark.start()):
            continue
        if close < mark.end():
            first = _SINGLE_CLOSE.search(text, mark.end(), end)
            close = first.start() if first else len(text) + LONGEST_SINGLE
        piece = _single(text, mark, end) if close < mark.end() + LONGEST_SINGLE else None
        if piece is not None and (following is None or not _cross(piece.span, following.span)):
            pieces.append(piece)
            at = piece.span.end
    return pieces + [double for double in doubles[ahead:] if double.span.start >= at]


def _cross(left: Span, right: Span) -> bool:
    return left.overlaps(right) and not left.covers(right)


def _single(text: str, mark: re.Match[str], end: int) -> Marked | None:
    """Pair a single opening mark: best with a mark behind punctuation, else with one that is no plural's apostrophe."""
    if _ELISIONS.match(text, mark.start()):
        return None
    weak: re.Match[str] | None = None
    for close in _SINGLE_CLOSE.finditer(text, mark.end(), min(end, mark.end() + LONGEST_SINGLE)):
        before = text[close.start() - 1]
        if before in _TERMINAL:
            return _piece(mark, close)
        if before not in "sS" and weak is None:
            weak = close
            if text[close.end() : close.end() + 1] in (",", ";", ".", ")"):
                break
    return None if weak is None else _piece(mark, weak)
