"""Words in a row: sets of positions, each shifted to where the first word would stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.lists import PostingList
from explorer.index.search.arrays import Numbers, common, found_at
from explorer.index.store.ragged import gather

_SHIFT = 32
"""Bits of a position; above them stands the document."""


def in_a_row(words: Sequence[PostingList], size: int) -> Numbers:
    """Return the documents, of `size`, in which the words stand one behind the other."""
    documents = reduce(lambda left, right: common(left, right, size), (word.documents for word in words))
    starts: NDArray[np.int64] | None = None
    for shift, word in sorted(enumerate(words), key=lambda each: len(each[1])):
        places = _places(word, documents, shift)
        starts = places if starts is None else starts[found_at(starts, places)[1]]
    return documents[:0] if starts is None else np.unique(starts >> _SHIFT).astype(np.uint32)


def _places(word: PostingList, documents: Numbers, shift: int) -> NDArray[np.int64]:
    """Return where a word stands in documents that it is in, less `shift`: ascending, as document and position."""
    at = found_at(documents, word.documents)[0]
    counts = word.frequencies[at].astype(np.int64)
    positions = word.positions[gather(word.starts[at], counts)].astype(np.int64)
    places = (np.repeat(documents.astype(np.int64), counts) << _SHIFT) + positions - shift
    places.sort()  # a word of the same sound, or a synonym, may stand at a place that is not behind the one before
    return places
