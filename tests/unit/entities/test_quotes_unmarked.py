"""Who speaks without a word of speech, speech without marks, and marks of scanned and foreign texts."""

from __future__ import annotations

import pytest

from bench.quotes import measure
from explorer.model.entity import QuoteKind
from tests.unit.entities.test_quotes_table import quotes_of

CASES: list[tuple[str, list[tuple[str, int]]]] = [
    # A colon, what somebody does beside it, turns of a dialogue.
    ('On Monday <P1|Berg> sounded different: "Nobody can tell."', [('"Nobody can tell."', 1)]),
    ('<P1|Berg> shook her head. "Nobody can tell."', [('"Nobody can tell."', 1)]),
    ('"Nobody can tell." <P1|Berg> shook her head.', [('"Nobody can tell."', 1)]),
    ('"Are you here?" <P1|Berg> asked.\n\n"Where else?" said <P2|Holm>.\n\n"At sea."\n\n"Not me."',
     [('"Are you here?"', 1), ('"Where else?"', 2), ('"At sea."', 1), ('"Not me."', 2)]),
    # Somebody called by a noun, and somebody who speaks for an organisation.
    ('Coroner <P1|Berg> heard <P2|Holm>. "It is closed," the coroner said.', [('"It is closed,"', 1)]),
    ('<P1|Berg>, the captain, met <P2|Holm>. "It is closed," the captain said.', [('"It is closed,"', 1)]),
    ('A spokesman for <O3|Northern Line> saw <O4|Acme>. "It is closed," the spokesman said.', [('"It is closed,"', 3)]),
    ('A spokesman for <O3|Northern Line>, <P1|Ole Berg>, said: "It is closed."', [('"It is closed."', 1)]),
    ('When <O3|Acme> began, <O4|Northern Line> President <P1|Ole Berg>, said: "It is closed."', [('"It is closed."', 1)]),
    ('<P1|Berg>, an official, met a <L2|Norway> official. "It is closed," the official said.', [('"It is closed,"', -1)]),
    # Transcripts and letters.
    ("BERG: Are you here?\n\nHOLM: Where else?\n\nBERG: At sea. <P1|Anna Berg> and <P2|Ole Holm> talked.",
     [("Are you here?", 1), ("Where else?", 2), ("At sea. Anna Berg and Ole Holm talked.", 1)]),
    ("An interview with <P1|Anna Berg>.\n\nQ: Are you here?\nA: Where else?\nQ: At sea.\nA: Not me.",
     [("Are you here?", -1), ("Where else?", 1), ("At sea.", -1), ("Not me.", 1)]),
    ("On Monday <P1|Anna Berg> wrote:\n> We are ready\n> to sail.\n\nFine.", [("> We are ready\n> to sail.", 1)]),
    ("From: <P1|Anna Berg>\nTo: <P2|Ole Holm>\nSubject: a boat\nDate: today\n\nFine.", []),
    # Marks of scanned, foreign and broken texts.
    ('" We are ready to\nsail ," said <P1|Berg>, " at last ."', [('" We are ready to\nsail ,"', 1), ('" at last ."', 1)]),
    ("''We are ready,'' said <P1|Berg>.", [("''We are ready,''", 1)]),
    (",,We are ready,'' said <P1|Berg>.", [(",,We are ready,''", 1)]),
    ("« We are ready », said <P1|Berg>.", [("« We are ready »", 1)]),
    ('"It"s all over for us now," said <P1|Berg>.', [('"It"s all over for us now,"', 1)]),
    ("“Lost and never closed. “We are ready,” said <P1|Berg>.", [("“We are ready,”", 1)]),
    ("<P1|Berg> said: ‘We are ready.\n\n‘The tide is right.’", [("‘We are ready.\n\n‘The tide is right.’", 1)]),
    ('"THE LAKE IS FROZEN."\n\n<P1|Berg> left.', []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_a_quotation_and_its_speaker(marked: str, expected: list[tuple[str, int]]) -> None:
    text, quotes = quotes_of(marked)
    assert [(quote.span.of(text), quote.speaker_local) for quote in quotes if quote.direct] == expected


@pytest.mark.parametrize(
    ("marked", "statement"),
    [
        ("According to <P1|Berg>, the ship is old.", "the ship is old"),
        ("According to the captain, <P1|Berg>, the ship is old.", "the ship is old"),
        ("OSLO, May 2 - The ship is old, according to <O1|Northern Line>.", "The ship is old"),
        ("<P1|Anna Berg> sat down. She said that the ship is old.", "the ship is old"),
        ("<P1|Berg> told the owners and their wives that the ship is old.", "the ship is old"),
    ],
)
def test_a_statement_of_somebody_who_is_clear(marked: str, statement: str) -> None:
    text, (quote,) = quotes_of(marked)
    assert (quote.span.of(text), quote.kind, quote.speaker_local) == (statement, QuoteKind.INDIRECT, 1)


@pytest.mark.parametrize(
    "marked",
    [
        "<P1|Berg> said at that time the ship was old and slow.",
        "<P1|Berg> told reporters it was no accident that the ship was old.",
        "All went according to plan, <P1|Berg> thought.",
    ],
)
def test_what_is_no_statement(marked: str) -> None:
    assert quotes_of(marked)[1] == []


@pytest.mark.parametrize("half", ["develop", "held"])
def test_the_marked_set_is_found(half: str) -> None:
    score = measure(half)["direct"]
    assert score.marked >= 50
    assert score.precision >= FLOOR[half][0]
    assert score.recall >= FLOOR[half][1]


FLOOR = {"develop": (0.95, 0.9), "held": (0.8, 0.8)}
"""Span and speaker right, of what is found and of what is marked."""
