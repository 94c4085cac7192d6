"""Words that were typed side by side and stand near each other in a document make it a better answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from explorer.index.places import Places
from explorer.index.plan import Both, Either, Plan, Some, Term
from explorer.index.segment import Content

WINDOW = 8
"""Words apart that are still near, before or behind."""

MOST_PAIRS = 8
"""Pairs of neighbouring words of a query that are looked at."""

SHARE = 0.3
"""What a near pair adds, beside the rarity of the less rare of its words."""

SOON = 1.4
"""How many near places make half of that."""


class Nearness:
    """Looks at single documents: only those that lead anyway are worth it."""

    def __init__(self, plan: Plan, rarity: Callable[[Term], float]) -> None:
        pairs = islice(neighbours(plan), MOST_PAIRS)
        self._pairs = [(left, right, SHARE * (SOON + 1) * min(rarity(left), rarity(right))) for left, right in pairs]
        self._lists: dict[tuple[str, str], Places | None] = {}

    def __bool__(self) -> bool:
        """Say whether there is anything to look at."""
        return bool(self._pairs)

    def of(self, content: Content, document: int) -> float:
        """Return what a document's score gains; raises IndexCorrupt."""
        gained = 0.0
        for left, right, weight in self._pairs:
            near = _near(self._places(content, left, document), self._places(content, right, document))
            gained += weight * near / (near + SOON)
        return gained

    def _places(self, content: Content, term: Term, document: int) -> list[int]:
        key = (content.name, term.texts[0])
        if key not in self._lists:
            postings = content.postings(term.field, term.texts[0])
            self._lists[key] = Places(postings) if postings else None
        places = self._lists[key]
        return places.at(document) if places else []


def neighbours(plan: Plan) -> Iterator[tuple[Term, Term]]:
    """Yield the different words of the text that stand next to each other in a query, stop words left out."""
    match plan:
        case Both(items) | Some(items):
            words = [item if isinstance(item, Term) and item.field == "body" else None for item in items]
            for left, right in pairwise(words):
                if left and right and left != right:
                    yield left, right
            for item in items:
                yield from neighbours(item)
        case Either(items):
            for item in items:
                yield from neighbours(item)
        case _:
            return


def _near(left: list[int], right: list[int]) -> int:
    """Count the positions on the left that have one of the right near them."""
    if not left or not right:
        return 0
    near = 0
    for place in left:
        at = bisect_left(right, place - WINDOW)
        near += at < len(right) and right[at] <= place + WINDOW
    return near
