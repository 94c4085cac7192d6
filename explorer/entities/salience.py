"""What a document is about: how much each of its entities is in its title, its lead, its sentences, its quotations.

Everything here is told by the document alone. That an entity is in all documents of a corpus, and so tells nothing,
is known only when somebody asks (`model.telling.about`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass as record
from dataclasses import replace
from itertools import islice

from explorer.entities.names import fold
from explorer.model.document import Metadata, Origin
from explorer.model.entity import LocalEntity, Mention
from explorer.model.span import Span
from explorer.model.telling import KINDS
from explorer.values import dataclass

# What makes an entity a main one; together 1.
_OFTEN = 0.40
_TITLE = 0.22
_LEAD = 0.16
_SPREAD = 0.10
_SUBJECT = 0.08
_SPEAKS = 0.04

_HEADER = 0.1
"""What a mention in a header or dateline counts: the place and the agency say where a story comes from."""

_LEAD_SENTENCES = 2
_PARTS = 8
"""Stretches of equal length of a text over which the mentions of a main entity are spread."""

_SHARE = 0.12
"""The share of all mentions from which on an entity of a long list is not held to be one of many."""

_BEFORE_SUBJECT = 5
"""Characters that may stand before the subject of a sentence: `The `, a bullet, a quotation mark."""

_STATED = frozenset({Origin.FRONT_MATTER, Origin.HTML, Origin.HEADER, Origin.HEADING})
"""Where a title comes from that somebody gave the text; a first sentence is its lead, a file's name chance."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The parts of a document: its title and the words of it, where header and dateline end, where its lead ends."""

    title: Span
    words: str
    begin: int
    lead: int
    length: int


@record(slots=True)
class _Seen:
    """What is counted of one entity: mentions in the text by their confidence, those that begin a sentence, places.

    `parts` are bits, one for each stretch of the text that names it.
    """

    often: float = 0.0
    sure: float = 0.0
    mentions: int = 0
    subject: int = 0
    parts: int = 0
    titled: bool = False
    leads: bool = False


def weigh(
    text: str,
    metadata: Metadata,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    entities: Sequence[LocalEntity],
    speaking: Set[int] = frozenset(),
) -> tuple[LocalEntity, ...]:
    """Return the entities with their salience, 0–1, in thousandths; linear in the mentions.

    `entities` are numbered from 0 in their order; `speaking` are those who are quoted or said to hold an office.
    """
    if not entities:
        return ()
    frame = _frame(text, metadata, sentences)
    seen = _count(frame, mentions, sentences, len(entities))
    named = [each for each, entity in zip(seen, entities, strict=True) if KINDS.get(entity.type, 1.0) == 1.0] or seen
    most = max(0.5, *(each.often for each in named))
    total = max(1.0, sum(each.often for each in named))
    return tuple(
        replace(entity, salience=_salience(entity, each, frame, most, total, entity.local in speaking))
        for each, entity in zip(seen, entities, strict=True)
    )


def _frame(text: str, metadata: Metadata, sentences: Sequence[Span]) -> _Frame:
    title, line = metadata.title, metadata.dateline
    stated = title.origin in _STATED
    span = title.span if stated and title.span is not None else Span(0, 0)
    begin = max(span.end, metadata.header.end if metadata.header else 0, line.span.end if line else 0)
    body = list(islice((each for each in sentences if each.end > begin), _LEAD_SENTENCES))
    words = f" {fold(title.value)} " if stated else ""
    return _Frame(span, words, begin, body[-1].end if body else begin, max(1, len(text) - begin))


def _count(frame: _Frame, mentions: Sequence[Mention], sentences: Sequence[Span], many: int) -> list[_Seen]:
    seen = [_Seen() for _ in range(many)]
    begin, lead, title = frame.begin, frame.lead, frame.title
    scale = _PARTS / frame.length
    last = len(sentences)
    for mention in mentions:
        if mention.local < 0:
            continue
        each, start = seen[mention.local], mention.span.start
        each.mentions += 1
        each.sure += mention.confidence
        if start < begin:
            each.often += _HEADER * mention.confidence
            if title.start <= start < title.end:
                each.titled = True
            continue
        each.often += mention.confidence
        each.parts |= 1 << int((start - begin) * scale)
        if start < lead:
            each.leads = True
        if 0 <= mention.sentence < last and start - sentences[mention.sentence].start <= _BEFORE_SUBJECT:
            each.subject += 1
    return seen


def _salience(entity: LocalEntity, seen: _Seen, frame: _Frame, most: float, total: float, speaks: bool) -> float:
    if not seen.mentions:
        return 0.0
    titled = seen.titled or any(f" {fold(name)} " in frame.words for name in entity.names)
    often = min(1.0, seen.often / most)
    parts = min(_PARTS, max(1, round(most)))
    weight = (
        _OFTEN * math.sqrt(often)
        + _TITLE * titled
        + _LEAD * seen.leads
        + _SPREAD * min(1.0, seen.parts.bit_count() / parts)
        + _SUBJECT * min(1.0, seen.subject / max(1.0, seen.often))
        + _SPEAKS * speaks
    )
    listed = 1.0 if titled else math.sqrt(min(1.0, seen.often / (total * _SHARE)))
    sure = seen.sure / seen.mentions
    return round(weight * listed * sure * KINDS.get(entity.type, 1.0), 3)
