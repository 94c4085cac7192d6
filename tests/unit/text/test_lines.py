from __future__ import annotations

import pytest

from explorer.text import line_of, line_starts


@pytest.mark.parametrize(
    ("text", "starts"), [("", [0]), ("a", [0]), ("a\nb", [0, 2]), ("a\r\nb\rc\n", [0, 3, 5, 7]), ("\n\n", [0, 1, 2])]
)
def test_each_line_has_a_start(text, starts):
    assert line_starts(text) == starts


def test_lines_are_counted_from_one():
    starts = line_starts("ab\ncd\n")
    assert [line_of(starts, offset) for offset in range(7)] == [1, 1, 1, 2, 2, 2, 3]
