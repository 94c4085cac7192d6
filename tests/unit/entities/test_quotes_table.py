"""Who says what: each case gives a text with its names marked, and the quotations that a reader would find."""

from __future__ import annotations

import re

import pytest

from explorer.entities.quotes import find_quotes
from explorer.model.entity import EntityType, Mention, Quote
from explorer.model.span import Span
from explorer.text import sentences

_NAME = re.compile(r"<([POL])(-?\d+)\|([^>]+)>")
_TYPES = {"P": EntityType.PERSON, "O": EntityType.ORGANISATION, "L": EntityType.PLACE}


def read(marked: str) -> tuple[str, list[Mention]]:
    """Return the text without the marks of names, and the names: `<P3|Anna Berg>` is a person, entity 3."""
    text, at, mentions = "", 0, []
    for name in _NAME.finditer(marked):
        text += marked[at : name.start()]
        span = Span(len(text), len(text) + len(name[3]))
        mentions.append(Mention(span, name[3], _TYPES[name[1]], 0.9, "test", "test", local=int(name[2])))
        text, at = text + name[3], name.end()
    return text + marked[at:], mentions


def quotes_of(marked: str) -> tuple[str, list[Quote]]:
    text, mentions = read(marked)
    return text, find_quotes(text, sentences(text), mentions)


# Text, then for each direct quotation: its words with marks, who says it (-1 nobody known), and the cue.
CASES: list[tuple[str, list[tuple[str, int, str]]]] = [
    # The speaker behind.
    ('"We are ready to sail," said <P1|Anna Berg>.', [('"We are ready to sail,"', 1, "said")]),
    ('"We are ready to sail," <P1|Anna Berg> said on Monday.', [('"We are ready to sail,"', 1, "said")]),
    ('"We are ready to sail," <P1|Anna Berg>, the captain, said.', [('"We are ready to sail,"', 1, "said")]),
    ('"Are we ready to sail?" asked <P1|Berg>.', [('"Are we ready to sail?"', 1, "asked")]),
    ('"We are ready!" shouted the captain, <P1|Berg>.', [('"We are ready!"', 1, "shouted")]),
    ('"We are ready to sail," captain <P1|Anna Berg> told <O2|Reuters>.', [('"We are ready to sail,"', 1, "told")]),
    ('"We are ready to sail," <P1|Berg> later told reporters.', [('"We are ready to sail,"', 1, "told")]),
    ('"We are ready to sail," said captain <P1|Berg> of the <O2|Northern Line>.',
     [('"We are ready to sail,"', 1, "said")]),
    ('"We are ready to sail," said <P1|Berg>, who joined <O2|Northern Line> in 2019.',
     [('"We are ready to sail,"', 1, "said")]),
    ('“We are ready to sail,” said <P1|Berg>.', [("“We are ready to sail,”", 1, "said")]),
    ("‘We’re ready to sail,’ said <P1|Berg>.", [("‘We’re ready to sail,’", 1, "said")]),
    ("'We're ready to sail,' said <P1|Berg>.", [("'We're ready to sail,'", 1, "said")]),
    ("«We are ready to sail», said <P1|Berg>.", [("«We are ready to sail»", 1, "said")]),
    ("„We are ready to sail“, said <P1|Berg>.", [("„We are ready to sail“", 1, "said")]),
    ("»We are ready to sail«, said <P1|Berg>.", [("»We are ready to sail«", 1, "said")]),
    ("``We are ready to sail,'' said <P1|Berg>.", [("``We are ready to sail,''", 1, "said")]),
    ("“We are ready to sail.” — <P1|Anna Berg>", [("“We are ready to sail.”", 1, "")]),
    ('"The tide is right," according to <P1|Anna Berg>.', [('"The tide is right,"', 1, "according to")]),
    ('"The tide is right," a spokesman for <O2|Northern Line> said.', [('"The tide is right,"', 2, "said")]),
    ('"The tide is right," said a statement from <O2|Northern Line>.', [('"The tide is right,"', 2, "said")]),
    ('"The tide is right," <O2|Northern Line> said in a statement.', [('"The tide is right,"', 2, "said")]),
    ('"The tide is right," one old sailor said.', [('"The tide is right,"', -1, "said")]),
    # The speaker before.
    ('<P1|Anna Berg> said: "We are ready to sail."', [('"We are ready to sail."', 1, "said")]),
    ('<P1|Anna Berg> said, "We are ready to sail."', [('"We are ready to sail."', 1, "said")]),
    ('<P1|Anna Berg> said that "we are ready to sail".', [('"we are ready to sail"', 1, "said")]),
    ('<P1|Anna Berg>, captain of the ship, replied: "We are ready."', [('"We are ready."', 1, "replied")]),
    ('<P1|Berg> told <P2|Holm>: "You are late again."', [('"You are late again."', 1, "told")]),
    ('According to <P1|Anna Berg>, "the tide is right today".', [('"the tide is right today"', 1, "according to")]),
    ('<P1|Berg> called the plan "a gift to the pirates of the coast".',
     [('"a gift to the pirates of the coast"', 1, "called")]),
    ('<P1|Berg> said the plan was "a gift to the pirates" and left.', [('"a gift to the pirates"', 1, "said")]),
    ('<P1|Berg> dismissed it as "nonsense".', [('"nonsense"', 1, "dismissed")]),
    ('<P1|Berg> said:\n\n"We are ready to sail and the tide is right."',
     [('"We are ready to sail and the tide is right."', 1, "said")]),
    ('<P1|Holm> cited an <O2|Evening Post> report claiming that the ports "are closed to all of us".',
     [('"are closed to all of us"', 2, "claiming")]),
    ('<P1|Berg> told the paper the ship was fast, adding "she sails like a gull".',
     [('"she sails like a gull"', 1, "adding")]),
    # Split, carried on, over paragraphs, nested.
    ('"We are ready," said <P1|Berg>. "The tide is right."',
     [('"We are ready,"', 1, "said"), ('"The tide is right."', 1, "said")]),
    ('"We are," <P1|Berg> said, "ready to sail."', [('"We are,"', 1, "said"), ('"ready to sail."', 1, "said")]),
    ('"We wait." "But not for long," said <P1|Berg>.', [('"We wait."', 1, "said"), ('"But not for long,"', 1, "said")]),
    ('"We are ready," <P1|Berg> said.\n\n"The tide is right, and the wind is fair."',
     [('"We are ready,"', 1, "said"), ('"The tide is right, and the wind is fair."', 1, "said")]),
    ('<P1|Berg> said: “We are ready to sail.\n\n“The tide is right.”',
     [("“We are ready to sail.\n\n“The tide is right.”", 1, "said")]),
    ('<P1|Berg> said: "We are ready to sail.\n\n"The tide is right."',
     [('"We are ready to sail.\n\n"The tide is right."', 1, "said")]),
    ("“She told me ‘never again’ and left,” said <P1|Berg>.", [("“She told me ‘never again’ and left,”", 1, "said")]),
    ("‘She told me “never again” and left,’ said <P1|Berg>.", [("‘She told me “never again” and left,’", 1, "said")]),
    ("“She shouted “never again” and left,” said <P1|Berg>.", [("“She shouted “never again” and left,”", 1, "said")]),
    # Pronouns and roles.
    ('<P1|Anna Berg> met <P2|Holm>. "We are ready to sail," she said.', [('"We are ready to sail,"', 1, "said")]),
    ('Mr <P1|Holm> spoke. Mrs <P2|Berg> listened. "I am ready to go," he said.', [('"I am ready to go,"', 1, "said")]),
    ('Mr <P1|Holm> spoke. Mrs <P2|Berg> listened. "I am ready to go," she said.', [('"I am ready to go,"', 2, "said")]),
    ('The mine has a "serious problem" with water, <P1|Berg> said.', []),
    ('The mine has a "most serious problem" with water, <P1|Berg> said.', [('"most serious problem"', 1, "said")]),
    ('<O1|Northern Line> sold two ships. "The market is weak this year," it said.',
     [('"The market is weak this year,"', 1, "said")]),
    ('Chairman <P1|Holm> opened the meeting. "We have sold two ships," the chairman said.',
     [('"We have sold two ships,"', 1, "said")]),
    ('"I never saw it before," he said.', [('"I never saw it before,"', -1, "said")]),
    # No quotations.
    ('The so-called "experts" left the "safe house" at noon.', []),
    ('He read "The Old Man and the Sea" twice.', []),
    ("The boys' boat and the girls' boat weren't sold; it's the '90s, rock 'n' roll.", []),
    ("She is 5'10\" and he 6'2\" tall.", []),
    ('A 20" screen and a 3.5" disk.', []),
    ('It has no end " and no " beginning.', []),
    ("", []),
    # Somebody's lawyer speaks, not somebody; a bank is no airline; a role means who was called by it before.
    ("<P1|Anna Berg>’s lawyer, <P2|Ole Holm>, said it was “a farce from the start”.",
     [("“a farce from the start”", 2, "said")]),
    ('<O1|World Bank> lends. The airline said it was "deeply sorry for the delay".',
     [('"deeply sorry for the delay"', -1, "said")]),
    ('It is over for <P1|Berg>. "What a bad day!" exclaimed the mayor.', [('"What a bad day!"', -1, "exclaimed")]),
    ('<P1|Berg>: "We regret nothing at all."', [('"We regret nothing at all."', 1, "")]),
    ('<P1|Wu> told lawmakers that <L2|Beijing>\'s promises "often turn to dust".', [('"often turn to dust"', 1, "told")]),
    ('<L2|Norway> captain <P1|Wu>, who had dropped <P3|Holm>, said: "We lost it today."',
     [('"We lost it today."', 1, "said")]),
    ('<P1|Wu> spoke "of great sorrow", she said. <P2|Holm>, his mother, saw him on Monday "alive, healthy and happy".',
     [('"of great sorrow"', 1, "said")]),
    # The pronoun fits the given name.
    ('<P1|Maria Berg> met <P2|Viktor Holm>. "There is no deal," he said.', [('"There is no deal,"', 2, "said")]),
    ('<P2|Viktor Holm> met <P1|Maria Berg>. "There is no deal," she said.', [('"There is no deal,"', 1, "said")]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_a_quotation_and_its_speaker(marked: str, expected: list[tuple[str, int, str]]) -> None:
    text, quotes = quotes_of(marked)
    found = [(quote.span.of(text), quote.speaker_local, quote.cue) for quote in quotes if quote.direct]
    assert found == expected


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 50
