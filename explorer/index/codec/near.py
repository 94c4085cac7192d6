"""Words of a field that are spelled alike, compared all at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from explorer.index.codec.terms import TermCursor
from explorer.index.codec.whoosh_parts import base


class Nearby(base.Automata):  # type: ignore[misc]  # Whoosh has no types
    """Finds what Whoosh's automaton finds, in its order, and without walking through it."""

    def terms_within(self, fieldcur: Any, uterm: str, maxdist: int, prefix: int = 0) -> Iterator[str]:
        """Iterate over the words within `maxdist` edits of `uterm` that begin with its first `prefix` letters."""
        if not isinstance(fieldcur, TermCursor):
            yield from super().terms_within(fieldcur, uterm, maxdist, prefix)
            return
        words, _ = fieldcur.words(uterm[:prefix])
        if words:
            distances = cdist([uterm], words, scorer=Levenshtein.distance, score_cutoff=maxdist, dtype=np.uint8)
            yield from (words[at] for at in np.flatnonzero(distances[0] <= maxdist))
