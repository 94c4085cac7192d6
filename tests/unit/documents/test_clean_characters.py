from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.documents.clean import IDENTITY, bare, clean
from explorer.model.span import Span

ODD = "\r\n\t\x00\x07\x1b[m\x7f\x85\x9b\u00ad\u200b\u200d\u202e\u2028\u2066\ufeff\U000e0041\ud800ab é"


@pytest.mark.parametrize(
    ("characters", "text"),
    [
        ("nothing to do\n\té́", "nothing to do\n\té́"),
        ("a\r\nb\rc\r\r\nd", "a\nb\nc\nd"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("\ufeffstart \ufeffmiddle", "start middle"),
        ("co\u00adop ze\u200bro", "coop zero"),
        ("safe\u202etxt.exe\u202c \u2066x\u2069", "safetxt.exe x"),
        ("bell\x07null\x00del\x7fc1\x80", "bell\ufffdnull\ufffddel\ufffdc1\ufffd"),
        ("\x1b[31mred\x1b[0m word", "\ufffdred\ufffd word"),
        ("a\x9b2Jb", "a\ufffdb"),
        ("a\x1b\nb\x9b", "a\ufffd\nb\ufffd"),
        ("a\r\r\n\rb\r", "a\n\nb\n"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("می\u200cخواهم 👩\u200d💻", "می\u200cخواهم 👩\u200d💻"),
        ("lone \ud800 half", "lone \ufffd half"),
    ],
)
def test_characters_are_made_safe(characters, text):
    assert clean(characters)[0] == text


def test_nothing_to_do_costs_nothing():
    text = "As it is.\n"
    cleaned, offsets = clean(text)
    assert cleaned is text
    assert offsets is IDENTITY


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(ODD), max_size=60), st.data())
def test_every_kept_character_knows_where_it_stood(characters, data):
    text, offsets = clean(characters)
    assert not any(character in text for character in "\r\x00\x1b\x9b\u202e\ufeff\ud800")
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        original = offsets.span_to_original(Span(start, end)).of(characters)
        kept = text[start:end]
        if len(original) == len(kept):
            assert all(a == b or b in "\n\ufffd" for a, b in zip(original, kept, strict=True))
    for at, character in enumerate(text):
        if character not in "\n\ufffd":
            assert characters[offsets.to_original(at)] == character
            assert offsets.to_kept(offsets.to_original(at)) == at


def test_a_value_is_one_safe_line():
    assert bare(" A\r\n\ttitle\x1b[31m\u202e ") == "A title\ufffd"
