"""Recognise what points out of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.model.document import Reference
from explorer.model.span import Span

MOST = 10_000
"""References kept of one document."""

_URL = re.compile(r"\bhttps?://[^\s<>\"'`|\\^{}\x00]{1,2000}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}:")
_OPEN_ENDS = ".,;:!?'\"”’»…"


def urls(text: str) -> Iterator[Reference]:
    """Yield the web addresses written out in `text`, without the punctuation of the sentence around them."""
    for match in _URL.finditer(text):
        target = match.group().rstrip(_OPEN_ENDS)
        for opening, closing in ("()", "[]"):
            while target.endswith(closing) and target.count(closing) > target.count(opening):
                target = target[:-1].rstrip(_OPEN_ENDS)
        if not target.endswith("/") or target.count("/") > 2:
            yield Reference(Span(match.start(), match.start() + len(target)), target, "url")


def pointer(span: Span, target: str, local: str) -> Reference | None:
    """Return the reference to `target`: a url if it has a scheme of the web or of mail, else of the kind `local`.

    None if it points into its own document or is a program or data rather than a place.
    """
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    scheme = _SCHEME.match(target)
    if scheme is None:
        return Reference(span, target, "url" if target.startswith("//") else local)
    if scheme.group().lower() in {"http:", "https:", "ftp:", "mailto:"}:
        return Reference(span, target, "url")
    return Reference(span, target, "file") if scheme.group().lower() == "file:" else None


def limited(references: list[Reference]) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    """Return at most `MOST` references, in their order in the text, and a warning if there were more."""
    ordered = tuple(sorted(references, key=lambda reference: reference.span))
    if len(ordered) <= MOST:
        return ordered, ()
    return ordered[:MOST], (f"{len(ordered):,} references, of which the first {MOST:,} are kept",)
