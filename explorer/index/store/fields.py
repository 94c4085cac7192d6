"""The terms of a field with their posting lists, as columns: all terms' documents in one, frequencies in another.

Rows are terms, ascending by their bytes. A term's documents are ascending numbers within the segment, its frequencies
are at least 1, and its positions stand in the order of its documents, ascending within each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.lexicon import Lexicon, write_lexicon
from explorer.index.store.ragged import Numbers, Ragged, RaggedWriter, read_numbers, spread, write_numbers
from explorer.index.store.sections import Sections, SectionWriter
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """A field as it is written.

    `documents`, `frequencies` and `positions` are flat: row after row. `counts[i]` is the number of documents of term
    i. Without `frequencies` each is 1. `ordinals` has the number of the form at each position, counted within its term.
    """

    terms: Sequence[bytes]
    counts: NDArray[Any]
    documents: NDArray[Any]
    frequencies: NDArray[Any] | None = None
    positions: NDArray[Any] | None = None
    ordinals: NDArray[Any] | None = None


class FieldWriter:
    """Gathers the columns of a field, terms ascending, until they are written."""

    def __init__(self) -> None:
        self._terms: list[bytes] = []
        self._counts: list[NDArray[Any]] = []
        self._totals: list[NDArray[Any]] = []
        self._documents, self._frequencies = RaggedWriter(), RaggedWriter()
        self._positions, self._ordinals = RaggedWriter(), RaggedWriter()

    def add(self, columns: FieldColumns) -> None:
        """Take terms that all stand behind those taken before; all have the same columns."""
        if not len(columns.terms):
            return
        counts = np.asarray(columns.counts, dtype=np.uint32)
        starts = spread(counts)[:-1]
        self._terms.extend(columns.terms)
        self._counts.append(counts)
        self._documents.add(_gaps(columns.documents, starts), counts)
        if columns.frequencies is None:
            return
        frequencies = np.asarray(columns.frequencies, dtype=np.uint32)
        totals = np.add.reduceat(frequencies, starts, dtype=np.uint32)
        self._totals.append(totals)
        self._frequencies.add(frequencies - np.uint32(1), counts)
        if columns.positions is not None:
            self._positions.add(columns.positions, totals)
        if columns.ordinals is not None:
            self._ordinals.add(columns.ordinals, totals)

    def finish(self, sections: SectionWriter, name: str) -> None:
        """Write the field as `name`, which may hold no slash."""
        write_lexicon(sections, f"{name}/terms", self._terms)
        if not self._terms:
            return
        write_numbers(sections, f"{name}/counts", np.concatenate(self._counts))
        if self._totals:
            write_numbers(sections, f"{name}/totals", np.concatenate(self._totals))
        self._documents.finish(sections, f"{name}/documents")
        self._frequencies.finish(sections, f"{name}/frequencies")
        self._positions.finish(sections, f"{name}/positions")
        self._ordinals.finish(sections, f"{name}/ordinals")


def write_field(sections: SectionWriter, name: str, columns: FieldColumns) -> None:
    """Write a field; `name` may hold no slash."""
    writer = FieldWriter()
    writer.add(columns)
    writer.finish(sections, name)


def _gaps(documents: NDArray[Any], starts: NDArray[np.int64]) -> Numbers:
    """Return for each document how many are left out since the one before in its row; the first as it is."""
    flat = np.asarray(documents, dtype=np.uint32)
    gaps = np.empty_like(flat)
    if len(flat):
        np.subtract(flat[1:], flat[:-1], out=gaps[1:])
        gaps[1:] -= np.uint32(1)
        gaps[starts] = flat[starts]
    return gaps


class Field:
    """Reads a field; safe from any thread. Whatever damage there is raises Damaged or another ValueError."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._sections = sections
        self.name = name

    @cached_property
    def counts(self) -> NDArray[np.uint32]:
        """The number of documents of each term."""
        return read_numbers(self._sections, f"{self.name}/counts")

    @cached_property
    def totals(self) -> NDArray[np.uint32]:
        """How often each term occurs in all."""
        if not self.has_frequencies:
            return self.counts
        return read_numbers(self._sections, f"{self.name}/totals")

    @property
    def has_frequencies(self) -> bool:
        """Say whether frequencies are stored; otherwise all are 1."""
        return f"{self.name}/totals" in self._sections

    @property
    def has_positions(self) -> bool:
        """Say whether positions are stored."""
        return f"{self.name}/positions/widths" in self._sections

    @cached_property
    def terms(self) -> Lexicon:
        """The terms, ascending."""
        return Lexicon(self._sections, f"{self.name}/terms", len(self.counts))

    @cached_property
    def _documents(self) -> Ragged:
        return Ragged(self._sections, f"{self.name}/documents", self.counts)

    @cached_property
    def _frequencies(self) -> Ragged:
        return Ragged(self._sections, f"{self.name}/frequencies", self.counts)

    @cached_property
    def _positions(self) -> Ragged:
        return Ragged(self._sections, f"{self.name}/positions", self.totals)

    @cached_property
    def _ordinals(self) -> Ragged:
        return Ragged(self._sections, f"{self.name}/ordinals", self.totals)

    def documents(self, row: int) -> Numbers:
        """Return the documents of a term, ascending."""
        numbers = np.cumsum(self._documents.row(row), dtype=np.uint32)
        numbers += np.arange(len(numbers), dtype=np.uint32)
        return numbers

    def frequencies(self, row: int) -> Numbers:
        """Return how often a term is in each of its documents."""
        if not self.has_frequencies:
            return np.ones(int(self.counts[row]), dtype=np.uint32)
        return self._frequencies.row(row).astype(np.uint32) + np.uint32(1)

    def positions(self, row: int) -> NDArray[Any]:
        """Return the positions of a term, those of its first document first; in the type they are stored in."""
        return self._positions.row(row)

    def ordinals(self, row: int) -> NDArray[Any]:
        """Return the ordinal of the form at each position of a term."""
        return self._ordinals.row(row)

    def documents_of(self, first: int, end: int) -> Numbers:
        """Return the documents of the terms from row `first` up to `end`, term after term."""
        return self._numbers(self._documents.rows(first, end), self.counts[first:end])

    def postings_of(self, rows: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
        """Return the documents of some terms, ascending rows, term after term, and how often each term is in each."""
        documents = self._numbers(self._documents.many(rows), self.counts[rows])
        if not self.has_frequencies:
            return documents, np.ones(len(documents), dtype=np.uint32)
        return documents, self._frequencies.many(rows) + np.uint32(1)

    def positions_of(self, rows: NDArray[np.int64]) -> Numbers:
        """Return the positions of some terms, ascending rows, term after term."""
        return self._positions.many(rows)

    def ordinals_of(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Return the ordinals of the forms of some terms, ascending rows, term after term; in a narrow type."""
        return self._ordinals.many(rows, None)

    def _numbers(self, gaps: Numbers, counts: NDArray[np.uint32]) -> Numbers:
        """Return the documents of terms that have so many each, from the gaps between them."""
        if not len(gaps):
            return gaps
        numbers = np.cumsum(gaps + np.uint32(1), dtype=np.uint32)  # which may run over: differences stay right
        before = np.zeros(len(counts), dtype=np.uint32)
        before[1:] = numbers[np.cumsum(counts[:-1], dtype=np.int64) - 1]
        numbers -= np.repeat(before + np.uint32(1), counts)
        return numbers

    @property
    def has_ordinals(self) -> bool:
        """Say whether the ordinals of forms are stored."""
        return f"{self.name}/ordinals/widths" in self._sections

    def columns(self, first: int = 0, end: int | None = None) -> FieldColumns:
        """Return the columns of the terms from row `first` up to `end`, to be merged."""
        end = len(self.counts) if end is None else end
        return FieldColumns(
            [self.terms[row] for row in range(first, end)],
            self.counts[first:end],
            self.documents_of(first, end),
            self._frequencies.rows(first, end) + np.uint32(1) if self.has_frequencies else None,
            self._positions.rows(first, end) if self.has_positions else None,
            self._ordinals.rows(first, end) if self.has_ordinals else None,
        )
