"""What of a plan stands in a text, part by part, with how rare each part is in the corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from math import log

from explorer.index.analysis import Analyser
from explorer.index.nodes import Plan, Series, Slot
from explorer.index.plainly import Leaf, marked, spans
from explorer.index.plan import FIELDS
from explorer.index.seeker import Found, Seeker
from explorer.index.wording import STEMMED
from explorer.model.results import Lit
from explorer.model.span import Span

Having = Callable[[Slot], int]
"""Returns about how many documents have a word."""


class Lights:
    """A plan as it is looked for in texts of one language; safe from any thread.

    `having` says how rare words are among `total` documents.
    """

    def __init__(self, plan: Plan, analyser: Analyser, having: Having, total: int) -> None:
        self._plan = plan
        self.analyser = analyser
        self._having = having
        self._total = total

    def lit(self, text: str, field: str | None = None) -> Lit:
        """Return what stands in a text; `field` is that of a query, as for `spans`."""
        name = FIELDS.get(field, "body")
        if name in STEMMED:
            return (self._title if name == "title" else self.text).lit(text)
        found = spans(self._plan, self.analyser, text, name)
        return Lit(tuple(found), (0,) * len(found), (1.0,) * len(found))

    @cached_property
    def text(self) -> Light:
        """What is looked for in texts."""
        return self._light("body")

    @cached_property
    def _title(self) -> Light:
        return self._light("title")

    def _light(self, name: str) -> Light:
        leaves = tuple(dict.fromkeys(marked(self._plan, name)))
        return Light(self.analyser, leaves, tuple(self._rarity(leaf) for leaf, _ in leaves))

    def _rarity(self, leaf: Leaf) -> float:
        """Return how rare a leaf is; words in a row are as rare as all of them together."""
        if isinstance(leaf, Series):
            return sum(map(self._rarity, leaf.slots))
        having = min(self._having(leaf), self._total)
        return log(1 + (self._total - having + 0.5) / (having + 0.5))


class Light:
    """Some leaves of a plan, each with whether its words may stand apart, and the weight of each."""

    def __init__(self, analyser: Analyser, leaves: tuple[tuple[Leaf, bool], ...], weights: tuple[float, ...]) -> None:
        self.leaves = leaves
        self.weights = weights
        self._seeker = Seeker(analyser, leaves)

    def lit(self, text: str) -> Lit:
        """Return what stands in a text."""
        return united(self._seeker.find(text), self.weights) if self.leaves else Lit()


def united(found: Sequence[Found], weights: Sequence[float]) -> Lit:
    """Return hits with those that overlap made one, which is of the rarest of their leaves."""
    hits: list[Span] = []
    words: list[int] = []
    last_start, last_end, last_word = -1, -1, -1
    for start, end, word in found:
        if start < last_end:
            last_end = max(last_end, end)
            if weights[word] > weights[last_word]:
                last_word = word
            continue
        if last_end >= 0:
            hits.append(Span(last_start, last_end))
            words.append(last_word)
        last_start, last_end, last_word = start, end, word
    if last_end >= 0:
        hits.append(Span(last_start, last_end))
        words.append(last_word)
    return Lit(tuple(hits), tuple(words), tuple(weights[word] for word in words))
