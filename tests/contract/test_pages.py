"""Pages of what matches, whichever engine answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.model.query import Page, Word
from explorer.ports import IndexDocument

Make = Callable[..., IndexDocument]


def test_pages_join_without_a_gap_and_have_no_ceiling(engine: Any, document: Make) -> None:
    index = engine.fill(*(document(number, "moon " * (number % 7 + 1)) for number in range(1, 301)))
    whole = [hit.document for hit in index.search(Word("moon"), Page(0, 1000)).matches]
    paged = [hit.document for at in range(0, 320, 40) for hit in index.search(Word("moon"), Page(at, 40)).matches]
    assert paged == whole
    assert len(whole) == 300
    assert index.search(Word("moon"), Page(299, 20)).total == 300
    assert len(index.search(Word("moon"), Page(299, 20)).matches) == 1
    assert index.search(Word("moon"), Page(5000, 20)).matches == ()


@pytest.mark.parametrize("page", [Page(-5, 3), Page(0, -1), Page(0, 0), Page(10**9, 10)])
def test_no_page_is_too_odd(engine: Any, document: Make, page: Page) -> None:
    index = engine.fill(document(1, "moon"), document(2, "moon"))
    assert index.search(Word("moon"), page).total == 2
