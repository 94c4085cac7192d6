"""The index follows the catalogue: each brings up to date whatever the catalogue has changed since the index last did.

A note in the index's directory says which catalogue it follows and up to which generation. The note is written after
the index has committed, so a kill between the two only makes the same documents be put in again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from explorer.catalogue import documents, meta
from explorer.catalogue.store import Catalogue
from explorer.errors import IndexCorrupt
from explorer.index import ENGLISH, check
from explorer.storage import not_writable, prepare

NOTE = "follows.json"
BATCH = 50_000
"""Documents a commit when the index is made anew."""

TOLD = 2_000
"""Documents after which it is told how far that is."""

Tell = Callable[[int, int], None]
"""Told how many documents are in the index, of how many."""


def lagging(catalogue: Catalogue, index: Path, language: str = ENGLISH) -> str | None:
    """Return why the index cannot be used as it is, or None; one that is only behind can be."""
    with catalogue.reading() as connection:
        generation, name = meta.generation(connection), meta.name(connection)
    if not index.exists():
        return None if generation == 0 else "was not there"
    wrong = check(index, language)
    if wrong:
        return f"could not be used ({wrong})"
    followed, up_to, _ = _note(index)
    if followed != name or up_to > generation:
        return "belonged to another state of the catalogue"
    return None


def follows(catalogue: Catalogue, index: Path) -> bool:
    """Say whether there is an index that has all that the catalogue has; whether it is sound shows when it is read."""
    with catalogue.reading() as connection:
        generation, name = meta.generation(connection), meta.name(connection)
    followed, up_to, _ = _note(index)
    return bool(generation) and (followed, up_to) == (name, generation)


def catch_up(
    catalogue: Catalogue,
    index: Path,
    language: str = ENGLISH,
    tell: Tell | None = None,
    damaged: str | None = None,
) -> str | None:
    """Bring the index up to the catalogue; the caller holds the write lock. Returns a line if it was made anew.

    `damaged` says what is wrong with an index that looks sound. Raises StorageReadOnly.
    """
    began = time.perf_counter()
    why = f"was damaged ({damaged})" if damaged else lagging(catalogue, index, language)
    if why:
        _discard(index)
    prepare(index)
    try:
        follow(catalogue, index, language, tell, settle=bool(why))
    except IndexCorrupt as error:
        why = f"could not be written ({error})"
        _discard(index)
        prepare(index)
        follow(catalogue, index, language, tell, settle=True)
    return f"the index {why}: rebuilt from the catalogue ({time.perf_counter() - began:.1f} s)" if why else None


def follow(
    catalogue: Catalogue, index: Path, language: str = ENGLISH, tell: Tell | None = None, settle: bool = False
) -> None:
    """Bring an index that is known to be sound up to the catalogue; raises IndexCorrupt, StorageReadOnly.

    With `settle` it is put into the shape that is searched fastest, which takes about a third as long again.
    """
    from explorer.index import open_writer  # and Whoosh with it, which a search does not need

    with catalogue.reading() as connection:
        generation, name = meta.generation(connection), meta.name(connection)
        _, up_to, made = _note(index)
        if up_to == generation and up_to and not settle:
            return
        written, gone = documents.changed_since(connection, up_to)
        writer = open_writer(index, language)
        try:
            if up_to:
                for number in gone:
                    writer.remove(number)
            for at in range(0, len(written), TOLD):
                for document in documents.for_index(connection, written[at : at + TOLD], language):
                    writer.put(document)
                if at % BATCH == BATCH - TOLD:
                    writer.commit()
                if tell:
                    tell(min(len(written), at + TOLD), len(written))
            writer.commit()
            if settle:
                writer.settle()
        finally:
            writer.close()
    _write_note(index, {"catalogue": name, "generation": generation, "made": made or os.urandom(8).hex()})


def identity(index: Path) -> str:
    """Return what tells this index from one that was made anew in its place; "" if there is none."""
    return _note(index)[2]


def _note(index: Path) -> tuple[str, int, str]:
    """Return the catalogue that the index follows, up to which generation, and its identity; ("", 0, "") if none."""
    try:
        noted = json.loads((index / NOTE).read_text(encoding="utf-8"))
        return str(noted["catalogue"]), int(noted["generation"]), str(noted["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0, ""


def _write_note(index: Path, note: dict[str, str | int]) -> None:
    new = index / f"{NOTE}.new"
    try:
        new.write_text(json.dumps(note), encoding="utf-8")
        new.replace(index / NOTE)
    except OSError as error:
        raise not_writable(index, error) from error


def _discard(index: Path) -> None:
    """Take an unusable index away, in one step, so that no reader sees half of it."""
    import shutil

    if not index.exists():
        return
    aside = index.with_name(f"{index.name}.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}")
    try:
        index.rename(aside)
    except OSError as error:
        raise not_writable(index, error) from error
    with suppress(OSError):  # what is left of it only takes room, in a directory that may be deleted at any time
        shutil.rmtree(aside)
