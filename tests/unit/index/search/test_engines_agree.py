"""Random corpora and queries: the index in files and the one that looks at every document give the same."""

import random
from pathlib import Path
from typing import Any

import pytest

from explorer.index import MemoryIndex, open_reader, open_writer
from explorer.index.analysis import fold
from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Like,
    Listed,
    Named,
    Not,
    Or,
    Page,
    Phrase,
    Prefix,
    Query,
    Sort,
    Wildcard,
    Word,
)
from explorer.ports import IndexDocument

WORDS = ["moon", "mars", "base", "station", "stations", "research", "the", "of", "lunar", "Müller", "muller", "state"]
WORDS += [
    "state-owned",
    "stateowned",
    "U.S.",
    "plans",
    "planning",
    "Planned",
    "plant",
    "a",
    "an",
    "月球",
    "Moon",
    "MOON",
    "Häuser",
]
PATTERNS = ["*a*", "pl*", "*s", "?oon", "m*n", "*", "st?t*", "??", "*月*", "s*e*", "lu?ar", "*ll*"]
LANGUAGES = ["", "", "", "german", "french"]


def text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, most)))


def document(chance: random.Random, number: int) -> IndexDocument:
    date = chance.choice([None, f"20{chance.randint(10, 21)}-0{chance.randint(1, 9)}-15"])
    folder = chance.choice(["a", "a/b", "c"])
    return IndexDocument(
        number,
        text(chance, 4),
        text(chance, 30),
        f"{folder}/{number}.txt",
        chance.choice(["txt", "md"]),
        text(chance, 2),
        text(chance, 2),
        date,
        tuple(chance.sample(range(6), chance.randint(0, 3))),
        tuple(chance.sample(["space", "moon", "Mars"], chance.randint(0, 2))),
        chance.choice(LANGUAGES),
        chance.choice(["", "en", "de"]),
    )


def leaf(chance: random.Random) -> Query:
    field = chance.choice([None, None, None, "title", "source", "author", "tag", "path"])
    word = chance.choice(WORDS)
    made: list[Any] = [
        lambda: Word(word, field),
        lambda: Prefix(word[: chance.randint(1, 4)], field),
        lambda: Prefix(f"{text(chance, 2)} {word[: chance.randint(1, 4)]}", field),
        lambda: Phrase(text(chance, 3), field, chance.choice([0, 0, 1, 4, 98])),
        lambda: Phrase(f"{word} {chance.choice(PATTERNS)} {chance.choice(WORDS)}", field, chance.choice([0, 2])),
        lambda: Wildcard(chance.choice(PATTERNS), field),
        lambda: Fuzzy(word[:2] + word[3:], field, chance.choice([1, 2])),
        lambda: Exact(chance.choice([word, text(chance, 3)]), field),
        lambda: Word(chance.choice(["md", "tx"]), "type"),
        lambda: Prefix("t", "type"),
        lambda: Word("de", "lang"),
        lambda: Named(None, "x", keys=tuple(chance.sample(range(8), 2))),
        lambda: DateRange(chance.choice([None, "2012-01-01"]), chance.choice([None, "2018-12-31"])),
        lambda: Listed("is", "starred", documents=frozenset(chance.sample(range(120), 30))),
        lambda: Like("1", text(chance, 20), chance.choice([None, 3, 7])),
        Everything,
    ]
    return chance.choice(made)()


def query(chance: random.Random, depth: int = 3) -> Query:
    if depth and chance.random() < 0.6:
        items = tuple(query(chance, depth - 1) for _ in range(chance.randint(1, 3)))
        loose = And((*items, Word(chance.choice(WORDS)), Word(chance.choice(WORDS))), loose=True)
        return chance.choice([And(items), loose, Or(items), Not(items[0])])
    return leaf(chance)


def filled(directory: Path, chance: random.Random, changing: bool = True) -> tuple[Any, MemoryIndex]:
    """Return both engines over the same documents in several segments, with some replaced and taken out."""
    memory, writer = MemoryIndex(), open_writer(directory)
    for number in range(1, 70):
        if changing and chance.random() < 0.15:
            gone = chance.randint(1, number)
            memory.remove(gone)
            writer.remove(gone)
        made = document(chance, chance.choice([number, chance.randint(1, number)]) if changing else number)
        memory.put(made)
        writer.put(made)
        if chance.random() < 0.1:
            writer.commit()
    memory.commit()
    writer.commit()
    memory.refresh()
    return open_reader(directory), memory


@pytest.mark.parametrize("seed", range(5))
def test_the_engines_agree(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    index, memory = filled(tmp_path, chance)
    for _ in range(60):
        asked = query(chance)
        assert set(index.matching(asked)) == set(memory.matching(asked)), asked
        page = Page(chance.randint(0, 20), 10)
        for sort in (Sort.NEWEST, Sort.OLDEST):
            real, fake = index.search(asked, page, sort), memory.search(asked, page, sort)
            assert (real.total, real.whole, real.notices) == (fake.total, fake.whole, fake.notices), asked
            assert [hit.document for hit in real.matches] == [hit.document for hit in fake.matches], asked
        assert index.facets(asked, 4) == memory.facets(asked, 4), asked
        groups = [[0], [1, 2, 99], [], [3, 4, 5]]
        assert index.count(asked, groups) == memory.count(asked, groups), asked


@pytest.mark.parametrize("seed", range(3))
def test_the_engines_know_the_same_words(tmp_path: Path, seed: int) -> None:
    index, memory = filled(tmp_path, random.Random(seed), changing=False)
    for prefix in ("", "m", "s", "st", "PL", "mu", "Mü", "月", "x"):
        for field in (None, "source", "tag", "type", "lang"):
            assert index.terms(prefix, field, 5) == memory.terms(prefix, field, 5), (prefix, field)
        real, fake = index.terms(prefix, "title", 5), memory.terms(prefix, "title", 5)
        assert [(fold(word), count) for word, count in real] == [(fold(word), count) for word, count in fake]
    for word in ("mooon", "statoin", "plants", "lunr", "Muler", "the", "xylophone"):
        assert list(map(fold, index.similar(word, 3))) == list(map(fold, memory.similar(word, 3))), word


@pytest.mark.parametrize("seed", range(3))
def test_an_explanation_adds_up_to_the_score_of_the_search(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    index, _ = filled(tmp_path, chance)
    for _ in range(25):
        asked = query(chance)
        found = set(index.matching(asked))
        for sort in Sort:
            for match in index.search(asked, Page(0, 100), sort).matches:
                told = index.explain(asked, match.document, sort)
                assert told is not None
                assert told.score == pytest.approx(match.score, rel=1e-5, abs=1e-5), (asked, sort)
                assert told.score == pytest.approx(sum(part.points for part in told.parts), rel=1e-9, abs=1e-9)
        assert all(index.explain(asked, number) is None for number in range(1, 95) if number not in found)
