"""Letters by which a text is searched for the words of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.index.analysis import LANGUAGE_MARK, Analyser, fold
from explorer.index.nodes import Shape, Slot, Term
from explorer.values import dataclass

FEWEST = 2
"""Letters by which a text is searched; with fewer, most words would be looked at anyway."""

_JOKER = re.compile("[*?]")
_IRREGULAR = {"die": "dy", "lie": "ly", "tie": "ty"}  # the terms whose words may begin otherwise, and how


@dataclass(frozen=True, slots=True)
class Needles:
    """What a text in lower case is searched for; `plain` are those that can stand in a text of ASCII."""

    plain: tuple[str, ...]
    all: tuple[str, ...]


def needles(slots: Iterable[Slot], analyser: Analyser) -> Needles | None:
    """Return what stands in each piece of English text that holds a word of one of the slots.

    Pieces with characters that are folded to others are left out. None if there is no such thing.
    """
    heads: set[str] = set()
    for slot in slots:
        heads.update(_heads(slot, analyser))
    if not analyser.english or min(map(len, heads), default=FEWEST) < FEWEST:
        return None
    found = [variant for head in sorted(heads) for variant in _variants(head)]
    return Needles(tuple(filter(str.isascii, found)), tuple(found))


def _beginnings(word: str) -> set[str]:
    """Return what English words begin with that have this term or one that begins so: sk in sky and skies."""
    if not word.isascii():
        return set()  # found by the letters that make it so
    start = word[:3] if len(word) > 3 else word[:2]
    return {start, *(first for term, first in _IRREGULAR.items() if term.startswith(word))}


def _heads(slot: Slot, analyser: Analyser) -> Iterator[str]:
    """Yield up to three letters of which some stand in each word of a slot; an empty string if there are none."""
    if isinstance(slot, Term):
        for text in slot.texts:
            term, _, language = text.partition(LANGUAGE_MARK)
            if not language or language == analyser.language:
                yield from _beginnings(term)
        return
    match slot.shape:
        case Shape.PREFIX:
            yield from _beginnings(slot.text)
        case Shape.EXACT:
            yield from _ascii(fold(slot.text))
        case Shape.WILDCARD:
            yield from _ascii(max(_JOKER.split(slot.text), key=len))
        case Shape.FUZZY:
            yield ""


def _ascii(part: str) -> Iterator[str]:
    if part.isascii():
        yield part[:3]


def _variants(head: str) -> Iterator[str]:
    """Yield what a token holds that holds some letters, with the signs among them that the analysis takes away."""
    yield head
    if head.isalnum():
        signs = "'’," if head.isdigit() else "'’."
        yield from (f"{head[0]}{sign}{head[1]}" for sign in signs)
        yield from (f"{head[:2]}{sign}{head[2]}" for sign in signs if len(head) > 2 and sign != ".")
