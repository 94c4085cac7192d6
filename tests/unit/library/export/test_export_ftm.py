"""FollowTheMoney's entities have the schemata, properties and references that its model asks for."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.catalogue.rows import CODE
from explorer.library import Library
from explorer.library.export.schemata import (
    ANYTHING,
    DIRECTORSHIP,
    EMPLOYMENT,
    FAMILY,
    MEMBERSHIP,
    OWNERSHIP,
    bond,
    day,
)
from explorer.model.entity import EntityType, RelationKind
from explorer.model.export import Format, Subject

_THING = {"name", "alias", "weakAlias", "notes", "description", "summary", "keywords", "publisher", "proof"}
_INTERVAL = {"startDate", "endDate", "date", "summary", "description", "proof", "role", "status"}
_DOCUMENT = {*_THING, *["title", "fileName", "date", "author", "language", "encoding", "extension", "mimeType"]}
_LEGAL = ["Person", "Organization", "Company"]
PROPERTIES: dict[str, tuple[set[str], set[str], dict[str, list[str]]]] = {
    "Person": ({"name"}, {*_THING, "position"}, {}),
    "Organization": ({"name"}, _THING, {}),
    "Company": ({"name"}, _THING, {}),
    "Address": (set(), {*_THING, "full"}, {}),
    "PlainText": (set(), _DOCUMENT, {}),
    "HyperText": (set(), _DOCUMENT, {}),
    "Mention": ({"document", "name"}, {"detectedSchema"}, {"document": ["PlainText", "HyperText"], "resolved": _LEGAL}),
    "Documentation": (
        {"document", "entity"},
        _INTERVAL,
        {"document": ["PlainText", "HyperText"], "entity": ["Address"]},
    ),
    "Directorship": (
        {"director", "organization"},
        _INTERVAL,
        {"director": _LEGAL, "organization": ["Organization", "Company"]},
    ),
    "Employment": (
        {"employee", "employer"},
        _INTERVAL,
        {"employee": ["Person"], "employer": ["Organization", "Company"]},
    ),
    "Membership": (
        {"member", "organization"},
        _INTERVAL,
        {"member": _LEGAL, "organization": ["Organization", "Company"]},
    ),
    "UnknownLink": ({"subject", "object"}, _INTERVAL, {"subject": [], "object": []}),
    "Article": (set(), _DOCUMENT, {}),
    "Asset": (set(), _THING, {}),
    "Family": (
        {"person", "relative"},
        {*_INTERVAL, "relationship"} - {"role", "status"},
        {"person": ["Person"], "relative": ["Person"]},
    ),
    "Note": (set(), _THING, {"entity": [*_LEGAL, "Address"]}),
    "Event": ({"name"}, {*_THING, *_INTERVAL, "location"}, {"involved": _LEGAL}),
}
"""Of each schema what it requires, what else it may have, and of which schemata what it refers to is (any if empty)."""


@pytest.fixture(scope="module")
def firm(tmp_path_factory, write_stories, make_config):
    """A library that knows offices, companies and places."""
    home = tmp_path_factory.mktemp("firm")
    stories = {
        "board.txt": "date 2019-05-02\nThe board\n\nPeter Miller, director of Northern Fishing Ltd, met Angela Merkel in Oslo "
        'in June 2018. "We will fish," Miller said. Northern Fishing Ltd is large. Director Peter Miller left. '
        "Anna Brown, spokeswoman for the World Bank, was there.\n",
        "note.html": "<html lang='de'><head><title>Notiz</title></head><body><p>Angela Merkel war in Berlin.</p></body></html>",
    }
    with Library.open(write_stories(home / "My News!", stories), make_config(home)) as library:
        library.build()
        yield library


@pytest.fixture(params=[each for each in Subject if each is not Subject.ALL] + [Subject.ALL])
def made(request, firm, objects) -> list[dict[str, Any]]:
    return objects(firm, request.param, Format.FTM)


def test_entities_are_as_the_model_asks(made) -> None:
    assert made
    schema = {each["id"]: each["schema"] for each in made}
    assert len(schema) == len(made)
    for each in made:
        required, others, references = PROPERTIES[each["schema"]]
        given = each["properties"]
        assert set(each) == {"id", "schema", "caption", "properties", "datasets"}
        assert required <= given.keys() <= required | others | references.keys(), each
        assert all(values and all(isinstance(value, str) and value for value in values) for values in given.values())
        assert all(len(set(values)) == len(values) for values in given.values())
        for name, allowed in {
            **references,
            **({"proof": ["PlainText", "HyperText"]} if "proof" in given else {}),
        }.items():
            for value in given.get(name, ()):
                assert value in schema
                assert not allowed or schema[value] in allowed
        assert each["datasets"] == ["my_news"]


def test_a_company_is_told_by_its_legal_form(firm, objects) -> None:
    found = {each["caption"]: each["schema"] for each in objects(firm, Subject.ENTITIES, Format.FTM)}
    assert found["Angela Merkel"] == "Person"
    assert found["Oslo"] == "Address"
    assert found["World Bank"] == "Organization"
    assert "Company" in {schema for name, schema in found.items() if "Northern Fishing" in name}


def test_an_entity_is_named_in_a_document_once(firm, objects) -> None:
    found = objects(firm, Subject.MENTIONS, Format.FTM)
    number = next(each["id"] for each in found if each["caption"] == "Peter Miller")
    resolved = [each for each in found if number in each["properties"].get("resolved", ())]
    assert len(resolved) == 1
    assert {"Peter Miller", "Miller"} <= set(resolved[0]["properties"]["name"])
    assert any(each["schema"] == "Documentation" for each in found)


def test_offices_are_relations_with_their_document_as_proof(firm, objects) -> None:
    found = objects(firm, Subject.RELATIONS, Format.FTM)
    held = [each for each in found if each["schema"] in ("Directorship", "Employment")]
    assert held
    assert all(each["properties"]["proof"] and each["properties"]["summary"] for each in held)


def test_quotations_are_notes_about_who_said_them(firm, objects) -> None:
    found = objects(firm, Subject.QUOTES, Format.FTM)
    name = {each["id"]: each["caption"] for each in found}
    note = next(each for each in found if each["schema"] == "Note")
    assert [name[number] for number in note["properties"]["entity"]] == ["Peter Miller"]


def test_dated_statements_are_events(firm, objects) -> None:
    events = [each["properties"] for each in objects(firm, Subject.TIMELINE, Format.FTM) if each["schema"] == "Event"]
    june = next(each for each in events if each.get("date") == ["2018-06"])
    assert (june["startDate"], june["endDate"]) == (["2018-06-01"], ["2018-06-30"])
    assert "Oslo" in june["location"]


def test_documents_say_their_language_and_media_type(firm, objects) -> None:
    found = {each["properties"]["fileName"][0]: each for each in objects(firm, Subject.DOCUMENTS, Format.FTM)}
    assert found["note.html"]["schema"] == "HyperText"
    assert found["note.html"]["properties"]["language"] == ["deu"]
    assert found["board.txt"]["properties"]["date"] == ["2019-05-02"]


def test_documents_say_which_addresses_and_accounts_they_name(library, objects) -> None:
    number = library.find_document("treaty.txt").id
    named = [(EntityType.EMAIL, "", "press@example.org"), (EntityType.IDENTIFIER, "IBAN", "GB82WEST12345698765432")]
    with library._session.catalogue.writing() as connection:
        for at, (type_, label, value) in enumerate(named, 9000):
            row = (number, at, 0, 4, CODE[type_], 0, 0, 1.0, 1)
            connection.execute("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute('INSERT INTO "values" VALUES (?, ?, ?, ?)', (number, at, label, value))
    found = {
        each["properties"]["fileName"][0]: each["properties"]
        for each in objects(library, Subject.DOCUMENTS, Format.FTM)
    }
    assert found["treaty.txt"]["emailMentioned"] == ["press@example.org"]
    assert found["treaty.txt"]["ibanMentioned"] == ["GB82WEST12345698765432"]
    assert "emailMentioned" not in found["answer.md"]


@pytest.mark.parametrize(
    ("edtf", "given"),
    [
        ("2019", ["2019"]),
        ("2019-05", ["2019-05"]),
        ("2019-05-02", ["2019-05-02"]),
        ("2018/2020", ["2018"]),
        ("199X", []),
        ("2020-21", ["2020"]),
        ("XXXX-06", []),
        ("", []),
        (None, []),
    ],
)
def test_dates_as_the_model_takes_them(edtf, given) -> None:
    assert day(edtf) == given


@pytest.mark.parametrize(
    ("kind", "role", "subject", "of", "expected"),
    [
        ("role", "chief executive", "Person", "Company", DIRECTORSHIP),
        ("role", "spokeswoman", "Person", "Organization", EMPLOYMENT),
        ("role", "member of parliament", "Person", "Organization", MEMBERSHIP),
        ("role", "president", "Person", "Address", ANYTHING),
        ("member", "", "Organization", "Organization", MEMBERSHIP),
        ("family", "son", "Person", "Person", FAMILY),
        ("family", "son", "Person", "Company", ANYTHING),
        ("ownership", "", "Person", "Company", OWNERSHIP),
        ("ownership", "", "Person", "Organization", ANYTHING),
        ("located", "", "Company", "Address", ANYTHING),
    ],
)
def test_relations_have_the_schema_that_allows_their_ends(kind, role, subject, of, expected) -> None:
    assert bond(RelationKind(kind), role, subject, of) is expected
