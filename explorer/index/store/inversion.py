"""From the texts of documents to the columns of a segment: all of them at once, by sorting numbers.

A text is split at its blanks, each run of characters is one look into a dictionary, and what the run consists of is
unfolded for all runs together. The stream of tokens is then sorted by term, which is the inverted index.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.fields import FieldColumns
from explorer.index.store.forms import FormColumns
from explorer.index.store.ragged import spread
from explorer.index.store.telling import telling
from explorer.index.store.vocabulary import Runs, Token, Vocabulary

PIECE = 4096
"""Characters of a text after which, at the next blank, a new piece begins that a place can be looked up in."""

_BLANK = re.compile(r"\s")

Tokens = NDArray[np.uint32]
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


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the pieces of long texts begin but the first of each: the document, its character and its token."""

    documents: NDArray[np.uint32]
    characters: NDArray[np.uint32]
    tokens: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Inverted:
    """The two analysed fields of a segment; lengths in tokens, one a document, `body` without the title's."""

    body: FieldColumns
    title: FieldColumns
    title_rows: NDArray[np.uint32]
    forms: FormColumns
    text_lengths: NDArray[np.uint32]
    title_lengths: NDArray[np.uint32]
    steps: Steps
    near: NDArray[np.uint8]
    telling: Tokens


class Stream:
    """Gathers the texts and titles of documents as runs, in their order."""

    def __init__(self) -> None:
        self._runs = array("I")
        self._text_ends = array("Q")
        self._ends = array("Q", (0,))
        self._steps: list[tuple[int, int, int]] = []

    @property
    def size(self) -> int:
        """The number of runs so far."""
        return len(self._runs)

    def add(self, runs: Runs, text: str, title: str) -> None:
        """Take a document."""
        number, look_up, taken = len(self._text_ends), runs.__getitem__, self._runs
        if len(text) <= PIECE:
            taken.extend(map(look_up, text.split()))
        else:
            for first, end in pieces(text):
                if first:
                    self._steps.append((number, first, len(taken)))
                taken.extend(map(look_up, text[first:end].split()))
        self._text_ends.append(len(taken))
        taken.extend(map(look_up, title.split()))
        self._ends.append(len(taken))

    def seal(self, vocabulary: Vocabulary) -> Sealed:
        """Return what was gathered as tokens; from then on the vocabulary may change."""
        tokens, places = vocabulary.expand(np.array(self._runs, dtype=np.uint32))
        steps = np.array(self._steps, dtype=np.int64).reshape(-1, 3)
        return Sealed(
            tokens,
            places[np.array(self._ends, dtype=np.int64)],
            places[np.array(self._text_ends, dtype=np.int64)],
            np.column_stack((steps[:, :2], places[steps[:, 2]])),
            vocabulary.tokens,
            vocabulary.order,
            vocabulary.shapes,
            vocabulary.hashes,
        )


@dataclass(frozen=True, slots=True)
class Sealed:
    """The forms of all tokens of a segment, text after title, and where those of each document begin and end.

    `known`, `order`, `shapes` and `hashes` say of each form what it is; the lists may grow meanwhile.
    """

    forms: Tokens
    ends: Places
    text_ends: Places
    steps: Places
    known: Sequence[Token]
    order: Sequence[str]
    shapes: NDArray[np.uint8]
    hashes: Tokens

    def invert(self, gap: int, common: Container[bytes] = ()) -> Inverted:
        """Return the columns; in "body" the title of a document stands `gap` tokens behind its text.

        `common` are terms that never tell what a document is about.
        """
        forms, starts, steps = self.forms, self.ends[:-1], self.steps
        order = _Order(self)
        text_lengths, title_lengths = self.text_ends - starts, self.ends[1:] - self.text_ends
        documents = np.repeat(np.arange(len(starts), dtype=np.uint32), np.diff(self.ends))
        positions = np.arange(len(forms), dtype=np.int64) - starts[documents]
        titled = np.flatnonzero(positions >= text_lengths[documents])
        positions[titled] += gap
        body = order.field(forms, documents, positions.astype(np.uint32))
        behind = positions[titled] - text_lengths[documents[titled]] - gap
        title = order.field(forms[titled], documents[titled], behind.astype(np.uint32))
        return Inverted(
            body,
            title,
            np.unique(order.rows(forms[titled])).astype(np.uint32),
            order.forms(forms),
            text_lengths.astype(np.uint32),
            title_lengths.astype(np.uint32),
            Steps(
                steps[:, 0].astype(np.uint32),
                steps[:, 1].astype(np.uint32),
                (steps[:, 2] - starts[steps[:, 0]]).astype(np.uint32),
            ),
            signatures(self.hashes[forms], starts, text_lengths),
            telling(body, len(starts), common),
        )


class _Order:
    """The order of the terms and of the forms that a stream of tokens holds."""

    def __init__(self, sealed: Sealed) -> None:
        known, tokens = sealed.known, sealed.forms
        used = np.flatnonzero(np.bincount(tokens, minlength=1)).tolist() if len(tokens) else []
        used.sort(key=sealed.order.__getitem__)  # the order of characters is that of their bytes in UTF-8
        self._forms = [known[form] for form in used]
        names = sorted({term for term, _, _ in self._forms})
        row_of = dict(zip(names, range(len(names)), strict=True))
        rows = np.fromiter((row_of[term] for term, _, _ in self._forms), dtype=np.int64, count=len(used))
        self._terms = [name.encode("utf-8", "surrogatepass") for name in names]
        self._used = np.array(used, dtype=np.int64)
        self._rows = np.zeros(len(sealed.shapes) + 1, dtype=np.int64)
        self._rows[self._used] = rows
        self._ordinals = np.zeros(len(sealed.shapes) + 1, dtype=np.uint16)
        self._ordinals[self._used] = np.minimum(numbered(rows, len(names)), 0xFFFF)
        self._shapes = sealed.shapes[self._used]

    def rows(self, tokens: Tokens) -> Places:
        """Return the row of the term of each token."""
        return self._rows[tokens]

    def forms(self, tokens: Tokens) -> FormColumns:
        """Return the table of forms, with how often each occurs."""
        counts = np.bincount(tokens, minlength=len(self._rows))
        return FormColumns(
            [folded for _, folded, _ in self._forms],
            [exact for _, _, exact in self._forms],
            self._rows[self._used],
            self._ordinals[self._used],
            counts[self._used],
            self._shapes,
        )

    def field(self, tokens: Tokens, documents: Tokens, positions: Tokens) -> FieldColumns:
        """Return the postings of a stream of tokens that stands in the order of documents and positions."""
        keys = (self._rows[tokens].astype(np.uint64) << np.uint64(32)) | np.arange(len(tokens), dtype=np.uint64)
        keys.sort()
        order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        rows = (keys >> np.uint64(32)).astype(np.int64)
        return postings(self._terms, rows, documents[order], positions[order], self._ordinals[tokens[order]])


def numbered(rows: Places, count: int) -> Places:
    """Return for each element of `rows`, numbers below `count`, how many equal ones stand before it."""
    order = np.argsort(rows, kind="stable")
    numbers = np.empty(len(rows), dtype=np.int64)
    numbers[order] = np.arange(len(rows)) - spread(np.bincount(rows, minlength=count))[rows[order]]
    return numbers


def postings(
    terms: list[bytes], rows: Places, documents: Tokens, positions: Tokens, ordinals: NDArray[np.uint16] | None
) -> FieldColumns:
    """Return the columns of sorted occurrences: the row of the term of each, its document and its position."""
    if not len(rows):
        none = np.empty(0, dtype=np.uint32)
        return FieldColumns([], none, none, none, none, none)
    new_row = np.empty(len(rows), dtype=bool)
    new_row[0] = True
    np.not_equal(rows[1:], rows[:-1], out=new_row[1:])
    first = new_row.copy()
    first[1:] |= documents[1:] != documents[:-1]
    at = np.flatnonzero(first)
    starts = np.flatnonzero(new_row[at])
    return FieldColumns(
        [terms[row] for row in rows[at[starts]].tolist()],
        np.diff(starts, append=len(at)),
        documents[at],
        np.diff(at, append=len(rows)),
        positions,
        ordinals,
    )


SIGNATURE = 16
"""Numbers of a signature; two texts agree in about as large a share of them as of their rows of three words."""


def signatures(hashes: Tokens, starts: Places, lengths: Places) -> NDArray[np.uint8]:
    """Return a MinHash signature for each document, for near-duplicates (Broder 1997); zeros for the shortest texts."""
    found = np.zeros((len(starts), SIGNATURE), dtype=np.uint8)
    long = np.flatnonzero(lengths >= 3)
    if not len(long):
        return found
    rows = hashes[:-2] * np.uint32(0x9E3779B1)
    rows ^= hashes[1:-1] * np.uint32(0x85EBCA6B)
    rows ^= hashes[2:] * np.uint32(0xC2B2AE35)
    within = np.zeros(len(rows) + 1, dtype=bool)
    ends = starts[long] + lengths[long] - 2
    change = np.zeros(len(rows) + 1, dtype=np.int8)
    change[starts[long]] += 1
    np.subtract.at(change, ends, 1)
    within = np.cumsum(change[:-1], dtype=np.int8) > 0
    rows = rows[within]
    firsts = np.zeros(len(long), dtype=np.int64)
    np.cumsum(lengths[long][:-1] - 2, out=firsts[1:])
    seed = np.uint64(0x9E3779B97F4A7C15)
    for number in range(SIGNATURE):
        seed = np.uint64((int(seed) * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF)
        mixed = (rows ^ np.uint32(int(seed) >> 32)) * np.uint32(int(seed) & 0xFFFFFFFF | 1)
        least = np.minimum.reduceat(mixed, firsts)
        found[long, number] = (least * np.uint32(0x9E3779B1)) >> np.uint32(24)
    return found
