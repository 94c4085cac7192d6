"""Which names of a document are one entity, by which rule."""

from __future__ import annotations

import time

import pytest

from explorer.entities.keys import key_of, same_person
from explorer.model.entity import EntityType

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE


def entity(annotations, name):
    """Return the entity called `name`."""
    return next(one for one in annotations.entities if one.name == name)


def mentions(annotations, name):
    """Return the texts of the mentions of the entity called `name`."""
    local = entity(annotations, name).local
    return [mention.text for mention in annotations.mentions if mention.local == local]


@pytest.mark.parametrize(
    ("text", "name", "texts", "rule"),
    [
        (
            "Maria Sharapova won. Later Sharapova left.",
            "Maria Sharapova",
            ["Maria Sharapova", "Sharapova"],
            "surname after the full name",
        ),
        (
            "Ingrid Solheim-Dahl won. Later Solheim-Dahl left.",
            "Ingrid Solheim-Dahl",
            ["Ingrid Solheim-Dahl", "Solheim-Dahl"],
            "surname after the full name",
        ),
        (
            "Then Maria Sharapova won. So M. Sharapova left.",
            "Maria Sharapova",
            ["Maria Sharapova", "M. Sharapova"],
            "initial or middle name left out",
        ),
        (
            "Then John Adam Smith won. So John Smith left.",
            "John Adam Smith",
            ["John Adam Smith", "John Smith"],
            "initial or middle name left out",
        ),
        (
            "The Ruritanian Space Administration (RSA) met. The RSA agreed.",
            "Ruritanian Space Administration",
            ["Ruritanian Space Administration", "RSA", "RSA"],
            "abbreviation of the full name",
        ),
        (
            "It was Vestrum Rockets Corp that won. So Vestrum agreed.",
            "Vestrum Rockets Corp",
            ["Vestrum Rockets Corp", "Vestrum"],
            "short form of the full name",
        ),
        (
            "They left the United States. The U.S. and the USA agreed.",
            "United States",
            ["United States", "U.S.", "USA"],
            "another name of the same place",
        ),
    ],
)
def test_names_are_merged_and_the_rule_is_told(annotated, text, name, texts, rule):
    _, found = annotated(text)
    assert mentions(found, name) == texts
    assert rule in entity(found, name).merged_by


def test_a_particle_with_a_capital_belongs_to_the_family_name(annotated):
    _, found = annotated("Then Jean Le Zorblat spoke. So Le Zorblat left.")
    assert mentions(found, "Jean Le Zorblat") == ["Jean Le Zorblat", "Le Zorblat"]


def test_a_name_is_merged_with_that_of_its_country(annotated):
    _, found = annotated("The Supreme Court met. The UK Supreme Court ruled. The Supreme Court closed.")
    assert mentions(found, "UK Supreme Court") == ["Supreme Court", "UK Supreme Court", "Supreme Court"]


def test_a_given_name_that_looks_like_a_family_name_is_still_followed_by_one(annotated):
    _, found = annotated("Then Novak Zorblatovic won. So Zorblatovic, who lost, left.")
    assert mentions(found, "Novak Zorblatovic") == ["Novak Zorblatovic", "Zorblatovic"]


def test_brackets_bind_an_abbreviation_of_another_language(annotated):
    _, found = annotated("The Gabonese Election Centre (CGE) met. The CGE agreed.")
    assert mentions(found, "Gabonese Election Centre") == ["Gabonese Election Centre", "CGE", "CGE"]


def test_a_given_name_of_two_syllables_stands_last(annotated):
    _, found = annotated("Then Tsai Ing-wen spoke. Since Tsai took office, it is so.")
    assert mentions(found, "Tsai Ing-wen") == ["Tsai Ing-wen", "Tsai"]


def test_an_office_is_not_the_agency_that_keeps_it(annotated):
    _, found = annotated(
        "The NASA History Office closed. Later NASA said so. It bought BMW Group shares, and BMW agreed."
    )
    assert mentions(found, "NASA") == ["NASA"]
    assert mentions(found, "BMW Group") == ["BMW Group", "BMW"]


def test_a_place_in_capitals_is_shown_in_mixed_case_unless_it_is_an_abbreviation(annotated):
    _, found = annotated("OSLO -- It rained. The USSR fell.")
    assert [one.name for one in found.entities if one.type is PLACE] == ["Oslo", "USSR"]


def test_family_names_of_two_letters_are_followed(annotated):
    _, found = annotated("Then Xi Jinping spoke. The plan of Xi won.")
    assert mentions(found, "Xi Jinping") == ["Xi Jinping", "Xi"]


def test_an_arabic_article_may_be_left_out(annotated):
    _, found = annotated("Then Abdel Fattah el-Zorblat spoke. The plan of Zorblat won.")
    assert mentions(found, "Abdel Fattah el-Zorblat") == ["Abdel Fattah el-Zorblat", "Zorblat"]


def test_a_name_in_capitals_is_shown_in_mixed_case_with_its_small_words(annotated):
    _, found = annotated("BANK OF ENGLAND RAISES RATES AGAIN AND AGAIN\n\nIt was so.")
    assert entity(found, "Bank of England").names == ("BANK OF ENGLAND",)


def test_two_people_with_one_surname_stay_two(annotated):
    _, found = annotated(
        "First Maria Sharapova spoke. Then Sharapova left.\n\nNow Elena Sharapova spoke. Then Sharapova left."
    )
    assert mentions(found, "Maria Sharapova") == ["Maria Sharapova", "Sharapova"]
    assert mentions(found, "Elena Sharapova") == ["Elena Sharapova", "Sharapova"]


def test_a_surname_before_the_full_name_waits_for_it(annotated):
    _, found = annotated("Yesterday Sharapova said so. Today Maria Sharapova won. Then Sharapova left.")
    assert mentions(found, "Maria Sharapova") == ["Sharapova", "Maria Sharapova", "Sharapova"]


def test_a_line_end_within_a_name_changes_nothing(annotated):
    opening = "Every one of the delegates of all the countries at the long conference in Oslo asked Maria"
    _, found = annotated(f"{opening}\nSharapova. Then Sharapova left.")
    assert mentions(found, "Maria Sharapova") == ["Maria\nSharapova", "Sharapova"]
    assert entity(found, "Maria Sharapova").names == ("Maria Sharapova", "Sharapova")


def test_possessives_and_titles_are_no_part_of_a_name(annotated):
    _, found = annotated("Then President Maria Sharapova’s plan and Russia's plan met.")
    assert mentions(found, "Maria Sharapova") == ["Maria Sharapova"]
    assert mentions(found, "Russia") == ["Russia"]


def test_what_is_an_organisation_once_is_one_again(annotated):
    _, found = annotated("The carmaker Zorblat won. Later a new Zorblat came.")
    assert mentions(found, "Zorblat") == ["Zorblat", "Zorblat"]
    assert entity(found, "Zorblat").type is ORGANISATION


def test_names_in_a_headline_in_capitals_are_found_again(annotated):
    _, found = annotated(
        "VESTRUM ROCKETS TO BUY RIVAL FIRM\n\nToday Vestrum Rockets Corp said it would. So Vestrum Rockets wins."
    )
    assert mentions(found, "Vestrum Rockets Corp")[0] == "VESTRUM ROCKETS"


def test_a_doubtful_name_is_kept_but_makes_no_entity(annotated):
    _, found = annotated("He saw a new Zorblat there.")
    assert [(mention.text, mention.local) for mention in found.mentions if mention.text == "Zorblat"] == [
        ("Zorblat", -1)
    ]
    assert not any(one.name == "Zorblat" for one in found.entities)
    _, all_of_them = annotated("He saw a new Zorblat there.", 0.1)
    assert entity(all_of_them, "Zorblat").local >= 0


def test_a_town_before_its_area_is_a_place(annotated):
    _, found = annotated("She came from Bergen, Norway, and he from Portland, Ore. by train.")
    assert {"Bergen", "Portland"} <= {one.name for one in found.entities if one.type is PLACE}


def test_dates_are_entities_by_their_value(annotated):
    _, found = annotated("On May 9 and on 9 May 2020 they met.")
    dates = [one for one in found.entities if one.type is EntityType.DATE]
    assert [(one.key, one.names) for one in dates] == [("2020-05-09", ("May 9", "9 May 2020"))]


def test_locals_number_the_entities_and_sentences_the_mentions(annotated):
    document, found = annotated("Maria Sharapova won. Norway lost on May 9.")
    assert [one.local for one in found.entities] == list(range(len(found.entities)))
    assert [mention.sentence for mention in found.mentions] == [0, 1, 1]
    assert all(mention.span.of(document.text) == mention.text for mention in found.mentions)


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        (PERSON, "Dmitry Medvedev", "Dmitriy Medvedev"),
        (PERSON, "Sergei Lavrov", "Sergey Lavrov"),
        (PERSON, "José Muñoz", "Jose Munoz"),
        (ORGANISATION, "Acme Rockets Inc.", "ACME Rockets"),
        (ORGANISATION, "The Lisbon Herald", "Lisbon Herald"),
        (ORGANISATION, "Morgan Stanley and Co Inc", "Morgan Stanley"),
        (ORGANISATION, "UN", "United Nations"),
        (ORGANISATION, "U.N.", "United Nations"),
        (PLACE, "U.S.", "United States of America"),
        (PLACE, "Britain", "UK"),
        (PLACE, "The Netherlands", "Holland"),
        (PLACE, "Kiev", "Kyiv"),
    ],
)
def test_one_entity_has_one_key_in_every_document(type_, one, other):
    assert key_of(type_, one) == key_of(type_, other)


def test_keys_keep_apart_what_differs():
    assert key_of(PERSON, "Maria Sharapova") != key_of(PERSON, "Elena Sharapova")
    assert key_of(ORGANISATION, "中国")
    assert key_of(PERSON, "!") == "!"
    assert not same_person("maria sharapova", "elena sharapova")
    assert not same_person("john adam smith", "john brian smith")
    assert same_person("j smith", "john adam smith")


def test_many_family_names_after_many_full_names_take_time_in_proportion(annotated):
    begin = time.process_time()
    _, found = annotated("John Zorblat. Zorblat said so. " * 6000)
    assert len({mention.local for mention in found.mentions}) == 1
    assert time.process_time() - begin < 20
