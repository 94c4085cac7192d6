"""The forms in which the terms of a field are written.

A form is a triple: folded (case and accents away), exact (as written) and the term it belongs to. Forms stand in the
order of their folded strings; those with the same folded string are its variants. Within its term each form has an
ordinal, which `Field.ordinals` has for each position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.lexicon import Lexicon, write_lexicon
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
class FormColumns:
    """Forms as they are written: sorted by folded string, exact string and term; `terms` are rows of the field.

    `folded` are the different ones, of which `variants` says how many forms each has; `others` the exact strings of the
    forms whose shape does not say them.
    """

    folded: Sequence[str]
    variants: NDArray[Any]
    others: Sequence[str]
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


def form_columns(
    folded: Sequence[str],
    exact: Sequence[str],
    terms: NDArray[Any],
    ordinals: NDArray[Any],
    counts: NDArray[Any],
) -> FormColumns:
    """Return the columns of sorted forms of which the folded and the exact string are given."""
    variants = Counter(folded)
    shapes = np.fromiter(map(shape_of, folded, exact), dtype=np.uint8, count=len(folded))
    others = [exact[row] for row in np.flatnonzero(shapes == Shape.OTHER).tolist()]
    of_each = np.fromiter(variants.values(), dtype=np.int64, count=len(variants))
    return FormColumns(list(variants), of_each, others, terms, ordinals, counts, shapes)


def write_forms(sections: SectionWriter, name: str, forms: FormColumns) -> None:
    """Write the forms of the field `name`."""
    write_lexicon(sections, f"{name}/forms/folded", [_encoded(string) for string in forms.folded])
    write_numbers(sections, f"{name}/forms/variants", forms.variants)
    sections.add(f"{name}/forms/terms", np.asarray(forms.terms, dtype=np.uint32))
    write_numbers(sections, f"{name}/forms/ordinals", np.asarray(forms.ordinals))
    write_numbers(sections, f"{name}/forms/counts", np.asarray(forms.counts))
    sections.add(f"{name}/forms/shapes", forms.shapes)
    sections.add(f"{name}/forms/others", b"".join([_encoded(exact) + b"\n" for exact in forms.others]))


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

    def of_rows(self, rows: Rows) -> Rows:
        """Return the forms of rows of `folded`."""
        return gather(self._starts[rows], self._variants[rows].astype(np.int64))
