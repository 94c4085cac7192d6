"""What is exported is what the library says, whenever and wherever the folder was indexed."""

from __future__ import annotations

import shutil

import pytest

from explorer.config import EntityConfig
from explorer.errors import UsageError
from explorer.library import Library
from explorer.model.entity import EntityType
from explorer.model.export import Format, Subject
from explorer.model.query import Page

TABLES = [subject for subject in Subject if subject is not Subject.ALL]
EVERY = Page(0, 1000)


@pytest.mark.parametrize("subject", TABLES)
def test_every_record_has_an_identifier_of_its_own(shelf, objects, subject) -> None:
    found = [each["id"] for each in objects(shelf, subject)]
    assert found
    assert len(set(found)) == len(found)


def test_documents_are_those_of_the_library(shelf, objects) -> None:
    found = objects(shelf, Subject.DOCUMENTS)
    assert [each["path"] for each in found] == sorted(each.path for each in shelf.documents(EVERY))
    assert {each["path"]: each["title"] for each in found}["answer.md"] == "Merkel answers"


def test_entities_are_those_of_the_library_with_their_counts(shelf, objects) -> None:
    known = {
        (e.entity.type, e.entity.name): (e.entity.mentions, e.entity.documents) for e in shelf.entities(page=EVERY)
    }
    found = {
        (each["type"], each["name"]): (each["mentions"], each["documents"]) for each in objects(shelf, Subject.ENTITIES)
    }
    assert found == known
    assert all(each["name"] in each["names"] for each in objects(shelf, Subject.ENTITIES) if each["type"] != "date")


def test_mentions_are_as_many_as_the_entities_have(shelf, objects) -> None:
    found = objects(shelf, Subject.MENTIONS)
    assert len(found) == sum(each["mentions"] for each in objects(shelf, Subject.ENTITIES))
    merkel = [each for each in found if each["name"] == "Angela Merkel"]
    assert {each["text"] for each in merkel} >= {"Angela Merkel", "Merkel"}
    assert len({each["entity"] for each in merkel}) == 1
    assert "spoke in Berlin" in next(each["sentence"] for each in merkel if each["path"] == "answer.md")


def test_mentions_refer_to_entities_and_documents(shelf, objects) -> None:
    entities = {each["id"]: each["name"] for each in objects(shelf, Subject.ENTITIES)}
    documents = {each["id"]: each["path"] for each in objects(shelf, Subject.DOCUMENTS)}
    for each in objects(shelf, Subject.MENTIONS):
        assert entities[each["entity"]] == each["name"]
        assert documents[each["document"]] == each["path"]


@pytest.mark.parametrize(("subject", "told"), [(Subject.MENTIONS, "text"), (Subject.QUOTES, "text")])
def test_offsets_are_those_of_the_decoded_file(shelf, objects, subject, told) -> None:
    found = objects(shelf, subject)
    assert found
    for each in found:
        characters = (shelf.folder / each["path"]).read_text("utf-8")
        assert characters[each["start"] : each["end"]] == each[told]


def test_doubtful_mentions_only_when_asked_for(tmp_path, news, make_config, objects) -> None:
    config = make_config(tmp_path, entities=EntityConfig(confidence=0.9))
    with Library.open(news, config) as library:
        library.build()
        sure, every = objects(library, Subject.MENTIONS), objects(library, Subject.MENTIONS, doubtful=True)
    assert {each["id"] for each in sure} < {each["id"] for each in every}
    assert all(each["entity"] for each in sure)
    assert None in {each["entity"] for each in every}


def test_quotations_with_who_said_them(shelf, objects) -> None:
    found = objects(shelf, Subject.QUOTES)
    whole = [each for each in found if each["part_of"] is None]
    assert len(whole) == sum(len(shelf.document_quotes(each.id)) for each in shelf.documents(EVERY))
    said = next(each for each in found if "good for fishermen" in each["text"])
    assert (said["name"], said["named"], said["form"]) == ("Erna Solberg", "Solberg", "direct")


def test_the_parts_of_a_quotation_say_what_they_carry_on(library, news, objects) -> None:
    (news / "split.txt").write_text('"We are sure," Angela Merkel said on Monday, "that the treaty is good."', "utf-8")
    library.build()
    first, second = [each for each in objects(library, Subject.QUOTES) if each["path"] == "split.txt"]
    assert (first["part_of"], second["part_of"]) == (None, first["id"])


def test_roles_are_relations_with_their_sentence(shelf, objects) -> None:
    found = [each for each in objects(shelf, Subject.RELATIONS) if each["name"] == "Erna Solberg"]
    assert any("prime minister" in (each["what"] or "").lower() for each in found)
    assert all("Solberg" in each["sentence"] for each in found)


def test_links_are_those_of_the_library(shelf, objects) -> None:
    found = [(each["to_path"], each["score"]) for each in objects(shelf, Subject.LINKS) if each["path"] == "answer.md"]
    known = shelf.links(shelf.find_document("answer.md").id)
    assert sorted(found) == sorted((link.document.path, round(link.score, 4)) for link in known)
    assert found[0][0] == "treaty.txt"


def test_the_timeline_goes_from_the_oldest_day_on(shelf, objects) -> None:
    found = objects(shelf, Subject.TIMELINE)
    days = [each["begin_day"] for each in found]
    assert days == sorted(days)
    frozen = next(each for each in found if each["value"] == "2010-01")
    assert (frozen["begin_day"], frozen["end_day"], frozen["precision"]) == ("2010-01-01", "2010-01-31", "month")
    assert "froze" in frozen["sentence"]
    assert "Oslo" in frozen["names"]


def test_a_query_leaves_what_its_documents_say(shelf, objects) -> None:
    assert [each["path"] for each in objects(shelf, Subject.DOCUMENTS, query="madrid")] == ["weather.html"]
    assert {each["path"] for each in objects(shelf, Subject.MENTIONS, query="madrid")} == {"weather.html"}
    assert [each["name"] for each in objects(shelf, Subject.ENTITIES, query="madrid", types=(EntityType.PLACE,))] == [
        "Madrid"
    ]
    oslo = next(each for each in objects(shelf, Subject.ENTITIES, query="path:harbour") if each["name"] == "Oslo")
    assert oslo["documents"] == 1
    assert objects(shelf, Subject.ENTITIES, query="xyzzy") == []


def test_types_leave_what_is_of_them(shelf, objects) -> None:
    found = objects(shelf, Subject.MENTIONS, types=(EntityType.PLACE, EntityType.DATE))
    assert {each["type"] for each in found} == {"place", "date"}


@pytest.mark.parametrize("format_", [Format.JSONL, Format.CSV, Format.GRAPHML, Format.FTM])
def test_another_catalogue_of_the_same_folder_gives_the_same_export(
    shelf, tmp_path, write_stories, make_config, exported, format_
) -> None:
    folder = write_stories(tmp_path / "news", {"zebra.txt": "Somebody else was in Madrid."})
    with Library.open(folder, make_config(tmp_path)) as library:
        library.build()  # so that documents and entities get other numbers than on the shelf
        write_stories(folder)
        (folder / "zebra.txt").unlink()
        library.build()
        subjects = [Subject.ALL] if format_ in (Format.GRAPHML, Format.FTM) else TABLES
        for subject in subjects:
            assert exported(library, subject, format_) == exported(shelf, subject, format_)


def test_an_edited_document_keeps_its_identifier_and_those_of_the_others(library, news, objects) -> None:
    before = {each["id"] for each in objects(library, Subject.DOCUMENTS)}
    merkel = next(each["id"] for each in objects(library, Subject.ENTITIES) if each["name"] == "Angela Merkel")
    (news / "treaty.txt").write_text("Angela Merkel was alone.", encoding="utf-8")
    library.build()
    assert {each["id"] for each in objects(library, Subject.DOCUMENTS)} == before
    assert merkel in {each["id"] for each in objects(library, Subject.ENTITIES)}


def test_a_sentence_that_is_very_long_is_cut_about_what_is_named(library, news, objects) -> None:
    (news / "list.txt").write_text(", ".join(f"Angela Merkel met Erna Solberg {n}" for n in range(3000)), "utf-8")
    library.build()
    found = [each for each in objects(library, Subject.MENTIONS) if each["path"] == "list.txt"]
    assert len(found) > 3000
    assert all(len(each["sentence"]) <= 600 and each["text"] in each["sentence"] for each in found)


def test_what_cannot_be_written_so_says_what_can(shelf, exported) -> None:
    with pytest.raises(UsageError, match="timeline cannot be written as graphml; what can is entities"):
        exported(shelf, Subject.TIMELINE, Format.GRAPHML)
    with pytest.raises(UsageError, match="all cannot be written as csv"):
        exported(shelf, Subject.ALL, Format.CSV)
    with pytest.raises(UsageError, match="quotes have no type"):
        exported(shelf, Subject.QUOTES, types=(EntityType.PERSON,))


def test_exports_leave_nothing_behind(library, exported, news) -> None:
    before = sorted(path.name for path in library._session.directories.data.iterdir())
    exported(library, Subject.ENTITIES)
    exported(library, Subject.ALL, Format.GRAPHML)
    assert sorted(path.name for path in library._session.directories.data.iterdir()) == before
    shutil.rmtree(news)
    assert exported(library, Subject.ENTITIES)
