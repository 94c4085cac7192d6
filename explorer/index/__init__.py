"""Finds documents by their words: the only place that knows Whoosh.

The index is disposable: it holds nothing that the catalogue does not, and is rebuilt from it when it is damaged. Its
files are opened only from a directory that Explorer made for this user; the caller sees to that.
"""

from __future__ import annotations

from explorer.index.analysis import ENGLISH
from explorer.index.commits import open_writer
from explorer.index.memory import MemoryIndex
from explorer.index.schema import SCHEMA_VERSION
from explorer.index.search.reader import check, open_reader

__all__ = ["ENGLISH", "SCHEMA_VERSION", "MemoryIndex", "check", "open_reader", "open_writer"]
