"""What is measured on: read, or made of what was read."""

from __future__ import annotations

import gzip
import itertools
import json
import re
import statistics
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.corpus import Missing, chunks, documents, own_folder, stories
from bench.derive import derived
from bench.recombine import recombined
from bench.text import Text


def test_the_same_documents_come_again_and_again(texts: list[Text]) -> None:
    assert list(documents(texts, 300)) == list(documents(texts, 300))
    assert list(documents(texts, 40)) == texts[:40]


def test_documents_are_numbered_without_gaps(texts: list[Text]) -> None:
    assert [one.number for one in documents(texts, 150)] == list(range(1, 151))


def test_a_larger_corpus_begins_with_the_smaller_one(texts: list[Text]) -> None:
    assert list(itertools.islice(documents(texts, 500), 100)) == list(documents(texts, 100))


def test_new_words_never_stop_to_come(texts: list[Text]) -> None:
    growing: set[str] = set()
    sizes = []
    for part in chunks(recombined(texts, 61), 1000):
        growing.update(word for one in part for word in re.findall(r"\w+", one.text))
        sizes.append(len(growing))
        if len(sizes) == 4:
            break
    gains = [after - before for before, after in itertools.pairwise([0, *sizes])]
    assert all(gain > 50 for gain in gains)
    assert gains[-1] < gains[0]


def test_made_documents_are_as_long_as_real_ones(texts: list[Text]) -> None:
    made = list(itertools.islice(recombined(texts, 61), 300))
    real = statistics.mean(len(one.text) for one in texts)
    assert statistics.mean(len(one.text) for one in made) == pytest.approx(real, rel=0.3)


def test_stories_may_be_packed(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    line = {"title": "Landed", "text": "It has landed.", "date": "1969-07-20T20:17:40", "topics": ["Moon"]}
    with gzip.open(tmp_path / "news" / "some.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
    assert stories(tmp_path, 5) == [Text(1, "1", "Landed", "It has landed.", "1969-07-20", ("moon",))]


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second\n\nMore of it.", "utf-8")
    (tmp_path / "a.md").write_bytes(b"First\r\n\r\nCaf\xe9\r\n")
    (tmp_path / "empty.txt").write_text("  \n", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = own_folder(tmp_path, 10)
    assert [(one.number, one.name, one.title) for one in found] == [(1, "a.md", "First"), (2, "b.txt", "Second")]


def test_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--data", str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr().err
    assert str(tmp_path / "nowhere") in said
    assert "EXPLORER_DATA" in said
    with pytest.raises(Missing, match=r"\.jsonl"):
        stories(tmp_path, 5)
    with pytest.raises(Missing, match="no text"):
        own_folder(tmp_path, 5)


def test_queries_of_a_corpus_s_own_words(texts: list[Text]) -> None:
    asked = derived(texts)
    assert derived(texts) == asked
    assert {"common", "two words", "phrase", "prefix", "wildcard", "fuzzy", "date"} <= {one.kind for one in asked}
    vocabulary = " ".join(f"{one.title} {one.text}" for one in texts).lower()
    assert all(part.text in vocabulary for one in asked if one.kind == "common" for part in one.wanted[0])
    assert derived([Text(1, "a", "", "1 2 3", "2000-01-01")]) == []
