"""Which signatures are nearly the same."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.search.copies import copies_last, repeated
from explorer.index.search.snapshot import Segment, Snapshot

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


def segment(signatures: list[list[int]] | None, size: int) -> Segment:
    content: Any = SimpleNamespace(size=size, signatures=None if signatures is None else np.array(signatures, np.uint8))
    return Segment(content)


@given(st.lists(st.integers(0, 9), min_size=50, max_size=90), st.integers(1, 90), st.randoms(use_true_random=False))
def test_only_as_many_are_compared_as_are_wanted(kinds: list[int], most: int, chance: Any) -> None:
    signatures = [[kind + 1] * 16 if kind else [at + 20] * 16 for at, kind in enumerate(kinds)]
    parts = [segment(signatures[:30], 30), segment(None, 4), segment(signatures[30:], len(kinds) - 30)]
    places = np.array([*range(30), *range(34, len(kinds) + 4)], dtype=np.uint32)
    order = list(range(len(kinds)))
    chance.shuffle(order)
    firsts = {kinds[at]: at for at in reversed(order)}
    expected = sorted(order, key=lambda at: kinds[at] > 0 and firsts[kinds[at]] != at)
    found = copies_last(Snapshot(1, parts), places, np.array(order), most)
    assert found[:most].tolist() == expected[:most]
