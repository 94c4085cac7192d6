"""Rules over names that belong together: what one list holds is of one kind, the parts of a name are one's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from explorer.entities.gazetteer import Is, load
from explorer.entities.names import fold, several
from explorer.entities.words import look
from explorer.model.entity import EntityType, Mention
from explorer.model.span import Span

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
_LISTED = re.compile(r"(?:,?[ \n](?:and|or|&)[ \n]|,[ \n]|;[ \n])\Z")
_DOUBTFUL, _SURE, _TAKEN = 0.6, 0.75, 0.6
_PARTICLES = re.compile(
    r"(?<!\w)(?:(?:van|von|de|den|der|del|della|di|da|dos|das|du|la|le|bin|ibn|ben|al|el|ter|ten|zu|af|av)[ -])+\Z"
)
_VERB = re.compile(
    r"(?:['’]s\b|,? (?:[a-z]{2,}ed|who|said|says|told|adds|was|is|has|had|will|would|also|did|does|wrote|won|lost|made|"
    r"took|came|went|left|led|and his|and her)\b)"
)
_CAPITAL_PARTICLES = frozenset(
    [
        "Van",
        "Von",
        "De",
        "Del",
        "Della",
        "Di",
        "Da",
        "Dos",
        "Das",
        "Du",
        "La",
        "Le",
        "Al",
        "El",
        "Bin",
        "Abu",
        "Ter",
        "Ten",
    ]
)
_BESIDE = re.compile(r"[ \n]+([^\W\d_])")
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Mr.", "Mrs.", "Ms."})
_LONGEST = 24  # characters of particles before a family name


def listed(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Give doubtful names in an enumeration the type of the sure ones beside them: `Kano, Zorblat and Enugu`."""
    out = list(found)
    joins = [
        right.span.start - left.span.end < 8 and bool(_LISTED.match(text[left.span.end : right.span.start]))
        for left, right in pairwise(out)
    ]
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            own, other = out[at], out[at + step]
            doubtful = joins[min(at, at + step)] and own.confidence < _DOUBTFUL
            if doubtful and other.confidence >= _TAKEN and _fits(own, other):
                out[at] = replace(own, type=other.type, confidence=_TAKEN, why=f"listed with {fold(other.text)}")
    return out


def _fits(own: Mention, other: Mention) -> bool:
    """Say whether a doubtful name can be what its neighbour is: a list of people in full holds no single words."""
    if look(own.text).flags & (Is.ORDINARY | Is.DEMONYM | Is.NOT_A_NAME) or f"{own.text}." in load().states:
        return False
    if other.type is not PERSON and own.why.startswith("given name +"):
        return False
    if other.type is PERSON:
        return several(own.text) == several(other.text)
    return other.confidence >= _SURE or other.type is own.type or other.why.startswith("listed with")


def in_part(found: Sequence[Mention]) -> list[Mention]:
    """Take a doubtful name for a person where a part of it is called by a title elsewhere: `Mr Pita`, `Pita Dune`."""
    called = {fold(one.text) for one in found if one.type is PERSON and one.why == "title or role before"}
    return [_called(mention, called) for mention in found]


def _called(mention: Mention, called: set[str]) -> Mention:
    words = mention.text.split()
    if (
        mention.confidence < _DOUBTFUL
        and 1 < len(words) < 4
        and not called.isdisjoint({fold(words[0]), fold(words[-1])})
    ):
        return replace(mention, type=PERSON, confidence=0.8, why="called by a title elsewhere")
    return mention


def with_particles(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Give a family name its small words where the full name has them: `von der Leyen` after `Ursula von der Leyen`."""
    full = {family_with_particles(one.text) for one in found if one.type is PERSON and several(one.text)} - {""}
    if not full:
        return list(found)
    ends = [0, *(mention.span.end for mention in found)]
    return [_widened(text, mention, end, full) for mention, end in zip(found, ends, strict=False)]


def _widened(text: str, mention: Mention, low: int, full: set[str]) -> Mention:
    start = mention.span.start
    if mention.type is not PERSON or several(mention.text):
        return mention
    small = _PARTICLES.search(text, max(low, start - _LONGEST), start)
    span = Span(small.start(), mention.span.end) if small else mention.span
    return replace(mention, span=span, text=span.of(text)) if fold(span.of(text)) in full else mention


def family_with_particles(name: str) -> str:
    """Return the folded family name with the particles before it, "" for a name without."""
    words = name.split()
    at = next((at for at, word in enumerate(words[1:-1], 1) if word.islower() or word in _CAPITAL_PARTICLES), 0)
    return fold(" ".join(words[at:])) if at else ""


def ordinary_surnames(found: Sequence[Mention], minimum: float) -> dict[str, Mention]:
    """Return the family names of people named in full that are ordinary words too, such as `Green`, and of whom."""
    names: dict[str, Mention] = {}
    for mention in found:
        if mention.type is PERSON and several(mention.text) and mention.confidence >= max(minimum, 0.55):
            word = mention.text.split()[-1]
            flags = look(word).flags
            if flags & Is.ORDINARY and not flags & (Is.STOP | Is.SUFFIX | Is.ROLE | Is.CALENDAR) and word.isalpha():
                names.setdefault(word, mention)
    return names


def bare(text: str, names: dict[str, Mention], taken: Sequence[Mention], starts: frozenset[int]) -> Iterator[Mention]:
    """Yield the family names that stand alone: within a sentence, or at its start before a verb of a person."""
    if not names:
        return
    spans, at = [one.span for one in taken], 0
    for word in re.finditer(rf"(?<![\w@#/&’'-])(?:{'|'.join(map(re.escape, names))})(?![\w&-])", text):
        while at < len(spans) and spans[at].end <= word.start():
            at += 1
        alone = at == len(spans) or spans[at].start >= word.end()
        if alone and _stands_for_somebody(text, Span(*word.span()), starts):
            span, full = Span(*word.span()), names[word.group()]
            yield Mention(span, span.of(text), PERSON, 0.75, full.found_by, f"surname of {' '.join(full.text.split())}")


def _stands_for_somebody(text: str, word: Span, starts: frozenset[int]) -> bool:
    """Say whether a family name that is an ordinary word too means a person here, by the words on its two sides."""
    beside = _BESIDE.match(text, word.end)
    if beside and beside[1].isupper():
        return False
    before = text[max(0, word.start - _LONGEST) : word.start]
    previous = (before.split() or [""])[-1]
    follows = _VERB.match(text, word.end) is not None
    if word.start in starts or before[-1:] in '"“\n' or previous[-1:] in ".!?:":
        return follows or previous in _HONORIFICS
    return follows or previous[:1].islower() or previous[:1] in '"“('
