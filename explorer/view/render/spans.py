"""Finds the spans of a layer that touch a line, and paints layers over one another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter

from explorer.model.span import Span, Spans

_START, _END = attrgetter("start"), attrgetter("end")


class SpanIndex:
    """Spans in ascending order, found by the stretch of text that they touch; `Spans` stay as lazy as they are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        lazy = isinstance(spans, Spans)
        self.spans: Sequence[Span] = spans if isinstance(spans, Spans) else sorted(spans)
        self._ends = None if lazy else list(accumulate((span.end for span in self.spans), max))

    def __len__(self) -> int:
        return len(self.spans)

    def touching(self, stretch: Span) -> Iterator[tuple[int, Span]]:
        """Yield the number and span of each that shares a character with `stretch`."""
        if self._ends is None:
            first = bisect_right(self.spans, stretch.start, key=_END)
        else:
            first = bisect_right(self._ends, stretch.start)
        for number in range(first, self.after(stretch.end)):
            span = self.spans[number]
            if span.end > stretch.start:
                yield number, span

    def parts(self, length: int, count: int) -> set[int]:
        """Return in which of `count` equal parts of a text of `length` characters spans start."""
        if isinstance(self.spans, Spans):
            return self.spans.parts(count)
        return {span.start * count // max(1, length) for span in self.spans}

    def at(self, offset: int) -> int | None:
        """Return the number of the shortest span that covers the character at `offset`."""
        found = list(self.touching(Span(offset, offset + 1)))
        return min(found, key=lambda each: len(each[1]))[0] if found else None

    def after(self, offset: int) -> int:
        """Return the number of the first span that starts at `offset` or later; their count if there is none."""
        return bisect_left(self.spans, offset, key=_START)


def runs(
    length: int, layers: Sequence[tuple[int, int, str]], cuts: Collection[int] | None = None
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cut a line of `length` characters into runs of one look each: start, end and the names that apply, in order.

    `layers` are (start, end, name), later ones above earlier ones. With `cuts`, runs end only at these places, a layer
    growing to the next one, so that no character of several code points is torn.
    """
    ordered = sorted(cuts) if cuts is not None else None
    clipped: list[tuple[int, int, str]] = []
    for start, end, name in layers:
        low, high = max(0, start), min(length, end)
        if ordered is not None and low < high:
            low = ordered[max(0, bisect_right(ordered, low) - 1)]
            high = ordered[min(len(ordered) - 1, bisect_left(ordered, high))]
        if low < high:
            clipped.append((low, high, name))
    edges = sorted({0, length, *(low for low, _, _ in clipped), *(high for _, high, _ in clipped)})
    return [
        (start, end, tuple(dict.fromkeys(name for low, high, name in clipped if low <= start and end <= high)))
        for start, end in pairwise(edges)
        if start < end
    ]
