"""What of a query stands in texts, and where in the texts of long documents, as one state of the index knows it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.index.alike import told
from explorer.index.analysis import Analyser
from explorer.index.lighting import Lights
from explorer.index.locate import Located, Numbers, hits_of, locatable, united
from explorer.index.nodes import FAR, Plan, Slot, Term
from explorer.index.search.contents import Content
from explorer.index.search.expansion import places_of
from explorer.index.search.leaves import Leaves
from explorer.index.search.snapshot import Snapshot
from explorer.model.query import Query

LATELY = 4
"""Queries that are remembered with what they are looked for by: a page of hits asks for the same again and again."""


class Lighting:
    """Lights the texts of a page of hits; safe from any thread.

    `planned` gives the plan of a query for texts of an analyser's language.
    """

    def __init__(self, planned: Callable[[Query, Snapshot, Analyser], Plan]) -> None:
        self._planned = planned
        self._read: tuple[Snapshot, Leaves] | None = None
        self._lately: tuple[tuple[Query, Snapshot, Lights], ...] = ()

    def keep(self, snapshot: Snapshot, leaves: Leaves) -> None:
        """Take over what a search has just read: its words are the ones that will be lit."""
        self._read = (snapshot, leaves)

    def lights(self, query: Query, snapshot: Snapshot, analyser: Analyser) -> Lights:
        """Return what a query is looked for by."""
        for known, of_snapshot, lights in self._lately:
            if known is query and of_snapshot is snapshot and lights.analyser is analyser:
                return lights
        leaves = self._leaves(snapshot)
        plan = told(self._planned(query, snapshot, analyser), leaves.living, snapshot.documents)
        lights = Lights(plan, analyser, lambda slot: _having(leaves, snapshot, slot), snapshot.size)
        self._lately = ((query, snapshot, lights), *self._lately[: LATELY - 1])
        return lights

    def _leaves(self, snapshot: Snapshot) -> Leaves:
        read = self._read
        return read[1] if read is not None and read[0] is snapshot else Leaves(snapshot)

    def located(self, query: Query, snapshot: Snapshot, analyser: Analyser, number: int, length: int) -> Located | None:
        """Return where a query's hits stand in the text, of `length` characters, of a document.

        None if it is not long enough to have been stored in pieces, or if its hits are told by the text alone; raises
        IndexCorrupt.
        """
        light = self.lights(query, snapshot, analyser).text
        if not locatable(light.leaves):
            return None
        leaves = self._leaves(snapshot)
        for at, segment in enumerate(snapshot.segments):
            content = segment.content
            having = segment.left(content.having(np.array([number], dtype=np.int64)))
            if not len(having):
                continue
            characters, tokens = content.steps_of(int(having[0]))
            if not len(characters):
                return None
            end = _text_end(content, int(having[0]))

            def places(slot: Slot, at: int = at, content: Content = content, end: int = end) -> Numbers:
                keys = places_of(content, "body", leaves.stretch(slot, at), having) & 0xFFFFFFFF
                return keys[: np.searchsorted(keys, end)]

            hits = united(hits_of(light.leaves, places), light.weights)
            return Located(analyser, hits, light.weights, (characters, tokens), length)
        return None


def _having(leaves: Leaves, snapshot: Snapshot, slot: Slot) -> int:
    """Return about how many documents have a word of a slot, those that have several counted several times."""
    segments = range(len(snapshot.segments))
    if isinstance(slot, Term):
        return sum(leaves.expected(slot, at) for at in segments)
    rows = ((snapshot.segments[at].content, leaves.stretch(slot, at).rows) for at in segments)
    return sum(int(content.field(slot.field).counts[each].sum()) for content, each in rows if len(each))


def _text_end(content: Content, document: int) -> int:
    """Return a position between a document's text and its title, which stands further behind."""
    return int(content.lengths["body"][document] - content.lengths["title"][document]) + FAR // 2
