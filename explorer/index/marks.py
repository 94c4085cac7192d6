"""Where in a text the parts of a query stand, at the speed of a page of hits on each keystroke."""

from __future__ import annotations

from explorer.index import plainly
from explorer.index.analysis import Analyser
from explorer.index.nodes import Plan
from explorer.index.plainly import FIELDS, STEMMED, Leaf, marked, united
from explorer.index.seeker import Seeker
from explorer.model.span import Span

__all__ = ["Leaf", "Marker", "marked", "united"]

REMEMBERED = 4
"""Queries whose tables of words are remembered."""

Leaves = tuple[tuple[Leaf, bool], ...]


class Marker:
    """Finds the spans of hits in texts of one language; safe from any thread."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._lately: dict[Leaves, Seeker] = {}

    def spans(self, plan: Plan, text: str, field: str | None) -> list[Span]:
        """Return the spans of `text` that the plan hits: ascending, not overlapping."""
        name = FIELDS.get(field, "body")
        if name not in STEMMED:
            return plainly.spans(plan, self._analyser, text, name)
        leaves = tuple(dict.fromkeys(marked(plan, name)))
        if not leaves or not text:
            return []
        return united(Span(start, end) for start, end, _ in self._seeker(leaves).find(text))

    def _seeker(self, leaves: Leaves) -> Seeker:
        """Return what finds these leaves; a page of hits asks for the same again and again."""
        lately = self._lately
        seeker = lately.get(leaves)
        if seeker is None:
            seeker = Seeker(self._analyser, leaves)
            self._lately = {**dict(list(lately.items())[1 - REMEMBERED :]), leaves: seeker}
        return seeker
