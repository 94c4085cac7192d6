"""Whole statements, words woven into a sentence, parts that belong together, and fingerprints of words."""

from __future__ import annotations

import pytest

from explorer.entities.quotes.prints import fingerprint
from explorer.model.entity import QuoteKind
from tests.unit.entities.test_quotes_table import quotes_of

DIRECT, PARTIAL, INDIRECT = QuoteKind.DIRECT, QuoteKind.PARTIAL, QuoteKind.INDIRECT


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ('"We are ready to sail," said <P1|Anna Berg>.', [DIRECT]),
        ('<P1|Berg> said: "we are ready".', [DIRECT]),
        ('<P1|Berg> said, "We are ready."', [DIRECT]),
        ('<P1|Berg> said "we are ready to sail tonight".', [DIRECT]),
        ('<P1|Berg> said "never".', [PARTIAL]),
        ('<P1|Berg> called the plan "a gift to the pirates".', [PARTIAL]),
        ('<P1|Berg> described it as "a gift to all the pirates of the coast".', [PARTIAL]),
        ('<P1|Berg> said the plan was "a gift to the pirates" and left.', [PARTIAL]),
        ('The two have a "de facto alliance", <P1|Berg> said.', [PARTIAL]),
        ("<P1|Berg> said that the ship is old and slow.", [INDIRECT]),
        ('"We are," <P1|Berg> said, "ready to sail."', [DIRECT, DIRECT]),
        ('<P1|Berg> said the men were "tired and hungry", and "glad to be home".', [PARTIAL, PARTIAL]),
    ],
)
def test_the_kind_of_a_quotation(marked: str, kinds: list[QuoteKind]) -> None:
    _, quotes = quotes_of(marked)
    assert [quote.kind for quote in quotes] == kinds


@pytest.mark.parametrize(
    ("marked", "continues"),
    [
        ('"We are," <P1|Berg> said, "ready to sail."', [-1, 0]),
        ('"We are ready," said <P1|Berg>. "The tide is right."', [-1, 0]),
        ('"We," said <P1|Berg>, "are," he added, "ready."', [-1, 0, 1]),
        ('"We are ready," said <P1|Berg>. The harbour was dark and still. "The tide is right."', [-1, -1]),
        ('"We are ready," said <P1|Berg>. "No," said <P2|Holm>.', [-1, -1]),
        ('"We are ready," said <P1|Berg>.\n\n"The tide is right, and the wind is fair."', [-1, -1]),
        ('<P1|Berg> said that the ship is old. "We are," <P1|Berg> said, "ready to sail."', [-1, -1, 1]),
    ],
)
def test_which_part_carries_on_which(marked: str, continues: list[int]) -> None:
    _, quotes = quotes_of(marked)
    assert [quote.continues for quote in quotes] == continues


def _prints(marked: str) -> list[int | None]:
    return [quote.fingerprint for quote in quotes_of(marked)[1]]


def test_equal_words_have_equal_fingerprints_however_they_are_written() -> None:
    (whole,) = _prints("\"We don't fear the café owner's wrath,\" said <P1|Berg>.")
    assert whole is not None
    assert -(2**63) <= whole < 2**63
    assert _prints("“We don’t fear the Cafe\nowner’s wrath”, said <P1|Berg>.") == [whole]
    assert _prints('"We don\'t fear," <P1|Berg> said, "the café owner\'s wrath."') == [whole, None]
    assert _prints("\"We don't fear the café owner's dog,\" said <P1|Berg>.") != [whole]


def test_a_few_words_have_no_fingerprint() -> None:
    assert _prints('"We are not ready," said <P1|Berg>.') == [None]
    assert fingerprint("one two three four") is None
    assert fingerprint("one two three four five") is not None
    assert fingerprint("Мы готовы к отплытию сегодня") == fingerprint("мы готовы — к отплытию, сегодня!")


def test_sentences_of_a_split_quotation_have_a_fingerprint_each() -> None:
    first, second = _prints('"We are ready to sail now," said <P1|Berg>. "The tide is right and fair."')
    assert (first, second) == (fingerprint("we are ready to sail now"), fingerprint("the tide is right and fair"))
