"""Documents by the names that people give them."""

from __future__ import annotations

import sqlite3
from pathlib import PurePosixPath

from explorer.catalogue import documents
from explorer.errors import NotFound
from explorer.model.document import Document


def find_document(connection: sqlite3.Connection, name: str) -> Document:
    """Return the document of a number, a path or a unique file name; NotFound says the nearest."""
    by_path = documents.at_path(connection, name.removeprefix("./"))
    if by_path:
        return by_path
    if name.isascii() and name.isdigit() and name == str(int(name)):
        return documents.document(connection, int(name))
    named = documents.named(connection, name)
    if len(named) == 1:
        return named[0]
    if named:
        raise NotFound(f"{name} may be any of {', '.join(found.path for found in named[:5])}: give its path")
    raise NotFound(f"there is no document {name}{_nearest(connection, name)}")


def _nearest(connection: sqlite3.Connection, name: str) -> str:
    from rapidfuzz import process

    shown = {path: PurePosixPath(path).name for _, path in documents.paths(connection)}
    near = process.extractOne(name, shown, score_cutoff=60, processor=str.casefold)
    return f"; the nearest is {near[2]}" if near else ""
