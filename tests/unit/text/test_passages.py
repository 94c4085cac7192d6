from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.model.span import Span
from explorer.text import best_passages, sentences

NEEDLE = (4, 10, 0, 1.0)
FILL = "Nothing of note was said in this sentence at all. " * 40


def hits(text, *words, weights=None):
    """The places of some words, each word a part of its own."""
    found = re.finditer("|".join(words), text) if words else ()
    weighed = weights or [1.0] * len(words)
    return [(*each.span(), part, weighed[part]) for each in found for part in [words.index(each.group())]]


def apart(text, places):
    """Hits at some of the places, starts and lengths, that are apart; of three parts, each rarer than the last."""
    found = []
    for start, length in sorted(places):
        end = min(start + length, len(text))
        if start < end and (not found or start >= found[-1][1]):
            found.append((start, end, start % 3, 1.0 + start % 3))
    return found


def best(text, *words, count=1, width=240, weights=None):
    return [passage.text for passage in best_passages(text, hits(text, *words, weights=weights), count, width)]


def test_the_passage_with_most_of_the_words_comes_first():
    text = f"The moon rose. {FILL}A base on the moon was planned. {FILL}Every base was closed."
    assert "A base on the moon was planned." in best(text, "moon", "base")[0]


def test_a_rare_word_outweighs_a_frequent_one():
    text = f"{'The bank lent. ' * 30}{FILL}A heron stood there. {FILL}{'The bank lent. ' * 30}"
    assert "heron" in best(text, "bank", "heron", weights=[1.0, 2.0])[0]
    assert "bank" in best(text, "bank", "heron", weights=[2.0, 1.0])[0]


def test_forms_of_one_word_count_once():
    text = f"He went and goes. {FILL}She goes to the moon."
    went, goes, again, moon = hits(text, "went", "goes", "moon")
    assert "went" in best_passages(text, [went, goes, again, moon], 1)[0].text
    one_word = [(*each[:2], 1, 1.0) for each in (went, goes, again)]
    assert "moon" in best_passages(text, [*one_word, moon], 1)[0].text


def test_a_shorter_window_beats_a_longer_one():
    text = f"The moon was far, far away from where anybody had ever built a base. {FILL}The moon base stood."
    assert "The moon base stood." in best(text, "moon", "base")[0]


def test_of_equal_passages_the_first_wins():
    text = f"One moon. {FILL}One moon."
    assert best_passages(text, hits(text, "moon"), 1)[0].span.start == 0


def test_passages_begin_and_end_with_sentences():
    text = f"{FILL}The base was built in a year. It stands. {FILL}"
    (passage,) = best(text, "base")
    assert passage[0].isupper()
    assert passage[-1] == "."
    assert len(passage) <= 240


def test_a_long_sentence_is_cut_at_words():
    text = "word " * 200 + "needle " + "word " * 200
    (passage,) = best(text, "needle")
    assert 120 <= len(passage) <= 240
    assert set(passage.split()) == {"word", "needle"}


def test_several_passages_do_not_overlap():
    text = "".join(f"{FILL}Needle {number}. " for number in range(5))
    found = best_passages(text, hits(text, "Needle"), 3)
    assert len(found) == 3
    spans = sorted(passage.span for passage in found)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_fewer_passages_than_asked_for_when_there_are_fewer():
    assert len(best_passages("One needle.", [NEEDLE], 5)) == 1
    assert best_passages("One needle.", [NEEDLE], 0) == ()


def test_without_hits_the_opening_is_shown():
    assert best("\n  Short.") == ["Short."]
    assert best("First sentence is here and goes on for quite a while, as such things do. " * 10)[0].endswith("do.")
    assert best("word " * 100, width=50) == ["word word word word word word word word word word"]
    assert best("x" * 500, width=50) == ["x" * 50]
    assert best("  \n ") == []


def test_a_hit_longer_than_a_passage_is_cut():
    text = "start " + "x" * 1000
    (passage,) = best_passages(text, [(0, len(text), 0, 1.0)], 1, 100)
    assert len(passage.text) == 200


def test_text_stays_as_it_is():
    text = "A line\nthat is wrapped\naround a needle\nhere."
    (passage,) = best_passages(text, hits(text, "needle"), 1)
    assert passage.text == text


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab .\n"), max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(1, 8)), max_size=12),
    st.integers(1, 4),
    st.integers(10, 120),
)
def test_offsets_are_true(text, places, count, width):
    spots = apart(text, places)
    marked = {Span(start, end) for start, end, _, _ in spots}
    found = best_passages(text, spots, count, width)
    assert len(found) <= count
    for passage in found:
        assert passage.text == passage.span.of(text)
        assert all(passage.span.covers(hit) for hit in passage.hits)
        assert set(passage.hits) <= marked
        assert not marked or passage.hits
    spans = sorted(passage.span for passage in found)
    assert all(not left.overlaps(right) for left, right in pairwise(spans))


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB .\n。"), max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(0, 8)), max_size=6),
    st.integers(10, 120),
)
@example("BB。B", [(0, 1)], 10)
def test_known_sentences_give_the_same_passages(text, places, width):
    spots = apart(text, places)
    ends = [end for span in sentences(text) for end in (span.start, span.end)]
    assert best_passages(text, spots, 3, width, ends) == best_passages(text, spots, 3, width)


def test_many_hits_in_a_long_text_take_little_time():
    text = "The bank of the river was green and the bank was shut. " * 40_000
    found = hits(text, "bank")
    assert len(found) == 80_000
    assert len(best_passages(text, found, 3)) == 3
