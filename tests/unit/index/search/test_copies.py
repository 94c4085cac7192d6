"""Which signatures are nearly the same."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.search.copies import repeated

FIRST = [7, 1, 9, 200, 3, 0, 45, 81, 16, 99, 12, 13, 14, 15, 18, 254]

CHANGES = st.lists(st.dictionaries(st.integers(0, 15), st.integers(1, 255), max_size=6), min_size=1, max_size=12)


@given(CHANGES, st.integers(0, 12))
def test_signatures_are_compared_with_all_before_them(changes: list[dict[int, int]], empty: int) -> None:
    rows = [[change.get(at, value) for at, value in enumerate(FIRST)] for change in changes]
    rows.insert(min(empty, len(rows)), [0] * 16)
    rows.append([0] * 16)
    expected = [
        any(sum(left == right for left, right in zip(row, before, strict=True)) >= 13 for before in rows[:number])
        and any(row)
        for number, row in enumerate(rows)
    ]
    assert repeated(np.array(rows, dtype=np.uint8)).tolist() == expected


def test_nothing_is_a_copy_of_nothing() -> None:
    assert repeated(np.zeros((0, 16), dtype=np.uint8)).tolist() == []
    assert repeated(np.zeros((3, 16), dtype=np.uint8)).tolist() == [False] * 3
