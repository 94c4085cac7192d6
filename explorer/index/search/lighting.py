"""What of a query stands in texts, and where in the texts of long documents, as one state of the index knows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from explorer.index.alike import told
from explorer.index.analysis import Analyser
from explorer.index.lighting import Light, Lights
from explorer.index.locate import Located, Numbers, hits_of, locatable, united
from explorer.index.nodes import FAR, Plan, Slot, Term
from explorer.index.search.contents import Content
from explorer.index.search.expansion import Stretch, places_of
from explorer.index.search.leaves import Leaves
from explorer.index.search.snapshot import Snapshot
from explorer.model.query import Query
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """What a search has made of a query: its plan for texts of some analysers' languages, and what was read for it."""

    query: Query
    snapshot: Snapshot
    analysers: tuple[Analyser, ...]
    plan: Plan
    leaves: Leaves


LATELY = 4
"""Queries that are remembered with what they are looked for by: a page of hits asks for the same again and again."""


class Lighting:
    """Lights the texts of a page of hits; safe from any thread.

    `planned` gives the plan of a query for texts of an analyser's language.
    """

    def __init__(self, planned: Callable[[Query, Snapshot, Analyser], Plan]) -> None:
        self._planned = planned
        self._read: Read | None = None
        self._lately: tuple[tuple[Query, Snapshot, Lights], ...] = ()

    def keep(self, read: Read) -> None:
        """Take over what a search has just read: its words are the ones that will be lit."""
        self._read = read

    def lights(self, query: Query, snapshot: Snapshot, analyser: Analyser) -> Lights:
        """Return what a query is looked for by."""
        for known, of_snapshot, lights in self._lately:
            if known is query and of_snapshot is snapshot and lights.analyser is analyser:
                return lights
        leaves = self._leaves(snapshot)
        # What was read by a search that has been given up since gives no more documents, only terms.
        plan = told(self._plan(query, snapshot, analyser), Leaves(snapshot).living, snapshot.documents)
        lights = Lights(plan, analyser, lambda slot: _having(leaves, snapshot, slot), snapshot.size)
        self._lately = ((query, snapshot, lights), *self._lately[: LATELY - 1])
        return lights

    def _plan(self, query: Query, snapshot: Snapshot, analyser: Analyser) -> Plan:
        read = self._read
        if read is not None and read.query is query and read.snapshot is snapshot and analyser in read.analysers:
            return read.plan
        return self._planned(query, snapshot, analyser)

    def _leaves(self, snapshot: Snapshot) -> Leaves:
        read = self._read
        return read.leaves if read is not None and read.snapshot is snapshot else Leaves(snapshot)

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
            having = segment.left(segment.content.having(np.array([number], dtype=np.int64)))
            if len(having):
                stretches = partial(leaves.stretch, at=at)
                return _located(segment.content, int(having[0]), light, stretches, analyser, length)
        return None


def _located(
    content: Content, document: int, light: Light, stretches: Callable[[Slot], Stretch], analyser: Analyser, length: int
) -> Located | None:
    """Return where leaves stand in a document of a segment."""
    steps = content.steps_of(document)
    if not len(steps[0]):
        return None
    end = int(content.lengths["body"][document] - content.lengths["title"][document]) + FAR // 2  # the title is beyond
    only = np.array([document], dtype=np.uint32)

    def places(slot: Slot) -> Numbers:
        keys = places_of(content, "body", stretches(slot), only) & 0xFFFFFFFF
        return keys[: np.searchsorted(keys, end)]

    hits = united(hits_of(light.leaves, places), light.weights)
    return Located(analyser, hits, light.weights, steps, length)


def _having(leaves: Leaves, snapshot: Snapshot, slot: Slot) -> int:
    """Return about how many documents have a word of a slot, those that have several counted several times."""
    segments = range(len(snapshot.segments))
    if isinstance(slot, Term):
        return sum(leaves.expected(slot, at) for at in segments)
    rows = ((snapshot.segments[at].content, leaves.stretch(slot, at).rows) for at in segments)
    return sum(int(content.field(slot.field).counts[each].sum()) for content, each in rows if len(each))
