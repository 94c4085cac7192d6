"""The trail of places: back, forward, and what is kept of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.view.navigation import History, Place, View

RESULTS = Place(query="moon", selected=3, results_top=12, pane="results")
READER = Place(query="moon", document=3, top=480, pane="reader")
CARD = Place(View.ENTITY, subject=7)


def test_back_returns_to_where_one_was_with_the_scroll_as_it_was_left() -> None:
    history = History()
    history.leave(RESULTS)
    history.leave(READER)
    assert history.back(CARD) == READER
    assert history.back(READER) == RESULTS
    assert history.back(RESULTS) is None


def test_forward_undoes_back() -> None:
    history = History()
    history.leave(RESULTS)
    history.leave(READER)
    history.back(CARD)
    assert history.has_ahead
    assert history.ahead(READER) == CARD
    assert history.ahead(CARD) is None


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = History()
    history.leave(RESULTS)
    history.back(READER)
    history.leave(RESULTS)
    assert not history.has_ahead


def test_a_place_left_twice_in_a_row_is_kept_once_as_last_seen() -> None:
    history = History()
    history.leave(READER)
    later = Place(query="moon", document=3, top=900, pane="reader")
    history.leave(later)
    assert len(history) == 1
    assert history.back(CARD) == later


def test_back_skips_the_place_one_stands_on() -> None:
    history = History()
    history.leave(RESULTS)
    history.leave(READER)
    moved = Place(query="moon", document=3, top=2, pane="reader")
    assert history.back(moved) == RESULTS


def test_two_cards_are_two_places() -> None:
    history = History()
    history.leave(CARD)
    history.leave(Place(View.ENTITY, subject=8))
    assert len(history) == 2
    assert not CARD.same_subject(Place(View.TIMELINE, subject=7))


def test_the_trail_is_bounded() -> None:
    history = History(limit=3)
    for number in range(10):
        history.leave(Place(View.ENTITY, subject=number))
    assert len(history) == 3
    assert history.back(READER) == Place(View.ENTITY, subject=9)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_forward_after_back_always_leads_to_the_same_place(subjects: list[int]) -> None:
    history = History()
    here = Place(View.ENTITY, subject=99)
    for subject in subjects:
        history.leave(here)
        here = Place(View.ENTITY, subject=subject)
    before = history.back(here)
    if before is not None:
        assert history.ahead(before) == here
