"""A sentence as items to match: words and marks in lower case, and each name as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.entities.gazetteer import Is, load
from explorer.entities.relations.lexicon import lexicon
from explorer.model.entity import EntityType, Mention

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
NAMED = frozenset({PERSON, ORGANISATION, PLACE})
"""What relations are between; mentions of other types are words like others."""

UNDER = frozenset({"of", "by", "for", "with", "from", "at", "to", "than"})
"""Words after which a name is not what the verb behind it is told of."""

_ADVERBS = frozenset({"then", "once", "previously", "formerly"})
_OPENING = frozenset({'"', "“", "'", "‘", ":", "-", "—", "("})
_TOKEN = re.compile(r"['’]s\b|[^\W_]+(?:[-.&/][^\W_]+)*|[^\w\s]")
_MEN = re.compile(r"(wo)?men\Z")


class Word(NamedTuple):
    """A word or a mark: in lower case, what the lists say of it, the role noun that it is in the singular, or ""."""

    low: str
    flags: int
    noun: str
    capital: bool
    plural: bool = False


class Item(NamedTuple):
    """A word where it stands, or a name, which is no word."""

    start: int
    end: int
    word: Word
    mention: Mention | None = None


NAME = Word("", 0, "", True)


class Sentence(NamedTuple):
    """The items of a sentence; `dates` are the values of the dates in it."""

    text: str
    number: int
    items: tuple[Item, ...]
    dates: tuple[str, ...] = ()

    def low(self, at: int) -> str:
        """Return the word at `at` in lower case, "" for a name and beyond the ends."""
        return self.items[at].word.low if 0 <= at < len(self.items) else ""

    def mention(self, at: int) -> Mention | None:
        """Return the name at `at`, if there is one."""
        return self.items[at].mention if 0 <= at < len(self.items) else None

    def opens(self, at: int) -> bool:
        """Say whether the word at `at` begins the sentence or a part of it, and has its capital from that."""
        return at == 0 or self.low(at - 1) in _OPENING

    def is_then(self, at: int) -> bool:
        """Say whether the word at `at` begins the sentence as an adverb, and qualifies no role: `Then`, `Once`."""
        return self.items[at].word.low in _ADVERBS and self.opens(at)

    def gap(self, start: int, end: int) -> str:
        """Return the items from `start` to `end` in lower case with blanks between; a name among them is `<>`."""
        return " ".join([item.word.low or "<>" for item in self.items[start:end]])


@lru_cache(maxsize=50_000)
def word_of(written: str) -> Word:
    """Look a word up."""
    low = written.lower().replace("’", "'")
    lists = load()
    flags = lists.words.get(low, 0)
    if low in lists.ordinary or (len(low) > 4 and low[-1] == "s" and low[:-1] in lists.ordinary):
        flags |= Is.ORDINARY
    capital = written[:1].isupper()
    noun, plural = _noun(low, capital)
    return Word(low, flags, noun, capital, plural)


def _noun(low: str, capital: bool) -> tuple[str, bool]:
    """Return the role that a word names, in the singular, and whether the word is a plural."""
    bare = low.removeprefix("ex-").removesuffix("-elect").removesuffix("-designate")
    known = lexicon()
    for noun, plural in ((bare, False), (bare[:-1] if bare.endswith("s") else "", True), (_men(bare), True)):
        if noun in known.nouns or noun.endswith("ologist"):
            return ("", False) if noun in known.ambiguous and plural and not capital else (noun, plural)
    return "", False


def _men(low: str) -> str:
    return _MEN.sub(r"\1man", low) if low.endswith("men") else ""


def sentence_of(
    text: str, number: int, start: int, end: int, names: Sequence[Mention], dates: tuple[str, ...]
) -> Sentence:
    """Cut the text from `start` to `end` into items; `names` stand in it, ascending."""
    items: list[Item] = []
    at = start
    for name in names:
        _words(text, at, name.span.start, items)
        items.append(Item(name.span.start, name.span.end, NAME, name))
        at = max(at, name.span.end)
    _words(text, at, end, items)
    return Sentence(text, number, tuple(items), dates)


def _words(text: str, start: int, end: int, items: list[Item]) -> None:
    items += [Item(found.start(), found.end(), word_of(found[0])) for found in _TOKEN.finditer(text, start, end)]
