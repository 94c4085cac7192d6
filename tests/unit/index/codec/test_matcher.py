"""A matcher over arrays moves as one over a list would, and knows of each block what it may score at most."""

from __future__ import annotations

import warnings
from bisect import bisect_left
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.codec import Codec

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields
    from whoosh.filedb.filestore import RamStorage
    from whoosh.matching import NullMatcherClass, ReadTooFar

BLOCK = 128


@cache
def _searcher() -> Any:
    made = RamStorage().create_index(fields.Schema(text=fields.TEXT))
    writer = made.writer(codec=Codec())
    for at in range(900):
        writer.add_document(text="word " * (1 + at % 5) + "other " * (at % 3) if at % 2 else "other")
    writer.commit()
    return made.searcher()


DOCUMENTS = [at for at in range(900) if at % 2]
MOVES = st.lists(
    st.tuples(st.sampled_from(["next", "skip", "copy", "reset", "look"]), st.integers(0, 950)), max_size=30
)


@given(MOVES)
def test_it_moves_as_over_a_list(moves: list[tuple[str, int]]) -> None:
    matcher, at = _searcher().reader().postings("text", "word"), 0
    for move, document in moves:
        if move == "reset":
            matcher.reset()
            at = 0
        elif move == "copy":
            before = matcher
            matcher = matcher.copy()
            if before.is_active():
                before.next()
        elif at == len(DOCUMENTS):
            with pytest.raises(ReadTooFar):
                matcher.next() if move == "next" else matcher.skip_to(document)
        elif move == "next":
            at += 1
            assert matcher.next() == (at % BLOCK == 0 or at == len(DOCUMENTS))
        elif move == "skip":
            matcher.skip_to(document)
            at = max(at, bisect_left(DOCUMENTS, document))
        assert matcher.is_active() == (at < len(DOCUMENTS))
        assert list(matcher.all_ids()) == DOCUMENTS[at:]
        if matcher.is_active():
            assert matcher.id() == DOCUMENTS[at]
            assert matcher.weight() == 1 + matcher.id() % 5 == matcher.value_as("frequency")
            assert matcher.value_as("positions") == list(range(1 + matcher.id() % 5))
            block = DOCUMENTS[at // BLOCK * BLOCK : (at // BLOCK + 1) * BLOCK]
            assert (matcher.block_min_id(), matcher.block_max_id()) == (block[0], block[-1])
            assert matcher.block_max_weight() == max(1 + each % 5 for each in block)
            assert matcher.replace() is matcher
        else:
            assert isinstance(matcher.replace(), NullMatcherClass)


def test_no_document_of_a_block_scores_more_than_the_block_promises() -> None:
    matcher = _searcher().postings("text", "word")
    assert matcher.supports_block_quality()
    while matcher.is_active():
        assert matcher.score() <= matcher.block_quality() <= matcher.max_quality()
        assert matcher.block_min_length() <= 1 + matcher.id() % 5 + matcher.id() % 3 <= matcher.block_max_length()
        matcher.next()


def test_blocks_that_are_not_good_enough_are_skipped() -> None:
    matcher = _searcher().postings("text", "word")
    assert matcher.skip_to_quality(matcher.block_quality() / 2) == 0
    assert matcher.id() == DOCUMENTS[0]
    assert matcher.skip_to_quality(matcher.max_quality()) == -(-len(DOCUMENTS) // BLOCK)
    assert not matcher.is_active()


def test_without_a_scorer_the_weight_is_the_score() -> None:
    matcher = _searcher().reader().postings("text", "word")
    assert not matcher.supports_block_quality()
    assert matcher.score() == matcher.weight() == 2
    assert dict(matcher.all_items())[1] == matcher.value()
