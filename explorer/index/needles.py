"""Letters by which a text is searched for the words of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.index.analysis import LANGUAGE_MARK, Analyser, fold
from explorer.index.nodes import Shape, Slot, Term
from explorer.values import dataclass

FEWEST = 2
"""Letters by which a text is searched; with fewer, most words would be looked at anyway."""

MOST = 5
"""Letters by which a text is searched at most."""

_JOKER = re.compile("[*?]")
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Needles:
    """What a text in lower case is searched for; `plain` are those that can stand in a text of ASCII.

    Words are also found by the `signs` that the analysis takes away, where they stand between the letters of `pairs`.
    """

    plain: tuple[str, ...]
    all: tuple[str, ...]
    signs: str
    pairs: frozenset[str]


def needles(slots: Iterable[Slot], analyser: Analyser) -> Needles | None:
    """Return what stands in each piece of English text that holds a word of one of the slots.

    Pieces with characters that are folded to others are left out. None if there is no such thing.
    """
    heads: set[str] = set()
    for slot in slots:
        heads.update(_heads(slot, analyser))
    if not analyser.english or min(map(len, heads), default=FEWEST) < FEWEST:
        return None
    initials = [f"{head[0]}.{head[1]}" for head in heads if head[:2].isalpha()]
    found = sorted({*heads, *initials})
    pairs = {head[at : at + 2] for head in heads for at in range(len(head) - 1)}
    pairs = {pair for pair in pairs if pair.isalnum()}
    signs = _APOSTROPHES + "," * any(map(str.isdigit, pairs)) if pairs else ""
    return Needles(tuple(filter(str.isascii, found)), tuple(found), signs, frozenset(pairs))


def beginnings(word: str, unfinished: bool = False) -> set[str]:
    """Return what English words begin with that have this term, or one that begins so: polic for policy and policies.

    A stem is what its words begin with but for its last letter; only words like dying, whose term is die, differ.
    """
    if not word.isascii():
        return set()  # found by the letters that make it so
    start = word[: max(FEWEST, min(len(word) - 1, MOST))]
    return {start, f"{word[0]}y"} if word[1:] == "ie" or (unfinished and word[1:] == "i") else {start}


def _heads(slot: Slot, analyser: Analyser) -> Iterator[str]:
    """Yield letters of which some stand in each word of a slot; an empty string if there are none."""
    if isinstance(slot, Term):
        for text in slot.texts:
            term, _, language = text.partition(LANGUAGE_MARK)
            if not language or language == analyser.language:
                yield from beginnings(term)
        return
    match slot.shape:
        case Shape.PREFIX:
            yield from beginnings(slot.text, unfinished=True)
        case Shape.EXACT:
            yield from _ascii(fold(slot.text))
        case Shape.WILDCARD:
            yield from _ascii(max(_JOKER.split(slot.text), key=len))
        case Shape.FUZZY:
            yield ""


def _ascii(part: str) -> Iterator[str]:
    if part.isascii():
        yield part[:MOST]
