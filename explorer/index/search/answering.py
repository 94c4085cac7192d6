"""The order of the documents that were found, and a page of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.index.order import HALF_LIFE, OLDEST_SHARE, UNDATED
from explorer.index.search.arrays import Numbers, Places, leading
from explorer.index.search.closeness import Closeness, Gain
from explorer.index.search.copies import copies
from explorer.index.search.feedback import BEST, Feedback
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Scores, Scoring
from explorer.index.search.snapshot import Snapshot
from explorer.index.search.typed import Typed
from explorer.index.search.weights import Weights
from explorer.model.query import Sort

LEADING = 200
"""Documents, the best ones, that are looked at more closely: the same ones for every page."""

Order = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first documents of an order: number and score of each; `rows` are their places among all that were found."""

    numbers: Places
    scores: Scores
    rows: Order


class Answer:
    """Orders what an evaluation has found; raises IndexCorrupt and leaves.Cancelled."""

    def __init__(self, evaluation: Evaluation, typed: Typed, sort: Sort, weights: Weights) -> None:
        self._evaluation = evaluation
        self._sort = sort
        self._weights = weights
        self._snapshot: Snapshot = evaluation.snapshot
        self.scoring = Scoring(evaluation, weights)
        self.closeness = Closeness(evaluation, self.scoring, typed, weights)
        self._feedback = Feedback(evaluation, self.scoring, weights)
        sizes = [len(part) for part in evaluation.found]
        self.segments: Places = np.repeat(np.arange(len(sizes)), sizes)
        self.documents: Numbers = np.concatenate([np.empty(0, dtype=np.uint32), *evaluation.found])

    @property
    def by_relevance(self) -> bool:
        """Say whether scores make the order."""
        return self._sort in (Sort.RELEVANCE, Sort.RECENT)

    @cached_property
    def ahead(self) -> float:
        """What documents with all the words are ahead of those with some of them."""
        more = self.closeness.most + self._feedback.most if self.by_relevance else 0.0
        return self._weights.looseness * (self.scoring.most + more)

    @cached_property
    def scores(self) -> Scores:
        """The score of each document that was found, without what leading ones gain."""
        parts = []
        for at, documents in enumerate(self._evaluation.found):
            part = self.scoring.scores(documents, at)
            if self._evaluation.whole is not None:
                part[np.isin(documents, self._evaluation.whole[at], assume_unique=True)] += self.ahead
            parts.append(part)
        scores = np.concatenate([np.empty(0), *parts])
        return scores * self.recency(np.arange(len(scores))) if self._sort is Sort.RECENT else scores

    def first(self, most: int) -> Ranked:
        """Return the first `most` documents."""
        if not self.by_relevance:
            rows = leading(len(self.documents), self._by_day(), most)
            return Ranked(self.numbers(rows), self.scores[rows], rows)
        rows = leading(len(self.documents), [lambda rows: -self.scores[rows], *self._ties()], max(most, LEADING))
        scores = self.scores[rows]
        led = rows[:LEADING]
        raised = scores[:LEADING] + self.gained(led)
        raised += self._told(led, raised)
        order = np.lexsort([key(led) for key in reversed(self._ties())] + [-raised])
        order = order[
            np.argsort(copies(self._snapshot, self.segments[led[order]], self.documents[led[order]]), kind="stable")
        ]
        rows = np.concatenate((led[order], rows[LEADING:]))[:most]
        scores = np.concatenate((raised[order], scores[LEADING:]))[:most]
        return Ranked(self.numbers(rows), scores, rows)

    def gains(self, rows: Order) -> list[Gain]:
        """Return what leading documents gain, rule by rule, before their age is weighed; for after `first`."""
        told = self._feedback.gain(self.segments[rows], self.documents[rows])
        return [*self.closeness.gains(self.segments[rows], self.documents[rows]), *([told] if told else [])]

    def gained(self, rows: Order) -> Scores:
        """Return what leading documents gain by what stands in them."""
        total = np.zeros(len(rows))
        for gain in self.closeness.gains(self.segments[rows], self.documents[rows]):
            total += gain.points
        return total * self.recency(rows) if self._sort is Sort.RECENT else total

    def _told(self, rows: Order, scores: Scores) -> Scores | float:
        """Return what leading documents with these scores gain by what the best of them tell."""
        if not self._feedback.most:
            return 0.0
        best = np.argsort(-scores, kind="stable")[:BEST]
        self._feedback.ask(self.segments[rows[best]], self.documents[rows[best]], scores[best])
        gain = self._feedback.gain(self.segments[rows], self.documents[rows])
        if gain is None:
            return 0.0
        return gain.points * self.recency(rows) if self._sort is Sort.RECENT else gain.points

    def numbers(self, rows: Order) -> Places:
        """Return the numbers of documents."""
        return self._snapshot.numbers[self._places(rows)]

    def day(self, rows: Order) -> int:
        """Return the day of the first of some documents as YYYYMMDD, 0 for none."""
        return int(self._days(rows)[0])

    def recency(self, rows: Order) -> Scores:
        """Return what weighs the scores of documents in the order of recent ones; see `order.recency`."""
        newest = int(self._snapshot.days.max(initial=0))
        days = self._days(rows)
        age = np.maximum(0.0, _ordinal(np.array([newest])) - _ordinal(days))
        weighed = OLDEST_SHARE + (1 - OLDEST_SHARE) * 0.5 ** (age / HALF_LIFE)
        return np.where(days > 0, weighed, OLDEST_SHARE)

    # keys of an order

    def _ties(self) -> list[Callable[[Order], NDArray[np.int64]]]:
        return [self._newest, self.numbers]

    def _by_day(self) -> list[Callable[[Order], NDArray[np.int64]]]:
        return [self._newest if self._sort is Sort.NEWEST else self._oldest, self.numbers]

    def _newest(self, rows: Order) -> Places:
        days = self._days(rows)
        return np.where(days > 0, -days, UNDATED)

    def _oldest(self, rows: Order) -> Places:
        days = self._days(rows)
        return np.where(days > 0, days, UNDATED)

    def _days(self, rows: Order) -> Places:
        return self._snapshot.days[self._places(rows)]

    def _places(self, rows: Order) -> Places:
        """Return the places of documents among those of all segments."""
        return self._snapshot.bases[self.segments[rows]] + self.documents[rows]


def _ordinal(days: Places) -> Scores:
    """Return days (YYYYMMDD) as numbers of days; see `order.days`."""
    return days // 10000 * 365.25 + days // 100 % 100 * 30.4375 + days % 100
