"""The words of a corpus as they are written, with how often: those that are spelled like another."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.index.analysis import STOP_WORDS, fold

SHORTEST, LONGEST = 3, 40
"""Lengths of words that are worth suggesting, in characters."""


def countable(raw: str) -> bool:
    """Say whether a raw token is a word that somebody might misspell."""
    return SHORTEST <= len(raw) <= LONGEST and raw.isalpha()


class Speller:
    """Finds words of a corpus that are spelled like a given one; safe from any thread."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._words = words
        self._lock = Lock()
        self._written: dict[str, tuple[str, int]] | None = None

    def _known(self) -> dict[str, tuple[str, int]]:
        """Return for each folded form its most frequent written form and the frequency of all its forms."""
        with self._lock:
            if self._written is None:
                written: dict[str, tuple[str, int, int]] = {}
                for word, count in self._words:
                    key = fold(word)
                    best, most, total = written.get(key, (word, 0, 0))
                    written[key] = (word, count, total + count) if count > most else (best, most, total + count)
                self._written = {key: (best, total) for key, (best, _, total) in written.items()}
            return self._written

    def similar(self, word: str, limit: int) -> list[str]:
        """Return words spelled like `word`: itself if the corpus has it, then by fewest edits, then most frequent.

        A stop word is right as it is, whether the corpus has it or not.
        """
        key = fold(word) if word else ""
        if key in STOP_WORDS:
            return [word][:limit]
        if limit < 1 or not SHORTEST <= len(key) <= LONGEST:
            return []
        known = self._known()
        edits = 1 if len(key) < 5 else 2 if len(key) < 9 else 3
        near = process.extract(
            key, known.keys(), scorer=OSA.distance, score_cutoff=edits, limit=max(4 * limit, 40), processor=None
        )
        ranked = sorted(
            (distance + (distance > 0 and found[0] != key[0]), -known[found][1], found) for found, distance, _ in near
        )
        return [known[found][0] for _, _, found in ranked[:limit]]
