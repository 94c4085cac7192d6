"""The query line: it says what is typed, remembers it, and shows what was understood."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.model.query import Chip, Everything, Mistake, Parsed, Sort, Suggestion
from explorer.model.results import Hits
from explorer.model.span import Span
from explorer.view.panes.query_bar import QueryBar


def chip(label: str, negated: bool = False) -> Chip:
    return Chip(label, Span(0, 1), negated)


@pytest.fixture
async def stage(staged: Any) -> Any:
    async with staged(QueryBar(), (70, 5)) as stage:
        stage.bar = stage.app.query_one(QueryBar)
        stage.bar.focus_input()
        await stage.rest()
        yield stage


def changes(stage: Any) -> list[str]:
    return [message.text for message in stage.said(QueryBar.Changed)]


async def test_every_key_is_told_even_the_one_that_empties_the_line(stage: Any) -> None:
    await stage.press("a", "b", "backspace", "backspace")
    assert changes(stage) == ["a", "ab", "a", ""]


async def test_a_query_that_is_put_there_is_not_told(stage: Any) -> None:
    stage.bar.text = "moon"
    await stage.rest()
    assert changes(stage) == []
    await stage.press("x", "backspace")
    assert changes(stage) == ["moonx", "moon"]


async def test_enter_and_escape_are_told(stage: Any) -> None:
    await stage.press("a", "enter", "escape")
    assert [message.text for message in stage.said(QueryBar.Submitted)] == ["a"]
    assert len(stage.said(QueryBar.Left)) == 1


async def test_arrows_walk_the_history_and_come_back_to_what_was_typed(stage: Any) -> None:
    await stage.press("up")
    stage.bar.history = ["one", "two"]
    await stage.press("n", "e")
    seen = []
    for key in ("up", "up", "up", "down", "down", "down"):
        await stage.press(key)
        seen.append(stage.bar.text)
    assert seen == ["two", "one", "one", "two", "ne", "ne"]
    await stage.press("enter", "enter")
    assert stage.bar.history == ["one", "two", "ne"]


async def test_finding_in_the_document_gives_the_query_back(stage: Any) -> None:
    stage.bar.text = "moon"
    stage.bar.find_in_document()
    await stage.press("m", "e")
    assert stage.lines()[0].lstrip().startswith("/ me")
    assert stage.bar.text == "moon"
    await stage.press("enter")
    assert [message.text for message in stage.said(QueryBar.FindWanted)] == ["me"]
    assert stage.lines()[0].lstrip().startswith("› moon")
    stage.bar.find_in_document()
    await stage.press("escape")
    assert stage.bar.text == "moon"
    assert changes(stage) == []


async def test_what_was_found_stands_on_the_right(stage: Any) -> None:
    parsed = Parsed("x", Everything(), (chip("person: Ada [b]"), chip("title: \x1b[2J", True)))
    stage.bar.set_understood(parsed, Hits(parsed, (), 1234, sort=Sort.NEWEST, seconds=0.012))
    await stage.rest()
    assert stage.lines()[0].endswith("1,234 documents · 12 ms · newest first")
    assert stage.lines()[1].split() == ["person:", "Ada", "[b]", "not", "title:", "␛[2J"]
    stage.bar.set_understood(parsed, Hits(parsed, (), 1234, seconds=0.012, whole=3))
    await stage.rest()
    assert stage.lines()[0].endswith("1,234 documents, 3 with all words · 12 ms · best first")
    stage.bar.set_understood(parsed, Hits(parsed, (), 1))
    await stage.rest()
    assert "1 document · 0 ms · best first" in stage.lines()[0]


async def test_chips_without_room_are_counted(stage: Any) -> None:
    stage.bar.set_understood(Parsed("x", Everything(), tuple(chip("person: Ada Lovelace") for _ in range(5))), None)
    await stage.rest()
    assert stage.lines()[1].endswith("+3")
    stage.bar.set_understood(Parsed("x", Everything(), (chip("y" * 200),)), None)
    await stage.rest()
    assert stage.lines()[1].rstrip().endswith("…")


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("person:", Span(0, 7), "^^^^^^^ a name is missing  try (^y): person:ada"),
        ("日本 ((", Span(3, 4), "     ^ a name is missing  try (^y): person:ada"),
        ("x" * 50 + "((", Span(50, 52), "a name is missing  try (^y): person:ada" + " " * 11 + "^^"),
    ],
)
async def test_carets_stand_under_the_mistake(stage: Any, text: str, place: Span, shown: str) -> None:
    stage.bar.set_understood(Parsed(text, Everything(), (), (Mistake(place, "a name is missing", "person:ada"),)), None)
    await stage.rest()
    assert stage.lines()[1][3:] == shown


async def test_what_was_left_out_or_likely_meant_is_told_beside_the_chips(stage: Any) -> None:
    parsed = Parsed("x", Everything(), (chip("title: moon"),))
    stage.bar.set_understood(parsed, Hits(parsed, (), 3, notices=("only the first 1,000 forms of in*al",)))
    await stage.rest()
    assert stage.lines()[1].strip() == "title: moon  only the first 1,000 forms of in*al"
    parsed = Parsed("parliement", Everything())
    stage.bar.set_understood(parsed, Hits(parsed, (), 1, suggestions=(Suggestion("parliament", (), 40),)))
    await stage.rest()
    assert stage.lines()[1].strip() == "did you mean parliament (^y)? 40 documents"
    assert stage.bar.meant == "parliament"
    stage.bar.set_understood(parsed, Hits(parsed, (), 0, suggestions=(Suggestion("parliament", (), 40),)))
    await stage.rest()
    assert stage.lines()[1].strip() == ""  # the list of results says it
