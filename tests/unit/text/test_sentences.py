from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.model.span import Span
from explorer.text import sentences
from explorer.text.sentences import LONGEST


def cut(text):
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        "It rained. |It stopped! |Did it? |Yes",
        "Mr. Smith met Dr. J. R. Brown of Acme Inc. in St. Louis. |They left.",
        "He lives in the U.S. and works. |She lives in the U.K. |The rest do not.",
        "Acme Corp. said so. |It was bought by Acme Inc. |The price was low.",
        "At 5 p.m. Friday it closed. |It reopened at 9 a.m. |The shop was full.",
        "See No. 5, p. 12, Fig. 3 and vol. 2. |Then No. 6.",
        "The answer is no. |They left.",
        "On Nov. 5 it began. |It ended in Nov. |The next began in Dec. 2020.",
        "It rose 3.5 pct to 1.2 mln. |That is all.",
        '"This is so. |It will stay so," he said. |"Good." |She left.',
        "“Really?” he asked. |“Yes!” she cried. |They left.",
        "“It ended.” |“It began.”",
        "He waited… and waited. |Then nothing…",
        "And so on... |Then more.",
        "MOSCOW, March 16. /TASS/. |The plans are made.",
        "今日は雨。 |明日は晴れ！ |「はい。」 |本当",
        "यह सच है। |वह गया।",
        "هل هذا صحيح؟ |نعم.",
        "- one thing\n|- another thing\n  that goes on\n|- third",
        "1. First item.\n|2. Second item",
        "# Heading\n|Text under it",
        "HEADLINE OF IT ALL\n|The story begins\nhere and goes on\nthere.\n|It ends.",
        "Wrapped prose that goes on over lines, and\nNames may begin the next line of it,\nwhich ends here. |Next.",
        "Roses are red,\n|Violets are blue,\n|Sugar is sweet",
        "One paragraph\n\n|Another",
        "One paragraph\n  \n \t\n|Another",
        "He earned a Ph.D. in art. |Art is long.",
        "They sat. |He was ill. |All was modern art. |End",
        "Rev. Jones (see above.) went. |“(He did.)” |So it is.",
        "Plan B. |The end.",
        "What?! |Never.",
        "It is e.g. Paris, i.e. France. |Or not.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked):
    assert cut(marked.replace("|", "")) == [piece.strip() for piece in marked.split("|")]


def test_a_stop_in_wrapped_lines_ends_a_sentence_and_the_line_does_not():
    text = "The bank said on Monday that it\nwould cut its rate. Others did\nso before."
    assert cut(text) == ["The bank said on Monday that it\nwould cut its rate.", "Others did\nso before."]


def test_a_header_line_stays_apart_from_a_headline():
    assert cut("date 1987-03-26\nSTONE CONTAINER TO REDEEM DEBT\n\nIt will.") == [
        "date 1987-03-26",
        "STONE CONTAINER TO REDEEM DEBT",
        "It will.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\t \n \n"])
def test_nothing_has_no_sentences(text):
    assert sentences(text) == ()


def test_text_without_stops_is_cut_at_words():
    found = cut("words and more " * 1000)
    assert all(len(sentence) <= LONGEST and sentence.split()[0] in {"words", "and", "more"} for sentence in found)
    assert " ".join(found) == ("words and more " * 1000).strip()


def test_text_without_blanks_is_cut_anyway():
    assert [len(span) for span in sentences("x" * (2 * LONGEST + 5))] == [LONGEST, LONGEST, 5]


ODD = st.text(alphabet=st.sampled_from(list("aB1.!?\"'()… \n\t。-#")), max_size=80)


@settings(deadline=None)
@given(ODD)
def test_sentences_cover_all_that_is_not_blank_and_never_cross_a_blank_line(text):
    found = sentences(text)
    at = 0
    for span in found:
        assert not text[at : span.start].strip()
        assert at <= span.start < span.end
        piece = span.of(text)
        assert piece == piece.strip()
        assert "\n\n" not in piece
        assert len(piece) <= LONGEST
        at = span.end
    assert not text[at:].strip()


@settings(deadline=None)
@given(ODD, st.integers(0, 80), st.integers(0, 80))
def test_those_within_a_stretch_are_the_same_as_in_the_whole(text, one, other):
    stretch = Span(min(one, other), max(one, other))
    near = tuple(span for span in sentences(text) if span.end >= stretch.start and span.start <= stretch.end)
    assert sentences(text, stretch) == near


@pytest.mark.parametrize("piece", [".", "A. ", "a\n", "\n", "! ", "“", "- a\n", "word "])
def test_long_nonsense_is_cut_into_bounded_pieces(piece):
    text = piece * (200_000 // len(piece))
    assert all(len(span) <= LONGEST for span in sentences(text))
