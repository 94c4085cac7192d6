"""Bringing the entities of a corpus up to what has changed gives what looking at all of it again would give."""

from __future__ import annotations

import random
from contextlib import closing

import pytest

from explorer.build import resolution
from explorer.catalogue import documents, merging, meta, open_catalogue, resolving, writing
from explorer.catalogue.rows import Packed, pack
from explorer.entities.keys import key_of
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import Annotations, EntityType, LocalEntity, Mention
from explorer.model.span import OffsetMap, Span

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE

NAMES = [
    *[
        (PERSON, name)
        for name in (
            "Maria Zorblatova",
            "Elena Zorblatova",
            "M. Zorblatova",
            "Zorblatova",
            "Marija Zorblatowa",
            "Bill Vandenkamp",
            "William Vandenkamp",
            "William J. Vandenkamp",
            "William K. Vandenkamp",
            "Vandenkamp",
            "Zhang Keijan",
            "Zhang Kejian",
            "Kejian Zhang",
            "Harold Smith",
            "Smith",
            "Harold Smith Jr",
            "Washington",
        )
    ],
    *[
        (ORGANISATION, name)
        for name in (
            "Ruritanian Space Administration",
            "Royal Society of Arts",
            "RSA",
            "Vestrum Rockets Corp",
            "Vestrum Rockets",
            "Vestrum",
            "Vestrum Group",
            "State Department",
            "Department of State",
            "US State Department",
        )
    ],
    *[(PLACE, name) for name in ("Washington", "United States", "U.S.", "Ruritania", "Ruritanja", "City of Ruritania")],
]


def packed(path: str, names: list[tuple[EntityType, str, tuple[str, ...]]]) -> Packed:
    """Return a document in which each of `names` (type, best name, others) is one entity."""
    mentions, entities, text = [], [], ""
    for local, (type_, name, others) in enumerate(names):
        for each in (name, *others):
            span = Span(len(text), len(text) + len(each))
            mentions.append(Mention(span, each, type_, 0.9, "gold", "", 0, local))
            text += f"{each} "
        entities.append(LocalEntity(local, type_, key_of(type_, name), name, (name, *others)))
    read = ReadDocument(
        path,
        "text",
        FileStamp(1, 1),
        f"{path}{text}",
        "utf-8",
        text,
        OffsetMap(),
        Metadata(Fact(path, Origin.FILE_NAME)),
        (),
        (),
    )
    return pack(read, Annotations((Span(0, len(text)),), tuple(mentions), tuple(entities)), "r", "a")


def story(chance: random.Random, path: str) -> Packed:
    chosen = chance.sample(NAMES, chance.randint(1, 5))
    known = set()
    names = []
    for type_, name in chosen:
        if (key := (type_, key_of(type_, name))) not in known:
            known.add(key)
            bound = "RSA" if "Space" in name else "Vestrum" if name == "Vestrum Rockets Corp" else ""
            names.append((type_, name, (bound,) if bound and chance.random() < 0.5 else ()))
    return packed(path, names)


def brought_up(catalogue) -> int:
    with catalogue.writing() as connection:
        among = resolution.resolve(connection)
        merging.merge(connection, merging.likely(connection, among), among)
        merging.forget_unused(connection)
    return len(among)


def known(connection) -> dict[str, object]:
    """Return all that resolution keeps, by what the keys are rather than by their numbers."""
    keys = {number: (type_, key) for number, type_, key in connection.execute("SELECT id, type, key FROM entity_keys")}
    together: dict[int, list[tuple[int, str]]] = {}
    for number, entity in connection.execute("SELECT id, entity FROM entity_keys"):
        together.setdefault(entity, []).append(keys[number])
    return {
        "keys": sorted(
            (type_, key, keys.get(likely), rule, confidence, own, surely)
            for type_, key, likely, rule, confidence, own, surely in connection.execute(
                "SELECT type, key, likely, likely_rule, likely_confidence, rule, confidence FROM entity_keys"
            )
        ),
        "entities": sorted(map(sorted, together.values())),
        "pairs": sorted(
            (sorted((keys[one], keys[other])), rule, confidence)
            for one, other, rule, confidence in connection.execute("SELECT one, other, rule, confidence FROM pairs")
        ),
        "counts": sorted(
            connection.execute(
                "SELECT type, name, documents, mentions FROM entities WHERE documents > 0 ORDER BY type, name"
            )
        ),
    }


@pytest.mark.parametrize("seed", range(8))
def test_what_is_brought_up_is_what_looking_at_all_gives(tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.setattr(resolution, "MOST_CHANGED", 0)
    with closing(open_catalogue(tmp_path / "grown.sqlite")) as grown:
        held: dict[str, Packed] = {}
        for _ in range(10):
            with grown.writing() as connection:
                for _ in range(chance.randint(1, 4)):
                    path = f"{chance.randrange(14)}.txt"
                    if path in held and chance.random() < 0.4:
                        found = documents.at_path(connection, path)
                        writing.remove(connection, [found.id])
                        del held[path]
                    else:
                        held[path] = story(chance, path)
                        writing.store(connection, [held[path]], {})
            brought_up(grown)
            with closing(open_catalogue(tmp_path / f"{chance.random()}.sqlite")) as anew:
                with anew.writing() as connection:
                    writing.store(connection, list(held.values()), {})
                brought_up(anew)
                with grown.reading() as connection, anew.reading() as other:
                    assert known(connection) == known(other)


def test_only_what_shares_a_block_with_the_change_is_looked_at(tmp_path):
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        with catalogue.writing() as connection:
            writing.store(
                connection,
                [packed(f"{n}.txt", [(PERSON, f"Person Number{'abcdefghij'[n % 10] * 3}{n}", ())]) for n in range(200)],
                {},
            )
        assert brought_up(catalogue) == 200
        with catalogue.writing() as connection:
            writing.store(connection, [packed("new.txt", [(PERSON, "Maria Zorblatova", ())])], {})
        assert brought_up(catalogue) == 1
        assert brought_up(catalogue) == 0


def test_other_rules_look_at_everything_again(tmp_path, monkeypatch):
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        with catalogue.writing() as connection:
            writing.store(connection, [packed("a.txt", [(PERSON, "Maria Zorblatova", ()), (PLACE, "Oslo", ())])], {})
        brought_up(catalogue)
        monkeypatch.setattr("explorer.entities.crossdoc.RESOLUTION_VERSION", -1)
        with catalogue.reading() as connection:
            assert resolution.outdated(connection)
        assert brought_up(catalogue) == 2


def test_what_a_person_says_is_heard_over_the_rules(tmp_path):
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        with catalogue.writing() as connection:
            names = [(PERSON, "Maria Zorblatova", ()), (PERSON, "Zorblatova", ())]
            writing.store(connection, [packed("a.txt", names)], {})
        brought_up(catalogue)
        with catalogue.writing() as connection:
            keys = {key: number for number, _, key, *_ in resolving.facts(connection)}
            alone, full = keys["zorblatova"], keys["maria zorblatova"]
            assert merging.likely(connection) == {
                alone: (full, "family name of the one such person in the corpus", 0.9)
            }
            said = merging.likely(connection) | {alone: (alone, "", 1.0)}
            before = meta.generation(connection)
            assert merging.merge(connection, said) == 1
            assert meta.generation(connection) > before
            assert merging.merge(connection, merging.likely(connection)) == 1
