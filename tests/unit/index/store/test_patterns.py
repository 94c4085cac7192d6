"""Strings are found by a pattern and by their spelling: the same ones as a look at each finds."""

import fnmatch
import io
import re

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from explorer.index.store.lexicon import Lexicon, write_lexicon
from explorer.index.store.patterns import matching_rows
from explorer.index.store.sections import Bytes, Sections, SectionWriter
from explorer.index.store.spelling import alike

WORDS = st.lists(st.text("abcé月.", min_size=1, max_size=6), max_size=30, unique=True).map(
    lambda words: sorted(words, key=str.encode)
)


def lexicon(words: list[str]) -> Lexicon:
    sink = io.BytesIO()
    sections = SectionWriter(sink)
    write_lexicon(sections, "words", [word.encode() for word in words])
    sections.finish()
    return Lexicon(Sections(Bytes(sink.getvalue())), "words", len(words))


@given(WORDS, st.text("abcé月.*?", min_size=1, max_size=7), st.integers(1, 10))
def test_patterns_fit_whole_strings(words: list[str], pattern: str, most: int) -> None:
    fits = re.compile(fnmatch.translate(pattern)).match
    wanted = [row for row, word in enumerate(words) if fits(word)]
    assert matching_rows(lexicon(words), pattern, 100) == wanted
    assert matching_rows(lexicon(words), pattern, most) == wanted[:most]


@given(WORDS, st.text("abcé月", min_size=1, max_size=6), st.integers(1, 2))
def test_similar_strings_are_those_within_so_many_edits(words: list[str], word: str, edits: int) -> None:
    distances = {row: OSA.distance(each, word) for row, each in enumerate(words)}
    wanted = {row: distance for row, distance in distances.items() if distance <= edits}
    assert alike(lexicon(words), word, edits) == wanted


@given(WORDS, st.data())
def test_strings_are_those_of_their_rows(words: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(words) - 1) if words else st.nothing()))
    assert lexicon(words).strings(rows) == [words[row].encode() for row in rows]
