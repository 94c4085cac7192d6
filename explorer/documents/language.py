"""In which language a text is written, as its small words tell.

What a text is about is said in names and rare words, which travel; what holds its sentences together is its own. A word
that many languages have counts little, one that a single language has counts most.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from explorer.documents.neighbour_words import NEIGHBOURS
from explorer.model.function_words import WORDS
from explorer.model.language import SNOWBALL, code_of

STRETCH = 3_000
"""Characters that are looked at, at the beginning, in the middle and at the end of a text."""

FEWEST = 5
"""Small words without which a text is too short to tell."""

FEWEST_DIFFERENT = 4
"""Different ones among them: a table may say `no comparison` in each of its rows."""

SHARE = 0.14
"""Part of the words that must be small ones of the language; a list of names or a table has fewer."""

LEAD = 1.2
"""How many times the weight of the next likely language; neighbours such as Danish and Norwegian share most words."""

SURE = 2.0
"""The lead with which a text is believed more than what it says of itself."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0590-\u05c7\u0900-\u097f\u0b80-\u0bff]+[^\W\d_]*)*")


def language_of(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of the language of a text, "" when that is unsure or no stemmer knows it.

    `declared` is what the document says of itself: pages are made from templates that say another language, so it
    counts unless the text is clearly in another one.
    """
    said = code_of(declared)
    found, lead = _detected(_sample(text))
    if said and lead < SURE:
        return said
    return found if found in SNOWBALL else ""


def _sample(text: str) -> str:
    """Return as much of a text as is looked at; what lies at its beginning may be a menu or a letterhead."""
    if len(text) <= 3 * STRETCH:
        return text
    middle = len(text) // 2
    return f"{text[:STRETCH]} {text[middle : middle + STRETCH]} {text[-STRETCH:]}"


def _detected(text: str) -> tuple[str, float]:
    """Return the code of the likeliest language and how far it leads, ("", 0.0) if there is no likely one."""
    words = _WORD.findall(text.lower())
    small = _small()
    seen = Counter(word for word in words if word in small)
    if seen.total() < FEWEST:
        return "", 0.0
    weights: dict[str, float] = {}
    shares: Counter[str] = Counter()
    different: Counter[str] = Counter()
    for word, many in seen.items():
        languages, weight = small[word]
        for language in languages:
            # What stands in every sentence tells no more than what stands in some.
            weights[language] = weights.get(language, 0.0) + weight * many**0.7
            shares[language] += many
            different[language] += 1
    first, second = [*sorted(weights, key=lambda each: (-weights[each], each)), ""][:2]
    if shares[first] < max(FEWEST, SHARE * len(words)) or different[first] < FEWEST_DIFFERENT:
        return "", 0.0
    lead = weights[first] / weights[second] if second else SURE
    return (first, lead) if lead >= LEAD else ("", 0.0)


@cache
def _small() -> dict[str, tuple[tuple[str, ...], float]]:
    """Return each small word with the languages that have it, and its weight."""
    found: dict[str, list[str]] = {}
    for code, words in (WORDS | NEIGHBOURS).items():
        for word in set(words.split()):
            found.setdefault(word, []).append(code)
    return {word: (tuple(codes), 1 / len(codes)) for word, codes in found.items()}
