"""Values made with `explorer.values` are what `dataclasses` would have made of them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from explorer import values


@values.dataclass(frozen=True, slots=True, order=True)
class Ours:
    """A value."""

    name: str
    size: int = 3
    tags: tuple[str, ...] = dataclasses.field(default=(), metadata={"check": 1})
    known: dict[str, int] = dataclasses.field(default_factory=dict)

    def __len__(self) -> int:
        return self.size


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    """A value."""

    name: str
    size: int = 3
    tags: tuple[str, ...] = dataclasses.field(default=(), metadata={"check": 1})
    known: dict[str, int] = dataclasses.field(default_factory=dict)

    def __len__(self) -> int:
        return self.size


@values.dataclass(frozen=True, slots=True)
class One:
    """A value of one field."""

    only: Any


@values.dataclass(frozen=True, slots=True)
class Empty:
    """A value of no field."""


BOTH = pytest.mark.parametrize("made", [Ours, Theirs])


@BOTH
def test_it_takes_its_fields_by_place_and_by_name(made: Any) -> None:
    value = made("a", tags=("x",))
    assert (value.name, value.size, value.tags, value.known, len(value)) == ("a", 3, ("x",), {}, 3)
    assert made("a", 4, (), {"b": 1}).known == {"b": 1}
    assert made("a").known is not made("a").known
    for wrong in ({}, {"name": "a", "other": 1}):
        with pytest.raises(TypeError, match="__init__"):
            made(**wrong)


@BOTH
def test_it_shows_itself(made: Any) -> None:
    assert repr(made("a")) == f"{made.__name__}(name='a', size=3, tags=(), known={{}})"
    assert made.__doc__ == "A value."


@BOTH
def test_it_cannot_be_changed(made: Any) -> None:
    value = made("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    assert not hasattr(value, "__dict__")


@BOTH
def test_it_is_compared_by_its_values(made: Any) -> None:
    assert made("a") == made("a") != made("b")
    assert made("a") != ("a", 3, (), {})
    assert made("a", 3) < made("a", 4) <= made("b") > made("a", 9) >= made("a", 9)
    with pytest.raises(TypeError):
        made("a") < 3  # noqa: B015
    with pytest.raises(TypeError, match="unhashable"):
        hash(made("a"))


def test_equal_ones_are_one_key() -> None:
    assert {One("a"): 1, Empty(): 2} == {One("a"): 1, Empty(): 2}
    assert One(1) != One(2)
    assert One(1) != Ours("a")
    assert len({One((1, 2)), One((1, 2)), One((2, 1))}) == 2
    with pytest.raises(TypeError):
        One(1) < One(2)  # noqa: B015


@BOTH
def test_it_travels(made: Any) -> None:
    value = made("a", 5, ("x",), {"b": 1})
    for travelled in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert travelled == value
        assert type(travelled) is made


@BOTH
def test_it_is_known_as_a_dataclass(made: Any) -> None:
    assert dataclasses.is_dataclass(made)
    assert [each.name for each in dataclasses.fields(made)] == ["name", "size", "tags", "known"]
    assert dataclasses.fields(made)[2].metadata == {"check": 1}
    assert dataclasses.replace(made("a"), size=7) == made("a", 7)
    assert dataclasses.asdict(made("a")) == {"name": "a", "size": 3, "tags": (), "known": {}}
    match made("a"):
        case Ours(name, 3) | Theirs(name, 3):
            assert name == "a"
        case _:
            pytest.fail("it does not match")
