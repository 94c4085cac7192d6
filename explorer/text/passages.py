"""Choose the stretches of a text that show best why it was found."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from explorer.model.results import Passage
from explorer.model.span import Span
from explorer.text.sentences import sentences

_STEM = 6
"""Characters by which two hits count as the same word: plan, plans and planned tell no more than one of them."""
_REPEAT = 0.1
"""What a word adds when it is hit once more in a window, as a share of its weight."""
_NOISE = 1e-9
"""Difference of scores that sums of floating numbers make by themselves."""
_CONTEXT = 800
"""Characters to either side of a window within which sentences are cut."""


def best_passages(
    text: str,
    hits: Sequence[Span],
    weights: Sequence[float] | None,
    count: int,
    width: int = 240,
    words: Sequence[int] | None = None,
    ends: Sequence[int] | None = None,
) -> tuple[Passage, ...]:
    """Return up to `count` passages of about `width` characters, best first: most of the rare words, close together.

    `hits` are spans of `text`; `weights` has one number a hit, larger for rarer words; None weighs by rarity in the
    text. `words` has for each hit the number of what it is a hit of; None tells by the letters it begins with. `ends`
    are those of the text's sentences, if they are known: start, end, start, end. Passages do not overlap, and begin and
    end at a sentence's or word's end. No hit gives the opening.
    """
    if count <= 0:
        return ()
    seen = [number for number, hit in enumerate(hits) if hit.end > hit.start]
    if not seen:
        opening = _opening(text, width, ends)
        return (Passage(opening, opening.of(text)),) if len(opening) else ()
    seen.sort(key=lambda number: (hits[number].start, hits[number].end))
    ordered = [hits[number] for number in seen]
    same = _same(text, ordered) if words is None else [words[number] for number in seen]
    weighed = _rarities(same) if weights is None else [weights[number] for number in seen]
    passages: list[Passage] = []
    for first, last in _best_windows(ordered, same, weighed, width):
        core = Span(ordered[first].start, max(hit.end for hit in ordered[first : last + 1]))
        if any(core.overlaps(passage.span) for passage in passages):
            continue
        span = _apart(_around(text, core, width, ends), core, passages)
        passages.append(Passage(span, span.of(text), _within(ordered, span, first, last)))
        if len(passages) == count:
            break
    return tuple(passages)


def _same(text: str, hits: Sequence[Span]) -> list[Hashable]:
    """Return what tells for each hit which word it is."""
    return [text[hit.start : min(hit.end, hit.start + _STEM)].casefold() for hit in hits]


def _rarities(words: Sequence[Hashable]) -> list[float]:
    """Return the weight of each hit by how rare its word is among them."""
    rarity = {word: 1.0 + math.log(len(words) / times) for word, times in Counter(words).items()}
    return [rarity[word] for word in words]


def _within(hits: Sequence[Span], span: Span, first: int, last: int) -> tuple[Span, ...]:
    """Return the hits that lie in a span which holds those from `first` to `last`."""
    while first > 0 and hits[first - 1].start >= span.start:
        first -= 1
    while last < len(hits) and hits[last].start < span.end:
        last += 1
    return tuple(hit for hit in hits[first:last] if hit.start >= span.start and hit.end <= span.end)


def _best_windows(
    hits: Sequence[Span], words: Sequence[Hashable], weights: Sequence[float], width: int
) -> list[tuple[int, int]]:
    """Return windows as numbers of their first and last hit, best first; of those that begin near each other one."""
    candidates: list[tuple[float, int, int]] = []
    stretch = -1
    best, window = 0.0, (0, 0)
    for score, first, last in _windows(hits, words, weights, width):
        part = hits[first].start // width
        if part != stretch:
            if stretch >= 0:
                candidates.append((-round(best, 6), *window))
            stretch, best, window = part, score, (first, last)
        elif score > best + _NOISE:
            best, window = score, (first, last)
    candidates.append((-round(best, 6), *window))
    candidates.sort()
    return [(first, last) for _, first, last in candidates]


def _windows(
    hits: Sequence[Span], words: Sequence[Hashable], weights: Sequence[float], width: int
) -> Iterator[tuple[float, int, int]]:
    """Yield for each hit how good the longest window is that ends with it, and its first and last hit.

    A window is as good as the weight of its words, more for repetitions and for taking a small share of `width`.
    """
    inside: dict[Hashable, int] = {}
    distinct = repeated = 0.0
    first = 0
    for last, (hit, word, weight) in enumerate(zip(hits, words, weights, strict=True)):
        inside[word] = times = inside.get(word, 0) + 1
        if times == 1:
            distinct += weight
        else:
            repeated += weight
        end, start = hit.end, hits[first].start
        while first < last and end - start > width:
            left = words[first]
            inside[left] -= 1
            if inside[left]:
                repeated -= weights[first]
            else:
                distinct -= weights[first]
            first += 1
            start = hits[first].start
        again = repeated if repeated < distinct else distinct
        yield distinct * (1.05 - 0.05 * (end - start) / width) + _REPEAT * again, first, last


def _around(text: str, core: Span, width: int, ends: Sequence[int] | None) -> Span:
    """Widen `core` to about `width` characters, to the ends of sentences where they fit and of words otherwise."""
    if len(core) >= width:
        return Span(core.start, min(core.end, core.start + 2 * width))
    low, high = (0, len(text) + 1) if ends else (max(0, core.start - _CONTEXT), min(len(text), core.end + _CONTEXT))
    if not ends:
        stretch = Span(core.start - low, min(core.start + width, high) - low)
        near = sentences(text[low:high], stretch)
        ends = [end for span in near for end in (low + span.start, low + span.end)]
    spare = width - len(core)
    before = bisect_right(ends, core.start)
    start = ends[before - 1] if before % 2 else core.start
    if start == low > 0 or core.start - start > spare * 3 // 4:
        start = _word_start(text, max(core.start - spare // 2, start), core.start)
    limit = min(len(text), start + width)
    end = _last_end(ends, min(limit, high - 1 if high < len(text) else limit))  # a stretch is cut at no sentence's end
    if end < core.end or end - start < width // 3:
        end = _word_end(text, core.end, limit)
    return Span(start, max(end, core.end))


def _last_end(ends: Sequence[int], limit: int) -> int:
    """Return the last end of a sentence up to `limit`, −1 if there is none."""
    last = bisect_right(ends, limit) // 2 * 2 - 1
    return ends[last] if last > 0 else -1


def _apart(span: Span, core: Span, passages: list[Passage]) -> Span:
    """Cut `span` back where it runs into a passage already chosen."""
    start = max((p.span.end for p in passages if span.start < p.span.end <= core.start), default=span.start)
    end = min((p.span.start for p in passages if core.end <= p.span.start < span.end), default=span.end)
    return Span(start, end)


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
