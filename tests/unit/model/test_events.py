"""A build's events cross a pipe as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.document import Failure
from explorer.model.progress import Progress, Report, event_from_json, event_to_json

counts = st.integers(0, 10**9)
texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
seconds = st.floats(0, 1e9)
progress = st.builds(Progress, texts, counts, counts, counts, seconds, counts, texts)
failures = st.lists(st.builds(Failure, texts, texts, texts), max_size=3).map(tuple)
reports = st.builds(
    Report,
    counts,
    counts,
    counts,
    counts,
    failures,
    counts,
    seconds,
    st.booleans(),
    st.lists(texts, max_size=2).map(tuple),
)


@given(progress | reports)
def test_an_event_comes_back_as_it_went_on_one_line(event: Progress | Report) -> None:
    line = event_to_json(event)
    assert line.isascii()
    assert "\n" not in line
    assert event_from_json(line) == event


def test_fields_of_a_later_version_are_passed_over() -> None:
    assert event_from_json('{"event": "progress", "stage": "read", "mood": "good"}') == Progress("read")


@pytest.mark.parametrize(
    "line", ["", "reading", "[]", "{}", '{"event": "party"}', '{"event": []}', '{"event": "report", "failures": [3]}']
)
def test_another_line_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        event_from_json(line)


def test_rate_and_time_left() -> None:
    assert Progress("read", 0, 10).rate == 0
    assert Progress("read", 0, 10).left is None
    half = Progress("read", 50, 100, seconds=5)
    assert (half.rate, half.left) == (10, 5)
    assert Report(1, 2, 3, 4).documents == 7
