"""Fields with few words a document: where they are from, what they are called, which entities they name."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import count
from typing import Generic, TypeVar

import numpy as np

from explorer.index.store.fields import FieldColumns
from explorer.index.store.inversion import postings
from explorer.index.store.ragged import spread

Value = TypeVar("Value")

_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


class Words:
    """A field whose terms stand at positions, one after another from 0, in each document."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._tokens = array("I")
        self._documents = array("I")
        self._counts = array("I")

    def add(self, document: int, terms: list[str]) -> None:
        """Take the terms of a document, which is not less than the one before."""
        self._tokens.extend(map(self._numbers.__getitem__, terms))
        self._documents.append(document)
        self._counts.append(len(terms))

    def columns(self) -> FieldColumns:
        """Return the field."""
        names = {term.encode("utf-8", "surrogatepass"): number for term, number in self._numbers.items()}
        terms = sorted(names)
        row_of = np.empty(len(terms), dtype=np.int64)
        row_of[[names[term] for term in terms]] = np.arange(len(terms))
        rows = row_of[np.array(self._tokens, dtype=np.int64)] if terms else np.empty(0, dtype=np.int64)
        order = np.argsort(rows, kind="stable")
        counts = np.array(self._counts, dtype=np.int64)
        documents = np.repeat(np.array(self._documents, dtype=np.uint32), counts)
        positions = np.arange(len(rows), dtype=np.int64) - np.repeat(spread(counts)[:-1], counts)
        return postings(terms, rows[order], documents[order], positions[order].astype(np.uint32), None)


class Values(Generic[Value]):
    """Which values documents have: for a field that says no more, or for several at once."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}
        self._pairs = array("Q")

    def add(self, document: int, values: Iterable[Value]) -> None:
        """Take the values of a document."""
        numbers = self._numbers
        self._pairs.extend([numbers.setdefault(value, len(numbers)) << 32 | document for value in values])

    def columns(self, of: Callable[[Value], str]) -> FieldColumns:
        """Return the field in which a document has the strings that `of` makes of its values, but for empty ones."""
        strings = [of(value).encode("utf-8", "surrogatepass") for value in self._numbers]
        terms = sorted(set(strings) - {b""})
        row_of = {term: row for row, term in enumerate(terms)}
        rows = np.fromiter((row_of.get(string, len(terms)) for string in strings), np.uint64, len(strings))
        pairs = np.array(self._pairs, dtype=np.uint64)
        found = np.unique(rows[pairs >> _HALF] << _HALF | pairs & _LOW) if len(pairs) else pairs
        found = found[: int(np.searchsorted(found, np.uint64(len(terms)) << _HALF))]
        counts = np.bincount((found >> _HALF).astype(np.int64), minlength=len(terms))
        return FieldColumns(terms, counts, found & _LOW)
