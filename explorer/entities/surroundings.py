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
_WIDTH = 64  # characters on either side
_WEIGHTS = {"strong": 1.0, "clear": 0.7, "slight": 0.4}
_LONGEST = 3  # words of a cue
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
_OWN = re.compile(r"['’]s?")
_NUMBERED = re.compile(r"[- ]\d")
_IS = r"(?:,| is| was) (?:an?|the|which|one of the)\b[^.,;]{0,60}?\b"
_APPOSED = {
    PERSON: re.compile(
        rf", aged \d|, [1-9]\d[,.;]|, an? \d\d-year-old| \((?:\d\d|born|b\.)|{_IS}(?:politician|singer|actor|actress|"
        r"player|lawyer|writer|author|activist|business(?:wo)?man|entrepreneur|journalist|scientist|footballer)\b"
    ),
    PLACE: re.compile(
        rf"-based\b|, in the\b|{_IS}(?:town|city|village|suburb|province|district|municipality|cosmodrome)\b"
    ),
    ORGANISATION: re.compile(
        rf"{_IS}(?:company|firm|maker|group|organi[sz]ation|subsidiary|agency|bank|startup|corporation|enterprise|party|"
        r"charity|operator|newspaper|broadcaster|airline|club)\b"
    ),
}
_OF_A_NAME = re.compile(r"[A-Z][a-z]+ of $")
_SHAPES = {
    PLACE: re.compile(r"\w{2,}(?:grad|burg|berg|stan|abad|pur|pura|ville|shire|nagar|polis|stad|minster)\Z"),
    ORGANISATION: re.compile(
        rf"(?:\w*[a-z][{UPPER}][a-z]+|\w+(?:bank|soft|tech|gas|prom|neft|com|corp|tel|pharma|media|air|chem|TV))\Z"
    ),
}


Told = tuple[tuple[EntityType, float], ...]


class _Cues(NamedTuple):
    """Phrases directly before and behind a name and behind its possessive, and how much they speak for which type."""

    before: dict[str, Told]
    after: dict[str, Told]
    own: dict[str, Told]
    things_before: frozenset[str]
    things_after: frozenset[str]


def reconsider(text: str, mention: Mention) -> Mention:
    """Return the mention with the type that its surroundings speak for, where its own words leave it open."""
    if mention.why not in _DOUBTFUL:
        return mention
    start, end = mention.span.start, mention.span.end
    right = text[end : end + _WIDTH].replace("\n", " ")
    left = text[max(0, start - _WIDTH) : start].replace("\n", " ").rstrip("\"“‘'(")
    known = _load()
    before = _ends(left)
    own, after = _starts(right)
    thing = not known.things_after.isdisjoint(after[:1]) or any(
        one.lower() in known.things_before for one in before[:1]
    )
    if thing or _NUMBERED.match(right):
        return replace(mention, confidence=min(mention.confidence, 0.3), why="a thing or a people")
    told = (_told(before, known.before), _told(after, known.own if own else known.after))
    return _judged(mention, _scores(mention, left, right, told))


def _ends(left: str) -> list[str]:
    """Return the last word before a name, the last two, and so on, the shortest first."""
    if not left.endswith(" "):
        return []
    words = left.rsplit(None, _LONGEST)[-_LONGEST:]
    return [" ".join(words[at:]) for at in range(len(words) - 1, -1, -1)]


def _starts(right: str) -> tuple[bool, list[str]]:
    """Return the first word behind a name, the first two, and so on, and whether they follow a possessive."""
    own = _OWN.match(right)
    rest = right[own.end() :] if own else right.removeprefix(",")
    if not rest.startswith(" "):
        return False, []
    words = [word.rstrip('.,;:!?"”’') for word in rest.split(None, _LONGEST)[:_LONGEST]]
    return own is not None, [" ".join(words[:size]) for size in range(1, len(words) + 1)]


def _told(phrases: list[str], cues: dict[str, Told]) -> dict[EntityType, float]:
    """Return for each type the weight of the strongest cue among phrases."""
    weights: dict[EntityType, float] = {}
    for phrase in phrases:
        for type_, weight in cues.get(phrase, ()):
            weights[type_] = max(weight, weights.get(type_, 0.0))
    return weights


def _scores(
    mention: Mention, left: str, right: str, told: tuple[dict[EntityType, float], ...]
) -> dict[EntityType, float]:
    """Add up what speaks for each type; of the cues on one side only the strongest counts."""
    scores = {PERSON: 0.0, ORGANISATION: 0.0, PLACE: 0.0}
    if mention.confidence >= _WEIGHTS["slight"]:
        scores[mention.type] += 0.15 if mention.type is ORGANISATION else 0.5
    for weights in told:
        for type_, weight in weights.items():
            scores[type_] += weight
    for type_, apposed in _APPOSED.items():
        if apposed.match(right):
            scores[type_] += _WEIGHTS["strong"]
    if left.endswith(" of ") and _OF_A_NAME.search(left):
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
    """Load the cues, once per process."""
    text = (files("explorer.entities") / "data" / "cues.yaml").read_text(encoding="utf-8")
    content: dict[str, dict[str, str]] = yaml.safe_load(text)
    sides: dict[str, dict[str, Told]] = {"before": {}, "after": {}, "own": {}}
    for type_ in (PERSON, PLACE, ORGANISATION):
        for key, phrases in content[type_].items():
            side, weight = key.split()
            for phrase in _phrases(phrases):
                # A noun may be parted from the name: `the club, Zorblat`.
                for written in (phrase, f"{phrase},") if side == "noun" else (phrase,):
                    cues = sides["before" if side == "noun" else side]
                    cues[written] = (*cues.get(written, ()), (type_, _WEIGHTS[weight]))
    things = content["thing"]
    return _Cues(
        sides["before"],
        sides["after"],
        sides["own"],
        frozenset(_phrases(things["before"])),
        frozenset(_phrases(things["after"])),
    )


def _phrases(written: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in written.split(",")]
