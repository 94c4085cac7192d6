"""The texts and titles of documents, in their order, as one stream of tokens.

Texts are cut into runs of characters, many texts at once; what the runs consist of is unfolded for all together.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.inversion import Sealed
from explorer.index.store.ragged import gather, spread
from explorer.index.store.runs import Runs
from explorer.index.store.vocabulary import Vocabulary

PIECE = 4096
"""Characters of a text after which, at the next blank, a new piece begins that a place can be looked up in."""

BULK = 1 << 18
"""Bytes of texts that are cut at once: what is made of them stays in the processor's own memory."""

RUN = 6
"""About how many bytes a run has, with the blank behind it."""

_BLANK = re.compile(r"\s")

Places = NDArray[np.int64]


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a text, first and end: cut at blanks, of `PIECE` characters at least but for the last."""
    first = 0
    while len(text) - first > PIECE:
        blank = _BLANK.search(text, first + PIECE)
        if blank is None:
            break
        yield first, blank.start()
        first = blank.start()
    yield first, len(text)


class _Bulk:
    """Texts of one language whose runs are found at once: pieces of documents, each with the document's number."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._texts: list[bytes] = []
        self._size = 0
        self._numbers: list[NDArray[np.uint32]] = []
        self._counts: list[Places] = []
        self.owners = array("I")

    def add(self, owner: int, text: str) -> int:
        """Take a text, and return about how many runs it has."""
        data = text.encode("utf-8", "surrogatepass")
        self._texts.append(data)
        self._size += len(data)
        self.owners.append(owner)
        if self._size >= BULK:
            self._cut()
        return len(data) // RUN

    def _cut(self) -> None:
        numbers, places = self._runs.of(self._texts)
        self._numbers.append(numbers)
        self._counts.append(np.diff(places))
        self._texts, self._size = [], 0

    def cut(self) -> tuple[NDArray[np.uint32], Places]:
        """Return the runs of all texts, one text after another, and how many each has."""
        self._cut()
        return np.concatenate(self._numbers), np.concatenate(self._counts)


class Stream:
    """Gathers the texts and titles of documents as runs, in their order."""

    def __init__(self) -> None:
        self._bulks: dict[int, _Bulk] = {}
        self._parts = 0
        self._text_ends = array("Q")
        self._ends = array("Q", (0,))
        self._steps: list[tuple[int, int, int]] = []
        self.size = 0
        """About how many runs there are so far."""

    def add(self, runs: Runs, text: str, title: str) -> None:
        """Take a document."""
        bulk = self._bulks.get(id(runs))
        if bulk is None:
            bulk = self._bulks[id(runs)] = _Bulk(runs)
        if len(text) <= PIECE:
            self._take(bulk, text)
        else:
            for first, end in pieces(text):
                if first:
                    self._steps.append((len(self._text_ends), first, self._parts))
                self._take(bulk, text[first:end])
        self._text_ends.append(self._parts)
        self._take(bulk, title)
        self._ends.append(self._parts)

    def _take(self, bulk: _Bulk, text: str) -> None:
        self.size += bulk.add(self._parts, text)
        self._parts += 1

    def seal(self, vocabulary: Vocabulary) -> Sealed:
        """Return what was gathered as tokens; from then on the vocabulary may change."""
        numbers, part_ends = self._in_order()
        tokens, places = vocabulary.expand(numbers)
        ends = places[part_ends]
        steps = np.array(self._steps, dtype=np.int64).reshape(-1, 3)
        return Sealed(
            tokens,
            ends[np.array(self._ends, dtype=np.int64)],
            ends[np.array(self._text_ends, dtype=np.int64)],
            np.column_stack((steps[:, :2], ends[steps[:, 2]])),
            vocabulary.met.so_far(),
        )

    def _in_order(self) -> tuple[NDArray[np.uint32], Places]:
        """Return the runs of all parts in their order, and where those of each begin and the last ones end."""
        bulks = [(*bulk.cut(), np.array(bulk.owners, dtype=np.int64)) for bulk in self._bulks.values()]
        if len(bulks) == 1:
            return bulks[0][0], spread(bulks[0][1])
        counts = np.zeros(self._parts, dtype=np.int64)
        for _, of_each, owners in bulks:
            counts[owners] = of_each
        ends = spread(counts)
        runs = np.empty(int(ends[-1]), dtype=np.uint32)
        for numbers, of_each, owners in bulks:
            runs[gather(ends[owners], of_each)] = numbers
        return runs, ends
