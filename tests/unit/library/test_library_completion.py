"""What a line may go on with."""

from __future__ import annotations

import pytest


def completed(library, text, cursor=None):
    """The lines that the completions make of a line."""
    found = library.complete(text, cursor)
    return [text[: each.place.start] + each.text + text[each.place.end :] for each in found]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("ti", "title:"),
        ("moon OR pers", "moon OR person:"),
        ("person:mer", 'person:"Angela Merkel"'),
        ("person:", 'person:"Angela Merkel"'),
        ("person:m", 'person:"Angela Merkel"'),
        ('-person:"angela me', '-person:"Angela Merkel"'),
        ("speaker:sol", 'speaker:"Erna Solberg"'),
        ("solb", 'person:"Erna Solberg"'),
        ("treaty erna solb", 'treaty person:"Erna Solberg"'),
        ("harb", "harbour"),
        ("title:harb", "title:Harbour"),
        ("type:", "type:md"),
        ("source:ku", "source:Kurier"),
        ("date:20", "date:2019"),
        ("after:last", "after:last-week"),
        ("is:", "is:starred"),
        ("has:q", "has:quotes"),
        ("path:no", "path:notes"),
        ("like:tre", 'like:"treaty.txt"'),
        ("lang:eng", "lang:en"),
    ],
)
def test_a_line_goes_on_with_what_there_is(shelf, typed, line):
    assert line.lower() in map(str.lower, completed(shelf, typed))


def test_what_is_replaced_is_the_whole_word_that_the_cursor_is_in(shelf):
    assert 'person:"Erna Solberg" treaty' in completed(shelf, "solbxxx treaty", 4)
    assert 'moon person:"Angela Merkel" x' in completed(shelf, 'moon person:"ange" x', 17)


def test_completions_say_how_many_documents_they_lead_to(shelf):
    (merkel,) = (each for each in shelf.complete("person:merk") if each.label == "Angela Merkel")
    assert (merkel.kind, merkel.documents, merkel.type) == ("entity", 3, "person")
    (word,) = (each for each in shelf.complete("harbou") if each.kind == "word")
    assert (word.label.lower(), word.documents) == ("harbour", 3)
    assert [(each.label, each.documents) for each in shelf.complete("type:")] == [("md", 2), ("html", 1), ("txt", 1)]


@pytest.mark.parametrize(
    "typed", ["", "moon ", "merk ", '"erna solb', "(", "type:md ", "nofield:x", "person:zzzz", "-", "a:b:c", "*"]
)
def test_where_nothing_fits_nothing_is_offered(shelf, typed):
    assert shelf.complete(typed) == ()


def test_values_follow_the_corpus(library, news):
    assert completed(library, "tag:mo") == []
    (news / "moon.md").write_text("---\ntags: [moon, deep space]\n---\nThe moon.\n")
    library.build()
    assert completed(library, "tag:") == ['tag:"deep space"', "tag:moon"]
    assert completed(library, "tag:sp") == ['tag:"deep space"']
