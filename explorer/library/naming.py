"""Documents by the names that people give them."""

from __future__ import annotations

import sqlite3
from pathlib import PurePosixPath

from explorer.catalogue import documents, entities
from explorer.catalogue.values import file_names
from explorer.errors import NotFound
from explorer.model.document import Document
from explorer.model.entity import EntityCount, EntityType
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


def find_entity(connection: sqlite3.Connection, name: str, type_: EntityType | None) -> tuple[EntityCount, ...]:
    """Return the entities that go by `name`, or the one with that number, most documents first.

    Those that go by just that name, else those with its words in a name; NotFound says what is spelled alike.
    """
    if len(name) < LONGEST_NUMBER and name.isascii() and name.isdigit():
        known = entities.entities(connection, [int(name)])
    else:
        keys = entities.lookup(connection, type_, name, False, True)
        known = entities.entities(connection, sorted(entities.of_keys(connection, keys)))
    found = [one for one in known.values() if one.documents and type_ in (None, one.type)]
    if not found:
        near = entities.names_like(connection, name, 3)
        raise NotFound(f"there is no entity {name}" + (f"; spelled alike: {', '.join(near)}" if near else ""))
    found.sort(key=lambda one: (-one.documents, -one.mentions, one.name))
    return tuple(EntityCount(one, one.mentions) for one in found)


def _nearest(connection: sqlite3.Connection, name: str) -> str | None:
    from rapidfuzz import process

    shown = {path: PurePosixPath(path).name for _, path in documents.paths(connection)}
    near = process.extractOne(name, shown, score_cutoff=60, processor=str.casefold)
    return near[2] if near else None
