"""Queries for a corpus that the written ones do not fit: as many of each kind, from the corpus's own words."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from bench.queries import Asked, understood
from bench.text import Text

SAMPLE = 2000
"""Documents that words are counted in."""

EACH = 6
"""Queries of a kind."""

COMMON, RARE = 0.05, 0.005
"""Shares of the documents: a common word is in more, a rare word in fewer, but in two or more."""

_WORD = re.compile(r"[^\W\d_]{4,}")


def derived(texts: Sequence[Text], seed: int = 1) -> list[Asked]:
    """Return queries of all kinds that have something to find in `texts`; the same for the same texts."""
    chance = random.Random(seed)
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    words = [_WORD.findall(f"{one.title} {one.text}".lower()) for one in sample]
    counted = Counter(word for found in words for word in set(found))
    ordered = [word for word, count in counted.most_common() if count >= 2]
    common = [word for word in ordered if counted[word] >= COMMON * len(sample)] or ordered[:50]
    rare = [word for word in ordered if counted[word] <= RARE * len(sample)] or ordered[-50:]
    pairs = [f"{found[at]} {found[at + 1]}" for found in words if len(found) > 3 for at in (len(found) // 2,)]
    some: dict[str, list[str]] = {"common": common, "rare": rare, "middle": ordered, "pair": pairs}
    if not all(some.values()):
        return []

    def pick(kind: str) -> str:
        return chance.choice(some[kind])

    asked: list[Asked] = []
    for _ in range(EACH):
        middle, other = pick("middle"), pick("middle")
        asked += [
            understood("common", pick("common")),
            understood("rare", pick("rare")),
            understood("two words", pick("pair")),
            understood("three or four words", f"{pick('pair')} {pick('common')}"),
            understood("either", f"{middle} OR {other}"),
            understood("phrase", f'"{_phrase(chance, sample)}"'),
            understood("prefix", f"{middle[:3]}*"),
            understood("wildcard", f"{middle[:2]}*{middle[-2:]}"),
            understood("fuzzy", f"{_misspelt(chance, middle)}~"),
            understood("date", f"{middle} date:{chance.choice(sample).day[:4]}"),
            understood(
                "field", f"title:{chance.choice(_WORD.findall(chance.choice(sample).title.lower()) or [middle])}"
            ),
            understood("without", f"{pick('common')} NOT {other}"),
        ]
    return list({one.typed: one for one in asked}.values())


def _phrase(chance: random.Random, texts: Sequence[Text]) -> str:
    """Return two or three words that stand in a row."""
    for _ in range(100):
        words = chance.choice(texts).text.split()
        at = chance.randrange(max(1, len(words) - 3))
        found = words[at : at + chance.choice((2, 3))]
        if len(found) > 1 and all(word.isalpha() for word in found):
            return " ".join(found).lower()
    return "of the"


def _misspelt(chance: random.Random, word: str) -> str:
    """Return a word with two neighbours exchanged, or with one letter left out."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :] if chance.random() < 0.5 else word[:at] + word[at + 1 :]
