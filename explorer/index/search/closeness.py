"""What raises a leading document: words near each other, in a row as they were typed, and in the form that was typed.

Only the documents that lead anyway are looked at, all of them and by all rules together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from explorer.index.nodes import Term, is_stop
from explorer.index.search.arrays import Places, found_at
from explorer.index.search.leading import Led
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Scores, Scoring
from explorer.index.search.snapshot import Part
from explorer.index.search.typed import MOST_PAIRS, MOST_WORDS, Typed, neighbours, words
from explorer.index.search.weights import Weights
from explorer.values import dataclass


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
        self._weights = weights
        plan = evaluation.plan
        pairs = islice(dict.fromkeys(neighbours(plan)), MOST_PAIRS) if weights.proximity else ()
        once = islice(dict.fromkeys(words(plan)), MOST_WORDS) if weights.exact else ()
        numbers: dict[Term, int] = {}
        self._pairs = [
            (numbers.setdefault(left, len(numbers)), numbers.setdefault(right, len(numbers))) for left, right in pairs
        ]
        self._forms = [
            (numbers.setdefault(word, len(numbers)), typed.forms[word.texts[0]])
            for word in once
            if word.texts[0] in typed.forms
        ]
        slots = typed.row.slots if typed.row and weights.phrase else ()
        self._row = [numbers.setdefault(slot, len(numbers)) for slot in slots if isinstance(slot, Term)]
        self._may_stand = len(self._row) == len(slots)  # nothing is known of how what is no whole word was typed
        self._words = list(numbers)
        self._rarities = [scoring.rarity(word) for word in self._words]
        self._mosts = self._told()

    @property
    def most(self) -> float:
        """The most that a document can gain."""
        return sum(self._mosts)

    def _told(self) -> list[float]:
        """Return the most that each rule adds: one for each pair of neighbours, each word, and the row."""
        weights, rarities = self._weights, self._rarities
        whole = weights.soon + 1
        mosts = [
            weights.proximity / len(self._pairs) * whole * min(rarities[at] for at in pair) for pair in self._pairs
        ]
        mosts += [weights.exact / len(self._forms) * whole * rarities[word] for word, _ in self._forms]
        if self._row:
            told = sum(rarities[word] for word in self._row if not is_stop(self._words[word]))
            mosts.append(weights.phrase * whole * told)
        return mosts

    def points(self, parts: Sequence[Part]) -> Scores:
        """Return what some documents gain by all rules together."""
        if not self._mosts:
            return np.zeros(sum(len(documents) for _, documents in parts))
        points: Scores = self._added(self._counts(parts)).sum(axis=0)
        return points

    def gains(self, parts: Sequence[Part]) -> list[Gain]:
        """Return what each rule adds to some documents."""
        if not self._mosts:
            return []
        counts = self._counts(parts)
        texts = [word.texts[0] for word in self._words]
        names = [("near", tuple(texts[word] for word in pair)) for pair in self._pairs]
        names += [("exact", tuple(sorted(forms))) for _, forms in self._forms]
        names += [("phrase", tuple(texts[word] for word in self._row))] if self._row else []
        rules = zip(names, self._mosts, counts, self._added(counts), strict=True)
        return [Gain(*name, *rule) for name, *rule in rules]

    def _added(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what rules (rows) add to documents (columns), by how often they apply."""
        added = counts / (counts + self._weights.soon)
        added *= np.array(self._mosts)[:, None]
        return added

    def _counts(self, parts: Sequence[Part]) -> NDArray[np.float64]:
        """Return how often each rule, one a row, applies to each of some documents."""
        led = Led(self._evaluation, parts, self._words)
        found = [near(led.places(left), led.places(right), self._weights.window) for left, right in self._pairs]
        found += [led.written(word, forms) for word, forms in self._forms]
        if self._row:
            found.append(self._row_ends(led))
        return led.counted(found)

    def _row_ends(self, led: Led) -> Places:
        """Return where the words that were typed stand in a row; common ones are not read where the rarer do not."""
        if not self._may_stand:
            return np.empty(0, dtype=np.int64)
        row, last = self._row, len(self._row) - 1
        order = sorted(range(len(row)), key=lambda at: -self._rarities[row[at]])
        ends = led.places(row[order[0]]) + (last - order[0])
        for at in order[1:]:
            if not len(ends):
                break
            wanted = ends - (last - at)
            ends = ends[found_at(wanted, led.places(row[at]))[1]]
        return ends


def near(left: Places, right: Places, window: int) -> Places:
    """Return the places on the left that have one of the right at most `window` words before or behind them."""
    if not len(left) or not len(right):
        return left[:0]
    first = right.take(right.searchsorted(left - window), mode="clip")
    return left[abs(first - left) <= window]
