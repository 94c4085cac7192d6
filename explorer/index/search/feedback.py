"""What the best documents tell of a long question: terms that tell what they are about and that nobody typed.

Documents that share them rise, and none is found by them. After Rocchio (1971) and, for how much each document is
asked, Lavrenko and Croft (2001). Only leading documents are looked at, and only questions of some length, for a few
words say what they mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from explorer.index.nodes import Term
from explorer.index.search.arrays import Hits, Numbers, found_at
from explorer.index.search.closeness import Gain
from explorer.index.search.matching import Evaluation
from explorer.index.search.scoring import Scores, Scoring, Share
from explorer.index.search.snapshot import Part
from explorer.index.search.typed import words
from explorer.index.search.weights import Weights
from explorer.index.store.telling import TELLING

FEWEST_WORDS = 5
"""Words of a question that is long."""

BEST = 8
"""Documents, the first ones, that are asked what they tell."""

SHARPNESS = 12
"""How much less a document tells that is not the best: the power to which its share of the best one's score is raised.

A document that answers the question far better than all others is asked nearly alone, so that it is not overtaken by
what merely is about the same.
"""

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

    def ask(self, places: Numbers, scores: Scores) -> None:
        """Ask the documents at some places, best first, what they tell; each counts by its score."""
        snapshot = self._evaluation.snapshot
        segments, documents = snapshot.at(places)
        told: defaultdict[str, float] = defaultdict(float)
        counted = (scores / (scores.max(initial=0.0) or 1.0)) ** SHARPNESS
        for at, document, much in zip(segments.tolist(), documents.tolist(), counted.tolist(), strict=True):
            for place, term in enumerate(snapshot.segments[at].content.telling(document)):
                told[term] += much * (1 - place / (2 * TELLING))
        new = {term: weight * self._scoring.rarity(Term("body", (term,))) for term, weight in told.items()}
        best = sorted((term for term in new if term not in self._asked), key=lambda term: (-new[term], term))
        chosen = best[:MOST_TERMS]
        whole = sum(new[term] for term in chosen)
        leaves = [(Term("body", (term,)), self.most * new[term] / whole) for term in chosen] if whole else []
        self._shares = [Share(leaf, leaf, most, "body") for leaf, most in leaves]

    def gain(self, parts: Sequence[Part]) -> Gain | None:
        """Return what leading documents gain by what the best ones have told; None if that was nothing."""
        if not self._shares:
            return None
        found = [self._told(at, documents) for at, documents in parts]
        counts, points = (np.concatenate(each) for each in zip(*found, strict=True))
        told = tuple(share.leaf.texts[0] for share in self._shares if isinstance(share.leaf, Term))
        return Gain("feedback", told, self.most, counts, points)

    def _told(self, at: int, documents: Numbers) -> tuple[Scores, Scores]:
        """Return how many of the terms documents of segment `at` have, and what they gain by them."""
        counts, points = np.zeros(len(documents)), np.zeros(len(documents))
        for share in self._shares:
            hits = self._scoring.hits(share, at)
            if len(hits):
                places, there = found_at(documents, hits.documents)
                found = Hits(documents[there], hits.counts[places[there]])
                points[there] += self._scoring.points(share, found, at)
                counts[there] += 1
        return counts, points
