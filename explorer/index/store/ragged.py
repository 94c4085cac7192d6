"""Rows of small numbers, each row in the narrowest width that holds it: documents, frequencies and places of a term."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.sections import Damaged, Sections, SectionWriter

Numbers = NDArray[np.uint32]

HALF = 4

_TYPES: dict[int, type[np.unsignedinteger[Any]]] = {HALF: np.uint8, 8: np.uint8, 16: np.uint16, 32: np.uint32}
"""Bits of a number and the type it is worked with; rows of zeros only have width 0 and are not stored.

Of half a byte, the lower half is the first number.
"""

_NO_NUMBERS: Numbers = np.empty(0, dtype=np.uint32)

APART = 1 << 14
"""Bytes between two rows up to which they are read at once, with what lies between."""


SHORT = 32
"""Where there are more rows than this, numbers of shorter ones are looked up one by one rather than row by row."""


def spread(counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return where each row begins in a flat array of rows with these lengths, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts.astype(np.int64, copy=False), out=starts[1:])  # much faster than with another type
    return starts


def gather(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the indices of the elements of rows that begin at `starts` and have `counts` elements, row after row."""
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    indices = np.arange(total, dtype=np.int64)
    indices += (starts - ends + counts).repeat(counts)
    return indices


def packed(numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return numbers below 16, two in a byte."""
    even = np.append(numbers, np.uint8(0)) if len(numbers) % 2 else numbers
    return even[0::2] | even[1::2] << np.uint8(4)


def unpacked(halves: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the numbers that stand two in a byte."""
    numbers = np.empty(2 * len(halves), dtype=np.uint8)
    np.bitwise_and(halves, np.uint8(15), out=numbers[0::2])
    np.right_shift(halves, np.uint8(4), out=numbers[1::2])
    return numbers


def write_numbers(sections: SectionWriter, name: str, numbers: NDArray[Any]) -> None:
    """Write numbers below 2³² that are mostly small: a byte each, and those that it cannot hold apart."""
    large = numbers >= _LARGE
    sections.add(name, np.where(large, _LARGE, numbers).astype(np.uint8))
    if large.any():
        sections.add(f"{name}/large", numbers[large].astype(np.uint32))


def read_numbers(sections: Sections, name: str) -> Numbers:
    """Return what `write_numbers` has written; nothing if that is not there."""
    numbers = sections.array(name, np.uint8).astype(np.uint32)
    large = np.flatnonzero(numbers == _LARGE)
    stored = sections.array(f"{name}/large", np.uint32)
    if len(stored) != len(large):
        raise Damaged(f"{name} contradicts itself")
    numbers[large] = stored
    return numbers


_LARGE = 255


class RaggedWriter:
    """Gathers rows, in the widths that they will have, until they are written."""

    def __init__(self) -> None:
        self._widths: list[NDArray[np.uint8]] = []
        self._streams: dict[int, list[NDArray[Any]]] = {width: [] for width in _TYPES}

    def add(self, values: NDArray[Any], counts: NDArray[Any]) -> None:
        """Take rows of `counts[i]` numbers below 2³², one after another in `values`; no row is empty."""
        if not len(counts):
            return
        most = np.maximum.reduceat(values, spread(counts)[:-1])
        widths = np.zeros(len(counts), dtype=np.uint8)
        for width, least in ((HALF, 1), (8, 1 << 4), (16, 1 << 8), (32, 1 << 16)):
            widths[most >= least] = width
        self._widths.append(widths)
        of_value = np.repeat(widths, counts)
        for width, dtype in _TYPES.items():
            chosen = values[of_value == width]
            if len(chosen):
                self._streams[width].append(chosen.astype(dtype))

    def finish(self, sections: SectionWriter, name: str) -> None:
        """Write all rows as the column `name`."""
        if not self._widths:
            return
        sections.add(f"{name}/widths", np.concatenate(self._widths))
        for width, stream in self._streams.items():
            if stream:
                whole = np.concatenate(stream)
                stream.clear()
                sections.add(f"{name}/{width}", packed(whole) if width == HALF else whole)


class Ragged:
    """Reads what a `RaggedWriter` has written; `counts` are the lengths of the rows. Safe from any thread."""

    def __init__(self, sections: Sections, name: str, counts: NDArray[Any]) -> None:
        self._sections = sections
        self._name = name
        self._counts = counts

    @cached_property
    def _widths(self) -> NDArray[np.uint8]:
        widths = self._sections.array(f"{self._name}/widths", np.uint8)
        if len(widths) != len(self._counts):
            raise Damaged(f"{self._name} has {len(widths)} rows instead of {len(self._counts)}")
        return widths

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each row begins in the stream of its width, in numbers."""
        starts = np.zeros(len(self._counts), dtype=np.int64)
        for width in _TYPES:
            rows = np.flatnonzero(self._widths == width)
            starts[rows] = spread(self._counts[rows])[:-1]
        return starts

    def row(self, row: int) -> NDArray[Any]:
        """Return a row, in the type that it is stored in; it may not be written to."""
        count, width = int(self._counts[row]), int(self._widths[row])
        if width == 0:
            return np.zeros(count, dtype=np.uint8)
        return self._stream(width, int(self._starts[row]), count)

    def rows(self, first: int, end: int) -> Numbers:
        """Return the rows from `first` up to `end`, one after another."""
        counts, widths = self._counts[first:end], self._widths[first:end]
        out = np.zeros(int(counts.sum()), dtype=np.uint32)
        of_value = np.repeat(widths, counts)
        for width in _TYPES:
            rows = np.flatnonzero(widths == width)
            if len(rows):
                start = int(self._starts[first + rows[0]])
                out[of_value == width] = self._stream(width, start, int(counts[rows].sum()))
        return out

    def many(self, rows: NDArray[np.int64], dtype: type[np.unsignedinteger[Any]] | None = np.uint32) -> NDArray[Any]:
        """Return some rows, ascending ones, one after another; those that lie near each other are read at once.

        Without a `dtype` they come in the narrowest that holds them all.
        """
        widths, counts = self._widths[rows], self._counts[rows].astype(np.int64)
        if dtype is None:
            dtype = _TYPES[int(max(8, widths.max(initial=0)))]
        places = spread(counts)
        out = np.zeros(int(places[-1]), dtype=dtype)  # as rows without a width are
        for width in _TYPES:
            mine = np.flatnonzero(widths == width)
            starts, of_mine = self._starts[rows[mine]], counts[mine]
            ends = starts + of_mine
            runs = [0, *(np.flatnonzero(starts[1:] - ends[:-1] > APART * 8 // width) + 1).tolist(), len(mine)]
            for low, high in pairwise(runs if len(mine) else ()):
                base = int(starts[low])
                part = self._stream(width, base, int(ends[high - 1]) - base)
                _laid(out, places[mine[low:high]], part, starts[low:high] - base, of_mine[low:high])
        return out

    def _stream(self, width: int, start: int, count: int) -> NDArray[Any]:
        name = f"{self._name}/{width}"
        if width != HALF:
            return self._sections.slice(name, start, count, _TYPES[width])
        first, end = start // 2, (start + count + 1) // 2
        return unpacked(self._sections.slice(name, first, end - first, np.uint8))[start % 2 :][:count]


def _laid(
    out: NDArray[Any],
    to: NDArray[np.int64],
    part: NDArray[Any],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:
    """Copy rows of `part` to their places: the short ones, of which there are most, all at once."""
    if len(counts) > SHORT:
        short = counts < SHORT
        out[gather(to[short], counts[short])] = part[gather(starts[short], counts[short])]
        to, starts, counts = to[~short], starts[~short], counts[~short]
    for at, start, count in zip(to.tolist(), starts.tolist(), counts.tolist(), strict=True):
        out[at : at + count] = part[start : start + count]
