"""Lines of text for a terminal of any width and encoding."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from explorer.cli.terminal import Style, columns_of, encodable, narrate, wrapped
from explorer.model.span import Span

PLAIN = Style(rich=False, colour=False, width=40)
BOLD = Style(rich=True, colour=False, width=40)


@given(st.text(alphabet="ab 北é\n\u0301", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    lines = [span.of(text) for span in wrapped(text, width)]
    assert all(columns_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_at_blanks_and_else_where_they_must() -> None:
    text = "one two verylongword 北京北京"
    assert [span.of(text) for span in wrapped(text, 8)] == ["one two", "verylong", "word", "北京北京"]


def test_hits_that_overlap_or_lie_outside_do_no_harm() -> None:
    assert BOLD.lit("abcdef", [Span(0, 2), Span(1, 3), Span(2, 2), Span(5, 9)]) == (
        "\x1b[1mab\x1b[0m\x1b[1mc\x1b[0mde\x1b[1mf\x1b[0m"
    )
    assert PLAIN.lit("a\x1bb", [Span(0, 2)]) == "a␛b"


def test_a_hit_goes_on_in_the_next_line() -> None:
    narrow = Style(rich=True, colour=False, width=6)
    assert list(narrow.paragraph("one two", [Span(0, 7)], "  ")) == ["  \x1b[1mone\x1b[0m", "  \x1b[1mtwo\x1b[0m"]


def test_what_an_encoding_lacks_becomes_a_question_mark() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert encodable("café \ud800", stream) == "caf? ?"
    assert encodable("a · b … “c” █░", stream) == 'a - b ... "c" #.'
    latin = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    assert encodable("café · …", latin) == "café - ..."
    assert encodable("café · é", latin) == "café · é"


def test_nobody_listening_to_narration_is_no_error(monkeypatch) -> None:
    import sys

    class Closed(io.StringIO):
        encoding = "utf-8"

        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Closed())
    narrate("hello")
