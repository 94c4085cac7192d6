"""Cut a text into sentences by its punctuation, its lines and its abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.model.span import Span
from explorer.text.abbreviations import ALWAYS, BEFORE_NUMBER, EITHER, LOWER, STARTERS

LONGEST = 2000
"""Characters after which a sentence is cut at a word's end, so that text without full stops stays manageable."""

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_CLOSERS = "\"'”’»›)\\]}*_"
_STOP = re.compile(  # one set of characters at its beginning makes it several times as fast as two alternatives
    r"[.!?…؟۔。！？｡।॥]"
    rf"(?:(?<=[.!?…؟۔])[.!?…؟۔]*[{_CLOSERS}]*(?=\s|$)|(?<=[。！？｡।॥])[。！？｡।॥]*[」』”’）》]*)"
)
_NEXT = re.compile(r"\s*[\"'“‘«‹„(\[{*_]*")
_TOKEN = re.compile(r"[^\s\"“‘«(\[/—–]*$")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_ITEM = re.compile(r"\n(?=[^\S\n]*(?:[-*+•·▪◦‣–—>]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|#{1,6}|\|)(?:\s|$))")
_HEADING = re.compile(r"[^\S\n]*#{1,6}\s")
_NUMBER = re.compile(r"\(?\d{1,3}")
_ALWAYS_STOPS = frozenset("。！？｡।॥")
_NARROW = 48
"""Lines as wide as this or narrower are not wrapped prose: verse, addresses, tables."""


def sentences(text: str, within: Span | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text`, ascending, not overlapping; together they cover all that is not blank.

    A sentence never crosses a blank line, never holds more than `LONGEST` characters, and has no blank at its ends.
    With `within`, only those that reach into it or end or begin at its ends; others are not looked for.
    """
    low, high = (0, len(text)) if within is None else (within.start, within.end)
    found: list[Span] = []
    start = 0
    for end in _PARAGRAPH_END.finditer(text):
        if end.start() >= low:
            _paragraph(text, start, end.start(), low, high, found)
        start = end.end()
        if start > high:
            break
    else:
        _paragraph(text, start, len(text), low, high, found)
    return tuple(span for span in found if span.end >= low and span.start <= high)


def _paragraph(text: str, start: int, end: int, low: int, high: int, found: list[Span]) -> None:
    """Append the sentences of one paragraph, at least those that touch what lies from `low` to `high`."""
    for begin, stop in _blocks(text, start, end):
        if stop < low:
            continue
        if begin > high:
            return
        at = begin
        for match in _STOP.finditer(text, begin, stop):
            if _ends_sentence(text, at, match, stop):
                _append(text, at, match.end(), found)
                at = match.end()
                if at > high:
                    return
        _append(text, at, stop, found)


def _append(text: str, start: int, end: int, found: list[Span]) -> None:
    """Append the span without blanks at its ends, in pieces if it is too long, unless nothing is left of it."""
    piece = text[start:end]
    bare = piece.lstrip()
    start += len(piece) - len(bare)
    end = start + len(bare.rstrip())
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        kept = len(text[start:cut].rstrip())
        if kept:
            found.append(Span(start, start + kept))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        found.append(Span(start, end))


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph where a line's end ends a sentence: headings, list items, capitals, lines too short to wrap."""
    lines = text[start:end].split("\n")
    if len(lines) == 1:
        yield start, end
        return
    apart = _stand_apart(lines)
    items = {match.end() for match in _NEXT_ITEM.finditer(text, start, end)}
    marked = text.find("#", start, end) >= 0
    if not (apart or items or marked or any(map(str.isupper, lines))):
        yield start, end  # wrapped prose, as most paragraphs are
        return
    at, following = start, start
    before = ""
    for line in lines:
        if before and line:
            cut = apart or following in items or _capitals(before) != _capitals(line)
            if cut or (marked and _HEADING.match(before)):
                yield at, following - 1
                at = following
        before = line
        following += len(line) + 1
    yield at, end


def _stand_apart(lines: list[str]) -> bool:
    """Say whether each line stands for itself: all are narrow and none goes on in lower case."""
    return max(map(len, lines)) <= _NARROW and not any(line.lstrip()[:1].islower() for line in lines)


def _capitals(line: str) -> bool:
    """Say whether a line is set in capitals throughout, as headlines of agencies are, not just a name in capitals."""
    return line.isupper() and " " in line.strip() and sum(map(str.isalpha, line)) > 7


def _ends_sentence(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Say whether the stop at `match` ends the sentence that began at `start`."""
    mark = match.group()
    if mark[0] in _ALWAYS_STOPS:
        return True
    opening = _NEXT.match(text, match.end(), end)
    at = opening.end() if opening else match.end()
    if at >= end:
        return True
    following = text[at]
    if following.islower() or following in "/,;:—–)" or (following == "-" and text[at : at + 2] == "--"):
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    return not _abbreviated(text, start, match.start(), at, quoted=len(mark) > 1)


def _abbreviated(text: str, start: int, stop: int, following: int, quoted: bool) -> bool:
    """Say whether the full stop at `stop` belongs to an abbreviation that the sentence goes on after."""
    token = _TOKEN.search(text, max(start, stop - 24), stop)
    written = token.group() if token else ""
    word = written.lower()
    if not word or quoted:
        return False
    if word in BEFORE_NUMBER and text[following].isdigit():
        return True
    if word in ALWAYS:
        return True
    if _NUMBER.fullmatch(word) and not text[start : stop - len(word)].strip():
        return True  # "1. First": the number of an item, not a sentence
    if len(word) == 1 and word.isalpha():
        return not _starts(text, following) or _initial_before(text, start, stop - 1)
    if (word in EITHER and (written[0].isupper() or "." in word or word in LOWER)) or (
        len(word) > 2 and all(len(part) == 1 for part in word.split("."))
    ):
        return not _starts(text, following)
    return False


def _initial_before(text: str, start: int, at: int) -> bool:
    """Say whether another initial stands right before the one at `at`, as in `J. R. Smith`."""
    return at - start >= 3 and text[at - 1] == " " and text[at - 2] == "." and text[at - 3].isupper()


def _starts(text: str, at: int) -> bool:
    """Say whether the word at `at` usually begins a sentence."""
    word = _WORD.match(text, at, at + 16)
    return word is not None and word.group().lower() in STARTERS
