"""What documents are about, measured on short news texts with their three main entities marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from explorer.library import Library
from explorer.model.entity import EntityType
from explorer.model.query import EntitySort
from explorer.model.telling import about, precise, rarity, says

GOLD = Path(__file__).parents[2] / "gold" / "salience"
FLOORS = {"tuned": 0.8, "held": 0.75}
"""The least share of what is said to be the three main entities that has to be marked as such."""


def stories(name: str) -> list[dict]:
    return yaml.safe_load((GOLD / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazette(tmp_path_factory, write_stories, make_config) -> Iterator[Library]:
    """A library of all the marked texts."""
    home = tmp_path_factory.mktemp("gazette")
    texts = {
        f"{name}{number}.md": f"# {story['title']}\n\n{story['text']}"
        for name in FLOORS
        for number, story in enumerate(stories(name))
    }
    with Library.open(write_stories(home / "news", texts), make_config(home)) as library:
        library.build()
        yield library


def right(library: Library, name: str) -> dict[str, int]:
    """Return how many of the first three main entities of each text are marked."""
    found = {}
    for number, story in enumerate(stories(name)):
        document = library.find_document(f"{name}{number}.md").id
        said = [count.entity.name for count in library.main_entities([document], 3)[document]]
        found[story["title"]] = len(set(said) & set(story["main"]))
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_three_main_entities_are_what_a_reader_would_name(gazette, name):
    found = right(gazette, name)
    assert sum(found.values()) / (3 * len(found)) >= FLOORS[name], found


def test_the_agency_that_sends_every_story_and_the_place_it_is_sent_from_are_the_subject_of_none(gazette):
    for name in FLOORS:
        for number, _ in enumerate(stories(name)):
            document = gazette.find_document(f"{name}{number}.md").id
            first = [count.entity.name for count in gazette.document_entities(document)][:3]
            assert "MERIDIAN" not in first
    assert gazette.main_entities([document, 999_999], 1).keys() == {document, 999_999}


def test_the_entities_of_a_document_come_with_what_it_is_about_first(gazette):
    document = gazette.find_document("tuned0.md").id
    counts = gazette.document_entities(document)
    assert counts[0].entity.name == "Ingrid Halvorsen"
    weights = [count.about for count in counts]
    assert weights == sorted(weights, reverse=True)
    assert all(0 <= weight <= 1 for weight in weights)


def test_entities_of_the_corpus_are_listed_by_what_its_documents_are_about(gazette):
    by_documents = [count.entity.name for count in gazette.entities(EntityType.ORGANISATION)]
    by_salience = [count.entity.name for count in gazette.entities(EntityType.ORGANISATION, sort=EntitySort.SALIENCE)]
    by_mentions = [count.entity.mentions for count in gazette.entities(sort=EntitySort.MENTIONS)]
    assert by_documents[0] == "MERIDIAN"
    assert "MERIDIAN" not in by_salience[:10]
    assert "Orlan Motors" in by_salience[:10]
    assert by_mentions == sorted(by_mentions, reverse=True)


def test_what_is_known_of_salience_follows_the_documents(library, news):
    def salience() -> list[str]:
        return [count.entity.name for count in library.entities(EntityType.PERSON, sort=EntitySort.SALIENCE)]

    before = salience()
    for letter in "abc":
        (news / f"{letter}.txt").write_text(f"Carl Bildt wrote letter {letter}. Bildt signed it.\n")
    library.build()
    assert salience()[0] == "Carl Bildt"
    for letter in "abc":
        (news / f"{letter}.txt").unlink()
    library.build()
    assert salience() == before


def test_what_few_documents_name_tells_more_than_what_all_name():
    assert 1 > rarity(1, 100_000) > rarity(100, 100_000) > rarity(30_000, 100_000) > rarity(100_000, 100_000) == 0
    assert rarity(3, 3) > 0.5  # three documents are too few to call anything common
    assert rarity(5, 2) >= 0  # a count that is ahead of the documents does no harm
    assert about(0.5, 2, 1000) > about(0.5, 900, 1000) > 0


@pytest.mark.parametrize(
    ("finer", "coarser"),
    [
        ("2021-03-09", "2021-03"),
        ("2021-03", "2021"),
        ("2021-03", "2021-21"),
        ("2021-21", "2021"),
        ("2021", "202X"),
        ("2021", "2018/2022"),
        ("2021-03-09/2021-03-12", "2021-03-09/2021-04-02"),
        ("2021-03-09?", "2021-03?"),
    ],
)
def test_a_precise_date_tells_more(finer, coarser):
    assert precise(finer) > precise(coarser) > 0
    assert says("person", "") > says("date", finer) > says("date", coarser)
