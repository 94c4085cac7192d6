"""Finds documents by their words: the only place that knows Whoosh.

The index is disposable: it holds nothing that the catalogue does not, and is rebuilt from it when it is damaged. Its
files are opened only from a directory that Explorer made for this user; the caller sees to that.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from explorer.index.analysis import ENGLISH
from explorer.index.layout import SCHEMA_VERSION
from explorer.index.search.reader import check, open_reader

if TYPE_CHECKING:
    from explorer.index.commits import open_writer
    from explorer.index.memory import MemoryIndex
else:
    _LATER = {"MemoryIndex": "memory", "open_writer": "commits"}

    def __getattr__(name: str) -> object:
        """Import what a search does not need when it is asked for: writing takes all of Whoosh."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = ["ENGLISH", "SCHEMA_VERSION", "MemoryIndex", "check", "open_reader", "open_writer"]
