"""Hits are marked where a look at each word of a text finds them, whatever was typed and however long the text is."""

import random

import pytest

from explorer.index import MemoryIndex, plainly
from explorer.index.analysis import Analyser
from explorer.index.lighting import Lights
from explorer.index.plan import plan
from explorer.model.query import And, Exact, Fuzzy, Or, Phrase, Prefix, Query, Wildcard, Word
from explorer.model.span import Span

TYPED = """oil Oil price prices sky skies dying die O'Brien obrien U.S. us US 1,000 1000 l'eau d’accord Müller muller ﬁne
fine state-owned C++ C# Russia's x the www.example.org happy happily cry cries boys’ soil re\u00adad a.b.c 3.5 … -- of
月球研究 研究站 Елка ёлка"""
WORDS = TYPED.split()
BLANKS = [" ", " ", " ", "\n", "\n\n", "\t", ", ", ". ", "\u00a0", "/", "-", "", "_"]


def text(chance: random.Random) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(BLANKS) for _ in range(chance.randint(3, 400)))


def leaf(chance: random.Random, field: str | None) -> Query:
    typed = chance.choice(WORDS)
    at = chance.randint(0, len(typed) - 1)
    row = " ".join(chance.choice(WORDS) for _ in range(chance.randint(2, 4)))
    return chance.choice(
        [
            Word(typed, field),
            Word(typed, field),
            Prefix(typed[:3], field),
            Prefix(row, field),
            Phrase(row, field, slop=chance.choice([0, 0, 2])),
            Phrase(f"{row}*", field),
            Wildcard(f"*{typed[at:]}", field),
            Wildcard(f"{typed[:at]}?{typed[at + 1 :]}", field),
            Fuzzy(typed, field, chance.choice([1, 2])),
            Exact(chance.choice([typed, row]), field),
        ]
    )


@pytest.mark.parametrize("field", [None, "title", "source"])
@pytest.mark.parametrize("seed", range(6))
def test_the_marks_are_those_of_a_look_at_each_word(seed: int, field: str | None) -> None:
    chance = random.Random(seed)
    analyser = Analyser()
    index = MemoryIndex()
    for _ in range(40):
        items = tuple(leaf(chance, chance.choice([None, field])) for _ in range(chance.randint(1, 4)))
        wanted = chance.choice([Or(items), And(items, loose=True)])
        texts = [text(chance) for _ in range(chance.randint(1, 3))]
        planned = plan(wanted, analyser)
        lights = Lights(planned, analyser, lambda _: 1, 1)
        for written, lit in zip(texts, lights.lit(texts, field), strict=True):
            expected = plainly.spans(planned, analyser, written, field or "body")
            assert [Span(start, end) for start, end, _, _ in lit] == expected, (wanted, written)
            assert index.spans(wanted, written, field) == expected
