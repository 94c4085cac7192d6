"""Read plain text."""

from __future__ import annotations

from explorer.documents.clean import IDENTITY
from explorer.documents.references import limited, urls
from explorer.ports import Extract


class PlainReader:
    """Takes the characters as they are; what a plain text says of itself stands in its header."""

    kind = "txt"

    def extract(self, path: str, characters: str) -> Extract:  # noqa: ARG002  the port's signature
        """Return all characters, and the web addresses among them as references."""
        references, warnings = limited(list(urls(characters)))
        return Extract(characters, IDENTITY, {}, references, warnings)
