"""The table, and that a run fills it."""

from __future__ import annotations

import xml.etree.ElementTree
from pathlib import Path

import pytest

from bench import growth, plot
from bench.__main__ import main
from bench.clock import percentile
from bench.table import below, faster, told, with_goals, within


def test_goals_are_met_or_missed() -> None:
    assert faster("build", "stock", 20, 1.0, 20.0, "").met is True
    assert faster("build", "stock", 20, 1.0, 19.9, "").met is False
    assert within("size", "stock", 0.4, 4.0, 10.0, "").met is True
    assert within("size", "stock", 0.4, 4.1, 10.0, "").met is False
    assert below("worst", 100, "ms", 99.0).met is True
    assert below("worst", 100, "ms", 100.0).met is False


def test_a_missed_goal_is_said() -> None:
    said = with_goals(
        [faster("build", "stock", 20, 1.0, 5.0, "5 / 1"), below("worst", 100, "ms", 3.0), told("x", "y", "z")]
    )
    assert "| build " in said
    assert "5 ×" in said
    assert "MISSED" in said
    assert "1 of 2 goals met" in said


def test_percentiles() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([0.0, 10.0], 0.95) == pytest.approx(9.5)
    assert percentile([4.0], 0.95) == 4.0


def test_a_run_prints_every_row(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.md"
    queries = tmp_path / "queries.txt"
    queries.write_text('word: lighthouse\nphrase: "central lighthouse"\nfuzzy: lighthuose~\n', "utf-8")
    told_ = ["--docs", "80", "--rounds", "1", "--no-recoll", "--data", str(data), "--queries", str(queries)]
    assert main([*told_, "--work", str(tmp_path / "work"), "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert report.read_text("utf-8").strip() == said.strip()
    for row in (
        "build, text only, 80", "query p50, with passages, 80", "query p95, with passages, 80", "worst query of the set, 80",
        "dear queries, 80", "size, 80", "cold open to first result, a process, 80", "one document of 80 changed → found",
        "facets over 80 hits", "passages of a document", "of the test half", "of the tuning half",
    ):  # fmt: skip
        assert row in said, row
    for peer in ("stock Whoosh", "SQLite FTS5", "tantivy"):
        assert peer in said
    assert "goals met" in said
    assert list((tmp_path / "work").iterdir()) == []  # nothing is left behind


def test_growth_is_measured_and_drawn(data: Path, tmp_path: Path) -> None:
    assert growth.sizes(1_000_000) == [1000, 10_000, 100_000, 1_000_000]
    assert growth.sizes(50_000) == [1000, 10_000, 50_000]
    lines: list[str] = []
    points = growth.measured(70, data, tmp_path, lines.append, ["explorer", "fts5"])
    assert [(point.engine, point.documents) for point in points] == [("explorer", 70), ("fts5", 70)]
    assert "| Explorer | 70 |" in growth.table(points)
    drawn = xml.etree.ElementTree.fromstring(plot.svg(points))
    shown = " ".join(drawn.itertext())
    assert "Explorer" in shown
    assert "SQLite FTS5" in shown
    assert "tantivy" not in shown
