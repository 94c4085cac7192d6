"""What counts for how much in the order of relevance."""

from __future__ import annotations

from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the ranking.

    `k1` says how fast repetition stops counting, `b_body` and `b_title` how much the length of a field counts (BM25).
    `title` is what a match in the title adds, beside one in the text. The others are shares of the rarity of the words:
    `proximity` for words that were typed side by side and stand near each other, `phrase` for all of them in a row as
    they were typed, `exact` for a word in the form that was typed. The pairs of a query share in `proximity`, its words
    in `exact`, for of a long question each tells less. A leading document gets half of such a share for `soon` places,
    nearly all of it for many. Words are near within `window` words. `looseness` is the part of the most that words can
    bring which a document with all of them is ahead of those with some of them. `feedback` is what terms that the best
    documents tell of a long question add, as a share of the rarity of its words.

    The values were tuned on one half of the questions of the Cranfield collection (`python -m bench.quality.tuning`);
    near them the measures are flat.
    """

    k1: float = 1.4
    b_body: float = 0.75
    b_title: float = 0.75
    title: float = 0.75
    proximity: float = 0.3
    phrase: float = 0.2
    exact: float = 0.1
    soon: float = 1.4
    window: int = 8
    looseness: float = 1.0
    feedback: float = 0.4

    def b(self, field: str) -> float:
        """Return how much the length of a field counts."""
        return self.b_title if field == "title" else self.b_body


WEIGHTS = Weights()
