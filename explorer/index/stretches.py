"""Where in a text a wanted word may stand at all: found by its first letters, far sooner than by a look at each word.

No token holds a blank, so what lies between blanks can be analysed by itself. Only for English: its endings are folded
at the end of a word, and nothing is taken from the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from explorer.index.analysis import LANGUAGE_MARK, matches
from explorer.index.needles import beginnings
from explorer.index.nodes import Shape, Slot, Term

SHORT = 600
"""Characters of a text that is analysed as a whole."""

APART = 101
"""What the numbers of tokens in different stretches are at least apart, for each character between them."""

_JOINED = re.compile(r"['.,’](?=[A-Za-z0-9])")  # O'Brien, U.S., 1,000: signs that the analysis takes away
_FOREIGN = re.compile("[\u0080-\u200f\u2060-\U0010ffff]")  # whatever may be folded to other letters
_SOLID = re.compile(r"\S*")
_JOKER = re.compile(r"[*?]")
_MOST_FOREIGN = 0.02  # of a text's characters; with more of them, most words would be looked at anyway


def looked_for(slot: Slot) -> Iterator[str]:
    """Yield letters of which some stand wherever a word does: the beginning of one, or a part of it.

    An empty string is all that can be said of words that need have no letters in common.
    """
    if isinstance(slot, Term):
        yield from (text.partition(LANGUAGE_MARK)[0] for text in slot.texts)
        return
    match slot.shape:
        case Shape.PREFIX:
            yield slot.text
        case Shape.EXACT:
            yield slot.text.lower()
        case Shape.WILDCARD:
            yield max(_JOKER.split(slot.text), key=len)
        case Shape.FUZZY:
            yield ""


def stretches(text: str, words: Iterable[str], reach: int) -> list[tuple[int, int]]:
    """Return the stretches of `text` that hold all tokens which are, begin with, or contain one of the folded `words`.

    Each goes on for `reach` tokens. They are ascending and do not touch.
    """
    whole = [(0, len(text))]
    heads = set().union(*map(beginnings, words))
    if len(text) < SHORT or min(map(len, heads), default=0) < 2:
        return whole
    lowered = text.lower()
    foreign = [] if text.isascii() else [match.start() for match in _FOREIGN.finditer(text)]
    if len(lowered) != len(text) or len(foreign) > _MOST_FOREIGN * len(text):
        return whole
    places = [place for head in heads for place in _each(lowered, head)]
    places += [match.start() for match in _JOINED.finditer(text)]
    return list(_around(text, sorted(places + foreign), reach))


def _each(text: str, part: str) -> Iterator[int]:
    """Yield where `part` stands in `text`."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _around(text: str, places: Iterable[int], reach: int) -> Iterator[tuple[int, int]]:
    """Yield what lies about each place up to the next blanks, and `reach` tokens more; those that meet are one."""
    begin = end = solid = 0
    for place in places:
        if place < solid:
            continue
        start = max(text.rfind(" ", end, place), text.rfind("\n", end, place)) + 1
        if start > end:
            if end:
                yield begin, end
            begin = start
        solid = _blank(text, place)
        end = max(end, _behind(text, solid, reach))
    if end:
        yield begin, end


def _blank(text: str, at: int) -> int:
    """Return where the next blank is."""
    solid = _SOLID.match(text, at)
    return solid.end() if solid else at


def _behind(text: str, at: int, reach: int) -> int:
    """Return where the next blank is behind `reach` tokens."""
    if not reach:
        return at
    last = next(islice(matches(text, at), reach - 1, None), None)
    return len(text) if last is None else _blank(text, last.end())
