"""What a person who curates gets: each kind of rule at once, at every build, and taken back without a trace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from explorer.errors import NotFound
from explorer.library import Library
from explorer.model.curation import CuratedRule, Kind, Rule
from explorer.model.entity import EntityType
from explorer.model.query import Page

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
ALL = Page(0, 1000)

STORIES = {
    "treaty.txt": (
        "date 2019-05-02\nA treaty on fishing\n\n"
        "OSLO, May 2 (Reuters) - Norwegian Prime Minister Erna Solberg met Angela Merkel in Oslo on Thursday. "
        '"The treaty is good for fishermen," Solberg said. Project Gemini was begun.\n\n'
        "Solberg and Merkel will meet again in Berlin in June 2019.\n"
    ),
    "sport/match.txt": (
        'A match\n\nJohn Smith scored in Berlin. "I am happy," John Smith said. Angela Merkel watched.\n'
    ),
    "politics/vote.txt": (
        "A vote\n\nJohn Smith of Labour voted in London. Another John Smith scored a goal. The Project\nGemini ended.\n"
    ),
    "letters.txt": "Letters\n\nDmitri Rogosin wrote to Erna Solberg. Dmitry Rogozin was meant. Mercury was named.\n",
}

MERGE = Rule(Kind.MERGE, ("Oslo", "Berlin"), to="Oslo and Berlin")
SPLIT = Rule(Kind.SPLIT, ("John Smith",), PERSON, to="John Smith the player", documents=("sport/",))
SPLIT_WITHIN = Rule(Kind.SPLIT, ("John Smith",), to="John Smith the player", beside=("goal", "scored"))
RENAME = Rule(Kind.RENAME, ("Angela Merkel",), to="Chancellor Merkel")
RETYPE = Rule(Kind.RETYPE, ("Berlin",), PLACE, becomes=ORGANISATION)
REJECT = Rule(Kind.REJECT, ("Erna Solberg",))
ADD = Rule(Kind.ADD, ("Project Gemini", "treaty"), ORGANISATION)
EACH = (MERGE, SPLIT, SPLIT_WITHIN, RENAME, RETYPE, REJECT, ADD)


@pytest.fixture
def news(tmp_path, write_stories) -> Path:
    return write_stories(tmp_path / "news", STORIES)


def rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """All that the catalogue holds, but for numbers that count changes."""
    left_out = {"meta", "sqlite_sequence", "sqlite_stat1", "sqlite_stat4", "removed", "sought"}
    with closing(sqlite3.connect(library._session.directories.catalogue)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = {}
        for table in sorted(tables - left_out):
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] != "changed"]
            chosen = ", ".join(f'"{column}"' for column in columns)
            found[table] = sorted(connection.execute(f'SELECT {chosen} FROM "{table}"').fetchall(), key=repr)
    return found


def listed(library: Library) -> dict[tuple[EntityType, str], tuple[int, int]]:
    """The entities of a corpus but its dates: how many mentions in how many documents."""
    return {
        (each.entity.type, each.entity.name): (each.entity.mentions, each.entity.documents)
        for each in library.entities(page=ALL)
        if each.entity.type is not EntityType.DATE
    }


def found(library: Library, text: str) -> list[str]:
    return sorted(hit.document.path for hit in library.search(text, ALL).hits)


def named(library: Library, path: str) -> list[tuple[str, EntityType, str | None]]:
    """The mentions of a document as a reader sees them: text, type, and what the entity is called."""
    reading = library.read(library.find_document(path).id)
    called = {each.entity.id: each.entity.name for each in library.document_entities(reading.document.id)}
    return [
        (" ".join(each.text.split()), each.type, called[reading.entity_of[each.local]] if each.local >= 0 else None)
        for each in reading.mentions
        if each.type is not EntityType.DATE
    ]


def changed(curated: CuratedRule) -> tuple[int, int]:
    assert curated.effect is not None
    return curated.effect.mentions, curated.effect.documents


def test_a_merge_makes_one_of_them_under_the_name_it_gives(library) -> None:
    assert changed(library.curate(MERGE)) == (4, 2)
    assert listed(library)[PLACE, "Oslo and Berlin"] == (4, 2)
    assert (PLACE, "Oslo") not in listed(library)
    assert found(library, "place:oslo") == found(library, "place:berlin") == ["sport/match.txt", "treaty.txt"]
    assert found(library, 'place:"Oslo and Berlin"') == ["sport/match.txt", "treaty.txt"]


def test_a_split_by_folder_takes_its_quotation_along(library) -> None:
    assert changed(library.curate(SPLIT)) == (2, 1)
    assert listed(library)[PERSON, "John Smith the player"] == (2, 1)
    assert listed(library)[PERSON, "John Smith"] == (2, 1)
    assert found(library, 'person:"John Smith the player"') == ["sport/match.txt"]
    assert found(library, 'person:"John Smith"') == ["politics/vote.txt"]
    player = library.entities(like="player")[0].entity.id
    assert [quote.quote for quote in library.card(player).quotes] == ['"I am happy,"']


def test_a_split_by_a_word_of_the_sentence_goes_through_a_document(library) -> None:
    assert changed(library.curate(SPLIT_WITHIN)) == (2, 2)
    assert [each for each in named(library, "politics/vote.txt") if each[1] is PERSON] == [
        ("John Smith", PERSON, "John Smith"),
        ("John Smith", PERSON, "John Smith the player"),
    ]
    assert found(library, 'person:"John Smith the player"') == ["politics/vote.txt", "sport/match.txt"]


def test_a_rename_is_what_it_is_called_everywhere_and_both_names_find_it(library) -> None:
    assert changed(library.curate(RENAME)) == (3, 2)
    assert listed(library)[PERSON, "Chancellor Merkel"] == (3, 2)
    entity = library.entities(like="chancellor")[0].entity
    assert library.entity_query(entity.id) == 'person:"Chancellor Merkel"'
    assert found(library, library.entity_query(entity.id)) == ["sport/match.txt", "treaty.txt"]
    assert found(library, 'person:"Angela Merkel"') == ["sport/match.txt", "treaty.txt"]


def test_a_retype_is_seen_in_lists_queries_facets_and_the_text(library) -> None:
    assert changed(library.curate(RETYPE)) == (2, 2)
    assert (PLACE, "Berlin") not in listed(library)
    assert listed(library)[ORGANISATION, "Berlin"] == (2, 2)
    assert found(library, "place:berlin") == []
    assert found(library, "org:berlin") == ["sport/match.txt", "treaty.txt"]
    assert ("Berlin", ORGANISATION, "Berlin") in named(library, "sport/match.txt")
    facets = {each.entity.name: each.entity.type for each in library.facets("*").entities}
    assert facets["Berlin"] is ORGANISATION


def test_a_rejected_name_is_folded_away_and_kept(library) -> None:
    before = len(named(library, "treaty.txt"))
    assert changed(library.curate(REJECT)) == (4, 2)
    assert (PERSON, "Erna Solberg") not in listed(library)
    assert found(library, "person:solberg") == []
    after = named(library, "treaty.txt")
    assert len(after) == before
    assert [called for text, _, called in after if "Solberg" in text] == [None, None, None]
    assert "Erna Solberg" not in {each.entity.name for each in library.facets("*").entities}
    assert library.overview().mentions == sum(each.entity.mentions for each in library.entities(page=ALL))
    quotes = library.document_quotes(library.find_document("treaty.txt").id)
    assert [quote.speaker for quote in quotes] == [None]


def test_nobody_who_was_rejected_links_documents_or_stands_beside_others(library) -> None:
    for name in ("Erna Solberg", "Angela Merkel", "Berlin"):
        library.curate(Rule(Kind.REJECT, (name,)))
    treaty = library.find_document("treaty.txt").id
    assert library.links(treaty) == ()
    oslo = next(each.entity.id for each in library.entities(like="oslo"))
    assert "Erna Solberg" not in {each.entity.name for each in library.card(oslo).companions}


def test_an_added_name_is_one_wherever_it_stands(library) -> None:
    assert changed(library.curate(ADD)) == (4, 2)
    assert listed(library)[ORGANISATION, "Project Gemini"] == (4, 2)
    assert found(library, "org:gemini") == ["politics/vote.txt", "treaty.txt"]
    assert ("Project Gemini", ORGANISATION, "Project Gemini") in named(library, "politics/vote.txt")
    (card,) = library.entities(like="gemini")
    assert len(library.card(card.entity.id).passages) >= 2


def test_what_was_already_so_is_said_and_not_kept_twice(library) -> None:
    first, again = library.curate(RENAME), library.curate(RENAME)
    assert first == again
    assert len(library.curation().rules) == 1


@pytest.mark.parametrize("rule", EACH, ids=str)
def test_a_rule_taken_back_leaves_no_trace(library, rule: Rule) -> None:
    before = rows(library)
    library.curate(rule)
    assert rows(library) != before
    assert library.uncurate(rule) == rule
    assert rows(library) == before


@pytest.mark.parametrize("rule", EACH, ids=str)
def test_a_rule_holds_at_each_build_and_stays_the_same(library, news, config, rule: Rule) -> None:
    library.curate(rule)
    at_once = rows(library)
    effect = library.curation().rules[0].effect
    library.build()
    assert rows(library) == at_once
    (news / "new.txt").write_text("Angela Merkel, Erna Solberg and John Smith met in Berlin.\n")
    library.build()
    (news / "new.txt").unlink()
    library.build()
    assert rows(library) == at_once
    assert library.curation().rules[0].effect == effect


@pytest.mark.parametrize("rule", EACH, ids=str)
def test_a_corpus_that_is_built_anew_has_the_rules_on(library, news, make_config, tmp_path, rule: Rule) -> None:
    library.curate(rule)
    config = make_config(tmp_path / "other")
    with Library.open(news, config) as other:
        other._session.curation_file.write_bytes(library._session.curation_file.read_bytes())
        other.build()
        assert listed(other) == listed(library)
        assert other.curation().rules[0].effect == library.curation().rules[0].effect
        for path in STORIES:
            assert named(other, path) == named(library, path)


def test_rules_see_what_those_before_them_left(library) -> None:
    before = rows(library)
    for rule in (MERGE, Rule(Kind.RENAME, ("Oslo and Berlin",), to="Two Towns"), SPLIT, SPLIT_WITHIN, ADD):
        library.curate(rule)
    library.curate(Rule(Kind.RETYPE, ("Two Towns",), becomes=ORGANISATION))
    library.curate(Rule(Kind.REJECT, ("John Smith the player",)))
    assert listed(library)[ORGANISATION, "Two Towns"] == (4, 2)
    assert not any(name.startswith("John Smith the") for _, name in listed(library))
    assert library.uncurate() == Rule(Kind.REJECT, ("John Smith the player",))
    for _ in range(6):
        library.uncurate()
    assert rows(library) == before
    with pytest.raises(NotFound, match="has no rule"):
        library.uncurate()
