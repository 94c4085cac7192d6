"""Whoosh queries over whole posting lists: the documents that match, and the scores that Whoosh gives them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.codec import Codec
from explorer.index.codec.lists import PostingList
from explorer.index.codec.phrases import in_a_row
from explorer.index.codec.terms import TermCursor
from explorer.index.codec.whoosh_search import query, scoring
from explorer.index.search.arrays import Mask, Numbers, common, found_at, listed, masked, united
from explorer.values import dataclass

Scores = NDArray[np.float64]


class Unknown(Exception):
    """A query, weighting or segment that is left to Whoosh's matchers."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Documents of a segment, ascending, and the score of each."""

    documents: Numbers
    scores: Scores


@dataclass(frozen=True, slots=True)
class Mode:
    """How a query is looked at: whether its scores are `needed`, and whether Whoosh would ask for none (`bare`)."""

    needed: bool = True
    bare: bool = False


UNSCORED = Mode(needed=False, bare=True)

_FEW_DOCUMENTS = 5_000
"""Up to so many documents in a segment Whoosh gathers alternatives in an array, which gives bare ones a score of 1."""


class Segment:
    """Evaluates queries on one segment of a searcher."""

    def __init__(self, searcher: Any, weighting: Any) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()
        self._weighting = weighting or searcher.weighting
        self._size = int(self._reader.doc_count_all())

    def evaluate(self, wanted: Any, mode: Mode) -> Scored:
        """Return what matches a query; raises Unknown."""
        known = _KNOWN.get(type(wanted))
        if known is None:
            raise Unknown(type(wanted).__name__)
        return known(self, wanted, mode)

    @cached_property
    def _alive(self) -> Mask | None:
        """Which documents were not deleted, None if all are there."""
        if not self._reader.has_deletions():
            return None
        alive = np.ones(self._size, dtype=bool)
        alive[list(self._reader.segment().deleted_docs())] = False
        return alive

    def _everywhere(self, documents: Numbers, score: float) -> Scored:
        """Return documents without the deleted ones, all with the same score."""
        alive = self._alive
        kept = documents if alive is None else documents[alive[documents]]
        return Scored(kept, np.full(len(kept), score, dtype=np.float64))

    def _cursor(self, field: str) -> TermCursor:
        if not isinstance(self._reader.codec(), Codec):
            raise Unknown("a segment that is not ours")
        cursor: TermCursor = self._reader.cursor(field)
        return cursor

    def _postings(self, field: str, text: Any) -> tuple[bytes, PostingList | None]:
        """Return the postings of a term and the bytes that it is stored as; None if nothing is stored."""
        if field not in self._searcher.schema:
            return b"", None
        try:
            stored = self._searcher.schema[field].to_bytes(text)
        except ValueError:
            return b"", None
        return stored, self._cursor(field).postings(stored)

    def term(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate a term."""
        if wanted.minquality:
            raise Unknown("a least quality")
        stored, postings = self._postings(wanted.fieldname, wanted.text)
        if postings is None:
            return self._everywhere(_NONE, 1.0)
        return self._scored(wanted.fieldname, stored, postings, _positive(wanted.boost), mode)

    def _scored(self, field: str, text: bytes, postings: PostingList, boost: float, mode: Mode) -> Scored:
        """Return the documents of a term with their scores."""
        if not mode.needed:
            return self._everywhere(postings.documents, 1.0)
        weights = postings.weights.astype(np.float64)
        scorer = self._weighting.scorer(self._searcher, field, text)
        if type(scorer) is scoring.BM25FScorer:
            lengths = np.maximum(postings.lengths, 1)
            saturation = scorer.K1 * ((1 - scorer.B) + scorer.B * lengths / scorer.avgfl)
            scores = scorer.idf * ((weights * (scorer.K1 + 1)) / (weights + saturation))
        elif type(scorer) is scoring.WeightScorer:
            scores = weights
        else:
            raise Unknown(type(scorer).__name__)
        if len(scores) and scores.min() <= 0:
            raise Unknown("scores that are not above 0")
        documents, alive = postings.documents, self._alive
        kept = slice(None) if alive is None else alive[documents]
        return Scored(documents[kept], scores[kept] * boost)

    def both(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate And: what matches all; like Whoosh, one alone is taken without the boost of the whole."""
        parts = self._parts(wanted, mode)
        if len(parts) < 2:
            return parts[0] if parts else self._everywhere(_NONE, 1.0)
        documents = reduce(lambda left, right: common(left, right, self._size), (part.documents for part in parts))
        return Scored(documents, _sum_at(documents, parts) * _positive(wanted.boost))

    def either(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate Or: what matches one or more."""
        if wanted.scale or wanted.matcher_type != query.Or.AUTO_MATCHER:
            raise Unknown("a special kind of Or")
        boost, count = _positive(wanted.boost), len(wanted.subqueries)
        gathered = count > 2 and (self._size <= _FEW_DOCUMENTS or count >= query.Or.TOO_MANY_CLAUSES)
        if gathered and mode.bare:
            mode = replace(mode, needed=False)
        parts = self._parts(wanted, mode)
        if len(parts) < 2:
            return parts[0] if parts else self._everywhere(_NONE, 1.0)
        if not mode.needed:
            return self._everywhere(united([part.documents for part in parts], self._size), 1.0)
        totals = np.zeros(self._size, dtype=np.float64)
        for part in parts:
            totals[part.documents] += part.scores
        documents = np.flatnonzero(totals).astype(np.uint32)
        return Scored(documents, totals[documents] * boost)

    def _parts(self, wanted: Any, mode: Mode) -> list[Scored]:
        return [self.evaluate(part, mode) for part in wanted.subqueries]

    def neither(self, wanted: Any, mode: Mode) -> Scored:  # noqa: ARG002  # all evaluate alike
        """Evaluate Not: what does not match."""
        unwanted = self.evaluate(wanted.query, UNSCORED)
        return self._everywhere(listed(~masked(unwanted.documents, self._size)), 1.0)

    def perhaps(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate AndMaybe: what matches the first, higher where it matches the second."""
        first, second = self.evaluate(wanted.a, mode), self.evaluate(wanted.b, mode)
        return Scored(first.documents, _sum_at(first.documents, (first, second)))

    def every(self, wanted: Any, mode: Mode) -> Scored:  # noqa: ARG002  # all evaluate alike
        """Evaluate Every: all documents, or all that have a field."""
        score = _constant(wanted.boost)
        if wanted.fieldname is None:
            return self._everywhere(np.arange(self._size, dtype=np.uint32), score)
        if wanted.fieldname not in self._searcher.schema or self._searcher.schema[wanted.fieldname].format is None:
            raise Unknown("a field without terms")
        field = self._cursor(wanted.fieldname).field
        if field is None:
            return self._everywhere(_NONE, score)
        return self._everywhere(listed(masked(field.columns.documents_of(0, len(field)), self._size)), score)

    def constant(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate ConstantScoreQuery."""
        found = self.evaluate(wanted.child, replace(mode, needed=False))
        return self._everywhere(found.documents, _constant(wanted.score))

    def expanded(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate a query for all terms that are of a kind."""
        if type(wanted) in _EVERYTHING and wanted.text == _EVERYTHING[type(wanted)]:
            return self.every(query.Every(wanted.fieldname, boost=wanted.boost), mode)
        terms = [query.Term(wanted.fieldname, text) for text in wanted._btexts(self._reader) if text]
        if len(terms) < 2:
            return self.term(terms[0], mode) if terms else self._everywhere(_NONE, 1.0)
        return self.either(query.Or(terms, boost=wanted.boost), replace(mode, bare=mode.bare or wanted.constantscore))

    def numbers(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate a range of numbers or dates."""
        return self.evaluate(wanted._compile_query(self._reader), mode)

    def nothing(self, wanted: Any, mode: Mode) -> Scored:  # noqa: ARG002  # all evaluate alike
        """Evaluate NullQuery."""
        return self._everywhere(_NONE, 1.0)

    def phrase(self, wanted: Any, mode: Mode) -> Scored:
        """Evaluate words that stand one behind the other."""
        schema, field = self._searcher.schema, wanted.fieldname
        if wanted.slop != 1 or not wanted.words or not all(isinstance(word, str | bytes) for word in wanted.words):
            raise Unknown("a loose phrase")
        if field in schema and not (schema[field].format and schema[field].format.supports("positions")):
            raise Unknown("a field without positions")
        boost, found = _positive(wanted.boost), [self._postings(field, word) for word in wanted.words]
        postings = [each for _, each in found if each is not None]
        if len(postings) < len(found):
            return self._everywhere(_NONE, 1.0)
        if not all(each.field.columns.has_positions for each in postings):
            raise Unknown("positions that are kept as bytes")
        documents = self._everywhere(in_a_row(postings, self._size), 1.0).documents
        scored = {text: self._scored(field, text, each, 1.0, mode) for text, each in found if each is not None}
        return Scored(documents, _sum_at(documents, [scored[text] for text, _ in found]) * boost)


def _positive(boost: float) -> float:
    """Return a boost; raises Unknown for one that Whoosh's matchers would lose documents by."""
    if boost <= 0:
        raise Unknown("a boost that is not above 0")
    return float(boost)


def _constant(score: float) -> float:
    """Return the score that Whoosh gives where this one is wanted: none is 1."""
    return _positive(score or 1.0)


def _sum_at(documents: Numbers, parts: Sequence[Scored]) -> Scores:
    """Return the sum of the scores that the parts give to documents; those that a part has not it gives nothing."""
    total = np.zeros(len(documents), dtype=np.float64)
    for part in parts:
        at, there = found_at(documents, part.documents)
        total[there] += part.scores[at[there]]
    return total


_NONE: Numbers = np.empty(0, dtype=np.uint32)

_EVERYTHING = {query.Prefix: "", query.Wildcard: "*", query.Regex: ".*"}
"""What a query for a kind of terms says when it means all documents with the field."""

_KNOWN: dict[type, Callable[[Segment, Any, Mode], Scored]] = {
    query.Term: Segment.term,
    query.And: Segment.both,
    query.Or: Segment.either,
    query.Not: Segment.neither,
    query.AndMaybe: Segment.perhaps,
    query.Every: Segment.every,
    query.ConstantScoreQuery: Segment.constant,
    query.Prefix: Segment.expanded,
    query.Wildcard: Segment.expanded,
    query.Regex: Segment.expanded,
    query.FuzzyTerm: Segment.expanded,
    query.Variations: Segment.expanded,
    query.TermRange: Segment.expanded,
    query.NumericRange: Segment.numbers,
    query.DateRange: Segment.numbers,
    query.Phrase: Segment.phrase,
    type(query.NullQuery): Segment.nothing,
}
