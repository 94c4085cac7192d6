"""Cuts a run of capitalised words into pieces: organisations, roles, fixed names, and what is left between them.

A run such as `Acme Deputy Head for Rural Development Jane Doe` holds an organisation, a role and
a person. Pieces are index ranges of the run's tokens; what a `name` piece names is told by `classify`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from explorer.entities.gazetteer import CITY, COUNTRY, Gazetteer, Is, load
from explorer.entities.organisations import find_organisation, joined, opening
from explorer.entities.words import Token

_FRONTS = frozenset(["Mount", "Mt", "Lake", "Cape", "Fort", "Ft", "Port", "River", "Isle", "Loch", "Wadi"])
PERSONAL = Is.GIVEN | Is.SURNAME


class Piece(NamedTuple):
    """Tokens `start` to `end` of a run; `kind` is organisation, newspaper, body, place or name."""

    start: int
    end: int
    kind: str


def cut(tokens: Sequence[Token], starts: frozenset[int] | set[int], lists: Gazetteer) -> list[Piece]:
    """Return the pieces of a run, ascending; `starts` are offsets at which sentences begin."""
    pieces: list[Piece] = []
    for start, end in _blocks(tokens, starts):
        _parse(tokens, start, end, lists, pieces)
    return pieces


def _blocks(tokens: Sequence[Token], starts: frozenset[int] | set[int]) -> list[tuple[int, int]]:
    """Return the ranges between words that cannot belong to a name."""
    blocks, begin = [], 0
    for at, token in enumerate(tokens):
        if at > begin and token.start in starts:
            blocks.append((begin, at))
            begin = at
        if not token.link and _separates(tokens, at):
            blocks.append((begin, at))
            begin = at + 1
        elif token.possessive and not _goes_on(tokens, at):
            blocks.append((begin, at + 1))
            begin = at + 1
    blocks.append((begin, len(tokens)))
    return [(start, end) for start, end in blocks if start < end]


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a possessive belongs to a company's name: `McDonald's Corp`."""
    places = load().places
    if tokens[at].has(Is.DEMONYM) or any(joined(tokens[max(0, first) : at + 1]) in places for first in (at - 1, at)):
        return False
    several = tokens[at].word.text.endswith(("s", "men", "people", "children"))
    named = at > 0 and not several and tokens[at - 1].has(Is.GIVEN) and not tokens[at - 1].has(Is.ORDINARY)
    plural = tokens[at].has(Is.ORDINARY) and not named and not tokens[at].has(Is.ROLE | Is.TITLE | Is.STOP | Is.HEAD)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and not following.link and (_patron(tokens, at, following) or (plural and _heads(tokens, at + 1))):
        return True
    for following in tokens[at + 1 : at + 5]:
        if following.link or following.has(Is.ROLE | Is.GIVEN | Is.STOP):
            return False
        if following.has(Is.LEGAL):
            return True
    return False


def _heads(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a head noun stands at `at` or, behind a word of its name, next to it: `Workers' Democratic Party`."""
    second = tokens[at + 1] if at + 1 < len(tokens) else None
    qualified = tokens[at].has(Is.ORDINARY | Is.DEMONYM) and not tokens[at].has(Is.STOP | Is.ROLE)
    return tokens[at].has(Is.HEAD) or (qualified and second is not None and not second.link and second.has(Is.HEAD))


def _patron(tokens: Sequence[Token], at: int, following: Token) -> bool:
    """Say whether a house is called after its patron: `King's College`, `St. Mary's Hospital`."""
    saint = at > 0 and tokens[at - 1].word.text.rstrip(".") in {"St", "Saint"}
    patron = saint or tokens[at].word.text in {"King", "Queen", "Queens", "Lady", "Lord", "Bishop", "Children", "Women"}
    return patron and following.has(Is.HEAD)


def _separates(tokens: Sequence[Token], at: int) -> bool:
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.has(Is.STOP):
        short_name = token.has(Is.CAPITALS) and len(token.word.text) > 1 and _known(token)
        initial = token.has(Is.INITIAL) and token.word.text[-1] == "." and at > 0
        within = at > 0 and opening(tokens, at - 1) in load().openings
        return not (short_name or initial or within or _opens_name(tokens, at))
    if token.has(Is.CALENDAR):
        if following is None or following.link:
            return True
        named = token.word.text == "Jan" and not following.has(Is.ORDINARY)
        return not (named or following.has(Is.NEWSPAPER) or (token.has(Is.GIVEN) and following.has(Is.SURNAME)))
    if token.has(Is.SUFFIX) and at and not tokens[at - 1].link and tokens[at - 1].has(PERSONAL | Is.INITIAL):
        return False  # `John J. Ray III`
    if not token.has(Is.NOT_A_NAME) or not token.has(Is.CAPITALS) or token.has(Is.LEGAL | Is.INITIAL):
        return False
    firm = following is not None and not following.link and following.has(Is.LEGAL | Is.HEAD)  # `PS Group Inc`
    return not firm and not (following and joined(tokens[at : at + 2]) in load().places)  # `NEW YORK`


def _opens_name(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a small word belongs to a name: `All Progressives Congress`, and the family name in `He Jing`."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.link or following.has(Is.STOP | Is.CALENDAR):
        return False
    if tokens[at].word.text == "He":
        return not following.has(Is.ORDINARY | Is.CAPITALS | Is.DEMONYM) and not tokens[at].possessive
    return tokens[at].word.text == "All" and any(token.has(Is.HEAD) for token in tokens[at + 1 : at + 5])


def _known(token: Token) -> bool:
    """Say whether capitals that spell a function word are the short name of something: `US`, `WHO`."""
    lists = load()
    return token.word.folded in lists.places or token.word.folded in lists.bodies


def _parse(tokens: Sequence[Token], start: int, end: int, lists: Gazetteer, out: list[Piece]) -> None:
    """Cut tokens start to end, the surest parts first, and add the pieces in order."""
    while start < end and tokens[start].link:
        start += 1
    while start < end and tokens[end - 1].link:
        end -= 1
    if start >= end:
        return
    found = (
        find_organisation(tokens, start, end, lists)
        or _fixed(tokens, start, end, lists)
        or _role(tokens, start, end, lists)
        or _link(tokens, start, end)
        or _demonym(tokens, start, end)
    )
    if not found:
        out.append(Piece(start, end, "name"))
        return
    first, last, kind = found
    _parse(tokens, start, first, lists, out)
    if kind:
        out.append(Piece(first, last, kind))
    _parse(tokens, last, end, lists, out)


Found = tuple[int, int, str] | None


def _fixed(tokens: Sequence[Token], start: int, end: int, lists: Gazetteer) -> Found:
    """Find the longest name of two words or more that the lists know, or a place by its head word."""
    openings = [at for at in range(start, end - 1) if not tokens[at].link and opening(tokens, at) in lists.openings]
    for size in range(min(5, end - start), 1, -1):
        for at in openings:
            if at + size > end:
                break
            name = joined(tokens[at : at + size])
            if name in lists.bodies:
                return at, at + size, "body"
            if name in lists.places and not (size == end - start == 2 and _personal(tokens, at, lists.places[name][0])):
                return at, at + size, "place"
    return _headed_place(tokens, start, end)


def _personal(tokens: Sequence[Token], at: int, rank: int) -> bool:
    """Say whether two words that are a small town are likelier a person: `San Pedro` is not, `Joseph Smith` is."""
    return (
        rank < 3 and tokens[at].has(Is.GIVEN) and tokens[at + 1].has(Is.SURNAME) and not tokens[at].has(Is.PLACE_FRONT)
    )


def _headed_place(tokens: Sequence[Token], start: int, end: int) -> Found:
    """Find `Gulf of Mexico`, `Lake Victoria`, `Downing Street`."""
    for at in range(start, end):
        token = tokens[at]
        if token.link or not token.has(Is.PLACE_HEAD):
            continue
        if at + 2 < end and tokens[at + 1].word.text == "of" and not tokens[at + 2].has(Is.ORDINARY):
            return at, at + 3, "place"
        before = at
        while before > start and not tokens[before - 1].link and not tokens[before - 1].has(Is.ROLE | Is.TITLE):
            before -= 1
        if before < at and load().places.get(joined(tokens[before:at]), (0,))[0] == COUNTRY:
            continue  # `U.S. District Judge`, `Turkey State Bank`: of a country, not a place called after it
        if at > before and any(not token.has(Is.ORDINARY | Is.DEMONYM) for token in tokens[before:at]):
            return before, at + 1, "place"
    return _fronted_place(tokens, start, end)


def _fronted_place(tokens: Sequence[Token], start: int, end: int) -> Found:
    """Find `Mount Elgon`, `Port Dickson`, `Northern Ruritania`, `West Berlin`."""
    front, following = tokens[start], tokens[start + 1] if start + 1 < end else None
    if following is None or following.link:
        return None
    name, lists = front.word.text.rstrip("."), load()
    if name in _FRONTS:
        return (start, start + 2, "place") if not following.has(Is.ORDINARY) else None
    for size in (3, 2, 1):
        known = lists.places.get(joined(tokens[start + 1 : min(end, start + 1 + size)]), (0,))[0]
        if front.has(Is.COMPASS) and known >= CITY and not following.has(Is.AMBIGUOUS):
            return start, min(end, start + 1 + size), "place"
    return None


def _role(tokens: Sequence[Token], start: int, end: int, lists: Gazetteer) -> Found:
    """Find a role or a title with the words that belong to it: `Deputy Foreign Minister`, `Director General`."""
    for at in range(start, end):
        token = tokens[at]
        if token.link or not token.has(Is.ROLE | Is.TITLE) or _is_surname(tokens, at, start, end):
            continue
        if not token.has(Is.ROLE) and at == end - 1 > start and _names(tokens[at - 1]):
            continue  # `Amartya Sen`, `Noordin Haji`: a title stands before a name
        first, last = at, at + 1
        while first > start and _belongs(tokens[first - 1], lists):
            first -= 1
        while last < end and _continues(tokens, last, end):
            last += 1
        return first, last, ""
    return None


def _names(token: Token) -> bool:
    return not token.link and not token.possessive and not token.has(Is.ORDINARY | Is.ROLE | Is.TITLE | Is.DEMONYM)


def _is_surname(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    """Say whether a role word is a family name: `Stephen King`, but not `Maria Director`."""
    return at > start and at == end - 1 and tokens[at].has(Is.SURNAME) and tokens[at - 1].has(Is.GIVEN | Is.INITIAL)


def _belongs(token: Token, lists: Gazetteer) -> bool:
    """Say whether a word before a role noun is a part of the role."""
    if token.link or token.possessive or token.has(Is.CAPITALS | Is.DEMONYM) or token.word.folded in lists.bodies:
        return False
    return token.has(Is.MODIFIER | Is.ROLE | Is.TITLE) or (
        token.has(Is.ORDINARY) and token.word.folded not in lists.places
    )


def _continues(tokens: Sequence[Token], at: int, end: int) -> bool:
    token = tokens[at]
    if token.link:
        return token.word.text in {"and", "&"} and at + 1 < end and tokens[at + 1].has(Is.ROLE)
    return token.has(Is.ROLE | Is.TITLE | Is.MODIFIER) and not _is_surname(tokens, at, at - 1, end)


def _link(tokens: Sequence[Token], start: int, end: int) -> Found:
    """Find a small word at which names part; particles of persons and `&` between companies join."""
    for at in range(start, end):
        token = tokens[at]
        if token.link and token.word.text != "&" and not _joins(tokens, at, start):
            return at, at + 1, ""
    return None


def _joins(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Say whether a particle stands within a person's name: `Ursula von der Leyen`."""
    if not tokens[at].has(Is.PARTICLE) or tokens[at].word.text in {"y", "e", "the"}:
        return False
    before = next((token for token in reversed(tokens[start:at]) if not token.link), None)
    return before is not None and not before.has(Is.ORDINARY)


def _demonym(tokens: Sequence[Token], start: int, end: int) -> Found:
    """Find an adjective of nationality, unless it is a given name before a family name: `Christian Lindner`."""
    for at in range(start, end):
        token = tokens[at]
        if token.link or not token.has(Is.DEMONYM):
            continue
        follows = at + 1 < end and not tokens[at + 1].link and not tokens[at + 1].has(Is.ORDINARY)
        if token.has(Is.GIVEN) and follows:
            continue
        if at > start and token.has(Is.SURNAME) and tokens[at - 1].has(Is.GIVEN):
            continue
        return at, at + 1, ""
    return None
