"""Cuts a run of capitalised words into pieces: organisations, roles, fixed names, and what is left between them.

A run such as `Acme Deputy Head for Rural Development Jane Doe` holds an organisation, a role and
a person. Pieces are index ranges of the run's tokens; what a `name` piece names is told by `classify`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from explorer.entities.gazetteer import Gazetteer, Is, load
from explorer.entities.organisations import find_organisation, joined
from explorer.entities.words import Token

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
    if tokens[at].has(Is.DEMONYM) or tokens[at].word.folded in load().places:
        return False
    plural = tokens[at].has(Is.ORDINARY) and not tokens[at].has(Is.ROLE | Is.TITLE | Is.STOP | Is.HEAD)
    if plural and at + 1 < len(tokens) and tokens[at + 1].has(Is.HEAD):
        return True
    for following in tokens[at + 1 : at + 5]:
        if following.link or following.has(Is.ROLE | Is.GIVEN | Is.STOP):
            return False
        if following.has(Is.LEGAL):
            return True
    return False


def _separates(tokens: Sequence[Token], at: int) -> bool:
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.has(Is.STOP):
        return not (token.has(Is.CAPITALS) and len(token.word.text) > 1 and _known(token))
    if token.has(Is.CALENDAR):
        if following is None or following.link:
            return True
        return not (following.has(Is.NEWSPAPER) or (token.has(Is.GIVEN) and following.has(Is.SURNAME)))
    return token.has(Is.NOT_A_NAME) and token.has(Is.CAPITALS) and not token.has(Is.LEGAL | Is.INITIAL)


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
    for size in range(min(5, end - start), 1, -1):
        for at in range(start, end - size + 1):
            if tokens[at].link:
                continue
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
        if at > before and any(not token.has(Is.ORDINARY | Is.DEMONYM) for token in tokens[before:at]):
            return before, at + 1, "place"
    front = tokens[start]
    fronts = {"Mount", "Mt", "Lake", "Cape", "Fort", "Ft", "Port"}
    if front.word.text.rstrip(".") in fronts and start + 1 < end:
        following = tokens[start + 1]
        return (start, start + 2, "place") if not following.link and not following.has(Is.ORDINARY) else None
    return None


def _role(tokens: Sequence[Token], start: int, end: int, lists: Gazetteer) -> Found:
    """Find a role or a title with the words that belong to it: `Deputy Foreign Minister`, `Director General`."""
    for at in range(start, end):
        token = tokens[at]
        if token.link or not token.has(Is.ROLE | Is.TITLE) or _is_surname(tokens, at, start, end):
            continue
        first, last = at, at + 1
        while first > start and _belongs(tokens[first - 1], lists):
            first -= 1
        while last < end and _continues(tokens, last, end):
            last += 1
        return first, last, ""
    return None


def _is_surname(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    """Say whether a role word is a family name: `Stephen King`, but not `Maria Director`."""
    return at > start and at == end - 1 and tokens[at].has(Is.SURNAME) and tokens[at - 1].has(Is.GIVEN | Is.INITIAL)


def _belongs(token: Token, lists: Gazetteer) -> bool:
    """Say whether a word before a role noun is a part of the role."""
    if token.link or token.possessive or token.has(Is.CAPITALS | Is.DEMONYM):
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
