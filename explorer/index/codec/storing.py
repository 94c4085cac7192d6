"""Files of a segment in a Whoosh storage: written aside and renamed, read by offset from any thread."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explorer.index.codec.whoosh_parts import FileStorage, ReadOnlyError
from explorer.index.files import SharedFile, sync_directory
from explorer.index.store.sections import Bytes, Sections, SectionWriter, Source

ASIDE = ".new"
"""What stands behind the name of a file that is not complete; Whoosh sweeps such files up with the next commit."""


@contextmanager
def writing(storage: Any, name: str, lasting: bool = True) -> Iterator[SectionWriter]:
    """Write a file of sections that is there whole, and on the disk, or not at all; raises OSError.

    Not `lasting`, its name may be lost with the power until the directory has been synced. In a storage that is no
    directory the file is there when it is closed.
    """
    if storage.readonly:
        raise ReadOnlyError
    if not isinstance(storage, FileStorage):
        with storage.create_file(name) as file:
            writer = SectionWriter(file)
            yield writer
            writer.finish()
        return
    path = Path(storage.folder, name)
    aside = path.with_name(name + ASIDE)
    try:
        with aside.open("wb", buffering=1 << 18) as file:
            writer = SectionWriter(file)
            yield writer
            writer.finish()
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    if lasting:
        sync_directory(path.parent)


def opened(storage: Any, name: str) -> Sections:
    """Open a file of sections for reading from any thread; raises Damaged, or what the storage raises.

    A file that is not there raises OSError in a directory, so that Whoosh looks whether the index has moved on.
    """
    source: Source
    if isinstance(storage, FileStorage):
        source = SharedFile(Path(storage.folder, name))
    else:
        with storage.open_file(name) as file:
            source = Bytes(bytes(file.read()))
    return Sections(source)
