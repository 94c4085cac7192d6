"""nDCG@10 and average precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bench.quality.questions import Question

DEPTH = 1000
"""Ranks that are looked at for average precision."""

TOP = 10

Ranking = Mapping[str, Sequence[str]]
"""For each question, by its name, the names of the documents found, best first."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over questions, each 0–1."""

    ndcg: float
    precision: float


def ndcg(found: Sequence[str], gains: Mapping[str, int]) -> float:
    """Return the discounted gain of the first ten, as a share of what the best order would have."""
    ideal = sum(gain / log2(rank + 2) for rank, gain in enumerate(sorted(gains.values(), reverse=True)[:TOP]))
    return sum(gains.get(name, 0) / log2(rank + 2) for rank, name in enumerate(found[:TOP])) / ideal


def average_precision(found: Sequence[str], gains: Mapping[str, int]) -> float:
    """Return the mean, over the documents that answer, of the precision at the rank of each."""
    right, total = 0, 0.0
    for rank, name in enumerate(found[:DEPTH], 1):
        if name in gains:
            right += 1
            total += right / rank
    return total / len(gains)


def scores(questions: Sequence[Question], ranking: Ranking) -> Scores:
    """Return the means; a question that nothing was found for counts as 0."""
    count = len(questions) or 1
    found = [(ranking.get(question.name, ()), question.gains) for question in questions]
    return Scores(
        sum(ndcg(names, gains) for names, gains in found) / count,
        sum(average_precision(names, gains) for names, gains in found) / count,
    )
