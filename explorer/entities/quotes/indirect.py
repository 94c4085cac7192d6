"""Statements told without marks, only where it is plain who makes them: `Rogozin announced that …`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from explorer.entities.quotes.cues import ADVERB
from explorer.entities.quotes.people import People
from explorer.model.entity import EntityType, Quote, QuoteKind
from explorer.model.span import Span

_VERBS = (
    "said|says|announced|announces|stated|states|claimed|claims|argued|argues|explained|explains|warned|warns|insisted|"
    "insists|declared|declares|stressed|stresses|confirmed|confirms|added|adds|told|wrote|writes|acknowledged|admitted"
)
_ASIDE = (
    "in|on|at|during|to|late|early|earlier|later|yesterday|today|here|this|last|again|reporters|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|after|before|(?<=told\s)(?!that\b)[\w’'.-]+"
)
_THAT = re.compile(
    rf"\s+(?:{ADVERB}\s+)?(?P<verb>{_VERBS})(?:\s+(?:{_ASIDE})(?:\s+(?!that\b)[\w’'().-]+){{0,7}}?)?\s+that\s+(?P<said>\S)"
)
_TALE_ENDS = '.!?"”’ \n'
_CONFIDENCE = 0.8
_NAMED = (EntityType.PERSON, EntityType.ORGANISATION)


def find_indirect(text: str, sentences: Sequence[Span], people: People, quoted: Sequence[Span]) -> list[Quote]:
    """Return the statements that sentences without quotation marks tell of a named person or organisation."""
    starts = [span.start for span in quoted]
    quotes = []
    for sentence in sentences:
        at = bisect_right(starts, sentence.end) - 1
        if at >= 0 and quoted[at].overlaps(sentence):
            continue
        found = _statement(text, sentence, people)
        if found is not None:
            quotes.append(found)
    return quotes


def _statement(text: str, sentence: Span, people: People) -> Quote | None:
    if text.find(" that", sentence.start, sentence.end) < 0 and text.find("\nthat", sentence.start, sentence.end) < 0:
        return None
    for mention in people.within(sentence.start, sentence.end):
        match = _THAT.match(text, mention.span.end, sentence.end) if mention.type in _NAMED else None
        if match is not None:
            end = sentence.start + len(sentence.of(text).rstrip(_TALE_ENDS))
            if end - match.start("said") < 12:
                return None
            return Quote(
                Span(match.start("said"), end),
                mention.span,
                match["verb"],
                QuoteKind.INDIRECT,
                _CONFIDENCE,
                mention.local,
            )
    return None
