"""A Whoosh searcher over a few hundred documents: whatever it is asked, it answers as with its own codec."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from explorer.index.codec import ArrayCollector, Codec
from tests.unit.index.codec.corpora import EPOCH, Corpus, built, ranked, same_ranking

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, collectors, columns, fields, highlight, query, scoring, sorting
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import RamStorage
    from whoosh.query import spans

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

VOCABULARY = [first + last for first in ("al", "be", "ca", "do") for last in ("fa", "ta", "r", "nut", "mino", "lt")]
VOCABULARY += ["rendering", "specials", "whooshing"]


def _corpus() -> Corpus:
    chance = random.Random(7)
    weights = [1 / (1 + at) for at in range(len(VOCABULARY))]

    def words(most: int) -> str:
        return " ".join(chance.choices(VOCABULARY, weights, k=chance.randint(1, most)))

    def document(at: int) -> dict[str, Any]:
        return {
            "text": words(10),
            "title": words(4),
            "chars": words(8),
            "spelled": words(6),
            "number": chance.randint(0, 500),
            "price": chance.random() * 100,
            "date": EPOCH + timedelta(hours=chance.randint(0, 9000)),
            "tag": " ".join(chance.sample(["red", "green", "blue"], chance.randint(1, 2))),
            "id": f"{at:05}",
        }

    kinds = {
        "text": lambda: fields.TEXT(stored=True, vector=True, sortable=True),
        "title": lambda: fields.TEXT(stored=True, field_boost=1.5),
        "chars": lambda: fields.TEXT(stored=True, chars=True),
        "spelled": lambda: fields.TEXT(analyzer=analysis.StemmingAnalyzer(), spelling=True),
        "number": lambda: fields.NUMERIC(sortable=True, stored=True),
        "price": lambda: fields.NUMERIC(float),
        "date": lambda: fields.DATETIME(sortable=True),
        "tag": lambda: fields.KEYWORD(sortable=columns.RefBytesColumn(), stored=True),
        "id": lambda: fields.ID(unique=True, stored=True),
    }
    return Corpus(kinds, [[document(at) for at in range(first, first + 300)] for first in (0, 300)], [3, 77, 450])


@pytest.fixture(scope="module")
def searchers() -> Iterator[tuple[Any, Any]]:
    corpus = _corpus()
    with built(Codec(), corpus).searcher() as ours, built(W3Codec(), corpus).searcher() as stock:
        yield ours, stock


def _term(text: str, field: str = "text") -> Any:
    return query.Term(field, text)


QUERIES: dict[str, Any] = {
    "term": _term("alfa"),
    "rare": _term("whooshing"),
    "two": _term("alfa") | _term("bemino"),
    "many": query.Or([_term(word) for word in VOCABULARY[:9]]),
    "both": _term("alfa") & _term("alta"),
    "across": query.And([_term("alfa"), _term("alta", "title"), _term("alr", "chars")]),
    "without": query.And([_term("alfa"), query.Not(_term("alta"))]),
    "phrase": query.Phrase("text", ["alfa", "alta"]),
    "phrase-chars": query.Phrase("chars", ["alfa", "alta"]),
    "phrase-loose": query.Phrase("text", ["alfa", "alr"], slop=3),
    "phrase-three": query.Phrase("text", ["alfa", "alfa", "alta"], boost=2.0),
    "prefix": query.Prefix("text", "be"),
    "wildcard": query.Wildcard("text", "*nut"),
    "fuzzy": query.FuzzyTerm("text", "alfo", maxdist=2, prefixlength=0),
    "variations": query.Variations("text", "special"),
    "terms": query.TermRange("text", "alr", "bet"),
    "numbers": query.NumericRange("number", 100, 350),
    "floats": query.NumericRange("price", 10.5, 55.25),
    "dates": query.DateRange("date", EPOCH, EPOCH + timedelta(days=100)),
    "every": query.Every(),
    "every-field": query.Every("title"),
    "disjunction": query.DisjunctionMax([_term("alfa"), _term("alta", "title")]),
    "andnot": query.AndNot(_term("alfa"), _term("alta")),
    "andmaybe": query.AndMaybe(_term("alfa"), _term("alta")),
    "otherwise": query.Otherwise(_term("nowhere"), _term("alta")),
    "constant": query.ConstantScoreQuery(_term("alfa"), 3.0),
    "near": spans.SpanNear(_term("alfa"), _term("alta"), slop=2, ordered=False),
    "near2": spans.SpanNear2([_term("alfa"), _term("alta"), _term("alr")], slop=4),
    "first": spans.SpanFirst(_term("alfa"), limit=2),
    "span-or": spans.SpanOr([_term("alfa"), _term("cafa")]),
    "span-not": spans.SpanNot(_term("alfa"), _term("alta")),
    "contains": spans.SpanContains(spans.SpanNear(_term("alfa"), _term("alr"), slop=4), _term("alta")),
    "ordered": query.Ordered([_term("alfa"), _term("alta")]),
    "sequence": query.Sequence([_term("alfa"), _term("alta")]),
    "coordinated": query.Or([_term("alfa"), _term("alta"), _term("belt")], scale=0.5),
    "nested": query.Or([_term("alfa") & query.Prefix("title", "do"), query.Not(query.Every("text")), _term("alr")]),
}


@pytest.mark.parametrize("name", QUERIES)
def test_documents_scores_and_spans(searchers: tuple[Any, Any], name: str) -> None:
    ours, stock = searchers
    wanted = QUERIES[name]
    expected = ranked(stock.search(wanted, limit=None))
    assert expected
    assert same_ranking(ranked(ours.search(wanted, limit=None)), expected)
    collector = ArrayCollector(None)
    ours.search_with_collector(wanted, collector)
    assert same_ranking(ranked(collector.results()), expected)
    assert _spans(ours, wanted) == _spans(stock, wanted)


def _spans(searcher: Any, wanted: Any) -> list[Any]:
    """Return where a query matches in each document, as far as it knows."""
    found = []
    spanned = isinstance(wanted, spans.SpanQuery | query.Phrase | query.Term | query.Sequence)
    for leaf, offset in searcher.leaf_searchers():
        matcher = wanted.matcher(leaf, leaf.context(needs_current=True))
        while matcher.is_active():
            places = [(span.start, span.end) for span in matcher.spans()] if spanned else []
            found.append((matcher.id() + offset, places, sorted(matcher.matching_terms())))
            matcher.next()
    return found


@pytest.mark.parametrize("limit", [1, 10, 50])
@pytest.mark.parametrize("name", [name for name in QUERIES if name != "disjunction"])  # its scores depend on the steps
def test_the_best_few(searchers: tuple[Any, Any], name: str, limit: int) -> None:
    ours, stock = searchers
    wanted = QUERIES[name]
    everything = ranked(stock.search(wanted, limit=None))
    for results in (ours.search(wanted, limit=limit, optimize=False), _collected(ours, wanted, limit)):
        found = ranked(results)
        assert [score for _, score in found] == pytest.approx([score for _, score in everything[:limit]], abs=5e-5)
        assert dict(found) == pytest.approx({document: dict(everything)[document] for document, _ in found}, abs=5e-5)
    if name != "coordinated":  # Whoosh skips what it should not
        best = [score for _, score in ranked(ours.search(wanted, limit=limit))]
        assert best == pytest.approx([score for _, score in everything[:limit]], abs=5e-5)


def _collected(searcher: Any, wanted: Any, limit: int | None) -> Any:
    collector = ArrayCollector(limit)
    searcher.search_with_collector(wanted, collector)
    return collector.results()


WHOLE = (
    "term", "rare", "two", "many", "both", "across", "without", "phrase", "phrase-three", "prefix", "wildcard", "fuzzy",
    "variations", "terms", "numbers", "floats", "dates", "every", "every-field", "andmaybe", "constant", "nested",
)  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_the_collector_takes_lists_whole_for_what_it_knows(searchers: tuple[Any, Any], name: str) -> None:
    collector = ArrayCollector(10)
    searchers[0].search_with_collector(QUERIES[name], collector)
    assert collector.found is not None
    assert collector.computes_count()
    assert len(collector.results()) == collector.count() == len(list(collector.all_ids()))


@pytest.mark.parametrize(
    "weighting",
    [
        scoring.BM25F(B=0.3, K1=2.0, title_B=0.9),
        scoring.TF_IDF(),
        scoring.Frequency(),
        scoring.PL2(),
        scoring.MultiWeighting(scoring.BM25F(), title=scoring.TF_IDF()),
        scoring.FunctionWeighting(lambda searcher, field, text, matcher: 1.0 + matcher.id() % 7),
        scoring.ReverseWeighting(scoring.BM25F()),
    ],
    ids=lambda weighting: type(weighting).__name__,
)
@pytest.mark.parametrize("name", ["term", "across", "many", "phrase", "prefix"])
def test_weightings(searchers: tuple[Any, Any], weighting: Any, name: str) -> None:
    ours, stock = (each._ix.searcher(weighting=weighting) for each in searchers)
    expected = ranked(stock.search(QUERIES[name], limit=None))
    assert same_ranking(ranked(ours.search(QUERIES[name], limit=None)), expected)
    assert same_ranking(ranked(_collected(ours, QUERIES[name], None)), expected)


class _Last(scoring.BM25F):  # type: ignore[misc]
    """Prefers documents with high numbers, in the end."""

    use_final = True

    def final(self, searcher: Any, docnum: int, score: float) -> float:
        return score + docnum


def test_a_weighting_with_a_last_word_has_it(searchers: tuple[Any, Any]) -> None:
    ours, stock = (each._ix.searcher(weighting=_Last()) for each in searchers)
    expected = ranked(stock.search(QUERIES["term"], limit=None))
    assert same_ranking(ranked(_collected(ours, QUERIES["term"], None)), expected)


def _groups(searcher: Any) -> Any:
    results = searcher.search(
        QUERIES["two"],
        limit=None,
        groupedby={"tag": sorting.FieldFacet("tag"), "hundreds": _HUNDREDS},
        maptype=sorting.Count,
    )
    return results.groups("tag"), results.groups("hundreds")


_HUNDREDS = sorting.RangeFacet("number", 0, 500, 100)


def _words_of(results: Any) -> list[Any]:
    return [(hit.docnum, sorted(hit.matched_terms())) for hit in results]


def _pinpointed(searcher: Any) -> list[str]:
    results = searcher.search(query.Phrase("chars", ["alfa", "alta"]), limit=10, terms=True)
    results.fragmenter = highlight.PinpointFragmenter(maxchars=30)
    return [hit.highlights("chars") for hit in results]


def _walked(searcher: Any) -> list[Any]:
    """Return what a cursor sees of each segment's terms: all of them, and what follows some words."""
    found: list[Any] = []
    for reader, _ in searcher.reader().leaf_readers():
        for field in ("text", "number", "title"):
            cursor = reader.cursor(field)
            terms = [cursor.first()]
            while cursor.is_valid():
                terms.append((cursor.text(), cursor.term_info().doc_frequency()))
                cursor.next()
            found.append((terms, cursor.text(), cursor.term_info(), cursor.next()))
        cursor = reader.cursor("text")
        found.append([cursor.find(word) for word in ("alta", "b", "zz", "", "cafa")])
    return found


def _limited(searcher: Any) -> list[int]:
    collector = collectors.TimeLimitCollector(ArrayCollector(10), 1000)
    searcher.search_with_collector(QUERIES["two"], collector)
    return [hit.docnum for hit in collector.results()]


CASES: dict[str, Callable[[Any], Any]] = {
    "sorted": lambda s: s.search(QUERIES["two"], limit=20, sortedby="number").docs(),
    "sorted-reverse": lambda s: [h.docnum for h in s.search(QUERIES["two"], limit=20, sortedby="date", reverse=True)],
    "sorted-two": lambda s: [h.docnum for h in s.search(QUERIES["two"], limit=20, sortedby=["tag", "number"])],
    "sorted-text": lambda s: [h.docnum for h in s.search(QUERIES["two"], limit=20, sortedby="text")],
    "sorted-score": lambda s: [
        h.docnum for h in s.search(QUERIES["two"], limit=20, sortedby=[sorting.ScoreFacet(), "number"])
    ],
    "grouped": _groups,
    "collapsed": lambda s: [h.docnum for h in s.search(QUERIES["two"], limit=20, collapse="tag", collapse_limit=3)],
    "filtered": lambda s: [h.docnum for h in s.search(QUERIES["two"], limit=None, filter=QUERIES["numbers"])],
    "masked": lambda s: [h.docnum for h in s.search(QUERIES["two"], limit=None, mask=_term("alta"))],
    "unscored": lambda s: sorted(h.docnum for h in s.search(QUERIES["two"], limit=None, scored=False)),
    "reversed": lambda s: [h.docnum for h in s.search(QUERIES["rare"], limit=None, reverse=True)],
    "matched": lambda s: _words_of(s.search(QUERIES["across"], limit=None, terms=True)),
    "page": lambda s: [h.docnum for h in s.search_page(QUERIES["two"], 3, pagelen=7)],
    "length": lambda s: (len(s.search(QUERIES["two"], limit=5)), s.search(QUERIES["two"], limit=5).estimated_length()),
    "documents": lambda s: sorted(d["id"] for d in s.documents(tag="red")),
    "number-of": lambda s: (s.document_number(id="00123"), s.document_number(id="nowhere")),
    "docs-for": lambda s: sorted(s.docs_for_query(QUERIES["phrase"])),
    "counts": lambda s: [(s.doc_frequency("text", w), s.frequency("text", w), s.idf("text", w)) for w in VOCABULARY],
    "spelled-counts": lambda s: [s.frequency("spell_spelled", w) for w in ("rendering", "specials", *VOCABULARY)],
    "lengths": lambda s: [(s.field_length(f), s.avg_field_length(f), s.max_field_length(f)) for f in ("text", "chars")],
    "lexicon": lambda s: [list(s.lexicon(field)) for field in ("text", "number", "date", "price", "spell_spelled")],
    "expanded": lambda s: list(s.reader().expand_prefix("text", "be")),
    "frequent": lambda s: s.reader().most_frequent_terms("text", 8),
    "distinctive": lambda s: s.reader().most_distinctive_terms("title", 8, prefix="c"),
    "suggested": lambda s: s.suggest("text", "belr", limit=6),
    "suggested-unstemmed": lambda s: s.suggest("spelled", "rendring"),
    "corrected": lambda s: s.correct_query(_term("alfq") & _term("benat"), "alfq benat").string,
    "within-beginning": lambda s: [
        sorted(r.terms_within("text", "canut", 2, prefix=2)) for r, _ in s.reader().leaf_readers()
    ],
    "within": lambda s: [sorted(r.terms_within("text", "benu", 2, prefix=1)) for r, _ in s.reader().leaf_readers()],
    "key-terms": lambda s: s.key_terms([5, 9, 400], "text", numterms=6),
    "more-like": lambda s: [h.docnum for h in s.more_like(5, "text", top=8)],
    "highlighted": lambda s: [h.highlights("text") for h in s.search(QUERIES["both"], limit=10, terms=True)],
    "pinpointed": _pinpointed,
    "vectors": lambda s: [list(s.vector_as("frequency", number, "text")) for number in (0, 5, 599)],
    "first-id": lambda s: s.reader().first_id("text", "cafa"),
    "stored": lambda s: list(s.reader().all_stored_fields()),
    "time-limited": _limited,
    "walked": _walked,
}


@pytest.mark.parametrize("name", CASES)
def test_whatever_else_a_searcher_is_asked(searchers: tuple[Any, Any], name: str) -> None:
    ours, stock = searchers
    expected = CASES[name](stock)
    assert expected
    assert CASES[name](ours) == expected


def test_a_collector_within_another_steps_through_documents(searchers: tuple[Any, Any]) -> None:
    ours, stock = searchers
    inner = ArrayCollector(10)
    outer = collectors.FilterCollector(collectors.TermsCollector(inner), allow=QUERIES["numbers"])
    ours.search_with_collector(QUERIES["two"], outer)
    assert inner.found is None
    expected = stock.search(QUERIES["two"], limit=10, filter=QUERIES["numbers"], terms=True)
    assert _words_of(outer.results()) == _words_of(expected)


def test_a_collector_can_be_used_again(searchers: tuple[Any, Any]) -> None:
    collector = ArrayCollector(5)
    searchers[0].search_with_collector(QUERIES["term"], collector)
    first = ranked(collector.results())
    searchers[0].search_with_collector(QUERIES["near"], collector)
    assert collector.found is None
    searchers[0].search_with_collector(QUERIES["term"], collector)
    assert ranked(collector.results()) == first


def test_segments_of_the_stock_codec_are_left_to_its_matchers(searchers: tuple[Any, Any]) -> None:
    _, stock = searchers
    collector = ArrayCollector(10)
    stock.search_with_collector(QUERIES["two"], collector)
    assert collector.found is None
    assert ranked(collector.results()) == ranked(stock.search(QUERIES["two"], limit=10))


@pytest.mark.parametrize("segment", [1, 700])
def test_alternatives_are_scored_as_whoosh_does_by_the_size_of_a_segment(segment: int) -> None:
    """Whoosh gathers alternatives in small segments, where those it need not score count 1, and not in large ones."""
    schema = fields.Schema(text=fields.TEXT)
    found = []
    for codec in (Codec(), W3Codec()):
        made = RamStorage().create_index(schema)
        writer = made.writer(codec=codec)
        for at in range(segment * 8):
            writer.add_document(text=f"{VOCABULARY[at % 24]} {VOCABULARY[at % 7]}")
        writer.commit()
        with made.searcher() as searcher:
            results = searcher.search(query.Prefix("text", "al"), limit=None)
            found.append(ranked(results))
            if codec.__class__ is Codec:
                found.append(ranked(_collected(searcher, query.Prefix("text", "al"), None)))
    assert same_ranking(found[0], found[2])
    assert same_ranking(found[1], found[2])
