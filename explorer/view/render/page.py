"""A document laid out for reading: which look each run of characters of a line has, and what on it can be followed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, split_graphemes

from explorer.model.entity import Mention, Quote
from explorer.model.link import Pointer
from explorer.model.results import Reading
from explorer.model.span import Span
from explorer.view.render.beside import look_of
from explorer.view.render.hints import HintTarget, TargetKind
from explorer.view.render.lines import Line, WrappedText
from explorer.view.render.sanitise import safe
from explorer.view.render.spans import SpanIndex, runs

MEASURE = 96
"""The most cells a line of text has: wider ones are hard to read."""
HEADER = 300
"""Characters at the beginning of a text among which its title may stand as a line."""

_HEADING = re.compile(r"^#{1,6} \S.*$", re.MULTILINE)

Run = tuple[str, tuple[str, ...]]
"""Characters to print and the names of their looks, the last one on top."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something in the text that can be followed: a mention, a quotation with its speaker, or a pointer."""

    kind: TargetKind
    span: Span
    value: Mention | Quote | Pointer

    def hint(self, text: str) -> HintTarget:
        """Return what the hint letters need to know of it."""
        return HintTarget(self.kind, self.span, safe(self.span.of(text)[:60]))


@dataclass(slots=True)
class Marks:
    """What changes while reading: the hits, the number of the current one (−1 for none), the target, hint letters."""

    hits: SpanIndex = field(default_factory=lambda: SpanIndex(()))
    current: int = -1
    target: Span | None = None
    labels: Mapping[int, str] = field(default_factory=dict)


class Page:
    """One reading at one width."""

    def __init__(self, reading: Reading, width: int) -> None:
        self.reading = reading
        self.lines = WrappedText(reading.text, min(width, MEASURE), soft=reading.document.kind == "md")
        mentions = sorted((each for each in reading.mentions if each.local >= 0), key=lambda each: each.span)
        pointers = sorted((each for each in reading.pointers if each.outgoing), key=lambda each: each.span)
        headings = _headings(reading)
        self._layers: tuple[tuple[SpanIndex, Sequence[str]], ...] = (
            (SpanIndex(headings), ["heading"] * len(headings)),
            (SpanIndex(quote.span for quote in reading.quotes), ["quote"] * len(reading.quotes)),
            (SpanIndex(pointer.span for pointer in pointers), ["pointer"] * len(pointers)),
            (SpanIndex(mention.span for mention in mentions), [look_of(mention.type) for mention in mentions]),
        )
        found = [
            *(Target(TargetKind.ENTITY, mention.span, mention) for mention in mentions),
            *(Target(TargetKind.POINTER, pointer.span, pointer) for pointer in pointers),
            *(Target(TargetKind.QUOTE, quote.span, quote) for quote in reading.quotes if quote.speaker_local >= 0),
        ]
        self.targets = sorted(found, key=lambda target: (target.span.start, -len(target.span)))
        self._index = SpanIndex(target.span for target in self.targets)
        self._by_span = {target.span: target for target in self.targets}

    def target_at(self, offset: int) -> Target | None:
        """Return the target that covers the character at `offset`, the smallest if they nest."""
        number = self._index.at(offset)
        return None if number is None else self._by_span[self._index.spans[number]]

    def targets_in(self, stretch: Span) -> list[Target]:
        """Return the targets that start within `stretch`, in reading order."""
        low, high = self._index.after(stretch.start), self._index.after(stretch.end)
        return [self._by_span[span] for span in self._index.spans[low:high]]

    def map(self, marks: Marks, height: int) -> list[tuple[str, bool]]:
        """Return the column beside the text that shows where the hits lie, from the top of the text to its end."""
        hits = marks.hits.spans
        current = hits[marks.current] if 0 <= marks.current < len(hits) else None
        length = max(1, len(self.reading.text))
        if self.lines.exact and self.lines.height <= height:
            halves = {2 * self.lines.line_of(hit.start) for hit in hits}
            return hit_map(halves, None if current is None else 2 * self.lines.line_of(current.start), height)
        halves = marks.hits.parts(length, 2 * height)
        return hit_map(halves, None if current is None else current.start * 2 * height // length, height)

    def look(self, line: Line, marks: Marks, selected: tuple[int, int] | None = None) -> list[Run]:
        """Return the runs of a line: its text with the looks of what is found in it.

        `selected` are the first and the last but one of its shown characters that are selected.
        """
        layers: list[tuple[int, int, str]] = []

        def add(span: Span, name: str) -> None:
            layers.append((line.index(span.start), line.index(span.end), name))

        for index, names in self._layers:
            for number, span in index.touching(line.span):
                add(span, names[number])
        # While letters lie over what can be followed, nothing else is lit: the two would look alike.
        for number, span in () if marks.labels else marks.hits.touching(line.span):
            add(span, "current" if number == marks.current else "hit")
        if marks.target is not None and marks.target.overlaps(line.span):
            add(marks.target, "target")
        if selected is not None:
            layers.append((*selected, "selection"))
        cuts = line.cuts() if layers else None
        pieces = [(line.text[start:end], names) for start, end, names in runs(len(line.text), layers, cuts)]
        if marks.labels:
            for start in range(line.span.start, line.span.end):
                if (label := marks.labels.get(start)) is not None:
                    pieces = overlay(pieces, cell_len(line.text[: line.index(start)]), label)
        return pieces


def _headings(reading: Reading) -> list[Span]:
    """Return the headings of a Markdown text, and the line of any text that is its title."""
    text, title = reading.text, reading.document.title
    found = [Span(*match.span()) for match in _HEADING.finditer(text)] if reading.document.kind == "md" else []
    if title and not found:
        match = re.compile(f"^{re.escape(title)}$", re.MULTILINE).search(text, 0, HEADER + len(title))
        found = [Span(*match.span())] if match else []
    return found


def overlay(pieces: Sequence[Run], column: int, label: str) -> list[Run]:
    """Return the runs with `label` printed over them from `column` on; what it covers half becomes blank."""
    before: list[Run] = []
    after: list[Run] = []
    at, end = 0, column + len(label)
    for text, names in pieces:
        for start, stop, cells in split_graphemes(text)[0]:
            if at + cells <= column and at < column:
                before.append((text[start:stop], names))
            elif at >= end:
                after.append((text[start:stop], names))
            else:
                before.extend([(" ", names)] * max(0, min(at + cells, column) - at))
                after.extend([(" ", names)] * max(0, at + cells - max(at, end)))
            at += cells
    return [*_joined(before), (label, ("hint",)), *_joined(after)]


def _joined(pieces: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    for text, names in pieces:
        if joined and joined[-1][1] == names:
            joined[-1] = (joined[-1][0] + text, names)
        else:
            joined.append((text, names))
    return joined


def hit_map(hits: Collection[int], current: int | None, height: int) -> list[tuple[str, bool]]:
    """Return a column of `height` cells that shows where hits lie.

    `hits` are half cells, counted from the top: twice as many as cells. With each symbol stands whether it holds the
    half cell `current`, that of the current hit.
    """
    symbols = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        (symbols[2 * row in hits, 2 * row + 1 in hits], current is not None and current // 2 == row)
        for row in range(height)
    ]
