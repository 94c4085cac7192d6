"""The queries, as every engine is asked them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import queries
from bench.queries import Part, Shape, understood


def test_the_set_has_every_kind_several_times() -> None:
    asked = queries.load(queries.SET)
    assert len(asked) >= 60
    kinds = [one.kind for one in asked]
    for kind in ("common", "rare", "two words", "three or four words", "either", "phrase", "prefix", "wildcard"):
        assert kinds.count(kind) >= 4, kind
    for kind in ("fuzzy", "date", "field", "without"):
        assert kinds.count(kind) >= 4, kind
    assert len({one.typed for one in asked}) == len(asked)
    assert all(one.wanted for one in asked)


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("oil price", [["oil"], ["price"]], []),
        ("oil OR gas OR coal", [["oil", "gas", "coal"]], []),
        ("oil NOT gas", [["oil"]], ["gas"]),
        ("oil -gas -coal", [["oil"]], ["gas", "coal"]),
        ("(oil OR gas) price", [["oil", "gas"], ["price"]], []),
        ('"oil price" cut', [["oil price"], ["cut"]], []),
    ],
)
def test_what_must_match_and_what_must_not(typed: str, wanted: list[list[str]], unwanted: list[str]) -> None:
    asked = understood("some", typed)
    assert [[part.text for part in group] for group in asked.wanted] == wanted
    assert [part.text for part in asked.unwanted] == unwanted


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("manufact*", Part(Shape.PREFIX, "manufact")),
        ("*tonne", Part(Shape.WILDCARD, "*tonne")),
        ("colo?r", Part(Shape.WILDCARD, "colo?r")),
        ("parlament~", Part(Shape.FUZZY, "parlament")),
        ('"white house"', Part(Shape.PHRASE, "white house")),
        ("title:tariff", Part(Shape.WORD, "tariff", "title")),
        ("tag:grain", Part(Shape.WORD, "grain", "tag")),
    ],
)
def test_shapes_and_fields(typed: str, part: Part) -> None:
    assert understood("some", typed).wanted == ((part,),)


@pytest.mark.parametrize(
    ("clause", "days"),
    [
        ("date:1987-02", ("1987-02-01", "1987-02-28")),
        ("date:1987", ("1987-01-01", "1987-12-31")),
        ("date:1987-03-10..1987-03-20", ("1987-03-10", "1987-03-20")),
        ("date:1985..1987", ("1985-01-01", "1987-12-31")),
        ("after:1987-05", ("1987-06-01", queries.LATEST)),
        ("before:1988", (queries.EARLIEST, "1987-12-31")),
    ],
)
def test_days(clause: str, days: tuple[str, str]) -> None:
    assert understood("date", f"debt {clause}").days == days


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text('# remark\nmoon base\n\nphrase: "soft landing"\n', "utf-8")
    assert [(one.kind, one.typed) for one in queries.load(file)] == [("own", "moon base"), ("phrase", '"soft landing"')]


def test_three_hundred_wildcards_are_different() -> None:
    line = queries.many_wildcards(
        f"wordnumber{letter}{other}" for letter in "abcdefghijklmnopqrst" for other in "abcdefghijklmnop"
    )
    parts = line.split(" OR ")
    assert len(parts) == len(set(parts)) == 300
    assert all(part.startswith("*") for part in parts)
