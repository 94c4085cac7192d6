"""Which keys of a corpus are one entity."""

from __future__ import annotations

import time

from explorer.entities.crossdoc import KeyRow, merges
from explorer.model.entity import EntityType

ORGANISATION, PLACE, PERSON = EntityType.ORGANISATION, EntityType.PLACE, EntityType.PERSON


def merged(*rows: KeyRow) -> dict[int, int]:
    return {merge.source: merge.target for merge in merges(rows)}


def test_an_abbreviation_that_documents_bind_is_merged():
    full = KeyRow(1, ORGANISATION, "ruritanian space administration", ("Ruritanian Space Administration", "RSA"), 3)
    short = KeyRow(2, ORGANISATION, "rsa", ("RSA",), 9)
    assert merged(full, short) == {2: 1}
    assert merges([full, short])[0].rule == "abbreviation of the one full name in the corpus"


def test_an_abbreviation_of_two_names_is_left_alone():
    one = KeyRow(1, ORGANISATION, "ruritanian space administration", ("Ruritanian Space Administration", "RSA"), 3)
    other = KeyRow(3, ORGANISATION, "royal society of arts", ("Royal Society of Arts", "RSA"), 3)
    assert merged(one, other, KeyRow(2, ORGANISATION, "rsa", ("RSA",), 9)) == {}


def test_the_far_more_frequent_expansion_is_meant():
    one = KeyRow(1, ORGANISATION, "ruritanian space administration", ("Ruritanian Space Administration", "RSA"), 30)
    other = KeyRow(3, ORGANISATION, "royal society of arts", ("Royal Society of Arts", "RSA"), 3)
    assert merged(one, other, KeyRow(2, ORGANISATION, "rsa", ("RSA",), 9)) == {2: 1}


def test_initials_alone_need_one_name_in_two_documents():
    short = KeyRow(2, ORGANISATION, "rsa", ("RSA",), 9)
    for documents, expected in ((2, {2: 1}), (1, {})):
        full = KeyRow(
            1, ORGANISATION, "ruritanian space administration", ("Ruritanian Space Administration",), documents
        )
        assert merged(full, short) == expected


def test_places_and_people_are_not_abbreviations():
    person = KeyRow(1, PERSON, "rita sue adams", ("Rita Sue Adams",), 5)
    assert merged(person, KeyRow(2, ORGANISATION, "rsa", ("RSA",), 9)) == {}
    assert merged(KeyRow(1, PLACE, "oslo", ("Oslo",), 1), KeyRow(2, PLACE, "bergen", ("Bergen",), 1)) == {}


def test_other_names_of_a_place_are_merged():
    assert merged(KeyRow(1, PLACE, "united states", ("United States",), 9), KeyRow(2, PLACE, "usa", ("USA",), 1)) == {
        2: 1
    }


def person(number: int, name: str, documents: int) -> KeyRow:
    return KeyRow(number, PERSON, name.casefold(), (name,), documents)


def test_a_rare_family_name_is_that_of_the_one_who_bears_it():
    rows = person(1, "Maria Zorblatova", 2), person(2, "Zorblatova", 30)
    assert merged(*rows) == {2: 1}
    assert merges(rows)[0].rule == "family name of the one such person in the corpus"


def test_two_people_of_one_family_name_stay_two_and_leave_the_name_alone():
    assert merged(person(1, "Maria Zorblatova", 2), person(3, "Elena Zorblatova", 3), person(2, "Zorblatova", 3)) == {}


def test_the_far_more_frequent_bearer_is_meant():
    rows = person(1, "Maria Zorblatova", 20), person(3, "Elena Zorblatova", 2), person(2, "Zorblatova", 30)
    assert merged(*rows) == {2: 1}


def test_a_frequent_family_name_needs_the_full_name_about_as_often():
    assert merged(person(1, "Harold Smith", 2), person(2, "Smith", 30)) == {}
    assert merged(person(1, "Harold Smith", 20), person(2, "Smith", 30)) == {2: 1}


def test_a_middle_name_may_be_left_out():
    assert merged(person(1, "Harold Smith", 9), person(2, "Harold Q Smith", 1)) == {2: 1}
    assert merged(person(1, "Harold Smith", 9), person(2, "Harold Q Smith", 1), person(3, "Harold X Smith", 1)) == {}


def test_spellings_of_another_script_are_merged():
    assert merged(person(1, "Zhang Keijan", 2), person(2, "Zhang Kejian", 3)) == {1: 2}


def test_the_short_form_of_a_company_is_merged_where_a_document_tells_it():
    full = KeyRow(1, ORGANISATION, "zorblat rockets", ("Zorblat Rockets Inc", "Zorblat"), 3)
    assert merged(full, KeyRow(2, ORGANISATION, "zorblat", ("Zorblat",), 9)) == {2: 1}
    other = KeyRow(3, ORGANISATION, "zorblat foods", ("Zorblat Foods Inc", "Zorblat"), 2)
    assert merged(full, other, KeyRow(2, ORGANISATION, "zorblat", ("Zorblat",), 9)) == {}


def test_a_large_corpus_takes_seconds():
    rows = [
        KeyRow(at, ORGANISATION, f"name{at} of{at % 977} kind{at % 89}", (f"Name{at} Of{at % 977} Kind{at % 89}",), 1)
        for at in range(60_000)
    ]
    rows += [KeyRow(100_000 + at, ORGANISATION, f"q{at}", (f"Q{at}",), 1) for at in range(20_000)]
    begin = time.process_time()
    merges(rows)
    assert time.process_time() - begin < 5
