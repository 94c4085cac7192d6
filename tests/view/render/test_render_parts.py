"""Spans in layers, hint letters, fitting into cells, and the map of the hits."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from explorer.model.document import Document, Origin
from explorer.model.link import Sentence
from explorer.model.span import Span, Spans
from explorer.view.render.fitting import bar, clip, column, fit
from explorer.view.render.hints import HOME_ROW, assign, remaining
from explorer.view.render.page import hit_map, overlay
from explorer.view.render.spans import SpanIndex, runs
from explorer.view.screens.rows import sentence, wrapped

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1])))


@given(SPANS, st.integers(0, 60), st.integers(1, 20))
def test_spans_are_found_by_the_stretch_they_touch(spans: list[Span], start: int, length: int) -> None:
    stretch = Span(start, start + length)
    index = SpanIndex(spans)
    assert [span for _, span in index.touching(stretch)] == [span for span in sorted(spans) if span.overlaps(stretch)]
    number = index.at(start)
    covering = [span for span in spans if span.start <= start < span.end]
    assert (number is None) == (not covering)
    if number is not None:
        assert len(index.spans[number]) == min(map(len, covering))


@given(st.lists(st.integers(1, 5), max_size=20), st.integers(0, 60), st.integers(1, 20))
def test_spans_that_are_made_when_asked_for_are_found_like_others(gaps: list[int], start: int, length: int) -> None:
    ends = list(accumulate(gaps))
    spans = [Span(left, right) for left, right in pairwise([0, *ends])][::2]
    made: list[int] = []

    def make(number: int) -> Span:
        made.append(number)
        return spans[number]

    one, other = SpanIndex(spans), SpanIndex(Spans(len(spans), make, lambda count: {count - 1}))
    assert not made
    stretch = Span(start, start + length)
    assert list(other.touching(stretch)) == list(one.touching(stretch))
    assert (len(other), other.after(start), other.at(start)) == (len(one), one.after(start), one.at(start))
    assert other.parts(100, 7) == {6}
    assert one.parts(100, 7) == {span.start * 7 // 100 for span in spans}


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(-5, 30), st.integers(-5, 40), st.sampled_from("abc"))))
def test_runs_cover_a_line_once(length: int, layers: list[tuple[int, int, str]]) -> None:
    found = runs(length, layers)
    assert [at for start, end, _ in found for at in range(start, end)] == list(range(length))
    for start, _, names in found:
        assert {*names} == {name for low, high, name in layers if low <= start < high}


def test_runs_never_tear_a_character() -> None:
    assert runs(4, [(1, 2, "hit")], {0, 3, 4}) == [(0, 3, ("hit",)), (3, 4, ())]


@pytest.mark.parametrize("count", [0, 1, 5, 26, 27, 60, 300, 676])
def test_hint_letters_are_short_and_none_begins_another(count: int) -> None:
    labels = assign(count)
    assert len({*labels}) == len(labels) == count
    assert not any(one != other and other.startswith(one) for one in labels for other in labels)
    assert max((len(label) for label in labels), default=0) <= (1 if count <= len(HOME_ROW) else 2)


def test_typing_leaves_the_labels_that_go_on_so() -> None:
    assert remaining(["a", "sa", "sd"], "s") == [1, 2]
    assert remaining(["a", "sa", "sd"], "") == [0, 1, 2]


WORDS = st.text(st.sampled_from("ab 日本e\u0301\x1b\n"), max_size=20)


@settings(deadline=None)
@given(WORDS, st.integers(0, 15))
def test_clipping_fits(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width
    assert cell_len(column(text, width)) == width


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from("xy"))), st.integers(1, 20))
def test_runs_are_fitted_with_one_ellipsis(parts: list[tuple[str, str]], width: int) -> None:
    fitted = fit(parts, width)
    shown = "".join(text for text, _ in fitted)
    assert cell_len(shown) <= width
    missing = cell_len("".join(clip(text, 99) for text, _ in parts)) > width
    assert shown.endswith("…") or not missing or not "".join(text for text, _ in parts)[len(shown) :].strip()


def test_text_is_clipped_before_the_blank() -> None:
    assert clip("lunar research station", 15) == "lunar research…"
    assert clip("lunar research", 14) == "lunar research"
    assert clip("日本語", 4) == "日…"
    assert clip("abc", 0) == ""
    assert fit([("abc", "x"), ("def", "y")], 3) == [("ab…", "x")]
    assert fit([("abc", "x"), ("  ", "y")], 3) == [("abc", "x"), ("", "y")]


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, "╌╌╌╌╌"), (0.01, "━╌╌╌╌"), (0.5, "━━╌╌╌"), (1, "━━━━━"), (9, "━━━━━")]
)
def test_a_bar_is_filled_by_its_share(share: float, drawn: str) -> None:
    assert bar(share, 5) == drawn


def test_the_map_has_two_places_in_a_cell() -> None:
    assert hit_map({0, 3, 4, 5}, 3, 3) == [("▀", False), ("▄", True), ("█", False)]
    assert hit_map(set(), None, 2) == [(" ", False), (" ", False)]


def test_hint_letters_lie_over_the_text_and_hide_half_characters() -> None:
    assert overlay([("abcdef", ("x",))], 1, "sd") == [("a", ("x",)), ("sd", ("hint",)), ("def", ("x",))]
    assert overlay([("日本", ())], 1, "s") == [(" ", ()), ("s", ("hint",)), ("本", ())]
    assert overlay([("日本", ())], 0, "s") == [("s", ("hint",)), (" 本", ())]
    assert overlay([("ab", ())], 1, "sd") == [("a", ()), ("sd", ("hint",))]


@pytest.mark.parametrize("width", [20, 33, 60, 119])
@pytest.mark.parametrize("before", [0, 5, 12, 40])
def test_a_shortened_sentence_keeps_what_is_lit_in_it(width: int, before: int) -> None:
    text = "some words " * before + "Ada Quill" + " more words" * 30
    document = Document(1, "a.txt", "txt", "A", Origin.FILE_NAME, *[None] * 6, "utf-8", len(text), "")
    at = text.index("Ada")
    cell = sentence(Sentence(document, Span(100, 100 + len(text)), text, (Span(100 + at, 109 + at),)), lines=2)
    lines = wrapped(cell, width)
    assert len(lines) == 2
    assert "Ada" in " ".join(line.plain for line in lines)
    assert all(line.cell_length <= width for line in lines)
    assert lines[-1].plain.endswith("…")
    assert lines[0].plain.startswith("…") == (at > width * 2)
