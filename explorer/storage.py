"""Where a corpus keeps what Explorer writes: private directories, and the lock that lets one process write at a time.

The catalogue lies in the data directory and must last; the index lies in the cache directory and may be deleted.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import Locked, StorageError, StorageReadOnly, StorageUnsafe
from explorer.model.safe import safe
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.config import Config

PRIVATE = 0o700
WAIT_SECONDS = 2.0

HOLDER = "write.holder.json"
"""Beside the lock: who holds it."""

MOST_SHOWN = 80
"""Characters of the command line of who holds the lock."""


@dataclass(frozen=True, slots=True)
class CorpusDirectories:
    """The two directories of one corpus: `data` must last, `cache` may be deleted at any time."""

    data: Path
    cache: Path

    @property
    def catalogue(self) -> Path:
        """The catalogue's file."""
        return self.data / "catalogue.sqlite"

    @property
    def index(self) -> Path:
        """The directory of the full-text index."""
        return self.cache / "index"


def corpus_directories(folder: Path, config: Config) -> CorpusDirectories:
    """Name the directories of the corpus in `folder`, whether or not they exist.

    They are told apart by the folder's real path, however it is written and through whatever links it is reached, and
    named after it so that a person can recognise them.
    """
    real = os.path.realpath(folder)
    digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:12]
    name = f"{re.sub(r'[^A-Za-z0-9_.-]+', '_', Path(real).name)[:40].lstrip('.') or 'corpus'}-{digest}"
    data, cache = config.storage.data, config.storage.cache
    if data is None or cache is None:
        import platformdirs

        data = data or platformdirs.user_data_path("explorer")
        cache = cache or platformdirs.user_cache_path("explorer")
    return CorpusDirectories(data.absolute() / name, cache.absolute() / name)


def prepare(directory: Path) -> None:
    """Create a directory for this user alone; raises StorageReadOnly if it cannot be, StorageUnsafe."""
    try:
        for missing in reversed([each for each in (directory, *directory.parents) if not each.exists()]):
            missing.mkdir(mode=PRIVATE, exist_ok=True)
        directory.mkdir(exist_ok=True)  # raises if it is a file
        refuse_unsafe(directory)
        if stat.S_IMODE(directory.stat().st_mode) != PRIVATE:
            directory.chmod(PRIVATE)
    except OSError as error:
        raise not_writable(directory, error) from error


def refuse_unsafe(directory: Path) -> None:
    """Raise StorageUnsafe if a directory is not this user's, or others can write into it or put another in its place.

    What they may have put there is not even looked at. A directory that is not there is safe.
    """
    if not hasattr(os, "getuid") or not directory.exists():
        return
    found = directory.stat()
    if found.st_uid != os.getuid():
        raise StorageUnsafe(f"{directory} belongs to another user; set storage in config.yaml to one of yours")
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise _open_to_others(directory)
    for above in directory.absolute().parents:
        mode = above.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise _open_to_others(above)


def _open_to_others(directory: Path) -> StorageUnsafe:
    return StorageUnsafe(
        f"{directory} can be written by other users; make it yours alone (chmod 700), "
        "or set storage in config.yaml to another directory"
    )


def not_writable(place: Path, error: OSError) -> StorageReadOnly:
    """Turn an operating system's refusal into one line that names the place and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageReadOnly(f"no space left for {place}")
    return StorageReadOnly(f"{place} cannot be written: {error.strerror or error}; set storage in config.yaml")


def is_writable(directory: Path) -> bool:
    """Say whether this process may create files in an existing directory."""
    return directory.is_dir() and os.access(directory, os.W_OK | os.X_OK)


@contextmanager
def write_lock(directory: Path, what: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the right to write in `directory`; raises Locked, naming the holder, after `wait` seconds.

    The operating system lets go of the lock when its process dies; the file beside it only says who holds it.
    """
    from filelock import FileLock, Timeout  # which takes long to import, and a search locks nothing

    prepare(directory)
    lock = FileLock(directory / "write.lock", mode=0o600, thread_local=False)
    holder = directory / HOLDER
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise Locked(what, _describe(holder)) from error
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError):
            raise not_writable(directory, error) from error
        raise StorageError(f"{directory} is on a file system without locks; set storage in config.yaml") from error
    try:
        _claim(holder)
        yield
    finally:
        with suppress(OSError):  # what it says is believed only while the lock is held
            holder.unlink(missing_ok=True)
        lock.release()


def may_be_held(directory: Path) -> bool:
    """Say whether somebody may be writing in `directory`: who writes leaves word of it, and who was killed as well."""
    return (directory / HOLDER).exists()


def holder_of(directory: Path) -> str | None:
    """Return who writes in `directory` now, in words, or None if nobody does."""
    from filelock import FileLock, Timeout

    lock = FileLock(directory / "write.lock", mode=0o600, thread_local=False)
    if not directory.is_dir():
        return None
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _describe(directory / HOLDER)
    except OSError:
        return None
    lock.release()
    return None


def _claim(holder: Path) -> None:
    import socket

    facts = {
        "pid": os.getpid(),
        "command": " ".join(["explorer", *sys.argv[1:]])[:MOST_SHOWN],
        "host": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    try:
        holder.write_text(json.dumps(facts), encoding="utf-8")
    except OSError as error:
        raise not_writable(holder, error) from error


def _describe(holder: Path) -> str:
    try:
        facts = json.loads(holder.read_text(encoding="utf-8"))
        command = safe(str(facts["command"]))
        return f"process {facts['pid']} on {facts['host']} (`{command}`) since {facts['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
