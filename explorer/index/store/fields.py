"""The terms of a field with their posting lists, as columns: all terms' documents in one, frequencies in another.

Rows are terms, ascending by their bytes. A term's documents are ascending numbers within the segment, its frequencies
are at least 1, and its positions stand in the order of its documents, ascending within each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.lexicon import Lexicon, write_lexicon
from explorer.index.store.ragged import Numbers, Ragged, spread, write_ragged
from explorer.index.store.sections import Damaged, Sections, SectionWriter


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


def write_field(sections: SectionWriter, name: str, columns: FieldColumns) -> None:
    """Write a field; `name` may hold no slash."""
    counts = np.asarray(columns.counts, dtype=np.uint32)
    write_lexicon(sections, f"{name}/terms", columns.terms)
    sections.add(f"{name}/counts", counts)
    starts = spread(counts)[:-1]
    write_ragged(sections, f"{name}/documents", _gaps(columns.documents, starts), counts)
    if columns.frequencies is None:
        return
    frequencies = np.asarray(columns.frequencies, dtype=np.uint32)
    write_ragged(sections, f"{name}/frequencies", frequencies - np.uint32(1), counts)
    totals = np.add.reduceat(frequencies, starts, dtype=np.uint32) if len(starts) else counts
    sections.add(f"{name}/totals", totals)
    if columns.positions is not None:
        write_ragged(sections, f"{name}/positions", columns.positions, totals)
    if columns.ordinals is not None:
        write_ragged(sections, f"{name}/ordinals", columns.ordinals, totals)


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
        return self._sections.array(f"{self.name}/counts", np.uint32)

    @cached_property
    def totals(self) -> NDArray[np.uint32]:
        """How often each term occurs in all."""
        if not self.has_frequencies:
            return self.counts
        return self._sections.array(f"{self.name}/totals", np.uint32)

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
        counts = self.counts[first:end]
        gaps = self._documents.rows(first, end)
        if not len(gaps):
            return gaps
        starts = spread(counts)[:-1]
        numbers = np.cumsum(gaps + np.uint32(1), dtype=np.int64)
        before = numbers[starts] - gaps[starts]
        flat = numbers - np.repeat(before, counts)
        if int(flat.max()) > 0xFFFFFFFF:
            raise Damaged(f"documents of {self.name} are out of range")
        return flat.astype(np.uint32)

    def columns(self) -> FieldColumns:
        """Return the whole field, to be merged."""
        rows = len(self.counts)
        return FieldColumns(
            list(self.terms),
            self.counts,
            self.documents_of(0, rows),
            self._frequencies.all() + np.uint32(1) if self.has_frequencies else None,
            self._positions.all() if self.has_positions else None,
            self._ordinals.all() if f"{self.name}/ordinals/widths" in self._sections else None,
        )
