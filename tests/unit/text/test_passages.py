from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.model.span import Span
from explorer.text import best_passages, sentences

FILL = "Nothing of note was said in this sentence at all. " * 40


def hits(text, *words):
    return [Span(*found.span()) for found in re.finditer("|".join(words), text)] if words else []


def best(text, *words, count=1, width=240):
    return [passage.text for passage in best_passages(text, hits(text, *words), None, count, width)]


def test_the_passage_with_most_of_the_words_comes_first():
    text = f"The moon rose. {FILL}A base on the moon was planned. {FILL}Every base was closed."
    assert "A base on the moon was planned." in best(text, "moon", "base")[0]


def test_a_rare_word_outweighs_a_frequent_one():
    text = f"{'The bank lent. ' * 30}{FILL}A heron stood there. {FILL}{'The bank lent. ' * 30}"
    assert "heron" in best(text, "bank", "heron")[0]


def test_weights_given_decide():
    text = f"The moon rose. {FILL}The base slept."
    found = hits(text, "moon", "base")
    assert "moon" in best_passages(text, found, [2.0, 1.0], 1)[0].text
    assert "base" in best_passages(text, found, [1.0, 2.0], 1)[0].text


def test_forms_of_one_word_count_once_where_it_is_said_what_they_are():
    text = f"He went and goes. {FILL}She goes to the moon."
    found = hits(text, "went", "goes", "moon")
    assert "went" in best_passages(text, found, [1.0] * 4, 1)[0].text
    assert "moon" in best_passages(text, found, [1.0] * 4, 1, words=[0, 0, 0, 1])[0].text


def test_a_shorter_window_beats_a_longer_one():
    text = f"The moon was far, far away from where anybody had ever built a base. {FILL}The moon base stood."
    assert "The moon base stood." in best(text, "moon", "base")[0]


def test_of_equal_passages_the_first_wins():
    text = f"One moon. {FILL}One moon."
    assert best_passages(text, hits(text, "moon"), None, 1)[0].span.start == 0


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
    found = best_passages(text, hits(text, "Needle"), None, 3)
    assert len(found) == 3
    spans = sorted(passage.span for passage in found)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_fewer_passages_than_asked_for_when_there_are_fewer():
    assert len(best_passages("One needle.", [Span(4, 10)], None, 5)) == 1
    assert best_passages("One needle.", [Span(4, 10)], None, 0) == ()


def test_without_hits_the_opening_is_shown():
    assert best("\n  Short.") == ["Short."]
    assert best("First sentence is here and goes on for quite a while, as such things do. " * 10)[0].endswith("do.")
    assert best("word " * 100, width=50) == ["word word word word word word word word word word"]
    assert best("x" * 500, width=50) == ["x" * 50]
    assert best("  \n ") == []


def test_a_hit_longer_than_a_passage_is_cut():
    text = "start " + "x" * 1000
    (passage,) = best_passages(text, [Span(0, len(text))], None, 1, 100)
    assert len(passage.text) == 200


def test_a_hit_without_characters_is_none():
    assert best_passages("Some words.", [Span(3, 3)], None, 1)[0].hits == ()


def test_hits_in_any_order_are_understood():
    text = f"moon {FILL} base moon"
    found = hits(text, "moon", "base")
    assert best_passages(text, found[::-1], None, 1) == best_passages(text, found, None, 1)


def test_text_stays_as_it_is():
    text = "A line\nthat is wrapped\naround a needle\nhere."
    (passage,) = best_passages(text, hits(text, "needle"), None, 1)
    assert passage.text == text


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab .\n"), max_size=300),
    st.lists(st.tuples(st.integers(0, 299), st.integers(1, 8)), max_size=12),
    st.integers(1, 4),
    st.integers(10, 120),
)
def test_offsets_are_true(text, places, count, width):
    marked = sorted({Span(start, min(start + length, len(text))) for start, length in places if start < len(text)})
    found = best_passages(text, marked, None, count, width)
    assert len(found) <= count
    for passage in found:
        assert passage.text == passage.span.of(text)
        assert all(passage.span.covers(hit) for hit in passage.hits)
        assert set(passage.hits) <= set(marked)
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
    marked = sorted({Span(start, min(start + length, len(text))) for start, length in places if start < len(text)})
    ends = [end for span in sentences(text) for end in (span.start, span.end)]
    found = best_passages(text, marked, None, 3, width)
    assert best_passages(text, marked, None, 3, width, ends=ends) == found


def test_many_hits_in_a_long_text_take_little_time():
    text = "The bank of the river was green and the bank was shut. " * 40_000
    found = hits(text, "bank")
    assert len(found) == 80_000
    assert len(best_passages(text, found, None, 3)) == 3
