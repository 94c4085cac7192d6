"""Rows of a column that lie anywhere are read together as they are read one by one."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.store import Field, FieldColumns, Sections, SectionWriter, write_field
from explorer.index.store.sections import Bytes

Postings = dict[int, tuple[int, int]]
"""By document: a frequency, and how far apart its positions are."""

POSTINGS = st.dictionaries(
    st.integers(0, 70_000), st.tuples(st.integers(1, 4), st.sampled_from([1, 90, 300, 40_000])), min_size=1, max_size=5
)


def written(terms: list[Postings]) -> Field:
    columns = FieldColumns(
        [b"%06d" % number for number in range(len(terms))],
        np.array([len(term) for term in terms]),
        np.array([document for term in terms for document in sorted(term)], dtype=np.uint32),
        np.array([term[document][0] for term in terms for document in sorted(term)], dtype=np.uint32),
        np.array(
            [at * term[document][1] for term in terms for document in sorted(term) for at in range(term[document][0])],
            dtype=np.uint32,
        ),
    )
    file = io.BytesIO()
    sections = SectionWriter(file)
    write_field(sections, "body", columns)
    sections.finish()
    return Field(Sections(Bytes(file.getvalue())), "body")


@given(st.lists(POSTINGS, min_size=1, max_size=40), st.integers(1, 9), st.sets(st.integers(0, 359), min_size=1))
def test_rows_are_read_together_as_one_by_one(few: list[Postings], times: int, wanted: set[int]) -> None:
    field = written(few * times)
    rows = np.array(sorted({row % (len(few) * times) for row in wanted}), dtype=np.int64)
    documents, frequencies = field.postings_of(rows)
    assert documents.tolist() == [number for row in rows.tolist() for number in field.documents(row).tolist()]
    assert frequencies.tolist() == [count for row in rows.tolist() for count in field.frequencies(row).tolist()]
    assert field.positions_of(rows).tolist() == [at for row in rows.tolist() for at in field.positions(row).tolist()]


def test_rows_far_apart_are_read_without_what_lies_between() -> None:
    field = written([{0: (1, 1), 9: (2, 300)}] * 60_000)
    rows = np.array([0, 1, 30_000, 59_999], dtype=np.int64)
    documents, frequencies = field.postings_of(rows)
    assert documents.tolist() == [0, 9] * 4
    assert frequencies.tolist() == [1, 2] * 4
    assert field.positions_of(rows).tolist() == [0, 0, 300] * 4
