"""Who is named where: look-up of mentions by place, and whom a pronoun or a role means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set

from explorer.entities.names import fold
from explorer.entities.quotes.cues import BODY, SPOKEN_FOR, SPOKESMAN, UNNAMED
from explorer.entities.quotes.nouns import LAST_PHRASE, SOMEBODY, head_of, is_called
from explorer.entities.quotes.sexes import sexes
from explorer.model.entity import EntityType, Mention
from explorer.model.span import Span
from explorer.values import dataclass

_SPEAKERS = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_BEHIND_NAME = re.compile(r"(?:of|for|from|at|and|who|whose|himself|herself|Jr|Sr|Sir|[IVX]+)\b|[(,<]|\W*$|['’]s$")
_HOUSE = re.compile(r"\b(?:of|for|from|at|with)\s+$")
_LAST_PRONOUN = re.compile(r"\b(?:he|she|it)$", re.IGNORECASE)
_HONORIFIC = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|lady|lord|rev|the|chair|chairman|senator)\s+)+")
_FIRST_PRONOUN = re.compile(r"\s*(?:(?:But|And|Then|So|Now)\s+)?(he|she)\b", re.IGNORECASE)
_WORDS_AHEAD = 4
_OWNED = ("'s", "’s")
_SENTENCES_BACK, _CHARACTERS_BACK = 15, 1500
_SPOKESMAN_BACK = 5  # sentences in which an unnamed spokesman is looked for
_CALLED_BACK = 60  # mentions among which somebody is looked for who was called by a noun


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
        self._sexes = sexes(text, self._mentions)
        self._by_name: dict[str, set[int]] | None = None

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
        if word is not None:
            return self._pronoun(word[0].lower(), Span(word.start(), end))
        noun = LAST_PHRASE.search(self._text, start, end)
        return self.phrase(noun.start(), end) if noun else None

    def subject(self, start: int, end: int) -> Speaker | None:
        """Return who does something in a sentence: a pronoun or a person that begins it, or the first name in it.

        Up to three words may stand before: `But on Thursday Berg frowned.`
        """
        words = self._text[start : min(end, start + 40)]
        match = _FIRST_PRONOUN.match(words)
        if match is not None:
            return self._pronoun(match[1].lower(), Span(start + match.start(1), start + match.end(1)))
        named = self.within(start, end)
        if not named or named[0].type is EntityType.PLACE:
            return None
        ahead = self._text[start : named[0].span.start]
        if "," in ahead or len(ahead.split()) > _WORDS_AHEAD or self._text[named[0].span.end : end][:2] in _OWNED:
            return None
        return Speaker(named[0].span, named[0].local, 0.9)

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
            both = len(persons) > 1 and " and " in self._text[persons[-2].span.end : persons[-1].span.start]
            one = persons[-2] if both else persons[-1]
            return Speaker(one.span, one.local, 0.95)
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
        words = phrase.of(self._text)
        somebody = SOMEBODY.match(words)
        if somebody is not None:
            word = "he" if somebody["he"] else "she" if somebody["she"] else "somebody"
            meant = self._pronoun(word, phrase)
            return Speaker(phrase, meant.local, 0.8 * meant.confidence)
        head = head_of(words)
        meant_by = self.role_of(phrase, head) if head else -1
        if meant_by < 0 and head and head.startswith("spokes"):
            start = max(0, bisect_right(self._sentence_starts, phrase.start) - 1 - _SPOKESMAN_BACK)
            begin = self._sentences[start].start if self._sentences else phrase.start
            return self._spokesman(begin, phrase.start, phrase) or Speaker(phrase, -1, 0.7)
        return Speaker(phrase, meant_by, 0.7)

    def role_of(self, phrase: Span, head: str = "") -> int:
        """Return the last person called by the noun that a phrase is about, −1 if the text calls nobody so."""
        noun = (head or head_of(phrase.of(self._text)) or "?").casefold()
        at = bisect_left(self._starts, phrase.start)
        some = [one for one in self._mentions[max(at - _CALLED_BACK, 0) : at] if one.type is EntityType.PERSON]
        for number in range(len(some) - 1, -1, -1):
            one = some[number]
            before = max(some[number - 1].span.end if number else 0, one.span.start - 60)
            behind = min(some[number + 1].span.start if number + 1 < len(some) else phrase.start, one.span.end + 90)
            if is_called(self._text, one.span, noun, before, behind):
                return one.local
        return -1

    def called(self, words: str) -> int:
        """Return the person whom a label means: by full name, a part of it, or initials; −1 if not just one."""
        if self._by_name is None:
            self._by_name = self._names()
        folded = _HONORIFIC.sub("", fold(words))
        for name in (folded, folded.replace(" ", ""), folded.split(" ")[-1]):
            meant = self._by_name.get(name, set())
            if len(meant) == 1:
                return next(iter(meant))
        return -1

    def _names(self) -> dict[str, set[int]]:
        """Return who is meant by each full name, each word of one, and each row of initials."""
        found: dict[str, set[int]] = {}
        for one in self._mentions:
            if one.type is EntityType.PERSON:
                full = fold(one.text)
                words = full.split(" ")
                initials = "".join(word[:1] for word in words)
                for name in {full, *words} | ({initials} if len(words) > 1 else set()):
                    found.setdefault(name, set()).add(one.local)
        return found

    def _pronoun(self, word: str, span: Span, kind: str = "") -> Speaker:
        """Return the last that a pronoun fits; `kind` is a word that the name must hold: `the ministry`."""
        if word in ("i", "we", "they"):
            return Speaker(span, -1, 0.6)
        wanted = EntityType.ORGANISATION if word == "it" else EntityType.PERSON
        wrong, unlikely = self._sexes.against(word)
        meant = self._last(wanted, unlikely, kind, span) or self._last(wanted, wrong, kind, span)
        return meant or Speaker(span, -1, 0.5)

    def _last(self, wanted: EntityType, wrong: Set[int], kind: str, span: Span) -> Speaker | None:
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
                return self._spokesman(self._sentences[back].start, end, span)
            end = self._sentences[back].start
            if span.start - end > _CHARACTERS_BACK:
                break
        return None

    def _spokesman(self, start: int, end: int, span: Span) -> Speaker | None:
        """Return for whom an unnamed spokesman speaks who is told of between two offsets: `a spokesman for Zenith`."""
        for match in reversed(list(SPOKESMAN.finditer(self._text, start, end))):
            near = self.within(max(start, match.start() - 80), min(end, match.end() + 80))
            for one in near:
                if one.type is EntityType.ORGANISATION and (
                    one.span.start == match.end() or self._text[one.span.end : match.start()].strip("'’s ") == ""
                ):
                    return Speaker(span, one.local, 0.7)
        return None

    def _is_quoted(self, at: int) -> bool:
        number = bisect_right(self._quoted_starts, at) - 1
        return number >= 0 and at < self._quoted[number].end
