"""The number of each run of characters, found for all runs of many texts at once.

A run of up to 16 bytes is two numbers of 64 bits. They are looked up in a table with open addresses (Knuth 1973, 6.4),
in passes over all runs: each pass looks one place further for those that are not found yet. What is longer, which few
runs are, is looked up in a dictionary.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.cutting import BETWEEN, Places, cut
from explorer.index.store.ragged import spread

Halves = NDArray[np.uint64]
Numbers = NDArray[np.uint32]

LONGEST_RUN = 80
"""Bytes of a run that is worth remembering: longer ones do not come again."""

_SHORT = 16
_FIRST_BITS = 12
_MIX = np.frombuffer(os.urandom(24), dtype=np.uint64) | np.uint64(1)
"""Drawn anew in each process, so that no document can be made of runs that all fall on one place of the table."""

_FOLD = np.uint64(29)

_FIRST_MASK = np.array([(1 << 8 * min(length, 8)) - 1 for length in range(_SHORT + 1)], dtype=np.uint64)
_SECOND_MASK = np.array([(1 << 8 * max(length - 8, 0)) - 1 for length in range(_SHORT + 1)], dtype=np.uint64)
"""The bytes that count of the first and of the second half of a run, by its length."""


class Known:
    """The runs of all languages, which are numbered in one row; of the short ones the two halves."""

    def __init__(self) -> None:
        self.first: Halves = np.zeros(1 << _FIRST_BITS, dtype=np.uint64)
        self.second: Halves = np.zeros(1 << _FIRST_BITS, dtype=np.uint64)
        self.count = 1  # no run has the number 0: it stands for a free place

    def take(self, first: Halves, second: Halves) -> Numbers:
        """Return numbers for new runs."""
        begin, self.count = self.count, self.count + len(first)
        if self.count > len(self.first):
            more = np.zeros(max(len(self.first), self.count - len(self.first)), dtype=np.uint64)
            self.first, self.second = np.concatenate((self.first, more)), np.concatenate((self.second, more))
        self.first[begin : self.count], self.second[begin : self.count] = first, second
        return np.arange(begin, self.count, dtype=np.uint32)


class Runs:
    """Numbers the runs of the texts of one language."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._bits = _FIRST_BITS
        self._table: Numbers = np.zeros(1 << _FIRST_BITS, dtype=np.uint32)
        self._used = 0
        self._long: dict[bytes, int] = {}
        self.fresh: list[str] = []
        self.fresh_numbers: list[int] = []

    def forget_fresh(self) -> None:
        """Note that the fresh ones have been analysed."""
        self.fresh, self.fresh_numbers = [], []

    def of(self, texts: Sequence[bytes]) -> tuple[Numbers, Places]:
        """Return the numbers of the runs of texts in UTF-8, and where those of each begin and the last ones end."""
        data = BETWEEN + BETWEEN.join(texts) + BETWEEN
        starts, ends = cut(data)
        limits = spread(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + len(BETWEEN))
        lengths = ends - starts
        first, second = _halves(data, starts, np.minimum(lengths, _SHORT))
        long = np.flatnonzero(lengths > _SHORT)
        numbers, lost = self._find(first, second)
        if len(long):
            lost = lost[lengths[lost] <= _SHORT]
        if len(lost):
            self._learn(data, starts[lost], ends[lost], first[lost], second[lost])
            numbers[lost], _ = self._find(first[lost], second[lost])
        for at, start, end in zip(long.tolist(), starts[long].tolist(), ends[long].tolist(), strict=True):
            numbers[at] = self._long_one(data[start:end])
        return numbers, np.searchsorted(starts, limits)

    def _find(self, first: Halves, second: Halves) -> tuple[Numbers, Places]:
        """Return the numbers of runs by their halves, and which of them have none yet."""
        known, table = self._known, self._table
        slots = self._slots(first, second)
        numbers = table[slots]
        left = np.flatnonzero((known.first[numbers] != first) | (known.second[numbers] != second))
        lost = []
        while len(left):
            free = numbers[left] == 0
            lost.append(left[free])
            left = left[~free]
            slots[left] = slots[left] + 1 & len(table) - 1
            found = numbers[left] = table[slots[left]]
            left = left[(known.first[found] != first[left]) | (known.second[found] != second[left])]
        return numbers, np.concatenate(lost) if lost else left

    def _slots(self, first: Halves, second: Halves) -> Places:
        """Return where in the table to look for runs first."""
        mixed = first * _MIX[0]
        mixed ^= second * _MIX[1]
        mixed ^= mixed >> _FOLD
        mixed *= _MIX[2]
        mixed >>= np.uint64(64 - self._bits)
        slots: Places = mixed.view(np.int64)
        return slots

    def _learn(self, data: bytes, starts: Places, ends: Places, first: Halves, second: Halves) -> None:
        """Give numbers to short runs that are new, each of which may be there several times."""
        order = np.lexsort((second, first))
        ahead, behind = order[1:], order[:-1]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (first[ahead] != first[behind]) | (second[ahead] != second[behind])
        once = np.sort(order[new])  # numbered as they were met
        self._note(data, starts[once], ends[once], self._known.take(first[once], second[once]))

    def _note(self, data: bytes, starts: Places, ends: Places, numbers: Numbers) -> None:
        """Remember new short runs by their numbers."""
        places = zip(starts.tolist(), ends.tolist(), strict=True)
        self.fresh.extend([data[start:end].decode("utf-8", "surrogatepass") for start, end in places])
        self.fresh_numbers.extend(numbers.tolist())
        self._used += len(numbers)
        if self._used * 2 > len(self._table):
            numbers = np.concatenate((self._table[self._table > 0], numbers))
            while self._used * 2 > 1 << self._bits:
                self._bits += 1
            self._table = np.zeros(1 << self._bits, dtype=np.uint32)
        self._put(numbers)

    def _put(self, numbers: Numbers) -> None:
        """Put runs that are not there into the table; of two for one place the last one stays, the other goes on."""
        table = self._table
        slots = self._slots(self._known.first[numbers], self._known.second[numbers])
        while len(numbers):
            free = table[slots] == 0
            table[slots[free]] = numbers[free]
            left = table[slots] != numbers
            numbers, slots = numbers[left], slots[left] + 1 & len(table) - 1

    def _long_one(self, run: bytes) -> int:
        """Return the number of a long run."""
        number = self._long.get(run)
        if number is None:
            none = np.zeros(1, dtype=np.uint64)
            number = int(self._known.take(none, none)[0])
            self.fresh.append(run.decode("utf-8", "surrogatepass"))
            self.fresh_numbers.append(number)
            if len(run) <= LONGEST_RUN:
                self._long[run] = number
        return number


def _halves(data: bytes, starts: Places, lengths: Places) -> tuple[Halves, Halves]:
    """Return the first and the second eight bytes of runs, zeros behind their ends."""
    at_each = np.ndarray((len(data) + 8,), dtype="<u8", buffer=data + bytes(16), strides=(1,))
    eights = np.ascontiguousarray(at_each)
    return eights[starts] & _FIRST_MASK[lengths], eights[starts + 8] & _SECOND_MASK[lengths]
