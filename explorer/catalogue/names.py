"""Names as they are looked up: case, accents, punctuation and spacing folded."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """Fold case, accents and Unicode forms of `name`, and turn whatever is neither letter nor digit into one blank."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
