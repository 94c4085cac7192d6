"""What stands between two blanks of a text, and which of the words of a query it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from explorer.index.analysis import Analyser, exact, matches
from explorer.index.fitting import Fits, fitting
from explorer.index.nodes import Shape, Slot, Term

Token = tuple[int, int, tuple[int, ...]]
"""Where a token starts and ends, and the numbers of the slots that it fits."""

MOST_PIECES = 50_000
"""Pieces that are remembered for a query."""

LONGEST_PIECE = 100
"""Characters of a piece that is remembered; longer ones are data rather than words."""

Made = TypeVar("Made")


class Kept(dict[str, Made]):
    """What `make` makes of pieces of text, each made once, as far as they are remembered. Safe from any thread."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> Made:
        made = self._make(piece)
        if len(self) < MOST_PIECES and len(piece) <= LONGEST_PIECE:
            self[piece] = made
        return made


class Pieces:
    """Takes pieces of text apart; `slots` are of "body" or "title" and told by their numbers. Safe from any thread."""

    def __init__(self, analyser: Analyser, slots: Sequence[Slot]) -> None:
        self._analyser = analyser
        self._terms: dict[str, tuple[int, ...]] = {}
        self._shapes: list[tuple[int, Fits]] = []
        self._exactly = False
        for number, slot in enumerate(slots):
            if isinstance(slot, Term):
                for text in slot.texts:
                    self._terms[text] = (*self._terms.get(text, ()), number)
            else:
                self._shapes.append((number, fitting(slot)))
                self._exactly |= slot.shape is Shape.EXACT

    def fitting(self, piece: str) -> tuple[Token, ...]:
        """Return the tokens of a piece; none of those pieces that no slot fits."""
        whole = self.tokens(piece)
        return whole if any(slots for _, _, slots in whole) else ()

    def tokens(self, piece: str) -> tuple[Token, ...]:
        """Return the tokens of a piece whatever they fit."""
        analyser = self._analyser
        if piece.isalpha() and piece.isascii():  # as most are
            return ((0, len(piece), self._fits(*analyser.forms(piece), piece, True)),)
        found: list[Token] = []
        for match in matches(piece):
            start, end = match.span()
            raw = match.group()
            if raw.isascii():
                term, form = analyser.forms(raw)
                if term:
                    found.append((start, end, self._fits(term, form, raw, True)))
                continue
            for term, form, span in analyser.tokens(piece, start, end):
                whole = len(span) == end - start
                found.append((span.start, span.end, self._fits(term, form, span.of(piece), whole)))
        return tuple(found)

    def _fits(self, term: str, form: str, raw: str, whole: bool) -> tuple[int, ...]:
        """Return the slots that a token fits; the exact form of a part of what is written in one is as it stands."""
        found = self._terms.get(term, ())
        if not self._shapes:
            return found
        token = (term, form, exact(raw) if self._exactly and whole else raw)
        return (*found, *(number for number, fits in self._shapes if fits(token)))
