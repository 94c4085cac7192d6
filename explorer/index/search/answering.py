"""The order of the documents that were found, and a page of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.index.order import HALF_LIFE, OLDEST_SHARE, UNDATED
from explorer.index.search.arrays import Numbers, Places, best, leading
from explorer.index.search.closeness import Closeness, Gain
from explorer.index.search.copies import copies_last
from explorer.index.search.feedback import BEST, Feedback
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Scores, Scoring
from explorer.index.search.snapshot import Part, Snapshot
from explorer.index.search.typed import Typed
from explorer.index.search.weights import Weights
from explorer.model.query import Sort
from explorer.values import dataclass

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

    @cached_property
    def places(self) -> Numbers:
        """The place of each document that was found among those of all segments, ascending."""
        return self._snapshot.places(self._evaluation.found)

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
            rows = leading(len(self.places), self._by_day(), most)
            return Ranked(self.numbers(rows), self.scores[rows], rows)
        led, behind = self._led(most)
        raised = self._raised(led)
        order = self._ordered(led, raised)
        order = copies_last(self._snapshot, self.places[led], order, most)
        rows = np.concatenate((led[order], behind))[:most]
        scores = np.concatenate((raised[order], self.scores[behind]))[:most]
        return Ranked(self.numbers(rows), scores, rows)

    def _led(self, most: int) -> tuple[Order, Order]:
        """Return the leading documents, ascending, and those behind them that are among the first `most`, in order."""
        if most <= LEADING:
            return best(self.scores, self._ties(), LEADING), np.empty(0, dtype=np.intp)
        rows = leading(len(self.scores), [lambda rows: -self.scores[rows], *self._ties()], most)
        return np.sort(rows[:LEADING]), rows[LEADING:]

    def _ordered(self, rows: Order, scores: Scores) -> Order:
        """Return in which order documents with these scores stand, highest first; only ties are looked at closer."""
        order = (-scores).argsort()
        ranked = scores[order]
        equal = (ranked[1:] == ranked[:-1]).nonzero()[0]
        if len(equal):
            tied = np.zeros(len(order), dtype=bool)
            tied[equal] = tied[equal + 1] = True
            some = order[tied]
            order[tied] = some[np.lexsort([key(rows[some]) for key in reversed(self._ties())] + [-scores[some]])]
        return order

    def _raised(self, rows: Order) -> Scores:
        """Return the scores of the leading documents with what they gain."""
        parts = self._parts(rows)
        scores = self.scores[rows]
        raised = scores + self._weighed(self.closeness.points(parts), rows)
        if self._feedback.most:
            order = np.lexsort([key(rows) for key in reversed(self._ties())] + [-scores, -raised])[:BEST]
            self._feedback.ask(self.places[rows[order]], raised[order])
            told = self._feedback.gain(parts)
            if told is not None:
                raised += self._weighed(told.points, rows)
        return raised

    def _weighed(self, points: Scores, rows: Order) -> Scores:
        return points * self.recency(rows) if self._sort is Sort.RECENT else points

    def gains(self, rows: Order) -> list[Gain]:
        """Return what leading documents, ascending ones, gain rule by rule, before their age is weighed.

        For after `first`.
        """
        parts = self._parts(rows)
        told = self._feedback.gain(parts)
        return [*self.closeness.gains(parts), *([told] if told else [])]

    def _parts(self, rows: Order) -> list[Part]:
        """Return some documents, ascending ones, as parts of their segments."""
        return self._snapshot.parts(self.places[rows])

    def numbers(self, rows: Order) -> Places:
        """Return the numbers of documents."""
        return self._snapshot.numbers[self.places[rows]]

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
        return self._snapshot.days[self.places[rows]]


def _ordinal(days: Places) -> Scores:
    """Return days (YYYYMMDD) as numbers of days; see `order.days`."""
    return days // 10000 * 365.25 + days // 100 % 100 * 30.4375 + days % 100
