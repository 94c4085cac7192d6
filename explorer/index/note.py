"""What a directory must hold to be our index: a note written beside it at each commit."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explorer.errors import IndexCorrupt
from explorer.index.files import sync_directory
from explorer.index.layout import DOCUMENTS, SCHEMA_VERSION, TERMS
from explorer.values import dataclass

NOTE = "explorer.json"
"""The note's file."""

NAME = "MAIN"
"""What Whoosh calls the index."""

TAIL = 32
"""Bytes at the end of a segment's file that tell it from any other: its table's checksum is in there."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A segment: what its files are called but for the ending, its documents, and which were taken out, ascending."""

    name: str
    documents: int
    removed: tuple[int, ...] = ()

    @property
    def files(self) -> tuple[str, str]:
        """The names of its files."""
        return self.name + TERMS, self.name + DOCUMENTS


@dataclass(frozen=True, slots=True)
class Note:
    """What an index consists of: schema, language, generation of the table of contents, files and segments.

    Of each file its size in bytes is noted and the SHA-256 of its end: of all of it for the table of contents, which
    has no checksums of its own. The segments are those of the table of contents, for readers that need no Whoosh; None
    in a note that was written before notes named them.
    """

    schema: int
    language: str
    generation: int
    files: dict[str, tuple[int, str]]
    segments: tuple[Listed, ...] | None = None


def contents_name(generation: int) -> str:
    """Return the name of Whoosh's table of contents of a generation."""
    return f"_{NAME}_{generation}.toc"


def write_whole(path: Path, data: bytes, lasting: bool = True) -> None:
    """Write a file so that it is there whole or not at all, and `lasting` after a loss of power; raises OSError."""
    import tempfile  # readers write nothing

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def write(directory: Path, language: str, generation: int, segments: Sequence[Listed]) -> None:
    """Note that the index consists of these segments and this generation's table of contents; raises OSError."""
    contents = contents_name(generation)
    names = [name for segment in segments for name in segment.files]
    listed = [[each.name, each.documents, each.removed] for each in segments]
    with (directory / contents).open("rb") as file:
        os.fsync(file.fileno())
    files = {name: _facts(directory / name) for name in (contents, *names)}
    noted = {
        "schema": SCHEMA_VERSION,
        "language": language,
        "generation": generation,
        "files": files,
        "segments": listed,
        "digest": _digest(listed),
    }
    write_whole(directory / NOTE, json.dumps(noted, sort_keys=True).encode("ascii"))
    sync_directory(directory)


def _facts(path: Path) -> tuple[int, str]:
    """Return the size of a file and the digest of what tells it from others; raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0 if path.suffix == ".toc" else max(0, size - TAIL))
        return size, hashlib.sha256(file.read()).hexdigest()


def _digest(listed: Any) -> str:
    """Return what tells that a list of segments is the one that was written: a wrong one would give wrong answers."""
    return hashlib.sha256(json.dumps(listed).encode("ascii")).hexdigest()


def _segments(noted: dict[str, Any]) -> tuple[Listed, ...] | None:
    """Return the segments that a note lists; raises ValueError, TypeError, KeyError."""
    if "segments" not in noted:
        return None
    if noted["digest"] != _digest(noted["segments"]):
        raise ValueError("its list of segments is damaged")
    return tuple(Listed(name, documents, tuple(removed)) for name, documents, removed in noted["segments"])


def read(directory: Path, language: str) -> Note:
    """Read the note; raises IndexCorrupt when it is missing, damaged, or of another schema or language."""
    try:
        noted = json.loads((directory / NOTE).read_bytes())
    except FileNotFoundError:
        raise IndexCorrupt("there is no index yet") from None
    except (OSError, ValueError, RecursionError) as error:
        raise IndexCorrupt(f"{NOTE} cannot be read: {error}") from error
    try:
        made = Note(
            int(noted["schema"]),
            str(noted.get("language")),
            int(noted["generation"]),
            {str(name): (int(size), str(digest)) for name, (size, digest) in noted["files"].items()},
            _segments(noted),
        )
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError) as error:
        raise IndexCorrupt(f"{NOTE} is not a note of ours") from error
    if made.schema != SCHEMA_VERSION:
        raise IndexCorrupt(f"the index has schema {made.schema}, this version needs {SCHEMA_VERSION}")
    if made.language != language:
        raise IndexCorrupt(f"the index is for {made.language}, and {language} is configured")
    return made


def verify(directory: Path, note: Note) -> None:
    """Compare the files with the note; raises IndexCorrupt at the first difference."""
    for name, (size, digest) in note.files.items():
        try:
            found, known = _facts(directory / name)
        except OSError as error:
            raise IndexCorrupt(f"{name} is missing: {error.strerror}") from error
        if found != size:
            raise IndexCorrupt(f"{name} has {found} bytes instead of {size}")
        if known != digest:
            raise IndexCorrupt(f"{name} is not the file that was written")
