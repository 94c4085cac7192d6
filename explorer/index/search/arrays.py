"""Arithmetic on ascending lists of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.values import dataclass

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

NONE: Numbers = np.empty(0, dtype=np.uint32)
NONE.flags.writeable = False

FEW = 8
"""A list that has so many times fewer documents than another is looked up in it by bisection."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Documents, ascending, and how often something is in each; neither may be written to."""

    documents: Numbers
    counts: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def nbytes(self) -> int:
        """Return the bytes that the lists take."""
        return self.documents.nbytes + self.counts.nbytes


NO_HITS = Hits(NONE, np.empty(0, dtype=np.float32))


def whole(size: int) -> Numbers:
    """Return all documents of a segment."""
    return np.arange(size, dtype=np.uint32)


def masked(documents: Numbers, size: int) -> Mask:
    """Return for each document of a segment whether it is in a list."""
    mask = np.zeros(size, dtype=bool)
    mask[documents.astype(np.intp)] = True
    return mask


def listed(mask: Mask) -> Numbers:
    """Return the documents that a mask has."""
    return np.flatnonzero(mask).astype(np.uint32)


def found_at(needles: NDArray[Any], haystack: NDArray[Any]) -> tuple[NDArray[np.intp], Mask]:
    """Return where each needle would be in an ascending haystack, and whether it is there."""
    at = haystack.searchsorted(needles)
    there: Mask = haystack.take(at, mode="clip") == needles if len(haystack) else np.zeros(len(needles), dtype=bool)
    return at, there


def common(left: Numbers, right: Numbers, size: int) -> Numbers:
    """Return the documents in both lists of a segment of `size` documents."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if not len(few):
        return NONE
    if len(few) * FEW < len(many):
        return few[found_at(few, many)[1]]
    return few[masked(many, size)[few]]


def without(documents: Numbers, unwanted: Numbers, size: int) -> Numbers:
    """Return the documents of the first list that are not in the second."""
    if not len(documents) or not len(unwanted):
        return documents
    if len(documents) * FEW < len(unwanted):
        return documents[~found_at(documents, unwanted)[1]]
    return documents[~masked(unwanted, size)[documents]]


def united(lists: Sequence[Numbers], size: int) -> Numbers:
    """Return the documents in one list or more."""
    lists = [each for each in lists if len(each)]
    if len(lists) < 2:
        return lists[0] if lists else NONE
    mask = np.zeros(size, dtype=bool)
    for each in lists:
        mask[each.astype(np.intp)] = True
    return listed(mask)


def often(lists: Sequence[Numbers], least: int, size: int) -> Numbers:
    """Return the documents in `least` lists or more."""
    lists = [each for each in lists if len(each)]
    if len(lists) < least:
        return NONE
    counts = np.zeros(size, dtype=np.uint32)
    for each in lists:
        counts[each.astype(np.intp)] += 1
    return listed(counts >= least)


def summed(documents: Numbers, counts: NDArray[Any], size: int) -> Hits:
    """Return the hits of several lists, one behind another, as one: the counts of a document are added."""
    if not len(documents):
        return NO_HITS
    if len(documents) * 8 < size:
        unique, inverse = np.unique(documents, return_inverse=True)
        return Hits(unique, np.bincount(inverse, weights=counts).astype(np.float32))
    totals = np.zeros(size, dtype=np.float32)
    np.add.at(totals, documents.astype(np.intp), counts.astype(np.float32))
    found = np.flatnonzero(totals)
    return Hits(found.astype(np.uint32), totals[found])


def each_sum(wanted: Mask, ends: NDArray[Any]) -> NDArray[np.int32]:
    """Return how many of a mask are wanted in each of the stretches that end so; faster than `reduceat`."""
    upto = np.zeros(len(wanted) + 1, dtype=np.int32)
    np.cumsum(wanted, dtype=np.int32, out=upto[1:])
    found: NDArray[np.int32] = np.diff(upto[ends], prepend=np.int32(0))
    return found


def merged(lists: Sequence[Hits], size: int) -> Hits:
    """Return several hits as one."""
    lists = [each for each in lists if len(each)]
    if len(lists) < 2:
        return lists[0] if lists else NO_HITS
    documents = np.concatenate([each.documents for each in lists])
    return summed(documents, np.concatenate([each.counts for each in lists]), size)


Key = Callable[[NDArray[np.intp]], NDArray[Any]]
"""Returns what the rows at some places are sorted by, least first."""


def leading(rows: int, keys: Sequence[Key], most: int) -> NDArray[np.intp]:
    """Return the first `most` of so many rows, sorted by `keys` one after another; only ties ask for the next key."""
    if most <= 0 or not rows:
        return np.empty(0, dtype=np.intp)
    tied = np.arange(rows, dtype=np.intp)
    sure: list[NDArray[np.intp]] = []
    for key in keys:
        if most >= len(tied):
            break
        values = key(tied)
        last = np.partition(values, most - 1)[most - 1]
        better = tied[values < last]
        sure.append(better)
        most -= len(better)
        tied = tied[values == last]
    chosen = np.concatenate([*sure, tied[:most]])
    return chosen[np.lexsort([key(chosen) for key in reversed(keys)])]


def best(scores: NDArray[Any], ties: Sequence[Key], most: int) -> NDArray[np.intp]:
    """Return the rows of the `most` highest scores, ascending; of rows with equal ones those first by `ties`."""
    rows = len(scores)
    if most >= rows:
        return np.arange(rows, dtype=np.intp)
    last = np.partition(scores, rows - most)[rows - most]
    chosen: NDArray[np.intp] = (scores >= last).nonzero()[0]
    if len(chosen) > most:
        values = scores[chosen]
        first = leading(len(chosen), [lambda at: -values[at], *(_among(chosen, key) for key in ties)], most)
        chosen = np.sort(chosen[first])
    return chosen


def _among(rows: NDArray[np.intp], key: Key) -> Key:
    """Return what some rows, told by where they stand among themselves, are sorted by."""
    return lambda at: key(rows[at])


def is_one(values: NDArray[Any], wanted: NDArray[Any]) -> Mask:
    """Say of each of some small whole numbers, none below 0, whether it is one of those that are wanted."""
    found: Mask
    if len(wanted) == 1:
        found = values == wanted[0]
    else:
        table = np.zeros(int(wanted.max(initial=0)) + 2, dtype=bool)
        table[wanted] = True
        found = table.take(values, mode="clip")
    return found
