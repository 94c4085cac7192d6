"""The words of a corpus as they are written, with how often: those that are spelled like another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from explorer.index.analysis import Analyser, fold
from explorer.index.fitting import distance
from explorer.index.stopping import stops

SHORTEST, LONGEST = 3, 40
"""Lengths of words that are worth suggesting, in characters."""


def countable(raw: str) -> bool:
    """Say whether a raw token is a word that somebody might misspell."""
    return SHORTEST <= len(raw) <= LONGEST and raw.isalpha()


def similar(raws: Iterable[str], word: str, limit: int, analysers: Iterable[Analyser]) -> list[str]:
    """Return words among raw tokens that are spelled like `word`, as they are written most often.

    It comes first itself if it is there, then those by fewest edits, then the most frequent. A stop word of one
    of the languages is right as it is, whether it is there or not.
    """
    key = fold(word) if word else ""
    if stops(key, analysers):
        return [word][:limit]
    if limit < 1 or not SHORTEST <= len(key) <= LONGEST:
        return []
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for raw in filter(countable, raws):
        written[fold(raw)][raw] += 1
    edits = 1 if len(key) < 5 else 2 if len(key) < 9 else 3
    near = ((distance(form, key, edits), form) for form in written)
    ranked = sorted(
        (apart + (apart > 0 and form[0] != key[0]), -written[form].total(), form)
        for apart, form in near
        if apart <= edits
    )
    return [written[form].most_common(1)[0][0] for _, _, form in ranked[:limit]]
