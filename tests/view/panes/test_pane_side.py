"""The side pane: who and what, counted; quotations and links with their reasons; filtered, hinted, followed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.model.document import Document
from explorer.model.entity import Entity, EntityCount, EntityType
from explorer.model.link import Link, Pointer, Sentence, Shared
from explorer.model.results import QuoteOf
from explorer.model.span import Span
from explorer.view.panes.side import SidePane

Made = Callable[..., Document]


def named(name: str, kind: EntityType = EntityType.PERSON, here: int = 1, **other: Any) -> EntityCount:
    return EntityCount(
        Entity(len(name), kind, name, (name,), 20, other.get("documents", 12)), here, other.get("results")
    )


PEOPLE = (named("Ada Lovelace", here=4, results=9, documents=1234), named("Charles Babbage", results=2))
PLACES = (named("London", EntityType.PLACE),)


@pytest.fixture
def links(document: Made) -> tuple[Link, ...]:
    def shared(*names: str) -> tuple[Shared, ...]:
        return tuple(Shared(Entity(1, EntityType.PERSON, name), 1.0, 1, 1) for name in names)

    def pointer(outgoing: bool) -> Pointer:
        return Pointer("wiki", "x", Span(0, 1), outgoing)

    return (
        Link(document("Both"), 1.6, shared("Ada", "Bo"), (pointer(True), pointer(False))),
        Link(document("Incoming", 2), 0.8, shared("Ada", "Bo", "Cy", "Di", "Ed"), (pointer(False),)),
        Link(document("Outgoing", 3, date=None), 0.8, (), (pointer(True),)),
        Link(document("Shared only", 4), 0.4, shared("Ada")),
    )


@pytest.fixture
def quotes(document: Made) -> tuple[QuoteOf, ...]:
    sentence = Sentence(document(), Span(0, 9), "x")
    long = "“We have a plan, and it is a very long one, which goes on for three lines of this pane or for even more.”"
    return (
        QuoteOf(long, PEOPLE[0], sentence, Span(5, 9), 0.9),
        QuoteOf("“No.”", None, sentence, Span(1, 2), 0.5),
    )


async def test_entities_stand_in_columns_under_their_heads(staged: Any) -> None:
    pane = SidePane()
    async with staged(pane, (44, 12)) as stage:
        pane.show_entities((*PEOPLE, *PLACES))
        await stage.rest()
        lines = stage.lines()
        assert " People  2" in lines[1]
        assert " Places  1" in lines[1]
        assert " Links  –" in lines[2]
        heads, ada, charles = lines[3], lines[4], lines[5]
        assert "Ada Lovelace" in ada
        for head, number in (("here", "4"), ("found", "9"), ("corpus", "1,234")):
            end = heads.index(head) + len(head)
            assert ada[:end].endswith(number)
        assert charles[: heads.index("here") + 4].endswith(" 1")


async def test_tabs_are_walked_past_the_empty_ones(staged: Any, links: tuple[Link, ...]) -> None:
    pane = SidePane()
    async with staged(pane, (44, 12)) as stage:
        pane.show_entities((*PEOPLE, *PLACES))
        pane.show_links(links)
        walked = []
        for key in ("right", "right", "right", "left", "left", "3", "3"):
            await stage.press(key)
            walked.append(pane.shown)
        assert walked == ["place", "links", "person", "links", "place", "person", "place"]
        await stage.pilot.click("#side-tabs", offset=(30, 1))
        await stage.rest()
        assert pane.shown == "links"


async def test_what_is_missing_is_said(staged: Any) -> None:
    pane = SidePane()
    async with staged(pane, (44, 12)) as stage:
        await stage.rest()
        assert "Nobody is named here" in stage.text()
        for tab, said in (("quotes", "Nobody is quoted here"), ("links", "No related document")):
            pane.tab = tab
            await stage.press("right", "enter", "j")
            assert said in stage.text()
        assert pane.hints() == []
        assert (pane.entity, pane.link) == (None, None)


async def test_without_people_the_first_kind_that_is_there_is_shown(staged: Any) -> None:
    pane = SidePane()
    async with staged(pane, (44, 12)) as stage:
        pane.show_entities(PLACES)
        await stage.rest()
        assert "London" in stage.text()
        assert pane.entity == PLACES[0]


async def test_rows_are_followed(staged: Any, links: tuple[Link, ...], quotes: tuple[QuoteOf, ...]) -> None:
    pane = SidePane()
    async with staged(pane, (44, 14)) as stage:
        pane.show_entities(PEOPLE)
        pane.show_links(links)
        pane.show_quotes(quotes)
        await stage.press("j", "enter")
        pane.tab = "links"
        await stage.press("enter")
        pane.tab = "quotes"
        await stage.press("j", "enter")
        assert [each.entity for each in stage.said(SidePane.EntityChosen)] == [PEOPLE[1]]
        assert [each.link for each in stage.said(SidePane.LinkChosen)] == [links[0]]
        assert [each.quote for each in stage.said(SidePane.QuoteChosen)] == [quotes[1]]


async def test_links_say_how_strongly_and_why(staged: Any, links: tuple[Link, ...]) -> None:
    pane = SidePane()
    async with staged(pane, (48, 22)) as stage:
        pane.show_links(links)
        pane.tab = "links"
        await stage.rest()
        rows = [line.strip("│▌ ") for line in stage.lines()[3:-1]]
        assert rows[:3] == ["Both", "━━━━━  2021-03-15  ↔ each other", "Ada, Bo"]
        assert rows[4:7] == ["Incoming", "━━╌╌╌  2021-03-15  ← refers to this", "Ada, Bo, Cy +2"]
        assert rows[8:11] == ["Outgoing", "━━╌╌╌  undated  → is referred to", ""]
        assert rows[12:15] == ["Shared only", "━╌╌╌╌  2021-03-15", "Ada"]
        assert pane.link == links[0]


async def test_quotations_name_their_speaker(staged: Any, quotes: tuple[QuoteOf, ...]) -> None:
    pane = SidePane()
    async with staged(pane, (44, 14)) as stage:
        pane.show_quotes(quotes)
        pane.tab = "quotes"
        await stage.rest()
        rows = [line.strip("│▌ ") for line in stage.lines()[3:-1]]
        assert rows[0] == "Ada Lovelace"
        assert rows[1].startswith("“We have a plan, and it is")
        assert rows[2].endswith("…")
        assert rows[4:6] == ["speaker unknown  perhaps", "“No.”"]


async def test_the_filter_keeps_what_holds_the_word_until_escape(staged: Any) -> None:
    pane = SidePane()
    async with staged(pane, (44, 14)) as stage:
        pane.show_entities((*PEOPLE, *PLACES))
        pane.start_filter()
        await stage.press("b", "a", "b", "enter")
        assert "Charles Babbage" in stage.text()
        assert "Ada Lovelace" not in stage.text()
        pane.start_filter()
        await stage.press("x")
        assert "Nobody is named here with “x”" in stage.text()
        await stage.press("escape")
        assert "Ada Lovelace" in stage.text()
        await stage.press("enter")
        assert stage.said(SidePane.EntityChosen)[0].entity == PEOPLE[0]


async def test_hint_letters_stand_before_the_rows(staged: Any) -> None:
    pane = SidePane()
    async with staged(pane, (44, 14)) as stage:
        pane.show_entities(PEOPLE)
        await stage.rest()
        assert len(pane.hints()) == 2
        pane.show_hints(["a", "sd"])
        await stage.rest()
        assert "│a Ada Lovelace" in stage.text()
        assert "│sdCharles Babbage" in stage.text()
        pane.hide_hints()
        pane.follow(1)
        await stage.rest()
        assert "│▌ Charles Babbage" in stage.text()
        assert stage.said(SidePane.EntityChosen)[0].entity == PEOPLE[1]


async def test_hostile_names_are_shown(staged: Any, document: Made) -> None:
    pane = SidePane()
    hostile = "[/home/user]\x1b]0;x\x07\u202e[@click=app.quit]"
    async with staged(pane, (60, 14)) as stage:
        pane.show_entities((named(hostile),))
        pane.show_links((Link(document(hostile), 0.5, (Shared(Entity(1, EntityType.PERSON, hostile), 1.0, 1, 1),)),))
        await stage.rest()
        assert "[/home/user]␛]0;x␇" in stage.text()
        pane.tab = "links"
        await stage.rest()
        assert stage.text().count("[/home/user]␛]0;x␇") == 2
        assert not set(stage.text()) & {"\x1b", "\x07", "\u202e"}


async def test_wide_enough_all_tabs_stand_on_one_line(staged: Any) -> None:
    pane = SidePane()
    async with staged(pane, (90, 10)) as stage:
        pane.show_entities(PEOPLE)
        await stage.rest()
        assert "People" in stage.lines()[1]
        assert "Links" in stage.lines()[1]
