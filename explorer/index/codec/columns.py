"""Columns of numbers as Whoosh's own column types write them, and lengths as rows of the narrowest numbers."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.sections import Damaged, Sections, SectionWriter

COLUMN = "column/"
"""What stands before a field's name in the name of the section with its column."""

LENGTH = "length/"
"""What stands before a field's name in the name of the section with its lengths."""


def numeric_column_bytes(values: NDArray[Any], typecode: str, default: float = 0) -> bytes:
    """Return the bytes of Whoosh's `NumericColumn(typecode, default)` for these values, one a document."""
    kept = np.asarray(values)
    different = np.flatnonzero(kept != default)
    end = int(different[-1]) + 1 if len(different) else 0
    made = kept[:end].astype(np.dtype(typecode).newbyteorder(">"))
    made[kept[:end] == default] = default  # -0.0, where it is 0.0
    return made.tobytes()


def numeric_column(data: bytes, typecode: str, default: float, documents: int) -> NDArray[Any]:
    """Return the values of a `NumericColumn`, one a document; raises Damaged when there are too many."""
    stored = np.frombuffer(data, dtype=np.dtype(typecode).newbyteorder(">"))
    if len(stored) > documents or len(data) % struct.calcsize(f"={typecode}"):
        raise Damaged(f"a column has {len(stored)} values for {documents} documents")
    values = np.full(documents, default, dtype=np.dtype(typecode))
    values[: len(stored)] = stored
    return values


def narrowed(values: NDArray[Any]) -> NDArray[Any]:
    """Return whole numbers in the narrowest type that holds them all: one, two or four bytes."""
    most = int(values.max()) if len(values) else 0
    return values.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def write_lengths(sections: SectionWriter, field: str, lengths: NDArray[Any]) -> None:
    """Write how many terms a field has in each document."""
    sections.add(LENGTH + field, narrowed(lengths))


def read_lengths(sections: Sections, field: str, documents: int) -> NDArray[Any]:
    """Return how many terms a field has in each document; zeros where none has any."""
    size = sections.length(LENGTH + field)
    if not size or not documents:
        return np.zeros(documents, dtype=np.uint8)
    width, rest = divmod(size, documents)
    dtype = {1: np.uint8, 2: np.uint16, 4: np.uint32}.get(width)
    if dtype is None or rest:
        raise Damaged(f"the lengths of {field} do not fit {documents} documents")
    return sections.array(LENGTH + field, dtype)
