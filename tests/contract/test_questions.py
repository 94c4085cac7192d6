"""What plain words typed side by side find, whichever engine answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.model.query import And, DateRange, Not, Page, Phrase, Query, Sort, Word
from explorer.ports import IndexDocument

Make = Callable[..., IndexDocument]


def found(index: Any, query: Query) -> set[int]:
    """Return what matches, after seeing that the engine tells the same both ways."""
    page = index.search(query, Page(0, 1000))
    numbers = {match.document for match in page.matches}
    assert (page.total, set(index.matching(query))) == (len(numbers), numbers)
    return numbers


def words(text: str) -> Query:
    """Return the query of words that were typed side by side."""
    return And(tuple(map(Word, text.split())), loose=True)


def test_a_question_finds_what_has_most_of_its_words_where_hardly_anything_has_them_all(
    engine: Any, document: Make
) -> None:
    index = engine.fill(
        document(1, "The station is planned, and nobody knows by whom."),
        document(2, "Russia and China plan a lunar station."),
        document(3, "Nobody plans anything. " * 3 + "The plan of a plan."),
        document(4, "A lunar plan of Russia: the station, which China and nobody else builds."),
        document(5, "Weather."),
    )
    question = words("who builds the lunar station that Russia and China plan")
    page = index.search(question, Page())
    assert [match.document for match in page.matches][:2] == [4, 2]
    assert found(index, question) == {1, 2, 4}
    assert page.whole == 1
    assert page.matches[0].score > page.matches[1].score > page.matches[2].score
    with_operators = And(tuple(map(Word, ("lunar", "station", "russia", "china", "build"))))
    assert (found(index, with_operators), index.search(with_operators, Page()).whole) == ({4}, None)


def test_three_words_need_all_match_where_anything_has_them(engine: Any, document: Make) -> None:
    index = engine.fill(document(1, "moon base plan"), document(2, "moon base"), document(3, "plan"))
    assert found(index, words("moon base plan")) == {1}
    assert found(index, words("moon base weather")) == {1, 2}
    assert found(index, words("moon weather")) == set()
    assert found(index, words("the moon weather")) == set()


def test_what_else_a_question_asks_for_is_needed_all_the_same(engine: Any, document: Make) -> None:
    index = engine.fill(
        document(1, "moon base plan", date="2020-01-01"),
        document(2, "moon base", date="2021-01-01"),
        document(3, "moon base treaty", date="2021-01-01"),
        document(4, "weather", date="2021-01-01"),
    )
    asked = words("moon base plan weather")
    dated = And((DateRange("2021-01-01", None), asked))
    assert found(index, dated) == {2, 3}
    assert found(index, And((asked, Not(Word("treaty"))))) == {1, 2}
    assert found(index, Not(asked)) == {1, 2, 3, 4}
    assert [match.document for match in index.search(dated, Page(1, 5), Sort.OLDEST).matches] == [3]


def test_many_documents_with_all_the_words_are_all_that_is_found(engine: Any, document: Make) -> None:
    whole = [document(number, f"moon base plan treaty {number}") for number in range(1, 13)]
    index = engine.fill(*whole, document(20, "moon base plan"))
    assert found(index, words("moon base plan treaty")) == set(range(1, 13))


@pytest.mark.parametrize(
    ("text", "lit"),
    [
        ("a load-bearing load", ["load-bearing"]),
        ("the bearing of a load on walls", ["bearing", "load", "walls"]),
        ("on what it stands", []),
    ],
)
def test_the_parts_of_a_hyphenated_word_are_lit_where_it_stands_nowhere(engine: Any, text: str, lit: list[str]) -> None:
    assert [span.of(text) for span in engine.index.spans(words("on load-bearing walls built"), text)] == lit
    assert [span.of(text) for span in engine.index.spans(Word("load-bearing"), text)] == lit[:1] * ("-" in text)


def test_a_word_with_a_hyphen_finds_it_written_together_and_apart(engine: Any, document: Make) -> None:
    texts = ["an e-mail came", "an email came", "an e mail came", "mail came", "the emails came late"]
    index = engine.fill(*(document(number, text) for number, text in enumerate(texts, 1)))
    assert found(index, Word("E-mail")) == {1, 2, 3, 5}
    assert found(index, words("e-mail came late")) == {5}
    assert found(index, Phrase("e-mail came")) == {1, 2, 3, 5}
    assert found(index, And((Word("came"), Not(Word("e-mail"))))) == {4}
    text = "An email, an e-mail and mail."
    assert [span.of(text) for span in index.spans(Word("e-mail"), text)] == ["email", "e-mail"]
