"""Typed text as the words that an index is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explorer.index.analysis import Analyser, fold, is_ideographic
from explorer.index.nodes import MOST_PATTERNS, MOST_SLOTS, Forms, Series, Shape, Slot, Term
from explorer.index.stopping import stop_words

STEMMED = ("body", "title")
"""Fields with terms and exact forms; the others have folded forms only."""

_BETWEEN = 8
"""Ideographs that `*` between two of them may stand for."""

_LETTERS = "\ua015\ua016\ua017\ua018\ua019\ua01a"
"""Letters without case or accents that stand for jokers while a text is analysed."""


_HYPHENED = re.compile(r"(?<![\w*?‐‑-])([^\W\d_]+)[‐‑-]([^\W\d_]+)(?![\w*?‐‑-])")


class Wording:
    """Makes slots of the texts of one query; beyond `MOST_PATTERNS`, it makes words without jokers and edits.

    The first analyser is the corpus's own; the others are those of its other languages.
    """

    def __init__(self, analysers: Sequence[Analyser]) -> None:
        self._patterns = 0
        self._own = analysers[0]
        self._analysers = analysers

    def words(self, text: str, field: str, unfinished: bool = False) -> list[Slot]:
        """Return the words of a text in a row; an `unfinished` one may go on at its end."""
        rows = self._own.pairs(text)
        if not rows:
            return []
        texts = self._texts(text, rows) if field in STEMMED else [(folded,) for _, folded in rows]
        stops = stop_words(self._own.language) if field == "body" else frozenset[str]()
        slots: list[Slot] = [Term(field, each, folded in stops) for each, (_, folded) in zip(texts, rows, strict=True)]
        last = rows[-1][1]
        if is_ideographic(last):
            return _run_on(slots) if len(last) == 1 else slots
        if unfinished:
            slots[-1] = Forms(field, Shape.PREFIX, last)
        return slots

    def _texts(self, text: str, rows: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
        """Return the terms of each word, one for each language in which it has another."""
        own = [term for term, _ in rows]
        others = [analyser.terms(text) for analyser in self._analysers[1:]]
        aligned = [own, *(terms for terms in others if len(terms) == len(own))]
        return [tuple(dict.fromkeys(terms)) for terms in zip(*aligned, strict=True)]

    def exactly(self, text: str, field: str) -> list[Slot]:
        """Return the words of a text as they are written."""
        if field not in STEMMED:
            return self.words(text, field)
        tellings = self._own.tellings(text)
        slots: list[Slot] = [Forms(field, Shape.EXACT, exact) for _, _, exact in tellings]
        last = tellings[-1][2] if tellings else ""
        return _run_on(slots) if len(last) == 1 and is_ideographic(last) else slots

    def nearly(self, text: str, field: str, edits: int) -> list[Slot]:
        """Return the words of a text as they may be misspelled, at most one letter of two."""
        whole = self.words(text, field)[:MOST_SLOTS]
        folded = self._own.folded(text)[: len(whole)]
        return [
            self._near(slot, form, min(edits, len(form) // 2 if len(whole) == 1 or not form.isdigit() else 0))
            for slot, form in zip(whole, folded, strict=True)
        ]

    def _near(self, slot: Slot, form: str, edits: int) -> Slot:
        """Return what is like a word; ideographs have no letters to mistake."""
        if not edits or is_ideographic(form) or not self._may():
            return slot
        return Forms(slot.field, Shape.FUZZY, form, edits)

    def _may(self) -> bool:
        """Count a pattern; say whether there are not too many."""
        self._patterns += 1
        return self._patterns <= MOST_PATTERNS

    def patterns(self, text: str, field: str) -> tuple[list[Slot], int]:
        """Return the words of a text in which `*` and `?` are jokers, and how many others may stand between them."""
        free = [letter for letter in _LETTERS if letter not in text]
        if len(free) < 2 or not ("*" in text or "?" in text):
            return self.words(text, field), 0
        slots: list[Slot] = []
        slop = gap = 0
        for piece, jokers in self._pieces(text.replace("*", free[0]).replace("?", free[1]), *free[:2]):
            if jokers and set(piece) <= {"*", "?"}:
                gap += _BETWEEN if "*" in piece and slots and is_ideographic(_letters_of(slots[-1])) else len(piece)
                continue
            if slots:
                slop, gap = max(slop, gap), 0
            slots += self._pattern(field, piece) if jokers else self.words(piece, field)
            gap = gap if slots else 0
        return slots, slop

    def _pattern(self, field: str, text: str) -> list[Slot]:
        """Return the words of a pattern; one that is only open at its end is a beginning."""
        if not self._may():
            return self.words(text.replace("*", "").replace("?", ""), field)
        while "**" in text:
            text = text.replace("**", "*")
        head = text.rstrip("*")
        shape = Shape.WILDCARD if "*" in head or "?" in head else Shape.PREFIX
        return [Forms(field, shape, text if shape is Shape.WILDCARD else head)]

    def _pieces(self, text: str, run: str, one: str) -> Iterator[tuple[str, bool]]:
        """Yield the stretches of a text without jokers as they stand, and the tokens with jokers folded."""
        begin = end = -1
        for _, folded, span in self._own.tokens(text):
            if run not in folded and one not in folded:
                begin, end = span.start if begin < 0 else begin, span.end
                continue
            if begin >= 0:
                yield text[begin:end], False
                begin = -1
            yield folded.replace(run, "*").replace(one, "?"), True
        if begin >= 0:
            yield text[begin:end], False


def joined(text: str) -> str:
    """Return a text in which words of two parts with a hyphen between them, such as `e-mail`, are written together."""
    return _HYPHENED.sub(r"\1\2", text)


def _letters_of(slot: Slot) -> str:
    return slot.texts[0] if isinstance(slot, Term) else slot.text


def _run_on(slots: list[Slot]) -> list[Slot]:
    """Return slots whose last one is a single ideograph: it begins a pair wherever the run goes on."""
    last = _letters_of(slots[-1])
    before = _letters_of(slots[-2]) if len(slots) > 1 else ""
    if is_ideographic(before) and before[-1] == last:
        return slots[:-1]
    return [*slots[:-1], Forms(slots[-1].field, Shape.PREFIX, fold(last))]


def in_row(field: str, slots: Sequence[Slot], slop: int) -> Slot | Series | None:
    """Return what asks for slots in a row, None if there are none."""
    if len(slots) < 2:
        return slots[0] if slots else None
    return Series(field, tuple(slots[:MOST_SLOTS]), slop)
