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
from explorer.index.search.arrays import FEW, Hits, Numbers, found_at
from explorer.index.search.leaves import Leaf, Leaves, Words
from explorer.index.search.matching import Evaluation
from explorer.index.search.weights import Weights
from explorer.values import dataclass

MOST_SCORED = 64
"""Parts of a plan that are scored: of more, the rarest ones tell enough."""

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
        self._norms: dict[tuple[int, str], NDArray[np.float32]] = {}

    def rarity(self, leaf: Leaf) -> float:
        """Return the inverse document frequency of a leaf, always positive."""
        having = self._leaves.count(leaf)
        return log(1 + (self._total - having + 0.5) / (having + 0.5))

    @cached_property
    def shares(self) -> list[Share]:
        """What adds to the scores, in the order of the plan; the rarest `MOST_SCORED` parts."""
        weighed = [
            (leaf, weight * (rare or self.rarity(leaf))) for leaf, weight, rare in _scored(self._evaluation.plan)
        ]
        if len(weighed) > MOST_SCORED:
            weighed = [each for each in weighed if self._leaves.count(each[0])]
            rarest = sorted(range(len(weighed)), key=lambda at: -weighed[at][1])[:MOST_SCORED]
            weighed = [weighed[at] for at in sorted(rarest)]
        shares = []
        for leaf, weight in weighed:
            field = leaf.field if isinstance(leaf, Words) else ""
            most = weight * (self._weights.k1 + 1) if field in SCORED else weight
            shares.append(Share(leaf, leaf, most, field))
            if isinstance(leaf, Words) and field == "body" and self._weights.title:
                shares.append(Share(_titled(leaf), leaf, most * self._weights.title, "title"))
        return shares

    @cached_property
    def most(self) -> float:
        """The most that all parts together can add."""
        return sum(share.most for share in self.shares)

    def scores(self, documents: Numbers, at: int) -> Scores:
        """Return the score of each of some documents of segment `at`."""
        sums = np.zeros(len(documents))
        dense: Scores | None = None
        for share in self.shares:
            if not len(documents):
                break
            self._leaves.go_on()
            hits = self.hits(share, at)
            if not len(hits):
                continue
            if len(hits) == len(documents) and (hits.documents is documents or _same(hits.documents, documents)):
                sums += self.points(share, hits, at)
            elif len(documents) * FEW < len(hits):
                places, there = found_at(documents, hits.documents)
                places = places[there]
                some = Hits(hits.documents[places], hits.counts[places])
                sums[there] += self.points(share, some, at)
            else:
                if dense is None:
                    dense = np.zeros(self._evaluation.snapshot.segments[at].content.size)
                dense[hits.documents.astype(np.intp)] += self.points(share, hits, at)
        return sums if dense is None else sums + dense[documents]

    def hits(self, share: Share, at: int) -> Hits:
        """Return the documents of segment `at` that have a part, with how often."""
        leaf = share.leaf
        if isinstance(leaf, Words):
            return self._leaves.hits(leaf, at)
        documents = self._leaves.documents(leaf, at)
        return Hits(documents, np.ones(len(documents), dtype=np.float32))

    def points(self, share: Share, hits: Hits, at: int) -> NDArray[np.float32]:
        """Return what a part adds to each of the documents that have it."""
        if share.field not in SCORED:
            return np.full(len(hits), share.most, dtype=np.float32)
        norms = self._norm(share.field, at).take(hits.documents)
        norms += hits.counts
        np.divide(hits.counts, norms, out=norms)
        norms *= np.float32(share.most)
        return norms

    def _norm(self, field: str, at: int) -> NDArray[np.float32]:
        """Return BM25's length norm of each document of segment `at`."""
        key = (at, field)
        known = self._norms.get(key)
        if known is None:
            k1, b = self._weights.k1, self._weights.b(field)
            snapshot = self._evaluation.snapshot
            lengths = snapshot.segments[at].content.lengths[field]
            known = lengths * np.float32(k1 * b / snapshot.averages[field])
            known += np.float32(k1 * (1 - b))
            self._norms[key] = known
        return known


def _same(left: Numbers, right: Numbers) -> bool:
    return bool(left[0] == right[0] and left[-1] == right[-1]) and bool((left == right).all())


def _titled(leaf: Words) -> Words:
    """Return the counterpart of a part in the title."""
    if isinstance(leaf, Series):
        return replace(leaf, field="title", slots=tuple(replace(slot, field="title") for slot in leaf.slots))
    return replace(leaf, field="title")


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
