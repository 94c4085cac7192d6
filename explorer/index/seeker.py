"""Where in texts the words of a query stand: found by their first letters, far sooner than by a look at each word.

No token holds a blank, so that what lies between two blanks, a *piece*, is analysed by itself, once for each query.
Texts that are searched by the same letters are laid side by side: a page of them takes hardly longer than one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, compress, count, islice

from explorer.index.analysis import Analyser
from explorer.index.needles import Needles, needles
from explorer.index.nodes import Series, Slot, is_stop, whole_words
from explorer.index.pieces import Kept, Made, Pieces, Token
from explorer.model.results import Spot
from explorer.values import dataclass

Leaf = Slot | Series

Found = tuple[int, int, int]
"""Where a hit starts and ends, and the number of the leaf that it is of."""

CHUNK = 1 << 16
"""Characters of which every piece is looked at at once."""

_FOREIGN = re.compile("[^\0-\x7f\u2010-\u205f]")  # whatever may be folded to other letters; so it is soon compiled
_MOST_FOREIGN = 0.02  # of a text's characters; with more of them, each piece is looked at


@dataclass(frozen=True, slots=True)
class Laid:
    """Texts, by their `numbers`, side by side from `starts` on; in `flat` all that parts two pieces is a blank.

    They are searched by `letters` and looked at where `foreign` characters stand; without letters at each piece.
    """

    numbers: Sequence[int]
    starts: Sequence[int]
    text: str
    flat: str
    letters: Sequence[str] | None = None
    foreign: Sequence[int] = ()


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
        self._pieces = Pieces(analyser, list(slots))
        self._fitting, self._wholes = Kept(self._pieces.fitting), Kept(self._pieces.tokens)
        self._alone = Kept(self._within)
        sought = {*self._singles, *self._firsts, *self._spare}
        self._needles = needles([slot for slot, number in slots.items() if number in sought], analyser)

    def find(self, texts: Sequence[str]) -> list[list[Spot]]:
        """Return the hits in each text, ascending; those that overlap are one, of the rarest of their leaves."""
        found: list[list[Spot]] = [[] for _ in texts]
        for laid in self._laid(texts):
            if not self._firsts:
                self._one_by_one(laid, self._places(laid, self._alone), found)
                continue
            places = sorted(self._places(laid, self._fitting).items())
            for number, base in zip(laid.numbers, laid.starts, strict=True):
                end = base + len(texts[number])
                here = places[bisect_left(places, (base,)) : bisect_left(places, (end,))]
                found[number] = self._in_rows(laid, here, base, end)
        return found

    def _one_by_one(self, laid: Laid, places: Mapping[int, Sequence[Spot]], found: list[list[Spot]]) -> None:
        """Find the hits where each is within a piece."""
        starts = laid.starts
        base = end = -1
        for start in sorted(places):
            if start >= end:
                after = bisect_right(starts, start)
                base, end = starts[after - 1], starts[after] if after < len(starts) else len(laid.text)
                here = found[laid.numbers[after - 1]]
            at = start - base
            for begin, stop, leaf, weight in places[start]:
                here.append((at + begin, at + stop, leaf, weight))

    def _within(self, piece: str) -> tuple[Spot, ...]:
        """Return the hits in a piece."""
        found = self._single(0, self._pieces.tokens(piece))
        return tuple(united(sorted(found), self._weights)) if found else ()

    def _in_rows(self, laid: Laid, places: Iterable[tuple[int, Sequence[Token]]], base: int, end: int) -> list[Spot]:
        """Return the hits in the text from `base` to `end` where some may be words in a row."""
        found: list[Found] = []
        spare: list[Found] = []
        for start, tokens in places:
            found += self._single(start, tokens)
            for number, (begin, stop, slots) in enumerate(tokens):
                for slot in slots:
                    spare += [(start + begin, start + stop, leaf) for leaf in self._spare.get(slot, ())]
                    for leaf, others, slop in self._firsts.get(slot, ()):
                        rest = tokens[number + 1 : number + 1 + len(others) * (slop + 1)]
                        last = _last(self._going_on(laid, start, end, rest), others, slop)
                        if last >= 0:
                            found.append((start + begin, last, leaf))
        if spare:  # words that stand apart if they need not and do not stand in a row
            rows = {leaf for _, _, leaf in found}
            found += [each for each in spare if each[2] not in rows]
        found.sort()
        return united([(start - base, stop - base, leaf) for start, stop, leaf in found], self._weights)

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
            yield Laid((number,), (0,), text, text.replace("\n", " "))
        if needles is not None and plain:
            yield _side_by_side(plain, texts, needles.plain, ())
        if needles is not None and mixed:
            yield _side_by_side(mixed, texts, needles.all, foreign)

    def _places(self, laid: Laid, fits: Kept[tuple[Made, ...]]) -> dict[int, tuple[Made, ...]]:
        """Return where pieces start that fit, and what of them does."""
        if laid.letters is None or self._needles is None:
            return _all(laid.flat, fits)
        ends = _about(laid.flat, [*laid.foreign, *_signed(laid.flat, self._needles)], laid.letters)
        return {start: here for start, end in ends.items() if (here := fits[laid.text[start:end]])}

    def _going_on(self, laid: Laid, start: int, limit: int, rest: Sequence[Token]) -> Iterator[Token]:
        """Yield the `rest` of the tokens of a piece, then those behind it, where they stand, up to a limit."""
        while True:
            for begin, stop, slots in rest:
                yield start + begin, start + stop, slots
            start = _blank(laid.flat, start) + 1
            if start >= limit:
                return
            rest = self._wholes[laid.text[start : _blank(laid.flat, start)]]


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


def _side_by_side(numbers: Sequence[int], texts: Sequence[str], letters: Sequence[str], foreign: Sequence[int]) -> Laid:
    chosen = [texts[number] for number in numbers]
    starts = list(accumulate([len(text) + 1 for text in chosen[:-1]], initial=0))
    text = "\n".join(chosen)
    return Laid(numbers, starts, text, text.lower().replace("\n", " "), letters, foreign)


def _all(flat: str, fits: Kept[tuple[Made, ...]]) -> dict[int, tuple[Made, ...]]:
    """Return where pieces start that fit, found by a look at each."""
    found: dict[int, tuple[Made, ...]] = {}
    base = 0
    while base < len(flat):
        limit = _blank(flat, base + CHUNK)
        cut = flat[base:limit].split(" ")
        hits = list(compress(count(), map(fits.__getitem__, cut)))
        starts = [0, *accumulate(map(len, cut))] if hits else []
        for number in hits:
            found[base + starts[number] + number] = fits[cut[number]]
        base = limit + 1
    return found


def _signed(flat: str, needles: Needles) -> Iterator[int]:
    """Yield where a sign stands that the analysis takes away, between letters of a word that is sought."""
    for sign in needles.signs:
        at = flat.find(sign)
        while at >= 0:
            if flat[at - 1 : at] + flat[at + 1 : at + 2] in needles.pairs:
                yield at
            at = flat.find(sign, at + 1)


def _about(flat: str, places: Iterable[int], letters: Iterable[str]) -> dict[int, int]:
    """Return where pieces start and end that hold one of the places or of some letters, each of them once."""
    find, rfind, size = flat.find, flat.rfind, len(flat)
    ends: dict[int, int] = {}
    for at in places:
        start = rfind(" ", 0, at) + 1
        if start not in ends:
            ends[start] = _blank(flat, at)
    for sought in letters:
        at = find(sought)
        while at >= 0:
            end = find(" ", at)
            if end < 0:
                end = size
            ends[rfind(" ", 0, at) + 1] = end
            at = find(sought, end)
    return ends


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
