"""Strings that are spelled like another one."""

from __future__ import annotations

import numpy as np

from explorer.index.store.lexicon import Lexicon, letters_of


def alike(lexicon: Lexicon, word: str, edits: int) -> dict[int, int]:
    """Return the rows of strings that are at most `edits` letters away (optimal string alignment), with how many."""
    from rapidfuzz import process  # most searches do not ask for similar spellings
    from rapidfuzz.distance import OSA

    wanted = word.encode("utf-8", "surrogatepass")
    lengths = np.diff(lexicon.starts) - 1
    may = np.abs(lengths - len(wanted)) <= 4 * edits  # a letter has up to four bytes
    may &= np.bitwise_count(lexicon.letters ^ letters_of(wanted)) <= 2 * edits
    rows: list[int] = np.flatnonzero(may).tolist()
    strings = [string.decode("utf-8", "surrogatepass") for string in lexicon.strings(rows)]
    near = process.extract(word, strings, scorer=OSA.distance, score_cutoff=edits, limit=None, processor=None)
    return {rows[at]: int(distance) for _, distance, at in near}
