"""Where data goes that is not for reading: to stdout as it is, or into a file that is either whole or not there."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from explorer.errors import UsageError

Write = Callable[[str], object]


@contextmanager
def written(out: Path | None, force: bool) -> Iterator[Write]:
    """Lend what writes UTF-8 to a file, or to stdout if `out` is None or `-`; raises UsageError, OSError.

    A file is written aside and gets its name when the `with` ends well, so that nobody ever sees half of it. One that
    is there already is replaced only with `force`.
    """
    if out is None or str(out) == "-":
        sys.stdout.flush()
        raw = sys.stdout.buffer
        yield lambda text: raw.write(text.encode("utf-8"))
        raw.flush()
        return
    target = out.resolve()  # what a link points at is written, not the link
    if target.is_dir():
        raise UsageError(f"{out} is a folder")
    if target.exists() and not force:
        raise UsageError(f"{out} is there already; --force overwrites it")
    number, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=".part", dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        _allow(aside, target)
        if force:
            aside.replace(target)
        else:
            _name(aside, target, out)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()


def _allow(aside: Path, target: Path) -> None:
    """Give a file the permissions of the one that it replaces, or those that any new file gets."""
    if target.exists():
        aside.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    aside.chmod(0o666 & ~mask)


def _name(aside: Path, target: Path, out: Path) -> None:
    """Give a file its name unless another file has got it meanwhile; raises UsageError."""
    try:
        os.link(aside, target)
    except FileExistsError as error:
        raise UsageError(f"{out} is there already; --force overwrites it") from error
    except OSError:  # a file system without links
        aside.rename(target)
