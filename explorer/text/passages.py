"""Choose the stretches of a text that show best why it was found."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from explorer.model.results import Passage, Spot
from explorer.model.span import Span
from explorer.text.sentences import sentences

WIDTH = 240
"""Characters that a passage has, about."""

_REPEAT = 0.1
"""What a word adds when it is hit once more in a window, as a share of its weight."""
_NOISE = 1e-9
"""Difference of scores that sums of floating numbers make by themselves."""
_CONTEXT = 800
"""Characters to either side of a window within which sentences are cut."""


def best_passages(
    text: str, spots: Sequence[Spot], count: int, width: int = WIDTH, ends: Sequence[int] | None = None
) -> tuple[Passage, ...]:
    """Return up to `count` passages of about `width` characters, best first: most of the rare words, close together.

    `spots` are hits in `text`, ascending and apart. `ends` are those of the text's sentences, if they are known: start,
    end, start, end. Passages do not overlap, and begin and end at a sentence's or word's end. No hit gives the opening.
    """
    if count <= 0:
        return ()
    if not spots:
        opening = _opening(text, width, ends)
        return (Passage(opening, opening.of(text)),) if len(opening) else ()
    passages: list[Passage] = []
    for first, last in _best_windows(spots, width):
        low, high = spots[first][0], spots[last][1]
        if passages and any(low < passage.span.end and passage.span.start < high for passage in passages):
            continue
        start, end = _around(text, low, high, width, ends)
        for span in [passage.span for passage in passages]:  # cut back where one already chosen is run into
            if start < span.end <= low:
                start = span.end
            if high <= span.start < end:
                end = span.start
        passages.append(Passage(Span(start, end), text[start:end], _within(spots, start, end, first)))
        if len(passages) == count:
            break
    return tuple(passages)


def _within(spots: Sequence[Spot], start: int, end: int, first: int) -> tuple[Span, ...]:
    """Return the hits from `start` to `end`, of which number `first` is the first that is known."""
    while first > 0 and spots[first - 1][0] >= start:
        first -= 1
    last = first
    while last < len(spots) and spots[last][1] <= end:
        last += 1
    return tuple([Span(begin, stop) for begin, stop, _, _ in spots[first:last]])


def _best_windows(spots: Sequence[Spot], width: int) -> list[tuple[int, int]]:
    """Return windows as numbers of their first and last hit, best first; of those that begin near each other one.

    The longest window that ends with each hit is looked at. It is as good as the weight of its words, more for
    repetitions and for taking a small share of `width`.
    """
    candidates: list[tuple[float, int, int]] = []
    inside: dict[int, int] = {}
    distinct = repeated = 0.0
    first, start = 0, spots[0][0]
    part = stretch = start // width
    best, best_first, best_last = -math.inf, 0, 0
    for last, (_, end, word, weight) in enumerate(spots):
        if word in inside:
            inside[word] += 1
            repeated += weight
        else:
            inside[word] = 1
            distinct += weight
        while end - start > width and first < last:
            _, _, left, its = spots[first]
            inside[left] -= 1
            if inside[left]:
                repeated -= its
            else:
                del inside[left]
                distinct -= its
            first += 1
            start = spots[first][0]
            part = start // width
        again = repeated if repeated < distinct else distinct
        score = distinct * (1.05 - 0.05 * (end - start) / width) + _REPEAT * again
        if part != stretch:
            candidates.append((-round(best, 6), best_first, best_last))
            best, best_first, best_last, stretch = score, first, last, part
        elif score > best + _NOISE:
            best, best_first, best_last = score, first, last
    candidates.append((-round(best, 6), best_first, best_last))
    candidates.sort()
    return [(first, last) for _, first, last in candidates]


def _around(text: str, core: int, stop: int, width: int, ends: Sequence[int] | None) -> tuple[int, int]:
    """Widen `core` to `stop` to about `width` characters, to ends of sentences where they fit, of words otherwise."""
    if stop - core >= width:
        return core, min(stop, core + 2 * width)
    low, high = (0, len(text) + 1) if ends else (max(0, core - _CONTEXT), min(len(text), stop + _CONTEXT))
    if not ends:
        near = sentences(text[low:high], Span(core - low, min(core + width, high) - low))
        ends = [end for span in near for end in (low + span.start, low + span.end)]
    spare = width - (stop - core)
    before = bisect_right(ends, core)
    start = ends[before - 1] if before % 2 else core
    if start == low > 0 or core - start > spare * 3 // 4:
        start = _word_start(text, max(core - spare // 2, start), core)
    limit = min(len(text), start + width)
    end = _last_end(ends, min(limit, high - 1 if high < len(text) else limit))  # a stretch is cut at no sentence's end
    if end < stop or end - start < width // 3:
        end = _word_end(text, stop, limit)
    return start, max(end, stop)


def _last_end(ends: Sequence[int], limit: int) -> int:
    """Return the last end of a sentence up to `limit`, −1 if there is none."""
    last = bisect_right(ends, limit) // 2 * 2 - 1
    return ends[last] if last > 0 else -1


def _opening(text: str, width: int, ends: Sequence[int] | None) -> Span:
    """Return the first sentences that fit into `width`, or the first words."""
    start = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
    if len(text) - start <= width:
        return Span(start, start + len(text[start:].rstrip()))
    if not ends:
        ends = [
            at + start for span in sentences(text[start : start + width + _CONTEXT]) for at in (span.start, span.end)
        ]
    last = _last_end(ends, start + width)
    if last - start >= width // 3:
        return Span(start, last)
    end = _word_end(text, start + 1, start + width)
    return Span(start, end if end - start >= width // 3 else start + width)


def _word_start(text: str, at: int, last: int) -> int:
    """Return the first start of a word from `at` on, at most `last`."""
    if at == 0 or text[at - 1].isspace():
        return at
    while at < last and not text[at].isspace():
        at += 1
    while at < last and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, first: int, limit: int) -> int:
    """Return the last end of a word up to `limit`, at least `first`."""
    at = limit
    if at < len(text) and not text[at].isspace():
        while at > first and not text[at - 1].isspace():
            at -= 1
        if at <= first:
            at = first
    while at > first and text[at - 1].isspace():
        at -= 1
    return at
