"""Wrapping: nothing is lost, every offset is found again, and prose is cut where people would cut it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from explorer.model.span import Span
from explorer.view.render.lines import BLOCK, WrappedText, show
from explorer.view.render.wrapping import TAB, wrap, wrap_column

ODD = st.text(
    st.one_of(
        st.sampled_from(" \n\t-ab.,"),
        st.sampled_from("日本語、。（）한글"),
        st.sampled_from("e\u0301\u200b\u200d👩🚀❤️🇫🇷\u0600\x1b\u202e\x85"),
        st.characters(),
    ),
    max_size=300,
)
WIDTHS = st.integers(2, 40)


def lines(text: str, width: int = 40, soft: bool = False) -> list[str]:
    wrapped = whole(text, width, soft)
    return [wrapped.line(y).text for y in range(wrapped.height)]


def whole(text: str, width: int, soft: bool) -> WrappedText:
    wrapped = WrappedText(text, width, soft)
    while wrapped.work(1.0):
        pass
    return wrapped


@settings(max_examples=200, deadline=None)
@given(ODD, WIDTHS, st.booleans())
def test_lines_give_back_the_text(text: str, width: int, soft: bool) -> None:
    wrapped = whole(text, width, soft)
    assert "".join(wrapped.span(y).of(text) for y in range(wrapped.height)) == text


@settings(max_examples=200, deadline=None)
@given(ODD, WIDTHS, st.booleans())
def test_every_offset_lies_on_its_line(text: str, width: int, soft: bool) -> None:
    wrapped = WrappedText(text, width, soft)
    for offset in range(len(text)):
        span = wrapped.span(wrapped.line_of(offset))
        assert span.start <= offset < span.end


@settings(max_examples=200, deadline=None)
@given(ODD, WIDTHS)
def test_what_is_shown_fits_and_cannot_be_obeyed(text: str, width: int) -> None:
    wrapped = whole(text, width, False)
    for y in range(wrapped.height):
        shown = wrapped.line(y).text
        assert cell_len(shown) <= width
        assert not any(character < " " or "\x7f" <= character <= "\x9f" for character in shown)


@settings(max_examples=200, deadline=None)
@given(ODD, WIDTHS)
def test_a_column_leads_back_to_its_character(text: str, width: int) -> None:
    wrapped = whole(text, width, False)
    for y in range(wrapped.height):
        line = wrapped.line(y)
        cuts = line.cuts()
        for index in range(len(line.text)):
            if cuts is not None and index not in cuts:
                continue
            offset = line.offset(index)
            if cell_len(line.text[: index + 1]) > line.cell(offset) and line.index(offset) == index:
                assert line.at_cell(line.cell(offset)) == offset


@settings(max_examples=200, deadline=None)
@example(" aaaaaaaaaaaaa", 13)
@given(st.text(st.sampled_from(" abcdefgh"), max_size=200), st.integers(8, 30))
def test_words_that_fit_are_not_cut(text: str, width: int) -> None:
    starts = wrap(text, width)
    for start in starts[1:]:
        if text[start - 1] != " " and text[start] != " ":
            begin, end = text.rfind(" ", 0, start) + 1, (text + " ").find(" ", start)
            assert end - begin > width or begin in starts


def test_a_book_is_wrapped_only_where_one_looks() -> None:
    text = "".join(
        f"Line {number} of a book that nobody reads from the beginning to the end.\n" for number in range(5000)
    )
    book = WrappedText(text, 30)
    middle = len(text) // 2
    seen = book.span(book.line_of(middle))
    assert seen.start <= middle < seen.end
    assert not book.exact
    assert "".join(book.span(book.line_of(middle) + y).of(text) for y in range(40)) in text
    while book.work(1.0):
        pass
    assert book.exact
    assert book.span(book.height - 1).end == len(text)
    assert "".join(book.span(y).of(text) for y in range(book.height)) == text


def test_the_end_is_reached_before_anything_else_was_wrapped() -> None:
    text = "\n" * (5 * BLOCK) + "the end"
    book = WrappedText(text, 20)
    assert book.line(book.line_of(len(text))).text == "the end"
    assert book.line(10**9).text == "the end"


def test_one_line_of_many_blocks_is_cut_between_words() -> None:
    text = "word " * BLOCK
    book = whole(text, 24, False)
    assert all(not book.span(y).of(text).strip().endswith("wor") for y in range(0, book.height, 97))
    assert "".join(lines("x" * 3 * BLOCK, 24)) == "x" * 3 * BLOCK


def test_an_empty_text_has_no_lines() -> None:
    empty = WrappedText("", 10)
    assert (empty.height, empty.line_of(0), empty.exact, empty.work(0.1)) == (0, 0, True, False)
    with pytest.raises(IndexError):
        empty.span(0)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("one  two   three", 5, ["one", "two", "three"]),
        ("    an indented line", 12, ["    an", "indented", "line"]),
        ("      unbreakable", 8, ["      un", "breakabl", "e"]),
        ("incomprehensibilities", 8, ["incompre", "hensibil", "ities"]),
        ("a\n\nb\n", 8, ["a", "", "b"]),
        ("日本語、テスト。", 6, ["日本", "語、テ", "スト。"]),
        ("（日本）語", 6, ["（日", "本）語"]),
        ("abc日本def", 6, ["abc日", "本def"]),
        ("e\u0301e\u0301e\u0301 a", 3, ["e\u0301e\u0301e\u0301", "a"]),
        ("👩‍🚀👩‍🚀👩‍🚀", 4, ["👩‍🚀👩‍🚀", "👩‍🚀"]),
        ("a\tb\tc", 20, ["a   b   c"]),
    ],
)
def test_lines_are_cut_as_people_would(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


PROSE = """\
The plans of Russia and China on cooperating to create a station
are not aimed against the West and both countries are open to the
participation of other states, said the head of the corporation on
Tuesday."""


def test_hard_wrapped_prose_is_joined() -> None:
    assert wrap_column(PROSE) == 65
    assert lines(PROSE, 300) == [PROSE.replace("\n", " ")]
    assert all(len(line) > 25 for line in lines(PROSE, 40)[:-1])


def test_a_short_first_line_goes_on_in_the_middle_of_its_sentence() -> None:
    assert lines("The Commission said it\nwill wait.\n" + PROSE, 300)[0] == "The Commission said it will wait."


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n",
        PROSE + "\n\n- a point of a list that is long enough to reach the edge of it\n- another\n",
        "Shr 22 cts vs six cts\nNet 819,000 vs 201,000\nRevs 9.3 mln vs 7.7 mln",
        "name     amount     and a comment that is as long as prose could be\n" * 4,
    ],
)
def test_verse_lists_and_tables_keep_their_lines(text: str) -> None:
    shown = lines(text, 200)
    assert shown[-1].strip() == text.rstrip("\n").split("\n")[-1].strip()


def test_markdown_joins_the_lines_of_a_paragraph_and_nothing_else() -> None:
    text = "# Heading\nText\ngoes on\n- one\n  still one\n- two  \nbroken\n\n"
    text += "| a | b |\n| c | d |\n```\ncode\nmore\n```\nend\nof it\n"
    assert lines(text, 60, soft=True) == [
        "# Heading",
        "Text goes on",
        "- one still one",
        "- two",
        "broken",
        "",
        "| a | b |",
        "| c | d |",
        "```",
        "code",
        "more",
        "```",
        "end of it",
    ]


def test_tabs_and_dropped_indentation_keep_their_offsets() -> None:
    text = "ab\tc"
    line = show(text, Span(0, 4))
    assert line.text == "ab  c"
    assert [line.offset(index) for index in range(6)] == [0, 1, 2, 2, 3, 4]
    assert [line.index(offset) for offset in range(5)] == [0, 1, 2, TAB, TAB + 1]
    joined = show("a\n   b", Span(0, 6))
    assert joined.text == "a b"
    assert (joined.offset(2), joined.index(5), joined.cell(5), joined.at_cell(2)) == (5, 2, 2, 5)
    assert joined.at_cell(9) == 6
