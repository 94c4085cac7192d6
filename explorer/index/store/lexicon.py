"""Sorted strings of bytes in one stretch, found by bisection, by their beginning or by a pattern."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.sections import Damaged, Sections, SectionWriter

END = b"\n"
"""What stands behind each string, so that a search through the whole stretch knows where one ends."""


def write_lexicon(sections: SectionWriter, name: str, strings: Sequence[bytes]) -> None:
    """Write sorted, different strings."""
    lengths = np.fromiter(map(len, strings), dtype=np.uint32, count=len(strings))
    narrow = lengths.astype(np.uint8) if not len(lengths) or lengths.max() < 256 else lengths
    sections.add(f"{name}/lengths", narrow)
    sections.add(f"{name}/strings", END.join([*strings, b""]))


class Lexicon(Sequence[bytes]):
    """Reads what `write_lexicon` has written; safe from any thread. `len` and indexing are those of a sequence."""

    def __init__(self, sections: Sections, name: str, count: int) -> None:
        self._sections = sections
        self._name = name
        self._count = count

    @cached_property
    def blob(self) -> bytes:
        """All strings, each with `END` behind it."""
        return self._sections.read(f"{self._name}/strings")

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each string begins in the blob, and where the last one ends with its `END`."""
        narrow = self._sections.length(f"{self._name}/lengths") == self._count
        lengths = self._sections.array(f"{self._name}/lengths", np.uint8 if narrow else np.uint32)
        starts = np.zeros(len(lengths) + 1, dtype=np.int64)
        np.cumsum(lengths.astype(np.int64) + len(END), out=starts[1:])
        if len(lengths) != self._count or int(starts[-1]) != len(self.blob):
            raise Damaged(f"{self._name} contradicts itself")
        return starts

    @cached_property
    def letters(self) -> NDArray[np.uint32]:
        """Which letters each string has, a bit for each; an edit of a string changes at most two of them."""
        if not self._count:
            return np.empty(0, dtype=np.uint32)
        blob = np.frombuffer(self.blob, dtype=np.uint8)
        return np.bitwise_or.reduceat(_BITS[blob], self.starts[:-1])

    @cached_property
    def _places(self) -> memoryview:
        return self.starts.data

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> bytes:  # type: ignore[override]  # rows only, no slices
        places = self._places
        if row < 0 or row >= self._count:
            raise IndexError(row)
        return self.blob[places[row] : places[row + 1] - 1]

    def __iter__(self) -> Iterator[bytes]:
        places, blob = self.starts.tolist(), self.blob
        return (blob[places[row] : places[row + 1] - 1] for row in range(self._count))

    def find(self, string: bytes) -> int:
        """Return the row of a string, −1 if it is not there."""
        row = bisect_left(self, string)
        return row if row < self._count and self[row] == string else -1

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """Return the rows of the strings that begin so: the first, and the one behind the last."""
        if not prefix:
            return 0, self._count
        first = bisect_left(self, prefix)
        after = _successor(prefix)
        return first, bisect_left(self, after, first) if after else self._count

    def strings(self, rows: Sequence[int]) -> list[bytes]:
        """Return the strings of some rows."""
        places, blob = self._places, self.blob
        return [blob[places[row] : places[row + 1] - 1] for row in rows]

    def rows_at(self, places: Sequence[int]) -> list[int]:
        """Return the rows of the strings that the bytes at some places of the blob belong to."""
        rows: list[int] = (np.searchsorted(self.starts, places, side="right") - 1).tolist()
        return rows


def letters_of(string: bytes) -> np.uint32:
    """Return which letters a string has, as `Lexicon.letters` says it."""
    return np.uint32(np.bitwise_or.reduce(_BITS[np.frombuffer(string, dtype=np.uint8)], initial=0))


def _successor(prefix: bytes) -> bytes:
    """Return the least string that is greater than all that begin with `prefix`; empty if there is none."""
    bare = prefix.rstrip(b"\xff")
    return bare[:-1] + bytes((bare[-1] + 1,)) if bare else b""


_BITS = np.zeros(256, dtype=np.uint32)
for _byte in range(128):
    _BITS[_byte] = 1 << (_byte - 97 if 97 <= _byte < 123 else 26 + _byte % 6)
_BITS[ord(END)] = 0
"""A bit for each ASCII letter, six shared by other characters; bytes beyond are left out: they come in several."""
