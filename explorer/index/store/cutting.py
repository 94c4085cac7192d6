"""Many texts cut into runs of characters at once, by passes over their bytes instead of a look at each run.

A run holds no sign that always stands between two words: neither blanks nor brackets nor dashes. Apostrophes, points
and commas may be within a word or a number, so that what a run consists of is told by an analyser.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Bytes = NDArray[np.uint8]

BETWEEN = b"\n"
"""What is put between two texts, before the first one and after the last one."""

_WITHIN = "'.,+#_"
"""ASCII signs that may be part of a word or of a number; an underscore, and a plus alone, part them nevertheless."""

_APOSTROPHES = "’＇"

_KEPT = bytes(code >= 0x80 or chr(code).isalnum() or chr(code) in _WITHIN for code in range(256))
_COMMA, _APOSTROPHE, _POINT = b",'."


def _signs() -> NDArray[np.bool_]:
    """Return by its code which characters part words: blanks and punctuation in the blocks that have most of them."""
    found = np.zeros(1 << 16, dtype=bool)
    for block in (range(0x80, 0xC0), range(0x2000, 0x2040), range(0x3000, 0x3040), range(0xFF00, 0xFF40)):
        for code in block:
            character = chr(code)
            found[code] = unicodedata.category(character)[0] in "ZP" and character not in _APOSTROPHES
    return found


_SIGNS = _signs()
_TWO, _THREE = (0xC2,), (0xE2, 0xE3, 0xEF)
"""First bytes of the characters in those blocks, by how many bytes they have."""


def cut(data: bytes) -> tuple[Places, Places]:
    """Return where the runs of `data` begin and end; it is UTF-8 and begins and ends with `BETWEEN`.

    Commas, apostrophes and the full stop behind a run are left out, so that there are fewer different ones.
    """
    kept = np.frombuffer(data.translate(_KEPT), dtype=np.uint8)
    characters = np.frombuffer(data, dtype=np.uint8)
    if not data.isascii():
        kept = kept.copy()
        _part(characters, kept)
    edges = np.flatnonzero(kept[1:] != kept[:-1])
    edges += 1
    starts, ends = edges[0::2], edges[1::2].copy()
    several = ends - starts > 1
    last = characters[ends - 1]
    ends -= ((last == _COMMA) | (last == _APOSTROPHE)) & several
    last = characters[ends - 1]
    ends -= (last == _POINT) & (characters[ends - 3] != _POINT) & (ends - starts > 1)  # U.S. is whole with its last one
    return starts, ends


def _part(characters: Bytes, kept: NDArray[Any]) -> None:
    """Take what is no ASCII and parts words out of what is kept."""
    for firsts, length in ((_TWO, 2), (_THREE, 3)):
        at = np.flatnonzero(np.isin(characters, np.array(firsts, dtype=np.uint8)))
        code = characters[at + 1].astype(np.int64) & 0x3F
        if length == 2:
            code |= 0x80
        else:
            code = (characters[at].astype(np.int64) & 0x0F) << 12 | code << 6 | (characters[at + 2] & 0x3F)
        at = at[_SIGNS[code]]
        for byte in range(length):
            kept[at + byte] = 0
