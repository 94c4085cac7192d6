"""Nothing that a document says is obeyed by the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from explorer.view.render.sanitise import MARKS_IN_A_ROW, SanitiseFilter, safe

HOSTILE = [
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[H",
    "\x9b31mred",
    "\x90q\x9c",
    "title\x1b]0;owned\x1b\\",
    "a\u202eb\u2066c\u2069",
    "\u200e\u200f\u061c",
    "\x00\x08\x7f",
    "\ud800\udfff",
    "a\u00adb",
    "line\u2028break\u2029here\x85",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_keep_their_length_and_lose_their_power(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert not any(c < " " or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u2069\u200e\u200f\u061c\u00ad" for c in shown)
    shown.encode()


@pytest.mark.parametrize("text", ["[/home/user]", "[@click=app.quit]x[/]", "[b c=1] d", "Ünïcödé – “quoted” 日本 👩‍🚀"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_blank_characters_become_spaces() -> None:
    assert safe("a\tb\nc\r\nd\u2028e") == "a b c  d e"


@given(st.text())
def test_length_is_kept_and_nothing_changes_twice(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert safe(shown) == shown
    shown.encode()


def test_a_flood_of_marks_is_bounded() -> None:
    shown = safe("a" + "\u0301" * 10_000)
    assert shown.count("\u0301") == MARKS_IN_A_ROW
    assert cell_len(shown) == len(shown) - MARKS_IN_A_ROW


def test_the_filter_cleans_text_and_keeps_control_segments() -> None:
    bold = Style(bold=True)
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    clean, dirty = Segment("good", bold), Segment("e\x1b]0;vil\x07", bold)
    black = Color(0, 0, 0)
    first = SanitiseFilter()
    assert first.apply([clean, control], black) == [clean, control]
    filtered = first.apply([clean, control, dirty], black)
    assert filtered[:2] == [clean, control]
    assert filtered[2] == Segment("e␛]0;vil␇", bold)
    assert first == SanitiseFilter()
    assert len({first, SanitiseFilter()}) == 1
