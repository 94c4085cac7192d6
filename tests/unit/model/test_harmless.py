"""Other people's text on its way to a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from explorer.model.safe import safe

DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=80), st.booleans())
def test_nothing_that_a_terminal_obeys_is_left_and_every_offset_stays(text: str, keep: bool) -> None:
    clean = safe(text, keep_newlines=keep)
    assert len(clean) == len(text)
    for before, after in zip(text, clean, strict=True):
        assert unicodedata.category(after) not in {"Cc", "Cs"} or (keep and before == after == "\n")
        assert unicodedata.bidirectional(after) not in DIRECTIONS


def test_controls_are_shown_and_what_is_harmless_stays() -> None:
    assert safe("\x1b]52;c;x\x07 a\tb\r\nc\x7f\x9b\u202e") == "␛]52;c;x␇ a b  c␡\ufffd\ufffd"
    assert safe("a\n\tb", keep_newlines=True) == "a\n b"
    assert safe("Müller 北京 👩\u200d🔬 نامه\u200cای") == "Müller 北京 👩\u200d🔬 نامه\u200cای"
