"""Words in a row: phrases, with other words between them if they may have some."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.index.search.arrays import NO_HITS, Hits, Numbers, Places, common, found_at
from explorer.index.search.contents import Content
from explorer.index.search.expansion import Stretch, hits_of, places_of


def hits_in_row(content: Content, field: str, slots: Sequence[Stretch], slop: int) -> Hits:
    """Return the documents that have the words of all slots in a row, with how often; raises IndexCorrupt."""
    documents = _having_all(content, field, slots)
    if not len(documents):
        return NO_HITS
    known: dict[int, Places] = {}
    places = []
    for slot in slots:
        if id(slot) not in known:
            known[id(slot)] = places_of(content, field, slot, documents)
        places.append(known[id(slot)])
    return counted(in_row(places, slop))


def _having_all(content: Content, field: str, slots: Sequence[Stretch]) -> Numbers:
    """Return the documents that have a word of each slot, wherever it stands; the rarest slots are looked at first."""
    different = {id(slot): slot for slot in slots}.values()
    with content.reading():
        counts = content.field(field).counts
        sizes = [(int(counts[slot.rows].sum()) if len(slot.rows) else 0, slot) for slot in different]
    sizes.sort(key=lambda each: each[0])
    documents: Numbers | None = None
    for size, slot in sizes:
        if not size:
            return NO_HITS.documents
        having = hits_of(content, field, slot).documents
        documents = having if documents is None else common(documents, having, content.size)
        if not len(documents):
            break
    return NO_HITS.documents if documents is None else documents


def in_row(places: Sequence[Places], slop: int) -> Places:
    """Return the places in the last row that end a row: one of each, `slop` others between neighbours at most."""
    if slop == 0:
        return _next_to(places)
    ends = places[0]
    for row in places[1:]:
        if not len(ends) or not len(row):
            return row[:0]
        before = np.searchsorted(ends, row) - 1
        ends = row[(before >= 0) & (row - ends[before] <= slop + 1)]
    return ends


def _next_to(places: Sequence[Places]) -> Places:
    """Return the places in the last row that the places in the others lead to step by step, rarest first."""
    last = len(places) - 1
    order = sorted(range(len(places)), key=lambda at: len(places[at]))
    ends = places[order[0]] + (last - order[0])
    for at in order[1:]:
        if not len(ends):
            break
        wanted = ends - (last - at)
        ends = ends[found_at(wanted, places[at])[1]]
    return ends


def counted(places: Places) -> Hits:
    """Return the documents of ascending places, with how many each has."""
    if not len(places):
        return NO_HITS
    documents = (places >> 32).astype(np.uint32)
    first = np.flatnonzero(np.diff(documents, prepend=documents[0] + np.uint32(1)))
    return Hits(documents[first], np.diff(first, append=len(documents)).astype(np.float32))
