"""What a name that no list knows must be by the words around it: `X's wife`, `in X`, `the X plant`, `X shares`.

Each cue speaks for one type; cues before and behind a name add up. They stand in `data/cues.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from explorer.entities.words import UPPER
from explorer.model.entity import EntityType, Mention

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
_WIDTH = 48  # characters on either side
_WEIGHTS = {"strong": 1.0, "clear": 0.7, "slight": 0.4}
_LEAD = 0.2  # by which the best type must lead
_DOUBTFUL = frozenset(
    {
        "unknown capitalised word",
        "unknown capitalised words",
        "unknown and ordinary words",
        "subject of a verb of saying",
        "surname",
        "surname + name",
        "given name",
        "town",
        "small town",
    }
)
_NUMBERED = re.compile(r"[- ]\d")
_APPOSED = {
    PERSON: re.compile(r", aged \d|, [1-9]\d[,.;]|, an? \d\d-year-old| \((?:\d\d|born|b\.)"),
    PLACE: re.compile(r"-based\b|, in the\b|, an? (?:town|city|village|suburb|province|district|port)\b"),
    ORGANISATION: re.compile(
        r", (?:an?|the|which)\b[^,.]{0,30}?\b(?:company|firm|maker|group|organi[sz]ation|subsidiary|agency|bank|"
        r"startup|party|charity|unit|operator)\b"
    ),
}
_OF_A_NAME = re.compile(r"[A-Z][a-z]+ of $")
_SHAPES = {
    PLACE: re.compile(r"\w{2,}(?:grad|burg|berg|stan|abad|pur|pura|ville|shire|nagar|polis|stad|minster)\Z"),
    ORGANISATION: re.compile(
        rf"(?:\w*[a-z][{UPPER}][a-z]+|\w+(?:bank|soft|tech|gas|prom|neft|com|corp|tel|pharma|media|air|chem|TV))\Z"
    ),
}


class _Cue(NamedTuple):
    """A pattern for the text before (found at its end) or behind a name, and how much it speaks for a type."""

    type: EntityType
    weight: float
    behind: bool
    pattern: re.Pattern[str]


class _Cues(NamedTuple):
    cues: tuple[_Cue, ...]
    thing_before: re.Pattern[str]
    thing_behind: re.Pattern[str]


def reconsider(text: str, mention: Mention) -> Mention:
    """Return the mention with the type that its surroundings speak for, where its own words leave it open."""
    if mention.why not in _DOUBTFUL:
        return mention
    start, end = mention.span.start, mention.span.end
    right = text[end : end + _WIDTH].replace("\n", " ")
    left = text[max(0, start - _WIDTH) : start].replace("\n", " ").rstrip("\"“‘'(")
    known = _load()
    if known.thing_behind.match(right) or _NUMBERED.match(right) or known.thing_before.search(left):
        return replace(mention, confidence=min(mention.confidence, 0.3), why="a thing or a people")
    return _judged(mention, _scores(mention, left, right, known))


def _scores(mention: Mention, left: str, right: str, known: _Cues) -> dict[EntityType, float]:
    """Add up what speaks for each type; of the cues on one side only the strongest counts."""
    scores = {PERSON: 0.0, ORGANISATION: 0.0, PLACE: 0.0}
    if mention.confidence >= _WEIGHTS["slight"]:
        scores[mention.type] += 0.15 if mention.type is ORGANISATION else 0.5
    told: set[tuple[EntityType, bool]] = set()
    for cue in known.cues:
        if (cue.type, cue.behind) not in told and (
            cue.pattern.match(right) if cue.behind else cue.pattern.search(left)
        ):
            told.add((cue.type, cue.behind))
            scores[cue.type] += cue.weight
    for type_, apposed in _APPOSED.items():
        if apposed.match(right):
            scores[type_] += _WEIGHTS["strong"]
    if _OF_A_NAME.search(left):
        scores[PLACE] += _WEIGHTS["strong"] - _WEIGHTS["slight"]
    for type_, shape in _SHAPES.items():
        if shape.match(mention.text):
            scores[type_] += _WEIGHTS["clear"]
    return scores


def _judged(mention: Mention, scores: dict[EntityType, float]) -> Mention:
    """Return the mention as its scores say; what speaks for nothing much stays as it was."""
    ranked = sorted(scores, key=lambda one: -scores[one])
    best, lead = scores[ranked[0]], scores[ranked[0]] - scores[ranked[1]]
    if lead < _LEAD or best < _WEIGHTS["slight"]:
        return mention
    steps = ((1.3, 0.7), (_WEIGHTS["strong"], 0.62), (_WEIGHTS["clear"], 0.55))
    confidence = next((sure for least, sure in steps if best >= least), 0.45)
    if ranked[0] is mention.type and mention.confidence > confidence:
        return mention
    return replace(mention, type=ranked[0], confidence=confidence, why="words around it")


@cache
def _load() -> _Cues:
    """Compile the cues, the strongest first."""
    text = (files("explorer.entities") / "data" / "cues.yaml").read_text(encoding="utf-8")
    content: dict[str, dict[str, str]] = yaml.safe_load(text)
    cues = []
    for type_ in (PERSON, PLACE, ORGANISATION):
        for key, phrases in content[type_].items():
            side, weight = key.split()
            words = _either(phrases)
            pattern = {"before": rf"\b{words} $", "after": rf",? {words}\b", "own": rf"['’]s? {words}\b"}[side]
            cues.append(_Cue(type_, _WEIGHTS[weight], side != "before", re.compile(pattern)))
    before, after = content["thing"]["before"], content["thing"]["after"]
    return _Cues(
        tuple(sorted(cues, key=lambda cue: -cue.weight)),
        re.compile(rf"\b{_either(before)} $", re.IGNORECASE),
        re.compile(rf"(?:['’]s?)? {_either(after)}\b"),
    )


def _either(phrases: str) -> str:
    return f"(?:{'|'.join(re.escape(' '.join(phrase.split())) for phrase in phrases.split(','))})"
