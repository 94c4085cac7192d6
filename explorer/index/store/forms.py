"""The forms in which the terms of a field are written: found exactly, by their beginning, by a pattern, or nearly.

A form is a triple: folded (case and accents away), exact (as written) and the term it belongs to. Forms stand in the
order of their folded strings; those with the same folded string are its variants. Within its term each form has an
ordinal, which `Field.ordinals` has for each position.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.index.store.lexicon import Lexicon, write_lexicon
from explorer.index.store.patterns import matching_rows
from explorer.index.store.ragged import gather, read_numbers, spread, write_numbers
from explorer.index.store.sections import Damaged, Sections, SectionWriter

Rows = NDArray[np.int64]


class Shape(IntEnum):
    """How an exact form differs from its folded one."""

    SAME = 0
    CAPITALISED = 1
    CAPITALS = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """Terms with the ordinals of the forms that were asked for, None for all of a term's; `cut` if there are more."""

    rows: tuple[int, ...]
    ordinals: tuple[NDArray[np.uint16] | None, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class FormColumns:
    """Forms as they are written: sorted by folded string, exact string and term; `terms` are rows of the field."""

    folded: Sequence[str]
    exact: Sequence[str]
    terms: NDArray[Any]
    ordinals: NDArray[Any]
    counts: NDArray[Any]
    shapes: NDArray[np.uint8]


def shape_of(folded: str, exact: str) -> Shape:
    """Return how `exact` is made of `folded`."""
    if exact == folded:
        return Shape.SAME
    if exact == folded[:1].upper() + folded[1:]:
        return Shape.CAPITALISED
    return Shape.CAPITALS if exact == folded.upper() else Shape.OTHER


def shapes_of(folded: Sequence[str], exact: Sequence[str]) -> NDArray[np.uint8]:
    """Return the shape of each form."""
    return np.fromiter(map(shape_of, folded, exact), dtype=np.uint8, count=len(folded))


def write_forms(sections: SectionWriter, name: str, forms: FormColumns) -> None:
    """Write the forms of the field `name`."""
    folded = list(dict.fromkeys(forms.folded))
    row_of = dict(zip(folded, range(len(folded)), strict=True))
    rows = np.fromiter(map(row_of.__getitem__, forms.folded), dtype=np.int64, count=len(forms.folded))
    others = [forms.exact[row] for row in np.flatnonzero(forms.shapes == Shape.OTHER).tolist()]
    write_lexicon(sections, f"{name}/forms/folded", [_encoded(string) for string in folded])
    write_numbers(sections, f"{name}/forms/variants", np.bincount(rows, minlength=len(folded)))
    sections.add(f"{name}/forms/terms", np.asarray(forms.terms, dtype=np.uint32))
    write_numbers(sections, f"{name}/forms/ordinals", np.asarray(forms.ordinals))
    write_numbers(sections, f"{name}/forms/counts", np.asarray(forms.counts))
    sections.add(f"{name}/forms/shapes", forms.shapes)
    sections.add(f"{name}/forms/others", b"".join(_encoded(exact) + b"\n" for exact in others))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


class Forms:
    """Reads the forms of a field; safe from any thread."""

    def __init__(self, sections: Sections, name: str, terms: Lexicon) -> None:
        self._sections = sections
        self._name = name
        self._terms = terms

    @cached_property
    def folded(self) -> Lexicon:
        """The folded strings, ascending."""
        return Lexicon(self._sections, f"{self._name}/forms/folded", len(self._variants))

    @cached_property
    def _variants(self) -> NDArray[np.uint32]:
        return read_numbers(self._sections, f"{self._name}/forms/variants")

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where the variants of each folded string begin among the forms."""
        starts = spread(self._variants)
        if int(starts[-1]) != len(self.terms):
            raise Damaged(f"the forms of {self._name} contradict themselves")
        return starts

    @cached_property
    def terms(self) -> NDArray[np.uint32]:
        """The row of the term of each form."""
        return self._sections.array(f"{self._name}/forms/terms", np.uint32)

    @cached_property
    def ordinals(self) -> NDArray[np.uint16]:
        """The number of each form within its term."""
        return read_numbers(self._sections, f"{self._name}/forms/ordinals").astype(np.uint16)

    @cached_property
    def counts(self) -> NDArray[np.uint32]:
        """How often each form occurs."""
        return read_numbers(self._sections, f"{self._name}/forms/counts")

    @cached_property
    def folded_counts(self) -> NDArray[np.int64]:
        """How often each folded string occurs in all its variants."""
        if not len(self._variants):
            return np.empty(0, dtype=np.int64)
        return np.add.reduceat(self.counts.astype(np.int64), self._starts[:-1])

    @cached_property
    def term_sizes(self) -> NDArray[np.int64]:
        """How many forms each term has."""
        return np.bincount(self.terms, minlength=len(self._terms))

    @cached_property
    def _shapes(self) -> NDArray[np.uint8]:
        return self._sections.array(f"{self._name}/forms/shapes", np.uint8)

    @cached_property
    def _others(self) -> dict[int, str]:
        """The exact strings that are not made of the folded ones, by form."""
        places = np.flatnonzero(self._shapes == Shape.OTHER).tolist()
        strings = self._sections.read(f"{self._name}/forms/others").split(b"\n")
        return {place: _decoded(string) for place, string in zip(places, strings, strict=False)}

    def written(self, form: int) -> str:
        """Return a form as it is written."""
        row = int(np.searchsorted(self._starts, form, side="right")) - 1
        folded = _decoded(self.folded[row])
        match self._shapes[form]:
            case Shape.SAME:
                return folded
            case Shape.CAPITALISED:
                return folded[:1].upper() + folded[1:]
            case Shape.CAPITALS:
                return folded.upper()
            case _:
                return self._others.get(form, folded)

    def listed(self) -> tuple[list[str], list[str]]:
        """Return the folded and the exact string of each form."""
        strings = _decoded(self.folded.blob).split("\n")
        folded = [strings[row] for row in np.repeat(np.arange(len(self._variants)), self._variants).tolist()]
        exact = list(folded)
        for form in np.flatnonzero(self._shapes == Shape.CAPITALISED).tolist():
            exact[form] = folded[form][:1].upper() + folded[form][1:]
        for form in np.flatnonzero(self._shapes == Shape.CAPITALS).tolist():
            exact[form] = folded[form].upper()
        for form, written in self._others.items():
            exact[form] = written
        return folded, exact

    def variants(self, folded: int) -> range:
        """Return the forms of a row of `folded`."""
        return range(int(self._starts[folded]), int(self._starts[folded + 1]))

    # choosing

    def exactly(self, folded: str, exact: str) -> Chosen:
        """Return what is written exactly so."""
        row = self.folded.find(_encoded(folded))
        forms = [form for form in self.variants(row) if self.written(form) == exact] if row >= 0 else []
        return self._chosen(np.array(forms, dtype=np.int64))

    def beginning(self, prefix: str, most: int) -> Chosen:
        """Return what begins so, folded, and the terms that do, at most `most` folded strings."""
        first, end = self.folded.beginning(_encoded(prefix))
        whole = range(*self._terms.beginning(_encoded(prefix)))[:most]
        return self._chosen(self._forms(np.arange(first, min(end, first + most))), whole, end - first > most)

    def matching(self, pattern: str, most: int) -> Chosen:
        """Return what a pattern of folded letters, `*` (any run) and `?` (one character) fits."""
        rows = list(islice(matching_rows(self.folded, pattern), most + 1))
        return self._chosen(self._forms(np.array(rows[:most], dtype=np.int64)), cut=len(rows) > most)

    def near(self, folded: str, edits: int, most: int) -> Chosen:
        """Return what is at most `edits` letters away; the nearest, then the most frequent, if there are too many."""
        found = self.alike(folded, edits)
        order = sorted(found, key=lambda each: (each[1], -int(self.folded_counts[each[0]])))
        rows = np.array([row for row, _ in order[:most]], dtype=np.int64)
        return self._chosen(self._forms(rows), cut=len(order) > most)

    def alike(self, folded: str, edits: int) -> list[tuple[int, int]]:
        """Return the rows of `folded` strings at most `edits` letters away, each with how many."""
        wanted = _encoded(folded)
        lengths = np.diff(self.folded.starts) - 1
        may = np.abs(lengths - len(wanted)) <= 4 * edits  # a letter has up to four bytes
        may &= np.bitwise_count(self._letters ^ _letters(wanted)) <= 2 * edits
        rows = np.flatnonzero(may)
        strings = [_decoded(self.folded[row]) for row in rows.tolist()]
        near = process.extract(folded, strings, scorer=OSA.distance, score_cutoff=edits, limit=None, processor=None)
        return [(int(rows[at]), int(distance)) for _, distance, at in near]

    @cached_property
    def _letters(self) -> NDArray[np.uint32]:
        """Which letters each folded string has; an edit changes at most two of the bits."""
        if not len(self.folded):
            return np.empty(0, dtype=np.uint32)
        blob = np.frombuffer(self.folded.blob, dtype=np.uint8)
        return np.bitwise_or.reduceat(_BITS[blob], self.folded.starts[:-1])

    def _forms(self, rows: Rows) -> Rows:
        """Return the forms of rows of folded strings."""
        return gather(self._starts[rows], self._variants[rows].astype(np.int64))

    def _chosen(self, forms: Rows, whole: range = range(0), cut: bool = False) -> Chosen:
        """Return the terms of forms with the ordinals of those; of the terms `whole` all are wanted."""
        order = np.argsort(self.terms[forms], kind="stable")
        rows, starts, counts = np.unique(self.terms[forms][order], return_index=True, return_counts=True)
        ordinals = self.ordinals[forms][order]
        every = self.term_sizes[rows] == counts
        chosen: dict[int, NDArray[np.uint16] | None] = {}
        for row, start, count, all_of_it in zip(
            rows.tolist(), starts.tolist(), counts.tolist(), every.tolist(), strict=True
        ):
            chosen[row] = None if all_of_it else ordinals[start : start + count]
        chosen.update(dict.fromkeys(whole))
        kept = sorted(chosen)
        return Chosen(tuple(kept), tuple(chosen[row] for row in kept), cut)


def _letters(string: bytes) -> np.uint32:
    return np.uint32(np.bitwise_or.reduce(_BITS[np.frombuffer(string, dtype=np.uint8)], initial=0))


_BITS = np.zeros(256, dtype=np.uint32)
for _byte in range(256):
    _BITS[_byte] = 1 << (_byte - 97 if 97 <= _byte < 123 else 26 + _byte % 6) if _byte != 10 and _byte < 128 else 0
_BITS[ord("\n")] = 0
"""A bit for each ASCII letter, six shared by other characters; bytes beyond are left out: they come in several."""
