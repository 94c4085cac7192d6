"""What an engine reads: one segment's columns and posting lists, and all segments of one state of the index."""

from __future__ import annotations

import pickle
import struct
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import Any

from explorer.errors import IndexCorrupt
from explorer.index.engine import SCORED, Codec
from explorer.index.files import open_file
from explorer.index.postings import Postings

DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    pickle.PickleError,
    struct.error,
    zlib.error,
)
"""What damaged files make Whoosh, pickle and struct raise."""

MOST_FORMS = 4_000
"""The most terms that a prefix stands for, in a segment and a field."""

MOST_NUMBERS = 8_000_000
"""Numbers in posting lists that all segments together keep in memory."""


def is_damage(error: Exception) -> bool:
    """Say whether an error may come of damaged files; Whoosh raises its own errors and `Exception` itself, too."""
    return isinstance(error, DAMAGE) or type(error) is Exception or type(error).__module__.startswith("whoosh.")


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn whatever damage makes Whoosh raise into IndexCorrupt."""
    try:
        yield
    except Exception as error:
        if not is_damage(error):
            raise
        raise IndexCorrupt(f"the index is damaged: {what}: {type(error).__name__}: {error}") from error


class Cache:
    """Posting lists that were read lately, bounded by their numbers; safe from any thread."""

    def __init__(self, most: int = MOST_NUMBERS) -> None:
        self._most = most
        self._size = 0
        self._lists: dict[tuple[str, str, str], Postings | None] = {}
        self._lock = Lock()

    def get(self, key: tuple[str, str, str]) -> tuple[Postings | None] | None:
        """Return what is known of a term, in a tuple, or None if nothing is."""
        with self._lock:
            if key not in self._lists:
                return None
            found = self._lists[key] = self._lists.pop(key)  # now the youngest
            return (found,)

    def put(self, key: tuple[str, str, str], postings: Postings | None) -> None:
        """Remember the postings of a term; forget the ones asked for longest ago when there are too many."""
        with self._lock:
            if key in self._lists:
                return
            self._lists[key] = postings
            self._size += _weight(postings)
            while self._size > self._most:
                self._size -= _weight(self._lists.pop(next(iter(self._lists))))


def _weight(postings: Postings | None) -> int:
    return 20 if postings is None else 20 + 2 * len(postings.documents) + len(postings.positions)


def numbers_of(storage: Any, segment: Any) -> array[int]:
    """Return the numbers of a segment's documents; raises what damage makes it raise."""
    return _column(storage, segment, "number", "q", -1)


def _column(storage: Any, segment: Any, name: str, typecode: str, default: int) -> array[int]:
    """Return a column as numbers, one a document."""
    size = segment.doc_count_all()
    values = array(typecode)
    filename = Codec.column_filename(segment, name)
    if storage.file_exists(filename):
        with open_file(storage, filename) as column:
            values.frombytes(column.read())
        if sys.byteorder == "little":  # the file is big-endian
            values.byteswap()
    if len(values) > size:
        raise ValueError(f"{filename} has {len(values)} values for {size} documents")
    values.extend([default] * (size - len(values)))
    return values


class Content:
    """A segment's files: they never change. Documents are numbered from 0 within it; safe from any thread."""

    def __init__(self, storage: Any, segment: Any, cache: Cache) -> None:
        self.name = str(segment.segment_id())
        self.size = int(segment.doc_count_all())
        self._cache = cache
        with reading(self.name):
            self._terms = Codec().terms_reader(storage, segment)
            self.numbers = numbers_of(storage, segment)
            self.days = _column(storage, segment, "day", "i", 0)
            self.lengths = {field: _column(storage, segment, f"_{field}_len", "B", 0) for field in SCORED}

    def postings(self, field: str, term: str) -> Postings | None:
        """Return the postings of a term, None if there are none; raises IndexCorrupt."""
        key = (self.name, field, term)
        known = self._cache.get(key)
        if known is not None:
            return known[0]
        with reading(self.name):
            postings = self._terms.postings(field, term)
            if postings is not None:
                self._check(term, postings)
        self._cache.put(key, postings)
        return postings

    def beginning(self, field: str, prefix: str) -> list[tuple[str, Postings]]:
        """Return the first terms of a field that begin with `prefix`, with their postings; raises IndexCorrupt.

        There are at most `MOST_FORMS` of them.
        """
        with reading(self.name):
            found: list[tuple[str, Postings]] = self._terms.beginning(field, prefix, MOST_FORMS)
            for term, postings in found:
                self._check(term, postings)
        return found

    def documents_beginning(self, field: str, prefix: str) -> dict[int, int]:
        """Return the documents with a term that begins so, with the number of such terms; raises IndexCorrupt."""
        with reading(self.name):
            lists = self._terms.documents_beginning(field, prefix, MOST_FORMS)
            counts = Counter(chain.from_iterable(lists))
            if counts and max(counts) >= self.size:
                raise ValueError(f"terms that begin with {prefix!r} are in documents that are not there")
        return counts

    def _check(self, term: str, postings: Postings) -> None:
        if postings.documents and postings.documents[-1] >= self.size:
            raise ValueError(f"term {term!r} is in a document that is not there")


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as one state of the index sees it: its content without the documents that were taken out."""

    content: Content
    removed: frozenset[int]

    @property
    def live(self) -> int:
        """Return how many documents it holds."""
        return self.content.size - len(self.removed)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index; `average` is the mean length of each scored field in terms."""

    generation: int
    segments: tuple[Segment, ...]
    average: dict[str, float]

    @property
    def documents(self) -> int:
        """Return how many documents there are."""
        return sum(segment.live for segment in self.segments)
