"""What is known of each document: `<segment>.doc` with stored fields, columns, lengths and vectors."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.columns import COLUMN, read_lengths, write_lengths
from explorer.index.codec.stored import StoredReader, StoredWriter, VectorReader, VectorWriter
from explorer.index.codec.storing import opened, writing
from explorer.index.codec.whoosh_columns import ColumnWriter, column_reader
from explorer.index.codec.whoosh_parts import base
from explorer.index.layout import DOCUMENTS
from explorer.index.store.sections import Damaged, Sections, SectionWriter

VERSION = 2
"""Grows when the layout of a segment's files changes."""


def write_meta(sections: SectionWriter, segment: str, **more: Any) -> None:
    """Write the section that says what a file holds."""
    sections.add("meta", json.dumps({"version": VERSION, "segment": segment, **more}).encode())


def read_meta(sections: Sections, segment: str) -> dict[str, Any]:
    """Return what a file says that it holds; raises Damaged when it belongs to another segment or version."""
    if "meta" not in sections:
        raise Damaged("the file does not say what it holds")
    meta: dict[str, Any] = json.loads(sections.read("meta"))
    if meta.get("version") != VERSION or meta.get("segment") != segment:
        raise Damaged(f"the file holds version {meta.get('version')} of {meta.get('segment')}, not {segment}")
    return meta


def added_column(segment: Any, field: str) -> str:
    """Return the name of a file that holds one column, and was added to a segment after it had been written."""
    return str(segment.make_filename(f".{field}.col"))


class PerDocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Gathers what is known of documents until it is closed, and writes it then."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._stored = StoredWriter()
        self._columns: dict[str, ColumnWriter] = {}
        self._lengths: dict[str, array[int]] = {}
        self._vectors: dict[str, VectorWriter] = {}
        self._documents = 0
        self._values: dict[str, Any] | None = None
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin a document; they come in their order."""
        if self._values is not None or docnum != self._documents:
            raise ValueError(f"document {docnum} comes when {self._documents} should")
        self._documents += 1
        self._values = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int | None) -> None:  # noqa: ARG002  # Whoosh's
        """Take the stored value of a field, None for none, and its length in terms."""
        if self._values is None:
            raise ValueError("there is no document to add a field to")
        if value is not None:
            self._values[fieldname] = value
        if length:
            lengths = self._lengths.setdefault(fieldname, array("I"))
            lengths.extend(bytes(self._documents - 1 - len(lengths)))
            lengths.append(length)

    def add_column_value(self, fieldname: str, columnobj: Any, value: Any) -> None:
        """Take the value of a column."""
        if fieldname not in self._columns:
            self._columns[fieldname] = ColumnWriter(columnobj)
        self._columns[fieldname].add(self._documents - 1, value)

    def add_vector_items(self, fieldname: str, fieldobj: Any, items: Iterable[Any]) -> None:  # noqa: ARG002  # Whoosh's
        """Take the vector of a field; one without terms is none."""
        rows = list(items)
        if rows:
            self._vectors.setdefault(fieldname, VectorWriter()).add(self._documents - 1, rows)

    def finish_doc(self) -> None:
        """End a document."""
        self._stored.add(self._values or {})
        self._values = None

    def close(self) -> None:
        """Write the file, unless there is no document: a writer that was cancelled leaves nothing behind."""
        if self._values is not None:
            self.finish_doc()
        self.is_closed = True
        if not self._documents:
            return
        with writing(self._storage, self._segment.make_filename(DOCUMENTS)) as sections:
            self._stored.finish(sections)
            for name, column in self._columns.items():
                sections.add(COLUMN + name, column.finish(self._documents))
            for name, vectors in self._vectors.items():
                vectors.finish(sections, f"vector/{name}")
            for name, lengths in self._lengths.items():
                lengths.extend(bytes(self._documents - len(lengths)))
                write_lengths(sections, name, np.asarray(lengths, dtype=np.uint32))
            totals = {name: sum(lengths) for name, lengths in self._lengths.items()}
            write_meta(sections, self._segment.segment_id(), documents=self._documents, lengths=totals)


class Documents:
    """The file of a segment's documents, opened at first use; safe from any thread."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self.count = int(segment.doc_count_all())
        self._known: dict[str, NDArray[Any]] = {}

    @cached_property
    def sections(self) -> Sections:
        """The file; raises Damaged, OSError."""
        sections = opened(self._storage, self._segment.make_filename(DOCUMENTS))
        meta = read_meta(sections, self._segment.segment_id())
        if meta.get("documents") != self.count:
            raise Damaged(f"the file has {meta.get('documents')} documents, the index {self.count}")
        self.totals = {str(name): int(total) for name, total in meta["lengths"].items()}
        return sections

    totals: dict[str, int]
    """The length of each field in all documents together; there once `sections` is."""

    def lengths(self, field: str) -> NDArray[Any]:
        """Return how many terms a field has in each document."""
        if field not in self._known:
            self._known[field] = read_lengths(self.sections, field, self.count)
        return self._known[field]


class PerDocumentReader(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """Reads what is known of documents; safe from any thread."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._file = Documents(storage, segment)
        self._sections = self._file.sections if self._file.count else None
        self._count = self._file.count
        self._views: dict[str, memoryview] = {}
        self._vectors: dict[str, VectorReader] = {}

    def doc_count(self) -> int:
        """Return how many documents there are that were not deleted."""
        return self._count - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones included."""
        return self._count

    def has_deletions(self) -> bool:
        """Say whether documents were deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document was deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """Iterate over the deleted documents."""
        return iter(self._segment.deleted_docs())

    def supports_columns(self) -> bool:
        """Say that there may be columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Say whether a field has a column."""
        return self._sections is not None and (
            COLUMN + fieldname in self._sections or self._storage.file_exists(added_column(self._segment, fieldname))
        )

    def list_columns(self) -> list[str]:
        """Return the fields that have a column."""
        names = self._sections or ()
        return [name.removeprefix(COLUMN) for name in names if name.startswith(COLUMN)]

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """Return Whoosh's reader of a field's column; raises what the storage raises where there is none, Damaged."""
        if self._sections is None:
            raise KeyError(fieldname)
        if COLUMN + fieldname in self._sections:
            data = self._sections.read(COLUMN + fieldname)
        else:
            with self._storage.open_file(added_column(self._segment, fieldname)) as file:
                data = bytes(file.read())
        return column_reader(data, column, self._count)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many terms a field has in a document, `default` where it has none."""
        view = self._views.get(fieldname)
        if view is None:
            view = self._views[fieldname] = self._lengths(fieldname).data
        return view[docnum] or default

    def _lengths(self, fieldname: str) -> NDArray[Any]:
        return self._file.lengths(fieldname) if self._count else np.zeros(0, dtype=np.uint8)

    def field_length(self, fieldname: str) -> int:
        """Return how many terms a field has in all documents."""
        return self._file.totals.get(fieldname, 0) if self._count else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest field; 0 where a document has none."""
        return self._extreme(fieldname, np.min)

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest field."""
        return self._extreme(fieldname, np.max)

    def _extreme(self, fieldname: str, of: Callable[[NDArray[Any]], Any]) -> int:
        lengths = self._lengths(fieldname)
        return int(of(lengths)) if len(lengths) else 0

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Say whether a field has a vector in a document."""
        vectors = self._vector_reader(fieldname)
        return vectors is not None and docnum in vectors

    def vector(self, docnum: int, fieldname: str, format_: Any) -> Any:
        """Return a matcher over the terms of a field in a document; raises KeyError where it has no vector."""
        from explorer.index.codec.whoosh_search import ListMatcher  # who only reads files need not wait for it

        vectors = self._vector_reader(fieldname)
        if vectors is None:
            raise KeyError(docnum)
        terms, weights, values = vectors[docnum]
        return ListMatcher(terms, weights, values, format_)

    def _vector_reader(self, fieldname: str) -> VectorReader | None:
        name = f"vector/{fieldname}"
        if self._sections is None or f"{name}/documents" not in self._sections:
            return None
        if fieldname not in self._vectors:
            self._vectors[fieldname] = VectorReader(self._sections, name)
        return self._vectors[fieldname]

    @cached_property
    def _stored(self) -> StoredReader | None:
        return None if self._sections is None else StoredReader(self._sections, self._count)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored values of a document, by field; raises IndexError where there is no such document."""
        if self._stored is None or not 0 <= docnum < self._count:
            raise IndexError(docnum)
        return self._stored[docnum]
