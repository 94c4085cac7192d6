"""Answers are kept as long as the corpus is what it was, and as long as there is room."""

from __future__ import annotations

from explorer.library.remembered import Remembered


def test_an_answer_is_asked_for_once_until_the_corpus_changes() -> None:
    asked: list[int] = []

    def answer() -> int:
        asked.append(1)
        return len(asked)

    kept: Remembered[int] = Remembered(10)
    assert [kept.of("q", 1, answer) for _ in range(3)] == [1, 1, 1]
    assert kept.of("q", 2, answer) == 2
    assert kept.of("q", 2, answer) == 2


def test_what_was_wanted_longest_ago_goes_first() -> None:
    kept: Remembered[frozenset[int]] = Remembered(5, len)
    for name, size in (("a", 2), ("b", 2)):
        kept.of(name, 1, lambda size=size: frozenset(range(size)))
    kept.of("a", 1, frozenset)
    kept.of("c", 1, lambda: frozenset(range(3)))
    again: list[str] = []
    for name in ("a", "c", "b"):
        kept.of(name, 1, lambda name=name: again.append(name) or frozenset())
    assert again == ["b"]


def test_an_answer_too_large_for_the_room_is_kept_alone() -> None:
    kept: Remembered[frozenset[int]] = Remembered(2, len)
    large = kept.of("large", 1, lambda: frozenset(range(9)))
    assert kept.of("large", 1, frozenset) is large
    kept.of("small", 1, lambda: frozenset((1,)))
    assert kept.of("large", 1, frozenset) == frozenset()
