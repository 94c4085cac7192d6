"""Near-duplicates among the leading documents, told by their signatures: they do not crowd the first page."""

from __future__ import annotations

import numpy as np

from explorer.index.layout import SIGNATURE
from explorer.index.search.arrays import Mask, Numbers, Places
from explorer.index.search.snapshot import Snapshot

ALIKE = 13
"""Numbers of a signature in which near-duplicates agree, of 16."""


def copies(snapshot: Snapshot, segments: Places, documents: Numbers) -> Mask:
    """Say of each of some documents, best first, whether it is nearly the same as a better one; raises IndexCorrupt."""
    signatures = np.zeros((len(documents), SIGNATURE), dtype=np.uint8)
    for at in np.flatnonzero(np.bincount(segments)).tolist():
        known = snapshot.segments[at].content.signatures
        if known is not None:
            mine = segments == at
            signatures[mine] = known[documents[mine]]
    return repeated(signatures)


def repeated(signatures: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Mask:
    """Say of each row whether one before it is nearly the same; rows of zeros are like none."""
    found = np.zeros(len(signatures), dtype=bool)
    rows = np.flatnonzero(np.count_nonzero(signatures, axis=1))
    # those that differ in three numbers at most agree in one of the four bands of four
    bands = np.ascontiguousarray(signatures[rows]).view(np.uint32)
    sharing = np.zeros(len(rows), dtype=bool)
    for band in bands.T:
        ordered = np.sort(band)
        repeats = ordered[1:][ordered[1:] == ordered[:-1]]
        if len(repeats):
            sharing |= (band[:, None] == repeats[None]).any(axis=1)
    some = rows[sharing]
    if len(some):
        chosen = signatures[some]
        agreeing = (chosen[:, None] == chosen[None]).sum(axis=2) >= ALIKE
        found[some] = np.tril(agreeing, -1).any(axis=1)
    return found
