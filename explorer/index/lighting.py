"""What of a plan stands in texts, part by part, with how rare each part is in the corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from math import log

from explorer.index.analysis import Analyser
from explorer.index.nodes import Plan, Series, Slot
from explorer.index.plainly import Leaf, marked, spans
from explorer.index.plan import FIELDS
from explorer.index.seeker import Seeker
from explorer.index.wording import STEMMED
from explorer.model.results import Spot

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

    def lit(self, texts: Sequence[str], field: str | None = None) -> list[list[Spot]]:
        """Return what stands in each of some texts; `field` is that of a query, as for `spans`."""
        name = FIELDS.get(field, "body")
        if name in STEMMED:
            return (self._title if name == "title" else self.text).lit(texts)
        found = [spans(self._plan, self.analyser, text, name) for text in texts]
        return [[(span.start, span.end, 0, 1.0) for span in each] for each in found]

    def page(self, titles: Sequence[str], texts: Sequence[str]) -> tuple[list[list[Spot]], list[list[Spot]]]:
        """Return what stands in each of some titles, and what in each of some texts."""
        if self._title is not self.text:
            return self._title.lit(titles), self.text.lit(texts)
        lit = self.text.lit([*titles, *texts])
        return lit[: len(titles)], lit[len(titles) :]

    @cached_property
    def text(self) -> Light:
        """What is looked for in texts."""
        return self._light(self._marked("body"))

    @cached_property
    def _title(self) -> Light:
        leaves = self._marked("title")
        return self.text if leaves == self.text.leaves else self._light(leaves)

    def _marked(self, name: str) -> tuple[tuple[Leaf, bool], ...]:
        return tuple(dict.fromkeys(marked(self._plan, name)))

    def _light(self, leaves: tuple[tuple[Leaf, bool], ...]) -> Light:
        return Light(self.analyser, leaves, tuple([self._rarity(leaf) for leaf, _ in leaves]))

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
        self._seeker = Seeker(analyser, leaves, weights)

    def lit(self, texts: Sequence[str]) -> list[list[Spot]]:
        """Return what stands in each of some texts."""
        return self._seeker.find(texts) if self.leaves else [[] for _ in texts]
