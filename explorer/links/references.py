"""Where a reference may lead: the ways to look for its document, likeliest first, always within the corpus."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote

from explorer.model.address import address
from explorer.model.document import Reference
from explorer.model.span import Span

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOTES = (".md", ".txt", ".html")

MOST_NAMES = 1000
"""File names that are taken from one text at most."""

_FILE_NAME = re.compile(
    r"(?<![\w/.@:\\-])(?:[\w-]{1,80}/){0,8}\w[\w.-]{0,120}\.(?:txt|text|md|markdown|html?|xhtml)\b(?![\w/]|\.\w)"
)

Way = tuple[str, str]
"""How to look ("path", "name", "stem", "title" or "url"), and for what."""


def file_names(text: str, taken: Sequence[Reference]) -> tuple[Reference, ...]:
    """Return the names of files that a text mentions, but for those within the references `taken`, ascending."""
    spans = sorted(reference.span for reference in taken)
    found = []
    for match in islice(_FILE_NAME.finditer(text), MOST_NAMES):
        span = Span(*match.span())
        at = bisect_left(spans, span)
        if not any(near.overlaps(span) for near in spans[max(0, at - 1) : at + 1]):
            found.append(Reference(span, match.group(), "file"))
    return tuple(found)


def ways(kind: str, target: str, path: str) -> tuple[Way, ...]:
    """Return how to find the document that a reference of the document at `path` leads to; none if out of the corpus.

    Paths are relative to the corpus, in POSIX form. Nothing outside it is ever looked at.
    """
    target = target.strip()
    if page := address(target):
        return (("url", page),)
    if kind == "wiki":
        return _wiki(target, path)
    if not target or _SCHEME.match(target) or target.startswith(("/", "\\", "#", "?")):
        return ()
    written = unquote(target.split("#", 1)[0].split("?", 1)[0])
    inside = _inside(path, written)
    found: list[Way] = [("path", inside)] if inside else []
    if kind == "file":
        found.append(("name", PurePosixPath(written).name))
    elif inside and not PurePosixPath(inside).suffix:
        found += [("path", inside + ending) for ending in _NOTES]
    return tuple(found)


def _wiki(target: str, path: str) -> tuple[Way, ...]:
    """Look for `[[a title]]`, `[[folder/file|shown]]`, `[[title#heading]]`."""
    name = re.split(r"[|#]", target, maxsplit=1)[0].strip()
    if not name:
        return ()
    found: list[Way] = []
    if "/" in name:
        for base in ("", path):
            inside = _inside(base, name)
            found += [("path", inside + ending) for ending in ("", *_NOTES) if inside]
        name = PurePosixPath(name).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (*_NOTES, ".htm", ".markdown", ".text"):
        return (*found, ("name", name))
    return (*found, ("title", name), ("stem", name))


def _inside(path: str, written: str) -> str | None:
    """Join a relative path to the folder of `path`; None if it leads out of the corpus or nowhere."""
    parts = list(PurePosixPath(path).parts[:-1])
    for part in written.replace("\\", "/").split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) or None
