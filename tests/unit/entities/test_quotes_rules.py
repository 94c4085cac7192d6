"""What quotations promise whatever the text: sound spans, no false marks, indirect speech only where it is plain."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.entities.quotes import find_quotes
from explorer.model.entity import EntityType, Mention, Quote
from explorer.model.span import Span
from explorer.text import sentences

_NAMES = re.compile(r"\b(?:Anna )?(?:Berg|Holm)\b|\bNorthern Line\b")


def _named(text: str) -> list[Mention]:
    """Return every Berg and Holm as a person, every Northern Line as an organisation."""
    local = {"Berg": 1, "Holm": 2, "Line": 3}
    found = []
    for name in _NAMES.finditer(text):
        number = local[name[0].split()[-1]]
        kind = EntityType.ORGANISATION if number == 3 else EntityType.PERSON
        found.append(Mention(Span(*name.span()), name[0], kind, 0.9, "test", "test", local=number))
    return found


def _quotes(text: str, whole: Sequence[Span] | None = None) -> list[Quote]:
    return find_quotes(text, sentences(text) if whole is None else whole, _named(text))


def _direct(text: str) -> list[str]:
    return [quote.span.of(text) for quote in _quotes(text) if quote.direct]


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' bowls, the cats' beds and the '60s.",
        "It isn't, wasn't and won't be; they'd've known.",
        'A board 6\'4" by 2\'3", then a 12" pipe and a 3/4" nail.',
        "O'Brien's, d'Artagnan's and rock 'n' roll's heroes.",
        "Get 'em while 'tis cold, 'cause they're gone.",
        'The word “tide” and the word "moon".',
        "“Great Expectations” and ‘Hard Times’ are novels.",
        "The so-called \"free zone\" was built in the 'old town'.",
        "\" \" \"\" “” «» ‘’ '' ``''",
        'stray " mark, and another " mark',
        "” closed before “",
    ],
)
def test_marks_that_quote_nobody(text: str) -> None:
    assert _direct(text) == []


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ('"He is 5\'10" tall," Berg said.', '"He is 5\'10" tall,"'),
        ('"He bought a 20" screen for the boat," Berg said.', '"He bought a 20" screen for the boat,"'),
        ('"He bought the "B" shares at noon," Berg said.', '"He bought the "B" shares at noon,"'),
        ("'The boys' boat isn't here,' Berg said.", "'The boys' boat isn't here,'"),
        ('Broken " mark. "We are ready to sail," Berg said.', '"We are ready to sail,"'),
        ('"Lost and never closed "We are ready to sail," Berg said.', '"We are ready to sail,"'),
        ('("We are ready to sail," Berg said.)', '"We are ready to sail,"'),
        ('"We are ready (or so) to sail ..." Berg said.', '"We are ready (or so) to sail ..."'),
        ('"We are ready\nto sail," Berg\nsaid.', '"We are ready\nto sail,"'),
    ],
)
def test_a_quotation_among_difficult_marks(text: str, quotation: str) -> None:
    assert _direct(text) == [quotation]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We are ready to sail," a Berg aide said.', -1),
        ('"We are ready to sail," Berg aide Holm said.', 2),
        ('In an interview Berg said: "We are ready to sail."', 1),
        ('Berg sat down and said: "We are ready to sail."', 1),
        ('Berg did not say "we are ready to sail".', -1),
        ('Northern Line sold a ship. "The ship is old and slow," the company said.', 3),
        ('Berg left. A spokesman for the port said it was closed. "It will open soon," he said.', -1),
        ('"We are ready to sail," Holm, head of the fleet of Northern Line said.', 2),
        ('"We are ready to sail," this week, Berg said.', 1),
        ('"We are ready to sail," they said.', -1),
        ('"We are ready to sail," analyst Anna Berg of Holm said.', 1),
        ('"We are ready to sail," said Anna Berg of Holm.', 1),
    ],
)
def test_who_speaks_where_it_is_not_plain(text: str, speaker: int) -> None:
    assert [quote.speaker_local for quote in _quotes(text)] == [speaker]


def test_a_speaker_is_where_the_name_is() -> None:
    text = '"We are ready to sail," said captain Anna Berg, smiling.'
    (quote,) = _quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.of(text) == "Anna Berg"
    assert quote.direct
    assert quote.confidence > 0.9


def test_an_uncertain_speaker_has_less_confidence() -> None:
    sure, guess = _quotes('"We are ready," Berg said.'), _quotes('"We are ready to sail tonight at eight."')
    assert guess[0].speaker is None
    assert guess[0].cue == ""
    assert guess[0].confidence < 0.6 < sure[0].confidence


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Berg said that the ship is old and slow.", "the ship is old and slow"),
        ("Berg told Holm on Monday that the ship is old.", "the ship is old"),
        ("Northern Line announced last week that it would sell the ship.", "it would sell the ship"),
        ("On Monday, Anna Berg also said in a speech that the ship is old.", "the ship is old"),
    ],
)
def test_a_statement_told_with_that(text: str, statement: str) -> None:
    (quote,) = _quotes(text)
    assert not quote.direct
    assert quote.span.of(text) == statement
    assert quote.speaker_local in (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "The captain said that the ship is old and slow.",
        "Berg said Holm agreed that the ship is old.",
        "Berg said the rules of the port mean that the ship is old.",
        "It is the ship that Berg built.",
        "Berg said that.",
    ],
)
def test_no_statement_where_the_speaker_is_not_plain(text: str) -> None:
    assert _quotes(text) == []


_PIECES = st.sampled_from([
    '"', "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", " ", "\n", "\n\n", ".", ",", "?", ":", " — ", "5'10\"",
    "Berg", "Anna Berg", "Northern Line", "said", " said ", "he", "according to", "that", "the", "we are ready to sail",
    "We wait", "and", "not", "spokesman", "the company", "'s", "(", ")",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=40).map(" ".join), st.lists(_PIECES, max_size=40).map("".join), st.text()))
def test_whatever_the_text_quotations_are_sound(text: str) -> None:
    end = 0
    for quote in _quotes(text):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert 0 < quote.confidence <= 1
        assert quote.speaker_local in (-1, 1, 2, 3)
        if quote.speaker is not None:
            assert 0 <= quote.speaker.start < quote.speaker.end <= len(text)
            assert quote.speaker.of(text).strip()
        if quote.direct:
            assert quote.span.start >= end
            end = quote.span.end


@pytest.mark.parametrize(
    "piece", ['"', '" ', ' "', '"a ', '"A" ', "'", "'a ", " 'a", "“", "”", "“a ”", "«", "‘a ", "`` '' "]
)
def test_a_hundred_thousand_marks_are_no_burden(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    _quotes(text, [Span(0, len(text))])


@pytest.mark.parametrize(
    "piece", ['"We are ready," Berg said. ', '"We" ', "Berg said ", 'Berg said "we" and ', "he said, "]
)
def test_a_long_text_of_speech_takes_time_in_proportion(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    _quotes(text, [Span(at, min(at + 2000, len(text))) for at in range(0, len(text), 2000)])


def test_a_long_paragraph_takes_little_memory():
    text = "He said so. " * 80_000
    tracemalloc.start()
    find_quotes(text, [Span(0, len(text))], [])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * len(text)
