"""Reading index files from several threads: by offset, never through a shared position, without mapping them."""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escape sequences and comparisons that Python warns of
    from whoosh.filedb.structfile import StructFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class SharedFile(io.RawIOBase):
    """A file that is read with `os.pread`; it is closed when nothing refers to it any more.

    A file that is cut while it is open gives short reads; were it mapped, the process would be killed.
    """

    def __init__(self, path: str) -> None:
        self._handle = -1
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._size = os.fstat(self._handle).st_size
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it has a position."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` from the position on."""
        view = memoryview(buffer).cast("B")
        read = self.at(self._at, len(view))
        view[: len(read)] = read
        self._at += len(read)
        return len(read)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move the position."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at}.get(whence)
        self._at = offset + (self._size if base is None else base)
        return self._at

    def tell(self) -> int:
        """Return the position."""
        return self._at

    def at(self, position: int, length: int) -> bytes:
        """Return `length` bytes from `position` on, fewer at the end of the file."""
        return os.pread(self._handle, max(0, min(length, self._size - position)), position)

    def close(self) -> None:
        """Let go of the file."""
        if not self.closed and self._handle >= 0:
            os.close(self._handle)
        super().close()


class StructuredFile(StructFile):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's view of a shared file."""

    def __init__(self, path: str) -> None:
        shared = SharedFile(path)
        super().__init__(io.BufferedReader(shared), name=path)
        self.is_real = False  # it has no position that `array.fromfile` could use
        self.get: Callable[[int, int], bytes] = shared.at


def open_file(storage: Any, name: str) -> StructuredFile:
    """Open a file of a Whoosh storage for reading from any thread."""
    return StructuredFile(os.path.join(storage.folder, name))  # noqa: PTH118  # Whoosh deals in strings


def sync_directory(directory: Path) -> None:
    """Make renamings in a directory last; where directories cannot be opened there is nothing to do."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
