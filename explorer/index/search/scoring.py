"""How well documents match: BM25 over text and title, added up part by part of a plan.

A document's score is a sum over the parts of the plan; a part's share in the title is counted again. A phrase or a
beginning is scored as one rare word, an entity by how rare it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from explorer.index.layout import SCORED
from explorer.index.nodes import Alike, Both, Either, Forms, Keys, Plan, Series, Some, Term
from explorer.index.search.arrays import Hits, Numbers, found_at
from explorer.index.search.leaves import Leaf, Leaves, Words
from explorer.index.search.matching import Evaluation
from explorer.index.search.weights import Weights
from explorer.values import dataclass

MOST_SCORED = 64
"""Parts of a plan that are scored: of more, the rarest ones tell enough."""

FEWER = 4
"""So many times fewer documents than a part has are looked up in its list; more are added up in a column."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a plan that adds to scores: at most `most`, less where it is rare in a long field.

    `of` is the part as it stands in the plan, `leaf` what is looked up: the same, or its counterpart in the title;
    `field` is the field it is looked up in, "" where it has none.
    """

    leaf: Leaf
    of: Leaf
    most: float
    field: str


class Scoring:
    """Scores what an evaluation has found; raises IndexCorrupt and leaves.Cancelled."""

    def __init__(self, evaluation: Evaluation, weights: Weights) -> None:
        self._evaluation = evaluation
        self._leaves: Leaves = evaluation.leaves
        self._weights = weights
        self._total = evaluation.snapshot.size
        self._rarities: dict[Leaf, float] = {}
        averages = evaluation.snapshot.averages
        self._scale = (weights.k1, weights.b_body, weights.b_title, weights.title, averages["body"], averages["title"])
        """What the worth of a word depends on beside the documents that have it."""
        self._parts = self._told()

    def rarity(self, leaf: Leaf) -> float:
        """Return the inverse document frequency of a leaf, always positive."""
        known = self._rarities.get(leaf)
        if known is None:
            having = self._leaves.count(leaf)
            known = self._rarities[leaf] = log(1 + (self._total - having + 0.5) / (having + 0.5))
        return known

    def _told(self) -> list[tuple[Leaf, float]]:
        """Return what adds to the scores, in the order of the plan, and how much at most; the rarest `MOST_SCORED`."""
        weighed = [
            (leaf, weight * (rare or self.rarity(leaf))) for leaf, weight, rare in _scored(self._evaluation.plan)
        ]
        if len(weighed) > MOST_SCORED:
            weighed = [each for each in weighed if self._leaves.count(each[0])]
            rarest = sorted(range(len(weighed)), key=lambda at: -weighed[at][1])[:MOST_SCORED]
            weighed = [weighed[at] for at in sorted(rarest)]
        often = self._weights.k1 + 1
        return [(leaf, weight * often if _field(leaf) in SCORED else weight) for leaf, weight in weighed]

    @cached_property
    def shares(self) -> list[Share]:
        """What adds to the scores, each part followed by its share in the title."""
        shares = []
        for leaf, most in self._parts:
            shares.append(Share(leaf, leaf, most, _field(leaf)))
            in_title = self._in_title(leaf)
            if in_title is not None:
                shares.append(Share(in_title, leaf, most * self._weights.title, "title"))
        return shares

    @cached_property
    def most(self) -> float:
        """The most that all parts together can add."""
        return sum(share.most for share in self.shares)

    def scores(self, documents: Numbers, at: int) -> Scores:
        """Return the score of each of some documents of segment `at`."""
        sums = np.zeros(len(documents))
        dense: Scores | None = None
        for leaf, most in self._parts if len(documents) else ():
            self._leaves.go_on()
            hits = self._worth(leaf, at)
            if not len(hits):
                continue
            if hits.documents is documents:
                sums += hits.counts * np.float32(most)
            elif len(documents) * FEWER < len(hits):
                places, there = found_at(documents, hits.documents)
                sums += hits.counts.take(places, mode="clip") * there * np.float32(most)
            else:
                if dense is None:
                    dense = np.zeros(self._evaluation.snapshot.segments[at].content.size)
                dense[hits.documents.astype(np.intp)] += hits.counts * np.float32(most)
        return sums if dense is None else sums + dense.take(documents)

    def _worth(self, leaf: Leaf, at: int) -> Hits:
        """Return the documents of segment `at` that have a part, with the share that each gets of its most.

        What the part is worth in the title is in it: whatever stands in a title is in "body" as well.
        """
        field, hits = _field(leaf), self._hits(leaf, at)
        if field not in SCORED:
            return Hits(hits.documents, np.ones(len(hits), dtype=np.float32))
        if not isinstance(leaf, Term):
            return Hits(hits.documents, self._weighed(leaf, field, hits, at))
        content = self._evaluation.snapshot.segments[at].content
        key = (content.name, field, self._leaves.rows(leaf, at), self._scale)
        worth = content.caches.worth.get(key)
        if worth is None:
            worth = self._weighed(leaf, field, hits, at)
            content.caches.worth.put(key, worth)
        return Hits(hits.documents, worth)

    def _weighed(self, leaf: Leaf, field: str, hits: Hits, at: int) -> NDArray[np.float32]:
        """Return what documents get of the most that a part can add, in the text and in the title."""
        worth = self._saturation(field, hits, at)
        in_title = self._in_title(leaf)
        if in_title is not None:
            titles = self._hits(in_title, at)
            places, there = found_at(titles.documents, hits.documents)
            more = self._saturation("title", titles, at) * np.float32(self._weights.title)
            worth[places[there]] += more[there]
        return worth

    def _in_title(self, leaf: Leaf) -> Words | None:
        """Return the counterpart of a part in the title, None if it is not looked for there."""
        if not self._weights.title or not isinstance(leaf, Words) or leaf.field != "body":
            return None
        if isinstance(leaf, Series):
            return replace(leaf, field="title", slots=tuple(replace(slot, field="title") for slot in leaf.slots))
        return replace(leaf, field="title")

    def _hits(self, leaf: Leaf, at: int) -> Hits:
        """Return the documents of segment `at` that have a part, with how often."""
        if isinstance(leaf, Words):
            return self._leaves.hits(leaf, at)
        documents = self._leaves.documents(leaf, at)
        return Hits(documents, np.ones(len(documents), dtype=np.float32))

    def hits(self, share: Share, at: int) -> Hits:
        """Return the documents of segment `at` that have a part, with how often."""
        return self._hits(share.leaf, at)

    def points(self, share: Share, hits: Hits, at: int) -> NDArray[np.float32]:
        """Return what a part adds to each of the documents that have it."""
        if share.field not in SCORED:
            return np.full(len(hits), share.most, dtype=np.float32)
        return self._saturation(share.field, hits, at) * np.float32(share.most)

    def _saturation(self, field: str, hits: Hits, at: int) -> NDArray[np.float32]:
        """Return for each of some documents how near it comes to one in which a field says nothing else (BM25)."""
        k1, b = self._weights.k1, self._weights.b(field)
        snapshot = self._evaluation.snapshot
        norms = snapshot.segments[at].content.lengths[field].take(hits.documents)
        norms *= np.float32(k1 * b / snapshot.averages[field])
        norms += np.float32(k1 * (1 - b))
        norms += hits.counts
        found: NDArray[np.float32] = np.divide(hits.counts, norms, out=norms)
        return found


def _field(leaf: Leaf) -> str:
    """Return the field that a part is looked up in, "" where it has none."""
    return leaf.field if isinstance(leaf, Words) else ""


def _scored(plan: Plan) -> Iterator[tuple[Leaf, float, float]]:
    """Yield the parts that raise a score, each with its weight, and its rarity if that is known.

    A match in the title is one in "body" as well, and as rare as that: titles are too few to tell.
    """
    match plan:
        case Both(items) | Some(items) | Either(items):
            for item in items:
                yield from _scored(item)
        case Series(_, slots):
            yield plan, float(len(slots)), 0.0
        case Term() | Forms() | Keys():
            yield plan, 1.0, 0.0
        case Alike(_, terms):
            for text, weight in terms:
                yield Term("body", (text,)), weight, 1.0
        case _:
            return
