"""Dates in sentences: each row of `dates.txt` marks the expression and gives its value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from explorer.entities.dates import find_dates
from explorer.model.span import Span
from explorer.text import sentences

WRITTEN = date(2022, 6, 15)

TABLE = Path(__file__).with_name("dates.txt")


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, value, *modifier = (part.strip() for part in line.split(" | "))
            rows.append((sentence, value, modifier[0] if modifier else ""))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("marked", "value", "modifier"), ROWS)
def test_an_expression_gets_its_value(marked: str, value: str, modifier: str) -> None:
    text, start = marked.replace("[", "").replace("]", ""), marked.index("[")
    wanted = Span(start, marked.index("]") - 1)
    whole = [Span(0, len(text))] if ". " not in text[:-2] or "Oct." in text else _cut(text)
    found = {mention.span: mention for mention in find_dates(text, WRITTEN, whole)}
    here = next((one for span, one in found.items() if span.overlaps(wanted)), None)
    assert here is not None, f"nothing found in {text!r}"
    assert here.date is not None
    assert here.date.edtf == value
    assert here.date.modifier == modifier
    assert here.text == wanted.of(text)


def _cut(text: str) -> list[Span]:
    middle = text.index(". ") + 1
    return [Span(0, middle), Span(middle + 1, len(text))]


def test_a_story_of_a_news_agency_is_dated_as_a_reader_would() -> None:
    text = Path(__file__).parents[3].joinpath("corpus", "000_7c5fe3e00b785ea9.txt").read_text(encoding="utf-8")
    found = [
        (one.text, one.date.edtf, one.date.modifier)
        for one in find_dates(text, date(2021, 3, 15), sentences(text))
        if one.date is not None
    ]
    assert found == [
        ("2021-03-15", "2021-03-15", ""),
        ("March 16", "2021-03-16", ""),
        ("March 9", "2021-03-09", ""),
        ("November 2017", "2017-11", ""),
        ("2018-2022", "2018/2022", ""),
        ("July 2020", "2020-07", ""),
        ("December 2020", "2020-12", ""),
        ("June", "2020-06", ""),
        ("early February", "2021-02", "early"),
    ]


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 200
