"""Places in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import overload

from explorer.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start to end of a text, end not included."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether this span and `other` share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return this span moved `by` characters to the right."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Spans(Sequence[Span]):
    """So many spans of a long text, ascending and apart, each made when it is asked for.

    `make` returns one by its number; `parts` says in which of so many equal parts of the text spans start, about.
    """

    many: int
    make: Callable[[int], Span]
    parts: Callable[[int], set[int]]

    def __len__(self) -> int:
        return self.many

    @overload
    def __getitem__(self, number: int) -> Span: ...

    @overload
    def __getitem__(self, number: slice) -> list[Span]: ...

    def __getitem__(self, number: int | slice) -> Span | list[Span]:
        if isinstance(number, slice):
            return [self.make(each) for each in range(*number.indices(self.many))]
        if not -self.many <= number < self.many:
            raise IndexError(number)
        return self.make(number % self.many)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of a kept text to offsets of the original, as runs that share one shift.

    `kept[i]` is the first kept offset of run i, `original[i]` the original offset it stands at. Within a run both
    advance by one. The first run starts at kept offset 0; both tuples have one entry a run and are ascending.
    """

    kept: tuple[int, ...] = (0,)
    original: tuple[int, ...] = (0,)

    def to_original(self, offset: int) -> int:
        """Return the offset in the original of the character kept at `offset`."""
        run = bisect_right(self.kept, offset) - 1
        return self.original[run] + offset - self.kept[run]

    def span_to_original(self, span: Span) -> Span:
        """Return the span of the original from the first to the last character of `span`."""
        if span.start == span.end:
            at = self.to_original(span.start)
            return Span(at, at)
        return Span(self.to_original(span.start), self.to_original(span.end - 1) + 1)

    def to_kept(self, offset: int) -> int:
        """Return the kept offset of the original's character at `offset`, or of the next one that was kept."""
        run = bisect_right(self.original, offset) - 1
        if run < 0:
            return 0
        at = self.kept[run] + offset - self.original[run]
        return min(at, self.kept[run + 1]) if run + 1 < len(self.kept) else at

    def after(self, inner: OffsetMap) -> OffsetMap:
        """Compose: this map's "original" is the text that `inner` maps onward to the first original."""
        starts = sorted({*self.kept, *(self.to_kept(at) for at in inner.kept)})
        return OffsetMap(tuple(starts), tuple(inner.to_original(self.to_original(at)) for at in starts))
