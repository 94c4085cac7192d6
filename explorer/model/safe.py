"""Text of other people made harmless for a terminal."""

from __future__ import annotations

import re

# C0 and DEL, C1, the line and paragraph separators, bidirectional controls, tags, and halves of surrogate pairs,
# which cannot be encoded. Joiners stay: scripts and emoji need them.
UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f\ud800-\udfff]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_BLANKS = "\t\n\v\f\r\x85\u2028\u2029"


def safe(text: str, keep_newlines: bool = False) -> str:
    """Return `text` of the same length without any character that a terminal obeys.

    Tabs and line ends become blanks (line feeds stay if `keep_newlines`), other controls visible symbols such as ␛.
    """
    return UNSAFE.sub(lambda match: _shown(match[0], keep_newlines), text)


def encodable(text: str) -> str:
    """Return `text` of the same length without halves of surrogate pairs, which stand for bytes that are no text."""
    return _HALVES.sub("\ufffd", text)


def _shown(character: str, keep_newlines: bool) -> str:
    """Return the one character that stands for an unsafe one."""
    if character == "\n" and keep_newlines:
        return character
    if character in _BLANKS:
        return " "
    if character < "\x20":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"
