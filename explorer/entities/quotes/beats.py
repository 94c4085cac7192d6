"""Who speaks where no word of speech says it: whom a sentence beside it is about.

`Berg shook her head. "No."` and `"No." Berg shook her head.` tell who speaks in a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.entities.quotes.attribution import Attribution
from explorer.entities.quotes.marks import Marked
from explorer.entities.quotes.people import People, Speaker

_INTRODUCES = re.compile(r":[\s*_]*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+\Z")
_LED_UP, _BESIDE = 0.75, 0.6  # how sure it is who is meant
_ASKED_SHARE, _DIALOGUE_WORDS, _DIALOGUE_PIECES = 0.12, 16, 4
_REACH = 260


def led_up(text: str, piece: Marked, low: int, people: People) -> Attribution | None:
    """Read `On Thursday Berg sounded different: "…"`."""
    start = piece.span.start
    begin = max(low, people.sentence_start(start - 1), start - _REACH)
    if not _INTRODUCES.search(text, begin, start):
        return None
    meant = people.subject(begin, start)
    return Attribution(meant, "", _LED_UP * meant.confidence, True) if meant else None


def beside(text: str, piece: Marked, low: int, high: int, people: People) -> Attribution | None:
    """Read what somebody does in the sentence before a whole quotation, or behind it, in the same paragraph."""
    start, end = piece.span.start, piece.span.end
    first = piece.inner.of(text).lstrip("'‘“\"([….*_ ")[:1]
    if not (first.isupper() or first.isdigit()) or (
        text[low:start].strip() and not _SENTENCE_END.search(text, max(low, start - 12), start)
    ):
        return None
    if not piece.inner.of(text).rstrip().endswith((".", "!", "?", "…", "—", "–")):
        return None
    meant: Speaker | None = None
    if _SENTENCE_END.search(text, max(low, start - 8), start):
        begin = people.sentence_start(len(text[low:start].rstrip()) + low - 1)
        meant = people.subject(max(low, begin, start - _REACH), start)
    if meant is None:
        follows = end + len(text[end:high]) - len(text[end:high].lstrip())
        meant = people.subject(follows, min(high, people.sentence_end(follows))) if follows > end else None
    return Attribution(meant, "", _BESIDE * meant.confidence, False) if meant else None


def is_dialogue(text: str, pieces: Sequence[Marked], first: Sequence[bool]) -> bool:
    """Say whether a text is a tale in which people talk by turns; `first` says which pieces begin a paragraph."""
    if len(pieces) < _DIALOGUE_PIECES or 2 * sum(first) < len(pieces):
        return False
    asked = sum(text[piece.inner.start : piece.inner.end].rstrip().endswith("?") for piece in pieces)
    sizes = sorted(text.count(" ", piece.inner.start, piece.inner.end) + 1 for piece in pieces)
    return asked >= _ASKED_SHARE * len(pieces) and sizes[len(sizes) // 2] <= _DIALOGUE_WORDS
