"""People's names by their parts, and how likely two of them are one person's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.entities.across.values import KeyRow
from explorer.entities.consistency import families_of
from explorer.entities.gazetteer import Is
from explorer.entities.nicknames import foreign, full_names
from explorer.entities.spelling import LIKELY, SLIP, alike
from explorer.entities.words import look

_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PARTICLES = frozenset([
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "bin", "ibn", "ben", "bint", "abu", "von", "van", "der",
    "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "ter", "ten", "zu", "zur", "af",
    "av", "of", "the", "y", "e",
])  # fmt: skip


class Name(NamedTuple):
    """A person's name by its parts, folded; `given` is empty for a family name alone."""

    given: tuple[str, ...]
    family: str
    generation: str


@lru_cache(maxsize=100_000)
def parts(key: str, family: str) -> Name:
    """Return the parts of a folded name whose family name is the word `family`."""
    words = key.split()
    generation = "".join(_GENERATIONS[word] for word in words[1:] if word in _GENERATIONS)
    words = [word for at, word in enumerate(words) if not at or word not in _GENERATIONS]
    at = len(words) - 1 if words[-1] == family or family not in words else words.index(family)
    given = tuple(word for here, word in enumerate(words) if here != at and word not in _PARTICLES)
    return Name(given, words[at], generation)


@lru_cache(maxsize=100_000)
def families(key: str, written: str) -> tuple[str, ...]:
    """Return the words of a folded name that can be its family name, the last one first."""
    words = [word for at, word in enumerate(key.split()) if not at or word not in _GENERATIONS]
    if len(words) < 2:
        return tuple(words)
    others = {found for found in families_of(written) if found in words} if written else set()
    return (words[-1], *sorted(others - {words[-1]} - _PARTICLES))


def common(word: str) -> bool:
    """Say whether many bear a folded family name, as far as the lists know."""
    return bool(look(word.title()).flags & (Is.SURNAME | Is.GIVEN | Is.ORDINARY))


@lru_cache(maxsize=200_000)
def same_given(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    """Return how likely given names are those of one person of a rare family name, and the rule; 0 where they clash."""
    first, second = one[0], other[0]
    middle = middle_fits(one[1:], other[1:])
    if first == second:
        return (0.93, "middle name left out") if middle else (0.0, "")
    if not middle:
        return 0.0, ""
    short, long = sorted((first, second), key=len)
    if len(short) <= 2 and (long.startswith(short[0]) and _run(short, (long, *max(one, other, key=len)[1:]))):
        return 0.85, "initial for the given name"
    if full_names(first) & full_names(second):
        return 0.88, "short form of the given name"
    likely = alike(first, second)
    if likely >= LIKELY:
        return likely - 0.03, "given name spelled otherwise"
    if foreign(first) & foreign(second):
        return 0.81, "given name as another language has it"
    if likely >= SLIP and not (_known(first) and _known(second)):
        return 0.68, "one letter of the given name is other"
    return 0.0, ""


def _run(initials: str, names: Sequence[str]) -> bool:
    """Say whether letters run together (`jr` for `j r`) can be the initials of names, as far as these go."""
    return all(name.startswith(letter) for letter, name in zip(initials, names, strict=False))


def middle_fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether middle names fit: one has none, or each is the other or its initial."""
    return (
        not one
        or not other
        or (len(one) == len(other) and all(a == b or _initial(a, b) for a, b in zip(one, other, strict=True)))
    )


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _known(word: str) -> bool:
    return bool(look(word.title()).flags & (Is.GIVEN | Is.SURNAME | Is.ORDINARY))


def same_family(one: str, other: str) -> float:
    """Return by what the likelihood that two are one person is multiplied for the spelling of their family names."""
    likely = alike(one, other)
    if likely >= 1:
        return 1.0
    if _known(one) and _known(other):  # `Meyer` and `Maier` are both people's names
        return 0.8 if likely >= LIKELY else 0.0
    return 0.97 if likely > LIKELY else 0.93 if likely >= LIKELY else 0.8 if likely >= SLIP else 0.0


def clash(one: KeyRow, other: KeyRow) -> bool:
    """Say whether two keys of people cannot be one, whatever else speaks for it."""
    if " " not in one.key or " " not in other.key:
        return False
    left, right = parts(one.key, families(one.key, "")[0]), parts(other.key, families(other.key, "")[0])
    if left.generation != right.generation:
        return True
    if one.key.replace(" ", "") == other.key.replace(" ", "") or turned_round(one.key, other.key):
        return False
    for family in families(one.key, one.names[0] if one.names else ""):
        for beside in families(other.key, other.names[0] if other.names else ""):
            left, right = parts(one.key, family), parts(other.key, beside)
            fits = left.given and right.given and same_given(left.given, right.given)[0]
            if fits and same_family(left.family, right.family):
                return False
    return True


def turned_round(one: str, other: str) -> float:
    """Return how likely two names of two words are one in both orders."""
    left, right = one.split(), other.split()
    if len(left) != 2 or len(right) != 2:
        return 0.0
    likely = min(alike(left[0], right[1]), alike(left[1], right[0]))
    return likely if likely >= LIKELY else 0.0
