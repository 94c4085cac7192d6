"""Hits are marked in stretches of a text as they would be in the whole of it."""

import random

import pytest

from explorer.index import MemoryIndex
from explorer.index import marks as marking
from explorer.index.stretches import SHORT, stretches
from explorer.model.query import And, Or, Phrase, Prefix, Query, Word
from explorer.model.span import Span

WORDS = [
    "oil",
    "Oil",
    "price",
    "prices",
    "sky",
    "skies",
    "dying",
    "die",
    "O'Brien",
    "obrien",
    "U.S.",
    "us",
    "US",
    "1,000",
]
WORDS += [
    "1000",
    "l'eau",
    "d’accord",
    "Müller",
    "muller",
    "ﬁne",
    "fine",
    "state-owned",
    "C++",
    "C#",
    "Russia's",
    "x",
    "the",
]
WORDS += [
    "www.example.org",
    "happy",
    "happily",
    "cry",
    "cries",
    "boys’",
    "soil",
    "re\u00adad",
    "a.b.c",
    "3.5",
    "…",
    "--",
    "of",
]
BLANKS = [" ", " ", " ", "\n", "\n\n", "\t", ", ", ". ", "\u00a0", "/", "-", "", "_"]


def text(chance: random.Random) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(BLANKS) for _ in range(chance.randint(150, 400)))


def leaf(chance: random.Random) -> Query:
    typed = chance.choice(WORDS)
    row = " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 4)))
    return chance.choice(
        [Word(typed), Word(typed), Prefix(typed[:3]), Phrase(row, slop=chance.choice([0, 0, 2])), Prefix(row)]
    )


def query(chance: random.Random) -> Query:
    items = tuple(leaf(chance) for _ in range(chance.randint(1, 4)))
    return chance.choice([Or(items), And(items, loose=True)])


@pytest.mark.parametrize("seed", range(8))
def test_the_marks_are_those_of_the_whole_text(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    asked = [(query(chance), text(chance)) for _ in range(150)]
    some = [MemoryIndex().spans(wanted, written) for wanted, written in asked]
    monkeypatch.setattr(marking, "stretches", lambda text, *_: [(0, len(text))])
    whole = [MemoryIndex().spans(wanted, written) for wanted, written in asked]
    for (wanted, written), left, right in zip(asked, some, whole, strict=True):
        assert left == right, (wanted, written)


def test_only_what_may_hold_a_word_is_looked_at() -> None:
    filler = "Nothing of this matters here at all. " * 40
    written = f"{filler}The oil price. {filler}"
    (part,) = stretches(written, ["oil"], 0)
    assert Span(*part).of(written) == "oil"
    (part,) = stretches(written, ["oil"], 2)
    assert Span(*part).of(written) == "oil price. Nothing"
    assert stretches(written, ["zebra"], 0) == []


@pytest.mark.parametrize("word", ["x", "елка", "月球"])
def test_what_cannot_be_told_by_letters_is_looked_for_everywhere(word: str) -> None:
    written = "ёлка и луна 月球 " * SHORT
    assert stretches(written, [word, "oil"], 0) == [(0, len(written))]
