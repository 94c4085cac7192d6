"""From a stream of tokens to the columns of a segment, by sorting numbers: sorted by term it is the inverted index."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.layout import SIGNATURE
from explorer.index.store.fields import FieldColumns
from explorer.index.store.forms import FormColumns, Shape
from explorer.index.store.met import MetForms
from explorer.index.store.ragged import gather, spread
from explorer.index.store.telling import telling
from explorer.values import dataclass

Tokens = NDArray[np.uint32]
Places = NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class Sealed:
    """The forms of all tokens of a segment, title after text, and where those of each document begin and end."""

    forms: Tokens
    ends: Places
    text_ends: Places
    steps: Places
    met: MetForms

    def invert(self, gap: int, common: Container[bytes] = ()) -> Inverted:
        """Return the columns; in "body" the title of a document stands `gap` tokens behind its text.

        `common` are terms that never tell what a document is about.
        """
        forms, starts, steps = self.forms, self.ends[:-1], self.steps
        order = _Order(self)
        text_lengths, title_lengths = self.text_ends - starts, self.ends[1:] - self.text_ends
        documents = np.repeat(np.arange(len(starts), dtype=np.uint32), np.diff(self.ends))
        positions = np.arange(len(forms), dtype=np.uint32)
        positions -= np.repeat(starts.astype(np.uint32), np.diff(self.ends))
        titled = gather(self.text_ends, title_lengths)
        behind = positions[titled] - np.repeat(text_lengths, title_lengths).astype(np.uint32)
        positions[titled] += np.uint32(gap)
        body = order.field(forms, documents, positions)
        title = order.field(forms[titled], documents[titled], behind)
        return Inverted(
            body,
            title,
            np.unique(order.rows(forms[titled])),
            order.forms(),
            text_lengths.astype(np.uint32),
            title_lengths.astype(np.uint32),
            Steps(
                steps[:, 0].astype(np.uint32),
                steps[:, 1].astype(np.uint32),
                (steps[:, 2] - starts[steps[:, 0]]).astype(np.uint32),
            ),
            signatures(self.met.hashes[self.met.term_of][forms], starts, text_lengths),
            telling(body, len(starts), common),
        )


class _Order:
    """The order of the terms and of the forms that a stream of tokens holds."""

    def __init__(self, sealed: Sealed) -> None:
        self._met = met = sealed.met
        self._counts = np.bincount(sealed.forms, minlength=len(met.shapes))
        used = np.flatnonzero(self._counts).tolist()
        used.sort(key=met.order.__getitem__)  # the order of characters is that of their bytes in UTF-8
        self._used = np.array(used, dtype=np.int64)
        of_used = met.term_of[self._used]
        there = np.unique(of_used).tolist()
        there.sort(key=met.terms.__getitem__)
        self._terms = [met.terms[term].encode("utf-8", "surrogatepass") for term in there]
        row_of = np.zeros(len(met.hashes) + 1, dtype=np.uint32)
        row_of[there] = np.arange(len(there))
        self._rows = row_of[met.term_of]
        self._ordinals = np.zeros(len(met.shapes), dtype=np.uint16)
        self._ordinals[self._used] = np.minimum(numbered(row_of[of_used].astype(np.int64), len(there)), 0xFFFF)

    def rows(self, tokens: Tokens) -> Tokens:
        """Return the row of the term of each token."""
        return self._rows[tokens]

    def forms(self) -> FormColumns:
        """Return the table of forms, with how often each occurs."""
        met, used = self._met, self._used
        folded, shapes = met.folded_of[used], met.shapes[used]
        first = np.flatnonzero(np.diff(folded, prepend=folded[:1] + 1))
        return FormColumns(
            [met.folded[row] for row in folded[first].tolist()],
            np.diff(first, append=len(folded)),
            [met.exact[form] for form in used[shapes == Shape.OTHER].tolist()],
            self._rows[used],
            self._ordinals[used],
            self._counts[used],
            shapes,
        )

    def field(self, tokens: Tokens, documents: Tokens, positions: Tokens) -> FieldColumns:
        """Return the postings of a stream of tokens that stands in the order of documents and positions."""
        keys = (self._rows.astype(np.uint64) << np.uint64(32))[tokens]
        keys |= np.arange(len(tokens), dtype=np.uint64)
        keys.sort()
        halves = keys.view(np.uint32).reshape(-1, 2)  # the lower half first
        order = halves[:, 0].astype(np.int64)
        return postings(self._terms, halves[:, 1], documents[order], positions[order], self._ordinals[tokens[order]])


def numbered(rows: Places, count: int) -> Places:
    """Return for each element of `rows`, numbers below `count`, how many equal ones stand before it."""
    order = np.argsort(rows, kind="stable")
    numbers = np.empty(len(rows), dtype=np.int64)
    numbers[order] = np.arange(len(rows)) - spread(np.bincount(rows, minlength=count))[rows[order]]
    return numbers


def postings(
    terms: list[bytes], rows: NDArray[Any], documents: Tokens, positions: Tokens, ordinals: NDArray[np.uint16] | None
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
