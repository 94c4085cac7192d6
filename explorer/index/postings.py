"""The format of a posting list: one stretch of the postings file, without pickles.

A header (number of documents, of positions, and the width of each column), then document numbers as differences,
frequencies, and positions as differences within each document.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

_HEADER = struct.Struct("<IIccc")
_WIDTHS = (("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32))


@dataclass(slots=True)
class Postings:
    """The documents of one term, ascending, its frequency in each, and all positions in a row; none in bare fields."""

    documents: array[int]
    frequencies: array[int]
    positions: array[int]

    def __len__(self) -> int:
        return len(self.documents)


def _narrow(numbers: Sequence[int]) -> array[int]:
    """Return `numbers` in the smallest width that holds them."""
    most = max(numbers, default=0)
    return array(next(code for code, limit in _WIDTHS if most < limit), numbers)


def encode(postings: Postings) -> bytes:
    """Return the stored form of a posting list."""
    documents = postings.documents
    ids = _narrow([documents[0], *map(sub, documents[1:], documents)])
    frequencies = _narrow(postings.frequencies)
    positions: list[int] = []
    if postings.positions:
        flat, at = postings.positions, 0
        positions = [flat[0], *map(sub, flat[1:], flat)]
        for count in postings.frequencies:
            positions[at] = flat[at]
            at += count
    places = _narrow(positions)
    codes = [column.typecode.encode("ascii") for column in (ids, frequencies, places)]
    return b"".join(
        (_HEADER.pack(len(ids), len(places), *codes), ids.tobytes(), frequencies.tobytes(), places.tobytes())
    )


def decode(blob: bytes) -> Postings:
    """Return the posting list stored in `blob`; raises ValueError or struct.error when it is damaged."""
    count, places, *codes = _HEADER.unpack_from(blob)
    at, parts = _HEADER.size, []
    for code, length in zip(codes, (count, count, places), strict=True):
        column = array(code.decode("ascii"))
        end = at + length * column.itemsize
        column.frombytes(blob[at:end])
        if len(column) != length:
            raise ValueError("a posting list is cut short")
        parts.append(column)
        at = end
    ids, frequencies, positions = parts
    if positions and sum(frequencies) != places:
        raise ValueError("a posting list contradicts itself")
    return Postings(array("I", accumulate(ids)), frequencies, positions)


def decode_documents(blob: bytes) -> array[int]:
    """Return the documents of the posting list stored in `blob`; raises ValueError or struct.error."""
    count, _, code, _, _ = _HEADER.unpack_from(blob)
    column = array(code.decode("ascii"))
    column.frombytes(blob[_HEADER.size : _HEADER.size + count * column.itemsize])
    if len(column) != count:
        raise ValueError("a posting list is cut short")
    return column if count == 1 else array("I", accumulate(column))


def positions_of(postings: Postings) -> list[list[int]]:
    """Return the positions in each document of `postings`."""
    found, at, differences = [], 0, postings.positions
    for count in postings.frequencies:
        found.append(list(accumulate(differences[at : at + count])))
        at += count
    return found
