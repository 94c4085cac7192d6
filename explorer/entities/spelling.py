"""How likely two spellings are of one word: transliterations, letters of other languages, slips of a finger.

Words are folded, as by `names.fold`: romanised, in lower case. Three forms of a word are compared, each coarser than
the one before: how it is written, how it would be written were every language's habits one (`canon`), and in which
order its consonants come (`sound`), by which what could be alike at all is found without comparing everything.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SAME = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"shch|schtsch|szcz", "S"),
        (r"tsch|tch|cz|(?<!s)ch(?=[^rl]|$)", "C"),
        (r"sch|sh|sz", "S"),
        (r"dzh|zh|dj(?=[aeiou])", "J"),
        (r"ph|ff", "f"),
        (r"w", "v"),
        (r"ck|q|kh|ch|c(?![eiyC])", "k"),
        (r"gu(?=[ei])|gh", "g"),
        (r"tz|ts|ds", "z"),
        (r"x", "ks"),
        (r"th|tt", "t"),
        (r"dh", "d"),
        (r"ou|oo", "u"),
        (r"ue(?!$)", "u"),
        (r"oe(?!$)", "o"),
        (r"ae|aa", "a"),
        (r"ee", "i"),
        (r"[yj]", "i"),
        (r"i[eo]?v\Z|[eo]vf?\Z|iof?v\Z", "ov"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)ii?\Z|(?<=..[aeou])i\Z", "i"),
        (r"(?<=[aeiou])h(?=[^aeiou]|\Z)", ""),
        (r"(?<=in)e\Z", ""),
    )
)
_CLASSES = str.maketrans({"q": "k", "g": "k", "c": "k", "z": "s", "C": "S", "J": "S", "t": "d", "p": "b"})
_VOWELS = re.compile(r"[aeiou]+")
_SILENT = re.compile(r"[aeiouh]+")
_KINDS = {"a": "a", "e": "e", "i": "i", "o": "u", "u": "u"}
_NEAR = frozenset({frozenset("ae"), frozenset("ei")})

CERTAIN, LIKELY, SLIP = 0.95, 0.85, 0.75
"""How alike words are that differ by habits of spelling, by what transliteration leaves open, by one letter."""

_SHORT = 4  # letters up to which a word must be the same
_LONG = 7  # letters from which one that is wrong is more likely a slip than another name


@lru_cache(maxsize=100_000)
def canon(word: str) -> str:
    """Return a folded word as it would be written if all languages wrote alike: `tschaikowski`, `chaikovski`."""
    for pattern, by in _SAME:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return the consonants of a folded word by their kind, a leading vowel as "a"; the word itself if it has none."""
    plain = canon(word)
    bones = re.sub(r"(.)\1+", r"\1", _SILENT.sub("", plain.translate(_CLASSES)))
    return ("a" if plain[:1] in "aeiou" else "") + bones if bones else word


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> float:
    """Return how likely two folded words are spellings of one, 0–1; 1 for the same."""
    if one == other:
        return 1.0
    shortest = min(len(one), len(other))
    left, right = canon(one), canon(other)
    if left == right:
        return CERTAIN if shortest > 2 else 0.0
    if shortest < _SHORT:
        return 0.0
    if shortest > _SHORT and (_transliterated(left, right) or _swallowed(left, right)):
        return LIKELY
    return SLIP if shortest >= _LONG and slip(one, other) else 0.0


def slip(one: str, other: str) -> bool:
    """Say whether one letter put in, left out, replaced, or swapped with its neighbour makes a word the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[at:], other[at:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]


def _transliterated(left: str, right: str) -> bool:
    """Say whether two canonical words have the same consonants in the same places, and vowels that may be confused."""
    if _hard(left) != _hard(right):
        return False
    vowels = list(zip(_VOWELS.findall(left), _VOWELS.findall(right), strict=True))
    if left[-1] in "aeiou" and _KINDS[left[-1]] != _KINDS[right[-1]]:
        return False  # `Anna` and `Anne`, `Mario` and `Maria` are two
    return all(_may_be(one, other) for one, other in vowels)


def _swallowed(left: str, right: str) -> bool:
    """Say whether one of two canonical words has a vowel that the other swallows: `Dmitri` and `Dimitri`."""
    short, long = sorted((left, right), key=len)
    if len(short) <= _SHORT or len(short) == len(long) or short[-1] != long[-1] or not slip(short, long):
        return False
    return sound(short) == sound(long) and short[0] == long[0] and _apart(short, long)


def _apart(short: str, long: str) -> bool:
    """Say whether the vowel that only the longer word has stands between consonants."""
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    around = long[at - 1 : at] + long[at + 1 : at + 2]
    return long[at] in "aeiou" and len(around) > 1 and not set(around) & set("aeiou")


@lru_cache(maxsize=100_000)
def _hard(word: str) -> str:
    """Return a canonical word with a mark for each run of vowels, and the consonants that are confused made one."""
    return _VOWELS.sub("*", re.sub(r"[gq]", "k", word.replace("z", "s")))


def _may_be(one: str, other: str) -> bool:
    kinds, others = {_KINDS[vowel] for vowel in one}, {_KINDS[vowel] for vowel in other}
    return bool(kinds & others) or any(frozenset((a, b)) in _NEAR for a in kinds for b in others)
