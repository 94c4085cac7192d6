"""A corpus may have more different words than anybody wants to remember."""

from pathlib import Path

import pytest

from explorer.index import open_reader, open_writer
from explorer.model.query import Page, Word
from explorer.ports import IndexDocument

WORDS = 20


def document(number: int, text: str) -> IndexDocument:
    return IndexDocument(number, "", text, f"{number}.txt", "txt", "", "", None, ())


def fill(directory: Path, count: int) -> None:
    """Put in documents that have no word in common, and another one with a word of number 7."""
    writer = open_writer(directory)
    for number in range(count):
        writer.put(document(number, " ".join(f"w{number}x{other}" for other in range(WORDS))))
    writer.commit()
    writer.put(document(count, "w7x7 again"))
    writer.commit()
    writer.close()


def segments_of(directory: Path, count: int) -> int:
    """Return how many segments there are, once each document has been found by one of its words."""
    index = open_reader(directory)
    try:
        found = [index.search(Word(f"w{number}x{number % WORDS}"), Page()).total for number in range(count)]
        assert found == [1 + (number == 7) for number in range(count)]
        return len(index._now().segments)
    finally:
        index.close()


def test_more_words_than_are_remembered_are_found_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.index.store.vocabulary.MOST_RUNS", 50)
    monkeypatch.setattr("explorer.index.store.stream.BULK", 100)
    monkeypatch.setattr("explorer.index.merging.FANOUT", 100)
    fill(tmp_path, 30)
    assert segments_of(tmp_path, 30) > 5  # what is remembered for one segment is bounded as well


@pytest.mark.parametrize(("most", "fewest"), [(10_000, 1), (100, 6)])
def test_segments_are_joined_up_to_a_number_of_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, fewest: int
) -> None:
    monkeypatch.setattr("explorer.index.commits.SEGMENT_DOCUMENTS", 1)
    monkeypatch.setattr("explorer.index.merging.MOST_TERMS", most)
    fill(tmp_path, 30)
    writer = open_writer(tmp_path)
    writer.settle()
    writer.close()
    assert fewest <= segments_of(tmp_path, 30) <= fewest + 3
