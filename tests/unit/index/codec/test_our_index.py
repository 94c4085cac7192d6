"""The index of a corpus is a Whoosh index: Whoosh opens, searches, sorts and highlights it like any other."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest

from explorer.index import open_writer
from explorer.index.codec import ArrayCollector
from explorer.ports import IndexDocument

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import index, qparser, query

TEXTS = {
    7: ("Lunar base", "The station on the moon is built by robots. Robots build the base."),
    3: ("Markets", "Shares fell, and the moon had nothing to do with it."),
    12: ("Rogozin speaks", "Dmitry Rogozin spoke of a lunar station; a base on the moon, he said."),
    5: ("Nothing", "Words that stand in no other text."),
}


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    writer = open_writer(tmp_path)
    for at, (number, (title, text)) in enumerate(TEXTS.items()):
        writer.put(
            IndexDocument(
                number, title, text, f"news/{number}.txt", "text", "Reuters", "", f"2020-01-{at + 1:02}", (number, 1)
            )
        )
        if at % 2:
            writer.commit()
    writer.remove(5)
    writer.commit()
    writer.close()
    return index.open_dir(tmp_path, indexname="MAIN")


def _numbers(searcher: Any, results: Any) -> list[int]:
    """Return the numbers of the documents that were found."""
    column = searcher.reader().column_reader("number")
    return [column[document] for _, document in results.top_n]


def _found(searcher: Any, wanted: Any) -> set[int]:
    found = set(_numbers(searcher, searcher.search(wanted, limit=None)))
    collector = ArrayCollector(None)
    searcher.search_with_collector(wanted, collector)
    assert collector.found is not None
    assert set(_numbers(searcher, collector.results())) == found
    return found


def test_whoosh_searches_it(opened: Any) -> None:
    with opened.searcher() as searcher:
        assert searcher.doc_count() == 3
        assert _found(searcher, query.Term("body", "moon")) == {7, 3, 12}
        assert _found(searcher, query.Phrase("body", ["lunar", "station"])) == {12}
        assert _found(searcher, query.Prefix("body", "ro")) == {7, 12}
        assert _found(searcher, query.FuzzyTerm("body", "mooon")) == {7, 3, 12}
        assert _found(searcher, query.And([query.Every(), query.Not(query.Term("title", "market"))])) == {7, 12}
        assert _found(searcher, query.Term("source", "reuters")) == {7, 3, 12}
        assert _found(searcher, query.NullQuery) == set()


def test_whooshs_parser_reads_what_is_typed_with_our_analysis(opened: Any) -> None:
    with opened.searcher() as searcher:
        parser = qparser.QueryParser("body", opened.schema)
        assert _found(searcher, parser.parse('stations "robots BUILD"')) == {7}


def test_whoosh_sorts_it(opened: Any) -> None:
    with opened.searcher() as searcher:
        wanted = query.Term("body", "moon")
        assert _numbers(searcher, searcher.search(wanted, sortedby="number")) == [3, 7, 12]
        assert _numbers(searcher, searcher.search(wanted, sortedby="day", reverse=True)) == [12, 3, 7]


def test_whoosh_knows_where_words_stand(opened: Any) -> None:
    with opened.searcher() as searcher:
        leaf, _ = searcher.leaf_searchers()[0]
        matcher = leaf.postings("body", "robot")
        assert [span.start for span in matcher.spans()] == [8, 9]
        assert matcher.weight() == 2
