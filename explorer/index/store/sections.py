"""A file of named sections, each block of which has a checksum that is compared when it is first read.

Layout: a mark, the sections one after another, a CRC-32 for each block of all that, the table of sections (JSON), and
a footer that says where the table is and has its checksum. Nothing is read before it is asked for.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

MARK = b"XPLR\x00\x01\r\n"
BLOCK = 1 << 14
"""Bytes that have a checksum of their own."""

_FOOTER = struct.Struct("<QII8s")  # where the table is, its bytes, its checksum, the mark again
_LARGEST_TABLE = 1 << 24

Scalar = TypeVar("Scalar", bound=np.generic)


class Damaged(ValueError):
    """A file does not hold what was written."""


class Sink(Protocol):
    """What sections are written to."""

    def write(self, data: bytes, /) -> object:
        """Append bytes."""
        ...


class Source(Protocol):
    """What sections are read from, by any thread."""

    size: int

    def at(self, position: int, length: int) -> bytes:
        """Return `length` bytes from `position` on, fewer at the end."""
        ...


class Bytes:
    """A source that lies in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def at(self, position: int, length: int) -> bytes:
        """Return `length` bytes from `position` on, fewer at the end."""
        return self._data[position : position + length]


class SectionWriter:
    """Writes a file of sections; it is complete once `finish` has returned."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._at = 0
        self._rest = b""
        self._checksums: list[int] = []
        self._table: dict[str, tuple[int, int]] = {}
        self._append(MARK)

    def add(self, name: str, data: bytes | NDArray[Any]) -> None:
        """Append a section; arrays are stored as they lie in memory, which must be little-endian."""
        if name in self._table:
            raise ValueError(f"there is a section {name} already")
        start = self._at
        self._append(data if isinstance(data, bytes) else np.ascontiguousarray(data).tobytes())
        self._table[name] = (start, self._at - start)

    def finish(self) -> None:
        """Append the checksums and the table."""
        if self._rest:
            self._checksums.append(zlib.crc32(self._rest))
        checksums = np.array(self._checksums, dtype="<u4").tobytes()
        table = json.dumps({"data": self._at, "checksums": zlib.crc32(checksums), "sections": self._table}).encode()
        self._sink.write(checksums)
        self._sink.write(table)
        self._sink.write(_FOOTER.pack(self._at + len(checksums), len(table), zlib.crc32(table), MARK))

    def _append(self, data: bytes) -> None:
        self._at += len(data)
        self._sink.write(data)
        first = 0
        if self._rest:
            first = BLOCK - len(self._rest)
            self._rest += data[:first]
            if len(self._rest) < BLOCK:
                return
            self._checksums.append(zlib.crc32(self._rest))
            self._rest = b""
        view = memoryview(data)
        whole = first + (len(data) - first) // BLOCK * BLOCK
        self._checksums.extend(zlib.crc32(view[at : at + BLOCK]) for at in range(first, whole, BLOCK))
        self._rest = data[whole:]


class Sections:
    """Reads a file of sections; safe from any thread. Everything raises Damaged where the file is not what it was."""

    def __init__(self, source: Source) -> None:
        self._source = source
        footer = source.at(max(0, source.size - _FOOTER.size), _FOOTER.size)
        if len(footer) != _FOOTER.size:
            raise Damaged("the file is too short")
        position, length, checksum, mark = _FOOTER.unpack(footer)
        if mark != MARK or length > _LARGEST_TABLE or position + length + _FOOTER.size != source.size:
            raise Damaged("the file has no end")
        table = source.at(position, length)
        if zlib.crc32(table) != checksum:
            raise Damaged("the table of sections is damaged")
        read = json.loads(table)
        self._data: int = read["data"]
        self._table: dict[str, list[int]] = read["sections"]
        self._checksums = np.frombuffer(source.at(self._data, position - self._data), dtype="<u4")
        if zlib.crc32(self._checksums.tobytes()) != read["checksums"]:
            raise Damaged("the checksums are damaged")
        self._sound = bytearray(len(self._checksums))

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def length(self, name: str) -> int:
        """Return how many bytes a section has; 0 if it is not there."""
        return self._table.get(name, (0, 0))[1]

    def read(self, name: str) -> bytes:
        """Return a section whole; raises KeyError if there is none."""
        start, length = self._table[name]
        return self._bytes(start, length)

    def part(self, name: str, start: int, length: int) -> bytes:
        """Return `length` bytes of a section from its byte `start` on."""
        base, size = self._table[name]
        if start < 0 or length < 0 or start + length > size:
            raise Damaged(f"section {name} has no bytes {start} to {start + length}")
        return self._bytes(base + start, length)

    def array(self, name: str, dtype: type[Scalar]) -> NDArray[Scalar]:
        """Return a section as numbers; an empty array if it is not there."""
        if name not in self._table:
            return np.empty(0, dtype=dtype)
        return np.frombuffer(self.read(name), dtype=dtype)

    def slice(self, name: str, first: int, count: int, dtype: type[Scalar]) -> NDArray[Scalar]:
        """Return `count` numbers of a section from number `first` on."""
        width = np.dtype(dtype).itemsize
        return np.frombuffer(self.part(name, first * width, count * width), dtype=dtype)

    def verify(self) -> None:
        """Compare all that has not been read yet with its checksums."""
        for at in range(0, self._data, BLOCK * 64):
            self._bytes(at, min(BLOCK * 64, self._data - at))

    def _bytes(self, start: int, length: int) -> bytes:
        if not length:
            return b""
        first, last = start // BLOCK, (start + length - 1) // BLOCK
        sound = self._sound
        if sound.find(0, first, last + 1) < 0:
            data = self._source.at(start, length)
            if len(data) != length:
                raise Damaged("the file has been cut short")
            return data
        base = first * BLOCK
        data = self._source.at(base, min((last + 1) * BLOCK, self._data) - base)
        view = memoryview(data)
        for block in range(first, last + 1):
            at = (block - first) * BLOCK
            if not sound[block]:
                if zlib.crc32(view[at : at + BLOCK]) != self._checksums[block]:
                    raise Damaged(f"the block at byte {base + at} is damaged")
                sound[block] = 1
        return data[start - base : start - base + length]
