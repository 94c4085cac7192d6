"""The reader: it opens at the passage, goes from hit to hit, follows what is on screen, and obeys no document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.geometry import Offset

from explorer.model.document import Document
from explorer.model.entity import EntityType, Mention, Quote, QuoteKind
from explorer.model.link import Pointer
from explorer.model.results import Reading
from explorer.model.span import Span
from explorer.view.panes.hints import TargetKind, assign
from explorer.view.panes.reader import ReaderPane

Made = Callable[..., Document]


def spans(text: str, word: str) -> tuple[Span, ...]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(Span(at, at + len(word)))
        at = text.find(word, at + 1)
    return tuple(found)


def mention(text: str, word: str, kind: EntityType = EntityType.PERSON, local: int = 0) -> Mention:
    return Mention(spans(text, word)[0], word, kind, 0.9, "rules", "", 0, local)


BOOK = "\n".join(
    f"{number:03}. " + ("the moon rises here" if number % 40 == 20 else "plain words") for number in range(200)
)


@pytest.fixture
def book(document: Made) -> Reading:
    hits = spans(BOOK, "moon")
    return Reading(document("A long night"), BOOK, hits, hits[2])


NEWS = 'Ada Lovelace met Charles Babbage in London.\n"We have a plan," Lovelace said; see the report.'


@pytest.fixture
def news(document: Made) -> Reading:
    quote = Quote(spans(NEWS, '"We have a plan,"')[0], None, "said", QuoteKind.DIRECT, 0.9, 0)
    pointer = Pointer("markdown", "report.md", spans(NEWS, "report")[0], True, 7)
    mentions = (
        mention(NEWS, "Ada Lovelace"),
        mention(NEWS, "Charles Babbage", local=1),
        mention(NEWS, "London", EntityType.PLACE, 2),
        mention(NEWS, "plan", EntityType.ORGANISATION, -1),
    )
    return Reading(document("News"), NEWS, spans(NEWS, "plan"), None, mentions, {0: 10}, (quote,), (pointer,))


async def test_it_opens_at_the_best_passage_in_the_middle(staged: Any, book: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(book)
        await stage.rest()
        rows = [number for number, line in enumerate(stage.lines()) if "moon" in line]
        assert rows == [6]
        assert stage.lines()[0].startswith("╭─ A long night  2021-03-15 · TASS")
        assert "hit 3/5 · line 101 · 5" in stage.lines()[-1]
        assert (pane.hit, pane.reading) == (book.hits[2], book)


async def test_shown_before_there_is_room_it_opens_at_the_passage_all_the_same(staged: Any, book: Reading) -> None:
    pane = ReaderPane()
    pane.show(book, Span(0, 3), center=False)
    async with staged(pane) as stage:
        await stage.rest()
        assert "000. plain words" in stage.lines()[1]
        assert pane.position == 0


async def test_hits_are_walked_to_both_ends_and_told(staged: Any, book: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(book)
        assert [pane.next_hit(), pane.next_hit(), pane.next_hit()] == [True, True, False]
        assert pane.hit == book.hits[4]
        assert [pane.previous_hit() for _ in range(5)] == [True] * 4 + [False]
        assert pane.hit == book.hits[0]
        await stage.rest()
        moved = stage.said(ReaderPane.HitMoved)
        assert [(message.index, message.total) for message in moved] == [(i, 5) for i in (2, 3, 4, 3, 2, 1, 0)]
        assert moved[-1].line == 21


async def test_after_scrolling_away_the_next_hit_is_the_one_from_there(staged: Any, book: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(book)
        await stage.press("g")
        assert pane.next_hit()
        assert pane.hit == book.hits[0]
        await stage.press("G")
        assert pane.previous_hit()
        assert pane.hit == book.hits[4]


async def test_keys_move_as_in_a_pager(staged: Any, book: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(book, Span(0, 1))
        places = []
        for key in ("j", "j", "k", "space", "ctrl+d", "ctrl+u", "pageup", "G", "g"):
            await stage.press(key)
            places.append(round(pane.scroll_y))
        assert places == [1, 2, 1, 10, 14, 10, 1, 190, 0]
        await stage.press("G")
        assert "100%" in stage.lines()[-1]


async def test_finding_replaces_the_hits_until_it_is_over(staged: Any, book: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(book)
        assert pane.find(spans(BOOK, "199"))
        await stage.rest()
        assert "hit 1/1" in stage.lines()[-1]
        assert "199." in stage.text()
        assert not pane.find(())
        await stage.rest()
        assert "5 hits" in stage.lines()[-1]


async def test_names_pointers_and_quotations_are_stepped_through_and_followed(staged: Any, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(news)
        steps = []
        while pane.next_target():
            steps.append(pane.cursor.of(NEWS) if pane.cursor else "")
        assert steps == ["Ada Lovelace", "Charles Babbage", "London", '"We have a plan,"', "report"]
        await stage.press("enter")
        await stage.press("left", "enter", "left", "enter")
        assert pane.target is not None
        assert stage.said(ReaderPane.PointerChosen)[0].pointer.document == 7
        assert stage.said(ReaderPane.QuoteChosen)[0].quote == news.quotes[0]
        assert [message.local for message in stage.said(ReaderPane.EntityChosen)] == [2]
        await stage.press("left", "left")
        assert not pane.previous_target()
        await stage.press("right")
        assert pane.cursor == news.mentions[1].span


async def test_doubtful_mentions_cannot_be_followed(staged: Any, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane):
        pane.show(news)
        assert "plan" not in [hint.what for hint in pane.hints()]


async def test_a_click_on_a_name_follows_it_and_one_beside_it_does_not(staged: Any, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(news)
        await stage.rest()
        await stage.pilot.click(pane, offset=(2 + NEWS.index("Charles"), 1))
        await stage.pilot.click(pane, offset=(2 + NEWS.index(" met") + 1, 1))
        await stage.pilot.click(pane, offset=(40, 5))
        assert [message.local for message in stage.said(ReaderPane.EntityChosen)] == [1]


async def test_hint_letters_are_not_mixed_up_with_hits(staged: Any, news: Reading) -> None:
    pane = ReaderPane()

    def lit(stage: Any) -> list[str]:
        strips = stage.app.screen._compositor.render_strips()
        return [
            part.text for strip in strips for part in strip if part.style and part.style.reverse and part.text.strip()
        ]

    async with staged(pane) as stage:
        pane.show(news)
        await stage.rest()
        assert "plan" in lit(stage)
        pane.show_hints(assign(len(pane.hints())))
        await stage.rest()
        assert "plan" not in lit(stage)


async def test_hint_letters_lie_on_the_targets(staged: Any, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(news)
        hints = pane.hints()
        assert [hint.kind for hint in hints] == [TargetKind.ENTITY] * 3 + [TargetKind.QUOTE, TargetKind.POINTER]
        pane.show_hints(assign(len(hints)))
        await stage.rest()
        assert "ada Lovelace met sharles Babbage in dondon." in stage.text()
        pane.show_hints(["", "s", "", "", ""])
        await stage.rest()
        assert "Ada Lovelace met sharles" in stage.text()
        pane.hide_hints()
        await stage.rest()
        assert "Ada Lovelace met Charles Babbage in London." in stage.text()
        pane.follow(1)
        await stage.rest()
        assert stage.said(ReaderPane.EntityChosen)[0].mention == news.mentions[1]


@pytest.mark.parametrize(
    ("kind", "text", "bold"),
    [
        ("md", "# Note\n\nWords of #2 here.\n\n## Second\n\nMore.", ["# Note", "## Second"]),
        ("txt", "date 2021-03-15\nNote\n\n# Words of a Note here.", ["Note"]),
        ("txt", "Note is how it begins.", []),
    ],
)
async def test_headings_stand_out(staged: Any, document: Made, kind: str, text: str, bold: list[str]) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(Reading(document("Note", kind=kind), text))
        await stage.rest()
        strips = stage.app.screen._compositor.render_strips()[1:-1]
        assert [part.text.strip() for strip in strips for part in strip if part.style and part.style.bold] == bold


def looks(stage: Any, word: str) -> Any:
    """Return the style of the first segment on screen that starts with a word."""
    strips = stage.app.screen._compositor.render_strips()
    return next(segment.style for strip in strips for segment in strip if segment.text.startswith(word))


async def test_each_thing_has_its_look_without_colour_too(staged: Any, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(news)
        await stage.rest()
        person, place = looks(stage, "Ada"), looks(stage, "London")
        assert person.color != place.color != looks(stage, " met").color
        hit = looks(stage, "plan")
        assert hit.reverse
        assert hit.bold
        assert not hit.underline
        assert looks(stage, "report").underline
        pane.next_hit()
        pane.next_target()
        await stage.rest()
        assert looks(stage, "plan").underline
        assert looks(stage, "Ada").underline
        assert looks(stage, "Ada").bold
        stage.app.theme = "explorer-light"
        await stage.rest()
        assert looks(stage, "Ada").color != person.color


async def test_the_map_shows_where_the_hits_are(staged: Any, book: Reading, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(book)
        await stage.rest()
        column = [line[-3:-2] for line in stage.lines()[1:-1]]
        assert [row for row, mark in enumerate(column) if mark in "▀▄█"] == [1, 3, 5, 7, 9]
        pane.show(news)
        await stage.rest()
        assert stage.lines()[2][-3:-2] == "▀"


async def test_a_narrower_pane_keeps_the_place(staged: Any, document: Made) -> None:
    text = "\n\n".join(f"Paragraph {number} " + "has many words in it " * 12 for number in range(60))
    pane = ReaderPane()
    async with staged(pane, (100, 20)) as stage:
        pane.show(Reading(document(), text), Span(text.index("Paragraph 30 "), text.index("Paragraph 30 ") + 9), False)
        await stage.rest()
        assert "Paragraph 30 " in stage.lines()[1]
        for width in (40, 160):
            await stage.pilot.resize_terminal(width, 20)
            await stage.rest()
            assert "Paragraph 30 " in stage.lines()[1]
        assert stage.lines()[1].index("Paragraph") > 25


async def test_a_book_is_open_at_once_and_its_end_is_near(staged: Any, document: Made) -> None:
    text = "A line of a very long book, which is so long that it was cut.\n\n" * 40_000 + "The end of it."
    pane = ReaderPane()
    async with staged(pane) as stage:
        pane.show(Reading(document(), text, (Span(len(text) - 7, len(text)),)), Span(len(text) - 7, len(text)))
        await stage.rest()
        assert "The end of it." in stage.text()
        assert "hit 1/1 · line 80,001 · 100%" in stage.text()
        pane.scroll_to_offset(len(text) // 2, center=True)
        place = pane.position
        while pane._page is not None and pane._page.lines.work(0.2):
            pane._hold(pane.position)
        pane._work()
        await stage.rest()
        assert pane.position == place
        assert pane.virtual_size.height == 120_001


async def test_the_mouse_selects_text_without_its_margin(staged: Any, news: Reading) -> None:
    pane = ReaderPane()
    async with staged(pane, (130, 12)) as stage:
        pane.show(news)
        await stage.rest()
        left = stage.lines()[1].index("Ada")
        await stage.pilot.mouse_down(pane, offset=Offset(left + 4, 1))
        await stage.pilot.hover(pane, offset=Offset(left + 11, 1))
        await stage.pilot.mouse_up(pane, offset=Offset(left + 11, 1))
        await stage.rest()
        assert stage.app.screen.get_selected_text() == "Lovelace"
        assert looks(stage, "Lovelace").bgcolor != looks(stage, "Ada").bgcolor
        assert not stage.said(ReaderPane.EntityChosen)
