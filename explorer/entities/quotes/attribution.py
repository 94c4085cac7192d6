"""Find who says a quotation: behind it, before it, amid a split one, or where it is carried on from."""

from __future__ import annotations

import re
from collections.abc import Callable

from explorer.entities.quotes.cues import (
    ACCORDING,
    ADVERB,
    FINITE,
    NO_PHRASE,
    NO_SUBJECT,
    PARTICIPLES,
    PHRASE_END,
    STRONG,
)
from explorer.entities.quotes.marks import Marked
from explorer.entities.quotes.people import People, Speaker
from explorer.model.entity import EntityType
from explorer.values import dataclass

_REACH = 260
_MOST_WORDS = 9
_VERB_FIRST = re.compile(rf"[\s,—–-]*(?:{ADVERB}\s+)?(?P<verb>{FINITE})\s+(?=\S)")
_SUBJECT_FIRST = re.compile(
    rf"[\s,—–-]*(?P<subject>[^\s,;:\"“”„«»()][^,;:\"“”„«»]{{0,70}}?)(?P<aside>,[^;:\"“”„«»]{{3,140}}?,)?\s+"
    rf"(?:{ADVERB}\s+){{0,2}}(?P<verb>{FINITE})\b"
)
_OPEN_ASIDE = re.compile(
    rf"[\s,—–-]*(?P<subject>[^\s,;:\"“”„«»()][^,;:\"“”„«»]{{0,70}}?),(?P<aside>[^;:\"“”„«»]{{3,140}}?)\s+(?P<verb>{FINITE})\b"
)
_TRAILING = re.compile(
    rf",\s+(?P<subject>[^\s,;:\"“”„«»()][^,;:\"“”„«»]{{0,60}}?)\s+(?:{ADVERB}\s+){{0,2}}(?P<verb>{STRONG})\b"
)
_TRAILING_VERB = re.compile(rf",\s+(?P<verb>{STRONG})\s+(?=\S)")
# `…, Adilson Lorente, said` and `…, NYMEX President Rosemary McFadden, said`
_APPOSED = re.compile(r",\s+(?:(?:[A-Z][\w.&’'-]*|of|the|for)\s+){0,6}\Z")
_COLON = re.compile(r":\s*$")
_OWNED = re.compile(r"['’]s?\s+\Z")
_OWNER = re.compile(r"['’]")
_DASH_NAME = re.compile(r"\s*[—–―-]{1,2}\s*(?=[A-Z])")
_ANY_VERB = re.compile(rf"(?<![-\w])(?:(?P<finite>{FINITE})|(?P<participle>{PARTICIPLES}))\b")
_STRONG_VERB = re.compile(rf"(?:{STRONG}|{PARTICIPLES})$")
_AT_QUOTE = re.compile(r"\s*(?:[,:]|\bthat\b|,?\s*\bquote\b|--?|[—–])*\s*$")
_NEAR_QUOTE = re.compile(
    r"\s*(?:(?:it|him|her|them|this|that|the\s+\w+|an?|as|as\s+an?|its?\s+\w+|his\s+\w+)\s*)?(?:[\w’'-]+\s+){0,3}$"
)
_THAT = re.compile(r"\s+that\b")
_ARTICLE = re.compile(r"\b(?:the|an?|his|her|its|their|of)\s+$")
_CLAUSE = re.compile(
    r"[;:—–]|,\s+(?:and|but|while|whereas|which|who)\s|\s(?:that|because|although|while|but|and|as|when|if)\s"
)
_DENIED = re.compile(r"(?:\bnot|n['’]t|\bto|\bwithout|\bnor|\bnever)\s+$")
_COMPOUND = re.compile(r"\b(?:and|but|or|then)$")
_AUXILIARIES = re.compile(rf"(?:\s+{ADVERB}){{1,2}}\s*$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, by which word, how sure (0–1), and whether the word touches the quotation."""

    speaker: Speaker | None
    cue: str
    confidence: float
    touching: bool


def attribute(text: str, piece: Marked, low: int, high: int, people: People) -> Attribution | None:
    """Return who says the piece; `low` and `high` bound the text about it, up to the pieces beside it."""
    start, end = piece.span.start, piece.span.end
    begin = max(low, people.sentence_start(start), start - _REACH)
    stop = min(high, end + _REACH, max(people.sentence_end(end), people.sentence_end(end - 1)))
    before, after = (begin, start), (end, stop)
    trials: tuple[Callable[[], Attribution | None], ...] = (
        lambda: None if _is_whole(text, piece) else _behind(text, after, people),
        lambda: _dash(text, end, stop, people),
        lambda: _according(text, before, after, people),
        lambda: _script(text, before, people),
        lambda: _ahead(text, before, people),
        lambda: None if _is_whole(text, piece) else _trailing(text, after, people),
    )
    return next((found for trial in trials if (found := trial()) is not None), None)


def _is_whole(text: str, piece: Marked) -> bool:
    """Say whether the piece ends a sentence, so that what follows is another."""
    inner = piece.inner.of(text).rstrip()
    return (inner.endswith(".") and not inner.endswith("..")) or text[piece.span.end : piece.span.end + 1] == "."


def _behind(text: str, window: tuple[int, int], people: People) -> Attribution | None:
    """Read `…," said Kaske` and `…," Kaske, an economist, said`."""
    match = _VERB_FIRST.match(text, *window)
    if match is not None:
        stop = PHRASE_END.search(text, match.end(), window[1])
        speaker = people.phrase(match.end(), stop.start() if stop else window[1])
        speaker = apposed(speaker, stop, window[1] + 1, people)
        if speaker is not None and _can_speak(text[match.end() : stop.start() if stop else window[1]]):
            return Attribution(speaker, match["verb"], speaker.confidence, True)
    for pattern in (_SUBJECT_FIRST, _OPEN_ASIDE):
        match = pattern.match(text, *window)
        if match is None or not _can_speak(match["subject"]):
            continue
        speaker = people.phrase(*match.span("subject"))
        # `Remsperger, chief economist of the bank said`: without its second comma only a name is sure to speak.
        unsure = speaker is None or speaker.local < 0 or people.has_person(*match.span("aside"))
        if speaker is not None and not (pattern is _OPEN_ASIDE and unsure):
            return Attribution(speaker, match["verb"], speaker.confidence, True)
    return None


def apposed(speaker: Speaker | None, stop: re.Match[str] | None, end: int, people: People) -> Speaker | None:
    """Return who is named behind the comma that ends a noun phrase, if it is not known already: `the chair, Berg`."""
    if speaker is None or speaker.local >= 0 or stop is None or not stop[0].startswith(","):
        return speaker
    named = people.within(stop.end(), end)[:1]
    if named and named[0].span.start == stop.end() and named[0].type is EntityType.PERSON:
        return Speaker(named[0].span, named[0].local, 0.9)
    return speaker


def _trailing(text: str, window: tuple[int, int], people: People) -> Attribution | None:
    """Read `… for the banks, he said.` and `… for the banks, says Kaske.` behind a part of a sentence in marks."""
    for match in _TRAILING.finditer(text, *window):
        if _can_speak(match["subject"]):
            speaker = people.phrase(match.start("subject"), match.end("subject"))
            if speaker is not None:
                return Attribution(speaker, match["verb"], 0.9 * speaker.confidence, False)
    verb = _TRAILING_VERB.search(text, *window)
    stop = PHRASE_END.search(text, verb.end(), window[1]) if verb else None
    end = stop.start() if stop else window[1]
    if verb is None or not _can_speak(text[verb.end() : end]):
        return None
    speaker = people.phrase(verb.end(), end)
    return Attribution(speaker, verb["verb"], 0.9 * speaker.confidence, False) if speaker else None


def _dash(text: str, end: int, stop: int, people: People) -> Attribution | None:
    """Read `“…” — Name`."""
    match = _DASH_NAME.match(text, end, stop + 40)
    named = people.within(match.end(), match.end() + 60) if match else []
    if match is None or not named or named[0].span.start - match.end() > 12:
        return None
    return Attribution(Speaker(named[0].span, named[0].local, 0.8), "", 0.8, True)


def _script(text: str, window: tuple[int, int], people: People) -> Attribution | None:
    """Read `Name: "…"` at the beginning of a line, as in an interview."""
    match = _COLON.search(text, *window)
    named = people.within(window[0], match.start()) if match else []
    if match is None or len(named) != 1 or named[0].span.end != match.start():
        return None
    if text[window[0] : named[0].span.start].strip():
        return None
    return Attribution(Speaker(named[0].span, named[0].local, 0.85), "", 0.85, True)


def _according(text: str, before: tuple[int, int], after: tuple[int, int], people: People) -> Attribution | None:
    for window, touching in ((after, True), (before, True)):
        match = ACCORDING.search(text, *window)
        if match is None:
            continue
        stop = PHRASE_END.search(text, match.end(), window[1])
        speaker = people.phrase(match.end(), stop.start() if stop else window[1])
        speaker = apposed(speaker, stop, window[1], people)
        if speaker is not None:
            return Attribution(speaker, "according to", 0.95 * speaker.confidence, touching)
    return None


def _ahead(text: str, window: tuple[int, int], people: People) -> Attribution | None:
    """Read `Kaske said: "…"` and `in a report claiming that they were creating "…"`: the last word of speech counts."""
    verbs = list(_ANY_VERB.finditer(text, *window))
    for verb in reversed(verbs):
        between = text[verb.end() : window[1]]
        touching = _AT_QUOTE.match(between) is not None
        near = touching or _NEAR_QUOTE.match(between) is not None
        if _OWNED.search(text, max(window[0], verb.start() - 4), verb.start()):
            continue  # `Beijing's promises` are a noun
        if not near and _STRONG_VERB.match(verb[0]) is None and _THAT.match(between) is None:
            continue
        speaker = subject_of(text, window[0], verb, people)
        if speaker is None:
            continue
        certain = 1.0 if touching else 0.95 if near else 0.85
        close = near and _ARTICLE.search(between) is None
        return Attribution(speaker, verb[0], certain * speaker.confidence, close)
    return None


def subject_of(text: str, begin: int, verb: re.Match[str], people: People) -> Speaker | None:
    """Return who governs a verb of speech, looking back from it to the beginning of the sentence."""
    head = text[begin : verb.start()]
    auxiliary = _AUXILIARIES.search(head)
    end = begin + (auxiliary.start() if auxiliary else len(head.rstrip()))
    if _DENIED.search(text, begin, verb.start()):
        return None
    if _COMPOUND.search(text, begin, end):
        return _main_subject(text, begin, end, people)
    if text[begin:end].endswith(","):
        return _before_comma(text, begin, end, verb, people)
    clauses = [match.end() for match in _CLAUSE.finditer(text, begin, end)]
    start = clauses[-1] if clauses else begin
    phrase = text[start:end]
    comma = phrase.rfind(", ")
    start += comma + 2 if comma >= 0 else 0
    if verb.lastgroup == "participle":
        named = people.within(start, end)
        return Speaker(named[-1].span, named[-1].local, 0.85) if named else _main_subject(text, begin, end, people)
    if _can_speak(text[start:end]):
        return people.phrase(start, end)
    return people.at_end(start, end)


def _before_comma(text: str, begin: int, end: int, verb: re.Match[str], people: People) -> Speaker | None:
    """Read `Arida, a former director of the bank, said` and `he told reporters, adding`: the sentence's own subject."""
    first = people.within(begin, end)
    # `Morales's lawyer, Prado, said`: not who is only named as somebody's owner speaks.
    first = [one for one in first if not _OWNER.match(text, one.span.end)] or first
    if verb.lastgroup == "participle" or not first:
        return _main_subject(text, begin, end, people)
    last = people.at_end(begin, end - 1)
    apposed_to = last is not None and _APPOSED.search(text, begin, last.span.start) is not None
    if last is not None and apposed_to and first[0].type is not EntityType.PERSON:
        # `a spokesman for the bank, Adilson Lorente, said`
        first = [one for one in people.within(last.span.start, end) if one.type is EntityType.PERSON] or first
    # `Australia captain Cummins, who left, said`: the person that the first part of the sentence is about.
    comma = text.find(",", first[0].span.end, end)
    people_first = [one for one in first if one.type is EntityType.PERSON and one.span.end <= comma]
    first = people_first[-1:] or first
    return Speaker(first[0].span, first[0].local, 0.85)


def _main_subject(text: str, begin: int, end: int, people: People) -> Speaker | None:
    """Return the subject of the sentence's first word of speech, or the first that it names."""
    for verb in _ANY_VERB.finditer(text, begin, end):
        if verb.lastgroup == "finite":
            return subject_of(text, begin, verb, people)
    named = people.within(begin, end)
    return Speaker(named[0].span, named[0].local, 0.7) if named else None


def _can_speak(phrase: str) -> bool:
    words = phrase.split()
    return 0 < len(words) <= _MOST_WORDS and words[0].lower() not in NO_SUBJECT and NO_PHRASE.isdisjoint(words)
