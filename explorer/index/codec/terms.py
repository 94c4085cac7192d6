"""Reading `<segment>.trm`: terms, what is known of them, and their postings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, KeysView
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np

from explorer.index.codec.documents import Documents, read_meta
from explorer.index.codec.lists import PostingList, StoredField
from explorer.index.codec.matcher import PostingMatcher
from explorer.index.codec.postings import Shape
from explorer.index.codec.storing import opened
from explorer.index.codec.whoosh_parts import base
from explorer.index.codec.whoosh_search import TermInfo, TermNotFound
from explorer.index.layout import TERMS

MOST_LISTS = 256
"""Posting lists that a reader remembers."""

MOST_POSTINGS = 500_000
"""Postings in all lists that a reader remembers."""


class TermFacts(TermInfo):  # type: ignore[misc]  # Whoosh has no types
    """What Whoosh wants to know of a term, counted when it is asked for; the names are those that Whoosh looks for."""

    def __init__(self, postings: PostingList) -> None:
        self.postings = postings

    @cached_property
    def _weight(self) -> float:
        field, row = self.postings.field, self.postings.row
        if field.weighed:
            return float(np.float32(self.postings.weights.sum(dtype=np.float64)))  # as Whoosh's own codec keeps it
        return float(field.columns.totals[row])

    @cached_property
    def _df(self) -> int:
        return len(self.postings)

    @cached_property
    def _minlength(self) -> int:
        lengths = self.postings.lengths
        return int(lengths.min(where=lengths > 0, initial=np.iinfo(lengths.dtype).max)) if self._maxlength else 0

    @cached_property
    def _maxlength(self) -> int:
        return int(self.postings.lengths.max())

    @cached_property
    def _maxweight(self) -> float:
        return float(self.postings.weights.max())

    @cached_property
    def _minid(self) -> int:
        return int(self.postings.documents[0])

    @cached_property
    def _maxid(self) -> int:
        return int(self.postings.documents[-1])


class TermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """Reads the terms of all fields; safe from any thread."""

    def __init__(self, storage: Any, segment: Any) -> None:
        documents = Documents(storage, segment)
        sections = opened(storage, segment.make_filename(TERMS))
        meta = read_meta(sections, segment.segment_id())
        self._fields = {
            name: StoredField(sections, name, Shape(kept["shape"]), kept["weights"], documents)
            for name, kept in meta["fields"].items()
        }
        self._lists: dict[tuple[str, bytes], PostingList] = {}
        self._size = 0
        self._lock = Lock()

    def field(self, name: str) -> StoredField | None:
        """Return a field, None if no document has it."""
        return self._fields.get(name)

    def postings(self, fieldname: str, text: bytes) -> PostingList:
        """Return the postings of a term; raises TermNotFound, Damaged."""
        key = (fieldname, text)
        with self._lock:
            known = self._lists.pop(key, None)
            if known is not None:
                self._lists[key] = known  # now the youngest
                return known
        field = self._fields.get(fieldname)
        row = field.columns.terms.find(text) if field is not None else -1
        if field is None or row < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        made = PostingList(field, row)
        with self._lock:
            if key not in self._lists:
                self._lists[key] = made
                self._size += len(made)
            while self._lists and (self._size > MOST_POSTINGS or len(self._lists) > MOST_LISTS):
                self._size -= len(self._lists.pop(next(iter(self._lists))))
        return made

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        if term in self._lists:
            return True
        field = self._fields.get(term[0])
        return field is not None and field.columns.terms.find(term[1]) >= 0

    def indexed_field_names(self) -> KeysView[str]:
        """Return the names of the fields that have terms."""
        return self._fields.keys()

    def cursor(self, fieldname: str, fieldobj: Any) -> TermCursor:
        """Return a cursor over the terms of a field."""
        return TermCursor(self, fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Iterate over all terms, field by field, ascending."""
        return ((name, term) for name, field in self._fields.items() for term in field.columns.terms)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Iterate over the terms from `prefix` on, those of the fields behind too."""
        return ((name, field.columns.terms[row]) for name, field, row in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermFacts]]:
        """Iterate over all terms with what is known of them."""
        return (
            ((name, term), TermFacts(PostingList(field, row)))
            for name, field in self._fields.items()
            for row, term in enumerate(field.columns.terms)
        )

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermFacts]]:
        """Iterate over the terms from `prefix` on with what is known of them."""
        return (
            ((name, field.columns.terms[row]), TermFacts(PostingList(field, row)))
            for name, field, row in self._from(fieldname, prefix)
        )

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, StoredField, int]]:
        names = list(self._fields)
        if fieldname not in self._fields:
            return
        for name in names[names.index(fieldname) :]:
            field = self._fields[name]
            first = bisect_left(field.columns.terms, prefix) if name == fieldname else 0
            for row in range(first, len(field)):
                yield name, field, row

    def term_info(self, fieldname: str, text: bytes) -> TermFacts:
        """Return what is known of a term; raises TermNotFound."""
        return TermFacts(self.postings(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the weight of a term in all documents, 0 if it is in none."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of documents with a term."""
        return len(self.postings(fieldname, text)) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingMatcher:
        """Return a matcher over the postings of a term; raises TermNotFound."""
        return PostingMatcher(self.postings(fieldname, text), format_, (fieldname, text), scorer)


class TermCursor(base.FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Stands at a term of a field, or behind the last; leads from Whoosh's reader to ours."""

    def __init__(self, terms: TermsReader, fieldname: str, fieldobj: Any) -> None:
        self._terms = terms
        self.field = terms.field(fieldname)
        self._fieldobj = fieldobj
        self._row = 0

    def postings(self, text: bytes) -> PostingList | None:
        """Return the postings of a term of the field, None if there is no such term."""
        if self.field is None or (self.field.name, text) not in self._terms:
            return None
        return self._terms.postings(self.field.name, text)

    def first(self) -> Any:
        """Go to the first term and return it, None if there is none."""
        self._row = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not before `string` and return it, None if there is none."""
        if self.field is None:
            return None
        wanted = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._row = bisect_left(self.field.columns.terms, wanted)
        return self.text()

    def next(self) -> Any:
        """Go to the next term and return it, None if there is none."""
        self._row += self.is_valid()
        return self.text()

    def text(self) -> Any:
        """Return the current term as the field shows it, None behind the last."""
        if self.field is None or not self.is_valid():
            return None
        return self._fieldobj.from_bytes(self.field.columns.terms[self._row])

    term = text

    def term_info(self) -> TermFacts | None:
        """Return what is known of the current term, None behind the last."""
        if self.field is None or not self.is_valid():
            return None
        return TermFacts(PostingList(self.field, self._row))

    def is_valid(self) -> bool:
        """Say whether the cursor stands at a term."""
        return self.field is not None and self._row < len(self.field)

    def words(self, first: str) -> tuple[list[str], list[bytes]]:
        """Return the terms of the field that begin with `first`, as the field shows them and as they are stored."""
        if self.field is None:
            return [], []
        terms = self.field.columns.terms
        start, end = terms.beginning(self._fieldobj.to_bytes(first) if first else b"")
        stored = [terms[row] for row in range(start, end)]
        return [self._fieldobj.from_bytes(term) for term in stored], stored
