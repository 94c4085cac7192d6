from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.links import (
    COPY,
    Fact,
    Named,
    Side,
    file_names,
    prints,
    rarest,
    relate,
    same_share,
    sentences_with,
    ways,
    weight,
)
from explorer.model.document import Reference
from explorer.model.span import Span


def facts(weights: dict[int, float], **dates: str) -> dict[int, Fact]:
    """Return what is known of some people, by number, and of dates, by `d` and number."""
    known = {entity: Fact("person", str(entity), weight) for entity, weight in weights.items()}
    return known | {int(name[1:]): Fact("date", value, 0.3) for name, value in dates.items()}


def side(day=None, quoted=None, /, **named: float) -> Side:
    """Return a document that names `e` and number, each so salient."""
    return Side({int(name[1:]): (1, salience) for name, salience in named.items()}, day, quoted or {})


def test_the_rarer_the_heavier_and_a_date_weighs_less_the_vaguer_it_is():
    assert weight("person", "", 2, 1000) > weight("person", "", 900, 1000) > weight("person", "", 1000, 1000) >= 0
    assert weight("date", "2021", 2, 1000) < weight("date", "2021-03-09", 2, 1000) < weight("person", "", 2, 1000)
    assert weight("money", "", 2, 1000) < weight("person", "", 100, 1000)


def test_candidates_are_looked_for_by_the_rarest():
    assert rarest({1: 1, 2: 50, 3: 2, 4: 5000}, 100) == [3, 2]
    assert rarest({4: 5000, 5: 6000}, 100) == [4]
    assert rarest({1: 1}, 100) == []


def test_documents_alike_come_first_with_the_most_telling_reason_first():
    known = facts({1: 0.9, 2: 0.3, 3: 0.6})
    found = relate(
        side(e1=0.5, e2=0.5), {10: side(e2=0.5, e3=0.5), 11: side(e1=0.5, e2=0.5), 12: side(e3=1)}, known, [], 9
    )
    assert [relation.document for relation in found] == [11, 10]
    assert [reason.entity for reason in found[0].reasons] == [1, 2]
    (relation,) = relate(Side({1: (2, 0.5)}), {10: Side({1: (7, 0.1)})}, known, [], 9)
    assert (relation.reasons[0].here, relation.reasons[0].there) == (2, 7)


def test_a_document_about_the_same_comes_before_one_that_only_names_it():
    others = {10: side(e1=0.05, e2=0.9), 11: side(e1=0.9, e2=0.05)}
    found = relate(side(e1=0.9, e3=0.1), others, facts({1: 0.5, 2: 0.5, 3: 0.5}), [], 9)
    assert [relation.document for relation in found] == [11, 10]


def test_a_reference_adds_one_even_where_nothing_is_shared():
    (relation,) = relate(side(e1=1), {10: side(e2=1)}, facts({1: 1.0, 2: 1.0}), [10], 9)
    assert (relation.score, relation.reasons) == (1.0, ())
    first, second = relate(side(e1=1), {9: side(e1=1), 10: side(e2=1)}, facts({1: 1.0, 2: 1.0}), [10], 9)
    assert (first.document, second.document) == (10, 9)


def test_documents_that_name_the_same_are_wholly_alike():
    (relation,) = relate(side(e1=0.2, e2=0.7), {10: side(e1=0.2, e2=0.7)}, facts({1: 0.8, 2: 0.3}), [], 9)
    assert relation.score == relation.likeness == pytest.approx(1.0)


def test_the_same_event_is_about_the_same_two_at_nearly_the_same_time():
    known = facts({1: 0.8, 2: 0.8, 3: 0.8, 4: 0.01}, d5="2021-03-09", d6="2021")
    here = side("2021-03-09", e1=0.6, e2=0.6, e4=0.6)
    others = {
        10: side("2021-03-10", e1=0.6, e2=0.6, e3=0.6),
        11: side("2021-05-10", e1=0.6, e2=0.6, e3=0.6),
        12: side("2021-03-09", e1=0.6, e3=0.6),  # only one of the two
        13: side("2021-03-09", e1=0.6, e2=0.1, e3=0.6),  # and names the other in passing
        14: side("2021-03-09", e1=0.6, e4=0.6, e3=0.6),  # and something that everybody names
        15: side(None, e1=0.6, e2=0.6, e3=0.6),
    }
    found = {relation.document: relation for relation in relate(here, others, known, [], 9)}
    assert [document for document, relation in found.items() if relation.event] == [10]
    assert (found[10].event.entities, found[10].event.apart) == ((1, 2), 1)
    assert found[10].likeness == found[11].likeness
    assert found[10].score > found[11].score
    speaking = side("2021-04-01", e1=0.6, e2=0.6, e5=0.1)
    (by_day,) = relate(speaking, {10: side("2021-05-30", e1=0.6, e2=0.6, e5=0.1)}, known, [], 9)
    assert (by_day.event.apart, by_day.event.day) == (None, "2021-03-09")
    vague = side("2021-04-01", e1=0.6, e2=0.6, e6=0.1)
    assert relate(vague, {10: side("2021-05-30", e1=0.6, e2=0.6, e6=0.1)}, known, [], 9)[0].event is None


def test_a_quotation_that_few_others_have_joins_two_documents():
    found = relate(
        side(e1=1), {10: side(None, {7: 0.9}, e2=1), 11: side(None, {8: 0.1}, e2=1)}, facts({1: 1, 2: 1}), [], 9
    )
    assert [(relation.document, relation.quotes) for relation in found] == [(10, (7,)), (11, (8,))]
    assert 1 > found[0].score > found[1].score > 0


profiles = st.dictionaries(st.integers(1, 8), st.tuples(st.integers(1, 5), st.floats(0, 1)), max_size=5)
sides = st.builds(Side, profiles, st.sampled_from([None, "2021-03-09", "2021-03-10", "no day"]), st.just({}))


@given(sides, st.dictionaries(st.integers(10, 20), sides, max_size=5), st.integers(0, 4))
def test_scores_stay_between_nothing_and_one_and_fall(here, others, limit):
    known = facts({entity: 1.0 / entity for entity in range(1, 9)})
    found = relate(here, others, known, [], limit)
    scores = [relation.score for relation in found]
    assert len(found) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    shared = {document: here.profile.keys() & other.profile.keys() for document, other in others.items()}
    assert all({r.entity for r in each.reasons} == shared[each.document] for each in found)


@given(sides, sides)
def test_two_documents_are_as_much_related_whichever_one_looks_from(left, right):
    known = facts({entity: 1.0 / entity for entity in range(1, 9)})
    there, here = relate(left, {1: right}, known, [], 1), relate(right, {1: left}, known, [], 1)
    assert [each.score for each in there] == pytest.approx([each.score for each in here])
    assert [each.event for each in there] == [each.event for each in here]


def test_a_copy_is_told_by_its_runs_of_words():
    text = " ".join(f"word{number}" for number in range(400))
    assert same_share(prints(text), prints(text.upper().replace(" ", ",\n"))) == 1.0
    assert same_share(prints(text), prints(f"Another head. {text} And another end.")) > COPY
    assert same_share(prints(text), prints(" ".join(sorted(text.split(), reverse=True)))) == 0.0
    assert same_share(prints(text), prints(text[: len(text) // 3])) < COPY  # an excerpt is no copy
    assert same_share(prints(""), prints("")) == 0.0
    assert same_share(prints("so it is"), prints("So it is.")) == 1.0


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
