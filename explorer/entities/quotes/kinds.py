"""Tell whole statements from words woven into another's sentence, and which piece carries on the one before."""

from __future__ import annotations

import re

from explorer.entities.quotes.attribution import Attribution
from explorer.entities.quotes.cues import DESCRIBING
from explorer.entities.quotes.marks import Marked
from explorer.model.entity import QuoteKind

_ENDS = (".", "!", "?", ",", "…", "—", "–", "-", ";")
_STATEMENT = 5
"""Words behind a bare verb of speech (`said "we are ready to sail"`) that are a statement rather than a word of it."""

_WORD = re.compile(r"\w+")
_LONGEST_BETWEEN = 160
_BREAK = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_BETWEEN = re.compile(r"[.!?]['\"”’)]*\s+\S")


def kind_of(text: str, piece: Marked, found: Attribution | None) -> QuoteKind:
    """Say whether a piece stands as a statement of its own or is a part of a sentence of the writer's."""
    inner = piece.inner.of(text).strip()
    before = text[max(piece.span.start - 60, 0) : piece.span.start].rstrip(" \t\u00a0(*_")
    last = before[-1:]
    capital = _begins_high(inner)
    complete = inner.endswith(_ENDS) or text[piece.span.end : piece.span.end + 1] in (",", ".", "?", "!")
    if last in ("", "\n") or last in '.!?"”»’“' or before.endswith(("\n", "''")):
        direct = complete or capital
    elif last in ":—–-":
        direct = True
    elif last == ",":
        direct = capital or (complete and found is not None and found.touching)
    elif found is not None and found.touching and before.endswith(found.cue) and not DESCRIBING.match(found.cue):
        direct = capital or len(_WORD.findall(inner)) >= _STATEMENT
    else:
        direct = capital and inner.endswith(_ENDS) and len(_WORD.findall(inner)) >= _STATEMENT
    return QuoteKind.DIRECT if direct else QuoteKind.PARTIAL


def _begins_high(inner: str) -> bool:
    first = inner.lstrip("'‘“\"([….*_ ")[:1]
    return first.isupper() or first.isdigit()


def carries_on(text: str, before: tuple[Marked, Attribution | None], piece: tuple[Marked, Attribution | None]) -> bool:
    """Say whether a piece carries on the one before: one speaker, and between them only who says it."""
    (left, said), (right, says) = before, piece
    between = text[left.span.end : right.span.start]
    if said is None or says is None or said.speaker is None or says.speaker is None:
        return False
    if len(between) > _LONGEST_BETWEEN or _BREAK.search(between) or _SENTENCE_BETWEEN.search(between):
        return False
    same = says.speaker.span == said.speaker.span or says.speaker.local == said.speaker.local >= 0
    # Nothing but blanks between them: two pieces by one speaker; else the words of speech must stand there.
    return same and (left.span.end <= said.speaker.span.start < right.span.start or not between.strip())


def same_sentence(text: str, left: Marked, right: Marked) -> bool:
    """Say whether two parts are of one sentence that was split: `"We are," she said, "ready."`."""
    return text[left.span.end : right.span.start].rstrip().endswith((",", "—", "–", "-", ":", ";")) and not (
        left.inner.of(text).rstrip().endswith((".", "!", "?"))
    )
