"""What is read of a segment: lists of its terms and columns of its documents, as they are asked for."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.columns import numeric_column, read_lengths
from explorer.index.damage import reading
from explorer.index.files import SharedFile
from explorer.index.layout import SCORED, SIGNATURE
from explorer.index.note import Listed
from explorer.index.search.arrays import FEW, NONE, Hits, Numbers, Places, found_at, merged, summed
from explorer.index.search.guard import Guard
from explorer.index.search.kept import Caches, Occurrences, Table
from explorer.index.store.fields import Field
from explorer.index.store.forms import Forms
from explorer.index.store.ragged import gather, spread
from explorer.index.store.sections import Damaged, Sections
from explorer.index.store.telling import NO_TERM, TELLING

MOST_ROWS = 100_000
"""Terms of a segment whose rows are remembered."""

FEW_ROWS = 3
"""Lists that are read one by one, and remembered."""


class Content:
    """A segment's files: they never change. Safe from any thread; whatever is damaged raises IndexCorrupt."""

    def __init__(self, name: str, size: int, terms: Sections, documents: Sections, caches: Caches) -> None:
        self.name = name
        self.size = size
        self._guard = Guard(name)
        self._terms = terms
        self._documents = documents
        self.caches = caches
        self._fields: dict[str, Field] = {}
        self._rows: dict[tuple[str, str], int] = {}

    def reading(self) -> Guard:
        """Return what turns whatever damage raises into IndexCorrupt."""
        return self._guard

    # terms

    def field(self, name: str) -> Field:
        """Return a field; one that no document has is empty."""
        known = self._fields.get(name)
        if known is None:
            known = self._fields[name] = Field(self._terms, name)
        return known

    @cached_property
    def forms(self) -> Forms:
        """The forms of "body"."""
        return Forms(self._terms, "body", self.field("body").terms)

    @cached_property
    def title_rows(self) -> Places:
        """The row in "body" of each term of "title", ascending."""
        with self.reading():
            return self._terms.array("title/rows", np.uint32).astype(np.int64)

    def row(self, name: str, term: str) -> int:
        """Return the row of a term in a field, −1 if it is not there."""
        key = (name, term)
        known = self._rows.get(key)
        if known is None:
            with self.reading():
                terms = self.field(name).terms
                known = terms.find(term.encode("utf-8", "surrogatepass")) if len(terms) else -1
            if len(self._rows) >= MOST_ROWS:
                self._rows = {}
            self._rows[key] = known
        return known

    def count(self, name: str, row: int) -> int:
        """Return how many documents have the term of a row."""
        with self.reading():
            return int(self.field(name).counts[row])

    def hits(self, name: str, row: int) -> Hits:
        """Return the documents of the term of a row, with its frequency in each."""
        key = (self.name, name, row)
        known = self.caches.lists.get(key)
        if known is None:
            with self.reading():
                known = self._read(name, row)
            self.caches.lists.put(key, known)
        return known

    def _read(self, name: str, row: int) -> Hits:
        of_field = self.field(name)
        documents = of_field.documents(row)
        self._check(name, documents)
        counts = of_field.frequencies(row).astype(np.float32)
        if len(counts) != len(documents):
            raise Damaged(f"{name} contradicts itself")
        return Hits(documents, counts)

    def _check(self, name: str, documents: Numbers) -> None:
        if len(documents) and int(documents.max()) >= self.size:
            raise Damaged(f"{name} has documents that are not there")

    def occurrences(self, name: str, row: int) -> Occurrences:
        """Return where the term of a row stands."""
        key = (self.name, name, row)
        known = self.caches.places.get(key)
        if known is None:
            with self.reading():
                of_field = self.field(name)
                starts = spread(of_field.frequencies(row))
                known = Occurrences(self.hits(name, row).documents, starts, of_field.positions(row))
                if int(starts[-1]) != len(known.positions) or len(starts) != len(known.documents) + 1:
                    raise Damaged(f"{name} contradicts itself")
            self.caches.places.put(key, known)
        return known

    def ordinals(self, name: str, row: int) -> NDArray[Any]:
        """Return the ordinal of the form at each place of the term of a row."""
        key = (self.name, name, row)
        known = self.caches.ordinals.get(key)
        if known is None:
            with self.reading():
                known = self.field(name).ordinals(row)
                if len(known) != int(self.field(name).totals[row]):
                    raise Damaged(f"{name} contradicts itself")
            self.caches.ordinals.put(key, known)
        return known

    def union(self, name: str, rows: Places) -> Hits:
        """Return the documents of the terms of some rows, with how often they are in each together."""
        if len(rows) < FEW_ROWS:
            return merged([self.hits(name, row) for row in rows.tolist()], self.size)
        documents, counts = self.postings_of(name, rows)
        return summed(documents, counts, self.size)

    def postings_of(self, name: str, rows: Places) -> tuple[Numbers, Numbers]:
        """Return the documents of the terms of some ascending rows, term after term, with the frequencies."""
        with self.reading():
            documents, counts = self.field(name).postings_of(rows)
            self._check(name, documents)
        return documents, counts

    def ordinals_of(self, name: str, rows: Places) -> NDArray[Any]:
        """Return the ordinal of the form at each place of the terms of some ascending rows, term after term."""
        with self.reading():
            return self.field(name).ordinals_of(rows)

    def places_of(self, name: str, rows: Places) -> Numbers:
        """Return the positions of the terms of some ascending rows, term after term."""
        with self.reading():
            return self.field(name).positions_of(rows)

    def values(self, name: str) -> list[str]:
        """Return all terms of a field."""
        with self.reading():
            of_field = self.field(name)
            return [term.decode("utf-8", "surrogatepass") for term in of_field.terms] if len(of_field.counts) else []

    def table(self, name: str) -> Table:
        """Return the documents of all terms of a field."""
        key = (self.name, name)
        known = self.caches.tables.get(key)
        if known is None:
            with self.reading():
                of_field = self.field(name)
                count = len(of_field.counts)
                known = Table(spread(of_field.counts), of_field.documents_of(0, count) if count else NONE)
                self._check(name, known.documents)
            self.caches.tables.put(key, known)
        return known

    # documents

    @cached_property
    def numbers(self) -> Places:
        """The number of each document."""
        with self.reading():
            return numeric_column(self._documents.read("column/number"), "q", -1, self.size)

    @cached_property
    def _sorted(self) -> tuple[Places, NDArray[np.intp]]:
        order = np.argsort(self.numbers, kind="stable")
        return self.numbers[order], order

    def having(self, numbers: Places) -> Numbers:
        """Return the documents that have one of some numbers, ascending ones."""
        known, order = self._sorted
        first, end = np.searchsorted(numbers, [known[0], known[-1] + 1]) if len(known) else (0, 0)
        numbers = numbers[first:end]
        if len(numbers) * FEW < len(known):
            starts, ends = (np.searchsorted(known, numbers, side=side) for side in ("left", "right"))
            rows = gather(starts, ends - starts)
        else:
            rows = np.flatnonzero(found_at(known, numbers)[1])
        return np.sort(order[rows]).astype(np.uint32)

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """The day of each document as YYYYMMDD, 0 for none."""
        with self.reading():
            return numeric_column(self._documents.read("column/day"), "i", 0, self.size)

    @cached_property
    def lengths(self) -> dict[str, NDArray[np.float32]]:
        """How many terms each scored field has in each document."""
        with self.reading():
            return {name: read_lengths(self._documents, name, self.size).astype(np.float32) for name in SCORED}

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many terms each scored field has in all documents."""
        with self.reading():
            noted = json.loads(self._documents.read("meta"))["lengths"]
            return {name: int(noted.get(name, 0)) for name in SCORED}

    @cached_property
    def _steps(self) -> tuple[Numbers, Numbers, Numbers]:
        with self.reading():
            documents, characters, tokens = (
                self._documents.array(f"own/steps/{name}", np.uint32) for name in ("documents", "characters", "tokens")
            )
        return documents, characters, tokens

    def steps_of(self, document: int) -> tuple[Places, Places]:
        """Return at which character and with which token each piece of a long text begins, but for the first."""
        documents, characters, tokens = self._steps
        first, end = np.searchsorted(documents, [document, document + 1])
        return characters[first:end].astype(np.int64), tokens[first:end].astype(np.int64)

    @cached_property
    def _telling(self) -> Numbers:
        with self.reading():
            rows = self._documents.array("own/telling", np.uint32)
            if len(rows) != self.size * TELLING:
                raise Damaged("the telling terms are not as many as the documents want")
            return rows.reshape(self.size, TELLING)

    def telling(self, document: int) -> list[str]:
        """Return the terms that tell most of a document, the best first."""
        rows = self._telling[document]
        with self.reading():
            terms = self.field("body").terms
            return [terms[row].decode("utf-8", "surrogatepass") for row in rows[rows != NO_TERM].tolist()]

    @cached_property
    def signatures(self) -> NDArray[np.uint8] | None:
        """The signature of each document's text, None if there are none."""
        if "own/near" not in self._documents:
            return None
        with self.reading():
            return self._documents.array("own/near", np.uint8).reshape(self.size, SIGNATURE)

    @cached_property
    def stemmers(self) -> tuple[str, ...]:
        """The languages that documents were analysed in."""
        return tuple(self.values("stemmer"))


def open_content(directory: Path, segment: Listed, caches: Caches) -> Content:
    """Open the files of a segment; raises IndexCorrupt."""
    with reading(segment.name):
        terms, documents = (Sections(SharedFile(directory / name)) for name in segment.files)
    return Content(segment.name, segment.documents, terms, documents, caches)
