"""One suite over each index: what anybody may rely on, whichever engine answers."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Named,
    Not,
    Nothing,
    Or,
    Page,
    Phrase,
    Prefix,
    Query,
    Sort,
    Word,
)
from explorer.ports import IndexDocument

Make = Callable[..., IndexDocument]


def found(index: Any, query: Query) -> set[int]:
    """Return what matches, after seeing that the engine tells the same three ways."""
    page = index.search(query, Page(0, 1000))
    numbers = [match.document for match in page.matches]
    assert page.total == len(numbers) == len(set(numbers))
    assert set(index.matching(query)) == set(numbers)
    assert index.search(query, Page(0, 0)).total == page.total
    return set(numbers)


@pytest.mark.parametrize(
    ("text", "word", "is_found"),
    [
        ("The government governed.", "governing", True),
        ("MOSCOW, March 16.", "moscow", True),
        ("the moon", "MOON", True),
        ("Müller went home", "muller", True),
        ("Mu\u0308ller went home", "Müller", True),
        ("Straße", "strasse", True),
        ("ﬁne ＡＢＣ", "fine", True),
        ("ﬁne ＡＢＣ", "abc", True),
        ("Łódź and Ørsted", "lodz", True),
        ("Łódź and Ørsted", "orsted", True),
        ("Russia’s plans", "russia", True),
        ("Russia’s plans", "russia's", True),
        ("O’Brien spoke", "O'Brien", True),
        ("the U.S. Senate", "u.s.", True),
        ("the U.S. Senate", "US", True),
        ("a state-owned firm", "state-owned", True),
        ("a state-owned firm", "owned", True),
        ("the firm owned by the state", "state-owned", False),
        ("program for 2018-2022", "2022", True),
        ("it cost 1,000 dollars", "1000", True),
        ("a rate of 3.5 percent", "3.5", True),
        ("a rate of 35 percent", "3.5", False),
        ("月球研究站的计划", "研究", True),
        ("月球研究站的计划", "研究站", True),
        ("月球研究站的计划", "站", True),
        ("月球研究站的计划", "划", True),
        ("月球研究站的计划", "究研", False),
        ("がくせいです", "くせい", True),
        ("the moon", "moo", False),
        ("written in C++ or C#", "c++", True),
        ("written in C++ or C#", "C#", True),
        ("written in C", "C++", False),
        ("written in C++", "c#", False),
        ("AT&T and .NET", "AT&T", True),
        ("AT&T and .NET", ".net", True),
        ("nothing here", "moon", False),
        ("ёлка", "елка", True),
        ("हिन्दी में", "हिन्दी", True),
    ],
)
def test_words_are_found_however_they_are_written(
    engine: Any, document: Make, text: str, word: str, is_found: bool
) -> None:
    index = engine.fill(document(1, text), document(2, "another text"))
    assert found(index, Word(word)) == ({1} if is_found else set())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Phrase("lunar research station"), {1}),
        (Phrase("research station"), {1, 2}),
        (Phrase("station research"), set()),
        (Phrase("the station"), {3}),
        (Phrase("of the station"), {3}),
        (Phrase("moon station", slop=3), {3}),
        (Phrase("moon station", slop=2), set()),
        (Phrase("lunar station", slop=1), {1}),
        (Phrase("researching stations"), {1, 2}),
        (Phrase("luna"), set()),
        (Prefix("luna"), {1}),
        (Prefix("resear"), {1, 2}),
        (Prefix("explorati"), {2}),
        (Prefix("lunar resear"), {1}),
        (Prefix("lunar sta"), set()),
        (Prefix("xyz"), set()),
        (Word("..."), {1, 2, 3}),
    ],
)
def test_phrases_and_prefixes(engine: Any, document: Make, query: Query, expected: set[int]) -> None:
    index = engine.fill(
        document(1, "A lunar research station is planned."),
        document(2, "The research station in the Antarctic; exploration goes on."),
        document(3, "The moon as of the station."),
    )
    assert found(index, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (And((Word("moon"), Word("base"))), {1}),
        (Or((Word("moon"), Word("base"))), {1, 2, 3}),
        (And((Word("moon"), Not(Word("base")))), {2}),
        (Not(Word("moon")), {3, 4}),
        (Not(Not(Word("moon"))), {1, 2}),
        (And((Not(Word("moon")), Not(Word("base")))), {4}),
        (And((Or((Word("moon"), Word("base"))), Not(And((Word("moon"), Word("base")))))), {2, 3}),
        (And((Word("the"), Word("moon"))), {1, 2}),
        (Word("the"), {2}),
        (Everything(), {1, 2, 3, 4}),
        (Nothing(), set()),
        (Not(Everything()), set()),
        (And((Everything(), Word("base"))), {1, 3}),
        (And((Word("moon"), Nothing())), set()),
        (And(()), {1, 2, 3, 4}),
        (Or((Prefix("mo"), Phrase("nobody speaks"))), {1, 2, 4}),
    ],
)
def test_boolean_queries(engine: Any, document: Make, query: Query, expected: set[int]) -> None:
    index = engine.fill(
        document(1, "moon base"), document(2, "the moon"), document(3, "a base"), document(4, "Nobody speaks")
    )
    assert found(index, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Word("treaty"), {1, 2}),
        (Word("treaty", "title"), {2}),
        (Prefix("treat", "title"), {2}),
        (Phrase("treaty signed", "title"), {2}),
        (Phrase("signed it"), set()),
        (Word("tass", "source"), {1}),
        (Word("TASS", "source"), {1}),
        (Phrase("washington post", "source"), {2}),
        (Word("lovelace", "author"), {2}),
        (Prefix("love", "author"), {2}),
        (Word("reports", "path"), {1}),
        (Word("reports/2021", "path"), {1}),
        (Word("reports/20", "path"), {1}),
        (Word("2021/reports", "path"), set()),
        (Word("md", "type"), {2}),
        (Word(".MD", "type"), {2}),
        (Phrase("md", "type"), {2}),
        (Prefix("m", "type"), {2}),
        (Prefix("x", "type"), set()),
        (Word("space", "tag"), {1}),
        (Named(None, "ada", keys=(7,)), {1, 2}),
        (Named(None, "ada", keys=(8, 9)), {2}),
        (Named(None, "ada"), set()),
        (And((Named(None, "ada", keys=(7,)), Word("treaty", "title"))), {2}),
    ],
)
def test_fields_and_entities(engine: Any, document: Make, query: Query, expected: set[int]) -> None:
    index = engine.fill(
        document(1, "a treaty", source="TASS", path="reports/2021/a.txt", keys=(7,), tags=("space", "moon")),
        document(
            2,
            "It was done.",
            title="Treaty signed",
            source="The Washington Post",
            author="Ada Lovelace",
            path="b.md",
            kind="md",
            keys=(7, 9),
        ),
        document(3, "nothing"),
    )
    assert found(index, query) == expected


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2021-03-01", "2021-03-31", {2}),
        ("2021-03-15", "2021-03-15", {2}),
        ("2021-03-16", None, {3}),
        (None, "2021-03-14", {1}),
        (None, None, {1, 2, 3}),
        ("2022-01-01", "2021-01-01", set()),
    ],
)
def test_dates_include_both_ends_and_leave_out_the_undated(
    engine: Any, document: Make, begin: str | None, end: str | None, expected: set[int]
) -> None:
    index = engine.fill(
        document(1, "a", date="1999-12-31"),
        document(2, "a", date="2021-03-15"),
        document(3, "a", date="2021-04-01"),
        document(4, "a"),
        document(5, "a", date="no day"),
    )
    assert found(index, DateRange(begin, end)) == expected


def test_rarer_words_the_title_and_shorter_texts_rank_higher(engine: Any, document: Make) -> None:
    index = engine.fill(
        document(1, "The treaty was long. " + "It went on about other things. " * 20),
        document(2, "A treaty on the moon, a treaty.", title="The treaty"),
        document(3, "Nothing of this."),
    )
    hits = index.search(Word("treaty"), Page())
    assert [hit.document for hit in hits.matches] == [2, 1]
    assert hits.matches[0].score > hits.matches[1].score > 0


def test_equal_scores_are_put_newest_first_and_by_number(engine: Any, document: Make) -> None:
    index = engine.fill(
        document(1, "moon"), document(2, "moon", date="2020-01-01"), document(3, "moon", date="2021-01-01")
    )
    assert [hit.document for hit in index.search(Word("moon"), Page()).matches] == [3, 2, 1]


@pytest.mark.parametrize("query", [Everything(), Word("moon"), Not(Word("mars"))])
def test_sorting_by_date_puts_the_undated_last(engine: Any, document: Make, query: Query) -> None:
    index = engine.fill(
        document(1, "moon", date="2020-05-01"),
        document(2, "moon"),
        document(3, "moon moon", date="2019-05-01"),
        document(4, "moon", date="2021-05-01"),
        document(5, "moon", date="2020-05-01"),
    )
    newest = index.search(query, Page(), Sort.NEWEST)
    oldest = index.search(query, Page(), Sort.OLDEST)
    assert [hit.document for hit in newest.matches] == [4, 1, 5, 3, 2]
    assert [hit.document for hit in oldest.matches] == [3, 1, 5, 4, 2]


def test_a_document_is_replaced_and_removed(engine: Any, document: Make) -> None:
    index = engine.fill(document(1, "moon"), document(2, "mars"))
    engine.fill(document(1, "venus"))
    assert found(index, Word("moon")) == set()
    assert found(index, Word("venus")) == {1}
    engine.writer.remove(1)
    engine.writer.remove(99)
    engine.fill(document(3, "moon"))
    assert found(index, Everything()) == {2, 3}
    assert found(index, Not(Word("mars"))) == {3}
    assert found(index, Prefix("ven")) == set()


def test_the_last_of_several_changes_before_a_commit_counts(engine: Any, document: Make) -> None:
    engine.writer.put(document(1, "first"))
    engine.writer.put(document(1, "second"))
    engine.writer.put(document(2, "second"))
    engine.writer.remove(2)
    engine.writer.put(document(3, "third"))
    engine.writer.remove(3)
    index = engine.fill(document(3, "fourth"))
    assert found(index, Everything()) == {1, 3}
    assert found(index, Word("second")) == {1}
    assert found(index, Word("fourth")) == {3}


def test_a_reader_sees_one_state_until_it_is_refreshed(engine: Any, document: Make) -> None:
    index = engine.fill(document(1, "moon"))
    engine.writer.put(document(2, "moon"))
    assert found(index, Word("moon")) == {1}
    engine.writer.commit()
    assert found(index, Word("moon")) == {1}
    assert index.refresh()
    assert found(index, Word("moon")) == {1, 2}
    assert not index.refresh()


def test_an_empty_index_answers(engine: Any) -> None:
    assert not engine.index.refresh()
    assert found(engine.index, Everything()) == set()
    assert found(engine.index, Word("moon")) == set()
    assert engine.index.similar("moon", 3) == []
    engine.writer.commit()
    assert not engine.index.refresh()


def marked(index: Any, query: Query, text: str, field: str | None = None) -> str:
    spans = index.spans(query, text, field)
    for left, right in itertools.pairwise(spans):
        assert left.end <= right.start
    for span in reversed(spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (Word("ada"), "Ada met Grace.\n\nGrace left.", "[Ada] met Grace.\n\nGrace left."),
        (Word("müller"), "Müller & Ada, Mu\u0308ller", "[Müller] & Ada, [Mu\u0308ller]"),
        (Word("governing"), "The government governs, gouverneur.", "The [government] [governs], gouverneur."),
        (Word("russia"), "Russia’s plan", "[Russia’s] plan"),
        (Word("state-owned"), "a state-owned firm", "a [state-owned] firm"),
        (Phrase("moon base"), "A moon, a base, a moon base.", "A moon, a base, a [moon base]."),
        (Phrase("moon base", slop=2), "the moon and its base", "the [moon and its base]"),
        (Phrase("moon base", slop=1), "the moon and its base", "the moon and its base"),
        (Phrase("moon moon"), "moon moon moon", "[moon moon moon]"),
        (Prefix("explorati"), "Exploration and explorers", "[Exploration] and explorers"),
        (Prefix("moon ba"), "moon base, moon", "[moon base], moon"),
        (Word("研究"), "月球研究站", "月球[研究]站"),
        (Word("研究站"), "月球研究站", "月球[研究站]"),
        (Word("u.s."), "in the U.S. Senate", "in the [U.S.] Senate"),
        (And((Word("a"), Not(Word("b")))), "a b", "[a] b"),
        (Or((Word("moon"), Phrase("moon base"))), "moon base", "[moon base]"),
        (Word("moon", "title"), "the moon", "the moon"),
        (Word("moon", "source"), "the moon", "the moon"),
        (Everything(), "the moon", "the moon"),
        (DateRange(None, None), "the moon", "the moon"),
        (Word("moon"), "", ""),
        (Word("..."), "a ... b", "a ... b"),
        (Word("load-bearing"), "the bearing of a load on walls", "the bearing of a load on walls"),
    ],
)
def test_hits_are_marked_by_the_analysis_that_finds_them(engine: Any, query: Query, text: str, expected: str) -> None:
    assert marked(engine.index, query, text) == expected


def test_marks_in_a_field_belong_to_it(engine: Any) -> None:
    query = And((Word("moon", "title"), Word("base"), Word("tass", "source")))
    assert marked(engine.index, query, "Moon base", "title") == "[Moon] [base]"
    assert marked(engine.index, query, "TASS base", "source") == "[TASS] base"


def test_words_like_a_misspelled_one_are_as_the_corpus_writes_them(engine: Any, document: Make) -> None:
    index = engine.fill(
        document(1, "The government of Moscow. The government said."),
        document(2, "Rogozin of Roscosmos; the governments.", title="Government"),
    )
    assert index.similar("goverment", 1) == ["government"]
    assert index.similar("rogosin", 3) == ["Rogozin"]
    assert index.similar("government", 2) == ["government", "governments"]
    assert index.similar("xylophone", 3) == []
    assert index.similar("", 3) == []
    assert index.similar("rogosin", 0) == []
    assert index.similar("x" * 500, 3) == []


def test_a_stop_word_of_a_language_that_there_are_documents_in_is_right_as_it_is(engine: Any, document: Make) -> None:
    index = engine.fill(document(1, "a dlr, a dar, a dery"), document(2, "die Krise der Bank", language="german"))
    assert index.similar("der", 3) == ["der"]
    assert index.similar("with", 3) == ["with"]
    assert index.similar("dra", 3) == ["dar"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "*",
        "AND OR NOT",
        '"',
        "((((",
        "a" * 5000,
        "\u202e\u0301",
        "%s {0} [bold]",
        "../../etc",
        "🌕",
    ],
)
def test_no_text_is_too_odd_to_ask_for(engine: Any, document: Make, typed: str) -> None:
    index = engine.fill(document(1, f"moon {typed}", title=typed, source=typed, path=typed, tags=(typed,)))
    for field in (None, "title", "source", "author", "path", "type", "tag", "unheard"):
        for query in (Word(typed, field), Prefix(typed, field), Phrase(typed, field, 3), Named(None, typed)):
            assert found(index, query) <= {1}
            index.spans(query, f"moon {typed}")
    index.similar(typed, 3)
    assert found(index, Word("moon")) == {1}
