"""A folder that was moved or renamed takes along what is known of it, the reader's marks and notes above all."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

from explorer.catalogue import documents, open_catalogue
from explorer.documents import location_of
from explorer.errors import StorageError
from explorer.storage import CorpusDirectories, holder_of, refuse_unsafe

NOTE = "folder.json"
"""In the data directory of a corpus: where its folder lay, and what the file system calls it."""

LOOKED_AT = 20
"""Documents of a catalogue that are looked for in a folder that may be the one it is about."""


def take_over(folder: Path, directories: CorpusDirectories) -> str | None:
    """Give `folder` the directories of the corpus that it was before it was moved; returns where that lay, or None.

    Only a folder of which nothing is known is looked for. The file system calls it as before, and most of the
    documents are there unchanged: the name of a folder that was deleted may be given to another.
    """
    if directories.data.exists():
        return None
    name = _name(folder)
    for note in sorted(directories.data.parent.glob(f"*/{NOTE}")):
        found = CorpusDirectories(note.parent, directories.cache.parent / note.parent.name)
        with suppress(OSError, ValueError, KeyError, TypeError, StorageError):
            noted = json.loads(note.read_text(encoding="utf-8"))
            before = str(noted["path"])
            if noted["name"] != name or _name(Path(before)) == name:
                continue
            if holder_of(found.data) is None and _is_of(found, folder):
                found.data.rename(directories.data)
                if found.cache.exists() and not directories.cache.exists():
                    found.cache.rename(directories.cache)
                return before
    return None


def remember(folder: Path, directories: CorpusDirectories) -> None:
    """Note where a folder lies, so that it can be known again."""
    note = directories.data / NOTE
    facts = json.dumps({"path": str(folder), "name": _name(folder)})
    with suppress(OSError):  # a directory that cannot be written: the folder is then not known again
        if not note.exists() or note.read_text(encoding="utf-8") != facts:
            note.write_text(facts, encoding="utf-8")


def _name(folder: Path) -> list[int] | None:
    """Return what the file system calls a folder, wherever it is moved within it; None if it is not there."""
    try:
        status = folder.stat()
    except (OSError, ValueError):
        return None
    return [status.st_dev, status.st_ino]


def _is_of(directories: CorpusDirectories, folder: Path) -> bool:
    """Say whether most of some documents of a catalogue are files of a folder, of the size and time they had."""
    refuse_unsafe(directories.data)
    with closing(open_catalogue(directories.catalogue, writable=False)) as catalogue, catalogue.reading() as connection:
        some = list(islice(documents.known(connection), LOOKED_AT))
    return sum(_is_there(folder, each) for each in some) * 2 > len(some)


def _is_there(folder: Path, known: documents.Known) -> bool:
    try:
        status = location_of(folder, known.path).stat()
    except (OSError, ValueError):
        return False
    return (status.st_size, status.st_mtime_ns) == (known.stamp.size, known.stamp.mtime_ns)
