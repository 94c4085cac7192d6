"""Figures are put into a page between its marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.corpus import Missing
from bench.page import put

ROOT = Path(__file__).parents[3]


def test_what_stood_there_before_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n<!-- table -->\nold\n<!-- /table -->\nrest\n", "utf-8")
    put(page, "table", r"| \1 | new |")
    put(page, "table", r"| \1 | new |")
    assert page.read_text("utf-8") == "# Page\n<!-- table -->\n\n| \\1 | new |\n\n<!-- /table -->\nrest\n"


def test_a_page_without_a_place_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n", "utf-8")
    with pytest.raises(Missing, match="growth"):
        put(page, "growth", "new")
    assert page.read_text("utf-8") == "# Page\n"
    with pytest.raises(Missing, match="no page"):
        put(tmp_path / "other.md", "growth", "new")


@pytest.mark.parametrize("name", ["table", "growth"])
def test_the_page_of_the_benchmarks_has_a_place(name: str, tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_bytes((ROOT / "docs" / "benchmarks.md").read_bytes())
    put(page, name, "measured")
    assert "measured" in page.read_text("utf-8")
