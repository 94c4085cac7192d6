"""Statements told without marks where it is plain who makes them: `Rogozin announced that …`, `according to …`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from explorer.entities.quotes.attribution import apposed, subject_of
from explorer.entities.quotes.cues import ACCORDING, ADVERB, PHRASE_END
from explorer.entities.quotes.people import People, Speaker
from explorer.entities.quotes.prints import fingerprint
from explorer.model.entity import Quote, QuoteKind
from explorer.model.span import Span

_VERBS = (
    "said|says|announced|announces|stated|states|claimed|claims|argued|argues|explained|explains|warned|warns|insisted|"
    "insists|declared|declares|stressed|stresses|confirmed|confirms|added|adds|told|wrote|writes|acknowledged|admitted|"
    "noted|notes|reported|reports|replied|testified|reiterated|emphasi[sz]ed|alleged|conceded|recalled|predicted|pledged|"
    "promised|vowed|complained|cautioned|revealed|concluded|asserted|answered|denied|tells"
)
_NOT_BEFORE_THAT = (
    r"(?:at|by|of|in|for|on|with|to|from|so|after|before|than|is|was|were|be|been|like|about|since|until|all|such|do|"
    r"doing)"
)
# When, where and to whom something was said; behind `told` anybody.
_ASIDE = (
    r"in|on|at|during|to|late|early|earlier|later|yesterday|today|here|this|last|again|reporters|after|before|through|"
    r"under|via|from|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?<=told\s)[\w’'.-]+|(?<=tells\s)[\w’'.-]+"
)
# No word of another clause stands between: `said it was no accident that`.
_CLAUSE = (
    rf"(?:that|it|he|she|they|is|was|were|be|has|had|have|will|would|could|can|may|not|"
    rf"but|which|who|if|when|{_VERBS})"
)
_TOLD_THAT = re.compile(
    rf"(?:\s+{ADVERB})?(?:\s+(?!{_CLAUSE}\b)(?:{_ASIDE})(?:\s+(?!{_CLAUSE}\b)[\w’'().-]+){{0,8}}?)?\s+that,?\s+(?P<said>\S)"
)
_VERB = re.compile(
    rf"(?<![-\w])(?:(?P<finite>{_VERBS})|(?P<participle>saying|adding|warning|announcing|arguing|stating))\b"
)
_ENDS_BADLY = re.compile(rf"\b{_NOT_BEFORE_THAT}\s+that,?\s+\Z")
_RELATIVE = re.compile(r"\b(?:who|which|that|what|as)\s+\Z")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]+(?:,? [A-Z][a-z]+\.? \d{1,2})?(?: \([^)\n]{1,20}\))?\s+[-–—]{1,2}\s+")
_TALE_ENDS = '.!?"”’ \n'
_SHORTEST = 12  # characters of a statement
_CONFIDENCE = 0.8


def find_indirect(text: str, sentences: Sequence[Span], people: People, quoted: Sequence[Span]) -> list[Quote]:
    """Return the statements that sentences without quotation marks tell of a named person or organisation."""
    starts = [span.start for span in quoted]
    quotes = []
    for sentence in sentences:
        at = bisect_right(starts, sentence.end) - 1
        if at >= 0 and quoted[at].overlaps(sentence):
            continue
        found = next(_statements(text, sentence, people), None)
        if found is not None:
            quotes.append(found)
    return quotes


def _statements(text: str, sentence: Span, people: People) -> Iterator[Quote]:
    words = sentence.of(text)
    if "that" in words:
        yield from _told(text, sentence, people)
    if "ccording" in words:
        yield from _according(text, sentence, people)


def _told(text: str, sentence: Span, people: People) -> Iterator[Quote]:
    """Read `Kaske told reporters on Monday that …`: the first word of speech that a statement follows."""
    for verb in _VERB.finditer(text, sentence.start, sentence.end):
        match = _TOLD_THAT.match(text, verb.end(), sentence.end)
        if match is None or _ENDS_BADLY.search(text, verb.end(), match.start("said")):
            continue
        if _RELATIVE.search(text, max(sentence.start, verb.start() - 8), verb.start()):
            continue
        speaker = subject_of(text, sentence.start, verb, people)
        if speaker is not None:
            yield from _quote(text, Span(match.start("said"), sentence.end), speaker, verb[0])
        return


def _according(text: str, sentence: Span, people: People) -> Iterator[Quote]:
    """Read `According to Kaske, …` and `…, according to Kaske.`."""
    match = ACCORDING.search(text, sentence.start, sentence.end)
    if match is None:
        return
    stop = PHRASE_END.search(text, match.end(), sentence.end)
    end = stop.start() if stop else match.end() + len(text[match.end() : sentence.end].rstrip(_TALE_ENDS))
    speaker = apposed(people.phrase(match.end(), end), stop, sentence.end, people)
    if speaker is None:
        return
    end = max(match.end(), speaker.span.end)
    before = text[sentence.start : match.start()].rstrip()
    if not before and stop is not None:
        comma = text.find(", ", end, sentence.end)
        said = Span(comma + 2, sentence.end) if comma > 0 else None
    elif before.endswith(","):
        dateline = _DATELINE.match(text, sentence.start, match.start())
        said = Span(dateline.end() if dateline else sentence.start, sentence.start + len(before) - 1)
    else:
        said = None
    if said is not None:
        yield from _quote(text, said, speaker, "according to")


def _quote(text: str, said: Span, speaker: Speaker, cue: str) -> Iterator[Quote]:
    end = said.start + len(said.of(text).rstrip(_TALE_ENDS))
    if speaker.local >= 0 and end - said.start >= _SHORTEST:
        sure = round(_CONFIDENCE * speaker.confidence, 3)
        words = fingerprint(text[said.start : end])
        yield Quote(Span(said.start, end), speaker.span, cue, QuoteKind.INDIRECT, sure, speaker.local, -1, words)
