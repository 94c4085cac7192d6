"""The language that people type, from the line to the documents and the marks, whichever engine answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from explorer.model.query import And, Like, Listed, Or, Page, Query, Word
from explorer.ports import IndexDocument
from explorer.query import parse, positive, resolve

Make = Callable[..., IndexDocument]

TODAY = date(2021, 3, 17)

KEYS = {"rogozin": (7,), "Dmitry Rogozin": (7,), "cnsa": (8,)}
LISTED = {"starred": {1, 4}, "read": {1}, "unread": {2, 3, 4, 5, 6}, "quotes": {3}, "2017-11": {4}, "rogozin": {4}}


def understood(typed: str) -> Query:
    """Return the tree of a line, with what a catalogue would know of the corpus below."""
    parsed = parse(typed, TODAY)
    assert not parsed.mistakes
    return resolve(
        parsed.query,
        lambda _, name, prefix, label: KEYS.get(name, ()),
        lambda listed: frozenset(LISTED.get(listed.text, ())),
        lambda like: replace(like, number=1, text=TEXTS[0]) if like.document == "a.txt" else like,
    )


TEXTS = (
    "The lunar research station stands on the Moon; its crew moons about.",
    "Ein Haus im Weltraum: die Häuser der Astronauten.",
    "An astronaut and a cosmonaut saw the moon; its colour is grey.",
    "Rogozin spoke of international color theory, and of the station's research for the Moon.",
    "月球研究站的计划",
    "Les stations étudiées sur la lune.",
)


@pytest.fixture(name="index")
def filled(engine: Any, document: Make) -> Any:
    return engine.fill(
        document(
            1, TEXTS[0], title="Moon base", source="TASS", author="Ada Lovelace", path="reports/2021/a.txt",
            date="2021-03-15", tags=("space", "moon"), lang="en",
        ),
        document(2, TEXTS[1], kind="md", date="2020-01-01", language="german", lang="de"),
        document(3, TEXTS[2], title="Two men", date="2018-06-01", lang="en"),
        document(4, TEXTS[3], source="The Washington Post", keys=(7, 8), date="2021-02-10", lang="en"),
        document(5, TEXTS[4]),
        document(6, TEXTS[5], language="french", lang="fr"),
    )  # fmt: skip


def found(index: Any, query: Query) -> set[int]:
    page = index.search(query, Page(0, 100))
    numbers = {match.document for match in page.matches}
    assert page.total == len(numbers) == len(page.matches)
    assert set(index.matching(query)) == numbers
    return numbers


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("moon stations", {1, 4}),
        ('"lunar research station"', {1}),
        ('"the station\'s research"', {4}),
        ('"research for moon"', set()),
        ('"research moon"~2', {4}),
        ("haus OR lune", {2, 6}),
        ("moon NOT color", {1, 3}),
        ("moon -(color OR colour)", {1}),
        ("luna*", {1}),
        ("inter*", {4}),
        ("*naut", {3}),
        ("*nauten", {2}),
        ("*naut*", {2, 3}),
        ("colo?r", {3}),
        ("colo*r", {3, 4}),
        ("?olor", {4}),
        ("in*al", {4}),
        ("h?user", {2}),
        ("rogozyn~", {4}),
        ("rogzoin~1", {4}),
        ("rogozyn~1", {4}),
        ("ragozyn~1", set()),
        ("ragozyn~2", {4}),
        ("mon~", {1, 3, 4}),
        ("=Moon", {1, 4}),
        ("=moon", {3}),
        ("=moons", {1}),
        ("=MOON", set()),
        ("=Häuser", {2}),
        ("=Hauser", set()),
        ("=station", {1, 4}),
        ('="the Moon"', {1, 4}),
        ('="Moon base"', {1}),
        ('="moon base"', set()),
        ('="colour is"', {3}),
        ("title:moon", {1}),
        ("title:=Moon", {1}),
        ("title:=moon", set()),
        ("title:?oon", {1}),
        ("title:*en", {3}),
        ("title:moom~1", {1}),
        ('title:="Moon base"', {1}),
        ('"lunar rese*"', {1}),
        ('"*nar research"', {1}),
        ('"lunar * station"', {1}),
        ('"lunar res', {1}),
        ("source:tass", {1}),
        ("source:=TASS", {1}),
        ("source:*post", {4}),
        ('source:"washington post"', {4}),
        ("author:lovelase~", {1}),
        ("type:md", {2}),
        ("type:?d", {2}),
        ("path:reports/2021", {1}),
        ("path:rep*ts", {1}),
        ("tag:space", {1}),
        ("tag:sp?ce", {1}),
        ("lang:de", {2}),
        ("lang:French", {6}),
        ("lang:en moon", {1, 3, 4}),
        ("-lang:en", {2, 5, 6}),
        ("person:rogozin", {4}),
        ('person:"Dmitry Rogozin"', {4}),
        ("org:cnsa", {4}),
        ("entity:nobody", set()),
        ("date:2021-03", {1}),
        ("after:2020", {1, 4}),
        ("before:last-week", {2, 3, 4}),
        ("date:2018..2020", {2, 3}),
        ("about:2017-11", {4}),
        ("about:2016", set()),
        ("speaker:rogozin moon", {4}),
        ("is:starred", {1, 4}),
        ("is:unread moon", {3, 4}),
        ("moon -is:read", {3, 4}),
        ("has:quotes", {3}),
        ("has:notes", set()),
        ("like:a.txt", {3, 4}),
        ("like:a.txt -is:starred", {3}),
        ("like:unknown", set()),
        ("häuser", {2}),
        ("HAUS", {2}),
        ("weltraume", {2}),
        ("station", {1, 4, 6}),
        ("etudiees", {6}),
        ("研究", {5}),
        ("球研究站的", {5}),
        ("站", {5}),
        ("研*", {5}),
        ("月*站", {5}),
        ("*究站", {5}),
        ("=研究站", {5}),
        ("研究~", {5}),
        ("究研~", set()),
        ("*", {1, 2, 3, 4, 5, 6}),
    ],
)  # fmt: skip
def test_a_line_finds(index: Any, typed: str, expected: set[int]) -> None:
    assert found(index, understood(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("*naut", "An astronaut, two Cosmonauts, the Cosmonaut.", ["astronaut", "Cosmonaut"]),
        ("colo?r", "Colour, color, colóur", ["Colour", "colóur"]),
        ("in*al", "international, final, in all", ["international"]),
        ("rogozyn~", "Rogozin’s plan, rogue", ["Rogozin’s"]),
        ("=Moon", "Moon, moon, Moon's, Moons", ["Moon", "Moon's"]),
        ('="Moon base"', "Moon base, moon base, Moon bases", ["Moon base"]),
        ('"lunar stat*"', "lunar stations, lunar states, lunar", ["lunar stations", "lunar states"]),
        ('"lunar * station"', "lunar research station", ["lunar research station"]),
        ("*究站", "月球研究站的", ["究站"]),
        ("月*站", "月球研究站。", ["月球研究站"]),
        ("title:*naut", "An astronaut", []),
        ("is:starred about:2017-11 lang:de", "starred de 2017", []),
        ("-*naut", "An astronaut", []),
        ("entity:rogozin", "Mr Rogozin", ["Rogozin"]),
    ],
)
def test_what_a_line_finds_is_marked(index: Any, typed: str, text: str, expected: list[str]) -> None:
    filler = "Nothing of this matters here at all. " * 40
    wanted = positive(understood(typed))
    assert [span.of(text) for span in index.spans(wanted, text)] == expected
    long = f"{filler}{text}\n{filler}"
    assert [span.of(long) for span in index.spans(wanted, long)] == expected


def test_marks_follow_the_language_of_the_text(index: Any) -> None:
    text = "Häuser und Hausfrauen"
    assert [span.of(text) for span in index.spans(Word("haus"), text, None, "german")] == ["Häuser"]
    assert index.spans(Word("stationen"), "two stations", None, "") == []
    assert [span.of("two stations") for span in index.spans(Word("station"), "two stations")] == ["stations"]


def test_what_is_alike_is_marked_by_the_words_that_tell_it(index: Any) -> None:
    text = "It spoke of a station, and of the research."
    marked = [span.of(text) for span in index.spans(Like("a.txt", TEXTS[0], 1), text)]
    assert marked == ["station", "research"]


def test_a_document_that_is_not_in_the_index_has_its_like_too(index: Any) -> None:
    outside = Like("x", "Of research at the stations")
    assert found(index, outside) >= {1, 4}
    assert found(index, And((outside, Listed("is", "read", documents=frozenset({4, 99}))))) == {4}
    german = Like("x", "Haus Weltraum", language="german")
    assert found(index, german) == {2}


@pytest.mark.parametrize("typed", ["w*x", "w*", "*x", "wwwwx~2"])
def test_a_pattern_stands_for_so_many_forms_and_says_so(engine: Any, document: Make, typed: str) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [f"w{left}{right}{last}x" for left in letters for right in letters for last in "abw"]
    index = engine.fill(*(document(number, word) for number, word in enumerate(words, 1)))
    page = index.search(understood(typed), Page())
    if typed == "wwwwx~2":  # wwww and an x: the words that have one of the letters or two
        assert page.total == len([word for word in words if sum(left != "w" for left in word[1:4]) <= 2])
        assert page.notices == ()
        return
    assert 1_000 <= page.total < len(words)
    assert page.notices == (f"only the first 1,000 forms of {typed}",)
    assert index.search(Or((understood("wabx"), Word("waax"))), Page()).notices == ()


def test_no_pattern_is_tried_in_every_way_that_it_could_fit(engine: Any, document: Make) -> None:
    index = engine.fill(document(1, "a" * 64), document(2, "ab" * 32))
    assert found(index, understood("*a" * 20 + "*c")) == set()
    assert found(index, understood("a*" * 20 + "a*a")) == {1}
    assert found(index, understood("*a*b" * 10)) == {2}


@pytest.mark.parametrize("query", [Word("moon"), Or((Word("station"), Word("moon"))), understood('"the moon" m*n')])
def test_a_search_that_nobody_waits_for_ends(index: Any, query: Query) -> None:
    page = index.search(query, Page(), cancelled=lambda: True)
    assert (page.matches, page.total) == ((), 0)
    assert index.search(query, Page(), cancelled=lambda: False).total > 0
