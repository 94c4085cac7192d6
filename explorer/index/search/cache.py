"""What was read lately, bounded by its bytes."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, Protocol, TypeVar

LISTS = 96 << 20
WORTH = 48 << 20
PLACES = 64 << 20
ORDINALS = 16 << 20
TABLES = 64 << 20
STRETCHES = 4 << 20
"""Bytes of documents and frequencies, of what words are worth in them, of positions, forms at them, whole columns, and
terms of forms that are kept."""

_ENTRY = 200
"""Bytes of an entry beside its arrays."""


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes."""
        ...


Value = TypeVar("Value", bound=Sized)


class Cache(Generic[Value]):
    """Forgets what was asked for longest ago when there is too much; safe from any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._known: dict[Hashable, Value] = {}
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """Return what is known under a key."""
        with self._lock:
            value = self._known.pop(key, None)
            if value is not None:
                self._known[key] = value  # now the youngest
            return value

    def put(self, key: Hashable, value: Value) -> None:
        """Remember a value, unless it alone would leave no room for others."""
        size = value.nbytes + _ENTRY
        if size * 2 > self._most:
            return
        with self._lock:
            if key in self._known:
                return
            self._known[key] = value
            self._size += size
            while self._size > self._most:
                oldest = self._known.pop(next(iter(self._known)))
                self._size -= oldest.nbytes + _ENTRY
