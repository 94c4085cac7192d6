"""Who is named where: look-up of mentions by place, and whom a pronoun or a role means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from explorer.entities.gazetteer import load
from explorer.entities.names import fold, several
from explorer.entities.quotes.cues import BODY, ROLE, SPOKEN_FOR, UNNAMED
from explorer.model.entity import EntityType, Mention
from explorer.model.span import Span
from explorer.values import dataclass

_SPEAKERS = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_FEMALE = re.compile(r"\b(?:Mrs|Ms|Miss|Madam|Mme|Lady|Queen|Princess|Sister|Baroness|spokeswoman|chairwoman)\.?\s+$")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Father|Baron|spokesman|chairman)\.?\s+$")
_BEHIND_NAME = re.compile(r"(?:of|for|from|at|and|who|whose|himself|herself|Jr|Sr|Sir|[IVX]+)\b|[(,<]|\W*$|['’]s$")
_HOUSE = re.compile(r"\b(?:of|for|from|at|with)\s+$")
_LAST_PRONOUN = re.compile(r"\b(?:he|she|it)$", re.IGNORECASE)
_SENTENCES_BACK = 6


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the words that name them, their entity (−1 if unknown) and how sure that is (0–1)."""

    span: Span
    local: int
    confidence: float


class People:
    """The mentions of a document that can speak, in order, with the marked pieces in which nobody is introduced."""

    def __init__(
        self, text: str, sentences: Sequence[Span], mentions: Sequence[Mention], quoted: Sequence[Span]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._mentions = [one for one in mentions if one.type in _SPEAKERS and one.local >= 0]
        self._starts = [one.span.start for one in self._mentions]
        self._sentence_starts = [one.start for one in sentences]
        self._quoted = quoted
        self._quoted_starts = [one.start for one in quoted]
        self._female: set[int] = set()
        self._male: set[int] = set()
        self._named_female: set[int] = set()
        self._named_male: set[int] = set()
        for one in self._mentions:
            before = text[max(one.span.start - 14, 0) : one.span.start]
            if one.type is EntityType.PERSON and _FEMALE.search(before):
                self._female.add(one.local)
            elif one.type is EntityType.PERSON and _MALE.search(before):
                self._male.add(one.local)
        self._by_given_name()

    def _by_given_name(self) -> None:
        """Note what the given names of those named in full tell of their sex, which is less sure than a title."""
        lists = load()
        for one in self._mentions:
            if one.type is not EntityType.PERSON or one.local in self._female | self._male or not several(one.text):
                continue
            given = fold(one.text.split()[0])
            if given in lists.female:
                self._named_female.add(one.local)
            elif given in lists.male:
                self._named_male.add(one.local)

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie wholly between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self._mentions[first:last] if one.span.end <= end]

    def has_person(self, start: int, end: int) -> bool:
        """Say whether a person is named between two offsets."""
        return any(one.type is EntityType.PERSON for one in self.within(start, end))

    def at_end(self, start: int, end: int) -> Speaker | None:
        """Return the name or pronoun that a phrase ends with: `in an interview Keating`."""
        named = [one for one in self.within(start, end) if one.span.end == end]
        if named:
            return Speaker(named[-1].span, named[-1].local, 0.9)
        word = _LAST_PRONOUN.search(self._text, start, end)
        return None if word is None else self._pronoun(word[0].lower(), Span(word.start(), end))

    def sentence_start(self, at: int) -> int:
        """Return where the sentence around `at` begins; `at` itself outside of all sentences."""
        number = bisect_right(self._sentence_starts, at) - 1
        return self._sentences[number].start if number >= 0 and at <= self._sentences[number].end else at

    def sentence_end(self, at: int) -> int:
        """Return where the sentence around `at` ends; `at` itself outside of all sentences."""
        number = bisect_right(self._sentence_starts, at) - 1
        return max(self._sentences[number].end, at) if number >= 0 else at

    def phrase(self, start: int, end: int) -> Speaker | None:
        """Return who is meant by a noun phrase: a mention in it, a pronoun, a role, or its words alone."""
        words = self._text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            return None
        if words.lower() in ("he", "she", "it", "they", "i", "we"):
            return self._pronoun(words.lower(), Span(start, start + len(words)))
        named = self._named(start, start + len(words))
        return named if named is not None else self._role(Span(start, start + len(words)))

    def _named(self, start: int, end: int) -> Speaker | None:
        """Return the person named in a phrase; the organisation when it, or somebody on its behalf, speaks."""
        inside = self.within(start, end)
        persons = [one for one in inside if one.type is EntityType.PERSON and self._is_head(one.span.end, end)]
        # `Jeffrey of Hoare Govett`: what looks like a second person is the house he works for.
        persons = [one for one in persons if not _HOUSE.search(self._text, start, one.span.start)] or persons[:1]
        if persons:
            return Speaker(persons[-1].span, persons[-1].local, 0.95)
        others = [one for one in inside if one.type is not EntityType.PERSON]
        if not others:
            return None
        last = others[0] if SPOKEN_FOR.search(self._text[start:end]) else others[-1]
        rest = self._text[last.span.end : end].strip(" ’'s")
        for_it = last.type is EntityType.ORGANISATION and SPOKEN_FOR.search(self._text[start:end])
        if not rest or for_it:
            return Speaker(last.span, last.local, 0.85 if last.type is EntityType.ORGANISATION else 0.6)
        return None

    def _is_head(self, at: int, end: int) -> bool:
        """Say whether a name that ends at `at` is what its phrase is about: `a Reagan aide` is not about Reagan."""
        rest = self._text[at:end].strip(" ,")
        return not rest or _BEHIND_NAME.match(rest) is not None

    def _role(self, phrase: Span) -> Speaker:
        """Return the last person called by the role that the phrase names (`the Roscosmos chief`), if there is one."""
        body = BODY.match(phrase.of(self._text))
        if body is not None:
            meant = self._pronoun("it", phrase, body["kind"] or "")
            return Speaker(phrase, meant.local, 0.8 * meant.confidence if meant.local >= 0 else 0.7)
        role = ROLE.search(phrase.of(self._text))
        if role is not None:
            word = role[0].lower()
            at = bisect_left(self._starts, phrase.start)
            for one in reversed(self._mentions[max(at - 40, 0) : at]):
                around = self._text[max(one.span.start - 60, 0) : min(one.span.end + 60, phrase.start)].lower()
                if one.type is EntityType.PERSON and re.search(rf"\b{re.escape(word)}\b", around):
                    return Speaker(phrase, one.local, 0.7)
        return Speaker(phrase, -1, 0.7)

    def _pronoun(self, word: str, span: Span, kind: str = "") -> Speaker:
        """Return the last that a pronoun fits; `kind` is a word that the name must hold: `the ministry`."""
        if word in ("i", "we", "they"):
            return Speaker(span, -1, 0.6)
        wanted = EntityType.ORGANISATION if word == "it" else EntityType.PERSON
        wrong = self._female if word == "he" else self._male
        unlikely = self._named_female if word == "he" else self._named_male
        meant = self._last(wanted, wrong | unlikely, kind, span) or self._last(wanted, wrong, kind, span)
        return meant or Speaker(span, -1, 0.5)

    def _last(self, wanted: EntityType, wrong: set[int], kind: str, span: Span) -> Speaker | None:
        """Return the first of the wanted type in the last sentence that names one; None beyond an unnamed speaker."""
        number = bisect_right(self._sentence_starts, span.start) - 1
        end = span.start
        for back in range(number, max(number - _SENTENCES_BACK, -1), -1):
            fitting = [
                one
                for one in self.within(self._sentences[back].start, end)
                if one.type is wanted
                and one.local not in wrong
                and kind.lower() in one.text.lower()
                and not self._is_quoted(one.span.start)
            ]
            if fitting:
                return Speaker(span, fitting[0].local, 0.85 if number - back <= 2 else 0.7)
            if wanted is EntityType.PERSON and UNNAMED.search(self._text, self._sentences[back].start, end):
                break
            end = self._sentences[back].start
        return None

    def _is_quoted(self, at: int) -> bool:
        number = bisect_right(self._quoted_starts, at) - 1
        return number >= 0 and at < self._quoted[number].end
