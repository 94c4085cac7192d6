"""The fingerprint of quoted words: equal wherever the same words are quoted, however they are written."""

from __future__ import annotations

import re
from hashlib import blake2b

from anyascii import anyascii

FEWEST = 5
"""Words of a quotation that are enough to tell that another document quotes the same."""

_WORD = re.compile(r"[^\W_]+")
_WITHIN = re.compile(r"(?<=\w)['’‘`´](?=\w)")


def fingerprint(words: str) -> int | None:
    """Return the fingerprint of quoted words, a signed number of 64 bits; None for fewer than five words.

    Case, accents, marks and blanks make no difference, nor does where a line was broken.
    """
    plain = _WITHIN.sub("", words)
    folded = _WORD.findall((plain if plain.isascii() else anyascii(plain)).casefold())
    if len(folded) < FEWEST:
        return None
    return int.from_bytes(blake2b(" ".join(folded).encode(), digest_size=8).digest(), "big", signed=True)
