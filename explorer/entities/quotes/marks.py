"""Pair quotation marks of all kinds into the pieces of text that they enclose.

One pass over the marks. Apostrophes, feet and inches are told from quotation marks by what touches them. Marks that
do not pair are dropped, except that a quotation may run to the end of its paragraph and go on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.entities.quotes.paragraphs import paragraphs
from explorer.model.span import Span
from explorer.values import dataclass

# Two commas stand for a low mark where somebody typed or scanned one so; a mark between letters is a bad apostrophe.
_DOUBLE = re.compile(r"""(?<!\w)"|"(?!\w)|[“”„«»‟〝〞]|``|''|(?<![^\s(\[]),,(?=\w)""")
_SINGLE = re.compile(r"""(?<![\w'‘’])(?:['‘‚](?=[^\W\d]|\.\.\.|…|[“"][^\W\d])|‹(?=\w))""")
_SINGLE_CLOSERS = {
    opener: re.compile(rf"(?<=\S)[{closers}](?![\w'’])")
    for opener, closers in {"'": "'", "‘": "’'", "‚": "‘’'", "‹": "›"}.items()
}
_CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”", '"', "''"),
    '"': ('"', "”", "''"),
    "„": ("“", "”", '"', "''"),
    ",,": ("''", "“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«",),
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "〝": ("〞",),
}
_PLAIN = ('"', "''")  # the same mark opens and closes
_ELISIONS = re.compile(r"['‘](?:em|til|tis|twas|cause|bout|n|neath|round|gainst)\b", re.IGNORECASE)
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_INCH = re.compile(r"\d$")
# A name in straight marks within a quotation: `"He bought the "B" shares," she said.`
_NESTED = re.compile(r'(?P<name>"[^"\s]{1,15}")\s[^"]{1,300}[,.?!…]"')
_TERMINAL = ".,!?…;:-—–"
_OPENS_AFTER = " \t\n\u00a0([{—–-/:;>=*_"
_ONLY_CLOSED = "'‘‚‹"  # an apostrophe is taken for one of these so easily that it must be closed somewhere
LONGEST_SINGLE = 1200
"""Characters that single marks may enclose: beyond that an apostrophe was taken for a mark."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece between marks; `span` with its marks, `inner` without; `closed` says whether its end mark stands."""

    span: Span
    inner: Span
    closed: bool


def find_marked(text: str, parts: Sequence[Span] | None = None) -> list[Marked]:
    """Return the outermost pieces between quotation marks, ascending; one that runs over paragraphs is one piece.

    `parts` are the paragraphs, if they are known already.
    """
    pieces: list[Marked] = []
    running: Marked | None = None  # unclosed at the end of the paragraph before
    for part in paragraphs(text) if parts is None else parts:
        found = _with_singles(text, part.start, part.end, _doubles(text, part.start, part.end))
        if running is not None:
            if found and _continues(text, running, found[0], part.start):
                found[0] = Marked(
                    Span(running.span.start, found[0].span.end),
                    Span(running.inner.start, found[0].inner.end),
                    found[0].closed,
                )
            elif text[running.span.start] not in _ONLY_CLOSED:
                pieces.append(running)
            running = None
        if found and not found[-1].closed:
            running = found.pop()
        pieces += found
    return pieces if running is None or text[running.span.start] in _ONLY_CLOSED else [*pieces, running]


def _continues(text: str, running: Marked, first: Marked, start: int) -> bool:
    same = text[running.span.start] == text[first.span.start]
    return same and not text[start : first.span.start].strip()


def _doubles(text: str, start: int, end: int) -> list[Marked]:
    """Return the pieces between double marks in one paragraph; only the last may be unclosed.

    Where an opened mark is closed nowhere although more are opened behind it, it was a slip: the last counts.
    """
    pieces, slipped = _paired(text, start, end, nest=True)
    return _paired(text, start, end, nest=False)[0] if slipped else pieces


def _paired(text: str, start: int, end: int, nest: bool) -> tuple[list[Marked], bool]:
    """Pair double marks; say whether one that others are nested in was never closed."""
    pieces: list[Marked] = []
    opened: re.Match[str] | None = None
    depth, at, nested = 0, start, False
    spaced = text.count('"', start, end) % 2 == 0
    for mark in _DOUBLE.finditer(text, start, end):
        kind = mark[0]
        if mark.start() < at:
            continue
        if opened is None:
            if _opens(text, mark, start, end, spaced):
                opened, depth, nested = mark, 0, False
        elif kind == opened[0] and kind in _PLAIN and _reopens(text, mark, start, end):
            name = _NESTED.match(text, mark.start(), end)
            opened, at = (mark, at) if name is None else (opened, name.end("name"))
        elif kind in _CLOSERS[opened[0]]:
            if depth:
                depth -= kind not in _PLAIN
            elif kind != '"' or not _is_inch(text, mark, end):
                pieces.append(_piece(opened, mark))
                opened = None
        elif kind == opened[0] and kind in "“«":
            nested = True
            opened, depth = (opened, depth + 1) if nest else (mark, 0)
    if opened is not None and _may_run_on(text, opened):
        stop = start + len(text[start:end].rstrip())
        pieces.append(Marked(Span(opened.start(), stop), Span(opened.end(), stop), False))
    return pieces, opened is not None and nested


def _opens(text: str, mark: re.Match[str], start: int, end: int, spaced: bool) -> bool:
    """Say whether a mark can open: nothing or a blank or a bracket before it, a word behind it.

    Scanned texts have blanks inside marks: there `spaced` says that the straight marks of the paragraph are even.
    """
    kind = mark[0]
    if kind in "”〞" or mark.end() >= end:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    if text[mark.end()].isspace():
        return kind == "«" or (kind == '"' and spaced and before in _OPENS_AFTER)
    if kind in ('"', "»", "``", "''"):
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
    first = text[opened.end() : opened.end() + 1]
    return first.isupper() or (first != "" and opened[0] in '“"«„' and first in "‘'“([….")


def _piece(opened: re.Match[str], closed: re.Match[str]) -> Marked:
    return Marked(Span(opened.start(), closed.end()), Span(opened.end(), closed.start()), True)


def _with_singles(text: str, start: int, end: int, doubles: list[Marked]) -> list[Marked]:
    """Add the pieces between single marks that lie outside the double ones, or around them."""
    pieces: list[Marked] = []
    at, ahead = 0, 0
    close: dict[str, int] = {}  # the next mark that may close, looked for once until it is passed
    for mark in _SINGLE.finditer(text, start, end):
        while ahead < len(doubles) and doubles[ahead].span.end <= mark.start():
            if doubles[ahead].span.start >= at:
                pieces.append(doubles[ahead])
            ahead += 1
        following = doubles[ahead] if ahead < len(doubles) else None
        if mark.start() < at or (following is not None and following.span.start <= mark.start()):
            continue
        if close.get(mark[0], -1) < mark.end():
            first = _SINGLE_CLOSERS[mark[0]].search(text, mark.end(), end)
            close[mark[0]] = first.start() if first else len(text) + LONGEST_SINGLE
        piece = _single(text, mark, end) if close[mark[0]] < mark.end() + LONGEST_SINGLE else None
        begins = text[max(start, mark.start() - 4) : mark.start()].rstrip()[-1:] in ("", ":")
        if piece is None and following is None and begins and _may_run_on(text, mark):
            stop = start + len(text[start:end].rstrip())
            return [Marked(Span(mark.start(), stop), Span(mark.end(), stop), False)]
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
    for close in _SINGLE_CLOSERS[mark[0]].finditer(text, mark.end(), min(end, mark.end() + LONGEST_SINGLE)):
        before = text[close.start() - 1]
        if before in _TERMINAL:
            return _piece(mark, close)
        if before not in "sS" and weak is None:
            weak = close
            if text[close.end() : close.end() + 1] in (",", ";", ".", ")"):
                break
    return None if weak is None else _piece(mark, weak)
