"""The lists of dates in sentences: how many get their value, and what is taken for a date that is none."""

from __future__ import annotations

import pytest

from bench.dates.rows import Expression, Row, read
from explorer.entities.dates import find_dates
from explorer.model.entity import Mention
from explorer.text import sentences

LOOKED_AT, HELD_OUT, NEWS, NONE = (read(f"{name}.txt") for name in ("looked_at", "held_out", "news", "none"))


def _found(row: Row) -> list[Mention]:
    return find_dates(row.text, row.reference, sentences(row.text), language=row.language)


def _got(row: Row, wanted: Expression) -> str:
    here = [one for one in _found(row) if one.span.start < wanted.end and wanted.start < one.span.end]
    return f"{here[0].date.edtf} {here[0].date.modifier}".strip() if here and here[0].date else "nothing"


def _right(rows: list[Row]) -> list[bool]:
    return [_got(row, one) == f"{one.edtf} {one.modifier}".strip() for row in rows for one in row.expressions]


@pytest.mark.parametrize("row", LOOKED_AT, ids=lambda row: row.text)
def test_what_rules_were_written_with_gets_its_value(row: Row) -> None:
    for one in row.expressions:
        assert _got(row, one) == f"{one.edtf} {one.modifier}".strip()


def test_what_no_rule_was_written_with_gets_its_value_nearly_always() -> None:
    right = _right(HELD_OUT)
    assert len(right) == 100
    assert sum(right) >= 95


def test_in_news_hardly_a_date_is_missed_or_found_too_much() -> None:
    right = _right(NEWS)
    assert sum(right) >= 0.95 * len(right)
    spare = [
        one.text
        for row in NEWS
        for one in _found(row)
        if not any(one.span.start < each.end and each.start < one.span.end for each in row.expressions)
    ]
    assert len(spare) <= 2, spare


def test_what_is_no_date_is_hardly_ever_taken_for_one() -> None:
    found = [(one.text, row.text) for row in NONE for one in _found(row)]
    assert len(found) <= 2, found


def test_the_lists_have_two_hundred_expressions() -> None:
    assert sum(len(row.expressions) for row in (*LOOKED_AT, *HELD_OUT)) == 200
    assert {row.language for row in HELD_OUT} == {"en", "de", "fr", "es", "it", "pt", "nl"}
