"""Queries for what only the catalogue knows: marks, notes, what a document holds, whom it quotes, what it is like."""

from __future__ import annotations

import pytest

from explorer.library import naming


def paths(library, query):
    return {hit.document.path for hit in library.search(query).hits}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:quotes", {"treaty.txt"}),
        ("has:source", {"treaty.txt", "answer.md"}),
        ("-has:date", {"notes/harbour.md"}),
        ("has:links", {"answer.md", "notes/harbour.md"}),
        ("about:2010", {"notes/harbour.md"}),
        ("about:2010-01", {"notes/harbour.md"}),
        ("about:2010-02", set()),
        ("merkel about:2019..2020", {"treaty.txt"}),
        ("speaker:solberg", {"treaty.txt"}),
        ('speaker:"Erna Solberg"', {"treaty.txt"}),
        ("speaker:merkel", set()),
        ("harbour -has:quotes", {"answer.md", "notes/harbour.md", "weather.html"}),
    ],
)
def test_documents_are_found_by_what_is_known_of_them(shelf, query, found):
    assert paths(shelf, query) == found


def test_marks_and_notes_find_their_documents_at_once(library):
    treaty, weather = (library.find_document(name).id for name in ("treaty.txt", "weather.html"))
    assert paths(library, "is:starred") == set()
    library.mark(treaty, "starred", True)
    library.mark(weather, "read", True)
    note = library.note(weather, "check this")
    assert paths(library, "is:starred") == {"treaty.txt"}
    assert paths(library, "is:read") == {"weather.html"}
    assert paths(library, "is:unread harbour") == {"answer.md", "notes/harbour.md"}
    assert paths(library, "has:notes") == {"weather.html"}
    library.mark(treaty, "starred", False)
    library.remove_note(note.id)
    assert paths(library, "is:starred OR has:notes") == set()


def test_a_note_typed_with_bytes_that_are_no_text_is_kept(library):
    treaty = library.find_document("treaty.txt").id
    assert library.note(treaty, "caf\udce9 de la paix").text == "caf\ufffd de la paix"
    assert [note.text for note in library.notes(treaty)] == ["caf\ufffd de la paix"]


def test_what_a_new_build_brings_is_found(library, news):
    assert paths(library, "about:1969") == set()
    (news / "moon.txt").write_text("Two people walked on the moon on 20 July 1969.\n")
    library.build()
    assert paths(library, "about:1969") == {"moon.txt"}


def test_documents_like_one_are_found_by_its_name_its_path_or_its_number(shelf):
    treaty = shelf.find_document("treaty.txt").id
    for name in ("treaty.txt", "treaty", str(treaty), '"treaty.txt"'):
        found = paths(shelf, f"like:{name}")
        assert "answer.md" in found
        assert "treaty.txt" not in found


def test_that_there_is_no_such_document_is_said(shelf):
    hits = shelf.search("like:traety.txt")
    assert hits.total == 0
    assert hits.notices == ("there is no document traety.txt; the nearest is treaty.txt",)


def test_a_number_beyond_all_numbers_is_the_name_of_no_document(shelf):
    for digits in ("9" * 30, "9" * 5000):
        hits = shelf.search(f"like:{digits}")
        assert hits.total == 0
        assert all(len(notice) <= 200 for notice in hits.notices)


def test_of_very_many_documents_only_those_that_begin_so_are_looked_for(shelf, monkeypatch):
    monkeypatch.setattr(naming, "MOST_COMPARED", 1)
    assert shelf.search("like:tre").notices == ("there is no document tre; the nearest is treaty.txt",)
    assert shelf.search("like:traety").notices == ("there is no document traety",)


def test_documents_are_found_by_their_language(library, news):
    (news / "basis.txt").write_text(
        "Die Regierung hat am Mittwoch beschlossen, dass die Häuser auf dem Mond nicht gebaut werden, wie es heißt, "
        "weil sie zu teuer sind und niemand mit ihnen zufrieden war.\n"
    )
    library.build()
    assert library.find_document("basis.txt").language == "de"
    assert paths(library, "lang:de") == paths(library, "lang:german") == {"basis.txt"}
    assert paths(library, "haus") == {"basis.txt"}  # stemmed as German, though the corpus is English
    assert library.search("haus").hits[0].passages[0].hits
