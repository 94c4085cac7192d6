"""Find quotations: the pieces between marks that are somebody's words, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from explorer.entities.quotes.attribution import Attribution, attribute
from explorer.entities.quotes.indirect import find_indirect
from explorer.entities.quotes.kinds import carries_on, kind_of, same_sentence
from explorer.entities.quotes.marks import Marked, find_marked
from explorer.entities.quotes.people import People, Speaker
from explorer.entities.quotes.prints import fingerprint
from explorer.model.entity import EntityType, Mention, Quote, QuoteKind
from explorer.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SENTENCE_ENDS = (".", "!", "?", ",", "…", "—", "-")
_SMALL_WORDS = frozenset(
    ["of", "the", "and", "a", "an", "in", "on", "for", "to", "or", "with", "at", "by", "from", "de"]
)
_FEW, _SOME = 2, 4  # words of a scare quote, and of what may be one when nobody is said to speak
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
_INTRODUCES = re.compile(r":\s*$")


def find_quotes(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Quote]:
    """Find the quotations of a text in order: direct ones, and statements told with `that` by a named speaker.

    `sentences` and `mentions` are in order; mentions carry their entity in `local`. A speaker's span is that of the
    mention that names them when there is one, else that of the pronoun or noun phrase.
    """
    pieces = find_marked(text)
    people = People(text, sentences, mentions, [piece.span for piece in pieces])
    found = [_attributed(text, pieces, at, people) for at in range(len(pieces))]
    found = _carried(text, pieces, found, people)
    kept = [
        (piece, attribution)
        for piece, attribution in zip(pieces, found, strict=True)
        if _is_quotation(text, piece, attribution)
    ]
    indirect = find_indirect(text, sentences, people, [piece.span for piece in pieces])
    return _in_order(_quotes(text, kept), indirect)


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


def _attributed(text: str, pieces: Sequence[Marked], at: int, people: People) -> Attribution | None:
    piece = pieces[at]
    low = pieces[at - 1].span.end if at else 0
    high = pieces[at + 1].span.start if at + 1 < len(pieces) else len(text)
    found = attribute(text, piece, low, high, people)
    if found is None:
        return _introduced(text, piece, low, people)
    return found


def _introduced(text: str, piece: Marked, low: int, people: People) -> Attribution | None:
    """Read `Kaske said:` at the end of the paragraph before."""
    window = text[max(low, piece.span.start - 200) : piece.span.start]
    parts = _PARAGRAPH_BREAK.split(window)
    if len(parts) < 2 or parts[-1].strip() or not _INTRODUCES.search(parts[-2]):
        return None
    end = piece.span.start - len(window) + len(window.rstrip())
    ahead = Marked(Span(end, end + 1), Span(end, end + 1), True)
    found = attribute(text, ahead, low, end, people)
    return found and replace(found, confidence=0.9 * found.confidence)


def _carried(
    text: str, pieces: Sequence[Marked], found: Sequence[Attribution | None], people: People
) -> list[Attribution | None]:
    """Give pieces without a cue the speaker of the piece beside them in the paragraph, or of the paragraph before."""
    carried = list(found)
    for at in range(1, len(pieces)):
        before = carried[at - 1]
        if carried[at] is None and before is not None and before.speaker is not None:
            factor = 0.0 if _another(before.speaker, pieces[at], people) else _kinship(text, pieces[at - 1], pieces[at])
            if factor:
                carried[at] = Attribution(before.speaker, before.cue, factor * before.confidence, False)
    for at in range(len(pieces) - 2, -1, -1):
        behind = found[at + 1]
        between = text[pieces[at].span.end : pieces[at + 1].span.start]
        if carried[at] is None and behind is not None and len(between) < 4 and not _PARAGRAPH_BREAK.search(between):
            carried[at] = replace(behind, confidence=0.8 * behind.confidence, touching=False)
    return carried


def _another(speaker: Speaker, piece: Marked, people: People) -> bool:
    """Say whether the sentence of a piece has named somebody else before it: `His mother saw him "alive"`."""
    named = people.within(people.sentence_start(piece.span.start), piece.span.start)
    others = [one for one in named if one.type is EntityType.PERSON and one.local != speaker.local]
    return bool(others) and len(others) == len([one for one in named if one.type is EntityType.PERSON])


def _kinship(text: str, before: Marked, piece: Marked) -> float:
    """Return how likely (0–1) two pieces have one speaker by what stands between them."""
    between = text[before.span.end : piece.span.start]
    breaks = len(_PARAGRAPH_BREAK.findall(between))
    if not breaks:
        return 0.85 if len(between) < 200 else 0.0
    whole = piece.inner.of(text).rstrip().endswith(_SENTENCE_ENDS)
    return 0.6 if breaks == 1 and len(between) < 120 and whole and not between.split("\n")[-1].strip() else 0.0


def _is_quotation(text: str, piece: Marked, found: Attribution | None) -> bool:
    """Tell somebody's words from names of works, scare quotes and words spoken about."""
    inner = piece.inner.of(text).strip()
    words = _WORD.findall(inner)
    if not words:
        return False
    if not piece.closed and (found is None or not found.touching):
        return False
    complete = inner.endswith(_SENTENCE_ENDS)
    if len(words) > _FEW and not complete and all(_is_of_title(word) for word in words):
        return False
    if found is not None and (found.touching or complete):
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
