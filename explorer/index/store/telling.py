"""The terms that tell most of what each document is about: often in it, and in few others of its segment."""

from __future__ import annotations

from collections.abc import Container

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.fields import FieldColumns
from explorer.index.store.ragged import spread

TELLING = 10
"""Terms that are kept of each document."""

NO_TERM = np.uint32(0xFFFFFFFF)
"""Stands for the rest where a document has fewer."""

SHORTEST = 3
"""Bytes of a term that may tell something."""

_ROW, _SCORE = 24, 16  # bits; a document and a row are sorted in one number with how much the row tells
_FINE = 256  # steps of a score


def telling(body: FieldColumns, documents: int, common: Container[bytes]) -> NDArray[np.uint32]:
    """Return for each document the rows of its most telling terms, the best first (tf·idf, Spärck Jones 1972)."""
    found = np.full((documents, TELLING), NO_TERM, dtype=np.uint32)
    rows = len(body.terms)
    if not rows or body.frequencies is None or rows >= 1 << _ROW:
        return found
    tells = np.fromiter(map(len, body.terms), np.int64, rows) >= SHORTEST
    tells[[row for row, term in enumerate(body.terms) if term in common]] = False
    rarity = np.log1p(documents / np.asarray(body.counts, dtype=np.float32)) * tells
    scores = np.repeat(rarity.astype(np.float32), body.counts) * np.asarray(body.frequencies, dtype=np.float32)
    kept = np.flatnonzero(scores)
    if not len(kept):
        return found
    best = np.uint64((1 << _SCORE) - 1) - np.minimum(scores[kept] * _FINE, (1 << _SCORE) - 1).astype(np.uint64)
    keys = np.asarray(body.documents)[kept].astype(np.uint64) << np.uint64(_SCORE + _ROW)
    keys |= best << np.uint64(_ROW)
    keys |= np.repeat(np.arange(rows, dtype=np.uint64), body.counts)[kept]
    keys.sort()
    of_document = (keys >> np.uint64(_SCORE + _ROW)).astype(np.int64)
    rank = np.arange(len(keys)) - spread(np.bincount(of_document, minlength=documents))[of_document]
    first = np.flatnonzero(rank < TELLING)
    found[of_document[first], rank[first]] = (keys[first] & np.uint64((1 << _ROW) - 1)).astype(np.uint32)
    return found
