"""Take the bytes of one file, whole and unchanged, or say why not."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat

from explorer.documents.sniff import binary_kind
from explorer.errors import DocumentError
from explorer.model.document import FileStamp, FoundFile

_REASONS = {
    errno.ENOENT: ("vanished", "is gone since the folder was listed"),
    errno.ENOTDIR: ("vanished", "is gone since the folder was listed"),
    errno.EACCES: ("permission", "may not be read: permission denied"),
    errno.EPERM: ("permission", "may not be read: not permitted"),
    errno.EISDIR: ("not a file", "is a folder"),
    errno.ENXIO: ("special file", "is a pipe, a socket or a device"),
    errno.ELOOP: ("not a file", "is a link that leads round in a circle"),
    errno.ENAMETOOLONG: ("unreadable", "has too long a name"),
}


def read_bytes(file: FoundFile, max_bytes: int) -> tuple[bytes, FileStamp, str]:
    """Return a file's bytes, its stamp and its SHA-256; raises DocumentError, also if it changes meanwhile."""
    try:
        # Non-blocking, so that a pipe put in the file's place does not hold the build up.
        descriptor = os.open(file.location, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise _failed(file.path, error) from error
    try:
        before = os.fstat(descriptor)
        _check(file.path, before, max_bytes)
        with io.BufferedReader(io.FileIO(descriptor, closefd=False)) as opened:
            data = opened.read(before.st_size + 1)  # one byte more than it should have shows that it has grown
        after = os.fstat(descriptor)
    except OSError as error:
        raise _failed(file.path, error) from error
    finally:
        os.close(descriptor)
    if len(data) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise DocumentError(file.path, "changed", "was changed while it was read; the next build takes it")
    _check_text(file.path, data)
    return data, FileStamp(before.st_size, before.st_mtime_ns), hashlib.sha256(data).hexdigest()


def _check(path: str, status: os.stat_result, max_bytes: int) -> None:
    """Raise DocumentError unless the opened file is a regular one of a size that is read."""
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(path, "not a file", "is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(path, "special file", "is a pipe, a socket or a device")
    if status.st_size > max_bytes:
        size, limit = _megabytes(status.st_size), _megabytes(max_bytes)
        raise DocumentError(path, "too large", f"{size}, more than the {limit} that documents.max_bytes allows")


def _check_text(path: str, data: bytes) -> None:
    """Raise DocumentError if the bytes are none or no text."""
    if not data:
        raise DocumentError(path, "empty", "is empty")
    looks_like = binary_kind(data)
    if looks_like is not None:
        raise DocumentError(path, "binary", f"is no text: looks like {looks_like}")


def _failed(path: str, error: OSError | ValueError) -> DocumentError:
    """Turn an operating system's error into one about the document."""
    if isinstance(error, OSError) and error.errno in _REASONS:
        return DocumentError(path, *_REASONS[error.errno])
    why = getattr(error, "strerror", None) or str(error)
    return DocumentError(path, "unreadable", f"cannot be read: {str(why).lower()}")


def _megabytes(size: int) -> str:
    """Write a size for people."""
    if size < 1_000_000:
        return f"{size:,} bytes"
    return f"{size / 1_000_000:,.1f} MB"
