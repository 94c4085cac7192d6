"""Scores of an order of documents, and the two halves of the questions."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from bench.corpus import Missing
from bench.quality.__main__ import main
from bench.quality.questions import TEST, TUNING, Question, half_of, load
from bench.quality.scores import average_precision, ndcg, scores
from bench.quality.tuning import Tuning

GAINS = {"a": 4, "b": 2, "c": 1}


def test_the_best_order_has_all_the_gain() -> None:
    assert ndcg(["a", "b", "c", "x"], GAINS) == pytest.approx(1)
    assert average_precision(["a", "b", "c", "x"], GAINS) == pytest.approx(1)


def test_an_order_is_scored_by_rank() -> None:
    ideal = 4 + 2 / log2(3) + 1 / 2
    assert ndcg(["x", "a", "c"], GAINS) == pytest.approx((4 / log2(3) + 1 / 2) / ideal)
    assert average_precision(["x", "a", "c"], GAINS) == pytest.approx((1 / 2 + 2 / 3) / 3)


def test_only_ten_count_for_ndcg() -> None:
    found = [f"x{number}" for number in range(10)] + ["a"]
    assert ndcg(found, GAINS) == 0
    assert average_precision(found, GAINS) == pytest.approx(1 / 11 / 3)


def test_a_question_without_an_answer_counts_as_nothing() -> None:
    questions = [Question("1", "one", TUNING, {"a": 4}), Question("2", "two", TUNING, {"b": 4})]
    reached = scores(questions, {"1": ["a"]})
    assert (reached.ndcg, reached.precision) == (0.5, 0.5)


def test_the_halves_are_fixed_and_about_equal() -> None:
    assert [number for number in range(1, 13) if half_of(str(number)) == TEST] == [2, 3, 6, 7, 12]
    assert 90 <= sum(half_of(str(number)) == TEST for number in range(1, 226)) <= 135


def test_judgements_below_zero_are_left_out(data: Path) -> None:
    collection = load(data / "ir" / "cranfield")
    first = next(question for question in collection.questions if question.name == "1")
    assert first.gains == {"1": 4, "5": 2}
    assert len(collection.half(TUNING)) + len(collection.half(TEST)) == len(collection.questions) == 4


def test_what_is_tuned_on_never_sees_the_test_half(data: Path) -> None:
    asked: list[str] = []

    def rank(text: str) -> list[str]:
        asked.append(text)
        return []

    with Tuning(data) as tuning:
        assert all(question.half == TUNING for question in tuning.questions)
        assert tuning.score(rank).ndcg == 0
        reached = tuning.explorer()
    assert len(asked) == len(load(data / "ir" / "cranfield").half(TUNING))
    assert reached.precision > 0


def test_explorer_and_its_peers_are_compared(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data)]) == 0
    said = capsys.readouterr().out
    for name in ("Explorer", "Whoosh BM25F, Snowball", "SQLite FTS5", "tantivy", "test half", "tuning half"):
        assert name in said


def test_a_collection_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"docs\.jsonl"):
        load(tmp_path)
    assert main(["--collection", str(tmp_path)]) == 2
