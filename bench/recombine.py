"""More documents than there are, made of those that there are: as long, as repetitive, as rich in words as real ones.

A document takes its length from a real one, its sentences from a few others, its date and topics from one. Real text
never stops to bring new words, so a share of the words is replaced by invented ones: as the corpus grows, fewer of them
are new and more are said again, the oftener the more they have been said, which gives the law of Zipf that text obeys.
Everything follows from the real documents and a seed.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence

from bench.text import Text

SEED = 1987
SOURCES = 4
"""Documents that one takes its sentences from."""

REPLACED = 0.02
"""Share of the words that are invented ones."""

NEW = 0.5
"""Share of those that nobody has said before, at first; it falls as the square root of their number, so that the words
of 100,000 documents are as many as the growth from 1,000 to 10,000 real ones promises (Heaps, exponent 0.45)."""

REMEMBERED = 200_000
"""Invented words that are kept to be said again."""

YEARS = 12
BEGINS = "bcdfghjklmnprstvwz"
VOWELS = "aeio"
ENDS = ("", "l", "n", "r", "s", "nd", "rt")


class _Words:
    """Invents words and says them again."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._said: list[str] = []
        self._made = 0

    def next(self) -> str:
        """Return a word, new or said before."""
        chance = self._chance
        if not self._said or chance.random() < NEW / (1 + self._made / 4000) ** 0.5:
            self._made += 1
            word = "".join(self._syllable() for _ in range(chance.choice((2, 3, 3, 4))))
            word = word.capitalize() if chance.random() < 0.6 else word
        else:
            word = chance.choice(self._said)
        if len(self._said) < REMEMBERED:
            self._said.append(word)
        else:
            self._said[chance.randrange(REMEMBERED)] = word
        return word

    def _syllable(self) -> str:
        choice = self._chance.choice
        return choice(BEGINS) + choice(VOWELS) + choice(ENDS)


def recombined(real: Sequence[Text], first: int, seed: int = SEED) -> Iterator[Text]:
    """Yield documents without end, numbered from `first`."""
    chance = random.Random(seed)
    words = _Words(chance)
    pieces = [_sentences(one.text) for one in real]
    lengths = [len(one.text) for one in real]
    number = first
    while True:
        told, titled = chance.choice(real), chance.choice(real)
        text = _text(chance, pieces, chance.choice(lengths), words)
        day = datetime.date.fromisoformat(told.day) + datetime.timedelta(days=chance.randrange(365 * YEARS))
        yield Text(number, f"made/{number}", titled.title, text, day.isoformat(), told.topics)
        number += 1


def _sentences(text: str) -> list[list[str]]:
    """Return the words of the pieces of a text, cut where a line ends with a full stop, and at blank lines."""
    marked = text.replace(".\n", ".\0").replace("\n\n", "\0")
    return [piece.split() for piece in marked.split("\0") if piece.strip()]


def _text(chance: random.Random, pieces: list[list[list[str]]], wanted: int, words: _Words) -> str:
    """Return paragraphs of about `wanted` characters."""
    pool = [piece for _ in range(SOURCES) for piece in chance.choice(pieces)]
    while sum(map(len, pool)) * 5 < wanted and len(pool) < 5000:
        pool += chance.choice(pieces)
    chance.shuffle(pool)
    parts: list[str] = []
    size = 0
    for piece in pool:
        said = piece.copy()
        for _ in range(_times(chance, len(piece) * REPLACED)):
            said[chance.randrange(len(said))] = words.next()
        parts.append(" ".join(said))
        size += len(parts[-1]) + 2
        if size + len(parts[-1]) // 2 >= wanted:
            break
    return "\n\n".join(parts)


def _times(chance: random.Random, expected: float) -> int:
    """Return a whole number that is `expected` on average."""
    whole = int(expected)
    return whole + (chance.random() < expected - whole)
