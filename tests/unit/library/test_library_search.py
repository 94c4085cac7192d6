from __future__ import annotations

import pytest

from explorer.config import SearchConfig
from explorer.errors import NotFound
from explorer.library import Library, rows
from explorer.model.entity import EntityType
from explorer.model.query import Page, Sort


def found(library, text, **how):
    return [hit.document.path for hit in library.search(text, **how).hits]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("harbour", {"answer.md", "notes/harbour.md", "weather.html"}),
        ("cafe zurich", {"answer.md"}),
        ("title:weather", {"weather.html"}),
        ("type:html", {"weather.html"}),
        ("source:kurier", {"answer.md"}),
        ("person:merkel -berlin", {"notes/harbour.md"}),
        ('person:"Erna Solberg"', {"treaty.txt", "answer.md"}),
        ("person:solb", set()),
        ("after:2019-12", {"weather.html"}),
        ('"treaty is good"', {"treaty.txt"}),
    ],
)
def test_a_query_finds_its_documents(shelf, text, paths):
    assert set(found(shelf, text)) == paths


def test_nothing_typed_is_everything_newest_first_undated_last(shelf):
    assert found(shelf, "") == ["weather.html", "answer.md", "treaty.txt", "notes/harbour.md"]
    assert found(shelf, "", sort=Sort.OLDEST) == ["treaty.txt", "answer.md", "weather.html", "notes/harbour.md"]
    assert [document.path for document in shelf.documents()] == found(shelf, "")
    assert [d.path for d in shelf.documents(sort=Sort.OLDEST)] == found(shelf, "", sort=Sort.OLDEST)


def test_pages_go_on_where_the_last_one_ended(shelf):
    first, second = shelf.search("", Page(0, 3)), shelf.search("", Page(3, 3))
    assert (first.total, second.total, second.offset) == (4, 4, 3)
    assert [hit.rank for hit in (*first.hits, *second.hits)] == [0, 1, 2, 3]
    assert len(second.hits) == 1


def test_passages_and_titles_are_lit_where_the_words_stand(shelf):
    (hit,) = shelf.search("treaty fishermen", passages=2).hits
    text = shelf.read(hit.document.id).text
    lit = {span.of(text).lower() for passage in hit.passages for span in passage.hits}
    assert {"treaty", "fishermen"} <= lit
    assert [span.of(hit.document.title) for span in hit.title_hits] == ["treaty"]
    assert hit.hits >= 2
    assert all(passage.text == passage.span.of(text) for passage in hit.passages)


def test_an_entity_lights_every_name_it_has(shelf):
    (hit,) = shelf.search("person:solberg fishing").hits
    reading = shelf.read(hit.document.id, "person:solberg fishing")
    lit = [span.of(reading.text) for span in reading.hits]
    assert lit.count("Solberg") == 2
    assert "Erna Solberg" in lit
    assert reading.best is not None


def test_a_misspelt_name_and_word_get_a_better_one(shelf):
    assert [each.text for each in shelf.search("person:solburg").suggestions] == ['person:"Erna Solberg"']
    assert "harbour" in [each.text.lower() for each in shelf.search("harbuor").suggestions]


def test_without_a_hit_each_part_is_tried_without(shelf):
    without = {each.changed: (each.text, each.hits) for each in shelf.search("harbour fishermen").suggestions}
    assert without[("without harbour",)] == ("fishermen", 1)
    assert without[("without fishermen",)] == ("harbour", 3)


def test_suggestions_come_only_where_hardly_anything_was_found(shelf):
    assert shelf.search("harbour").suggestions == ()
    assert shelf.search("harbour zzzz").total == 0


def test_a_rare_word_that_is_an_edit_from_a_frequent_one_is_doubted(library, news):
    for number in range(40):
        (news / f"frequent{number}.txt").write_text(f"The parliament met. Session number x{number}.\n")
    (news / "misspelt.txt").write_text("The parliement adjourned, said a kingfisher.\n")
    library.build()
    hits = library.search("parliement adjourned")
    assert (hits.total, hits.suggestions) == (1, ())  # with the other word there is no document
    assert [(each.text, each.hits) for each in library.search("parliement").suggestions] == [("parliament", 40)]
    assert library.search("kingfisher").suggestions == ()
    assert library.search("parliament").suggestions == ()


def test_a_misspelt_name_of_two_words_is_found_by_the_entity(shelf):
    meant = [each.text for each in shelf.search("anjela merkl").suggestions]
    assert 'entity:"Angela Merkel"' in meant


def test_an_unwanted_answer_has_no_rows(shelf):
    hits = shelf.search("harbour", cancelled=lambda: True)
    assert (hits.hits, hits.suggestions) == ((), ())


def test_a_search_called_off_between_rows_keeps_what_it_has(shelf, monkeypatch):
    made = []
    passages = rows.best_passages

    def noted(*args, **more):
        made.append(args)
        return passages(*args, **more)

    monkeypatch.setattr(rows, "best_passages", noted)
    assert len(shelf.search("harbour", cancelled=lambda: bool(made)).hits) == 1


def test_texts_are_fetched_together_as_far_as_memory_allows(shelf, monkeypatch):
    fetched = []
    with_texts = rows.documents.with_texts

    def noted(connection, numbers, longest):
        fetched.append(len(numbers))
        return with_texts(connection, numbers, longest)

    monkeypatch.setattr(rows.documents, "with_texts", noted)
    assert len(shelf.search("harbour").hits) == 3
    assert fetched == [3]
    monkeypatch.setattr(rows, "TOGETHER", 1)
    assert len(shelf.search("harbour").hits) == 3
    assert fetched == [3, 1, 1, 1]


def test_results_count_the_documents_that_match(shelf):
    treaty = shelf.find_document("treaty.txt").id
    counts = {count.entity.name: count for count in shelf.document_entities(treaty, "berlin")}
    merkel = counts["Angela Merkel"]
    assert (merkel.here, merkel.results, merkel.entity.documents) == (2, 2, 3)
    everywhere = {count.entity.name: count.results for count in shelf.document_entities(treaty, "*")}
    assert everywhere["Angela Merkel"] == 3
    assert {count.results for count in shelf.document_entities(treaty)} == {None}
    assert merkel.first is not None


def test_an_entity_clause_finds_just_its_documents(shelf):
    for type_ in EntityType:
        for count in shelf.entities(type_):
            clause = shelf.entity_query(count.entity.id)
            assert shelf.search(clause).total == count.entity.documents, clause


def test_a_document_that_went_while_it_was_searched_is_left_out(library, monkeypatch):
    monkeypatch.setattr("explorer.library.rows.documents.with_texts", lambda connection, numbers, longest: {})
    hits = library.search("harbour")
    assert (hits.hits, hits.total) == ((), 3)


def test_common_entities_are_counted_among_the_results(library, news):
    for number in range(60):
        (news / f"more{number}.txt").write_text(f"Erna Solberg was in Oslo. Number x{number}.\n")
    library.build()
    treaty = library.find_document("treaty.txt").id
    results = {c.entity.name: c.results for c in library.document_entities(treaty, "x7 OR x8")}
    assert (results["Erna Solberg"], results["Angela Merkel"]) == (2, 0)
    many = {c.entity.name: c.results for c in library.document_entities(treaty, "number")}
    assert (many["Erna Solberg"], many["Angela Merkel"]) == (60, 0)
    assert len(library.together(*(library.entities(like=name)[0].entity.id for name in ("solberg", "oslo")))) >= 60


def test_a_sentence_that_is_a_whole_list_is_cut_about_its_name(library, news):
    (news / "list.txt").write_text("Members: " + "somebody, " * 300 + "Erna Solberg, " + "somebody, " * 300 + "\n")
    library.build()
    card = library.card(library.entities(EntityType.PERSON, "solberg")[0].entity.id)
    (passage,) = (p for p in card.passages if p.document.path == "list.txt")
    assert len(passage.text) <= 620
    assert "Solberg" in passage.text


def test_a_question_finds_what_has_most_of_its_words_and_a_misspelt_one_gets_a_better_one(shelf):
    hits = shelf.search("which treaty is good for fishermen of the harbuor in winter")
    assert hits.hits[0].document.path == "treaty.txt"
    assert hits.whole == 0
    assert [each.text.lower() for each in hits.suggestions] == [
        "which treaty is good for fishermen of the harbour in winter"
    ]
    assert shelf.search("harbour").whole is None
    assert shelf.search("treaty AND good AND fishermen AND winter").total == 0


def test_the_configured_language_decides_which_endings_are_folded(news, tmp_path, make_config):
    (news / "raumfahrt.txt").write_text("Die Weltraumfahrten der Stationen.\n")
    english, german = make_config(tmp_path), make_config(tmp_path, search=SearchConfig(language="german"))
    with Library.open(news, english) as library:
        library.build()
        assert library.search("weltraumfahrt").total == 0
    with Library.open(news, german) as library:
        assert "the index is for english" in library.notices[0]
        assert library.search("weltraumfahrt").total == 1
        assert all(check.ok is not False for check in library.doctor())


def test_of_a_long_text_only_what_the_passages_are_cut_from_is_read(library, news, monkeypatch):
    filler = "Nothing of the kind was said on that day in the harbour office.\n\n" * 4000
    (news / "long.txt").write_text(f"{filler}A heron and a comet were seen by Angela Merkel.\n\n{filler}")
    library.build()
    whole = {query: library.search(query).hits[0] for query in ("heron comet", "person:merkel comet")}
    monkeypatch.setattr(rows, "LONG", 10**9)
    for query, hit in whole.items():
        again = library.search(query).hits[0]
        assert hit.passages[0].text.startswith("A heron and a comet were seen by Angela Merkel.")
        assert (hit.passages, hit.hits) == (again.passages, again.hits)


def test_a_long_text_is_opened_at_its_best_passage_with_all_of_its_hits(library, news, monkeypatch):
    filler = "Nothing of the kind was said on that day in the harbour office.\n\n" * 4000
    (news / "long.txt").write_text(f"{filler}A heron and a comet were seen by Angela Merkel.\n\n{filler}")
    library.build()
    number = library.find_document("long.txt").id
    reading = library.read(number, "harbour heron comet")
    assert "A heron and a comet" in reading.best.of(reading.text)
    assert len(reading.hits) == 8002
    assert reading.hits[4000].of(reading.text) == "heron"
    monkeypatch.setattr(rows, "LONG", 10**9)
    assert list(library.read(number, "harbour heron comet").hits) == list(reading.hits)


def test_a_long_text_without_a_hit_shows_its_opening_or_the_names(library, news):
    filler = "Nothing of the kind was said on that day in the harbour office.\n\n" * 4000
    (news / "long.txt").write_text(f"A report\n\n{filler}Angela Merkel left.\n\n{filler}")
    library.build()
    (hit,) = library.search("title:report").hits
    assert hit.passages[0].span.start == 0
    (hit,) = (each for each in library.search('person:"Angela Merkel"').hits if each.document.path == "long.txt")
    assert "Angela Merkel left." in hit.passages[0].text


def test_a_line_is_understood_once_until_the_corpus_changes(library, news):
    understand = library._searcher.understand
    assert understand("person:merkel berlin") is understand("person:merkel berlin")
    before = understand("person:lovelace")
    assert before.keys == ()
    (news / "ada.txt").write_text("Ada Lovelace wrote to Charles Babbage.\n")
    library.build()
    assert len(understand("person:lovelace").keys) == 1


@pytest.mark.parametrize("field", ["", "person:", "entity:", "speaker:", "like:", "path:", "after:"])
def test_a_byte_that_is_no_text_is_nowhere(shelf, field):
    for typed in ("qcaf\udce9", '"at qcaf\udce9"', "qcaf\udce9*"):
        assert shelf.search(f"{field}{typed}").total == 0
        assert shelf.facets(f"{field}{typed}").total == 0
        shelf.complete(f"{field}{typed}")
    assert shelf.entities(like="qcaf\udce9") == ()
    with pytest.raises(NotFound):
        shelf.find_document("caf\udce9.md")
