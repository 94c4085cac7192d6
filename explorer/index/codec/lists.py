"""The postings of one term as arrays, each read from the file when it is first asked for."""

from __future__ import annotations

import struct
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.documents import Documents
from explorer.index.codec.postings import Shape, section_name
from explorer.index.codec.stored import BytesReader
from explorer.index.store.fields import Field
from explorer.index.store.ragged import spread
from explorer.index.store.sections import Damaged, Sections

_COUNT = struct.Struct("!I")

BLOCK = 128
"""Postings that have a common highest weight and least length."""


class StoredField:
    """A field of a segment; safe from any thread."""

    def __init__(self, sections: Sections, name: str, shape: Shape, weighed: bool, documents: Documents) -> None:
        self.name = name
        self.shape = shape
        self.weighed = weighed
        self.columns = Field(sections, section_name(name))
        self._sections = sections
        self._documents = documents

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the postings of each term begin among those of the field."""
        return spread(self.columns.counts)

    @cached_property
    def values(self) -> BytesReader:
        """The bytes of the postings, where these are kept."""
        return BytesReader(self._sections, f"{self.columns.name}/values", int(self.starts[-1]))

    def weights(self, row: int) -> NDArray[Any]:
        """Return the weights of a term, where they are not its frequencies."""
        start, end = int(self.starts[row]), int(self.starts[row + 1])
        return self._sections.slice(f"{self.columns.name}/weights", start, end - start, np.float32)

    def lengths(self) -> NDArray[Any]:
        """Return the length of the field in each document."""
        return self._documents.lengths(self.name)

    def __len__(self) -> int:
        return len(self.columns.counts)

    @property
    def size(self) -> int:
        """The number of documents of the segment."""
        return self._documents.count


class PostingList:
    """The postings of a term; safe from any thread."""

    def __init__(self, field: StoredField, row: int) -> None:
        self.field = field
        self.row = row

    def __len__(self) -> int:
        return int(self.field.columns.counts[self.row])

    @cached_property
    def documents(self) -> NDArray[np.uint32]:
        """The documents, ascending; raises Damaged if one is not in the segment."""
        documents = self.field.columns.documents(self.row)
        if int(documents[-1]) >= self.field.size:
            raise Damaged(f"a term of {self.field.name} is in a document that is not there")
        return documents

    @cached_property
    def frequencies(self) -> NDArray[np.uint32]:
        """How often the term is in each document."""
        return self.field.columns.frequencies(self.row)

    @cached_property
    def weights(self) -> NDArray[Any]:
        """How much the term weighs in each document."""
        return self.field.weights(self.row) if self.field.weighed else self.frequencies

    @cached_property
    def positions(self) -> NDArray[Any]:
        """All positions, those in the first document first."""
        return self.field.columns.positions(self.row)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the positions in each document begin, and where the last ones end."""
        return spread(self.frequencies)

    @cached_property
    def lengths(self) -> NDArray[Any]:
        """The length of the field in each document."""
        return self.field.lengths()[self.documents]

    @cached_property
    def block_weights(self) -> list[float]:
        """The highest weight in each block."""
        found: list[float] = np.maximum.reduceat(self.weights, np.arange(0, len(self), BLOCK)).astype(float).tolist()
        return found

    @cached_property
    def block_lengths(self) -> list[tuple[int, int]]:
        """The least length in each block that is not 0, and the greatest; 0 where all are."""
        starts = np.arange(0, len(self), BLOCK)
        lengths = self.lengths.astype(np.int64)
        most = np.maximum.reduceat(lengths, starts)
        least = np.minimum.reduceat(np.where(lengths > 0, lengths, 1 << 40), starts)
        return list(zip(np.where(most > 0, least, 0).tolist(), most.tolist(), strict=True))

    def places(self, at: int) -> list[int]:
        """Return the positions in document number `at` of the list."""
        found: list[int] = self.positions[int(self.starts[at]) : int(self.starts[at + 1])].tolist()
        return found

    def value(self, at: int, format_: Any) -> bytes:
        """Return the bytes that the format makes of posting number `at`."""
        shape = self.field.shape
        if shape is Shape.VALUES:
            return self.field.values[int(self.field.starts[self.row]) + at]
        if shape is Shape.POSITIONS:
            return bytes(format_.encode(self.places(at)))
        return _COUNT.pack(int(self.frequencies[at])) if shape is Shape.FREQUENCY else b""
