"""What documents state of an entity: the same said in several of them is one line; all of it can be had at once."""

from __future__ import annotations

import pytest

from explorer.errors import NotFound
from explorer.library import Library
from explorer.model.entity import EntityType, RelationKind
from explorer.model.results import in_words

NEWS = {
    "old.txt": "date 2019-01-05\nOld\n\nMaria Sharapova, head of Acme Rockets Inc, spoke in Oslo.\n",
    "new.txt": "date 2020-01-05\nNew\n\nThen Acme Rockets Inc head Maria Sharapova left.\n",
    "later.txt": "date 2021-01-05\nLater\n\nMaria Sharapova, former head of Acme Rockets Inc, sang.\n",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory, write_stories, make_config):
    home = tmp_path_factory.mktemp("relations")
    with Library.open(write_stories(home / "news", NEWS), make_config(home)) as library:
        library.build()
        yield library


def test_what_several_documents_state_is_one_relation_with_the_newest_sentence(shelf):
    (who, *_) = shelf.find_entity("Maria Sharapova", EntityType.PERSON)
    roles = [one for one in shelf.card(who.entity.id).relations if one.kind is RelationKind.ROLE]
    assert [(in_words(one, who.entity.id), one.documents) for one in roles] == [
        ("head, Acme Rockets Inc", 2),
        ("former head, Acme Rockets Inc", 1),
    ]
    assert [one.sentence.document.path for one in roles] == ["new.txt", "later.txt"]


def test_the_other_side_tells_the_same(shelf):
    (where, *_) = shelf.find_entity("Acme Rockets Inc")
    said = [in_words(one, where.entity.id) for one in shelf.card(where.entity.id).relations]
    assert said == ["head: Maria Sharapova", "former head: Maria Sharapova"]


def test_every_relation_of_the_corpus_comes_with_its_sentence(shelf):
    every = list(shelf.relations())
    assert {shelf.document(one.document).path for one in every} == set(NEWS)
    for one in every:
        text = shelf.read(one.document).text
        assert one.sentence.covers(one.span)
        assert "Maria Sharapova" in one.sentence.of(text)
    assert {one.subject for one in every} == {shelf.find_entity("Sharapova")[0].entity.id}


def test_documents_can_be_asked_for_by_what_they_state(shelf):
    assert shelf.search("has:relations").total == 3
    assert shelf.search("has:roles").total == 3


def test_an_entity_is_found_by_name_or_number_and_a_misspelt_one_is_told(shelf):
    (found,) = shelf.find_entity("Maria Sharapova")
    assert shelf.find_entity(str(found.entity.id)) == (found,)
    with pytest.raises(NotFound, match="Maria Sharapova"):
        shelf.find_entity("Maria Sharapowa")
    with pytest.raises(NotFound):
        shelf.find_entity("Maria Sharapova", EntityType.PLACE)
