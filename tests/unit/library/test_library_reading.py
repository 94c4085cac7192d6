from __future__ import annotations

import pytest

from explorer.errors import DocumentError, NotFound
from explorer.library import Library
from explorer.model.entity import EntityType


def number(library, name):
    return library.find_document(name).id


def test_a_document_is_found_by_number_path_and_name(shelf):
    harbour = shelf.find_document("notes/harbour.md")
    assert shelf.find_document(str(harbour.id)) == harbour
    assert shelf.find_document("./notes/harbour.md") == harbour
    assert shelf.find_document("harbour.md") == harbour
    assert shelf.find_document("harbour") == harbour
    assert shelf.document(harbour.id) == harbour


def test_an_unknown_name_is_told_the_nearest(shelf):
    with pytest.raises(NotFound, match=r"the nearest is notes/harbour\.md"):
        shelf.find_document("harbor.md")
    with pytest.raises(NotFound, match="999"):
        shelf.find_document("999")
    with pytest.raises(NotFound, match=r"the nearest is notes/harbour\.md"):
        shelf.find_document("HARBOR.MD")
    with pytest.raises(NotFound):
        shelf.find_document("0001")  # a name, for no number begins so


def test_a_name_that_several_documents_have_is_not_guessed(library, news):
    (news / "notes" / "treaty.txt").write_text("Another treaty.\n")
    library.build()
    assert library.find_document("treaty.txt").path == "treaty.txt"
    with pytest.raises(NotFound, match=r"notes/treaty\.txt, treaty\.txt: give its path"):
        library.find_document("treaty")


@pytest.mark.parametrize("ask", ["document", "read", "location", "links", "document_entities", "document_quotes"])
def test_what_is_not_there_is_not_found(shelf, ask):
    with pytest.raises(NotFound):
        getattr(shelf, ask)(12345)


def test_spans_of_a_reading_slice_back_to_its_text(shelf):
    reading = shelf.read(number(shelf, "treaty.txt"))
    assert reading.hits == ()
    assert reading.best is None
    for mention in reading.mentions:
        assert mention.span.of(reading.text) == mention.text
        assert mention.local == -1 or mention.local in reading.entity_of
    names = {m.text for m in reading.mentions if m.type is EntityType.PERSON}
    assert {"Erna Solberg", "Angela Merkel", "Solberg", "Merkel"} <= names


def test_references_lead_to_documents_of_the_corpus_only(shelf):
    answer = shelf.read(number(shelf, "answer.md"))
    leads = {pointer.target: pointer.document for pointer in answer.pointers if pointer.outgoing}
    assert leads == {"treaty.txt": number(shelf, "treaty.txt"), "Harbour notes": number(shelf, "harbour")}
    harbour = shelf.read(number(shelf, "harbour"))
    assert [pointer.document for pointer in harbour.pointers if pointer.outgoing] == [None]
    assert [pointer.document for pointer in harbour.pointers if not pointer.outgoing] == [answer.document.id]


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("saved.md", "---\ntitle: Saved\nsource: https://www.kurier.example/ice/\n---\nIce.\n"),
        ("saved.md", "---\nurl: https://kurier.example/ice\n---\nIce.\n"),
        ("saved.html", "<link rel=canonical href=https://kurier.example/ice><title>Saved</title><p>Ice."),
        ("saved.html", "<meta property=og:url content='http://www.kurier.example/ice'><p>Ice."),
    ],
)
def test_an_address_leads_to_the_document_that_says_it_is_from_there(library, news, name, saved):
    (news / name).write_text(saved)
    (news / "letter.txt").write_text(
        "As http://kurier.example/ice#end says, and https://kurier.example/other does not.\n"
    )
    library.build()
    reading = library.read(number(library, "letter.txt"))
    assert [pointer.document for pointer in reading.pointers] == [number(library, name), None]
    assert [link.document.path for link in library.links(number(library, name))] == ["letter.txt"]


@pytest.mark.parametrize(
    ("name", "wanted", "written"),
    [
        ("answer.md", "cafe ZURICH", ["Café Zürich"]),
        ("treaty.txt", "angela merkel", ["Angela Merkel"]),
        ("treaty.txt", "a+b (", []),
        ("treaty.txt", "  ", []),
        ("treaty.txt", 'thursday. "the', ['Thursday. "The']),
    ],
)
def test_find_in_a_document_folds_and_takes_words_as_they_are(shelf, name, wanted, written):
    text = shelf.read(number(shelf, name)).text
    assert [span.of(text) for span in shelf.find(number(shelf, name), wanted)] == written


def test_find_keeps_its_place_where_folding_changes_the_length(library, news):
    (news / "long.txt").write_text("Die Straße, ﬁn, straße\n", encoding="utf-8")
    library.build()
    long = number(library, "long.txt")
    text = library.read(long).text
    assert [span.of(text) for span in library.find(long, "STRASSE")] == ["Straße", "straße"]
    assert [span.of(text) for span in library.find(long, "fin")] == ["ﬁn"]


def test_lines_are_those_of_the_file(library, news):
    weather = number(library, "weather.html")
    (news / "weather.html").write_text("<html>\n<body>\n<p>One.</p>\n\n<p>Rain in Madrid.</p></body></html>\n")
    library.build()
    text = library.read(weather).text
    assert library.line_of(weather, text.index("Rain")) == 5
    assert library.location(weather) == news / "weather.html"
    (news / "weather.html").unlink()
    assert library.line_of(weather, text.index("Rain")) == text[: text.index("Rain")].count("\n") + 1


def test_quotations_know_their_speaker_and_sentence(shelf):
    (quote,) = shelf.document_quotes(number(shelf, "treaty.txt"))
    assert quote.quote.strip('"“”') == "The treaty is good for fishermen,"
    assert quote.speaker is not None
    assert quote.speaker.entity.name == "Erna Solberg"
    assert quote.quote in quote.sentence.text


def test_dates_of_a_document_and_of_a_person_come_with_their_sentences(shelf):
    treaty = number(shelf, "treaty.txt")
    statements = shelf.dated(document_id=treaty)
    assert "2019-06" in [each.edtf for each in statements]
    assert [each.begin for each in statements] == sorted(each.begin for each in statements)
    merkel = next(c.entity for c in shelf.entities(EntityType.PERSON, "merkel"))
    of_merkel = shelf.dated(entity_id=merkel.id)
    assert "2019-06" in [each.edtf for each in of_merkel]
    assert all(each.text in each.sentence.text for each in of_merkel)
    assert "2010-01" not in [each.edtf for each in of_merkel]


def test_a_date_lists_all_that_is_dated_so(shelf):
    (june,) = shelf.entities(EntityType.DATE, "2019-06")[:1]
    assert {each.edtf for each in shelf.dated(entity_id=june.entity.id)} == {june.entity.name}
    treaty = number(shelf, "treaty.txt")
    assert all(each.sentence.document.id == treaty for each in shelf.dated(june.entity.id, treaty))


def test_a_year_lists_what_happened_in_it_in_order(library, news):
    (news / "year.txt").write_text(
        "Year\n\nIt rained in late 2031. Ships came on 3 May 2031. In 2031 nothing else was sold. "
        "The second quarter of 2031 was dry. In 2032 it was over.\n"
    )
    library.build()
    year = next(c for c in library.entities(EntityType.DATE, "2031") if c.entity.name == "2031").entity
    told = [(each.edtf, each.modifier) for each in library.dated(entity_id=year.id)]
    assert told == [("2031", ""), ("2031-34", ""), ("2031-05-03", ""), ("2031", "late")]


def test_nothing_dated_so_is_left_out_however_many_documents_there_are(library, news):
    for number in range(1100):
        (news / f"day{number}.txt").write_text(
            f"date 2021-05-0{number % 9 + 1}\nNote {number}\n\nIt rained in June 2019.\n"
        )
    library.build()
    june = next(c for c in library.entities(EntityType.DATE, "2019-06") if c.entity.name == "2019-06").entity
    statements = library.dated(entity_id=june.id)
    assert len(statements) == june.mentions
    assert len({each.sentence.document.id for each in statements}) == june.documents >= 1100


def test_a_file_is_annotated_without_a_catalogue(tmp_path, config):
    story = tmp_path / "lone.txt"
    story.write_text("Marie Curie went to Paris.\n")
    document, annotations = Library.annotate(story, config)
    assert {mention.span.of(document.text) for mention in annotations.mentions} == {"Marie Curie", "Paris"}
    with pytest.raises(DocumentError, match=r"nowhere\.txt"):
        Library.annotate(tmp_path / "nowhere.txt", config)
