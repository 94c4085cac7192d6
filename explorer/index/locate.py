"""Where the hits of a plan stand in a long document, told by the positions of its words: its text need not be read.

A text is stored with steps: at which character and with which token each of its pieces begins but the first. So the
best windows are chosen among numbers, and only the pieces that hold them are cut into tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.analysis import Analyser, is_ideographic, matches
from explorer.index.nodes import Series, Slot, Term, is_stop, whole_words
from explorer.index.plainly import Leaf
from explorer.model.results import Spot, Stretch
from explorer.model.span import Span, Spans

Numbers = NDArray[np.int64]

WINDOW = 40
"""Tokens of a window that is chosen; a passage has about as many."""

MOST_WINDOWS = 100
"""Windows that are chosen at most."""

CONTEXT = 1000
"""Characters to either side of the pieces of a window within which sentences are cut."""

KEPT = 64
"""Pieces of a text whose tokens are remembered."""

_REPEAT = 0.1
"""What a part adds when it stands once more in a window, as a share of its weight."""


class Located:
    """The hits of a plan in one text.

    Hit i reaches from token `firsts[i]` to token `lasts[i]` and is of part `words[i]`, whose weight is in `weights`.
    Pieces begin at `characters[n]` with token `tokens[n]`; the last one ends at `length`.
    """

    def __init__(
        self,
        analyser: Analyser,
        hits: tuple[Numbers, Numbers, Numbers],
        weights: Sequence[float],
        steps: tuple[Numbers, Numbers],
        length: int,
    ) -> None:
        self._analyser = analyser
        self._firsts, self._lasts, self._words = hits
        self._weights = np.array(weights)
        self._characters = np.concatenate([[0], steps[0], [length]])
        self._tokens = np.concatenate([[0], steps[1]])
        self.hits = len(self._firsts)

    def stretches(self, count: int) -> tuple[Stretch, ...]:
        """Return what to read of the text for its best `count` passages, best first."""
        found: list[tuple[int, int, int]] = []
        for first, last in _best(self._firsts, self._words, self._weights, min(count, MOST_WINDOWS)):
            low, high, windows = self._piece(self._firsts[first]), self._piece(self._lasts[last]), 1
            near = [at for at, (begin, end, _) in enumerate(found) if low <= end + 1 and high >= begin - 1]
            for at in near:
                low, high, windows = min(low, found[at][0]), max(high, found[at][1]), windows + found[at][2]
            place = near[0] if near else len(found)
            found = [each for at, each in enumerate(found) if at not in near]
            found.insert(place, (low, high, windows))
        return tuple(self._stretch(*each) for each in found)

    def _stretch(self, low: int, high: int, windows: int) -> Stretch:
        """Return the stretch about the pieces from `low` to `high`."""
        core = Span(int(self._characters[low]), int(self._characters[high + 1]))
        end = min(int(self._characters[-1]), core.end + CONTEXT)
        return Stretch(Span(max(0, core.start - CONTEXT), end), core, windows)

    def lit(self, stretch: Stretch, text: str) -> list[Spot]:
        """Return the hits in the core of a stretch, as offsets of `text`, which is that of the stretch."""
        low, high = self._piece_at(stretch.core.start), self._piece_at(stretch.core.end - 1)
        first, last = np.searchsorted(self._firsts, [self._tokens[low], self._token_after(high)])
        found: list[Spot] = []
        core = stretch.core.shifted(-stretch.span.start)
        tokens = _tokens(self._analyser, text, core.start, core.end)
        base = int(self._tokens[low])
        chosen = slice(int(first), int(last))
        for begin, end, word in zip(
            self._firsts[chosen].tolist(), self._lasts[chosen].tolist(), self._words[chosen].tolist(), strict=True
        ):
            if end - base < len(tokens):
                found.append((tokens[begin - base][0], tokens[end - base][1], word, float(self._weights[word])))
        return found

    def spans(self, text: str, others: Sequence[Span] = ()) -> Spans:
        """Return all hits in the text, each made when it is asked for.

        Those up to the last of the `others`, ascending spans, are made at once and joined with them.
        """
        make = self._maker(text)
        if not others:
            return Spans(self.hits, make, self._parts)
        piece = self._piece_at(max(other.end for other in others) - 1)
        first = int(np.searchsorted(self._firsts, self._token_after(piece))) if self.hits else 0
        joined: list[Span] = []
        for span in sorted([*map(make, range(first)), *others]):
            if joined and span.start < joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        more = len(joined) - first

        def parts(count: int) -> set[int]:
            return self._parts(count) | {span.start * count // max(1, len(text)) for span in joined}

        return Spans(
            self.hits + more, lambda number: joined[number] if number < len(joined) else make(number - more), parts
        )

    def _maker(self, text: str) -> Callable[[int], Span]:
        """Return what makes a hit in the text by its number."""
        ends = self._characters.tolist()

        @lru_cache(KEPT)
        def tokens(piece: int) -> list[tuple[int, int]]:
            return _tokens(self._analyser, text, ends[piece], ends[piece + 1])

        def token(number: int) -> tuple[int, int]:
            piece = self._piece(number)
            row = tokens(piece)
            if not row:
                return ends[piece], ends[piece]
            return row[min(number - int(self._tokens[piece]), len(row) - 1)]  # were the text another one, it ends here

        def make(number: int) -> Span:
            return Span(token(int(self._firsts[number]))[0], token(int(self._lasts[number]))[1])

        return make

    def _parts(self, count: int) -> set[int]:
        """Return in which of `count` equal parts of the text hits start, as if all tokens of a piece were as long."""
        if not self.hits:
            return set()
        pieces = np.searchsorted(self._tokens, self._firsts, side="right") - 1
        ends = np.append(self._tokens[1:], max(int(self._tokens[-1]), int(self._lasts[-1])) + 1)
        share = (self._firsts - self._tokens[pieces]) / (ends - self._tokens)[pieces]
        at = self._characters[pieces] + share * (self._characters[1:] - self._characters[:-1])[pieces]
        return set(np.unique(at.astype(np.int64) * count // max(1, int(self._characters[-1]))).tolist())

    def _piece(self, token: int | np.int64) -> int:
        return int(np.searchsorted(self._tokens, token, side="right")) - 1

    def _piece_at(self, character: int) -> int:
        return int(np.searchsorted(self._characters[:-1], character, side="right")) - 1

    def _token_after(self, piece: int) -> int:
        return int(self._tokens[piece + 1]) if piece + 1 < len(self._tokens) else int(self._lasts[-1]) + 1


def _tokens(analyser: Analyser, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the tokens of a piece of text start and end."""
    if text[start:end].isascii():
        return [match.span() for match in matches(text, start, end)]
    found: list[tuple[int, int]] = []
    for match in matches(text, start, end):
        if match.group().isascii():
            found.append(match.span())
        else:
            parts = analyser.tokens(text, match.start(), match.end())
            found += [(span.start, span.end) for _, _, span in parts]
    return found


def _best(firsts: Numbers, words: Numbers, weights: NDArray[Any], count: int) -> Iterator[tuple[int, int]]:
    """Yield the best windows, numbers of their first and last hits; they do not overlap.

    A window is as good as the weight of its parts, more for repetitions and for being short.
    """
    if not len(firsts) or count <= 0:
        return
    ends = np.searchsorted(firsts, firsts + WINDOW)
    distinct, repeated = np.zeros(len(firsts)), np.zeros(len(firsts))
    for word in np.flatnonzero(np.bincount(words)).tolist():
        before = np.concatenate([[0], np.cumsum(words == word)])
        inside = before[ends] - before[:-1]
        distinct += weights[word] * (inside > 0)
        repeated += weights[word] * np.maximum(inside - 1, 0)
    share = (firsts[ends - 1] - firsts) / WINDOW
    scores = distinct * (1.05 - 0.05 * share) + _REPEAT * np.minimum(repeated, distinct)
    for _ in range(count):
        first = int(np.argmax(scores))
        if scores[first] < 0:
            return
        last = int(ends[first]) - 1
        yield first, last
        scores[np.searchsorted(firsts, firsts[first] - WINDOW, side="right") : last + 1] = -1.0


# finding the hits

Places = Callable[[Slot], Numbers]
"""Returns the positions of a slot in a document, ascending."""


def hits_of(leaves: Sequence[tuple[Leaf, bool]], places: Places) -> tuple[Numbers, Numbers, Numbers]:
    """Return first token, last token and leaf of each hit of some leaves, ascending, those that overlap made one.

    Each leaf comes with whether its words may stand apart where they stand nowhere in a row.
    """
    parts: list[tuple[Numbers, Numbers, int]] = []
    for word, (leaf, loose) in enumerate(leaves):
        if not isinstance(leaf, Series):
            at = places(leaf)
            parts.append((at, at, word))
            continue
        first, last = in_row([places(slot) for slot in leaf.slots], leaf.slop)
        parts.append((first, last, word))
        if loose and not len(first):
            apart = [places(term) for term in dict.fromkeys(whole_words(leaf) or ()) if not is_stop(term)]
            parts += [(at, at, word) for at in apart]
    first = np.concatenate([np.empty(0, dtype=np.int64), *(part[0] for part in parts)])
    last = np.concatenate([np.empty(0, dtype=np.int64), *(part[1] for part in parts)])
    words = np.repeat(np.array([part[2] for part in parts], dtype=np.int64), [len(part[0]) for part in parts])
    return first, last, words


def united(hits: tuple[Numbers, Numbers, Numbers], weights: Sequence[float]) -> tuple[Numbers, Numbers, Numbers]:
    """Return hits ascending, with those that overlap made one, which is of the rarest of their leaves."""
    first, last, words = hits
    if len(first) < 2:
        return hits
    order = np.argsort(first, kind="stable")
    first, last, words = first[order], last[order], words[order]
    reach = np.maximum.accumulate(last)
    new = np.concatenate([[True], first[1:] > reach[:-1]])
    if new.all():
        return first, last, words
    starts = np.flatnonzero(new)
    rarest = np.maximum.reduceat(np.array(weights)[words], starts)
    group = np.cumsum(new) - 1
    fits = np.flatnonzero(np.array(weights)[words] == rarest[group])
    chosen = np.empty(len(starts), dtype=np.int64)
    chosen[group[fits][::-1]] = words[fits][::-1]
    return first[starts], reach[np.append(starts[1:], len(first)) - 1], chosen


def in_row(rows: Sequence[Numbers], slop: int) -> tuple[Numbers, Numbers]:
    """Return where positions of each row follow one another, `slop` others between neighbours at most.

    Each place is told by its first position, and has the nearest of its possible last ones.
    """
    first = last = rows[-1]
    for row in reversed(rows[:-1]):
        if not len(first) or not len(row):
            return row[:0], row[:0]
        after = np.searchsorted(first, row, side="right")
        near = np.minimum(after, len(first) - 1)
        fits = (after < len(first)) & (first[near] - row <= slop + 1)
        first, last = row[fits], last[near[fits]]
    return first, last


def locatable(leaves: Sequence[tuple[Leaf, bool]]) -> bool:
    """Say whether hits are told apart by their positions: those of ideographs share characters with the next ones."""
    slots = [slot for leaf, _ in leaves for slot in (leaf.slots if isinstance(leaf, Series) else (leaf,))]
    texts = [text for slot in slots for text in (slot.texts if isinstance(slot, Term) else (slot.text,))]
    return not any(map(is_ideographic, texts))
