"""What raises a leading document: words near each other, in a row as they were typed, and in the form that was typed.

Only the documents that lead anyway are looked at, all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from explorer.index.nodes import Series, Term, is_stop
from explorer.index.search.arrays import Numbers, Places
from explorer.index.search.contents import Content
from explorer.index.search.expansion import Stretch, places_of, written_so
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Scores, Scoring
from explorer.index.search.typed import MOST_PAIRS, MOST_WORDS, Typed, neighbours, words
from explorer.index.search.weights import Weights


@dataclass(frozen=True, slots=True)
class Gain:
    """What one rule adds at most, and to each of the leading documents; `why` is its name, `what` the words."""

    why: str
    what: tuple[str, ...]
    most: float
    counts: Scores
    points: Scores


class Closeness:
    """Looks at leading documents; raises IndexCorrupt."""

    def __init__(self, evaluation: Evaluation, scoring: Scoring, typed: Typed, weights: Weights) -> None:
        self._evaluation = evaluation
        self._scoring = scoring
        self._weights = weights
        plan = evaluation.plan
        self._pairs = list(islice(dict.fromkeys(neighbours(plan)), MOST_PAIRS)) if weights.proximity else []
        once = list(islice(dict.fromkeys(words(plan)), MOST_WORDS)) if weights.exact else []
        self._forms = [(word, typed.forms[word.texts[0]]) for word in once if word.texts[0] in typed.forms]
        self._row = typed.row if weights.phrase else None

    @property
    def most(self) -> float:
        """The most that a document can gain."""
        near = sum(self._near(left, right) for left, right in self._pairs)
        exact = sum(self._exact(word) for word, _ in self._forms)
        return near + exact + (self._in_row(self._row) if self._row else 0.0)

    def gains(self, segments: Places, documents: Numbers) -> Iterator[Gain]:
        """Yield what each rule adds to some documents, each given by its segment and its number there."""
        if not (self._pairs or self._forms or self._row):
            return
        led = _Led(self._evaluation, segments, documents)
        for left, right in self._pairs:
            counts = led.count(near(led.places(left), led.places(right), self._weights.window))
            yield self._gain("near", (left.texts[0], right.texts[0]), self._near(left, right), counts)
        for word, forms in self._forms:
            counts = led.count(led.written(word, forms))
            yield self._gain("exact", tuple(sorted(forms)), self._exact(word), counts)
        if self._row:
            counts = led.count(self._row_ends(led, self._row))
            yield self._gain("phrase", tuple(_name(slot) for slot in self._row.slots), self._in_row(self._row), counts)

    def _gain(self, why: str, what: tuple[str, ...], most: float, counts: Scores) -> Gain:
        return Gain(why, what, most, counts, most * counts / (counts + self._weights.soon))

    def _near(self, left: Term, right: Term) -> float:
        rarer = min(self._scoring.rarity(left), self._scoring.rarity(right))
        return self._weights.proximity / len(self._pairs) * (self._weights.soon + 1) * rarer

    def _exact(self, word: Term) -> float:
        return self._weights.exact / len(self._forms) * (self._weights.soon + 1) * self._scoring.rarity(word)

    def _in_row(self, row: Series) -> float:
        told = (slot for slot in row.slots if isinstance(slot, Term) and not is_stop(slot))
        return self._weights.phrase * (self._weights.soon + 1) * sum(map(self._scoring.rarity, told))

    def _row_ends(self, led: _Led, row: Series) -> Places:
        """Return where the words that were typed stand in a row; common ones are not read where the rarer do not."""
        slots = [slot for slot in row.slots if isinstance(slot, Term)]
        if len(slots) != len(row.slots):
            return np.empty(0, dtype=np.int64)
        order = sorted(range(len(slots)), key=lambda at: -self._scoring.rarity(slots[at]))
        ends: Places | None = None
        for at in order:
            shifted = led.places(slots[at]) + (len(slots) - 1 - at)
            ends = shifted if ends is None else np.intersect1d(ends, shifted, assume_unique=True)
            if not len(ends):
                break
        return np.empty(0, dtype=np.int64) if ends is None else ends


def _name(slot: object) -> str:
    return slot.texts[0] if isinstance(slot, Term) else ""


def near(left: Places, right: Places, window: int) -> Places:
    """Return the places on the left that have one of the right at most `window` words before or behind them."""
    if not len(left) or not len(right):
        return left[:0]
    at = np.searchsorted(right, left - window)
    there = at < len(right)
    there[there] = right[at[there]] <= left[there] + window
    return left[there]


class _Led:
    """The leading documents, numbered by segment and document; places are of these numbers."""

    def __init__(self, evaluation: Evaluation, segments: Places, documents: Numbers) -> None:
        self._evaluation = evaluation
        self._order = np.lexsort((documents, segments))
        self._size = len(documents)
        self._parts: list[tuple[int, int, Numbers]] = []
        self._places: dict[Term, Places] = {}
        self._of_parts: dict[Term, list[Places]] = {}
        ordered, base = documents[self._order], 0
        for at, count in enumerate(np.bincount(segments).tolist()):
            if count:
                self._parts.append((at, base, ordered[base : base + count]))
                base += count

    def count(self, places: Places) -> Scores:
        """Return how many places each document has, in the order in which the documents came."""
        counts = np.zeros(self._size)
        counts[self._order] = np.bincount(places >> 32, minlength=self._size)
        return counts

    def places(self, term: Term) -> Places:
        """Return where a term stands, ascending."""
        known = self._places.get(term)
        if known is None:
            parts = [self._part(part, self._evaluation.leaves.stretch(term, part[0])) for part in self._parts]
            self._of_parts[term] = parts
            known = self._places[term] = np.concatenate(parts)
        return known

    def written(self, term: Term, forms: frozenset[str]) -> Places:
        """Return where a term stands in one of some folded forms."""
        found = [self.places(term)[:0]]
        for part, places in zip(self._parts, self._of_parts[term], strict=True):
            stretch = self._evaluation.leaves.stretch(term, part[0])
            so = written_so(self._content(part[0]), stretch, forms)
            always = not so.partial and len(so.rows) == len(stretch.rows)
            found.append(places if always else self._part(part, so))
        return np.concatenate(found)

    def _part(self, part: tuple[int, int, Numbers], stretch: Stretch) -> Places:
        at, base, documents = part
        places = places_of(self._content(at), "body", stretch, documents)
        numbers = np.searchsorted(documents, places >> 32) + base
        return numbers << 32 | places & 0xFFFFFFFF

    def _content(self, at: int) -> Content:
        return self._evaluation.snapshot.segments[at].content
