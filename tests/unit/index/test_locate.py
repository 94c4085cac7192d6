"""The hits of long documents are told by the positions of their words as they would be by a look at their texts."""

import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from explorer.index.commits import open_writer
from explorer.index.locate import in_row
from explorer.index.plainly import united
from explorer.index.search.reader import open_reader
from explorer.model.query import Query
from explorer.model.span import Span
from explorer.ports import IndexDocument
from explorer.query import parse

TYPED = """oil Oil price prices sky skies dying die O'Brien obrien O’Brien U.S. us 1,000 10 l'eau Müller muller ﬁne fine
state-owned C++ Russia's x the happy happily cry cries boys’ soil 3.5 … -- of Елка ёлка Häuser"""
WORDS = TYPED.split()
BLANKS = [" ", " ", " ", "\n", "\n\n", "\t", ", ", ". ", "\u00a0", "/", "-", "_"]
LINES = """oil|"oil price"|"the the"|"the price"~3|sky OR oil|hap*|*il|pri?e|prise~|=Oil|="Oil price"|state-owned
o'brien us sky price|"sky sky sky"|zebra|muller -oil|title:oil price|l'eau|=Müller|"cry of"~20|x|"the price"~3 OR of OR sky"""
LONG = 5000


def asked(line: str) -> Query:
    return parse(line, date(2020, 1, 1)).query


def written(chance: random.Random, least: int) -> str:
    text = ""
    while len(text) < least:
        text += chance.choice(WORDS) + chance.choice(BLANKS)
    return text


def document(number: int, text: str, title: str = "The oil price", language: str = "") -> IndexDocument:
    return IndexDocument(number, title, text, f"{number}.txt", "txt", "", "", None, (), (), language)


@pytest.mark.parametrize("language", ["", "german"])
@pytest.mark.parametrize("seed", range(3))
def test_hits_are_those_of_the_text(tmp_path: Path, seed: int, language: str) -> None:
    chance = random.Random(seed)
    texts = {number: written(chance, chance.choice([LONG, 20_000])) for number in range(1, 5)}
    writer = open_writer(tmp_path)
    for number, text in texts.items():
        writer.put(document(number, text, language=language))
    writer.commit()
    writer.put(document(2, "gone " * LONG))
    writer.put(document(2, texts[2], language=language))
    writer.commit()
    index = open_reader(tmp_path)
    for line in LINES.replace("\n", "|").split("|"):
        for number, text in texts.items():
            located = index.locate(asked(line), number, len(text), language)
            assert located is not None
            spans = index.spans(asked(line), text, None, language)
            assert (located.hits, list(located.spans(text))) == (len(spans), spans), line
            others = [Span(at, at + 9) for at in sorted(chance.sample(range(len(text) // 2), 5))]
            joined = located.spans(text, others)
            assert list(joined) == united([*spans, *others]), line
            assert joined.parts(1) == {0}
            stretches = located.stretches(chance.choice([1, 3, 20]))
            cores = sorted(stretch.core for stretch in stretches)
            assert all(left.end < right.start for left, right in pairwise(cores))
            for stretch in stretches:
                lit = located.lit(stretch, stretch.span.of(text))
                shifted = [Span(start, end).shifted(stretch.span.start) for start, end, _, _ in lit]
                assert shifted == [span for span in spans if stretch.core.covers(span)], line
    index.close()


def test_the_best_windows_hold_the_rare_words(tmp_path: Path) -> None:
    filler = "Nothing of the kind was said here at all. " * 200
    text = f"{filler}The oil was sold. {filler}The price of oil fell near a heron. {filler}A heron stood. {filler}"
    writer = open_writer(tmp_path)
    writer.put(document(1, text, "Birds"))
    for number in range(2, 40):
        writer.put(document(number, "The oil price was told."))
    writer.commit()
    index = open_reader(tmp_path)
    located = index.locate(asked("oil OR heron"), 1, len(text))
    assert located is not None
    first, second, third = located.stretches(5)
    assert "price of oil fell near a heron" in first.core.of(text)
    assert "heron stood" in second.core.of(text)
    assert "oil was sold" in third.core.of(text)
    assert len(first.span) < len(text) // 2
    read = first.span.of(text)
    rarity = {read[start:end]: weight for start, end, _, weight in located.lit(first, read)}
    assert rarity["heron"] > rarity["oil"] > 0
    index.close()


def test_what_is_short_or_unknown_is_looked_at(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    writer.put(document(1, "The oil price."))
    writer.put(document(2, "月球研究站。" * LONG))
    writer.commit()
    index = open_reader(tmp_path)
    assert index.locate(asked("oil"), 1, 14) is None
    assert index.locate(asked("oil"), 7, LONG) is None
    assert index.locate(asked("研究"), 2, 6 * LONG) is None
    index.close()


def test_hits_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    text = "The oil price. " * LONG
    writer = open_writer(tmp_path)
    writer.put(document(1, text))
    writer.commit()
    index = open_reader(tmp_path)
    located = index.locate(asked("oil"), 1, len(text))
    assert located is not None
    spans = located.spans(text)
    assert len(spans) == LONG
    assert [span.of(text) for span in (spans[0], spans[-1], *spans[2000:2002])] == ["oil"] * 4
    assert spans[-1] == Span(15 * LONG - 11, 15 * LONG - 8)
    with pytest.raises(IndexError):
        spans[LONG]
    assert spans.parts(10) == set(range(10))
    index.close()


def test_words_that_stand_nowhere_in_a_row_are_hit_apart(tmp_path: Path) -> None:
    text = "The bearing of a load. " * LONG
    writer = open_writer(tmp_path)
    writer.put(document(1, text))
    writer.put(document(2, f"{text} A load-bearing wall."))
    writer.commit()
    index = open_reader(tmp_path)
    for number, count in ((1, 2 * LONG), (2, 1)):
        located = index.locate(asked("load-bearing oil sky"), number, len(text) + (number - 1) * 21)
        assert located is not None
        assert located.hits == count
    index.close()


def test_another_text_than_the_one_that_is_indexed_does_no_harm(tmp_path: Path) -> None:
    text = "The oil price. " * LONG
    writer = open_writer(tmp_path)
    writer.put(document(1, text))
    writer.commit()
    index = open_reader(tmp_path)
    for other in ("", "Oil.", "x" * len(text), text[: len(text) // 2]):
        located = index.locate(asked("oil"), 1, len(other))
        assert located is not None
        spans = located.spans(other)
        assert all(span.end <= len(text) for span in (spans[0], spans[LONG // 2], spans[-1]))
        for stretch in located.stretches(2):
            read = stretch.span.of(other)
            assert all(0 <= start <= end <= len(read) for start, end, _, _ in located.lit(stretch, read))
    index.close()


def test_it_is_told_about_where_in_a_text_hits_are(tmp_path: Path) -> None:
    text = f"{'Nothing. ' * LONG}A heron. {'Nothing. ' * LONG}{'A heron stood. ' * LONG}"
    writer = open_writer(tmp_path)
    writer.put(document(1, text))
    writer.commit()
    index = open_reader(tmp_path)
    located = index.locate(asked("heron"), 1, len(text))
    assert located is not None
    exact = {span.start * 12 // len(text) for span in located.spans(text)}
    assert located.spans(text).parts(12) == exact
    index.close()


def test_words_in_a_row_end_as_soon_as_they_can() -> None:
    rows = [np.array([1, 4, 9]), np.array([2, 6, 7, 20])]
    assert [row.tolist() for row in in_row(rows, 0)] == [[1], [2]]
    assert [row.tolist() for row in in_row(rows, 2)] == [[1, 4], [2, 6]]
