"""Whose a role is: what stands before a name, after it, or is said of it (`was appointed`, `resigned as`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from explorer.entities.gazetteer import Is
from explorer.entities.relations.items import ORGANISATION, PERSON, PLACE, UNDER, Sentence
from explorer.entities.relations.phrases import Phrase, phrase_at
from explorer.model.entity import Mention, Relation, RelationKind
from explorer.model.span import Span

_REACH = 10  # items between a name and the role that is told of it at most
_NAMED = (
    "appointed|reappointed|named|elected|re-elected|reelected|nominated|hired|promoted|installed|confirmed|chosen|"
    "picked|selected|sworn in|inaugurated|designated|proclaimed|crowned|ordained|made"
)
_NAMES = "appoints|names|elects|nominates|hires|promotes|chooses|picks|designates"
_NAME = "appoint|name|elect|nominate|hire|promote"
_GONE = "resigned|resigns|quit|quits|retired|retires|stepped down|steps down|stood down|stands down|departed"
_GO = "resign|quit|retire|step down|stand down|be replaced"
_SACKED = "fired|dismissed|sacked|ousted|removed|deposed|suspended"
_FROM = (
    "(?: as| from (?:his|her|their|the) (?:post|position|job|role|office|duties) (?:as|of)| from (?:being|the post of))"
)
_TO = r"(?: to (?:the|a) (?:post|position|job|role) of| to be| to become| as| to)?"
_ADV = (
    "(?: (?:also|now|currently|still|once|formerly|previously|later|then|first|recently|briefly|unanimously|already|"
    "again|widely|long|yesterday|today|narrowly))*"
)
_AGE = r"(?:\( \d\d \) )?,(?: (?:aged )?\d\d ,)?"
_WHO = rf"(?:(?:{_AGE} )?who )?"
_SENTENCE_END = frozenset({"", ",", ".", ";", ":", ")", "!", "?", "—", "–", "-", '"', "”", "'", "’"})


class _Rule(NamedTuple):
    """What stands between a name and a role that is its own: rule, qualifier, whether it tells of an event."""

    gap: re.Pattern[str]
    name: str
    confidence: float
    qualifier: str = ""
    event: bool = False


def _rule(gap: str, name: str, confidence: float, qualifier: str = "", event: bool = False) -> _Rule:
    return _Rule(re.compile(gap), name, confidence, qualifier, event)


_AFTER = (
    _rule(rf"{_AGE}{_ADV}", "after the name", 0.9),
    _rule(r"[(—–]", "after the name", 0.8),
    _rule(rf"{_WHO}(?:is|are|has been|have been|remains|serves as|acts as|works as){_ADV}(?: one of)?", "is", 0.9),
    _rule(rf"{_WHO}(?:was|were|had been|has served as|served as|had served as|used to be|worked as){_ADV}(?: one of)?",
          "was", 0.8, "former"),
    _rule(rf"{_WHO}(?:became|has become|took over as|takes over as|began as|started as)", "became", 0.85, "", True),
    _rule(rf"{_WHO}(?:will be|will become|is to become|is to be|is set to become|will take over as|will serve as|"
          r"to become)", "will be", 0.85, "designate", True),
    _rule(rf"{_WHO}(?:was|were|is|has been|have been|had been|got|,|was being){_ADV} (?:{_NAMED}){_TO}", "appointed",
          0.9, "", True),
    _rule(rf"{_WHO}(?:will be|is to be|to be){_ADV} (?:{_NAMED}){_TO}", "appointed", 0.85, "designate", True),
    _rule(rf"{_WHO}(?:has |had )?(?:{_GONE}){_ADV}{_FROM}", "resigned", 0.9, "former", True),
    _rule(rf"{_WHO}(?:was|were|has been|had been|is|got) (?:{_SACKED}){_ADV}{_FROM}", "dismissed", 0.9, "former", True),
    _rule(rf"{_WHO}(?:will|would|to|is to|is to be|will be) (?:{_GO}|{_SACKED}){_ADV}{_FROM}", "resigned", 0.8,
          "outgoing", True),
    _rule(rf"(?:{_AGE}|,)? ?as", "as", 0.7),
)  # fmt: skip
_NOT = re.compile(r"\b(?:not|never|n't|nor|neither|without)\b")
_SUCCEEDED = re.compile(rf"{_WHO}(?:has |had )?(?:succeeded|succeeds|replaced|replaces)")
_SUCCEEDING = re.compile(rf"{_WHO}(?:will|is to|would|to) (?:succeed|replace)")
_JOINED = re.compile(rf"{_WHO}(?:has |had )?(?:joined|joins)(?: the)?")
_APPOINTS = re.compile(rf"(?:.* )?(?:{_NAMED}|{_NAMES}|(?:will|to|would) (?:{_NAME}))(?: its| the| a| new)?\Z")
_DISMISSES = re.compile(rf"(?:.* )?(?:has |had )?(?:{_SACKED}|replaced)\Z")
_APPOINTING = frozenset({"", "as", "to be", "as the", ","})


def find(sentence: Sentence) -> Iterator[tuple[Relation, Phrase]]:
    """Yield the roles that a sentence states, each with its phrase."""
    at, end = 0, len(sentence.items)
    before = -1
    while at < end:
        if not sentence.items[at].word.noun or _is_name(sentence, at):
            at += 1
            continue
        phrase = phrase_at(sentence, at)
        if phrase.first < before:
            phrase = phrase._replace(first=before)
        for one in _Attached(sentence, phrase).all():
            yield one, phrase
        before = at = max(phrase.last, at + 1)


def _is_name(sentence: Sentence, at: int) -> bool:
    """Say whether a capitalised role noun before one in lower case is a name: `, Consul chairman,`."""
    if sentence.opens(at) or at + 1 >= len(sentence.items):
        return False
    word, following = sentence.items[at].word, sentence.items[at + 1].word
    return word.capital and bool(following.noun) and not following.capital


class _Attached:
    """The people whose the role of one phrase is."""

    def __init__(self, sentence: Sentence, phrase: Phrase) -> None:
        self._sentence = sentence
        self._phrase = phrase
        self._left = self._nearest(phrase.first - 1)

    def all(self) -> Iterator[Relation]:
        """Yield its roles: to the right where the name follows at once, else to the left, else after a comma."""
        right, comma = self._right()
        if right >= 0 and not comma and not self._phrase.bare:
            yield from self._before(right)
            return
        left = tuple(self._of_left())
        yield from left
        if not left and right >= 0 and comma and self._introduces(right):
            yield from self._before(right)

    def _nearest(self, at: int) -> int:
        """Return where the nearest name at or before `at` stands, −1 if none is near."""
        for place in range(at, max(-1, at - _REACH), -1):
            if self._sentence.items[place].mention is not None:
                return place
        return -1

    def _right(self) -> tuple[int, bool]:
        """Return where the person stands that follows, −1 if none, and whether a comma is between."""
        sentence, at = self._sentence, self._phrase.last
        comma = sentence.low(at) == ","
        at += comma
        while at < len(sentence.items) and sentence.items[at].mention is None:
            word = sentence.items[at].word
            if not (word.flags & Is.TITLE or (word.noun and word.capital) or (word.low == "." and at)):
                return -1, comma
            at += 1
        name = sentence.mention(at)
        return (at if name is not None and name.type is PERSON else -1), comma

    def _introduces(self, right: int) -> bool:
        """Say whether a phrase and a name parted by a comma are the same: `the head of Acme, Jane Doe, said`."""
        phrase, sentence = self._phrase, self._sentence
        if phrase.plural or phrase.bare or not (phrase.article or phrase.owner):
            return False
        following = sentence.low(right + 1)
        closes = following in _SENTENCE_END or following in ("said", "told", "who")
        return closes and (phrase.article not in ("", "a", "an") or following == "," or phrase.owner is not None)

    def _before(self, right: int) -> Iterator[Relation]:
        qualifier, name, event = self._phrase.qualifier, "before the name", False
        if self._left >= 0:
            gap = self._sentence.gap(self._left + 1, self._phrase.first)
            if _DISMISSES.match(gap):
                qualifier, name, event = "former", "dismissed", True
            elif _APPOINTS.match(gap) and self._phrase.article == "its":
                name, event = "appointed", True
        people = [right]
        if self._phrase.plural:
            if self._sentence.low(right + 1) == "and" and self._sentence.mention(right + 2) is not None:
                people.append(right + 2)
            else:
                return
        owner = self._behind(people[-1]) if self._phrase.owner is None else None
        for at in people:
            yield from self._make(at, name, 0.9, qualifier, event, owner)

    def _behind(self, at: int) -> Mention | None:
        """Return the organisation or place of `President Jane Doe of Acme`."""
        sentence = self._sentence
        place = at + 2 + (sentence.low(at + 2) == "the")
        name = sentence.mention(place) if sentence.low(at + 1) == "of" else None
        return name if name is not None and name.type is not PERSON and sentence.mention(place + 1) is None else None

    def _of_left(self) -> Iterator[Relation]:
        """Yield the role of the person before the phrase, as an apposition or by a verb."""
        left, phrase, sentence = self._left, self._phrase, self._sentence
        name = sentence.mention(left) if left >= 0 else None
        if name is None:
            return
        gap = sentence.gap(left + 1, phrase.first)
        if name.type is PERSON:
            yield from self._appointed(left, gap)
            for rule in _AFTER:
                if rule.gap.fullmatch(gap) and self._fits(rule):
                    people = self._together(left)
                    for at in people:
                        yield from self._make(
                            at, rule.name, rule.confidence, phrase.qualifier or rule.qualifier, rule.event
                        )
                    return
        elif gap == "as" and name.type is ORGANISATION:
            before = self._nearest(left - 1)
            person = sentence.mention(before) if before >= 0 else None
            if person is not None and person.type is PERSON and _JOINED.fullmatch(sentence.gap(before + 1, left)):
                yield from self._make(before, "joined as", 0.85, phrase.qualifier, True, name)

    def _appointed(self, left: int, gap: str) -> Iterator[Relation]:
        """Yield roles where somebody else is named before: `Acme named X its head`, `X succeeded Y as head`."""
        if gap not in _APPOINTING:
            return
        before = self._nearest(left - 1)
        other = self._sentence.mention(before) if before >= 0 else None
        if other is None:
            return
        verb = self._sentence.gap(before + 1, left)
        if _NOT.search(verb):
            return
        owner = other if other.type is ORGANISATION else None
        if _APPOINTS.match(verb):
            yield from self._make(left, "appointed", 0.88, self._phrase.qualifier, True, owner)
        elif gap and _DISMISSES.match(verb) and other.type is not PERSON:
            yield from self._make(left, "dismissed", 0.88, "former", True, owner)
        elif gap == "as" and other.type is PERSON and _SUCCEEDED.fullmatch(verb):
            yield from self._make(before, "succeeded", 0.88, "", True)
            yield from self._make(left, "succeeded", 0.85, "former", True)
        elif gap == "as" and other.type is PERSON and _SUCCEEDING.fullmatch(verb):
            yield from self._make(before, "succeeded", 0.85, "designate", True)
            yield from self._make(left, "succeeded", 0.8, "")

    def _fits(self, rule: _Rule) -> bool:
        """Say whether a phrase can be told of the person before it, rather than begin something else."""
        phrase, sentence = self._phrase, self._sentence
        after = sentence.low(phrase.last)
        if rule.name in ("after the name", "as"):
            word = sentence.items[phrase.last].word if phrase.last < len(sentence.items) else None
            closed = after in _SENTENCE_END if word is None or not word.low else not word.capital
            if sentence.mention(phrase.last) is not None or not (closed or after in _SENTENCE_END):
                return False
            determined = phrase.article or phrase.owner or phrase.qualifier
            return bool(determined) or after in _SENTENCE_END or (word is not None and bool(word.flags & Is.STOP))
        of_another = sentence.low(self._left - 1) in UNDER and sentence.low(self._left + 1) not in (",", "who")
        return sentence.mention(phrase.last) is None and after not in ("'s", "’s") and not of_another

    def _together(self, left: int) -> list[int]:
        """Return the people that a phrase is told of: `X and Y, co-founders of Acme`."""
        if not self._phrase.plural:
            return [left]
        other = self._sentence.mention(left - 2)
        joined = self._sentence.low(left - 1) == "and" and other is not None and other.type is PERSON
        return [left - 2, left] if joined else []

    def _make(
        self, at: int, name: str, confidence: float, qualifier: str, event: bool = False, owner: Mention | None = None
    ) -> Iterator[Relation]:
        sentence, phrase = self._sentence, self._phrase
        person = sentence.mention(at)
        if person is None or person.type is not PERSON:
            return
        body = phrase.owner or owner or (self._its() if phrase.article == "its" else None)
        if body is not None and body.local == person.local:
            return
        first, last = min(at, phrase.first), max(at, phrase.last - 1)
        yield Relation(
            RelationKind.ROLE,
            person.local,
            phrase.text,
            body.local if body is not None else -1,
            Span(sentence.items[first].start, sentence.items[last].end),
            sentence.number,
            name,
            confidence,
            qualifier,
            sentence.dates[0] if event and len(sentence.dates) == 1 else "",
        )

    def _its(self) -> Mention | None:
        """Return the organisation or place that `its` means: the last one before."""
        for at in range(self._phrase.first - 1, -1, -1):
            name = self._sentence.mention(at)
            if name is not None and name.type in (ORGANISATION, PLACE):
                return name
        return None


def agreed(relations: list[Relation]) -> list[Relation]:
    """Call a person's place at the head of one organisation by one word, the first that was used."""
    equal = {"head", "chief", "boss", "leader"}
    first: dict[tuple[int, int], str] = {}
    return [
        replace(one, text=first.setdefault((one.subject_local, one.object_local), one.text))
        if one.kind is RelationKind.ROLE and one.text in equal and one.object_local >= 0
        else one
        for one in relations
    ]
