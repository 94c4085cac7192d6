"""Which endings of file names are read, and by which reader."""

from __future__ import annotations

from explorer.documents.html_reader import HtmlReader
from explorer.documents.markdown import MarkdownReader
from explorer.documents.plain import PlainReader
from explorer.ports import Reader

READERS: dict[str, Reader] = {reader.kind: reader for reader in (PlainReader(), MarkdownReader(), HtmlReader())}
"""The reader of each kind of document."""

ENDINGS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""Ending of a file's name, in lower case, to the kind of document."""


def kind_of(path: str) -> str | None:
    """Return the kind of the document at `path` by its name's ending, None if such files are not read."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    # A dot that begins or ends a name begins no ending.
    return ENDINGS.get(name[dot:].lower()) if dot > 0 else None
