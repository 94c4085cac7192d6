"""Which curation rules a catalogue has on: all that opening a corpus needs to know of them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from explorer.catalogue import meta
from explorer.catalogue.store import Catalogue
from explorer.config import Config
from explorer.model.curation import Effect

FILE = "curation.yaml"
"""Beside the catalogue, unless the configuration names another file."""

APPLIED = "curated"
"""The fact of the catalogue that says which file it follows, and what each rule of it has changed."""

VERSION = 1
"""Counts changes after which the same rules do something else."""


def file_of(catalogue: Path, config: Config) -> Path:
    """Return the file of the rules of the corpus whose catalogue lies at a path, whether or not there is one."""
    return config.entities.curation or catalogue.with_name(FILE)


def state(digest: str) -> str:
    """Return what the catalogue says of itself when it follows a file of this digest, "" for no file."""
    return f"{VERSION}:{digest}" if digest else ""


def applied(connection: sqlite3.Connection) -> tuple[str, tuple[Effect, ...]]:
    """Return which file the catalogue follows (see `state`), and what each of its rules has changed."""
    kept = meta.get(connection, APPLIED)
    if kept is None:
        return "", ()
    known, effects = json.loads(kept)
    return known, tuple(Effect(mentions, documents, tuple(remarks)) for mentions, documents, remarks in effects)


def note(connection: sqlite3.Connection, digest: str, effects: tuple[Effect, ...]) -> None:
    """Keep which file the catalogue follows, and what its rules have changed."""
    kept = [[each.mentions, each.documents, each.remarks] for each in effects]
    meta.put(connection, APPLIED, json.dumps([state(digest), kept]))


def is_applied(catalogue: Catalogue, digest: str) -> bool:
    """Say whether a catalogue follows a file of this digest."""
    with catalogue.reading() as connection:
        return applied(connection)[0] == state(digest)
