"""A segment as the table of contents of a Whoosh index remembers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.index.codec.whoosh_parts import base


class Segment(base.Segment):  # type: ignore[misc]  # Whoosh has no types
    """Says how many documents a segment has and which of them were deleted; its files never change."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._documents = 0
        self._deleted: set[int] = set()

    def codec(self) -> Any:
        """Return the codec that reads this segment."""
        from explorer.index.codec.codec import Codec  # they name each other

        return Codec()

    def should_assemble(self) -> bool:
        """Say that the files stay as they are: one file of them all would have to be copied into memory."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Note how many documents there are, deleted ones included."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """Return how many documents were deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Iterate over the numbers of the deleted documents, ascending."""
        return iter(sorted(self._deleted))

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or as not deleted after all."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document was deleted."""
        return docnum in self._deleted
