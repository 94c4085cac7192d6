"""Who is what where."""

from __future__ import annotations

import pytest


def roles_of(found):
    return [one for one in found.relations if one.kind == "role"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "So Vestrum Deputy Head for Rural Development Maria Sharapova spoke.",
            ("Maria Sharapova", "deputy head for rural development", "Vestrum"),
        ),
        (
            "Then the head of Ruritania's state railway company Vestrum Maria Sharapova spoke.",
            ("Maria Sharapova", "head", "Vestrum"),
        ),
        (
            "Yesterday Maria Sharapova, head of Acme Rockets Inc, spoke.",
            ("Maria Sharapova", "head", "Acme Rockets Inc"),
        ),
        (
            "Yesterday Maria Sharapova, an analyst at Acme Rockets Inc, spoke.",
            ("Maria Sharapova", "analyst", "Acme Rockets Inc"),
        ),
        (
            "Yesterday Maria Sharapova, Acme Rockets Inc's chief executive, spoke.",
            ("Maria Sharapova", "chief executive", "Acme Rockets Inc"),
        ),
        ("Then Acme Rockets Inc chairman Maria Sharapova spoke.", ("Maria Sharapova", "chairman", "Acme Rockets Inc")),
        (
            "The Ruritanian Space Administration (RSA) Director Maria Sharapova spoke.",
            ("Maria Sharapova", "director", "Ruritanian Space Administration"),
        ),
        ("Then Finance Minister Maria Sharapova spoke.", ("Maria Sharapova", "finance minister", None)),
        ("So Acme Rockets Inc chairman Sir Denis Zorblat spoke.", ("Denis Zorblat", "chairman", "Acme Rockets Inc")),
        (
            "He left Acme Rockets Inc, Irish Finance Minister Maria Sharapova said.",
            ("Maria Sharapova", "finance minister", None),
        ),
        (
            "He left the High Court, and Senate President Maria Sharapova spoke.",
            ("Maria Sharapova", "president", "Senate"),
        ),
        (
            "It was so at the Palestinian Authority and Crown Prince Mohammed bin Zorblat spoke.",
            ("Mohammed bin Zorblat", "crown prince", None),
        ),
    ],
)
def test_roles(annotated, text, role):
    _, found = annotated(text)
    names = {one.local: one.name for one in found.entities}
    assert [(names[one.subject_local], one.text, names.get(one.object_local)) for one in roles_of(found)] == [role]
    assert roles_of(found)[0].sentence == 0


@pytest.mark.parametrize(
    "text",
    [
        "Then Acme Rockets Inc told Maria Sharapova to go.",
        "Yesterday Maria Sharapova, who left Acme Rockets Inc, spoke.",
        "Then Acme Rockets Inc won.\n\nChairman of nothing. Maria Sharapova spoke.",
    ],
)
def test_no_role(annotated, text):
    assert annotated(text)[1].relations == ()


def test_head_and_chief_of_one_organisation_are_one_role(annotated):
    _, found = annotated(
        "Yesterday Maria Sharapova, head of Acme Rockets Inc, spoke.\n\nThen Acme Rockets Inc chief Sharapova left."
    )
    assert [one.text for one in found.relations] == ["head", "head"]
