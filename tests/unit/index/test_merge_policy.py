"""Segments stay few, and a document is not written again and again."""

from math import log

from hypothesis import given
from hypothesis import strategies as st

from explorer.index.merging import FANOUT, LEAST, MOST, MOST_TERMS, Size, level, to_merge, to_settle


def settled(sizes: list[Size]) -> tuple[list[Size], int]:
    """Merge until nothing needs to be; return what is left and how many documents were written."""
    sizes, written = list(sizes), 0
    while chosen := to_merge(sizes):
        documents = sum(sizes[at].documents - sizes[at].removed for at in chosen)
        tokens = sum(sizes[at].tokens for at in chosen)
        written += documents
        sizes = [size for at, size in enumerate(sizes) if at not in chosen]
        if documents:
            sizes.append(Size(documents, 0, tokens))
    return sizes, written


def test_thousands_of_single_commits_leave_few_segments_and_write_each_document_a_few_times() -> None:
    sizes: list[Size] = []
    written, most = 0, 0
    for _ in range(5000):
        sizes, more = settled([*sizes, Size(1, 0, 100)])
        written, most = written + more, max(most, len(sizes))
    levels = log(5000 / LEAST, FANOUT) + 1
    assert most < FANOUT * (levels + 1)
    assert written < 5000 * (LEAST / FANOUT + levels)


def test_large_segments_stay_as_they_are_beside_a_small_one() -> None:
    large = [Size(MOST, 0, 0)] * 6
    assert to_merge([*large, Size(1, 0, 10)]) == []


def test_what_lost_most_of_its_documents_is_written_anew() -> None:
    assert to_merge([Size(20, 11, 100), Size(10000, 0, 0)]) == [0]
    assert to_merge([Size(20, 10, 100), Size(10000, 0, 0)]) == []


def test_one_long_document_counts_as_many() -> None:
    assert level(Size(1, 0, 50_000_000).weight) > level(Size(1000, 0, 0).weight)


def test_segments_with_very_many_different_terms_are_not_joined() -> None:
    many = Size(100, 0, 0, MOST_TERMS // 3)
    assert to_merge([many] * 6) == []
    assert to_settle([many] * 6) == [0, 1, 2]
    assert to_merge([Size(100, 0, 0, MOST_TERMS // 5)] * 4) == [0, 1, 2, 3]


@given(st.lists(st.tuples(st.integers(1, 300_000), st.integers(0, 300_000)), max_size=40))
def test_merging_comes_to_an_end_and_is_bounded(sizes: list[tuple[int, int]]) -> None:
    segments = [Size(documents, min(removed, documents), documents * 150) for documents, removed in sizes]
    left, _ = settled(segments)
    for at in range(50):
        chosen = to_merge(segments)
        if not chosen:
            break
        assert sum(segments[each].weight for each in chosen) <= max(MOST, segments[chosen[0]].weight), at
        segments = [size for each, size in enumerate(segments) if each not in chosen]
    by_level: dict[int, int] = {}
    for size in left:
        by_level[level(size.weight)] = by_level.get(level(size.weight), 0) + 1
    small = {number: count for number, count in by_level.items() if LEAST * FANOUT ** (number + 1) < MOST // FANOUT}
    assert all(count < FANOUT for count in small.values())


def test_all_that_fits_is_settled_into_one() -> None:
    assert to_settle([Size(30_000, 0, 0), Size(10, 0, 0), Size(50_000, 0, 0)]) == [0, 1, 2]
    assert to_settle([Size(MOST, 0, 0), Size(10, 0, 0), Size(20, 0, 0)]) == [1, 2]
    assert to_settle([Size(10, 0, 0)]) == []
    assert to_settle([]) == []
