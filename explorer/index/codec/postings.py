"""Writing `<segment>.trm`: terms with their postings, as Whoosh hands them over one by one."""

from __future__ import annotations

import pickle
import struct
from array import array
from collections.abc import Iterable
from contextlib import ExitStack
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.documents import write_meta
from explorer.index.codec.stored import BytesWriter
from explorer.index.codec.storing import writing
from explorer.index.codec.whoosh_parts import base, formats
from explorer.index.layout import TERMS
from explorer.index.store.fields import FieldColumns, write_field
from explorer.index.store.sections import SectionWriter

_COUNT = struct.Struct("!I")
_LARGEST = 0xFFFFFFFF


class Shape(StrEnum):
    """What is kept of a posting beside its document and weight."""

    EXISTENCE = "existence"
    FREQUENCY = "frequency"
    POSITIONS = "positions"
    VALUES = "values"


def shape_of(format_: Any) -> Shape:
    """Return how postings in a Whoosh format are stored: in columns of numbers where their bytes can be told."""
    known = {
        formats.Existence: Shape.EXISTENCE,
        formats.Frequency: Shape.FREQUENCY,
        formats.Positions: Shape.POSITIONS,
    }
    return known.get(type(format_), Shape.VALUES)


def section_name(field: str) -> str:
    """Return what a field's sections are called: its name, without slashes."""
    return quote(field, safe="")


class Gathered:
    """The postings of one field, terms ascending and each term's documents ascending."""

    def __init__(self, format_: Any) -> None:
        self.format = format_
        self.shape = shape_of(format_)
        self._terms: list[bytes] = []
        self._starts = array("Q")
        self._documents, self._weights = array("I"), array("f")
        self._frequencies, self._positions = array("I"), array("I")
        self._values: list[bytes] = []

    def term(self, text: bytes) -> None:
        """Begin a term."""
        self._terms.append(text)
        self._starts.append(len(self._documents))

    def posting(self, document: int, weight: float, value: bytes) -> None:
        """Take a posting; one more for the document before adds to its weight."""
        documents = self._documents
        if len(documents) > self._starts[-1] and documents[-1] == document:
            self._weights[-1] += weight
            return
        documents.append(document)
        self._weights.append(weight)
        if self.shape is Shape.VALUES or not self._take(value):
            self._values.append(value)

    def _take(self, value: bytes) -> bool:
        """Take the numbers that `value` stands for; say whether that was possible."""
        shape = self.shape
        if shape is Shape.EXISTENCE and not value:
            return True
        if shape is Shape.FREQUENCY and len(value) == _COUNT.size and value.strip(b"\0"):
            self._frequencies.append(_COUNT.unpack(value)[0])
            return True
        if shape is Shape.POSITIONS:
            positions = _positions_in(self.format, value)
            if positions:
                self._frequencies.append(len(positions))
                self._positions.extend(positions)
                return True
        self._keep_values()
        return False

    def _keep_values(self) -> None:
        """Go over to values, because one of them is not what the format would have written."""
        at = 0
        for count in self._frequencies:
            if self.shape is Shape.FREQUENCY:
                self._values.append(_COUNT.pack(count))
            else:
                self._values.append(self.format.encode(self._positions[at : at + count].tolist()))
                at += count
        if self.shape is Shape.EXISTENCE:
            self._values = [b""] * (len(self._documents) - 1)
        self.shape = Shape.VALUES
        self._frequencies, self._positions = array("I"), array("I")

    def finish(self, sections: SectionWriter, name: str) -> dict[str, Any]:
        """Write the field and return what the file has to say of it."""
        counts = np.diff(np.asarray([*self._starts, len(self._documents)], dtype=np.int64))
        weights = np.asarray(self._weights, dtype=np.float32)
        frequencies: NDArray[Any] | None = np.asarray(self._frequencies, dtype=np.uint32)
        if self.shape in (Shape.EXISTENCE, Shape.VALUES):
            frequencies = _as_frequencies(weights)
        weighed = not np.all(weights == (1 if frequencies is None else frequencies.astype(np.float32)))
        positions = np.asarray(self._positions, dtype=np.uint32) if self.shape is Shape.POSITIONS else None
        documents = np.asarray(self._documents, dtype=np.uint32)
        write_field(sections, name, FieldColumns(self._terms, counts, documents, frequencies, positions))
        if weighed:
            sections.add(f"{name}/weights", weights)
        if self.shape is Shape.VALUES:
            write_values(sections, name, self._values)
        return {"shape": self.shape, "weights": bool(weighed)}


def _positions_in(format_: Any, value: bytes) -> list[int]:
    """Return the positions in a value of Whoosh's; none if it is anything else."""
    try:
        positions: list[int] = format_.decode_positions(value)
        sound = positions and min(positions) >= 0 and max(positions) <= _LARGEST and format_.encode(positions) == value
    except (pickle.PickleError, ArithmeticError, AttributeError, EOFError, LookupError, TypeError, ValueError):
        return []
    return positions if sound else []


def _as_frequencies(weights: NDArray[np.float32]) -> NDArray[np.uint32] | None:
    """Return weights as frequencies, if they are whole and not all 1."""
    whole = weights.astype(np.float64)
    if np.all(whole == 1) or not np.all((whole >= 1) & (whole <= _LARGEST) & (whole == np.floor(whole))):
        return None
    return whole.astype(np.uint32)


def write_values(sections: SectionWriter, name: str, values: Iterable[bytes]) -> None:
    """Write the bytes of a field's postings, row after row."""
    writer = BytesWriter()
    for value in values:
        writer.add(value)
    writer.finish(sections, f"{name}/values")


class FieldWriter(base.FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes field after field; nothing is written by one that is closed before it has begun."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage, self._segment = storage, segment
        self._stack = ExitStack()
        self._sections: SectionWriter | None = None
        self._fields: dict[str, Any] = {}
        self._name = ""
        self._gathered: Gathered | None = None
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        """Write the postings of all fields: name, term, document, weight and value, ascending."""
        self._begin()
        super().add_postings(schema, lengths, items)

    def _begin(self) -> SectionWriter:
        if self._sections is None:
            name = self._segment.make_filename(TERMS)
            self._sections = self._stack.enter_context(writing(self._storage, name))
        return self._sections

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field."""
        self._begin()
        self._name = fieldname
        self._gathered = Gathered(fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begin a term; they come ascending by their bytes."""
        self._current().term(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:  # noqa: ARG002  # Whoosh's
        """Take a posting; they come ascending by their documents."""
        self._current().posting(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """End a term."""

    def finish_field(self) -> None:
        """End a field."""
        gathered = self._current()
        self._gathered = None
        self._fields[self._name] = gathered.finish(self._begin(), section_name(self._name))

    def _current(self) -> Gathered:
        if self._gathered is None:
            raise ValueError("no field has been begun")
        return self._gathered

    def close(self) -> None:
        """Complete the file."""
        self.is_closed = True
        if self._sections is not None:
            write_meta(self._sections, self._segment.segment_id(), fields=self._fields)
        self._stack.close()
