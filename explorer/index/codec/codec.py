"""The codec: which of our parts reads and writes which file of a segment."""

from __future__ import annotations

from typing import Any

from explorer.index.codec.documents import PerDocumentReader, PerDocumentWriter, added_column
from explorer.index.codec.near import Nearby
from explorer.index.codec.postings import FieldWriter
from explorer.index.codec.segment import Segment
from explorer.index.codec.terms import TermsReader
from explorer.index.codec.whoosh_parts import base


class Codec(base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Writes and reads segments as columns of numbers; any schema of Whoosh's works with it."""

    length_stats = False  # the shortest and longest fields of a term are found among the exact lengths

    def per_document_writer(self, storage: Any, segment: Any) -> PerDocumentWriter:
        """Return the writer of stored fields, columns, lengths and vectors."""
        return PerDocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """Return the writer of terms and their postings."""
        return FieldWriter(storage, segment)

    def automata(self, storage: Any, segment: Any) -> Nearby:  # noqa: ARG002  # Whoosh's signature
        """Return what finds words that are spelled alike."""
        return Nearby()

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Return the reader of terms and their postings; raises Damaged, OSError."""
        return TermsReader(storage, segment)

    def per_document_reader(self, storage: Any, segment: Any) -> PerDocumentReader:
        """Return the reader of stored fields, columns, lengths and vectors; raises Damaged, OSError."""
        return PerDocumentReader(storage, segment)

    @staticmethod
    def column_filename(segment: Any, fieldname: str) -> str:
        """Return the file of a column that `whoosh.sorting.add_sortable` gives to a segment that is there already."""
        return added_column(segment, fieldname)

    def new_segment(self, storage: Any, indexname: str) -> Segment:  # noqa: ARG002  # Whoosh's signature
        """Return a segment of no documents."""
        return Segment(indexname)
