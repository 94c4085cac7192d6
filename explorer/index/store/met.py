"""The forms that a writer has met, each with a number: columns that grow, in which a form is one row."""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.forms import shape_of
from explorer.values import dataclass

Tokens = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""The terms, the folded and the exact forms of some tokens."""


class _Strings:
    """Numbers strings in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.strings: list[str] = []

    def take(self, strings: Iterable[str]) -> list[int]:
        """Return the number of each string."""
        numbers = list(map(self._numbers.__getitem__, strings))
        self.strings.extend(islice(self._numbers, len(self.strings), None))
        return numbers


@dataclass(frozen=True, slots=True)
class MetForms:
    """What the forms are that had been met at a time: rows of `terms` and `folded` of each, and how it is sorted.

    The lists may grow meanwhile. Of each term there is a hash.
    """

    order: Sequence[str]
    terms: Sequence[str]
    folded: Sequence[str]
    exact: Sequence[str]
    term_of: NDArray[np.uint32]
    folded_of: NDArray[np.uint32]
    shapes: NDArray[np.uint8]
    hashes: NDArray[np.uint32]


class Met:
    """Takes forms in."""

    def __init__(self) -> None:
        self._order, self._terms, self._folded = _Strings(), _Strings(), _Strings()
        self._exact: list[str] = []
        self._term_of, self._folded_of = array("I"), array("I")
        self._shapes = array("B")
        self._hashes = array("I")

    def numbers(self, tokens: Tokens) -> list[int]:
        """Return the number of the form of each token."""
        terms, folded, exact = tokens
        keys = [f"{fold}\0{form}\0{term}" for term, fold, form in zip(terms, folded, exact, strict=True)]
        before = len(self._exact)
        numbers = self._order.take(keys)
        if len(self._order.strings) - before < len(keys):
            places = {number: at for at, number in enumerate(numbers) if number >= before}
            terms, folded, exact = ([column[at] for at in places.values()] for column in (terms, folded, exact))
        self._describe(terms, folded, exact)
        return numbers

    def _describe(self, terms: Sequence[str], folded: Sequence[str], exact: Sequence[str]) -> None:
        """Note what new forms are."""
        self._exact.extend(exact)
        self._term_of.extend(self._terms.take(terms))
        self._folded_of.extend(self._folded.take(folded))
        self._shapes.extend([fold != form and shape_of(fold, form) for fold, form in zip(folded, exact, strict=True)])
        new = islice(self._terms.strings, len(self._hashes), None)
        self._hashes.extend([zlib.crc32(term.encode("utf-8", "surrogatepass")) for term in new])

    def so_far(self) -> MetForms:
        """Return what has been met until now."""
        return MetForms(
            self._order.strings,
            self._terms.strings,
            self._folded.strings,
            self._exact,
            np.array(self._term_of, dtype=np.uint32),
            np.array(self._folded_of, dtype=np.uint32),
            np.array(self._shapes, dtype=np.uint8),
            np.array(self._hashes, dtype=np.uint32),
        )
