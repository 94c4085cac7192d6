"""How a passage is cited when it is copied."""

from __future__ import annotations

from explorer.model.document import Document

LIMIT = 65_536
"""Most characters that are copied: terminals drop longer OSC 52 sequences."""


def place(document: Document, line: int) -> str:
    """Return `path:line`."""
    return f"{document.path}:{line}"


def cite(document: Document, text: str, line: int) -> str:
    """Return a passage and its citation: title, source, date, path and line."""
    quoted = " ".join(text.split())[:LIMIT]
    parts = [document.title, document.source, document.date, place(document, line)]
    return f"“{quoted}”\n— {', '.join(part for part in parts if part)}\n"
