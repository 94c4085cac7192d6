"""All hits counted by what they are, and why a document is where it is."""

from __future__ import annotations

import pytest

from explorer.catalogue import merging, resolving
from explorer.errors import NotFound
from explorer.model.entity import EntityType
from explorer.model.query import Page, Sort


def test_all_hits_are_counted_and_not_only_the_first_page(library, news):
    for number in range(30):
        (news / f"more{number}.txt").write_text(f"date 2018-03-0{number % 3 + 1}\nA comet\n\nComet number x{number}.\n")
    library.build()
    facets = library.facets("comet")
    assert facets.total == 30
    assert facets.kinds == (("txt", 30),)
    assert facets.years == (("2018", 30),)
    assert facets.folders == ()


def test_hits_are_counted_by_all_that_is_known_of_them(shelf):
    facets = shelf.facets("harbour OR treaty")
    assert facets.kinds == (("md", 2), ("html", 1), ("txt", 1))
    assert facets.years == (("2019", 2), ("2020", 1))
    assert dict(facets.sources) == {"Reuters": 1, "Kurier": 1}
    assert facets.folders == (("notes", 1),)
    assert facets.languages == (("en", 4),)
    people = {each.entity.name: each.results for each in facets.entities if each.entity.type is EntityType.PERSON}
    assert people == {"Angela Merkel": 3, "Erna Solberg": 2}
    assert shelf.facets("zzzz").entities == ()


def test_of_each_list_and_of_each_type_the_first_are_returned(shelf):
    facets = shelf.facets("*", limit=1)
    assert (facets.total, facets.kinds) == (4, (("md", 2),))
    types = [each.entity.type for each in facets.entities]
    assert len(types) == len(set(types))
    assert [each.entity.name for each in facets.entities if each.entity.type is EntityType.PERSON] == ["Angela Merkel"]


def test_a_document_counts_once_for_an_entity_that_it_knows_by_two_keys(library, news):
    (news / "two.txt").write_text("Ada Lovelace spoke. Grace Hopper listened.\n")
    (news / "one.txt").write_text("Ada Lovelace spoke again.\n")
    library.build()
    with library._session.catalogue.writing() as connection:  # as if they had turned out to be one
        keys = {key: number for number, _, key, _, _ in resolving.facts(connection)}
        merging.merge(connection, {keys["grace hopper"]: (keys["ada lovelace"], "a pseudonym", 1.0)})
    library.refresh()
    (ada,) = (each for each in library.facets("spoke").entities if each.entity.name == "Ada Lovelace")
    assert (ada.results, ada.entity.documents) == (2, 2)


def test_the_parts_of_a_score_add_up_to_it(shelf):
    for sort in (Sort.RELEVANCE, Sort.RECENT):
        for hit in shelf.search("harbour oslo", Page(0, 10), sort).hits:
            explained = shelf.explain_hit("harbour oslo", hit.document.id, sort)
            assert explained is not None
            assert explained.score == pytest.approx(hit.score)
            assert sum(part.points for part in explained.parts) == pytest.approx(hit.score, abs=1e-6)


def test_what_does_not_match_is_not_explained(shelf):
    weather = shelf.find_document("weather.html").id
    assert shelf.explain_hit("treaty", weather) is None
    with pytest.raises(NotFound):
        shelf.explain_hit("treaty", 9999)
