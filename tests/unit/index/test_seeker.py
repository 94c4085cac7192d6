"""Words are found by their letters where a look at each word of a text would find them."""

import random

import pytest

from explorer.index import plainly
from explorer.index.analysis import Analyser
from explorer.index.needles import beginnings
from explorer.index.nodes import Both, Either, Forms, Plan, Series, Shape, Slot, Term
from explorer.index.seeker import Seeker
from explorer.model.span import Span

TYPED = """oil Oil price prices sky skies dying die O'Brien obrien O’Brien U.S. us US 1,000 1000 10 l'eau d’accord Müller
muller ﬁne fine state-owned C++ C# Russia's x the www.example.org happy happily cry cries boys’ soil re\u00adad a.b.c
3.5 … -- of 月球研究 月球 研究站 Елка ёлка Haus Häuser straße I İstanbul e\u0301tude étude K\u212a o'b'r ob'r
U.S.S.R. ussr o'b'rien 1,234,567 1234567 moon moons moonlight bank banking banks"""
WORDS = TYPED.split()
PLAIN = [word for word in WORDS if word.isascii()]
BLANKS = [" ", " ", " ", "\n", "\n\n", "\t", ", ", ". ", "\u00a0", "/", "-", "", "_"]


def written(chance: random.Random, most: int) -> str:
    few = chance.choice([0, 0, 0.01, 0.5])
    words = [chance.choice(WORDS if chance.random() < few else PLAIN) for _ in range(chance.randint(0, most))]
    return "".join(word + chance.choice(BLANKS[:8] if chance.random() > few else BLANKS) for word in words)


def slot(chance: random.Random, analyser: Analyser) -> Slot:
    raw = chance.choice(WORDS[:-1])
    term, folded, exact = (analyser.tellings(raw) or [("x", "x", "x")])[0]
    at, length = chance.randint(0, len(folded) - 1), chance.randint(1, 4)
    return chance.choice(
        [
            Term("body", (term,)),
            Term("body", (term, "haus\x1fgerman", "moon")),
            Forms("body", Shape.PREFIX, folded[:length]),
            Forms("body", Shape.WILDCARD, f"*{folded[at:]}"),
            Forms("body", Shape.WILDCARD, f"{folded[:at]}?{folded[at + 1 :]}"),
            Forms("body", Shape.WILDCARD, f"*{folded[at : at + length]}*"),
            Forms("body", Shape.EXACT, exact),
            Forms("body", Shape.FUZZY, folded, length % 3),
        ]
    )


def plan(chance: random.Random, analyser: Analyser) -> Plan:
    items: list[Plan] = []
    for _ in range(chance.randint(1, 4)):
        one = slot(chance, analyser)
        row = tuple(slot(chance, analyser) for _ in range(chance.randint(2, 3)))
        words = tuple(Term("body", tuple((analyser.terms(chance.choice(WORDS)) or ["x"])[:1])) for _ in range(2))
        items.append(
            chance.choice([one, one, Series("body", row, chance.choice([0, 0, 2, 7, 99])), Series("body", words)])
        )
    return chance.choice([Either(tuple(items)), Both(tuple(items), loose=True)])


def seeker(wanted: Plan, analyser: Analyser) -> Seeker:
    leaves = list(dict.fromkeys(plainly.marked(wanted, "body")))
    return Seeker(analyser, leaves, [1.0 + number for number in range(len(leaves))])


@pytest.mark.parametrize("language", ["english", "german"])
@pytest.mark.parametrize("seed", range(8))
def test_hits_are_those_of_a_look_at_each_word(seed: int, language: str) -> None:
    chance = random.Random(seed)
    analyser = Analyser(language, foreign=chance.random() < 0.5)
    for _ in range(150):
        wanted = plan(chance, analyser)
        texts = [written(chance, chance.choice([4, 40, 400])) for _ in range(chance.choice([1, 1, 2, 20]))]
        for text, found in zip(texts, seeker(wanted, analyser).find(texts), strict=True):
            spans = [Span(start, end) for start, end, _, _ in found]
            assert spans == plainly.spans(wanted, analyser, text), (wanted, text)


@pytest.mark.parametrize("seed", range(8))
def test_texts_that_are_searched_together_have_the_hits_that_they_have_alone(seed: int) -> None:
    chance = random.Random(seed)
    analyser = Analyser()
    for _ in range(60):
        seeking = seeker(plan(chance, analyser), analyser)
        texts = [written(chance, chance.choice([0, 2, 40])) for _ in range(chance.randint(0, 20))]
        assert seeking.find(texts) == [seeking.find([text])[0] for text in texts]


@pytest.mark.parametrize("beginning", ["di", "die", "ly", "tie", "ti", "vi", "vie", "v"])
def test_beginnings_of_stems_that_begin_otherwise_than_their_words(beginning: str) -> None:
    analyser = Analyser()
    wanted, text = Forms("body", Shape.PREFIX, beginning), "Dying, lying, tying, vying, die, lie, tie, vie"
    (found,) = seeker(wanted, analyser).find([text])
    assert [Span(start, end) for start, end, _, _ in found] == plainly.spans(wanted, analyser, text)
    assert found


ROOTS = """oil polic happ sk compan relat abil organ nat run hop t econom m1 cri boy univers arr electr gentl d v"""
ENDINGS = """s es ed ing ies ied y ly ally ational ation ator ization izer ivity ability ibility ably ible fulness ousness
iveness ously ently ence encies ogy ogist logically alism alities icate icity ical ative ement ment ying eed ingly e"""


def test_words_begin_as_their_stems_do() -> None:
    analyser = Analyser()
    endings = ["", *ENDINGS.split()]
    for word in (root + first + last for root in ROOTS.split() for first in endings for last in endings):
        assert word.startswith(tuple(beginnings(analyser.forms(word)[0]))), word


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1,000.5", "1,000.5 and 1000.5"),
        ("1234567", "1,234,567 1,234567"),
        ("company", "the com'pany's comp’any Company"),
        ("policies", "o.n P.O.L.I.C.I. policy polic"),
        ("usa", "U.S.A. usa U.S. us'a"),
    ],
)
def test_signs_within_words_hide_them_not(typed: str, text: str) -> None:
    analyser = Analyser()
    wanted = Term("body", (analyser.terms(typed)[0],))
    for written in (text, f"{text} — “à”"):
        (found,) = seeker(wanted, analyser).find([written])
        assert [Span(start, end) for start, end, _, _ in found] == plainly.spans(wanted, analyser, written)
        assert found


def test_of_hits_that_overlap_the_rarest_counts() -> None:
    analyser = Analyser()
    wanted = Either((Term("body", ("oil",)), Series("body", (Term("body", ("oil",)), Term("body", ("price",))))))
    leaves = list(dict.fromkeys(plainly.marked(wanted, "body")))
    text = "oil prices, oil and oil price"
    assert Seeker(analyser, leaves, [1.0, 2.0]).find([text]) == [[(0, 10, 1, 2.0), (12, 15, 0, 1.0), (20, 29, 1, 2.0)]]
    assert Seeker(analyser, leaves, [2.0, 1.0]).find([text]) == [[(0, 10, 0, 2.0), (12, 15, 0, 2.0), (20, 29, 0, 2.0)]]
