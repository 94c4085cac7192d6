from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.links import Named, file_names, rarest, relate, sentences_with, ways, weight
from explorer.model.document import Reference
from explorer.model.entity import EntityType
from explorer.model.span import Span

PERSON, DATE = EntityType.PERSON, EntityType.DATE


def test_the_rarer_the_heavier_and_a_date_weighs_less():
    assert weight(PERSON, 2, 1000) > weight(PERSON, 900, 1000) > weight(PERSON, 1000, 1000) > 0
    assert weight(DATE, 2, 1000) < weight(PERSON, 2, 1000)
    assert weight(PERSON, 5, 2) > 0  # a count that is ahead of the documents does no harm


def test_candidates_are_looked_for_by_the_rarest():
    assert rarest({1: 1, 2: 50, 3: 2, 4: 5000}, 100) == [3, 2]
    assert rarest({4: 5000, 5: 6000}, 100) == [4]
    assert rarest({1: 1}, 100) == []


def test_documents_alike_come_first_with_the_rarest_reason_first():
    weights = {1: 3.0, 2: 1.0, 3: 2.0}
    found = relate({1: 2, 2: 1}, {10: {2: 1, 3: 1}, 11: {1: 1, 2: 9}, 12: {3: 4}}, weights, [], 10)
    assert [relation.document for relation in found] == [11, 10]
    assert [reason.entity for reason in found[0].reasons] == [1, 2]
    often = relate({1: 1, 2: 9}, {10: {1: 1, 2: 9}}, weights, [], 10)
    assert [reason.entity for reason in often[0].reasons] == [1, 2]  # the rarer one, however often the other is named
    assert (found[0].reasons[0].here, found[0].reasons[0].there) == (2, 1)


def test_a_reference_adds_one_even_where_nothing_is_shared():
    (relation,) = relate({1: 1}, {10: {2: 1}}, {1: 1.0, 2: 1.0}, [10], 10)
    assert (relation.score, relation.reasons) == (1.0, ())


def test_documents_that_name_the_same_are_wholly_alike():
    (relation,) = relate({1: 1, 2: 3}, {10: {1: 1, 2: 3}}, {1: 2.0, 2: 0.5}, [], 10)
    assert relation.score == pytest.approx(1.0)


profiles = st.dictionaries(st.integers(1, 8), st.integers(1, 5), max_size=5)


@given(profiles, st.dictionaries(st.integers(10, 20), profiles, max_size=5), st.integers(0, 4))
def test_scores_stay_between_nothing_and_one_and_fall(here, others, limit):
    weights = {entity: 1.0 / entity for entity in range(1, 9)}
    found = relate(here, others, weights, [], limit)
    scores = [relation.score for relation in found]
    assert len(found) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert all({r.entity for r in each.reasons} == here.keys() & others[each.document].keys() for each in found)


@pytest.mark.parametrize(
    ("kind", "target", "path", "expected"),
    [
        ("markdown", "b.md", "notes/a.md", ("path", "notes/b.md")),
        ("markdown", "../c%20d.txt#end", "notes/a.md", ("path", "c d.txt")),
        ("markdown", "b", "a.md", ("path", "b.md")),
        ("markdown", "./x/../b.md?raw", "a.md", ("path", "b.md")),
        ("file", "report.txt", "notes/a.md", ("name", "report.txt")),
        ("wiki", "Harbour notes|here", "a.md", ("title", "Harbour notes")),
        ("wiki", "Harbour notes#Ice", "a.md", ("stem", "Harbour notes")),
        ("wiki", "folder/file", "a.md", ("path", "folder/file.md")),
        ("wiki", "folder/file", "b/a.md", ("path", "b/folder/file.md")),
        ("wiki", "file.md", "b/a.md", ("name", "file.md")),
        ("url", "https://www.news.example/story/#top", "a.md", ("url", "news.example/story")),
        ("markdown", "http://news.example/story?utm_source=x", "a.md", ("url", "news.example/story")),
    ],
)
def test_where_a_reference_may_lead(kind, target, path, expected):
    assert expected in ways(kind, target, path)


@pytest.mark.parametrize(
    "target",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "mailto:a@b.c",
        "#top",
        "?q",
        "..",
        "\\\\host\\share",
        "",
        "//x.y/z",
    ],
)
@pytest.mark.parametrize("kind", ["markdown", "file", "url"])
def test_nothing_outside_the_corpus_is_looked_for(kind, target):
    assert [way for way in ways(kind, target, "notes/a.md") if way[0] != "name"] == []


@given(st.text(max_size=40), st.sampled_from(["markdown", "file", "wiki", "url"]))
def test_no_way_climbs_out(target, kind):
    for how, value in ways(kind, target, "notes/a.md"):
        assert how != "path" or (not value.startswith("/") and ".." not in value.split("/"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("See ledger.txt for more, and notes/report-2.md.", ["ledger.txt", "notes/report-2.md"]),
        ("At http://a.example/page.html and me@x.txt or /etc/a.txt or ../a.md", []),
        ("a.txt.gz is none, A.HTML is not written so, b.htm is one", ["b.htm"]),
        ("." * 5000 + "a" * 5000, []),
    ],
)
def test_names_of_files_are_found_in_a_text(text, names):
    found = file_names(text, ())
    assert [reference.target for reference in found] == names
    assert all(reference.span.of(text) == reference.target for reference in found)


def test_a_name_within_a_reference_is_not_counted_again():
    text = "See [this](ledger.txt) and ledger.txt."
    (found,) = file_names(text, [Reference(Span(4, 22), "ledger.txt", "markdown")])
    assert found.span.start > 22


def test_an_empty_wiki_link_leads_nowhere():
    assert ways("wiki", "|x", "a.md") == ()


def test_sentences_name_every_one_of_them():
    sentences = (Span(0, 10), Span(11, 30))
    named = [Named(1, 0, Span(0, 3)), Named(1, 1, Span(11, 14)), Named(2, 1, Span(20, 24)), Named(3, 1, Span(25, 27))]
    assert sentences_with(named, sentences, (1, 2)) == ((Span(11, 30), (Span(11, 14), Span(20, 24))),)
    assert len(sentences_with(named, sentences, (1,))) == 2


def test_a_mention_out_of_every_sentence_stands_for_itself():
    assert sentences_with([Named(1, -1, Span(4, 8))], (), (1,)) == ((Span(4, 8), (Span(4, 8),)),)
