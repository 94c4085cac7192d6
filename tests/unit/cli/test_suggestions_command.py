"""`explorer entities --suggestions`: pairs that may be one, a line or an object each."""

from __future__ import annotations

from explorer.model.entity import EntityType
from explorer.model.query import Page


def test_pairs_are_printed_with_the_reason_and_how_sure_it_is(explorer, library) -> None:
    ran = explorer("entities", "--suggestions")
    assert (
        ran.out
        == "0.60  Ada Lovelace (person, 2 documents)  ~  London (place, 1 document)  mostly a place in the corpus\n"
    )
    assert ran.code == 0
    assert library.asked[-1] == (None, Page(0, 50))


def test_pairs_are_printed_as_objects(explorer, library) -> None:
    (pair,) = explorer("entities", "--suggestions", "--type", "person", "--limit", "0", "--json").objects
    assert library.asked[-1] == (EntityType.PERSON, Page(0, -1))
    assert pair["left"] == {
        "entity": "Ada Lovelace",
        "id": 7,
        "type": "person",
        "documents": 2,
        "names": ["Ada Lovelace", "Lovelace"],
    }
    assert (pair["rule"], pair["confidence"]) == ("mostly a place in the corpus", 0.6)


def test_no_pairs_are_no_success(explorer, library) -> None:
    ran = explorer("entities", "--suggestions", "--type", "place")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing found" in ran.err


def test_suggestions_are_of_the_whole_corpus(explorer, library) -> None:
    for more in (("ada.txt",), ("--like", "ada"), ("--sort", "mentions")):
        ran = explorer("entities", "--suggestions", *more)
        assert ran.code == 2
        assert "whole corpus" in ran.err
