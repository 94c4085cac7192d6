"""Headlines, in capitals or With Each Word Capitalised: there capitals tell nothing, and only known names are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explorer.entities.classify import ORGANISATION, PERSON, PLACE
from explorer.entities.gazetteer import CITY, REGION, Gazetteer, Is
from explorer.entities.guess import Guess
from explorer.entities.organisations import joined
from explorer.entities.words import UPPER, Token, look
from explorer.model.span import Span

_LINE = re.compile(
    rf"^(?=.*[{UPPER}])(?:(?P<shouted>[^a-z\n]*[{UPPER}]{{2}}[^a-z\n]*)|"
    r"(?P<titled>(?:(?:[^a-z\s]\S*|[a-z]{1,3}|from|with|over|into|amid|after|than|that)[ \t]+){4,30}[^a-z\s]\S*))$",
    re.MULTILINE,
)
_PLAIN = Is.HEAD | Is.ROLE | Is.MODIFIER | Is.TITLE | Is.DEMONYM | Is.CALENDAR | Is.STOP | Is.LEGAL | Is.NEWSPAPER
_LONGEST = 5  # words of a known name
_DOUBTFUL = Is.ORDINARY | Is.AMBIGUOUS | Is.STOP


def headlines(text: str, lists: Gazetteer) -> list[Span]:
    """Return the lines, ascending, in which ordinary words are capitalised like names."""
    return [
        Span(*line.span())
        for line in _LINE.finditer(text)
        if line["shouted"] is not None or _is_title(line["titled"], lists)
    ]


def _is_title(line: str, lists: Gazetteer) -> bool:
    """Say whether a line of capitalised words is a headline and no enumeration of names: it has two common words."""
    if line[-1] in ".,;:" or not line.strip('"“‘#* '):
        return False
    common = 0
    for word in line.split()[1:]:
        known = look(word.strip(",:;?!\"“”‘’'()"))
        if (
            known.flags & Is.ORDINARY
            and not known.flags & _PLAIN
            and word[0].isupper()
            and known.folded not in lists.places
        ):
            common += 1
    return common > 1


def known_names(words: Sequence[Token], lists: Gazetteer) -> Iterator[Guess]:
    """Yield the names in a run of a headline that the lists know, and given names with a family name behind them."""
    at = 0
    while at < len(words):
        guess = None if words[at].link else _known(words, at, lists)
        if guess:
            yield guess
        at = guess.end if guess else at + 1


def _known(words: Sequence[Token], at: int, lists: Gazetteer) -> Guess | None:
    for size in range(min(_LONGEST, len(words) - at), 1, -1):
        if words[at + size - 1].link:
            continue
        name = joined(words[at : at + size])
        if name in lists.bodies or name in lists.firms:
            return Guess(at, at + size, ORGANISATION, 0.85, "known organisation")
        if lists.places.get(name, (0,))[0] >= CITY:
            return Guess(at, at + size, PLACE, 0.85, "place in a headline")
    return _person(words, at, lists) or _single(words[at], at, lists)


def _person(words: Sequence[Token], at: int, lists: Gazetteer) -> Guess | None:
    if at + 1 >= len(words) or words[at].possessive:
        return None
    first, last = words[at], words[at + 1]
    if last.link or not first.has(Is.GIVEN) or first.has(_DOUBTFUL) or last.has(_DOUBTFUL | Is.DEMONYM | Is.NOT_A_NAME):
        return None
    if not last.has(Is.SURNAME) and lists.places.get(first.word.folded, (0,))[0] >= CITY:
        return None
    return Guess(at, at + 2, PERSON, 0.75 if last.has(Is.SURNAME) else 0.6, "given name + surname")


def _single(word: Token, at: int, lists: Gazetteer) -> Guess | None:
    if word.has(_DOUBTFUL | Is.NOT_A_NAME):
        country = word.has(Is.CAPITALS) and not word.has(Is.NOT_A_NAME) and word.word.text in _COUNTRIES
        return Guess(at, at + 1, PLACE, 0.8, "place in a headline") if country else None
    name = word.word.folded
    if name in lists.bodies or name in lists.firms:
        return Guess(at, at + 1, ORGANISATION, 0.6 if word.has(Is.GIVEN | Is.SURNAME) else 0.8, "known organisation")
    rank = lists.places.get(name, (0,))[0]
    sure = rank >= REGION or (rank >= CITY and not word.has(Is.GIVEN | Is.SURNAME))
    return Guess(at, at + 1, PLACE, 0.8, "place in a headline") if sure else None


_COUNTRIES = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "USSR"})
