"""What all hits of a query are, what a word may go on as, and why a document ranks where it does: whoever answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.model.query import (
    And,
    Everything,
    Exact,
    Fuzzy,
    Like,
    Named,
    Not,
    Nothing,
    Or,
    Page,
    Phrase,
    Prefix,
    Query,
    Sort,
    Wildcard,
    Word,
)
from explorer.model.results import Facets
from explorer.ports import IndexDocument

Make = Callable[..., IndexDocument]


@pytest.fixture(name="index")
def filled(engine: Any, document: Make) -> Any:
    return engine.fill(
        document(1, "moon base", kind="md", source="TASS", date="2020-05-01", keys=(7, 8), tags=("space", "moon"),
                 path="a/b/1.md", lang="en"),
        document(2, "moon Moon moons", title="The moon", source="The Washington Post", date="2021-06-01", keys=(7,),
                 path="a/2.txt", lang="en", tags=("space",)),
        document(3, "mars Moonlight", source="TASS", date="2021-01-01", keys=(9,), path="3.txt", lang="de",
                 language="german"),
        document(4, "Müller on the moon, müller. Müller!", keys=(8,), date="1999-01-01"),
        document(5, "nothing of this"),
    )  # fmt: skip


def test_all_hits_are_counted_by_what_they_are(index: Any) -> None:
    assert index.facets(Word("moon"), 10) == Facets(
        total=3,
        kinds=(("txt", 2), ("md", 1)),
        sources=(("TASS", 1), ("The Washington Post", 1)),
        years=(("1999", 1), ("2020", 1), ("2021", 1)),
        folders=(("a", 1), ("a/b", 1)),
        tags=(("space", 2), ("moon", 1)),
        languages=(("en", 2),),
        keys=((7, 2), (8, 2)),
    )


def test_counts_are_cut_and_of_nothing_there_are_none(index: Any) -> None:
    most = index.facets(Everything(), 1)
    assert most.total == 5
    assert (most.kinds, most.sources, most.years) == ((("txt", 4),), (("TASS", 2),), (("2021", 2),))
    assert index.facets(Nothing(), 5) == Facets()
    assert index.facets(Everything(), 0) == Facets(total=5)


def test_hits_are_counted_for_groups_of_entity_keys(index: Any) -> None:
    assert index.count(Word("moon"), [(7,), (7, 8), (9,), (), (12,)]) == [2, 3, 0, 0, 0]
    assert index.count(Nothing(), [(7,)]) == [0]
    assert index.count(Everything(), []) == []


@pytest.mark.parametrize(
    ("prefix", "field", "limit", "expected"),
    [
        ("moo", None, 5, (("moon", 3), ("Moonlight", 1), ("moons", 1))),
        ("MOO", None, 1, (("moon", 3),)),
        ("mul", None, 5, (("Müller", 1),)),
        ("mü", None, 5, (("Müller", 1),)),
        ("m", "title", 5, (("moon", 1),)),
        ("x", None, 5, ()),
        ("moon", None, 0, ()),
        ("", "title", 5, (("moon", 1), ("The", 1))),
    ],
)
def test_a_word_goes_on_as_the_corpus_writes_it(
    index: Any, prefix: str, field: str | None, limit: int, expected: tuple[tuple[str, int], ...]
) -> None:
    assert index.terms(prefix, field, limit) == expected


def test_recent_documents_are_better_and_undated_ones_as_good_as_old_ones(engine: Any, document: Make) -> None:
    index = engine.fill(
        document(1, "moon moon", date="1990-01-01"),
        document(2, "moon moon", date="2020-12-01"),
        document(3, "moon moon", date="2021-03-01"),
        document(4, "moon moon"),
        document(5, "moon moon moon moon moon moon moon moon moon moon moon moon", date="1991-01-01"),
    )
    page = index.search(Word("moon"), Page(), Sort.RECENT)
    order = [match.document for match in page.matches]
    assert [each for each in order if each != 5] == [3, 2, 1, 4]
    scores = {match.document: match.score for match in page.matches}
    assert scores[3] > scores[2] > scores[4] > 0
    assert scores[1] == pytest.approx(scores[4])
    plain = {match.document: match.score for match in index.search(Word("moon"), Page()).matches}
    assert plain[3] == pytest.approx(scores[3])


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(
    "query",
    [
        Word("moon"),
        Phrase("moon base"),
        Or((Wildcard("mo*n"), Fuzzy("mars", None, 1))),
        And((Prefix("moo"), Exact("Moon"))),
        And(tuple(map(Word, ("moon", "base", "mars", "weather"))), loose=True),
        And((Named(None, "x", keys=(7,)), Not(Word("base")))),
        Like("x", "A moon base for Müller"),
        Everything(),
    ],
)
def test_an_explanation_adds_up_to_the_score(index: Any, query: Query, sort: Sort) -> None:
    page = index.search(query, Page(0, 10), sort)
    assert page.matches
    for match in page.matches:
        told = index.explain(query, match.document, sort)
        assert told is not None
        assert told.document == match.document
        assert told.score == pytest.approx(match.score)
        assert sum(part.points for part in told.parts) == pytest.approx(match.score)
    assert index.explain(query, 99, sort) is None
    assert index.explain(Nothing(), 1, sort) is None


def test_an_explanation_says_where_a_word_stands_and_how_rare_it_is(index: Any) -> None:
    parts = index.explain(Word("moon"), 2).parts
    text = next(part for part in parts if part.field == "text")
    title = next(part for part in parts if part.field == "title")
    assert (text.what, text.documents) == ("moon", 3)
    assert (title.frequency, title.length) == (1, 2)
    assert text.frequency >= 3
