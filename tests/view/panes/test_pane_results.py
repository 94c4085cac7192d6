"""The results: rows with their passage, pages that come when looked at, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.model.document import Document
from explorer.model.query import Everything, Parsed, Suggestion
from explorer.model.results import Hit, Hits, Passage
from explorer.model.span import Span
from explorer.view.panes.results import ResultsPane

Made = Callable[..., Document]
PARSED = Parsed("moon", Everything())
TEXT = "Long ago, and far from here, there was a plan for a base on the moon, and people spoke of it."


def hit(document: Document, rank: int = 0, text: str = TEXT, words: tuple[str, ...] = ("moon",), at: int = 500) -> Hit:
    marks = tuple(Span(at + text.index(word), at + text.index(word) + len(word)) for word in words)
    title = document.title.find("Moon")
    titled = (Span(title, title + 4),) if title >= 0 else ()
    return Hit(rank, document, 1.0, (Passage(Span(at, at + len(text)), text, marks),), titled, len(marks))


def hits(*found: Hit, total: int | None = None, suggestions: tuple[Suggestion, ...] = ()) -> Hits:
    return Hits(PARSED, found, len(found) if total is None else total, suggestions=suggestions)


@pytest.fixture
def many(document: Made) -> Callable[[int, int], list[Hit]]:
    return lambda first, last: [hit(document(f"Note {n}", n), n) for n in range(first, last)]


async def test_a_row_has_title_origin_and_the_passage_around_its_first_hit(staged: Any, document: Made) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 12)) as stage:
        pane.hits = hits(
            hit(document("To the Moon")), hit(document("Undated", 2, date=None, source=None), 1, "Opening.", ())
        )
        await stage.rest()
        lines = [line.strip("│ ").rstrip() for line in stage.lines()]
        assert lines[0].startswith("╭─ Results · 2 ─")
        assert lines[1:4] == [
            "▌• To the Moon",
            "▌  2021-03-15 · TASS · notes/1.txt",
            "▌  …plan for a base on the moon, and people sp…",
        ]
        assert lines[5:8] == ["• Undated", "undated · notes/2.txt", "Opening."]


async def test_a_tall_pane_has_room_for_two_lines_of_a_passage(staged: Any, document: Made) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 34)) as stage:
        pane.hits = hits(hit(document("To the Moon")), hit(document("Another", 2), 1, "Opening.", ()))
        await stage.rest()
        lines = [line.strip("│ ").rstrip() for line in stage.lines()]
        assert lines[3:8] == [
            "▌  Long ago, and far from here, there was a",
            "▌  plan for a base on the moon, and people spo…",
            "",
            "• Another",
            "2021-03-15 · TASS · notes/2.txt",
        ]
        assert lit(stage) == ["Moon", "moon"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# Note 1\n\nIt begins here.", "It begins here."),
        ("date 2021-03-15\nNote 1\nIt begins here.", "It begins here."),
        ("Note 1\n\nA moon.", "A moon."),
        ("Note 1 is how it begins.", "Note 1 is how it begins."),
        ("# Note 1\n", "# Note 1"),
    ],
)
async def test_the_opening_of_a_text_does_not_say_the_title_again(
    staged: Any, document: Made, text: str, shown: str
) -> None:
    pane = ResultsPane()
    async with staged(pane, (70, 12)) as stage:
        pane.hits = hits(hit(document("Note 1"), text=text, words=("moon",) if "moon" in text else ()))
        await stage.rest()
        assert stage.lines()[3].strip("│▌ ").rstrip() == shown


async def test_a_passage_from_the_middle_of_a_sentence_says_so(staged: Any, document: Made) -> None:
    pane = ResultsPane()
    async with staged(pane, (70, 12)) as stage:
        text = "and so to the moon."
        pane.hits = hits(hit(document(), text=text), hit(document(number=2), 1, text, at=0))
        await stage.rest()
        assert [stage.lines()[line].strip("│▌ ").rstrip() for line in (3, 7)] == [f"…{text}", text]


def lit(stage: Any) -> list[str]:
    strips = stage.app.screen._compositor.render_strips()
    return [segment.text for strip in strips for segment in strip if segment.style and segment.style.reverse]


async def test_hits_are_lit_in_titles_and_passages(staged: Any, document: Made) -> None:
    pane = ResultsPane()
    async with staged(pane, (100, 12)) as stage:
        pane.hits = hits(hit(document("To the Moon"), words=("plan", "moon")))
        await stage.rest()
        assert lit(stage) == ["Moon", "plan", "moon"]


@pytest.mark.parametrize(("width", "passage"), [(40, False), (90, True)])
async def test_a_compact_row_is_one_line(staged: Any, document: Made, width: int, passage: bool) -> None:
    pane = ResultsPane()
    pane.compact = True
    async with staged(pane, (width, 6)) as stage:
        pane.hits = hits(hit(document("To the Moon")), hit(document("Another " * 20, 2), 1))
        await stage.rest()
        assert "• 2021-03-15 To the Moon" in stage.lines()[1]
        assert ("base on the moon" in stage.lines()[1]) is passage
        assert "…" in stage.lines()[2]
        assert len(stage.lines()[2]) == width


async def test_the_cursor_moves_and_says_where_it_is(staged: Any, many: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 14)) as stage:
        pane.hits = hits(*many(0, 20))
        await stage.press("j", "j", "k", "G", "k", "g", "space", "enter")
        assert [each.hit.rank for each in stage.said(ResultsPane.Highlighted)] == [1, 2, 1, 19, 18, 0, 3]
        assert [each.hit.rank for each in stage.said(ResultsPane.Chosen)] == [3]
        assert "Note 3" in stage.text()


async def test_a_click_chooses_its_row(staged: Any, many: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 14)) as stage:
        pane.hits = hits(*many(0, 20))
        await stage.rest()
        await stage.pilot.click(pane, offset=(10, 6))
        assert [each.hit.rank for each in stage.said(ResultsPane.Chosen)] == [1]
        assert pane.selected == 1
        pane.hits = hits(*many(0, 1))
        await stage.rest()
        await stage.pilot.click(pane, offset=(10, 9))
        assert len(stage.said(ResultsPane.Chosen)) == 1


async def test_a_hundred_thousand_hits_are_asked_for_where_one_looks(staged: Any, many: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 14)) as stage:
        pane.hits = hits(*many(0, 20), total=100_000)
        await stage.rest()
        pane.selected = 75_110
        await stage.rest()
        assert "…" in stage.text()
        pane._ask()
        pane._ask()
        await stage.rest()
        wanted = stage.said(ResultsPane.PageWanted)
        assert [(each.offset, each.limit) for each in wanted] == [(75_100, 50)]
        pane.add_page(Hits(PARSED, tuple(many(75_100, 75_150)), 100_000, 75_100))
        await stage.rest()
        assert "Note 75110" in stage.text()
        assert pane.hit(75_149) is not None
        assert pane.hit(60_000) is None
        await stage.press("enter")
        assert stage.said(ResultsPane.Chosen)[0].hit.rank == 75_110


async def test_what_was_read_and_starred_is_marked(staged: Any, many: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 14)) as stage:
        pane.hits = hits(*many(0, 3))
        pane.marks = {0: frozenset({"read"}), 1: frozenset({"read", "starred"})}
        await stage.rest()
        lines = stage.lines()
        assert [lines[1][2], lines[5][2], lines[9][2]] == [" ", "★", "•"]


async def test_nothing_found_says_so_and_offers_what_is_likely_meant(staged: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (40, 14)) as stage:
        pane.message = "No document matches [@click=app.quit]lunr\x1b[2J[/] and a good many other words"
        pane.hits = hits(suggestions=(Suggestion("lunar", ("lunr → lunar",), 12), Suggestion("lure", (), 1)))
        await stage.rest()
        assert "[@click=app.quit]lunr␛[2J[/]" in stage.text()
        assert "lunar  lunr → lunar · 12 hits" in stage.text()
        assert "lure  1 hit" in stage.text()
        await stage.press("k", "enter", "j", "enter")
        assert [each.text for each in stage.said(ResultsPane.SuggestionChosen)] == ["lunar", "lure"]
        assert not stage.said(ResultsPane.Chosen)
        await stage.pilot.resize_terminal(30, 14)
        await stage.press("enter")
        assert stage.said(ResultsPane.SuggestionChosen)[-1].text == "lunar"


async def test_nothing_at_all_takes_every_key(staged: Any) -> None:
    pane = ResultsPane()
    async with staged(pane) as stage:
        await stage.press("j", "G", "enter")
        pane.message = "Nothing here"
        await stage.press("enter", "k")
        assert "Nothing here" in stage.text()
        assert not stage.said(ResultsPane.SuggestionChosen)


async def test_hostile_titles_and_passages_are_shown(staged: Any, document: Made) -> None:
    pane = ResultsPane()
    hostile = "[/home/user] \x1b]0;x\x07 a\u202eb\n[@click=app.quit]q[/]"
    async with staged(pane, (80, 8)) as stage:
        pane.hits = hits(hit(document(hostile, path=hostile, source=hostile), text=hostile, words=()))
        await stage.rest()
        assert stage.text().count("[/home/user] ␛]0;x␇") >= 3
        assert not set(stage.text()) & {"\x1b", "\x07", "\u202e"}


async def test_a_new_answer_starts_at_the_top(staged: Any, many: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (50, 14)) as stage:
        pane.hits = hits(*many(0, 20))
        await stage.press("G")
        pane.compact = True
        await stage.rest()
        assert "Note 19" in stage.text()
        pane.hits = hits(*many(40, 42))
        await stage.rest()
        assert (pane.selected, round(pane.scroll_y)) == (0, 0)


async def test_a_pane_that_was_hidden_is_drawn_before_it_has_counted_anew(staged: Any) -> None:
    pane = ResultsPane()
    async with staged(pane, (70, 12)) as stage:
        pane.message = "No document matches"
        pane.hits = hits(suggestions=(Suggestion("lunar", ("lunr → lunar",), 12),))
        await stage.rest()
        pane.set_count(9)
        await stage.rest()
        assert "lunar" in stage.text()
