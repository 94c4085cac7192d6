"""Where in texts the words of a query stand: found by their first letters, far sooner than by a look at each word.

No token holds a blank, so that what lies between two blanks, a *piece*, is analysed by itself, once for each query.
Texts that are searched by the same letters are laid side by side: a page of them takes hardly longer than one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, count, islice
from typing import NamedTuple

from explorer.index.analysis import Analyser
from explorer.index.needles import needles
from explorer.index.nodes import Series, Slot, is_stop, whole_words
from explorer.index.pieces import Kept, Pieces, Token
from explorer.model.results import Spot

Leaf = Slot | Series

Found = tuple[int, int, int]
"""Where a hit starts and ends, and the number of the leaf that it is of."""

CHUNK = 1 << 16
"""Characters of which every piece is looked at at once."""

_FOREIGN = re.compile("[^\0-\x7f\u2010-\u205f]")  # whatever may be folded to other letters; so it is soon compiled
_MOST_FOREIGN = 0.02  # of a text's characters; with more of them, each piece is looked at


class Laid(NamedTuple):
    """Texts, by their `numbers`, side by side with a blank between them, and where pieces stand that may hold a hit.

    `flat` is `text` with blanks for ends of lines; `places` are starts and ends, ascending.
    """

    numbers: Sequence[int]
    text: str
    flat: str
    places: Sequence[tuple[int, int]]


class Seeker:
    """Finds leaves of a plan in texts of one language; safe from any thread.

    `leaves` are told by their numbers, each with whether its words may stand apart where they stand nowhere in a row,
    and weigh `weights`.
    """

    def __init__(self, analyser: Analyser, leaves: Sequence[tuple[Leaf, bool]], weights: Sequence[float]) -> None:
        self._weights = weights
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
        pieces = Pieces(analyser, list(slots))
        self._fitting, self._wholes = Kept(pieces.fitting), Kept(pieces.tokens)
        self._alone = Kept(lambda piece: united(self._single(0, pieces.tokens(piece)), weights))
        sought = {*self._singles, *self._firsts, *self._spare}
        self._needles = needles([slot for slot, number in slots.items() if number in sought], analyser)

    def find(self, texts: Sequence[str]) -> list[list[Spot]]:
        """Return the hits in each text, ascending; those that overlap are one, of the rarest of their leaves."""
        found: list[list[Spot]] = [[] for _ in texts]
        lit = self._in_rows if self._firsts else self._one_by_one
        for laid in self._laid(texts):
            base = last = 0
            for number in laid.numbers:
                end = base + len(texts[number])
                first, last = last, bisect_left(laid.places, (end,), last)
                if first < last:
                    found[number] = lit(laid, laid.places[first:last], base, end)
                base = end + 1
        return found

    def _one_by_one(self, laid: Laid, places: Sequence[tuple[int, int]], base: int, _: int) -> list[Spot]:
        """Return the hits in the text from `base` on where each is within a piece."""
        text, alone = laid.text, self._alone
        return [
            (at + begin, at + stop, leaf, weight)
            for start, end in places
            for at in (start - base,)
            for begin, stop, leaf, weight in alone[text[start:end]]
        ]

    def _in_rows(self, laid: Laid, places: Sequence[tuple[int, int]], base: int, limit: int) -> list[Spot]:
        """Return the hits in the text from `base` to `limit` where some may be words in a row."""
        found: list[Found] = []
        spare: list[Found] = []
        for start, end in places:
            tokens = self._fitting[laid.text[start:end]]
            found += self._single(start, tokens)
            for number, (begin, stop, slots) in enumerate(tokens):
                for slot in slots:
                    spare += [(start + begin, start + stop, leaf) for leaf in self._spare.get(slot, ())]
                    for leaf, others, slop in self._firsts.get(slot, ()):
                        rest = tokens[number + 1 : number + 1 + len(others) * (slop + 1)]
                        last = _last(self._going_on(laid, (start, end), limit, rest), others, slop)
                        if last >= 0:
                            found.append((start + begin, last, leaf))
        if spare:  # words that stand apart if they need not and do not stand in a row
            rows = {leaf for _, _, leaf in found}
            found += [each for each in spare if each[2] not in rows]
        found.sort()
        return united(((start - base, end - base, leaf) for start, end, leaf in found), self._weights)

    def _single(self, at: int, tokens: Iterable[Token]) -> list[Found]:
        """Return the hits among the tokens of a piece that stands at a place."""
        singles = self._singles
        return [
            (at + begin, at + stop, leaf)
            for begin, stop, slots in tokens
            for slot in slots
            for leaf in singles.get(slot, ())
        ]

    def _laid(self, texts: Sequence[str]) -> Iterator[Laid]:
        """Yield the texts, laid side by side as far as they are searched by letters."""
        needles = self._needles
        plain: list[int] = []
        mixed: list[int] = []
        foreign: list[int] = []
        base = 0
        for number, text in enumerate(texts):
            if needles is not None and text.isascii():
                plain.append(number)
                continue
            if needles is not None and len(text.lower()) == len(text):
                places = [match.start() + base for match in _FOREIGN.finditer(text)]
                if len(places) <= _MOST_FOREIGN * len(text):
                    mixed.append(number)
                    foreign += places
                    base += len(text) + 1
                    continue
            flat = text.replace("\n", " ")
            yield Laid((number,), text, flat, list(self._all(flat)))
        if needles is not None and plain:
            yield _side_by_side(plain, texts, (), needles.plain)
        if needles is not None and mixed:
            yield _side_by_side(mixed, texts, foreign, needles.all)

    def _all(self, flat: str) -> Iterator[tuple[int, int]]:
        """Yield the pieces of a text that hold a word, found by a look at each."""
        fits, base = (self._fitting if self._firsts else self._alone).__getitem__, 0
        while base < len(flat):
            limit = _blank(flat, base + CHUNK)
            cut = flat[base:limit].split(" ")
            hits = list(compress(count(), map(fits, cut)))
            starts = [0, *accumulate(map(len, cut))] if hits else []
            for number in hits:
                start = base + starts[number] + number
                yield start, start + len(cut[number])
            base = limit + 1

    def _going_on(self, laid: Laid, piece: tuple[int, int], limit: int, rest: Sequence[Token]) -> Iterator[Token]:
        """Yield the `rest` of the tokens of a piece, then those behind it, where they stand, up to a limit."""
        start, end = piece
        while True:
            for begin, stop, slots in rest:
                yield start + begin, start + stop, slots
            start = end + 1
            if start >= limit:
                return
            end = _blank(laid.flat, start)
            rest = self._wholes[laid.text[start:end]]


def united(found: Iterable[Found], weights: Sequence[float]) -> list[Spot]:
    """Return hits, which ascend, with those that overlap made one, which is of the rarest of their leaves."""
    spots: list[Spot] = []
    reach = 0
    for start, end, leaf in found:
        if start < reach:
            reach = max(reach, end)
            before, _, its, weight = spots[-1]
            rarer = (leaf, weights[leaf]) if weights[leaf] > weight else (its, weight)
            spots[-1] = (before, reach, *rarer)
        else:
            reach = end
            spots.append((start, end, leaf, weights[leaf]))
    return spots


def _side_by_side(numbers: Sequence[int], texts: Sequence[str], foreign: Sequence[int], needles: Sequence[str]) -> Laid:
    text = "\n".join([texts[number] for number in numbers])
    flat = text.lower().replace("\n", " ")
    return Laid(numbers, text, flat, _about(flat, foreign, needles))


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
    ends = [-1]
    for slot in slots:
        ends = [
            to
            for to in range(ends[0] + 1, min(ends[-1] + slop + 2, len(row)))
            if slot in row[to][2] and to - ends[bisect_left(ends, to) - 1] <= slop + 1
        ]
        if not ends:
            return -1
    return row[ends[0]][1]
