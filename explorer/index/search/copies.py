"""Near-duplicates among the leading documents, told by their signatures: they do not crowd the first page."""

from __future__ import annotations

import numpy as np

from explorer.index.search.arrays import Mask, Numbers, Places
from explorer.index.search.snapshot import Snapshot
from explorer.index.store.inversion import SIGNATURE

ALIKE = 13
"""Numbers of a signature in which near-duplicates agree, of 16."""

_BAND = 4
"""Numbers that are compared at once: signatures that differ in three agree in one band of four at least."""


def copies(snapshot: Snapshot, segments: Places, documents: Numbers) -> Mask:
    """Say of each of some documents, best first, whether it is nearly the same as a better one; raises IndexCorrupt."""
    signatures = np.zeros((len(documents), SIGNATURE), dtype=np.uint8)
    for at in np.unique(segments).tolist():
        known = snapshot.segments[at].content.signatures
        if known is not None:
            mine = segments == at
            signatures[mine] = known[documents[mine]]
    return repeated(signatures)


def repeated(signatures: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Mask:
    """Say of each row whether one before it is nearly the same; rows of zeros are like none."""
    found = np.zeros(len(signatures), dtype=bool)
    told: Mask = np.count_nonzero(signatures, axis=1) > 0
    bands = np.ascontiguousarray(signatures).view(np.uint32)
    some = np.unique(np.concatenate([_sharing(bands[:, number], told) for number in range(bands.shape[1])]))
    if len(some):
        chosen = signatures[some]
        agreeing = (chosen[:, None] == chosen[None]).sum(axis=2) >= ALIKE
        found[some] = np.tril(agreeing, -1).any(axis=1)
    return found


def _sharing(band: Numbers, told: Mask) -> Places:
    """Return the rows whose number is that of another row."""
    rows = np.flatnonzero(told)
    order = rows[np.argsort(band[rows], kind="stable")]
    same = band[order[1:]] == band[order[:-1]]
    return np.union1d(order[1:][same], order[:-1][same])
