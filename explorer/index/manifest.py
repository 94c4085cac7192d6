"""What a directory must hold to be our index: a note written beside it at each commit."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import IndexCorrupt
from explorer.index.engine import SCHEMA_VERSION

MANIFEST = "explorer.json"
WORDS = "words.txt"
"""Files beside Whoosh's own."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index consists of: schema, language, generation of the table of contents, and each file's size in bytes.

    `digest` is the SHA-256 of the table of contents and the columns.
    """

    schema: int
    language: str
    generation: int
    digest: str
    sizes: dict[str, int]


def contents_name(generation: int) -> str:
    """Return the name of Whoosh's table of contents of a generation."""
    return f"_MAIN_{generation}.toc"


def write_whole(path: Path, data: bytes, lasting: bool = True) -> None:
    """Write a file so that it is there whole or not at all, and `lasting` after a loss of power; raises OSError."""
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


def write(directory: Path, language: str, generation: int, names: Iterable[str]) -> None:
    """Note that the index consists of the files `names` and this generation's table of contents; raises OSError."""
    contents = contents_name(generation)
    sizes = {name: (directory / name).stat().st_size for name in (contents, *names)}
    digest = _digest(directory, sizes)
    noted = {"schema": SCHEMA_VERSION, "language": language, "generation": generation, "digest": digest, "sizes": sizes}
    write_whole(directory / MANIFEST, json.dumps(noted, sort_keys=True).encode("ascii"))


def read(directory: Path, language: str) -> Manifest:
    """Read the note; raises IndexCorrupt when it is missing, damaged, or of another schema or language."""
    try:
        noted = json.loads((directory / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise IndexCorrupt("there is no index yet") from None
    except (OSError, ValueError, RecursionError) as error:
        raise IndexCorrupt(f"{MANIFEST} cannot be read: {error}") from error
    try:
        made = Manifest(
            int(noted["schema"]),
            str(noted.get("language")),
            int(noted["generation"]),
            str(noted["digest"]),
            {str(name): int(size) for name, size in noted["sizes"].items()},
        )
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError) as error:
        raise IndexCorrupt(f"{MANIFEST} is not a note of ours") from error
    if made.schema != SCHEMA_VERSION:
        raise IndexCorrupt(f"the index has schema {made.schema}, this version needs {SCHEMA_VERSION}")
    if made.language != language:
        raise IndexCorrupt(f"the index is for {made.language}, and {language} is configured")
    return made


def verify(directory: Path, manifest: Manifest) -> None:
    """Compare sizes and the table of contents with the note; raises IndexCorrupt at the first difference."""
    for name, size in manifest.sizes.items():
        try:
            found = (directory / name).stat().st_size
        except OSError as error:
            raise IndexCorrupt(f"{name} is missing: {error.strerror}") from error
        if found != size:
            raise IndexCorrupt(f"{name} has {found} bytes instead of {size}")
    try:
        digest = _digest(directory, manifest.sizes)
    except OSError as error:
        raise IndexCorrupt(f"{error.filename} is missing: {error.strerror}") from error
    if digest != manifest.digest:
        raise IndexCorrupt("its table of contents or a column is not the one that was written")


def _digest(directory: Path, names: Iterable[str]) -> str:
    """Return the SHA-256 of the contents and the columns, which are small; a wrong number there shows nowhere else."""
    found = hashlib.sha256()
    for name in sorted(names):
        if name.endswith((".toc", ".col")):
            found.update((directory / name).read_bytes())
    return found.hexdigest()
