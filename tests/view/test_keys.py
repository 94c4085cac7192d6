"""The table of keys: complete, free of clashes, and configurable without surprises."""

from __future__ import annotations

import pytest

from explorer.errors import ConfigError
from explorer.view import keys
from explorer.view.screens.keyline import key_line

TERMINALS_EAT = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket", "ctrl+a", "ctrl+b", "ctrl+c", "ctrl+z"}


def test_ids_are_unique_and_no_two_actions_share_a_key() -> None:
    assert len(keys.BY_ID) == len(keys.KEYS)
    assert keys.keymap({}) == {}


def test_no_key_that_terminals_eat_is_bound() -> None:
    bound = {one for key in keys.KEYS for one in key.keys.split(",")}
    assert not bound & TERMINALS_EAT
    assert not [one for one in bound if one.startswith("alt+")]


def test_every_action_has_a_key_without_ctrl() -> None:
    halves = {"move.half-down", "move.half-up"}
    for key in keys.KEYS:
        if key.id not in halves:
            assert any(not one.startswith("ctrl+") for one in key.keys.split(",")), key.id


@pytest.mark.parametrize("kind", keys.FOOTERS)
@pytest.mark.parametrize("width", [58, 78, 198])
def test_footers_fit_and_end_with_a_whole_word(kind: str, width: int) -> None:
    line = key_line(kind, width, {})
    assert 0 < line.cell_length <= width
    first = keys.BY_ID[keys.FOOTERS[kind][0]]
    assert line.plain.startswith(keys.current(first, {})[0])


def test_keys_that_belong_to_later_work_are_not_offered() -> None:
    bound = {one for key in keys.KEYS for one in key.keys.split(",")}
    assert not bound & {"w", "M", "R", "D", "m", "apostrophe", "v"}


def test_a_key_can_be_moved() -> None:
    configured = keys.keymap({"query": "ctrl+f", "find": "?", "help": "f1"})
    assert configured == {"query": "ctrl+f", "find": "question_mark", "help": "f1"}
    assert keys.current(keys.BY_ID["query"], configured) == ["^f"]


@pytest.mark.parametrize(
    ("configured", "said"),
    [
        ({"quety": "a"}, "no action is called 'quety'; the nearest is 'query'"),
        ({"query": "n"}, "'n' would mean both"),
        ({"query": "a,"}, "names no key"),
        ({"query": "/"}, "'/' would mean both"),
    ],
)
def test_mistakes_in_the_configuration_are_said(configured: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=r"interface\.keys") as caught:
        keys.keymap(configured)
    assert said in str(caught.value)


def test_the_palette_says_nothing_twice() -> None:
    for key in keys.KEYS:
        first, _, rest = key.command.lower().partition(": ")
        assert not rest.startswith(first), key.command
