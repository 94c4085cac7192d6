"""Stage 1, files in: find the documents of a folder and turn each into text with its metadata."""

from __future__ import annotations

from explorer.documents.discovery import Discovery, check_folder, discover, location_of
from explorer.documents.document import read_document

__all__ = ["Discovery", "check_folder", "discover", "location_of", "read_document"]
