"""Stored fields and vectors: what Whoosh gives back as it was given, document by document."""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.columns import narrowed
from explorer.index.store.ragged import spread
from explorer.index.store.sections import Damaged, Sections, SectionWriter

_PACKED = b"\x78"
"""The first byte of what zlib packed; a pickle begins with another."""


class BytesWriter:
    """Gathers strings of bytes, which are written in a row, with their lengths."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def __len__(self) -> int:
        return len(self._parts)

    def add(self, value: bytes) -> None:
        """Take the next string."""
        self._parts.append(value)

    def finish(self, sections: SectionWriter, name: str) -> None:
        """Write them all."""
        lengths = np.fromiter(map(len, self._parts), dtype=np.uint32, count=len(self._parts))
        sections.add(f"{name}/lengths", narrowed(lengths))
        sections.add(f"{name}/bytes", b"".join(self._parts))


class BytesReader:
    """Reads what a `BytesWriter` has written; safe from any thread."""

    def __init__(self, sections: Sections, name: str, count: int) -> None:
        self._sections = sections
        self._name = name
        self._count = count

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        size = self._sections.length(f"{self._name}/lengths")
        dtype = {self._count: np.uint8, self._count * 2: np.uint16}.get(size, np.uint32)
        lengths: NDArray[Any] = self._sections.array(f"{self._name}/lengths", dtype)
        if len(lengths) != self._count:
            raise Damaged(f"{self._name} has {len(lengths)} values instead of {self._count}")
        return spread(lengths)

    def __getitem__(self, row: int) -> bytes:
        if not self._count:
            raise IndexError(row)
        start = int(self._starts[row])
        return self._sections.part(f"{self._name}/bytes", start, int(self._starts[row + 1]) - start)

    def between(self, first: int, end: int) -> list[bytes]:
        """Return the strings from row `first` up to `end`."""
        places = self._starts[first : end + 1].tolist()
        data = self._sections.part(f"{self._name}/bytes", places[0], places[-1] - places[0])
        return [data[at - places[0] : after - places[0]] for at, after in pairwise(places)]


class StoredWriter:
    """Gathers the stored fields of documents."""

    def __init__(self) -> None:
        self._rows = BytesWriter()
        self._any = False

    def add(self, values: dict[str, Any]) -> None:
        """Take the values of the next document."""
        self._any = self._any or bool(values)
        row = pickle.dumps(values, 4) if values else b""
        packed = zlib.compress(row, 3)
        self._rows.add(packed if len(packed) < len(row) else row)

    def finish(self, sections: SectionWriter) -> None:
        """Write them all, if there are any."""
        if self._any:
            self._rows.finish(sections, "stored")


class StoredReader:
    """Reads stored fields; safe from any thread."""

    def __init__(self, sections: Sections, documents: int) -> None:
        self._rows = BytesReader(sections, "stored", documents) if "stored/lengths" in sections else None

    def __getitem__(self, document: int) -> dict[str, Any]:
        """Return the values of a document; raises IndexError where there is no such document."""
        row = self._rows[document] if self._rows is not None else b""
        if not row:
            return {}
        values: dict[str, Any] = pickle.loads(zlib.decompress(row) if row[:1] == _PACKED else row)
        return values


class VectorWriter:
    """Gathers the vectors of a field: for each document that has one its terms, their weights and values."""

    def __init__(self) -> None:
        self._documents, self._counts, self._weights = array("I"), array("I"), array("f")
        self._terms, self._values = BytesWriter(), BytesWriter()

    def add(self, document: int, items: Sequence[tuple[str, float, bytes]]) -> None:
        """Take the vector of a document, terms ascending."""
        self._documents.append(document)
        self._counts.append(len(items))
        for text, weight, value in items:
            self._terms.add(text.encode("utf-8", "surrogatepass"))
            self._weights.append(weight)
            self._values.add(value)

    def finish(self, sections: SectionWriter, name: str) -> None:
        """Write them all."""
        sections.add(f"{name}/documents", np.asarray(self._documents, dtype=np.uint32))
        sections.add(f"{name}/counts", np.asarray(self._counts, dtype=np.uint32))
        sections.add(f"{name}/weights", np.asarray(self._weights, dtype=np.float32))
        self._terms.finish(sections, f"{name}/terms")
        self._values.finish(sections, f"{name}/values")


class VectorReader:
    """Reads the vectors of a field; safe from any thread."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._documents = sections.array(f"{name}/documents", np.uint32)
        self._starts = spread(sections.array(f"{name}/counts", np.uint32))
        self._weights = sections.array(f"{name}/weights", np.float32)
        count = int(self._starts[-1])
        if len(self._weights) != count or len(self._starts) != len(self._documents) + 1:
            raise Damaged(f"{name} contradicts itself")
        self._terms = BytesReader(sections, f"{name}/terms", count)
        self._values = BytesReader(sections, f"{name}/values", count)

    def __contains__(self, document: int) -> bool:
        return self._row(document) is not None

    def __getitem__(self, document: int) -> tuple[list[str], list[float], list[bytes]]:
        """Return the terms of a document's vector, their weights and values; raises KeyError."""
        row = self._row(document)
        if row is None:
            raise KeyError(document)
        first, end = int(self._starts[row]), int(self._starts[row + 1])
        terms = [term.decode("utf-8", "surrogatepass") for term in self._terms.between(first, end)]
        return terms, self._weights[first:end].tolist(), self._values.between(first, end)

    def _row(self, document: int) -> int | None:
        row = int(np.searchsorted(self._documents, document))
        return row if row < len(self._documents) and int(self._documents[row]) == document else None
