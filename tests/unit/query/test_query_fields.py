"""What help lists of the fields is what there is."""

from pathlib import Path

import pytest

from explorer.query import fields

PAGE = (Path(__file__).parents[3] / "docs" / "queries.md").read_text("utf-8")


@pytest.mark.parametrize("name", fields.SHOWN)
def test_every_field_that_help_lists_is_known_and_documented(name: str) -> None:
    assert fields.known(name.upper()) == name
    assert f"{name}:" in PAGE
    assert fields.example(name).startswith(f"{name}:")


@pytest.mark.parametrize(
    ("field", "state"), [(field, each) for field in fields.STATES for each in fields.STATES[field]]
)
def test_every_state_is_known_and_documented(field: str, state: str) -> None:
    assert fields.state(field, state.capitalize()) == state
    assert f"`{state}`" in PAGE or f"`{field}:{state}`" in PAGE


@pytest.mark.parametrize(
    ("typed", "near"), [("persn", "person"), ("spekaer", "speaker"), ("languag", "language"), ("zzz", None)]
)
def test_the_nearest_field_is_offered(typed: str, near: str | None) -> None:
    assert fields.nearest(typed) == near


@pytest.mark.parametrize(
    ("field", "typed", "state"),
    [
        ("is", "s", "starred"),
        ("is", "STAR", "starred"),
        ("is", "read", "read"),
        ("is", "unre", "unread"),
        ("is", "", None),
        ("is", "starredx", None),
        ("has", "quote", "quotes"),
        ("has", "date", "date"),
        ("has", "dat", None),
    ],
)
def test_a_state_may_be_typed_in_part(field: str, typed: str, state: str | None) -> None:
    assert fields.state(field, typed) == state


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("ger", "de"),
        ("Germ", "de"),
        ("g", None),
        ("ge", None),
        ("ir", None),
        ("xyz", None),
    ],
)
def test_a_language_may_be_named_in_part(typed: str, code: str | None) -> None:
    assert fields.language(typed) == code
