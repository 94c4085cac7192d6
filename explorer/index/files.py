"""Files of the index, read from several threads: by offset, never through a shared position, without mapping them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class SharedFile:
    """A file that is read with `os.pread`; it is closed when nothing refers to it any more.

    A file that is cut while it is open gives short reads; were it mapped, the process would be killed.
    """

    def __init__(self, path: Path) -> None:
        self._handle = -1
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.size = os.fstat(self._handle).st_size

    def at(self, position: int, length: int) -> bytes:
        """Return `length` bytes from `position` on, fewer at the end of the file."""
        return os.pread(self._handle, max(0, min(length, self.size - position)), position)

    def __del__(self) -> None:
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)


def sync_directory(directory: Path) -> None:
    """Make renamings in a directory last; where directories cannot be opened there is nothing to do."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
