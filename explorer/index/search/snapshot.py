"""One state of the index: segments, and what was taken out of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.index.layout import SCORED
from explorer.index.search.arrays import NONE, Mask, Numbers, Places
from explorer.index.search.contents import Content
from explorer.index.store.ragged import spread

Part = tuple[int, Numbers]
"""A segment, by its number, and some documents of it."""

NO_PLACES: Places = np.empty(0, dtype=np.int64)


class Segment:
    """A segment as one state of the index sees it: its content without the documents that were taken out."""

    def __init__(self, content: Content, removed: Sequence[int] = ()) -> None:
        self.content = content
        self.live = content.size - len(removed)
        self._kept: Mask | None = None
        if len(removed):
            self._kept = np.ones(content.size, dtype=bool)
            self._kept[np.asarray(removed, dtype=np.intp)] = False

    @property
    def whole(self) -> bool:
        """Say whether none was taken out."""
        return self._kept is None

    def left(self, documents: Numbers) -> Numbers:
        """Return the documents that were not taken out."""
        return documents if self._kept is None else documents[self._kept[documents]]


class Snapshot:
    """One state of the index; places are those of documents in all segments one after another."""

    def __init__(self, generation: int, segments: Sequence[Segment]) -> None:
        self.generation = generation
        self.segments = tuple(segments)

    @cached_property
    def bases(self) -> Places:
        """The place of the first document of each segment."""
        return spread(np.array([segment.content.size for segment in self.segments], dtype=np.int64))

    def places(self, found: Sequence[Numbers]) -> Numbers:
        """Return the places of documents that were found in each of the segments, ascending."""
        if len(found) == 1:
            return found[0]
        parts = (documents + base for documents, base in zip(found, self.bases.tolist(), strict=False))
        return np.concatenate([NONE, *parts])

    def parts(self, places: Numbers) -> list[Part]:
        """Return the documents at some ascending places, segment by segment, without segments that have none."""
        if len(self.segments) == 1:
            return [(0, places)] if len(places) else []
        bounds = np.searchsorted(places, self.bases).tolist()
        pieces = enumerate(zip(self.bases.tolist(), pairwise(bounds), strict=False))
        return [(at, places[first:end] - base) for at, (base, (first, end)) in pieces if end > first]

    def at(self, places: Numbers) -> tuple[NDArray[np.intp], Places]:
        """Return for the document at each place its segment, and its number there."""
        segments = self.bases.searchsorted(places, side="right") - 1
        return segments, places - self.bases[segments]

    @cached_property
    def numbers(self) -> Places:
        """The number of the document at each place; raises IndexCorrupt."""
        return np.concatenate([NO_PLACES, *(segment.content.numbers for segment in self.segments)])

    @cached_property
    def days(self) -> Places:
        """The day of the document at each place as YYYYMMDD, 0 for none; raises IndexCorrupt."""
        return np.concatenate([NO_PLACES, *(segment.content.days for segment in self.segments)], dtype=np.int64)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that documents were analysed in; raises IndexCorrupt."""
        return tuple(sorted({name for segment in self.segments for name in segment.content.stemmers}))

    @property
    def documents(self) -> int:
        """Return how many documents there are."""
        return sum(segment.live for segment in self.segments)

    @cached_property
    def size(self) -> int:
        """Return how many documents the segments have, with those that were taken out."""
        return sum(segment.content.size for segment in self.segments)

    @cached_property
    def averages(self) -> dict[str, float]:
        """The mean length of each scored field, in terms; raises IndexCorrupt."""
        totals = {name: sum(segment.content.totals[name] for segment in self.segments) for name in SCORED}
        return {name: total / (self.size or 1) or 1.0 for name, total in totals.items()}
