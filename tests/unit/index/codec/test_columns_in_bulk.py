"""Columns and lengths that are written at once are those that Whoosh's writers make value by value."""

from __future__ import annotations

import io
import struct
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.codec.columns import (
    numeric_column,
    numeric_column_bytes,
    read_lengths,
    write_lengths,
)
from explorer.index.codec.whoosh_columns import ColumnWriter, column_reader
from explorer.index.store import Damaged, Sections, SectionWriter
from explorer.index.store.sections import Bytes

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh.columns import NumericColumn

VALUES = {"b": st.integers(-128, 127), "H": st.integers(0, 65535), "i": st.integers(-(2**31), 2**31 - 1)}
VALUES |= {
    "q": st.integers(-(2**63), 2**63 - 1),
    "d": st.floats(allow_nan=False),
    "f": st.floats(width=32, allow_nan=False),
}


@given(st.data(), st.sampled_from(sorted(VALUES)))
def test_numbers_are_written_as_whoosh_writes_them(data: st.DataObject, typecode: str) -> None:
    default = data.draw(VALUES[typecode])
    values = data.draw(st.lists(VALUES[typecode] | st.just(default), max_size=20))
    column = NumericColumn(typecode, default=default)
    writer = ColumnWriter(column)
    for document, value in enumerate(values):
        writer.add(document, value)
    expected = writer.finish(len(values))
    made = numeric_column_bytes(np.array(values, dtype=np.dtype(typecode)), typecode, default)
    assert made == expected
    assert numeric_column(made, typecode, default, len(values)).tolist() == values
    assert list(column_reader(made, column, len(values))) == values


def test_a_negative_zero_is_the_default_like_any_other() -> None:
    assert numeric_column_bytes(np.array([-0.0, 1.0]), "d", 0.0) == struct.pack("!2d", 0.0, 1.0)


def test_a_column_with_too_many_values_is_damaged() -> None:
    with pytest.raises(Damaged):
        numeric_column(b"\0" * 12, "i", 0, 2)
    with pytest.raises((Damaged, ValueError)):
        numeric_column(b"\0" * 7, "i", 0, 9)


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 300), max_size=20))
def test_lengths_are_kept_exactly(lengths: list[int]) -> None:
    file = io.BytesIO()
    sections = SectionWriter(file)
    write_lengths(sections, "body", np.array(lengths, dtype=np.uint32))
    sections.finish()
    read = Sections(Bytes(file.getvalue()))
    assert read_lengths(read, "body", len(lengths)).tolist() == lengths
    assert read_lengths(read, "title", len(lengths)).tolist() == [0] * len(lengths)
    if lengths:
        with pytest.raises(Damaged):
            read_lengths(read, "body", len(lengths) + 7 * len(lengths) + 1)
