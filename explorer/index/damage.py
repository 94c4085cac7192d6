"""What damaged files make numpy, pickle and Whoosh raise, told apart from mistakes of ours."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from explorer.errors import IndexCorrupt

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


def is_damage(error: Exception) -> bool:
    """Say whether an error may come of damaged files; Whoosh raises its own errors and `Exception` itself, too."""
    return isinstance(error, DAMAGE) or type(error) is Exception or type(error).__module__.startswith("whoosh.")


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn whatever damage raises into IndexCorrupt."""
    try:
        yield
    except Exception as error:
        if not is_damage(error):
            raise
        raise IndexCorrupt(f"the index is damaged: {what}: {type(error).__name__}: {error}") from error
