"""Random schemas, documents and queries, and what Whoosh finds with one codec or another."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from explorer.index.codec import Codec

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, query
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import RamStorage

CODECS: dict[str, Callable[[], Any]] = {"ours": Codec, "stock": W3Codec}

WORDS = ("alfa", "alfred", "bravo", "brave", "charlie", "delta", "echo", "ect")
EPOCH = datetime(2020, 1, 1)


@dataclass(frozen=True)
class Corpus:
    """A schema, the documents of each segment, and the numbers of deleted documents."""

    kinds: dict[str, Any]
    segments: list[list[dict[str, Any]]]
    deleted: list[int] = field(default_factory=list)


def built(codec: Any, corpus: Corpus, storage: Any = None) -> Any:
    """Return a Whoosh index of a corpus."""
    index = (storage or RamStorage()).create_index(
        fields.Schema(**{name: make() for name, make in corpus.kinds.items()})
    )
    for documents in corpus.segments:
        writer = index.writer(codec=codec)
        for document in documents:
            writer.add_document(**document)
        writer.commit(merge=False)
    if corpus.deleted:
        writer = index.writer(codec=codec)
        for number in corpus.deleted:
            writer.delete_document(number)
        writer.commit(merge=False)
    return index


_TEXTS = (
    lambda: fields.TEXT(stored=True),
    lambda: fields.TEXT(chars=True, vector=True),
    lambda: fields.TEXT(field_boost=2.0, sortable=True),
    lambda: fields.TEXT(phrase=False, vector=True),
    lambda: fields.TEXT(field_boost=1.5, phrase=True, spelling=True),
)
_NUMBERS = (
    lambda: fields.NUMERIC(int, sortable=True),
    lambda: fields.NUMERIC(int, bits=64, signed=True, shift_step=0),
    lambda: fields.NUMERIC(float, stored=True),
    lambda: fields.NUMERIC(int, bits=16, sortable=True, default=7),
)
_KEYS = (
    lambda: fields.KEYWORD(stored=True, sortable=True),
    lambda: fields.KEYWORD(scorable=True, lowercase=True),
    lambda: fields.ID(stored=True, field_boost=3.0),
    lambda: fields.NGRAM(minsize=3, maxsize=3),
    lambda: fields.NGRAMWORDS(minsize=3, maxsize=4),
)


@st.composite
def corpora(draw: st.DrawFn, most: int = 12, lengths: int = 10) -> Corpus:
    """Draw a corpus of up to three segments of up to `most` documents, texts of at most `lengths` words."""
    kinds = {
        "text": draw(st.sampled_from(_TEXTS)),
        "title": draw(st.sampled_from(_TEXTS)),
        "number": draw(st.sampled_from(_NUMBERS)),
        "key": draw(st.sampled_from(_KEYS)),
        "date": lambda: fields.DATETIME(sortable=True),
        "flag": lambda: fields.BOOLEAN(stored=True),
    }
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=lengths).map(" ".join)
    documents = st.fixed_dictionaries(
        {},
        optional={
            "text": words,
            "title": words,
            "number": st.integers(0, 60),
            "key": st.sampled_from(WORDS),
            "date": st.integers(0, 40).map(lambda days: EPOCH + timedelta(days)),
            "flag": st.booleans(),
            "_boost": st.sampled_from([1.0, 2.0, 1.5]),
            "_text_boost": st.sampled_from([1.0, 3.0]),
        },
    )
    segments = draw(st.lists(st.lists(documents, min_size=1, max_size=most), min_size=1, max_size=3))
    total = sum(map(len, segments))
    return Corpus(kinds, segments, draw(st.lists(st.integers(0, total - 1), unique=True, max_size=3)))


_FIELDS = st.sampled_from(["text", "title", "text", "key"])
_ANY_WORDS = st.sampled_from([*WORDS, "nowhere"])
_BOOSTS = st.sampled_from([1.0, 1.0, 2.0, 0.5])


def _ranges() -> st.SearchStrategy[Any]:
    ends = st.tuples(st.integers(0, 60) | st.none(), st.integers(0, 60) | st.none(), st.booleans(), st.booleans())
    return st.one_of(
        ends.map(lambda e: query.NumericRange("number", *e)),
        st.tuples(ends, _BOOSTS).map(
            lambda e: query.DateRange(
                "date", *(None if days is None else EPOCH + timedelta(days) for days in e[0][:2]), *e[0][2:], boost=e[1]
            )
        ),
        st.builds(
            query.TermRange, _FIELDS, _ANY_WORDS | st.none(), _ANY_WORDS | st.none(), st.booleans(), st.booleans()
        ),
    )


LEAVES = st.one_of(
    st.builds(query.Term, _FIELDS, _ANY_WORDS, boost=_BOOSTS),
    st.builds(query.Prefix, _FIELDS, st.sampled_from(["", "a", "al", "br", "e", "x"]), boost=_BOOSTS),
    st.builds(query.Wildcard, _FIELDS, st.sampled_from(["*", "*a", "?ra*", "alf?", "e*t"]), boost=_BOOSTS),
    st.builds(query.Regex, _FIELDS, st.sampled_from(["al.*", "[ab].+a", ".*"])),
    st.builds(query.FuzzyTerm, _FIELDS, _ANY_WORDS, maxdist=st.integers(1, 2), prefixlength=st.integers(0, 2)),
    st.builds(query.Term, st.just("flag"), st.booleans()),
    st.builds(query.Term, st.just("number"), st.integers(0, 20)),
    st.builds(query.Every, st.sampled_from([None, "text", "title", "number"]), boost=_BOOSTS),
    st.just(query.NullQuery),
    _ranges(),
)

PHRASES = st.builds(query.Phrase, st.just("text"), st.lists(_ANY_WORDS, min_size=1, max_size=3), boost=_BOOSTS)


def queries(leaves: st.SearchStrategy[Any] = LEAVES) -> st.SearchStrategy[Any]:
    """Return a strategy for queries that Whoosh answers the way they read."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(query.And, st.lists(inner, min_size=1, max_size=3), boost=_BOOSTS),
            st.builds(query.Or, st.lists(inner, min_size=1, max_size=4), boost=_BOOSTS),
            st.builds(query.Not, inner),
            st.builds(query.AndMaybe, inner, inner),
            st.builds(query.ConstantScoreQuery, inner, st.sampled_from([1.0, 0.0, 2.5])),
        ),
        max_leaves=6,
    )


def ranked(results: Any) -> list[tuple[int, float]]:
    """Return the documents of results with their scores, as they are ranked."""
    return [(document, score) for score, document in results.top_n]


def same_ranking(one: list[tuple[int, float]], other: list[tuple[int, float]]) -> bool:
    """Say whether two rankings have the same documents with the same scores to four decimals, but for ties' order."""
    found, wanted = dict(one), dict(other)
    if found.keys() != wanted.keys() or any(abs(found[each] - wanted[each]) > 5e-5 for each in found):
        return False
    return all(abs(mine - theirs) <= 5e-5 for (_, mine), (_, theirs) in zip(one, other, strict=True))
