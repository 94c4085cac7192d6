r"""File names as text: any bytes that a file system allows become printable, and find back to the file.

A backslash, a control character, a dangerous format character or a byte that is not UTF-8 is written as `\xNN`
(each byte of its UTF-8 form), so that the written form is unique and stands for exactly one name.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

_SUSPECT = re.compile(r"[^ -\[\]-~]")
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


def to_path(relative: str) -> str:
    """Return the written form of a relative POSIX path as the file system gives it."""
    return _SUSPECT.sub(_escape, relative)


def to_location(root: Path, path: str) -> str:
    """Return the absolute location of the document written as `path` in the folder `root`."""
    raw = _ESCAPED.sub(lambda match: bytes([int(match.group(1), 16)]), path.encode("utf-8", "surrogateescape"))
    return os.path.join(os.path.abspath(root), os.fsdecode(raw))  # noqa: PTH100, PTH118  pathlib would fold dots


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character != "\\" and (character.isprintable() or character == "\u200d" or character == "\u200c"):
        return character
    if unicodedata.category(character) == "Zs":
        return character
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))
