"""Whatever Whoosh does with its own codec it does with ours: the same documents, scores, spans, orders and numbers."""

from __future__ import annotations

import warnings
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from explorer.index.codec import ArrayCollector, Codec
from tests.unit.index.codec.corpora import PHRASES, Corpus, built, corpora, queries, ranked, same_ranking

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import query, sorting
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.query.qcore import QueryError

FAST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def _alive(corpus: Corpus, ranking: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return a ranking without deleted documents: those that Whoosh's `Not` finds when it has nothing more to skip."""
    return [hit for hit in ranking if hit[0] not in corpus.deleted]


def _facts(reader: Any) -> list[Any]:
    """Return all that a reader knows."""
    found: list[Any] = [reader.doc_count(), reader.doc_count_all(), sorted(reader.indexed_field_names())]
    for leaf, _ in reader.leaf_readers():
        for term, facts in leaf:
            found.append((term, facts.weight(), facts.doc_frequency(), facts.min_length(), facts.max_length()))
            found.append((facts.max_weight(), facts.min_id(), facts.max_id()))
            found.append((leaf.frequency(*term), leaf.doc_frequency(*term)))
            matcher = leaf.postings(*term)
            format_ = leaf.schema[term[0]].format
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight(), matcher.value() or b""))
                if format_.supports("positions"):
                    found.append(matcher.spans())
                matcher.next()
        for document in range(leaf.doc_count_all()):
            found.append(leaf.stored_fields(document))
            for name in leaf.schema.names():
                found.append((name, leaf.doc_field_length(document, name) or 0))
                if leaf.has_vector(document, name):
                    found.append(list(leaf.vector_as("weight", document, name)))
        for name in leaf.schema.names():
            if leaf.has_column(name):
                found.append((name, list(leaf.column_reader(name, translate=False))))
            found.append((name, leaf.field_length(name)))
    return found


@FAST
@given(corpora())
def test_a_reader_knows_the_same(corpus: Corpus) -> None:
    with built(Codec(), corpus).reader() as ours, built(W3Codec(), corpus).reader() as stock:
        assert _facts(ours) == _facts(stock)


@FAST
@given(corpora(), st.data())
def test_a_query_finds_the_same_with_either_codec_and_with_the_collector(corpus: Corpus, data: st.DataObject) -> None:
    with built(Codec(), corpus).searcher() as ours, built(W3Codec(), corpus).searcher() as stock:
        for _ in range(4):
            wanted = data.draw(queries())
            expected = _alive(corpus, ranked(stock.search(wanted, limit=None)))
            assert same_ranking(_alive(corpus, ranked(ours.search(wanted, limit=None))), expected)
            collector = ArrayCollector(None)
            ours.search_with_collector(wanted, collector)
            assert same_ranking(ranked(collector.results()), expected)
            assert len(collector.results()) == len(expected)
            assert sorted(collector.all_ids()) == sorted(document for document, _ in expected)


@FAST
@given(corpora(), st.data())
def test_phrases_are_the_same(corpus: Corpus, data: st.DataObject) -> None:
    assume(corpus.kinds["text"]().format.supports("positions"))
    with built(Codec(), corpus).searcher() as ours, built(W3Codec(), corpus).searcher() as stock:
        wanted = data.draw(queries(PHRASES))
        expected = _alive(corpus, ranked(stock.search(wanted, limit=None)))
        assert same_ranking(_alive(corpus, ranked(ours.search(wanted, limit=None))), expected)
        collector = ArrayCollector(None)
        ours.search_with_collector(wanted, collector)
        assert same_ranking(_alive(corpus, ranked(collector.results())), expected)


@FAST
@given(corpora(), queries(), st.integers(1, 8))
def test_the_first_few_are_the_first_of_all(corpus: Corpus, wanted: Any, limit: int) -> None:
    with built(Codec(), corpus).searcher() as ours:
        everything, few = ArrayCollector(None), ArrayCollector(limit)
        ours.search_with_collector(wanted, everything)
        ours.search_with_collector(wanted, few)
        assert ranked(few.results()) == ranked(everything.results())[:limit]
        assert few.total == everything.total
        scores = [(-score, document) for document, score in ranked(everything.results())]
        assert scores == sorted(scores)


@FAST
@given(corpora(), queries(), st.data())
def test_sorting_grouping_and_filtering_are_the_same(corpus: Corpus, wanted: Any, data: st.DataObject) -> None:
    assume(not corpus.deleted)
    terms = st.builds(query.Term, st.just("text"), st.sampled_from(["alfa", "bravo"]))
    options = data.draw(
        st.fixed_dictionaries(
            {"limit": st.sampled_from([None, 5])},
            optional={
                "sortedby": st.sampled_from(
                    ["number", "date", "text", "key", sorting.ScoreFacet(), ["flag", "number"]]
                ),
                "reverse": st.booleans(),
                "groupedby": st.sampled_from(["number", "key", "flag"]),
                "filter": terms,
                "mask": terms,
                "collapse": st.just("number"),
            },
        )
    )

    def outcome(searcher: Any) -> Any:
        results = searcher.search(wanted, **options)
        groups = results.groups() if "groupedby" in options else None
        documents = [] if "collapse" in options else sorted(results.docs())  # Whoosh cannot tell when it collapses
        return [document for _, document in results.top_n], groups, documents

    with built(Codec(), corpus).searcher() as ours, built(W3Codec(), corpus).searcher() as stock:
        try:
            expected: Any = outcome(stock)
        except (KeyError, TypeError, QueryError, ValueError) as error:
            expected = type(error)
        try:
            found: Any = outcome(ours)
        except (KeyError, TypeError, QueryError, ValueError) as error:
            found = type(error)
        assert found == expected
