"""What stands in a text is told part by part of a query, with how rare each part is in the corpus."""

from typing import Any

import pytest

from explorer.model.query import And, Exact, Fuzzy, Like, Or, Page, Phrase, Prefix, Query, Wildcard, Word

TEXT = "The moon base was built. Moons rise over the lunar station, a base; muon and Moon. A load-bearing wall."


@pytest.fixture
def index(engine: Any, document: Any) -> Any:
    texts = ("moon base", "moon", "moon wall", TEXT, "the wall of a station")
    return engine.fill(*(document(number, text) for number, text in enumerate(texts, 1)))


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
    lit = index.lit(query, TEXT)
    assert [(span.of(TEXT), word) for span, word in zip(lit.spans, lit.words, strict=True)] == parts
    assert list(lit.spans) == index.spans(query, TEXT)
    assert all(weight > 0 for weight in lit.weights)


@pytest.mark.parametrize(
    ("rare", "frequent"),
    [(Word("lunar"), Word("moon")), (Phrase("moon base"), Word("base")), (Prefix("lun"), Prefix("m"))],
)
def test_what_is_rare_in_the_corpus_weighs_more(index: Any, rare: Query, frequent: Query) -> None:
    weight = {word: weight for query in (rare, frequent) for word, weight in [(query, index.lit(query, TEXT).weights)]}
    assert min(weight[rare]) > max(weight[frequent])


def test_titles_have_parts_of_their_own(index: Any) -> None:
    query = And((Word("moon", "title"), Word("base"), Word("tass", "source")))
    assert [span.of("Moon base") for span in index.lit(query, "Moon base", "title").spans] == ["Moon", "base"]
    assert [span.of("Moon base") for span in index.lit(query, "Moon base").spans] == ["base"]
    assert [span.of("TASS base") for span in index.lit(query, "TASS base", "source").spans] == ["TASS"]


def test_texts_are_lit_whatever_became_of_the_search_before(engine: Any, index: Any) -> None:
    engine.writer.remove(2)
    engine.writer.commit()
    index.refresh()
    given_up: list[bool] = []
    assert index.search(Word("wall"), Page(), cancelled=lambda: bool(given_up)).total == 3
    given_up.append(True)
    lit = index.lit(Like("4", text=TEXT, number=4), TEXT)
    assert {"base", "station", "wall"} <= {span.of(TEXT) for span in lit.spans}
