"""Documents by the names that people give them."""

from __future__ import annotations

import sqlite3
from pathlib import PurePosixPath

from explorer.catalogue import documents
from explorer.catalogue.values import file_names
from explorer.errors import NotFound
from explorer.model.document import Document
from explorer.model.safe import encodable

MOST_COMPARED = 2_000
"""Documents whose names are compared with one that is being typed; of more, only those that begin so are looked for."""

LONGEST_NUMBER = 19
"""Digits that no document's number has."""


def find_document(connection: sqlite3.Connection, name: str, typing: bool = False) -> Document:
    """Return the document of a number, a path or a unique file name; NotFound says the nearest.

    While somebody is `typing` the name there is no time to compare it with very many.
    """
    name = encodable(name)
    by_path = documents.at_path(connection, name.removeprefix("./"))
    if by_path:
        return by_path
    if len(name) < LONGEST_NUMBER and name.isascii() and name.isdigit() and name == str(int(name)):
        return documents.document(connection, int(name))
    named = documents.named(connection, name)
    if len(named) == 1:
        return named[0]
    if named:
        raise NotFound(f"{name} may be any of {', '.join(found.path for found in named[:5])}: give its path")
    quick = typing and documents.count(connection) > MOST_COMPARED
    near = next(iter(file_names(connection, name, 1)), None) if quick else _nearest(connection, name)
    raise NotFound(f"there is no document {name}" + (f"; the nearest is {near}" if near else ""))


def _nearest(connection: sqlite3.Connection, name: str) -> str | None:
    from rapidfuzz import process

    shown = {path: PurePosixPath(path).name for _, path in documents.paths(connection)}
    near = process.extractOne(name, shown, score_cutoff=60, processor=str.casefold)
    return near[2] if near else None
