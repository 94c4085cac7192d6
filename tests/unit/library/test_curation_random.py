"""Whatever rules are made and taken back in whatever order, a corpus is what its file of rules makes of it."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from explorer.library import Library
from explorer.model.curation import Kind, Rule
from explorer.model.entity import EntityType
from tests.unit.library.test_curation import ALL, STORIES, listed, named, rows

NAMES = (
    *(
        "Erna Solberg",
        "Angela Merkel",
        "John Smith",
        "Dmitri Rogosin",
        "Oslo",
        "Berlin",
        "London",
        "Solberg",
        "Reuters",
    ),
    *("Erna Solberg", "Angela Merkel", "John Smith", "Dmitry Rogozin", "Oslo", "Berlin", "John Smith II", "Oslo II"),
    *("Mercury", "Project Gemini", "Gemini", "goal", "May 2", "Labour voted", "Nobody"),
)
TYPES = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.EVENT)


def some_rule(chance: random.Random) -> Rule:
    """Return any rule; many of them are about nobody, or about the same as others."""
    kind = chance.choice(tuple(Kind))
    limits = (
        *(
            chance.choice(((), (), values))
            for values in (("sport/", "treaty*"), ("Berlin", "goal", "wrote"), ("scored", "met", "in"))
        ),
    )
    if kind is Kind.SPLIT and not any(limits):
        limits = (("sport/",), (), ())
    type_ = chance.choice((None, None, None, None, *TYPES))
    names = tuple(dict.fromkeys(chance.choices(NAMES, k=3 if kind in (Kind.MERGE, Kind.REJECT, Kind.ADD) else 1)))
    match kind:
        case Kind.RETYPE:
            becomes = chance.choice([each for each in TYPES if each is not type_])
            return Rule(kind, names, type_, "", becomes, *limits)
        case Kind.ADD:
            return Rule(kind, names, chance.choice(TYPES), "", None, *limits)
        case Kind.REJECT:
            return Rule(kind, names, type_, "", None, *limits)
        case _:
            return Rule(
                kind, names, type_, f"{chance.choice(NAMES)} {chance.choice(('', 'II'))}".strip(), None, *limits
            )


def makes_sense(rule: Rule) -> bool:
    return rule.kind is not Kind.MERGE or len({*rule.names, rule.to}) > 1


def assert_counts_are_right(library: Library) -> None:
    """What is kept up in numbers is what counting anew gives, and what the index says."""
    with closing(sqlite3.connect(library._session.directories.catalogue)) as connection:
        texts = dict(connection.execute("SELECT document, text FROM texts"))
        written: Counter[tuple[int, str]] = Counter()
        per_local: Counter[tuple[int, int]] = Counter()
        for document, local, key, start, end in connection.execute(
            'SELECT m.document, m.local, d.key, m.start, m."end" FROM mentions m JOIN document_entities d '
            "ON d.document = m.document AND d.local = m.local WHERE d.key > 0"
        ):
            written[key, " ".join(texts[document][start:end].split())] += 1
            per_local[document, local] += 1
        counted = {
            (k, n): m for k, n, m in connection.execute("SELECT key, name, mentions FROM names WHERE mentions <> 0")
        }
        assert counted == dict(written)
        stored = {
            (document, local): count
            for document, local, count in connection.execute(
                "SELECT document, local, count FROM document_entities WHERE key > 0"
            )
        }
        assert stored == dict(per_local)
        words = {(w, k) for k, f in connection.execute("SELECT key, folded FROM names") for w in f.split()}
        assert words == set(connection.execute("SELECT word, key FROM name_words"))
    for each in library.entities(page=ALL):
        clause = library.entity_query(each.entity.id)
        documents = {sentence.document.id for sentence in library.card(each.entity.id).passages}
        assert len(documents) == each.entity.documents
        assert documents <= {hit.document.id for hit in library.search(clause, ALL).hits}, clause


@pytest.mark.parametrize("seed", range(12))
def test_any_rules_made_and_taken_back(tmp_path, write_stories, make_config, seed: int) -> None:
    chance = random.Random(seed)
    folder = write_stories(tmp_path / "news", STORIES)
    with Library.open(folder, make_config(tmp_path / "one")) as library:
        library.build()
        before = rows(library)
        for _ in range(14):
            rules = [each.rule for each in library.curation().rules]
            if rules and chance.random() < 0.3:
                library.uncurate(chance.choice((None, chance.choice(rules))))
            elif makes_sense(rule := some_rule(chance)):
                library.curate(rule)
            assert_counts_are_right(library)
        with Library.open(folder, make_config(tmp_path / "other")) as other:
            if library._session.curation_file.exists():
                other._session.curation_file.write_bytes(library._session.curation_file.read_bytes())
            other.build()
            assert listed(other) == listed(library)
            assert [each.effect for each in other.curation().rules] == [
                each.effect for each in library.curation().rules
            ]
            for path in STORIES:
                assert named(other, path) == named(library, path)
        while library.curation().rules:
            library.uncurate()
        assert rows(library) == before
