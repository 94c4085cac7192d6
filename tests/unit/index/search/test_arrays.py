"""Arithmetic on lists of documents, against sets."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.search.arrays import Hits, best, common, each_sum, is_one, leading, merged, often, united, without
from explorer.index.search.closeness import near
from explorer.index.search.rows import counted, in_row

SIZE = 400
LISTS = st.lists(st.sets(st.integers(0, SIZE - 1), max_size=60), min_size=1, max_size=5)


def array(documents: set[int]) -> np.ndarray:
    return np.array(sorted(documents), dtype=np.uint32)


@given(LISTS, st.booleans())
def test_lists_are_joined_as_sets_are(lists: list[set[int]], wide: bool) -> None:
    first, last = lists[0], set(range(SIZE)) if wide else lists[-1]  # lists as long as each other, and very different
    assert common(array(first), array(last), SIZE).tolist() == sorted(first & last)
    assert without(array(first), array(last), SIZE).tolist() == sorted(first - last)
    assert united([array(each) for each in lists], SIZE).tolist() == sorted(set().union(*lists))
    twice = [number for number in range(SIZE) if sum(number in each for each in lists) > 1]
    assert often([array(each) for each in lists], 2, SIZE).tolist() == twice


@given(st.lists(st.dictionaries(st.integers(0, SIZE - 1), st.integers(1, 9), max_size=80), max_size=4))
def test_hits_of_several_lists_are_added(lists: list[dict[int, int]]) -> None:
    hits = [Hits(array(set(each)), np.array([each[at] for at in sorted(each)], dtype=np.float32)) for each in lists]
    found = merged(hits, SIZE)
    expected = {number: sum(each.get(number, 0) for each in lists) for each in lists for number in each}
    assert dict(zip(found.documents.tolist(), found.counts.tolist(), strict=True)) == expected
    assert found.documents.tolist() == sorted(expected)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 99)), max_size=60), st.integers(-1, 70))
def test_the_first_rows_are_those_of_a_whole_sort(rows: list[tuple[int, int, int]], most: int) -> None:
    columns = [np.array([row[at] for row in rows], dtype=np.int64) for at in range(3)]
    keys = [lambda places, column=column: column[places] for column in columns]
    found = [rows[place] for place in leading(len(rows), keys, most).tolist()]
    assert found == sorted(rows)[: max(0, most)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=60), st.integers(1, 70))
def test_the_best_rows_are_the_first_of_a_whole_sort(rows: list[tuple[int, int]], most: int) -> None:
    scores, ties = (np.array([row[at] for row in rows], dtype=np.float64) for at in range(2))
    order = sorted(range(len(rows)), key=lambda at: (-rows[at][0], rows[at][1], at))
    found = best(scores, [lambda at: ties[at], lambda at: at], most)
    assert found.tolist() == sorted(order[:most])


@given(st.lists(st.integers(0, 300)), st.sets(st.integers(0, 300), min_size=1, max_size=5))
def test_values_are_looked_up_among_those_that_are_wanted(values: list[int], wanted: set[int]) -> None:
    found = is_one(np.array(values, dtype=np.uint16), np.array(sorted(wanted), dtype=np.uint16))
    assert found.tolist() == [value in wanted for value in values]


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)), st.integers(1, 9))
def test_places_near_others_are_found_as_one_by_one(left: set[int], right: set[int], window: int) -> None:
    found = near(np.array(sorted(left), dtype=np.int64), np.array(sorted(right), dtype=np.int64), window)
    assert found.tolist() == [at for at in sorted(left) if any(abs(at - other) <= window for other in right)]


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=5), min_size=1, max_size=20))
def test_stretches_are_summed(stretches: list[list[bool]]) -> None:
    mask = np.array([each for stretch in stretches for each in stretch])
    ends = np.cumsum([len(stretch) for stretch in stretches])
    assert each_sum(mask, ends).tolist() == [sum(stretch) for stretch in stretches]


PLACES = st.lists(st.sets(st.tuples(st.integers(0, 2), st.integers(0, 12)), min_size=1), min_size=1, max_size=4)


@given(PLACES, st.integers(0, 3))
def test_words_in_a_row_are_found_as_one_by_one(rows: list[set[tuple[int, int]]], slop: int) -> None:
    ends = rows[0]
    for row in rows[1:]:
        ends = {(doc, at) for doc, at in row if any((doc, at - step) in ends for step in range(1, slop + 2))}
    keys = [np.array(sorted(doc << 32 | at for doc, at in row), dtype=np.int64) for row in rows]
    found = in_row(keys, slop)
    assert sorted(found.tolist()) == sorted(doc << 32 | at for doc, at in ends)
    hits = counted(found)
    assert hits.documents.tolist() == sorted({doc for doc, _ in ends})
    assert hits.counts.sum() == len(ends)
