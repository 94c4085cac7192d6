"""The words that name a role: `the former Acme deputy head for sales`, `president of the carmaker Acme`."""

from __future__ import annotations

from typing import NamedTuple

from explorer.entities.gazetteer import Is
from explorer.entities.relations.items import ORGANISATION, PERSON, PLACE, Sentence, Word
from explorer.entities.relations.lexicon import lexicon
from explorer.entities.relations.owners import opening, owner_before
from explorer.model.entity import Mention

_LOOSE = 3  # ordinary words before a role noun at most, where an article or an owner stands before them
_REACH = 7  # words between a preposition and the name that it leads to at most
_TAIL = 4  # words of `for rural development` at most
_LEADING = frozenset({"of", "at", "for", "with", "to", "in", "from", "on"})
_INNER = frozenset({"of", "at", "for", "with"})
_SENT = frozenset({"ambassador", "envoy", "representative", "consul", "correspondent", "adviser", "advisor", "aide"})
_SEATED = frozenset({"senator", "congressman", "congresswoman", "lawmaker", "mp", "deputy", "delegate", "legislator"})
_SERVING = frozenset(
    {"aide", "adviser", "advisor", "spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney", "counsel"}
)
_OF_NAMES = Is.CALENDAR | Is.NEWSPAPER | Is.HEAD | Is.LEGAL


class Phrase(NamedTuple):
    """Items `first` to `last` (not included) that name a role; `article` is a determiner, `'s` or ""."""

    first: int
    last: int
    text: str
    qualifier: str
    owner: Mention | None
    article: str
    noun: str
    plural: bool
    bare: bool


class _Left(NamedTuple):
    first: int
    words: tuple[str, ...]
    qualifier: str
    owner: Mention | None
    article: str


class _Right(NamedTuple):
    last: int
    words: tuple[str, ...] = ()
    owner: Mention | None = None


def phrase_at(sentence: Sentence, at: int) -> Phrase:
    """Return the phrase of the role noun at `at`, which has no other role noun before it."""
    last = at + 1
    while last < len(sentence.items) and sentence.items[last].word.noun:
        last += 1
    noun = sentence.items[last - 1].word
    left = _left(sentence, at, noun.capital)
    words = [*left.words, *(_singular(item.word) for item in sentence.items[at:last])]
    qualifier = left.qualifier or _of_ending(noun.low)
    last, more = _coordinated(sentence, last) if not noun.plural else (last, ())
    words += more
    right = _right(sentence, last, noun)
    alone = len(words) == 1 and not noun.capital and noun.noun in lexicon().ambiguous
    bare = alone and not (left.article or left.owner or left.qualifier)
    return Phrase(
        left.first,
        right.last,
        " ".join((*words, *right.words)),
        qualifier,
        right.owner or left.owner,
        left.article,
        noun.noun,
        noun.plural,
        bare,
    )


def _singular(word: Word) -> str:
    return word.noun if word.plural or word.low.startswith("ex-") or _of_ending(word.low) else word.low


def _of_ending(low: str) -> str:
    if low.startswith("ex-"):
        return "former"
    return "designate" if low.endswith(("-elect", "-designate")) else ""


def _left(sentence: Sentence, at: int, capital: bool) -> _Left:
    """Read leftwards: words of the role, qualifiers, an article, an owner (`Acme`, `Acme's`)."""
    words: list[str] = []
    loose: list[str] = []
    qualifier, pending, first = "", "", at
    place = at - 1
    while place >= 0 and sentence.items[place].mention is None:
        word = sentence.items[place].word
        if sentence.is_then(place):
            break
        if word.low in lexicon().qualifiers and loose:
            pending = pending or lexicon().qualifiers[word.low]
        elif word.low in lexicon().qualifiers:
            qualifier, first = lexicon().qualifiers[word.low], place
        elif word.low in lexicon().dropped or word.flags & Is.DEMONYM:
            first = place if not loose else first
        elif not loose and _is_part(sentence, place, capital):
            words.insert(0, word.low)
            first = place
        elif len(loose) < _LOOSE and _may_be_part(word):
            loose.insert(0, word.low)
        else:
            break
        place -= 1
    begin, owner, article = owner_before(sentence, place)
    if begin is None:
        return _Left(first, tuple(words), qualifier, None, "")
    begin, more, before = opening(sentence, begin)
    return _Left(begin, (*loose, *words), qualifier or pending or more, owner, article or before)


def _is_part(sentence: Sentence, at: int, capital: bool) -> bool:
    """Say whether the word at `at` belongs to the role that goes on after it."""
    word = sentence.items[at].word
    if word.low in ("and", "&") and at:
        before = sentence.items[at - 1].word
        return bool(before.flags & Is.MODIFIER) or (capital and before.capital and bool(before.flags & Is.ORDINARY))
    if word.flags & Is.STOP or (word.capital and not capital and not sentence.opens(at)):
        return False
    return bool(word.flags & Is.MODIFIER or word.noun) or (
        capital and word.capital and bool(word.flags & Is.ORDINARY) and not word.flags & _OF_NAMES
    )


def _may_be_part(word: Word) -> bool:
    """Say whether an ordinary word can describe a role noun: `sales director`, not `told director`."""
    low = word.low
    if (
        not word.flags & Is.ORDINARY
        or word.flags & (Is.STOP | Is.CALENDAR)
        or low in lexicon().determiners
        or word.capital
    ):
        return False
    return low.isalpha() and not low.endswith("ed") and low not in lexicon().said


def _coordinated(sentence: Sentence, last: int) -> tuple[int, tuple[str, ...]]:
    """Read `and chief executive` after a role."""
    if sentence.low(last) not in ("and", "&"):
        return last, ()
    end = last + 1
    while end < len(sentence.items) and (sentence.items[end].word.flags & Is.MODIFIER or sentence.items[end].word.noun):
        end += 1
    if end == last + 1 or not sentence.items[end - 1].word.noun or sentence.items[end - 1].word.plural:
        return last, ()
    return end, ("and", *(item.word.low for item in sentence.items[last + 1 : end]))


def _right(sentence: Sentence, last: int, noun: Word) -> _Right:
    """Read what follows a role noun: `for rural development`, `of the carmaker Acme`, `at Acme's retail arm`."""
    lead = sentence.low(last)
    if lead not in _LEADING:
        return _Right(last)
    begin = last + 1
    article = sentence.low(begin) in lexicon().determiners
    begin += article
    at, inner = begin, -1
    while at < len(sentence.items) and at - begin < _REACH and sentence.items[at].mention is None:
        word = sentence.items[at].word
        if word.low in _INNER and at > begin and inner < 0:
            inner = at
        elif not _describes(word, sentence, at, inner):
            break
        at += 1
    name = sentence.mention(at)
    if name is not None and (name.type is not PERSON or (noun.noun in _SERVING and lead in ("for", "to"))):
        return _to_name(sentence, last, (begin, inner, at), noun)
    end = inner if inner >= 0 and name is None else at
    return _to_words(sentence, last, begin, end, article, noun)


def _describes(word: Word, sentence: Sentence, at: int, inner: int) -> bool:
    """Say whether a word can stand between a preposition and the name that it leads to."""
    if word.low in lexicon().determiners or word.low == "and":
        return at == inner + 1 or word.low == "and"
    if word.low in ("'s", "’s"):
        return sentence.items[at - 1].word.flags & Is.ORDINARY > 0
    known = word.flags & (Is.ORDINARY | Is.DEMONYM) and not word.flags & Is.STOP
    return bool(known) and word.low not in lexicon().said


def _to_name(sentence: Sentence, last: int, places: tuple[int, int, int], noun: Word) -> _Right:
    """Read up to the name of the organisation or place that a role is at, and what of it the role is of."""
    begin, inner, at = places
    name = sentence.items[at].mention
    lead = sentence.low(last if inner < 0 else inner)
    if name is None or not _leads(lead, name, noun):
        return _Right(last)
    words: tuple[str, ...] = ()
    if inner >= 0:
        words = (sentence.low(last), *_plain(sentence, begin, inner))
    end = at + 1
    if sentence.low(end) in ("'s", "’s", "'", "’"):
        end += 1
        further = _further(sentence, end)
        if further is not None:
            return _Right(further + 1, words, sentence.items[further].mention)
    part = _part_of(sentence, end)
    if part > end and not words:
        return _Right(part, (lead, *_plain(sentence, end, part)), name)
    return _Right(at + 1, words, name)


def _leads(lead: str, name: Mention, noun: Word) -> bool:
    if lead == "to":
        return noun.noun in _SENT
    if lead == "in":
        return noun.noun in _SENT and name.type is PLACE
    if lead == "from":
        return noun.noun in _SEATED
    if lead in ("at", "with"):
        return name.type is ORGANISATION
    return lead != "on"


def _further(sentence: Sentence, at: int) -> int | None:
    """Return where the organisation stands that `Ruritania's state railway company Acme` is about."""
    for place in range(at, min(at + 6, len(sentence.items))):
        name = sentence.items[place].mention
        if name is not None:
            return place if name.type is ORGANISATION and place > at else None
        if not _describes(sentence.items[place].word, sentence, place, -1):
            return None
    return None


def _part_of(sentence: Sentence, at: int) -> int:
    """Return the end of the words after a name that say which part of it is meant: `retail arm`; `at` if none."""
    for end in range(at, min(at + 4, len(sentence.items))):
        word = sentence.items[end].word
        if sentence.items[end].mention is not None or word.capital:
            return at
        if word.low in lexicon().parts:
            return end + 1
        if not word.flags & Is.ORDINARY or word.flags & Is.STOP:
            return at
    return at


def _to_words(sentence: Sentence, last: int, begin: int, end: int, article: bool, noun: Word) -> _Right:
    """Read `of research` or `for Rural Development`, where no organisation is named."""
    lead = sentence.low(last)
    if end == begin or lead not in ("of", "for"):
        return _Right(last)
    if article:
        return _Right(end)
    words = sentence.items[begin:end]
    if noun.capital and sentence.mention(end) is not None:
        count = next(
            (n for n, item in enumerate(words) if not item.word.capital and item.word.low != "and"), len(words)
        )
        words, end = words[:count], begin + count
    if not words or len(words) > _TAIL or (sentence.mention(end) is not None and not noun.capital):
        return _Right(last)
    return _Right(end, (lead, *(item.word.low for item in words)))


def _plain(sentence: Sentence, begin: int, end: int) -> tuple[str, ...]:
    """Return the words of a range without articles and what says nothing of a role."""
    return tuple(
        item.word.low
        for item in sentence.items[begin:end]
        if item.word.low not in lexicon().determiners
        and item.word.low not in lexicon().dropped
        and not item.word.flags & Is.DEMONYM
    )
