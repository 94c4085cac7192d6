"""What the best documents tell of a long question: terms that tell what they are about and that nobody typed.

Documents that share them rise, and none is found by them. After Rocchio (1971); only leading documents are looked at,
and only questions of some length, for a few words say what they mean.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from explorer.index.nodes import Term
from explorer.index.search.arrays import Hits, Numbers, Places, found_at
from explorer.index.search.closeness import Gain
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Scores, Scoring, Share
from explorer.index.search.typed import words
from explorer.index.search.weights import Weights
from explorer.index.store.telling import TELLING

FEWEST_WORDS = 5
"""Words of a question that is long."""

BEST = 8
"""Documents, the first ones, that are asked what they tell."""

MOST_TERMS = 20
"""Terms that are looked for in the leading documents."""


class Feedback:
    """Asks the best documents; raises IndexCorrupt and leaves.Cancelled."""

    def __init__(self, evaluation: Evaluation, scoring: Scoring, weights: Weights) -> None:
        self._evaluation = evaluation
        self._scoring = scoring
        asked = list(dict.fromkeys(words(evaluation.plan)))
        self._asked = {text for term in asked for text in term.texts}
        share = weights.feedback * (weights.k1 + 1) if len(asked) >= FEWEST_WORDS else 0.0
        self.most = share * sum(map(scoring.rarity, asked)) if share else 0.0
        self._shares: list[Share] = []

    def ask(self, segments: Places, documents: Numbers, scores: Scores) -> None:
        """Ask some documents, best first, what they tell; each counts by its score."""
        told: defaultdict[str, float] = defaultdict(float)
        for at, document, score in zip(segments.tolist(), documents.tolist(), scores.tolist(), strict=True):
            content = self._evaluation.snapshot.segments[at].content
            for place, term in enumerate(content.telling(document)):
                told[term] += score * (1 - place / (2 * TELLING))
        new = {term: weight * self._scoring.rarity(Term("body", (term,))) for term, weight in told.items()}
        best = sorted((term for term in new if term not in self._asked), key=lambda term: (-new[term], term))
        chosen = best[:MOST_TERMS]
        whole = sum(new[term] for term in chosen)
        leaves = [(Term("body", (term,)), self.most * new[term] / whole) for term in chosen] if whole else []
        self._shares = [Share(leaf, leaf, most, "body") for leaf, most in leaves]

    def gain(self, segments: Places, documents: Numbers) -> Gain | None:
        """Return what leading documents gain by what the best ones have told; None if that was nothing."""
        if not self._shares:
            return None
        points, counts = np.zeros(len(documents)), np.zeros(len(documents))
        for at in np.flatnonzero(np.bincount(segments)).tolist():
            mine = np.flatnonzero(segments == at)
            for share in self._shares:
                self._add(share, at, mine, documents[mine], points, counts)
        told = tuple(share.leaf.texts[0] for share in self._shares if isinstance(share.leaf, Term))
        return Gain("feedback", told, self.most, counts, points)

    def _add(
        self, share: Share, at: int, rows: NDArray[np.intp], documents: Numbers, points: Scores, counts: Scores
    ) -> None:
        """Add what a term gives to the documents of segment `at` that stand at `rows`."""
        hits = self._scoring.hits(share, at)
        if not len(hits):
            return
        places, there = found_at(documents, hits.documents)
        found = Hits(documents[there], hits.counts[places[there]])
        points[rows[there]] += self._scoring.points(share, found, at)
        counts[rows[there]] += 1
