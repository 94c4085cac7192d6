"""What names that no list knows are taken for, by the words around them and the names beside them."""

from __future__ import annotations

import pytest

from explorer.model.entity import EntityType

KINDS = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)


def named(annotations) -> list[str]:
    """Return what is named, as `type text`, in order."""
    kept = [one for one in annotations.mentions if one.local >= 0 and one.type in KINDS]
    return [f"{mention.type} {' '.join(mention.text.split())}" for mention in kept]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Zorblat's wife who came.", ["person Zorblat"]),
        ("They asked Zorblat, 34, about it.", ["person Zorblat"]),
        ("It was Zorblat's capital that fell.", ["place Zorblat"]),
        ("He came from Zorblat, a village by the sea.", ["place Zorblat"]),
        ("Workers left the Zorblat plant by night.", ["organisation Zorblat"]),
        ("So he bought Zorblat shares again.", ["organisation Zorblat"]),
        ("All of it was sold to ZorNet by then.", ["organisation ZorNet"]),
        ("They met the head of Zorblat again.", ["organisation Zorblat"]),
        ("Zorblat is the state space corporation of it.", ["organisation Zorblat"]),
        ("Zorblat was a Finnish politician then.", ["person Zorblat"]),
    ],
)
def test_the_words_around_a_name_tell_its_type(annotated, text, expected):
    assert named(annotated(text)[1]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They spoke the Zorblat language at home.",
        "So the Zorblat 9 probe fell silent.",
        "They launched the spacecraft Zorblat at dawn.",
        "In May the typhoon Zorblat came.",
        "Then Hurricane Dora came ashore.",
        "Then Mir-2 and the Apollo-Soyuz flight ended.",
        "They rated it A-1, sold MD-11 jets and drove on the M25.",
        "They plan an International Lunar Research Station there.",
    ],
)
def test_peoples_things_and_storms_are_none_of_the_three(annotated, text):
    assert named(annotated(text)[1]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It rained in Kano, Zorblat and Enugu that day.",
            ["place Kano", "place Zorblat", "place Enugu"],
        ),
        (
            "So Volkswagen, Zorblat and Toyota lost money.",
            ["organisation Volkswagen", "organisation Zorblat", "organisation Toyota"],
        ),
    ],
)
def test_a_list_holds_one_kind(annotated, text, expected):
    assert named(annotated(text)[1]) == expected


def test_a_family_name_that_is_a_word_stands_for_its_bearer(annotated):
    _, found = annotated("It was Sylvia Green who spoke. Green said the party won. He told Green so, in a green coat.")
    assert named(found) == ["person Sylvia Green", "person Green", "person Green"]
    assert len({mention.local for mention in found.mentions}) == 1


def test_a_place_is_no_short_form_of_the_hospital_that_stands_in_it(annotated):
    _, found = annotated("He lay in Zorblat, a suburb. Then Zorblat University Hospital closed.")
    assert named(found) == ["place Zorblat", "organisation Zorblat University Hospital"]


def test_such_a_word_stays_a_word_where_nobody_is_meant(annotated):
    _, found = annotated("It was Sylvia Green who spoke. Green energy is cheap. The Green Party lost.")
    assert [one for one in named(found) if one.startswith("person")] == ["person Sylvia Green"]


def test_a_family_name_keeps_its_small_words(annotated):
    _, found = annotated("Here Ursula von der Leyen spoke. Later von der Leyen left.")
    assert named(found) == ["person Ursula von der Leyen", "person von der Leyen"]
    assert len({mention.local for mention in found.mentions}) == 1


def test_a_name_is_a_persons_where_a_part_of_it_has_a_title(annotated):
    _, found = annotated("They banned Pita Zorblat from it. So Mr. Pita told them.")
    assert named(found) == ["person Pita Zorblat", "person Pita"]
    assert len({mention.local for mention in found.mentions}) == 1
