"""What is kept of the segments that were read."""

from __future__ import annotations

from dataclasses import field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.search.arrays import Hits, Numbers, Places
from explorer.index.search.cache import LISTS, ORDINALS, PLACES, STRETCHES, TABLES, WORTH, Cache
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where a term stands: `positions` in its `documents` one after another, in document i from `starts[i]` on."""

    documents: Numbers
    starts: Places
    positions: NDArray[Any]

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes."""
        return self.documents.nbytes + self.starts.nbytes + self.positions.nbytes


@dataclass(frozen=True, slots=True)
class Table:
    """The documents of all terms of a field: those of term i from `starts[i]` on. No term is without."""

    starts: Places
    documents: Numbers

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes."""
        return self.starts.nbytes + self.documents.nbytes


@dataclass(frozen=True, slots=True)
class Caches:
    """What all segments together keep."""

    lists: Cache[Hits] = field(default_factory=lambda: Cache(LISTS))
    worth: Cache[NDArray[np.float32]] = field(default_factory=lambda: Cache(WORTH))
    places: Cache[Occurrences] = field(default_factory=lambda: Cache(PLACES))
    ordinals: Cache[NDArray[Any]] = field(default_factory=lambda: Cache(ORDINALS))
    tables: Cache[Table] = field(default_factory=lambda: Cache(TABLES))
    stretches: Cache[Any] = field(default_factory=lambda: Cache(STRETCHES))
