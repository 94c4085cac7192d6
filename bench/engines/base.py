"""What a measurement asks of an engine; met without inheritance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bench.queries import Asked
from bench.text import Text

ROWS = 20
"""Documents of a page; each with one passage."""

Question = Callable[[], int]
"""Asks once and returns how many rows came back, each with its title and, where the engine makes them, its passage."""


class Engine(Protocol):
    """One full-text engine on one directory. Building and asking may happen in different processes."""

    name: str

    def __init__(self, directory: Path) -> None:
        """Name the directory, which need not exist yet."""

    def ready(self, texts: Sequence[Text]) -> Any:
        """Turn documents into what the engine takes; not part of any time that is measured."""

    def begin(self) -> None:
        """Begin an empty index."""

    def put(self, ready: Any) -> None:
        """Add documents that `ready` has made."""

    def commit(self) -> None:
        """Make what was put durable, and let go of the writer."""

    def open(self) -> None:
        """Open the index for asking."""

    def question(self, asked: Asked) -> Question | None:
        """Return how to ask this, or None where the engine has no such query."""

    def change(self, text: Text, word: str) -> int:
        """Replace one document, make that durable, and return how many an open searcher then finds with `word`."""

    def close(self) -> None:
        """Let go of files."""


def size_of(directory: Path) -> int:
    """Return the bytes of all files below a directory, or of one file."""
    if directory.is_file():
        return directory.stat().st_size
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
