"""By what other name something goes: `also known as`, `née`, `whose real name is`, `Name (ABC)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from explorer.entities.relations.items import PERSON, Sentence
from explorer.model.entity import Mention, Relation, RelationKind
from explorer.model.span import Span

CUES = frozenset(
    {
        "known",
        "aka",
        "k",
        "alias",
        "formerly",
        "née",
        "nee",
        "born",
        "name",
        "nicknamed",
        "renamed",
        "previously",
        "goes",
    }
)
"""Words of which one stands in whatever `told` finds."""

_KNOWN = re.compile(
    r"(?:, |\( )?(?:who (?:is|was) |which (?:is|was) )?(?:is |was )?"
    r"(?:(?:(?:also|better|formerly|previously|popularly|commonly|locally|widely|sometimes) )?known(?: simply)?"
    r" (?:as|by)"
    r"|aka|a\.k\.a \.?|alias|née|nee|nicknamed|who goes by)(?: the name(?: of)?)?"
    r"|(?:, |\( |, and )?whose (?:real|full|birth|original|legal|stage) name (?:is|was)"
    r"|(?:, )?(?:which )?(?:was |has been |had been )?(?:renamed|rebranded as|changed its name to)"
)
_BEFORE = re.compile(r"(?:, |\( )(?:which was )?(?:formerly|previously)(?: known as| called| named)?")
_BORN = re.compile(r"(?:, |\( )(?:who was )?born(?: as)?")
_QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’"}
_LONGEST = 8  # items of what introduces another name at most
_MOST_WORDS = 4
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z&]?[A-Z]{0,6}\Z")


class _Other(NamedTuple):
    """Another name: the items it takes, its words, and the mention that it is, if any."""

    first: int
    last: int
    text: str
    name: Mention | None


def told(sentence: Sentence, at: int) -> Relation | None:
    """Return the other name that the words after the name at `at` introduce."""
    name = sentence.items[at].mention
    if name is None:
        return None
    for end in range(min(at + _LONGEST, len(sentence.items) - 1), at + 1, -1):
        gap = sentence.gap(at + 1, end)
        former = bool(_BEFORE.fullmatch(gap))
        if not (former or _KNOWN.fullmatch(gap) or (name.type is PERSON and _BORN.fullmatch(gap))):
            continue
        other = _other(sentence, end, name, not former)
        if other is not None:
            qualifier = "former" if "formerly" in gap or "previously" in gap else ""
            return _relation(sentence, at, other, "known as", 0.88, qualifier)
    return None


def acronym(sentence: Sentence, at: int) -> Relation | None:
    """Return the letters in brackets after the name at `at`, where they are its initials."""
    name = sentence.items[at].mention
    if name is None or name.type is PERSON or sentence.low(at + 1) != "(" or sentence.low(at + 3) != ")":
        return None
    item = sentence.items[at + 2]
    letters = sentence.text[item.start : item.end]
    if not _ACRONYM.match(letters) or len(letters) < 2 or not _initials(name.text, letters):
        return None
    return _relation(sentence, at, _Other(at + 2, at + 3, letters, item.mention), "acronym", 0.95, "")


def _initials(name: str, letters: str) -> bool:
    """Say whether letters are initials of the words of a name in their order, the first of the first."""
    firsts = iter([word[0].upper() for word in re.findall(r"[^\W_]+", name)])
    wanted = [letter for letter in letters.upper() if letter.isalpha()]
    whole = [word[0].upper() for word in re.findall(r"[^\W_]+", name)]
    return bool(whole) and whole[0] == wanted[0] and all(letter in firsts for letter in wanted)


def _other(sentence: Sentence, at: int, name: Mention, loose: bool) -> _Other | None:
    """Return the name that begins at `at`: a mention, words in quotes, or capitalised words where `loose`."""
    other = sentence.mention(at)
    if other is not None:
        if other.type is not name.type and not (loose and name.type is PERSON and other.type is not PERSON):
            return None
        if sentence.low(at + 1) in ("'s", "’s") or (at + 1 < len(sentence.items) and sentence.items[at + 1].word.noun):
            return None
        return _Other(at, at + 1, other.text, other)
    closing = _QUOTES.get(sentence.low(at))
    if closing:
        for end in range(at + 1, min(at + 2 + _MOST_WORDS, len(sentence.items))):
            if sentence.low(end) == closing and end > at + 1:
                return _written(sentence, at + 1, end)
        return None
    end = at
    while (
        end < len(sentence.items)
        and end - at < _MOST_WORDS
        and sentence.items[end].word.low
        and sentence.items[end].word.capital
    ):
        end += 1
    return _written(sentence, at, end) if loose and end > at and sentence.mention(end) is None else None


def _written(sentence: Sentence, first: int, last: int) -> _Other:
    start, end = sentence.items[first].start, sentence.items[last - 1].end
    name = sentence.mention(first) if last == first + 1 else None
    return _Other(first, last, " ".join(sentence.text[start:end].rstrip(",.").split()), name)


def _relation(sentence: Sentence, at: int, other: _Other, rule: str, confidence: float, qualifier: str) -> Relation:
    name = sentence.items[at].mention
    local = name.local if name is not None else -1
    known = other.name.local if other.name is not None and other.name.local != local else -1
    span = Span(sentence.items[at].start, sentence.items[other.last - 1].end)
    return Relation(
        RelationKind.ALIAS,
        local,
        " ".join(other.text.split()),
        known,
        span,
        sentence.number,
        rule,
        confidence,
        qualifier,
    )
