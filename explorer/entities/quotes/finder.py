"""Find quotations: the pieces between marks that are somebody's words, each with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from explorer.entities.quotes.attribution import Attribution, attribute
from explorer.entities.quotes.beats import beside, led_up
from explorer.entities.quotes.indirect import find_indirect
from explorer.entities.quotes.kinds import carries_on, kind_of, same_sentence
from explorer.entities.quotes.marks import Marked, find_marked
from explorer.entities.quotes.paragraphs import paragraphs
from explorer.entities.quotes.people import People, Speaker
from explorer.entities.quotes.prints import fingerprint
from explorer.entities.quotes.transcripts import find_turns
from explorer.entities.quotes.turns import carried
from explorer.model.entity import Mention, Quote, QuoteKind
from explorer.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SENTENCE_ENDS = (".", "!", "?", ",", "…", "—", "-")
_SMALL_WORDS = frozenset(
    ["of", "the", "and", "a", "an", "in", "on", "for", "to", "or", "with", "at", "by", "from", "de"]
)
_FEW, _SOME = 2, 4  # words of a scare quote, and of what may be one when nobody is said to speak
_INTRODUCES = re.compile(r":\s*\Z")


def find_quotes(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Quote]:
    """Find the quotations of a text in order: in marks, in transcripts, and statements of somebody who is clear.

    `sentences` and `mentions` are in order; mentions carry their entity in `local`. A speaker's span is that of the
    mention that names them when there is one, else that of the pronoun or noun phrase.
    """
    parts = paragraphs(text)
    pieces = find_marked(text, parts)
    people = People(text, sentences, mentions, [piece.span for piece in pieces])
    turns = find_turns(text, people)
    pieces = _outside(pieces, [turn.span for turn in turns])
    found = [_attributed(text, pieces, at, parts, people) for at in range(len(pieces))]
    found = carried(text, pieces, found, parts, people)
    kept = [
        (piece, attribution)
        for piece, attribution in zip(pieces, found, strict=True)
        if _is_quotation(text, piece, attribution)
    ]
    told = sorted([*(piece.span for piece in pieces), *(turn.span for turn in turns)])
    return _in_order(_quotes(text, kept), [*turns, *find_indirect(text, sentences, people, told)])


def _outside(pieces: list[Marked], turns: Sequence[Span]) -> list[Marked]:
    """Leave out what stands in marks within a turn of a transcript."""
    if not turns:
        return pieces
    starts = [turn.start for turn in turns]
    return [
        piece
        for piece in pieces
        if not any(
            turn.overlaps(piece.span)
            for turn in turns[max(0, bisect_right(starts, piece.span.start) - 1) : bisect_right(starts, piece.span.end)]
        )
    ]


def _quotes(text: str, kept: Sequence[tuple[Marked, Attribution | None]]) -> list[Quote]:
    """Make quotations of pieces, each with its kind, its fingerprint, and the one before it that it carries on."""
    quotes: list[Quote] = []
    begun: list[int] = []  # for each the piece that its sentence begins with
    for at, (piece, found) in enumerate(kept):
        on = at > 0 and carries_on(text, kept[at - 1], (piece, found))
        split = on and same_sentence(text, kept[at - 1][0], piece)
        begun.append(begun[-1] if split else at)
        kind = quotes[-1].kind if split else kind_of(text, piece, found)
        quotes.append(_quote(piece, found, kind, at - 1 if on else -1))
    words: dict[int, list[str]] = {}
    for first, (piece, _) in zip(begun, kept, strict=True):
        words.setdefault(first, []).append(piece.inner.of(text))
    return [
        replace(quote, fingerprint=fingerprint(" ".join(words[at]))) if at in words else quote
        for at, quote in enumerate(quotes)
    ]


def _in_order(quotes: Sequence[Quote], others: Sequence[Quote]) -> list[Quote]:
    """Return quotations by their place; `continues` stays the place of the same one."""
    together = [*quotes, *others]
    order = sorted(range(len(together)), key=lambda at: together[at].span)
    place = {old: new for new, old in enumerate(order)}
    return [
        one if one.continues < 0 else replace(one, continues=place[one.continues])
        for one in (together[at] for at in order)
    ]


def _attributed(
    text: str, pieces: Sequence[Marked], at: int, parts: Sequence[Span], people: People
) -> Attribution | None:
    """Return who says a piece by what stands about it in its paragraph, or by what introduces the paragraph."""
    piece = pieces[at]
    before = pieces[at - 1].span.end if at else 0
    behind = pieces[at + 1].span.start if at + 1 < len(pieces) else len(text)
    number = max(0, bisect_right(parts, piece.span.start, key=lambda part: part.start) - 1)
    last = max(number, bisect_right(parts, piece.span.end - 1, key=lambda part: part.start) - 1)
    low, high = max(before, parts[number].start), min(behind, parts[last].end)
    found = attribute(text, piece, low, high, people) or led_up(text, piece, low, people)
    if found is None and number and not text[parts[number].start : piece.span.start].strip():
        found = _introduced(text, before, parts[number - 1], people)
    return found or beside(text, piece, low, high, people)


def _introduced(text: str, low: int, part: Span, people: People) -> Attribution | None:
    """Read `Kaske said:` at the end of the paragraph before."""
    end = part.start + len(part.of(text).rstrip())
    low = max(low, part.start)
    if end <= low or not _INTRODUCES.search(text, low, end):
        return None
    ahead = Marked(Span(end, end + 1), Span(end, end + 1), True)
    found = attribute(text, ahead, low, end, people) or led_up(text, ahead, low, people)
    return found and replace(found, confidence=0.9 * found.confidence)


def _is_quotation(text: str, piece: Marked, found: Attribution | None) -> bool:
    """Tell somebody's words from names of works, scare quotes and words spoken about."""
    inner = piece.inner.of(text).strip()
    words = _WORD.findall(inner)
    if not words:
        return False
    touching = found is not None and found.touching
    if not touching and (not piece.closed or inner.isupper()):
        return False  # a mark that was never closed; a headline
    complete = inner.endswith(_SENTENCE_ENDS)
    if len(words) > _FEW and not complete and all(_is_of_title(word) for word in words):
        return False
    if found is not None and (touching or complete):
        return True
    return len(words) > _FEW and (complete or found is not None or len(words) > _SOME)


def _is_of_title(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS


def _quote(piece: Marked, found: Attribution | None, kind: QuoteKind, continues: int) -> Quote:
    if found is None:
        return Quote(piece.span, None, "", kind, 0.5 if piece.closed else 0.3)
    speaker: Speaker | None = found.speaker
    confidence = round(found.confidence * (1.0 if piece.closed else 0.6), 3)
    if speaker is None:
        return Quote(piece.span, None, found.cue, kind, confidence)
    return Quote(piece.span, speaker.span, found.cue, kind, confidence, speaker.local, continues)
