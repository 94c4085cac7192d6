"""Give pieces without a word of speech the speaker of the piece beside them, or, in a dialogue, of the turn before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from explorer.entities.quotes.attribution import Attribution
from explorer.entities.quotes.beats import is_dialogue
from explorer.entities.quotes.marks import Marked
from explorer.entities.quotes.people import People, Speaker
from explorer.model.entity import EntityType
from explorer.model.span import Span

_SENTENCE_ENDS = (".", "!", "?", ",", "…", "—", "-")
_NEAR, _NEXT = 200, 120  # characters between two pieces of one speaker, in a paragraph and over its end
_IN_PARAGRAPH, _OVER_PARAGRAPHS, _BY_TURNS = 0.85, 0.6, 0.55  # how likely they are of one speaker
_GUESS = 0.65
"""How sure an attribution must be to keep a piece beside another one from being carried on from it."""


def carried(
    text: str,
    pieces: Sequence[Marked],
    found: Sequence[Attribution | None],
    parts: Sequence[Span],
    people: People,
) -> list[Attribution | None]:
    """Return the attributions with those added that follow from others."""
    starts = [part.start for part in parts]
    number = [bisect_right(starts, piece.span.start) - 1 for piece in pieces]
    first = [not text[parts[n].start : piece.span.start].strip() for n, piece in zip(number, pieces, strict=True)]
    dialogue = is_dialogue(text, pieces, first)
    filled = list(found)
    for at in range(1, len(pieces)):
        here, before = filled[at], filled[at - 1]
        same = number[at] == number[at - 1]
        if here is not None and (not same or here.confidence > _GUESS):
            continue
        if same and before is not None and before.speaker is not None:
            filled[at] = _beside(text, pieces, at, before, people) or here
        elif here is None and dialogue and first[at]:
            filled[at] = _turn(filled, number, at)
        elif here is None and before is not None and before.speaker is not None and number[at] == number[at - 1] + 1:
            filled[at] = _next(text, pieces, at, before) if first[at] else None
    for at in range(len(pieces) - 2, -1, -1):
        behind = found[at + 1]
        close = number[at] == number[at + 1] and len(text[pieces[at].span.end : pieces[at + 1].span.start]) < 4
        if filled[at] is None and behind is not None and close:
            filled[at] = replace(behind, confidence=0.8 * behind.confidence, touching=False)
    return filled


def _beside(text: str, pieces: Sequence[Marked], at: int, before: Attribution, people: People) -> Attribution | None:
    """Carry on from the piece before in the same paragraph, unless somebody else has been named since."""
    piece, between = pieces[at], text[pieces[at - 1].span.end : pieces[at].span.start]
    if before.speaker is None or len(between) >= _NEAR or _another(before.speaker, piece, people):
        return None
    return Attribution(before.speaker, before.cue, _IN_PARAGRAPH * before.confidence, False)


def _another(speaker: Speaker, piece: Marked, people: People) -> bool:
    """Say whether the sentence of a piece has named somebody else before it: `His mother saw him "alive"`."""
    named = people.within(people.sentence_start(piece.span.start), piece.span.start)
    others = [one for one in named if one.type is EntityType.PERSON and one.local != speaker.local]
    return bool(others) and len(others) == len([one for one in named if one.type is EntityType.PERSON])


def _next(text: str, pieces: Sequence[Marked], at: int, before: Attribution) -> Attribution | None:
    """Carry on into the next paragraph: a whole quotation that begins it is of the one who spoke last."""
    between = text[pieces[at - 1].span.end : pieces[at].span.start]
    whole = pieces[at].inner.of(text).rstrip().endswith(_SENTENCE_ENDS)
    if not whole or len(between) >= _NEXT:
        return None
    return Attribution(before.speaker, before.cue, _OVER_PARAGRAPHS * before.confidence, False)


def _turn(filled: Sequence[Attribution | None], number: Sequence[int], at: int) -> Attribution | None:
    """Return who speaks by turns: the one who spoke before the one who spoke last, if no paragraph lies between."""
    last: Speaker | None = None
    expected = number[at] - 1
    for back in range(at - 1, -1, -1):
        known = filled[back]
        if known is None or known.speaker is None or number[back] < expected - 1:
            return None
        if last is not None and not _is_same(known.speaker, last):
            return Attribution(known.speaker, "", _BY_TURNS, False)
        last, expected = known.speaker, number[back]
    return None


def _is_same(left: Speaker, right: Speaker) -> bool:
    return left.local == right.local if left.local >= 0 and right.local >= 0 else left.span == right.span
