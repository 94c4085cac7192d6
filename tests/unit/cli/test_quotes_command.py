"""`explorer quotes`: one line for each quotation, or one object."""

from __future__ import annotations

import pytest

from explorer.model.entity import EntityCount, QuoteKind
from explorer.model.link import Sentence
from explorer.model.query import Page
from explorer.model.results import QuoteOf
from explorer.model.span import Span
from tests.unit.cli.conftest import ADA, LONDON, LOVELACE

SENTENCE = Sentence(ADA, Span(0, 60), "“It works,” said Ada, “as\x1b I thought.”", (Span(0, 11), Span(22, 37)))
SPLIT = QuoteOf(
    "“It works,” … “as\x1b I\nthought.”", EntityCount(LOVELACE, 3), SENTENCE, Span(0, 11), 0.95, QuoteKind.DIRECT, "said",
    (Span(0, 11), Span(22, 37)), "Ada", 2,
)  # fmt: skip
UNSURE = QuoteOf("“no”", None, SENTENCE, Span(40, 44), 0.5, QuoteKind.PARTIAL, "", (Span(40, 44),), "a porter")
PLACE = QuoteOf("“yes”", EntityCount(LONDON, 1), SENTENCE, Span(50, 55), 0.8, QuoteKind.DIRECT, "", (Span(50, 55),))


@pytest.fixture
def said(library, monkeypatch):
    """Let the library know three quotations, and keep what it is asked for."""

    def quotes(name, kinds, page):
        library.asked.append((name, kinds, page))
        every = (SPLIT, UNSURE, PLACE) * (library.many or 1)
        return every[page.offset : page.offset + page.limit]

    monkeypatch.setattr(library, "quotes", quotes, raising=False)
    monkeypatch.setattr(library, "document_quotes", lambda number: (SPLIT, UNSURE, PLACE), raising=False)
    return library


def test_a_line_says_when_where_who_by_which_word_what_and_who_else(explorer, said) -> None:
    assert explorer("quotes", "ada").out.splitlines() == [
        "1843-08     notes/ada.txt:0-37  Ada Lovelace said: “It works,” … “as␛ I thought.”  (also in 2 more)",
        "1843-08     notes/ada.txt:40-44  a porter (perhaps): “no”",
        "1843-08     notes/ada.txt:50-55  London: “yes”",
    ]
    assert said.asked == [("ada", (), Page(0, 50))]


def test_an_object_has_parts_speaker_and_sentence(explorer, said) -> None:
    first, second, _ = explorer("quotes", "ada", "--json").objects
    assert first == {
        "document": "notes/ada.txt",
        "id": 1,
        "date": "1843-08",
        "start": 0,
        "end": 37,
        "parts": [[0, 11], [22, 37]],
        "text": "“It works,” … “as\x1b I\nthought.”",
        "form": "direct",
        "speaker": "Ada Lovelace",
        "speaker_id": 7,
        "named": "Ada",
        "cue": "said",
        "confidence": 0.95,
        "elsewhere": 2,
        "sentence": SENTENCE.text,
    }
    assert (second["speaker"], second["speaker_id"], second["named"]) == (None, None, "a porter")


def test_kinds_and_limits_are_handed_on(explorer, said) -> None:
    explorer("quotes", "--kind", "direct", "--kind", "partial", "--limit", "2")
    assert said.asked == [("", (QuoteKind.DIRECT, QuoteKind.PARTIAL), Page(0, 2))]
    said.many = 400
    assert explorer("quotes", "--limit", "0").out.count("\n") == 1200
    assert explorer("quotes", "--kind", "loud").code == 2


def test_quotations_of_one_document(explorer, said) -> None:
    assert explorer("quotes", "--document", "1").out.count("\n") == 3
    assert explorer("quotes", "LOVE", "--document", "1").out.count("\n") == 1
    assert explorer("quotes", "--document", "1", "--kind", "partial", "--limit", "1").out.count("\n") == 1
    assert explorer("quotes", "--document", "nowhere").code == 1
    nobody = explorer("quotes", "Babbage", "--document", "1")
    assert (nobody.code, nobody.err) == (1, "nothing found\n")
