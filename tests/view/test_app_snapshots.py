"""What each screen looks like, at the three sizes that Explorer is designed for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.config import DEFAULT, InterfaceConfig
from explorer.model.document import Failure
from explorer.view.app import ExplorerApp
from tests.fakes.library import FakeLibrary

SIZES = [(80, 24), (120, 40), (200, 60)]

SCREENS: dict[str, tuple[str, tuple[str, ...]]] = {
    "reader": ("moon", ("enter", "n", "n")),
    "card": ("moon", ("enter", "e", "enter", "j")),
    "explanation": ("moon", ("5", "x", "j")),
    "timeline": ("moon", ("enter", "t")),
    "status": ("", ("i",)),
    "help": ("moon", ("2", "question_mark")),
}

STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "everything": ("", ()),
    "links": ("moon", ("5",)),
    "hints": ("moon", ("enter", "f")),
    "nothing-found": ("mooon", ()),
    "mistake": ("moo:bread", ()),
}


@pytest.fixture
def drawn(snap_compare: Any, walking: Callable[..., Any]) -> Callable[..., bool]:
    """Compare the app, after a query and some keys, with its picture."""

    def compare(size: tuple[int, int], query: str, keys: tuple[str, ...], theme: str = "explorer-dark") -> bool:
        trouble = (Failure("scans/page-3.txt", "binary", "not text: 40 % of its bytes are zero"),)
        config = DEFAULT.__class__(interface=InterfaceConfig(theme=theme))
        library: Any = FakeLibrary(config=config, trouble=trouble)
        app = ExplorerApp(library, query=query, build=False)

        async def before(pilot: Any) -> None:
            walk = walking(app, pilot)
            await pilot.pause()
            await walk.rest()
            await walk.press(*keys)

        same: bool = snap_compare(app, terminal_size=size, run_before=before)
        return same

    return compare


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("screen", SCREENS)
def test_screens(drawn: Callable[..., bool], screen: str, size: tuple[int, int]) -> None:
    query, keys = SCREENS[screen]
    assert drawn(size, query, keys)


@pytest.mark.parametrize("state", STATES)
def test_states_in_a_small_terminal(drawn: Callable[..., bool], state: str) -> None:
    query, keys = STATES[state]
    assert drawn((80, 24), query, keys)


def test_the_light_theme(drawn: Callable[..., bool]) -> None:
    assert drawn((120, 40), "moon", ("enter", "n"), theme="explorer-light")


def test_a_terminal_that_is_too_small(drawn: Callable[..., bool]) -> None:
    assert drawn((50, 12), "moon", ())
