"""Near-duplicates among the leading documents, told by their signatures: they do not crowd the first page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.index.layout import SIGNATURE
from explorer.index.search.arrays import Mask, Numbers
from explorer.index.search.snapshot import Snapshot

ALIKE = 13
"""Numbers of a signature in which near-duplicates agree, of 16."""

MORE = 16
"""Documents that are compared beside those that are wanted, for there may be near-duplicates among these."""

_BANDS = np.arange(4, dtype=np.uint64) << np.uint64(32)
"""What tells the bands of a signature apart."""


def copies_last(snapshot: Snapshot, places: Numbers, order: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """Return `order`, which puts documents at some places best first, with near-duplicates of better ones at last.

    Only the first `most` are sure, and there may be no others. Raises IndexCorrupt.
    """
    looked = most + MORE
    while True:
        first = order[:looked]
        copied = repeated(_signatures(snapshot, places[first]))
        count = np.count_nonzero(copied)
        if looked >= len(order) or len(first) - count >= most:
            return np.concatenate((first[~copied], first[copied])) if count else first
        looked *= 2  # whether a document is one is told by those before it alone


def _signatures(snapshot: Snapshot, places: Numbers) -> NDArray[np.uint8]:
    """Return the signature of the document at each place, zeros where there is none."""
    signatures = np.zeros((len(places), SIGNATURE), dtype=np.uint8)
    order = places.argsort()
    first = 0
    for at, documents in snapshot.parts(places[order]):
        known = snapshot.segments[at].content.signatures
        if known is not None:
            signatures[order[first : first + len(documents)]] = known.take(documents, axis=0)
        first += len(documents)
    return signatures


def repeated(signatures: NDArray[np.uint8]) -> Mask:
    """Say of each row whether one before it is nearly the same; rows of zeros are like none."""
    found = np.zeros(len(signatures), dtype=bool)
    # those that differ in three numbers at most agree in one of the four bands of four
    bands = (signatures.view(np.uint32) | _BANDS).ravel()
    order = bands.argsort()
    ordered = bands[order]
    same = (ordered[1:] == ordered[:-1]).nonzero()[0]
    if not len(same):
        return found
    rows = order // len(_BANDS)
    sharing = found.copy()
    sharing[rows[same]] = sharing[rows[same + 1]] = True
    some = (sharing & signatures.any(axis=1)).nonzero()[0]
    if len(some):
        chosen = signatures[some]
        agreeing = (chosen[:, None] == chosen).sum(axis=2) >= ALIKE
        found[some] = agreeing.argmax(axis=1) < np.arange(len(some))  # each agrees with itself
    return found
