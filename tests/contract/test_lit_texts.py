"""What stands in texts is told part by part of a query, with how rare each part is in the corpus."""

from typing import Any

import pytest

from explorer.model.query import And, Exact, Fuzzy, Like, Or, Page, Phrase, Prefix, Query, Wildcard, Word
from explorer.model.span import Span

TEXT = "The moon base was built. Moons rise over the lunar station, a base; muon and Moon. A load-bearing wall."


@pytest.fixture
def index(engine: Any, document: Any) -> Any:
    texts = ("moon base", "moon", "moon wall", TEXT, "the wall of a station")
    return engine.fill(*(document(number, text) for number, text in enumerate(texts, 1)))


def words(index: Any, query: Query, text: str, field: str | None = None) -> list[str]:
    return [text[start:end] for start, end, _, _ in index.lit(query, [text], field)[0]]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        (Word("moon"), [("moon", 0), ("Moons", 0), ("Moon", 0)]),
        (Or((Word("base"), Word("moon"))), [("moon", 1), ("base", 0), ("Moons", 1), ("base", 0), ("Moon", 1)]),
        (Or((Phrase("moon base"), Word("base"))), [("moon base", 0), ("base", 1)]),
        (And((Prefix("stat"), Wildcard("m?on"))), [("moon", 1), ("station", 0), ("muon", 1), ("Moon", 1)]),
        (And((Exact("Moon"), Fuzzy("lunr", edits=1))), [("lunar", 1), ("Moon", 0)]),
        (Word("zebra"), []),
    ],
)
def test_each_hit_is_of_a_part_of_the_query(index: Any, query: Query, parts: list[tuple[str, int]]) -> None:
    (lit,) = index.lit(query, [TEXT])
    assert [(TEXT[start:end], part) for start, end, part, _ in lit] == parts
    assert [Span(start, end) for start, end, _, _ in lit] == index.spans(query, TEXT)
    assert all(weight > 0 for _, _, _, weight in lit)


@pytest.mark.parametrize(
    ("rare", "frequent"),
    [(Word("lunar"), Word("moon")), (Phrase("moon base"), Word("base")), (Prefix("lun"), Prefix("m"))],
)
def test_what_is_rare_in_the_corpus_weighs_more(index: Any, rare: Query, frequent: Query) -> None:
    weights = {query: {weight for _, _, _, weight in index.lit(query, [TEXT])[0]} for query in (rare, frequent)}
    assert min(weights[rare]) > max(weights[frequent])


def test_titles_have_parts_of_their_own(index: Any) -> None:
    query = And((Word("moon", "title"), Word("base"), Word("tass", "source")))
    assert words(index, query, "Moon base", "title") == ["Moon", "base"]
    assert words(index, query, "Moon base") == ["base"]
    assert words(index, query, "TASS base", "source") == ["TASS"]


def test_texts_are_lit_whatever_became_of_the_search_before(engine: Any, index: Any) -> None:
    engine.writer.remove(2)
    engine.writer.commit()
    index.refresh()
    given_up: list[bool] = []
    assert index.search(Word("wall"), Page(), cancelled=lambda: bool(given_up)).total == 3
    given_up.append(True)
    assert {"base", "station", "wall"} <= set(words(index, Like("4", text=TEXT, number=4), TEXT))
    for query in (Prefix("stat"), Wildcard("m*n"), Fuzzy("lunr", edits=1), Exact("Moon"), Phrase("lunar stat*")):
        assert words(index, query, TEXT), query


def test_a_text_ends_where_the_next_one_begins(index: Any) -> None:
    texts = ["a load-bearing", "wall", "", "moon", "base and moon base", "Ein Haus — ‘moon’\nbase"]
    query = Or((Phrase("moon base"), Phrase("bearing wall"), And((Word("load-bearing"),), loose=True)))
    lit = index.lit(query, texts)
    assert lit == [index.lit(query, [text])[0] for text in texts]
    found = [[text[start:end] for start, end, _, _ in each] for text, each in zip(texts, lit, strict=True)]
    assert found == [["load-bearing"], [], [], [], ["moon base"], ["moon’\nbase"]]
    assert index.lit(query, []) == []


@pytest.mark.parametrize("query", [Word("moon"), And((Word("moon", "title"), Word("base"))), Phrase("moon base")])
def test_a_page_is_lit_as_its_titles_and_its_texts_are_by_themselves(index: Any, query: Query) -> None:
    titles, texts = ["Moon base", "Wall"], [TEXT, "a base", "moon"]
    assert index.lit_page(query, titles, texts) == (index.lit(query, titles, "title"), index.lit(query, texts))
    assert any(index.lit(query, titles, "title"))
