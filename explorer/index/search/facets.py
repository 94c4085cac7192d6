"""What the documents that were found are: counted over all of them, by whole columns."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from explorer.index.search.arrays import Mask, Places, each_sum, masked, united
from explorer.index.search.contents import Content
from explorer.index.search.matching import Evaluation
from explorer.model.results import Facets


class Names:
    """Numbers the values of a field, the same for all segments; safe from any thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = Lock()
        self._numbers: dict[str, int] = {}
        self._of: dict[str, Places] = {}

    def numbers(self, content: Content) -> Places:
        """Return the number of each value that a segment has, in the order of its table; raises IndexCorrupt."""
        known = self._of.get(content.name)
        if known is None:
            terms = content.values(self._name)
            with self._lock:
                numbers = self._numbers
                known = np.array([numbers.setdefault(term, len(numbers)) for term in terms], dtype=np.int64)
                self._of[content.name] = known
        return known

    def values(self) -> list[str]:
        """Return the values by their numbers."""
        with self._lock:
            return list(self._numbers)

    def keep(self, contents: set[str]) -> None:
        """Forget the segments that are no longer there."""
        with self._lock:
            self._of = {name: numbers for name, numbers in self._of.items() if name in contents}


FIELDS = ("kind", "origin", "folder", "tag", "lang", "keys")
"""What is counted, in the order in which `Counter.facets` takes it."""


class Counter:
    """Counts by the values of some fields; remembers how those are numbered."""

    def __init__(self) -> None:
        self._names = {name: Names(name) for name in FIELDS}

    def keep(self, contents: set[str]) -> None:
        """Forget the segments that are no longer there."""
        for names in self._names.values():
            names.keep(contents)

    def facets(self, evaluation: Evaluation, limit: int) -> Facets:
        """Count what an evaluation has found, at most `limit` values of each; raises IndexCorrupt."""
        masks = _masks(evaluation)
        kinds, sources, folders, tags, languages, keys = (
            self._counted(name, evaluation, masks, limit) for name in FIELDS
        )
        of_keys = tuple((int(key), count) for key, count in keys)
        years = _years(evaluation, limit)
        return Facets(evaluation.total, kinds, sources, years, folders, tags, languages, of_keys)

    def _counted(
        self, name: str, evaluation: Evaluation, masks: Sequence[Mask | None], limit: int
    ) -> tuple[tuple[str, int], ...]:
        """Return the most frequent values of a field with the documents that have them."""
        names = self._names[name]
        counted = []
        for segment, found, mask in zip(evaluation.snapshot.segments, evaluation.found, masks, strict=True):
            if len(found):
                counted.append((names.numbers(segment.content), _counts(segment.content, name, mask)))
        values = names.values()
        totals = np.zeros(len(values), dtype=np.int64)
        for numbers, counts in counted:
            totals[numbers] += counts
        return _most(totals, values, limit, name == "keys")


def _masks(evaluation: Evaluation) -> list[Mask | None]:
    """Return which documents of each segment were found, None for all."""
    sizes = [segment.content.size for segment in evaluation.snapshot.segments]
    return [
        None if len(found) == size else masked(found, size) for found, size in zip(evaluation.found, sizes, strict=True)
    ]


def _counts(content: Content, name: str, mask: Mask | None) -> NDArray[np.int32] | Places:
    """Return how many of the documents of a mask have each value of a field."""
    table = content.table(name)
    if mask is None or not len(table.documents):
        return np.diff(table.starts)
    return each_sum(mask[table.documents], table.starts[1:])


def _most(totals: Places, values: Sequence[str], limit: int, numeric: bool) -> tuple[tuple[str, int], ...]:
    """Return the most frequent values with their counts, those as frequent in their own order."""
    having = np.flatnonzero(totals)
    if 0 < limit < len(having):
        least = -np.partition(-totals[having], limit - 1)[limit - 1]
        having = having[totals[having] >= least]
    counted = [(values[number], count) for number, count in zip(having.tolist(), totals[having].tolist(), strict=True)]
    counted.sort(key=lambda each: (-each[1], int(each[0]) if numeric else 0, each[0]))
    return tuple(counted[: max(0, limit)])


def _years(evaluation: Evaluation, limit: int) -> tuple[tuple[str, int], ...]:
    totals = np.zeros(1, dtype=np.int64)
    for segment, found in zip(evaluation.snapshot.segments, evaluation.found, strict=True):
        days = segment.content.days[found]
        counts = np.bincount(np.maximum(days, 0) // 10000, minlength=len(totals))
        counts[0] -= np.count_nonzero(days <= 0)
        counts[: len(totals)] += totals
        totals = counts
    return _most(totals, [f"{year:04}" for year in range(len(totals))], limit, False)


def counts_of(evaluation: Evaluation, groups: Sequence[Sequence[int]]) -> list[int]:
    """Return for each group of entity keys how many documents that were found have one of them; raises IndexCorrupt."""
    totals = [0] * len(groups)
    for segment, mask in zip(evaluation.snapshot.segments, _masks(evaluation), strict=True):
        content = segment.content
        for at, group in enumerate(groups):
            rows = (content.row("keys", str(key)) for key in group)
            having = united([content.hits("keys", row).documents for row in rows if row >= 0], content.size)
            totals[at] += len(having) if mask is None else int(np.count_nonzero(mask[having]))
    return totals
