"""Stage 1, files in: find the documents of a folder and turn each into text with its metadata."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from explorer.documents.folder import check_folder, location_of

if TYPE_CHECKING:
    from explorer.documents.discovery import Discovery, discover
    from explorer.documents.document import read_document
else:
    _LATER = {"Discovery": "discovery", "discover": "discovery", "read_document": "document"}

    def __getattr__(name: str) -> object:
        """Import the readers when they are asked for: a search needs none of them, and would wait for all of them."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = ["Discovery", "check_folder", "discover", "location_of", "read_document"]
