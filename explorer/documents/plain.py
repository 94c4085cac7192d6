"""Read plain text."""

from __future__ import annotations

from explorer.documents.clean import IDENTITY
from explorer.documents.front_matter import read_front_matter
from explorer.documents.references import limited, urls
from explorer.model.span import OffsetMap
from explorer.ports import Extract


class PlainReader:
    """Takes the characters as they are; what a plain text says of itself stands in its header, or in front matter."""

    kind = "txt"

    def extract(self, characters: str) -> Extract:
        """Return all characters but front matter that tells something, and the web addresses among them."""
        front = read_front_matter(characters)
        if not front.metadata:
            references, warnings = limited(list(urls(characters)))
            return Extract(characters, IDENTITY, {}, references, warnings)
        text = characters[front.body :]
        references, warnings = limited(list(urls(text)))
        return Extract(text, OffsetMap((0,), (front.body,)), front.metadata, references, (*front.warnings, *warnings))
