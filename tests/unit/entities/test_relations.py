"""What sentences state of who is what to whom: how much is found of what is marked, and what is no relation."""

from __future__ import annotations

import pytest

from bench.relations import by_marks, by_tagger, marked, score, sentence
from explorer.model.entity import RelationKind

# Precision and recall with the names as they are marked: below what is reached, so that a change has room.
FLOORS = {"tuned": (0.97, 0.97), "held_out": (0.94, 0.92)}


@pytest.mark.parametrize("name", FLOORS)
def test_relations_are_found_as_they_are_marked(name):
    wrong: list[str] = []
    found = score(name, by_marks, wrong.append)
    precision, recall = FLOORS[name]
    assert found["all"].precision >= precision, wrong
    assert found["all"].recall >= recall, wrong
    assert found["all"].qualified >= 0.95 * found["all"].right, wrong
    assert all(found[kind].right for kind in RelationKind)


def test_what_the_tagger_finds_gives_relations_too():
    found = score("held_out", by_tagger)["all"]
    assert found.precision >= 0.8
    assert found.recall >= 0.65


def test_the_marked_sets_are_large_enough_and_apart():
    one, other = ({each.text for each in marked(name)} for name in FLOORS)
    assert len(one) + len(other) >= 120
    assert not one & other


def told(line: str) -> list[str]:
    return [f"{'/'.join(filter(None, each))}" for _, each in by_marks(sentence(line))]


@pytest.mark.parametrize(
    "line",
    [
        "After the L{USA}, L{England}, L{France}, O{West German Rail} and L{Italy} he flew on.",
        "A unit of O{Harz Timber} bought O{Oker Mills}.",
        "The wife of P{Karl Nem} was appointed.",
        "Lawyers met P{Karl Nem} and head office staff of O{Oker Mills}.",
        "P{Karl Nem} denied that O{Oker Mills} had joined O{Harz Timber} in the suit.",
        "P{Ada Berg}, Consul chairman, spoke.",
        "In L{Goslar}, L{Norway} told the envoys to leave.",
        "P{Karl Nem}, who never headed O{Oker Mills}, escaped.",
    ],
)
def test_no_relation(line):
    assert told(line) == []


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("Energy Minister P{Ada Berg} of L{Lithen} spoke.", "role/Ada Berg/energy minister/Lithen"),
        ("Then O{Oker Mills} head P{Ada Berg} left.", "role/Ada Berg/head/Oker Mills"),
        ("P{Ada Berg}, a former merger specialist, spoke.", "role/Ada Berg/merger specialist/former"),
        ("O{Oker Mills}, a former subsidiary of O{Harz Timber}, grew.", "ownership/Oker Mills/Harz Timber/former"),
        ("It happened in L{Springfield}, L{Illinois}, O{Acme} said.", "located/Springfield/Illinois"),
    ],
)
def test_a_relation(line, relation):
    assert told(line) == [relation]


def test_a_relation_keeps_its_sentence_rule_confidence_and_date(annotated):
    text = "Nothing here. Maria Sharapova was appointed director of Acme Rockets Inc in May 2019."
    _, found = annotated(text)
    (one,) = found.relations
    assert found.sentences[one.sentence].of(text).startswith("Maria")
    assert found.sentences[one.sentence].covers(one.span)
    assert (one.rule, one.date) == ("appointed", "2019-05")
    assert 0.5 < one.confidence <= 1


@pytest.mark.parametrize("piece", ["head of ", "the Acme chairman and ", "O{Acme}, a unit of ", "of the ", "- ", "( "])
def test_hostile_text_is_read_to_its_end(piece):
    assert by_marks(sentence(piece * 20_000)) == []
