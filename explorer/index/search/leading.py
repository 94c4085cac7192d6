"""Where words stand in the documents that lead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.index.nodes import Term
from explorer.index.search.arrays import Places, is_one
from explorer.index.search.contents import Content
from explorer.index.search.expansion import whole, written_so
from explorer.index.search.matching import Evaluation
from explorer.index.search.snapshot import Part
from explorer.index.store.ragged import gather
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where the term of a row of a segment stands in leading documents: `at` among all places of the term."""

    content: Content
    row: int
    at: Places
    places: Places


class Led:
    """The leading documents, numbered one after another, and some words, which are told by their numbers.

    Places are a document's number in the upper half and a position in the lower.
    """

    def __init__(self, evaluation: Evaluation, parts: Sequence[Part], words: Sequence[Term]) -> None:
        self._leaves = evaluation.leaves
        self._segments = evaluation.snapshot.segments
        self._parts = parts
        self._words = words
        self._size = sum(len(documents) for _, documents in parts)
        self._standing: dict[int, list[_Standing]] = {}
        self._places: dict[int, Places] = {}

    def counted(self, found: Sequence[Places]) -> NDArray[np.float64]:
        """Return how many places of each list, one a row, each document has."""
        size, rows = self._size, len(found)
        row = np.arange(0, rows * size, size).repeat([len(places) for places in found])
        row += np.concatenate(found) >> 32
        return np.bincount(row, minlength=rows * size).reshape(rows, size).astype(np.float64)

    def places(self, word: int) -> Places:
        """Return where a word stands, ascending."""
        known = self._places.get(word)
        if known is None:
            standing = self._standing[word] = self._read(word)
            known = self._places[word] = _joined([each.places for each in standing])
        return known

    def written(self, word: int, forms: frozenset[str]) -> Places:
        """Return where a word stands in one of some folded forms."""
        self.places(word)
        found = []
        for each in self._standing[word]:
            so = written_so(each.content, whole(np.array((each.row,))), forms)
            if not so.partial:
                found += [each.places] * len(so.rows)
            else:
                ordinals = each.content.ordinals("body", each.row).take(each.at)
                found.append(each.places[is_one(ordinals, so.ordinals)])
        return _joined(found)

    def _read(self, word: int) -> list[_Standing]:
        """Return where a word stands, segment by segment and term by term."""
        found, base = [], 0
        for segment, documents in self._parts:
            content = self._segments[segment].content
            numbers = np.arange(base, base + len(documents), dtype=np.int64) << 32
            base += len(documents)
            for row in self._leaves.rows(self._words[word], segment):
                known = content.occurrences("body", row)
                at = known.documents.searchsorted(documents)
                first = known.starts.take(at)
                counts = known.starts.take(at + 1, mode="clip") - first
                counts[known.documents.take(at, mode="clip") != documents] = 0
                at = gather(first, counts)
                found.append(_Standing(content, row, at, numbers.repeat(counts) | known.positions.take(at)))
        return found


def _joined(lists: Sequence[Places]) -> Places:
    """Return several lists of places as one, ascending."""
    if len(lists) == 1:
        return lists[0]
    return np.sort(np.concatenate([np.empty(0, dtype=np.int64), *lists]))
