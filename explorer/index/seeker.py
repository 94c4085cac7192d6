"""Where in a text the words of a query stand: found by their first letters, far sooner than by a look at each word.

No token holds a blank, so that what lies between two blanks, a *piece*, is analysed by itself, once for each query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, count, islice

from explorer.index.analysis import Analyser
from explorer.index.needles import needles
from explorer.index.nodes import Series, Slot, is_stop, whole_words
from explorer.index.pieces import Pieces, Token

Leaf = Slot | Series

Found = tuple[int, int, int]
"""Where a hit starts and ends, and the number of the leaf that it is of."""

CHUNK = 1 << 16
"""Characters of which every piece is looked at at once."""

_FOREIGN = re.compile("[\u0080-\u200f\u2060-\U0010ffff]")  # whatever may be folded to other letters
_MOST_FOREIGN = 0.02  # of a text's characters; with more of them, each piece is looked at


class Seeker:
    """Finds leaves of a plan in texts of one language; safe from any thread.

    `leaves` are told by their numbers, each with whether its words may stand apart where they stand nowhere in a row.
    """

    def __init__(self, analyser: Analyser, leaves: Sequence[tuple[Leaf, bool]]) -> None:
        slots: dict[Slot, int] = {}
        self._singles: dict[int, list[int]] = {}
        self._firsts: dict[int, list[tuple[int, tuple[int, ...], int]]] = {}
        self._spare: dict[int, list[int]] = {}
        for leaf, (what, loose) in enumerate(leaves):
            parts = what.slots if isinstance(what, Series) else (what,)
            numbers = [slots.setdefault(part, len(slots)) for part in parts]
            if not isinstance(what, Series):
                self._singles.setdefault(numbers[0], []).append(leaf)
                continue
            self._firsts.setdefault(numbers[0], []).append((leaf, tuple(numbers[1:]), what.slop))
            apart = (slots[word] for word in whole_words(what) or () if not is_stop(word)) if loose else ()
            for number in dict.fromkeys(apart):
                self._spare.setdefault(number, []).append(leaf)
        self._pieces = Pieces(analyser, list(slots))
        sought = {*self._singles, *self._firsts, *self._spare}
        self._needles = needles([slot for slot, number in slots.items() if number in sought], analyser)

    def find(self, text: str) -> list[Found]:
        """Return the hits in a text, ascending; they may overlap."""
        flat, places = self._places(text)
        singles, pieces = self._singles, self._pieces
        if self._firsts:
            places = list(places)
        found = [
            (start + begin, start + stop, leaf)
            for start, end in places
            for begin, stop, slots in pieces[text[start:end]]
            for slot in slots
            for leaf in singles.get(slot, ())
        ]
        if self._firsts:
            found += self._rows(text, flat, places)
        found.sort()
        return found

    def _rows(self, text: str, flat: str, places: Iterable[tuple[int, int]]) -> list[Found]:
        """Return where words stand in a row, or apart if they need not and do not."""
        found: list[Found] = []
        spare: list[Found] = []
        for start, end in places:
            tokens = self._pieces[text[start:end]]
            for number, (begin, stop, slots) in enumerate(tokens):
                for slot in slots:
                    spare += [(start + begin, start + stop, leaf) for leaf in self._spare.get(slot, ())]
                    for leaf, others, slop in self._firsts.get(slot, ()):
                        rest = tokens[number + 1 : number + 1 + len(others) * (slop + 1)]
                        last = _last(self._going_on(text, flat, (start, end), rest), others, slop)
                        if last >= 0:
                            found.append((start + begin, last, leaf))
        if spare:
            whole = {leaf for _, _, leaf in found}
            found += [each for each in spare if each[2] not in whole]
        return found

    def _places(self, text: str) -> tuple[str, Iterable[tuple[int, int]]]:
        """Return the text with blanks for ends of lines, and where pieces start and end that may hold a hit."""
        if self._needles is not None and len(lowered := text.lower()) == len(text):
            flat = lowered.replace("\n", " ")
            if text.isascii():
                return flat, _about(flat, (), self._needles.plain)
            foreign = [match.start() for match in _FOREIGN.finditer(text)]
            if len(foreign) <= _MOST_FOREIGN * len(text):
                return flat, _about(flat, foreign, self._needles.all)
        flat = text.replace("\n", " ")
        return flat, self._all(flat)

    def _all(self, flat: str) -> Iterator[tuple[int, int]]:
        """Yield the pieces of a text that hold a word, found by a look at each."""
        fits, base = self._pieces.__getitem__, 0
        while base < len(flat):
            limit = _blank(flat, base + CHUNK)
            cut = flat[base:limit].split(" ")
            hits = list(compress(count(), map(fits, cut)))
            starts = [0, *accumulate(map(len, cut))] if hits else []
            for number in hits:
                start = base + starts[number] + number
                yield start, start + len(cut[number])
            base = limit + 1

    def _going_on(self, text: str, flat: str, piece: tuple[int, int], rest: Sequence[Token]) -> Iterator[Token]:
        """Yield the `rest` of the tokens of a piece, then those behind it, where they stand in the text."""
        start, end = piece
        while True:
            for begin, stop, slots in rest:
                yield start + begin, start + stop, slots
            start = end + 1
            if start >= len(text):
                return
            end = _blank(flat, start)
            rest = self._pieces.whole(text[start:end])


def _about(flat: str, places: Iterable[int], needles: Iterable[str]) -> list[tuple[int, int]]:
    """Return the pieces that hold one of the `places` or of the needles, ascending."""
    ends: dict[int, int] = {}
    for at in places:
        start = flat.rfind(" ", 0, at) + 1
        if start not in ends:
            ends[start] = _blank(flat, at)
    for needle in needles:
        at = flat.find(needle)
        while at >= 0:
            end = _blank(flat, at)
            ends[flat.rfind(" ", 0, at) + 1] = end
            at = flat.find(needle, end)
    return sorted(ends.items())


def _blank(flat: str, at: int) -> int:
    """Return where the next blank is, or the end."""
    end = flat.find(" ", at)
    return len(flat) if end < 0 else end


def _last(tokens: Iterator[Token], slots: tuple[int, ...], slop: int) -> int:
    """Return where slots end that stand in a row at the beginning of `tokens`, −1 if they do not."""
    if not slop:
        end = -1
        for slot in slots:
            _, end, fits = next(tokens, (0, 0, ()))
            if slot not in fits:
                return -1
        return end
    row = list(islice(tokens, len(slots) * (slop + 1)))
    ends = {-1}
    for slot in slots:
        ends = {to for at in ends for to in range(at + 1, min(at + slop + 2, len(row))) if slot in row[to][2]}
    return row[min(ends)][1] if ends else -1
