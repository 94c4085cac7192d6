"""A text as lines of a width, wrapped only where somebody looks: a book opens as fast as a page."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from time import monotonic

from rich.cells import cell_len, split_graphemes

from explorer.model.span import Span
from explorer.values import dataclass
from explorer.view.render.sanitise import safe
from explorer.view.render.wrapping import TAB, is_simple, joins, units, wrap

BLOCK = 8_192
"""Characters that are wrapped at once, about: small enough not to be felt, large enough to be few."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as shown: `text` is safe to print; `span` what it stands for, with the line end and spaces dropped here.

    `offsets[i]` is the offset of the shown character i, from the start of the span; None when they are the same.
    """

    span: Span
    text: str
    offsets: tuple[int, ...] | None = None

    def index(self, offset: int) -> int:
        """Return which shown character stands for the text's `offset`; one past the last for what is not shown."""
        inner = min(max(0, offset - self.span.start), len(self.span))
        if self.offsets is None:
            return min(inner, len(self.text))
        return next((index for index, at in enumerate(self.offsets) if at >= inner), len(self.text))

    def offset(self, index: int) -> int:
        """Return the text's offset of the shown character `index`; the line's end for one past the last."""
        if index >= len(self.text):
            return self.span.end
        return self.span.start + (index if self.offsets is None else self.offsets[max(0, index)])

    def cell(self, offset: int) -> int:
        """Return the column at which the character at `offset` is shown."""
        return cell_len(self.text[: self.index(offset)])

    def at_cell(self, cell: int) -> int:
        """Return the offset of the character shown at column `cell`; the line's end beyond the last."""
        if is_simple(self.text):
            return self.offset(max(0, cell))
        column = 0
        for start, _, cells in split_graphemes(self.text)[0]:
            if column <= cell < column + cells:
                return self.offset(start)
            column += cells
        return self.span.end

    def cuts(self) -> set[int] | None:
        """Return where the shown text may be cut without changing its width, None for everywhere."""
        if is_simple(self.text):
            return None
        return {start for start, _, _ in split_graphemes(self.text)[0]} | {len(self.text)}


def show(text: str, span: Span) -> Line:
    """Return the characters of `text` in `span` as a line.

    Tabs are spread out, and what ends the line is dropped, as is the indentation of a line that was joined to another.
    """
    raw = text[span.start : span.end]
    shown = safe(raw).rstrip(" ")
    if "\t" not in raw and "\n " not in raw[: len(shown)]:
        return Line(span, shown)
    pieces: list[str] = []
    offsets: list[int] = []
    column, indented = 0, False
    for start, end, cells in split_graphemes(shown)[0]:
        indented = raw[start] == "\n" or (indented and raw[start] == " ")
        if indented and raw[start] == " ":
            continue
        width = TAB - column % TAB if raw[start] == "\t" else cells
        pieces.append(" " * width if raw[start] == "\t" else shown[start:end])
        offsets.extend([start] * width if raw[start] == "\t" else range(start, end))
        column += width
    return Line(span, "".join(pieces), tuple(offsets))


class WrappedText:
    """Lines of `text` cut to `width` cells, numbered from 0.

    With `soft`, single line ends are spaces, as in Markdown.

    The text is cut into blocks. A block is wrapped when one of its lines is asked for; until then its number of lines
    is a guess, so that `height` and the numbers of lines further down may change while looking. The line of an offset
    that was just asked for holds until another block above it is wrapped: keep offsets, not line numbers.
    """

    def __init__(self, text: str, width: int, soft: bool = False) -> None:
        self.text = text
        self.width = max(1, width)
        self._joins = joins(text, soft)
        self._starts = array("q", _blocks(text))
        self._lines: list[array[int] | None] = [None] * len(self._starts)
        self._heights = [self._guess(block) for block in range(len(self._starts))]
        self._above = [0, *accumulate(self._heights)]
        self._right = len(self._starts)
        self._unwrapped = 0

    @property
    def height(self) -> int:
        """Number of lines, partly guessed while not `exact`."""
        self._sum_up(len(self._starts))
        return self._above[-1]

    @property
    def exact(self) -> bool:
        """Whether every block has been wrapped."""
        return self._unwrapped >= len(self._starts)

    def span(self, y: int) -> Span:
        """Return the characters of line `y`; lines follow one another without a gap."""
        block = self._block_of(y)
        lines = self._wrapped(block)
        inner = min(y - self._above[block], len(lines) - 1)
        end = lines[inner + 1] if inner + 1 < len(lines) else self._end(block)
        return Span(lines[inner], end)

    def line(self, y: int) -> Line:
        """Return line `y` as it is shown."""
        return show(self.text, self.span(y))

    def line_of(self, offset: int) -> int:
        """Return the number of the line that holds the character at `offset`."""
        if not self._starts:
            return 0
        offset = min(max(0, offset), len(self.text) - 1)
        block = bisect_right(self._starts, offset) - 1
        lines = self._wrapped(block)
        self._sum_up(block)
        return self._above[block] + bisect_right(lines, offset) - 1

    def settle(self, first: int, last: int) -> None:
        """Wrap all blocks that hold the characters `first` to `last`."""
        if self._starts:
            for block in range(self._index(first), self._index(last) + 1):
                self._wrapped(block)

    def work(self, seconds: float) -> bool:
        """Wrap blocks that nobody asked for yet, for about `seconds`; say whether any is left."""
        until = monotonic() + seconds
        while not self.exact:
            self._wrapped(self._unwrapped)
            self._unwrapped += 1
            if monotonic() >= until:
                break
        return not self.exact

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, min(max(0, offset), len(self.text))) - 1)

    def _end(self, block: int) -> int:
        return self._starts[block + 1] if block + 1 < len(self._starts) else len(self.text)

    def _guess(self, block: int) -> int:
        start, end = self._starts[block], self._end(block)
        ends = self.text.count("\n", start, end)
        if self._joins is not None:
            return max(1, ends // 8 + (end - start) // self.width + 1)
        return max(1, ends // 2 + (end - start) // self.width + 1)

    def _wrapped(self, block: int) -> array[int]:
        lines = self._lines[block]
        if lines is None:
            lines = array("q")
            for start, end in units(self.text, self._starts[block], self._end(block), self._joins):
                lines.extend([start + at for at in wrap(self.text[start:end], self.width)])
            self._lines[block] = lines
            if len(lines) != self._heights[block]:
                self._heights[block] = len(lines)
                self._right = min(self._right, block)
        return lines

    def _sum_up(self, block: int) -> None:
        """Make the counts of lines above block `block` and all before it right."""
        for index in range(self._right, block):
            self._above[index + 1] = self._above[index] + self._heights[index]
        self._right = max(self._right, block)

    def _block_of(self, y: int) -> int:
        if not self._starts:
            raise IndexError("an empty text has no lines")
        while True:
            self._sum_up(len(self._starts))
            block = min(bisect_right(self._above, max(0, y)) - 1, len(self._starts) - 1)
            known = self._lines[block] is not None
            self._wrapped(block)
            if known or y < self._above[block] + self._heights[block] or block == len(self._starts) - 1:
                return block


def _blocks(text: str) -> list[int]:
    """Return where the blocks start: at the ends of paragraphs or lines if there are any near, else of words."""
    starts, at, length = [0] if text else [], 0, len(text)
    while length - at > 2 * BLOCK:
        near, far = at + BLOCK, at + 2 * BLOCK
        for end in ("\n\n", "\n", " "):
            cut = text.find(end, near, far)
            if cut >= 0:
                at = cut + len(end)
                break
        else:
            at = far
        starts.append(at)
    return starts
