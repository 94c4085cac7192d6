"""What was taken for the same says why; what may be the same is suggested, and only a person makes it one."""

from __future__ import annotations

import pytest

from explorer.library import Library
from explorer.model.curation import Kind, Rule
from explorer.model.entity import EntityType
from explorer.model.query import Page

STORIES = {
    "one.txt": "Early days\n\nThen Maria Zorblatova won. So Bill Harrison left Oslo.\n",
    "two.txt": "Later days\n\nYesterday Mr Zorblatova spoke. The minister William Harrison left Bergen.\n",
    "three.txt": "Last days\n\nThen Marija Zorblatowa lost to Ole Hansen. So it was in Bergen.\n",
}


@pytest.fixture
def library(tmp_path, write_stories, make_config):
    with Library.open(write_stories(tmp_path / "news", STORIES), make_config(tmp_path)) as opened:
        opened.build()
        yield opened


def number(library: Library, name: str) -> int:
    return next(each.entity.id for each in library.entities(like=name) if each.entity.name == name)


def test_a_card_says_what_was_taken_for_the_same_by_which_rule_and_how_surely(library):
    (found,) = [each for each in library.entities(EntityType.PERSON) if "Zorblat" in each.entity.name]
    assert found.entity.documents == 3
    joined = {each.name: each for each in library.card(found.entity.id).joined}
    assert joined["Zorblatova"].rule == "family name of the one such person in the corpus"
    assert 0.8 <= joined["Zorblatova"].confidence < 1
    (other,) = joined.keys() - {"Zorblatova"}
    assert joined[other].rule.startswith("family name spelled otherwise")


def test_what_is_likely_and_not_certain_is_suggested(library):
    (pair,) = library.suggestions()
    assert {pair.left.name, pair.right.name} == {"Bill Harrison", "William Harrison"}
    assert pair.rule == "short form of the given name"
    assert 0 < pair.confidence < 0.8
    assert library.suggestions(EntityType.PERSON) == (pair,)
    assert library.suggestions(EntityType.PLACE) == ()
    assert library.suggestions(page=Page(1, 5)) == ()
    assert library.card(number(library, "Bill Harrison")).maybe == (pair,)


def test_what_a_person_has_made_one_is_suggested_no_more(library):
    library.curate(Rule(Kind.MERGE, ("William Harrison", "Bill Harrison")))
    assert library.suggestions() == ()
    (joined,) = library.card(number(library, "William Harrison")).joined
    assert (joined.rule, joined.confidence) == ("curation", 1.0)


def test_what_has_gone_is_suggested_no_more(library, tmp_path):
    (tmp_path / "news" / "two.txt").unlink()
    library.build()
    assert library.suggestions() == ()
