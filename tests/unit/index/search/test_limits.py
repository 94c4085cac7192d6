"""What is bounded: the forms of a query, its time once nobody waits, and memory."""

import threading
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import IndexCorrupt
from explorer.index import open_reader, open_writer
from explorer.index.search.cache import Cache
from explorer.index.search.reader import WhooshIndex
from explorer.model.query import And, Everything, Not, Or, Page, Phrase, Prefix, Query, Wildcard, Word
from explorer.ports import IndexDocument

WORDS = ["".join(letters) for letters in product("abcdefghijk", repeat=3)]
"""1,331 words."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WhooshIndex:
    directory = tmp_path_factory.mktemp("index")
    writer = open_writer(directory)
    for number, word in enumerate(WORDS, 1):
        text = f"x{word} y{word}s the moon and {word} {WORDS[-number]}"
        writer.put(IndexDocument(number, word, text, f"{number}.txt", "txt", "", "", None, (number % 5,)))
        if number in (400, 1200):
            writer.commit()
    writer.commit()
    return open_reader(directory)


def test_the_forms_of_a_pattern_are_bounded_and_it_is_said(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    writer.put(IndexDocument(1, "", " ".join(f"x{word}" for word in WORDS), "1.txt", "txt", "", "", None, ()))
    writer.commit()
    index = open_reader(tmp_path)
    for asked, said in (
        (Prefix("x"), "x*"),
        (Wildcard("x*"), "x*"),
        (Wildcard("*a*"), "*a*"),
        (Wildcard("x??a"), "x??a"),
        (Phrase("xaaa x*"), "x*"),
        (Not(Wildcard("*b*")), "*b*"),
    ):
        page = index.search(asked, Page())
        if said in ("x*",):
            assert page.notices == ("only the first 1,000 forms of x*",), asked
        else:
            assert page.notices == (), asked
    assert index.search(Prefix("xa"), Page()).notices == ()
    index.close()


def test_words_that_are_nowhere_do_not_keep_others_from_counting(index: WhooshIndex) -> None:
    words = (*(Word(f"nowhere{number}") for number in range(200)), Word("aab"), *map(Word, WORDS[5:100]))
    page = index.search(Or(words), Page(0, 1000))
    assert page.total == 2 * 96
    assert page.matches[0].score > page.matches[-1].score >= 0


def test_many_beginnings_share_what_is_looked_at(index: WhooshIndex) -> None:
    beginnings = [*"abcdefghijk", *(word[:2] for word in WORDS[::11])]
    page = index.search(Or(tuple(map(Prefix, beginnings))), Page(0, 2000))
    assert page.notices == tuple(f"only the first 75 forms of {letter}*" for letter in "abcdefghijk")
    assert len(page.matches) == page.total == len(WORDS)


@pytest.mark.parametrize(
    "query",
    [
        Or(tuple(map(Word, WORDS))),
        And(tuple(map(Word, WORDS)), loose=True),
        And(tuple(map(Wildcard, ("*a*", "*b*", "?c?")))),
        Phrase("the moon and " + " ".join(WORDS)),
        Not(Or(tuple(map(Prefix, "abcdefghijk")))),
    ],
)
def test_long_queries_are_answered(index: WhooshIndex, query: Query) -> None:
    page = index.search(query, Page(0, 2000))
    assert page.total == len(page.matches) == len({match.document for match in page.matches})
    assert set(index.matching(query)) == {match.document for match in page.matches}


@pytest.mark.parametrize("asked", [1, 2, 5])
def test_a_search_that_nobody_waits_for_stops_between_two_lists(index: WhooshIndex, asked: int) -> None:
    times = 0

    def cancelled() -> bool:
        nonlocal times
        times += 1
        return times >= asked

    for page in (Page(), Page(0, 0)):  # the second only counts
        times = 0
        found = index.search(Or(tuple(map(Word, WORDS))), page, cancelled=cancelled)
        assert (found.matches, found.total) == ((), 0)
        assert times == asked
    assert index.search(Or(tuple(map(Word, WORDS))), Page(), cancelled=lambda: False).total > 1000


def test_pages_of_equal_documents_join(index: WhooshIndex) -> None:
    for query in (Everything(), Word("moon"), Not(Word("nothing"))):
        whole = [match.document for match in index.search(query, Page(0, 5000)).matches]
        assert sorted(whole) == list(range(1, len(WORDS) + 1))
        paged = [
            match.document for at in range(0, len(WORDS), 190) for match in index.search(query, Page(at, 190)).matches
        ]
        assert paged == whole
    assert [match.document for match in index.search(Everything(), Page(1000, 3)).matches] == [1001, 1002, 1003]
    assert index.search(Everything(), Page(5000, 5)).matches == ()
    assert index.search(Everything(), Page(-5, 2)).total == len(WORDS)


def test_threads_get_the_same_answers(index: WhooshIndex) -> None:
    queries = [Word(word) for word in WORDS[::40]] + [Prefix(word[:2]) for word in WORDS[::60]] + [Phrase("the moon")]
    expected = [index.search(query, Page()) for query in queries]
    counted = index.facets(Everything(), 9)
    wrong: list[object] = []

    def ask(first: int) -> None:
        for at in range(len(queries)):
            number = (at + first) % len(queries)
            if index.search(queries[number], Page()) != expected[number]:
                wrong.append(queries[number])
        if index.facets(Everything(), 9) != counted:
            wrong.append("facets")

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(0, 40, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_cache_forgets_what_was_asked_for_longest_ago() -> None:
    cache: Cache[np.ndarray] = Cache(10_000)
    for number in range(3):
        cache.put(number, np.zeros(2500, dtype=np.uint8))
    assert cache.get(0) is not None
    cache.put(3, np.zeros(2500, dtype=np.uint8))
    assert cache.get(1) is None
    assert [cache.get(number) is not None for number in (0, 2, 3)] == [True, True, True]
    cache.put("large", np.zeros(9000, dtype=np.uint8))
    assert cache.get("large") is None


def test_documents_that_are_not_there_are_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_writer(tmp_path)
    writer.put(IndexDocument(1, "", "moon base", "1.txt", "txt", "", "", None, ()))
    writer.commit()
    index = open_reader(tmp_path)
    monkeypatch.setattr(
        "explorer.index.store.fields.Field.documents", lambda *_: np.array([7], dtype=np.uint32), raising=True
    )
    with pytest.raises(IndexCorrupt, match="not there"):
        index.search(Word("moon"), Page())
    index.close()
