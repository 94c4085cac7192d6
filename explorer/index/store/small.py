"""Fields with few words a document: where they are from, what they are called, which entities they name."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from explorer.index.store.fields import FieldColumns
from explorer.index.store.inversion import postings


class Words:
    """A field whose terms stand at positions, one after another from 0, in each document."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._tokens = array("I")
        self._documents = array("I")
        self._positions = array("I")

    def add(self, document: int, terms: list[str]) -> None:
        """Take the terms of a document, which is not less than the one before."""
        numbers = self._numbers
        self._tokens.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._documents.extend([document] * len(terms))
        self._positions.extend(range(len(terms)))

    def columns(self) -> FieldColumns:
        """Return the field."""
        names = {term.encode("utf-8", "surrogatepass"): number for term, number in self._numbers.items()}
        terms = sorted(names)
        row_of = np.empty(len(terms), dtype=np.int64)
        row_of[[names[term] for term in terms]] = np.arange(len(terms))
        rows = row_of[np.array(self._tokens, dtype=np.int64)] if terms else np.empty(0, dtype=np.int64)
        order = np.argsort(rows, kind="stable")
        documents = np.array(self._documents, dtype=np.uint32)[order]
        positions = np.array(self._positions, dtype=np.uint32)[order]
        return postings(terms, rows[order], documents, positions, None)


class Values(Words):
    """A field that only says which values a document has."""

    def add(self, document: int, terms: Iterable[str]) -> None:
        """Take the values of a document, which is not less than the one before."""
        super().add(document, sorted(set(terms)))

    def columns(self) -> FieldColumns:
        """Return the field."""
        found = super().columns()
        return FieldColumns(found.terms, found.counts, found.documents)
