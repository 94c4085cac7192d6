"""Rows of numbers, sorted strings and fields are read back as they were written, in whole and in part."""

from __future__ import annotations

import io
from bisect import bisect_left
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.store import Damaged, Field, FieldColumns, FieldWriter, Sections, SectionWriter, write_field
from explorer.index.store.lexicon import Lexicon, write_lexicon
from explorer.index.store.ragged import Ragged, RaggedWriter, gather, spread
from explorer.index.store.sections import Bytes

NUMBERS = st.one_of(st.just(0), st.integers(0, 255), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
ROWS = st.lists(st.lists(NUMBERS, min_size=1, max_size=6), max_size=12)
STRINGS = st.sets(st.binary(max_size=5) | st.sampled_from([b"", b"\n", b"a\nb", b"\xff", b"\xff\xff"]), max_size=20)


def _sections(fill) -> Sections:  # type: ignore[no-untyped-def]
    file = io.BytesIO()
    writer = SectionWriter(file)
    fill(writer)
    writer.finish()
    return Sections(Bytes(file.getvalue()))


@given(st.lists(ROWS, max_size=3))
def test_rows_of_numbers(parts: list[list[list[int]]]) -> None:
    rows = [row for part in parts for row in part]
    writer = RaggedWriter()
    for part in parts:
        flat = np.array([number for row in part for number in row], dtype=np.uint32)
        writer.add(flat, np.array([len(row) for row in part], dtype=np.int64))
    sections = _sections(lambda sections: writer.finish(sections, "rows"))
    ragged = Ragged(sections, "rows", np.array([len(row) for row in rows], dtype=np.uint32))
    assert [ragged.row(at).tolist() for at in range(len(rows))] == rows
    for first, end in ((0, len(rows)), (1, len(rows)), (0, len(rows) // 2)):
        if first <= end:
            assert ragged.rows(first, end).tolist() == [number for row in rows[first:end] for number in row]


def test_a_column_of_another_length_is_refused() -> None:
    writer = RaggedWriter()
    writer.add(np.arange(4), np.array([2, 2]))
    sections = _sections(lambda sections: writer.finish(sections, "rows"))
    with pytest.raises(Damaged, match="2 rows instead of 3"):
        Ragged(sections, "rows", np.array([2, 1, 1])).row(0)


@given(ROWS, st.data())
def test_rows_are_gathered_from_where_they_begin(rows: list[list[int]], data: st.DataObject) -> None:
    flat = np.array([number for row in rows for number in row], dtype=np.uint32)
    starts = spread(np.array([len(row) for row in rows], dtype=np.int64))
    assert starts.tolist() == [0, *accumulate(map(len, rows))]
    wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=6) if rows else st.just([]))
    at = np.array(wanted, dtype=np.int64)
    found = flat[gather(starts[at], np.diff(starts)[at])] if len(flat) else flat
    assert found.tolist() == [number for row in wanted for number in rows[row]]


@given(STRINGS, st.binary(max_size=4))
def test_sorted_strings(strings: set[bytes], sought: bytes) -> None:
    ordered = sorted(strings)
    lexicon = Lexicon(_sections(lambda sections: write_lexicon(sections, "terms", ordered)), "terms", len(ordered))
    assert list(lexicon) == ordered == [lexicon[row] for row in range(len(lexicon))]
    for string in (*ordered, sought):
        row = lexicon.find(string)
        assert (row >= 0) == (string in strings)
        assert row < 0 or ordered[row] == string
        first, end = lexicon.beginning(string)
        assert ordered[first:end] == [each for each in ordered if each.startswith(string)]
        assert first == (bisect_left(ordered, string) if string else 0)
    with pytest.raises(IndexError):
        lexicon[len(ordered)]


def test_strings_that_are_longer_than_a_byte_counts() -> None:
    ordered = [b"a" * 300, b"b" * 70_000, b"c"]
    lexicon = Lexicon(_sections(lambda sections: write_lexicon(sections, "terms", ordered)), "terms", 3)
    assert list(lexicon) == ordered
    with pytest.raises(Damaged):
        Lexicon(_sections(lambda sections: write_lexicon(sections, "terms", ordered)), "terms", 2).starts  # noqa: B018


TERM = st.dictionaries(
    st.integers(0, 300) | st.integers(0, 2**32 - 1),
    st.lists(st.integers(0, 70_000), min_size=1, max_size=4),
    min_size=1,
)
FIELD = st.dictionaries(st.binary(min_size=1, max_size=4), TERM, max_size=8)


def _columns(field: dict[bytes, dict[int, list[int]]], kept: str) -> FieldColumns:
    terms = sorted(field)
    rows = [[(document, field[term][document]) for document in sorted(field[term])] for term in terms]
    positions = np.array([place for row in rows for _, places in row for place in places], dtype=np.uint32)
    return FieldColumns(
        terms,
        np.array([len(row) for row in rows], dtype=np.uint32),
        np.array([document for row in rows for document, _ in row], dtype=np.uint32),
        np.array([len(places) for row in rows for _, places in row], dtype=np.uint32) if kept != "none" else None,
        positions if kept == "positions" else None,
        (positions % 7).astype(np.uint16) if kept == "positions" else None,
    )


@given(FIELD, st.sampled_from(["none", "frequencies", "positions"]), st.booleans())
def test_a_field(field: dict[bytes, dict[int, list[int]]], kept: str, in_parts: bool) -> None:
    def fill(sections: SectionWriter) -> None:
        if not in_parts:
            write_field(sections, "body", _columns(field, kept))
            return
        writer = FieldWriter()
        for term in sorted(field):
            writer.add(_columns({term: field[term]}, kept))
        writer.finish(sections, "body")

    read = Field(_sections(fill), "body")
    assert list(read.terms) == sorted(field)
    assert read.has_frequencies == (kept != "none" and bool(field))
    assert read.has_positions == (kept == "positions" and bool(field))
    for row, term in enumerate(sorted(field)):
        documents = sorted(field[term])
        assert read.documents(row).tolist() == documents
        frequencies = [len(field[term][document]) if kept != "none" else 1 for document in documents]
        assert read.frequencies(row).tolist() == frequencies
        assert read.totals[row] == sum(frequencies)
        if kept == "positions":
            places = [place for document in documents for place in field[term][document]]
            assert read.positions(row).tolist() == places
            assert read.ordinals(row).tolist() == [place % 7 for place in places]
    bounds = sorted({0, len(field) // 2, len(field)})
    for first, end in pairwise(bounds):
        expected = [document for term in sorted(field)[first:end] for document in sorted(field[term])]
        assert read.documents_of(first, end).tolist() == expected


@given(FIELD.filter(bool), st.sampled_from(["none", "frequencies", "positions"]))
def test_a_field_that_is_read_and_written_again_is_the_same(
    field: dict[bytes, dict[int, list[int]]], kept: str
) -> None:
    first = Field(_sections(lambda sections: write_field(sections, "body", _columns(field, kept))), "body")
    again = Field(_sections(lambda sections: write_field(sections, "body", first.columns())), "body")
    assert list(again.terms) == list(first.terms)
    for row in range(len(field)):
        assert again.documents(row).tolist() == first.documents(row).tolist()
        assert again.frequencies(row).tolist() == first.frequencies(row).tolist()
        assert kept != "positions" or again.positions(row).tolist() == first.positions(row).tolist()
