"""Keys that make a name in one document equal to the same name in another."""

from __future__ import annotations

from functools import lru_cache

from explorer.entities.gazetteer import Is, load
from explorer.entities.names import fold, plain
from explorer.entities.words import look
from explorer.model.entity import EntityType


@lru_cache(maxsize=65536)
def key_of(type_: EntityType, name: str) -> str:
    """Return the key of a name: folded; without legal form and article for organisations; canonical for places."""
    if type_ is EntityType.PLACE:
        return _place(name)
    if type_ is EntityType.ORGANISATION:
        return _organisation(name)
    return fold(name) or plain(name) or name.strip()


def _place(name: str) -> str:
    folded = fold(name)
    folded = folded.removeprefix("the ") or folded
    return load().places.get(folded, (0, folded))[1] or folded or name.strip()


def _organisation(name: str) -> str:
    words = plain(name).split()
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and (look(words[-1]).flags & Is.LEGAL or words[-1] in {"and", "&"}):
        words = words[:-1]
    joined = " ".join(words)
    return load().bodies.get(joined, joined) or name.strip()


@lru_cache(maxsize=65536)
def has_legal_form(name: str) -> bool:
    """Say whether a name ends in the form of a company, such as Inc, GmbH or S.A."""
    words = plain(name).split()
    return len(words) > 1 and bool(look(words[-1]).flags & Is.LEGAL)


def same_person(short: str, full: str) -> bool:
    """Say whether two folded full names fit: first names equal or an initial of the other, the last words equal."""
    left, right = short.split(), full.split()
    if left == right or left[-1] != right[-1]:
        return False
    if not _fits(left[0], right[0]):
        return False
    middle, other = left[1:-1], right[1:-1]
    return not middle or not other or (len(middle) == len(other) and all(map(_fits, middle, other)))


def _fits(one: str, other: str) -> bool:
    """Say whether two first names are equal or one is the initial (or run of initials) of the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) <= 2 and long.startswith(short[0])
