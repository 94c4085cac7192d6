"""Whole documents against what a reader finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SEED = ROOT / "corpus" / "000_7c5fe3e00b785ea9.txt"


@pytest.mark.parametrize(
    ("gold", "path", "tolerated"),
    [
        ("seed.yaml", SEED, 2),
        ("second.yaml", ROOT / "tests/gold/second.txt", 1),
        ("third.yaml", ROOT / "tests/gold/third.txt", 1),
        ("fourth.yaml", ROOT / "tests/gold/fourth.txt", 1),
    ],
)
def test_a_document_is_read_as_a_person_reads_it(check_gold, gold, path, tolerated):
    verdict = check_gold(gold, path)
    assert verdict.missed == []
    assert verdict.wrong_type == []
    assert verdict.apart == []
    assert len(verdict.false) <= tolerated, verdict.false
    assert verdict.dates == []
    assert verdict.quotations == []
    assert verdict.roles == []


def test_the_checker_sees_what_is_wrong(check_gold):
    """A gold file held against another document must fail in every respect."""
    verdict = check_gold("seed.yaml", ROOT / "tests/gold/second.txt")
    assert verdict.missed
    assert verdict.false
    assert verdict.dates
    assert verdict.quotations
    assert verdict.roles
