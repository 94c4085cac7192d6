from __future__ import annotations

import pytest

from explorer.errors import NotFound
from explorer.model.entity import EntityType
from explorer.model.span import Span


def number(library, name):
    return library.find_document(name).id


def entity(library, name, type_=None):
    return library.entities(type_, name)[0].entity.id


def test_a_reference_leads_and_the_rarest_shared_entity_comes_first(shelf):
    answer, treaty = number(shelf, "answer.md"), number(shelf, "treaty.txt")
    links = {link.document.id: link for link in shelf.links(answer)}
    assert links[treaty].score > 1
    assert [pointer.kind for pointer in links[treaty].pointers] == ["markdown"]
    names = [shared.entity.name for shared in links[treaty].shared]
    assert names.index("Erna Solberg") < names.index("Angela Merkel")
    assert all(shared.here and shared.there for link in links.values() for shared in link.shared)
    assert len(shelf.links(answer, limit=1)) == 1


EVENT = (
    "{date}\n{title}\n\nPrime Minister Erna Solberg signed the Tromso Accord on Tuesday. The Tromso Accord was drafted "
    "by Carl Bildt. Solberg spoke for an hour, and Bildt {end}\n\n"
)


def linked(library, name):
    return {link.document.path: link for link in library.links(number(library, name))}


def test_a_copy_is_said_to_be_one_and_does_not_fill_the_list(library, news):
    treaty = (news / "treaty.txt").read_text().split("\n\n", 1)[1] * 4
    (news / "treaty.txt").write_text(f"date 2019-05-02\nA treaty on fishing\n\n{treaty}")
    for n in range(1, 5):
        (news / f"copy{n}.txt").write_text(f"date 2019-05-0{n}\nFishing again\n\n{treaty}\nCopied {n} times.\n")
    library.build()
    found = linked(library, "treaty.txt")
    (copy,) = [link for link in found.values() if link.same_text]
    assert copy.same_text > 0.8
    assert {copy.document.path, *(each.path for each in copy.copies)} == {f"copy{n}.txt" for n in range(1, 5)}
    assert "is a copy: 8" in copy.reasons[0]
    assert copy.reasons[1].startswith("has 3 copies: copy")
    assert "answer.md" in found
    assert not found["answer.md"].same_text
    of_answer = linked(library, "answer.md")
    assert len(of_answer["treaty.txt"].copies) == 4
    assert not [path for path in of_answer if path.startswith("copy")]
    explained = library.explain(number(library, "treaty.txt"), number(library, "copy2.txt"))
    assert explained.link.same_text > 0.8


def test_one_event_brings_together_what_was_written_within_days(library, news):
    for name, date, title, end in (
        ("signed.txt", "2022-11-08", "Accord signed", "listened to her."),
        ("next.txt", "2022-11-10", "What the accord says", "left without a word, as he had come, by the back door."),
        ("later.txt", "2023-09-01", "An accord remembered", "was old by then, and remembered little of what was said."),
    ):
        (news / name).write_text(EVENT.format(date=f"date {date}", title=title, end=end))
    library.build()
    found = linked(library, "signed.txt")
    assert next(iter(found)) == "next.txt"
    event = found["next.txt"].event
    assert event.apart == 2
    assert {entity.name for entity in event.entities} >= {"Erna Solberg", "Carl Bildt"}
    assert any(
        line.startswith("same event: both about ") and "2 days apart" in line for line in found["next.txt"].reasons
    )
    assert found["later.txt"].event is None
    assert found["later.txt"].shared


def test_words_that_two_documents_quote_join_them(library, news):
    said = '"Whoever sells the harbour sells the winter and the boats with it," {who} said.\n'
    (news / "first.txt").write_text(f"One voice\n\n{said.format(who='Anna Berg')}")
    (news / "second.txt").write_text(f"Another voice\n\nIt was late. {said.format(who='a fisherman from Vardo')}")
    library.build()
    link = linked(library, "first.txt")["second.txt"]
    assert [quote.strip('"') for quote in link.quotes] == [
        "Whoever sells the harbour sells the winter and the boats with it,"
    ]
    assert "both quote “Whoever sells the harbour" in link.reasons[0]
    explained = library.explain(number(library, "first.txt"), number(library, "second.txt"))
    (quote,) = explained.quotes
    assert "Anna Berg" in quote.left.text
    assert "fisherman" in quote.right.text


def test_the_reasons_are_told_in_plain_words(shelf):
    reasons = linked(shelf, "answer.md")["treaty.txt"].reasons
    assert reasons[0] == "refers to it: treaty.txt (markdown)"
    assert reasons[1].startswith("both name ")
    assert "Erna Solberg (in 2 documents)" in reasons[1]


def test_as_many_links_as_are_asked_for_are_found(library, news, monkeypatch):
    monkeypatch.setattr("explorer.library.connections.CANDIDATES", 1)
    for letter in "abc":
        (news / f"{letter}.txt").write_text(f"Erna Solberg wrote letter {letter}.\n")
    library.build()
    assert len(library.links(number(library, "a.txt"), limit=10)) >= 4


def test_a_document_that_shares_nothing_has_no_link(shelf):
    assert all(link.score > 0 for link in shelf.links(number(shelf, "weather.html")))
    assert number(shelf, "treaty.txt") not in [link.document.id for link in shelf.links(number(shelf, "weather.html"))]


def test_a_link_is_explained_by_sentences_of_both_sides(shelf):
    answer, treaty = number(shelf, "answer.md"), number(shelf, "treaty.txt")
    explanation = shelf.explain(answer, treaty)
    assert (explanation.left.id, explanation.right.id) == (answer, treaty)
    assert explanation.evidence
    for evidence in explanation.evidence:
        for side, document in ((evidence.left, answer), (evidence.right, treaty)):
            assert side
            assert {sentence.document.id for sentence in side} == {document}
            text = shelf.read(document).text
            assert all(sentence.span.of(text) == sentence.text for sentence in side)
            assert all(sentence.span.covers(mark) for sentence in side for mark in sentence.marks)


def test_documents_without_a_link_are_explained_by_nothing(shelf):
    explanation = shelf.explain(number(shelf, "weather.html"), number(shelf, "treaty.txt"))
    assert (explanation.link.score, explanation.evidence) == (0.0, ())
    with pytest.raises(NotFound):
        shelf.explain(number(shelf, "treaty.txt"), 999)


def test_the_card_of_a_person_tells_all(shelf):
    card = shelf.card(entity(shelf, "solberg", EntityType.PERSON))
    assert card.entity.entity.name == "Erna Solberg"
    assert dict(card.names)["Solberg"] == 2
    assert [document.path for document, _ in card.documents] == ["answer.md", "treaty.txt"]
    assert card.companions[0].entity.name == "Angela Merkel"
    assert [quote.sentence.document.path for quote in card.quotes] == ["treaty.txt"]
    assert "prime minister" in {relation.text for relation in card.relations}
    assert all("Solberg" in passage.text for passage in card.passages)
    with pytest.raises(NotFound):
        shelf.card(9999)


def test_companions_are_counted_beyond_the_documents_that_a_card_lists(shelf, monkeypatch):
    solberg = entity(shelf, "solberg", EntityType.PERSON)
    everything = shelf.card(solberg)
    monkeypatch.setattr("explorer.library.people.MOST_DOCUMENTS", 1)
    card = shelf.card(solberg)
    assert len(card.documents) == 1
    assert card.companions == everything.companions


def test_all_that_a_person_said_and_every_sentence_that_names_them_is_on_the_card(library, news):
    for n in range(120):
        (news / f"speech{n}.txt").write_text(f'Speech {n}\n\n"We agree on point {n}," Erna Solberg said in Oslo.\n')
    library.build()
    card = library.card(entity(library, "solberg", EntityType.PERSON))
    assert len(card.quotes) == 121
    assert len(card.passages) >= 122


def test_two_entities_are_together_in_a_sentence(shelf):
    merkel, solberg = (entity(shelf, name, EntityType.PERSON) for name in ("merkel", "solberg"))
    sentences = shelf.together(merkel, solberg)
    assert {sentence.document.path for sentence in sentences} == {"treaty.txt"}
    assert all("Merkel" in sentence.text and "Solberg" in sentence.text for sentence in sentences)
    assert all(len(sentence.marks) >= 2 for sentence in sentences)


def test_entities_are_listed_by_their_documents_and_by_the_beginning_of_a_word(shelf):
    counts = [count.entity.documents for count in shelf.entities()]
    assert counts == sorted(counts, reverse=True)
    assert [count.entity.name for count in shelf.entities(EntityType.PERSON, "merk")] == ["Angela Merkel"]
    assert shelf.entities(EntityType.PLACE, "merk") == ()
    assert [c.entity.type for c in shelf.entities(like="2010")] == [EntityType.DATE]


def test_the_overview_counts(shelf):
    overview = shelf.overview()
    assert overview.documents == 4
    assert dict(overview.years) == {"2019": 2, "2020": 1}
    assert dict(overview.sources)["Kurier"] == 1
    assert dict(overview.entities)["person"] == 2
    assert overview.updated is not None


def test_marks_stay_with_the_content_when_a_file_is_moved(library, news):
    treaty = number(library, "treaty.txt")
    library.mark(treaty, "starred", True)
    library.mark(treaty, "read", True)
    library.mark(treaty, "read", False)
    (news / "treaty.txt").rename(news / "notes" / "contract.txt")
    library.build()
    moved = library.find_document("contract.txt")
    assert moved.id == treaty
    assert library.marks([moved.id, number(library, "weather.html")]) == {
        moved.id: frozenset({"starred"}),
        number(library, "weather.html"): frozenset(),
    }
    with pytest.raises(NotFound):
        library.mark(999, "read", True)


def test_marks_and_notes_stay_with_a_document_that_is_changed(library, news):
    treaty = number(library, "treaty.txt")
    (news / "copy.txt").write_bytes((news / "treaty.txt").read_bytes())
    library.build()
    copy = number(library, "copy.txt")
    library.mark(treaty, "starred", True)
    library.note(treaty, "ask Oslo", Span(3, 9))
    whole = library.note(treaty, "read twice")
    assert [(note.text, note.span) for note in library.notes(treaty)] == [
        ("read twice", None),
        ("ask Oslo", Span(3, 9)),
    ]
    library.remove_note(whole.id)
    with pytest.raises(NotFound):
        library.remove_note(whole.id)
    for text in ("Solberg wrote again.\n", "Solberg wrote once more.\n"):
        (news / "treaty.txt").write_text(text)
        library.build()
        assert library.marks([treaty, copy]) == dict.fromkeys((treaty, copy), frozenset({"starred"}))
        assert [(note.text, note.span) for note in library.notes(treaty)] == [("ask Oslo", None)]
        assert [(note.text, note.span) for note in library.notes(copy)] == [("ask Oslo", Span(3, 9))]
    library.mark(treaty, "starred", False)
    (news / "treaty.txt").write_text("Solberg wrote again.\n")
    library.build()
    assert library.marks([treaty]) == {treaty: frozenset()}
    (news / "treaty.txt").unlink()
    library.build()
    with pytest.raises(NotFound):
        library.notes(treaty)
    (news / "again.txt").write_text("Solberg wrote again.\n")
    library.build()
    assert [note.text for note in library.notes(number(library, "again.txt"))] == ["ask Oslo"]
