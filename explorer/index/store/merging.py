"""Several segments made one: their columns are laid side by side and sorted by term; nothing is analysed again.

A field is merged in stretches of its terms, so that memory is bounded by the stretch and by the narrow result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.fields import Field, FieldColumns, FieldWriter
from explorer.index.store.forms import Forms, form_columns, write_forms
from explorer.index.store.inversion import numbered
from explorer.index.store.ragged import gather, spread
from explorer.index.store.sections import Sections, SectionWriter
from explorer.values import dataclass

STRETCH = 4_000_000
"""Occurrences of terms that are merged at once."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment to be merged: its fields, and the number of each document in the new one, −1 for one taken out."""

    sections: Sections
    numbers: Rows


@dataclass(frozen=True, slots=True)
class Union:
    """The terms of a field in all parts, ascending, and the row among them of each term of each part."""

    terms: list[bytes]
    rows: list[Rows]


class Renumbering:
    """What becomes of the forms of a field: new ordinals for those of each part, and how often each is there."""

    def __init__(self, fields: Sequence[Field], forms: Sequence[Forms], union: Union) -> None:
        keys = [_keys(each, rows) for each, rows in zip(forms, union.rows, strict=True)]
        self._keys = sorted(set().union(*keys))
        number_of = dict(zip(self._keys, range(len(self._keys)), strict=True))
        self._rows = np.fromiter((int(key[-_DIGITS:]) for key in self._keys), np.int64, len(self._keys))
        self._ordinals = numbered(self._rows, len(union.terms))
        self._starts = spread(np.bincount(self._rows, minlength=len(union.terms)))
        self._counts = np.zeros(len(self._rows), dtype=np.int64)
        self._maps = [
            _Map(each, table, np.fromiter(map(number_of.__getitem__, mine), dtype=np.int64, count=len(mine)))
            for each, table, mine in zip(fields, forms, keys, strict=True)
        ]

    def ordinals(self, part: int, rows: Rows, old: NDArray[Any]) -> Rows:
        """Return the new ordinals of old ones, which belong to terms at these rows of the part's field."""
        found: Rows = self._ordinals[self._maps[part].forms(rows, old)]
        return found

    def count(self, rows: Rows, ordinals: Rows) -> None:
        """Take occurrences: the new row and the new ordinal of each."""
        found = np.bincount(self._starts[rows] + ordinals, minlength=len(self._counts))
        self._counts += found[self._starts[self._rows] + self._ordinals]

    def write(self, sections: SectionWriter, name: str, row_of: Rows) -> None:
        """Write the forms that are left; `row_of` has the final row of each term of the union."""
        kept = np.flatnonzero(self._counts)
        keys = [self._keys[number].split("\0") for number in kept.tolist()]
        folded, exact = [key[0] for key in keys], [key[1] for key in keys]
        ordinals = np.minimum(self._ordinals[kept], 0xFFFF)
        columns = form_columns(folded, exact, row_of[self._rows[kept]], ordinals, self._counts[kept])
        write_forms(sections, name, columns)


class _Map:
    """From a term and an ordinal of a part to the number of the form in the union."""

    def __init__(self, field: Field, forms: Forms, numbers: Rows) -> None:
        sizes = np.zeros(len(field.counts), dtype=np.int64)
        np.maximum.at(sizes, forms.terms, forms.ordinals.astype(np.int64) + 1)
        self._starts = spread(sizes)
        self._numbers = np.zeros(int(self._starts[-1]), dtype=np.int64)
        self._numbers[self._starts[forms.terms] + forms.ordinals] = numbers

    def forms(self, rows: Rows, ordinals: NDArray[Any]) -> Rows:
        found: Rows = self._numbers[self._starts[rows] + ordinals]
        return found


_DIGITS = 10


def _keys(forms: Forms, rows: Rows) -> list[str]:
    """Return for each form what it is sorted by: its folded and its exact string, and its row in the union."""
    folded, exact = forms.listed()
    return [
        f"{folded}\0{exact}\0{row:0{_DIGITS}}"
        for folded, exact, row in zip(folded, exact, rows[forms.terms].tolist(), strict=True)
    ]


def united(fields: Sequence[Field]) -> Union:
    """Return the terms of all parts together."""
    lists = [list(field.terms) for field in fields]
    terms = sorted(set().union(*lists))
    row_of = {term: row for row, term in enumerate(terms)}
    return Union(terms, [np.fromiter(map(row_of.__getitem__, each), np.int64, len(each)) for each in lists])


class Merger:
    """Merges one field of several parts."""

    def __init__(self, parts: Sequence[Part], name: str) -> None:
        self._parts = parts
        self._name = name
        self.fields = [Field(part.sections, name) for part in parts]
        self.union = united(self.fields)

    def write(self, sections: SectionWriter, renumbering: Renumbering | None, bodies: list[Rows] | None) -> Rows:
        """Write the merged field; return the final row of each term of the union, −1 for one that is left nowhere.

        `bodies` has for each part the rows of the field that the ordinals were numbered in, if that is another.
        """
        writer = FieldWriter()
        row_of = np.full(len(self.union.terms), -1, dtype=np.int64)
        done = 0
        for low, high in self._stretches():
            rows, columns = self._stretch(low, high, renumbering, bodies)
            writer.add(columns)
            row_of[rows] = np.arange(done, done + len(rows))
            done += len(rows)
        writer.finish(sections, self._name)
        return row_of

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield stretches of the union's rows that hold about `STRETCH` occurrences."""
        weights = np.zeros(len(self.union.terms), dtype=np.int64)
        for field, rows in zip(self.fields, self.union.rows, strict=True):
            weights[rows] += field.totals
        ends = np.cumsum(weights)
        low = 0
        while low < len(ends):
            before = int(ends[low - 1]) if low else 0
            high = max(low + 1, int(np.searchsorted(ends, before + STRETCH, side="right")))
            yield low, high
            low = high

    def _stretch(
        self, low: int, high: int, renumbering: Renumbering | None, bodies: list[Rows] | None
    ) -> tuple[Rows, FieldColumns]:
        pieces = [self._piece(part, low, high, renumbering, bodies) for part in range(len(self._parts))]
        pieces = [piece for piece in pieces if len(piece.rows)]
        if not pieces:
            none = np.empty(0, dtype=np.int64)
            return none, FieldColumns([], none, none)
        whole = _joined(pieces)
        if renumbering is not None and whole.ordinals is not None and bodies is None:
            renumbering.count(np.repeat(whole.rows, whole.frequencies), whole.ordinals)
        rows, counts = np.unique(whole.rows, return_counts=True)
        terms = [self.union.terms[row] for row in rows.tolist()]
        frequencies = whole.frequencies if self._has_frequencies() else None
        return rows, FieldColumns(terms, counts, whole.documents, frequencies, whole.positions, whole.ordinals)

    def _has_frequencies(self) -> bool:
        return any(field.has_frequencies for field in self.fields)

    def _piece(
        self, part: int, low: int, high: int, renumbering: Renumbering | None, bodies: list[Rows] | None
    ) -> _Piece:
        """Return what a part has of the stretch, without the documents that were taken out."""
        field, union_rows = self.fields[part], self.union.rows[part]
        first, end = np.searchsorted(union_rows, (low, high)).tolist()
        columns = field.columns(first, end)
        own_rows = np.repeat(np.arange(first, end, dtype=np.int64), columns.counts)
        documents = self._parts[part].numbers[columns.documents]
        counts = np.ones(len(documents), dtype=np.uint32) if columns.frequencies is None else columns.frequencies
        ordinals = columns.ordinals
        if ordinals is not None and renumbering is not None:
            of_form = own_rows if bodies is None else bodies[part][own_rows]
            ordinals = renumbering.ordinals(part, np.repeat(of_form, counts), ordinals)
        whole = _Piece(union_rows[own_rows], documents, counts, columns.positions, ordinals)
        return whole if not len(documents) or int(documents.min()) >= 0 else whole.only(documents >= 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Postings: the row of each, its document and frequency; positions and ordinals one an occurrence."""

    rows: Rows
    documents: Rows
    frequencies: NDArray[np.uint32]
    positions: NDArray[np.uint32] | None
    ordinals: NDArray[Any] | None

    def only(self, wanted: NDArray[np.bool_]) -> _Piece:
        """Return the wanted postings."""
        each = np.repeat(wanted, self.frequencies)
        return _Piece(
            self.rows[wanted],
            self.documents[wanted],
            self.frequencies[wanted],
            None if self.positions is None else self.positions[each],
            None if self.ordinals is None else self.ordinals[each],
        )


def _joined(pieces: Sequence[_Piece]) -> _Piece:
    """Return the postings of all pieces by row and, within a row, in the order of the pieces."""
    if len(pieces) == 1:
        return pieces[0]
    rows = np.concatenate([piece.rows for piece in pieces])
    order = np.argsort(rows, kind="stable")
    frequencies = np.concatenate([piece.frequencies for piece in pieces])
    places = None
    if pieces[0].positions is not None:
        places = gather(spread(frequencies)[:-1][order], frequencies[order].astype(np.int64))
    positions = [piece.positions for piece in pieces if piece.positions is not None]
    ordinals = [piece.ordinals for piece in pieces if piece.ordinals is not None]
    return _Piece(
        rows[order],
        np.concatenate([piece.documents for piece in pieces])[order],
        frequencies[order],
        np.concatenate(positions)[places] if positions and places is not None else None,
        np.concatenate(ordinals)[places] if ordinals and places is not None else None,
    )


def merge_fields(sections: SectionWriter, parts: Sequence[Part], names: Sequence[str]) -> None:
    """Write fields without forms, merged."""
    for name in names:
        Merger(parts, name).write(sections, None, None)


def merge_analysed(sections: SectionWriter, parts: Sequence[Part]) -> list[Rows]:
    """Write "body" with its forms and "title", whose ordinals are those of "body", merged.

    Returns for each part the final row of each term of its "body", −1 for one that is left nowhere.
    """
    body, title = Merger(parts, "body"), Merger(parts, "title")
    forms = [Forms(part.sections, "body", field.terms) for part, field in zip(parts, body.fields, strict=True)]
    renumbering = Renumbering(body.fields, forms, body.union)
    row_of = body.write(sections, renumbering, None)
    renumbering.write(sections, "body", row_of)
    bodies = [part.sections.array("title/rows", np.uint32).astype(np.int64) for part in parts]
    titles = title.write(sections, renumbering, bodies)
    in_body = np.full(len(titles), -1, dtype=np.int64)
    for part, rows in enumerate(title.union.rows):
        in_body[rows] = row_of[body.union.rows[part][bodies[part]]]
    sections.add("title/rows", in_body[titles >= 0].astype(np.uint32))
    return [row_of[rows] for rows in body.union.rows]
