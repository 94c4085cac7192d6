"""Columns of any values, written and read by Whoosh's own column types."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from explorer.index.codec.whoosh_parts import BufferFile, StructFile


class ColumnWriter:
    """Writes one column, value by value, documents ascending."""

    def __init__(self, column: Any) -> None:
        self._bytes = BytesIO()
        self._writer = column.writer(StructFile(self._bytes))

    def add(self, document: int, value: Any) -> None:
        """Take the value of a document; those left out have the column's default."""
        self._writer.add(document, value)

    def finish(self, documents: int) -> bytes:
        """Return the column as it is stored."""
        self._writer.finish(documents)
        return self._bytes.getvalue()


def column_reader(data: bytes, column: Any, documents: int) -> Any:
    """Return Whoosh's reader of a column; each reader has a position of its own, so that threads may have several."""
    return column.reader(BufferFile(data), 0, len(data), documents)
