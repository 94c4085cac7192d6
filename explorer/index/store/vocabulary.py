"""The forms that a writer has met, each with a number, and what each run of characters between blanks consists of."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

MOST_RUNS = 1_500_000
"""Runs that are remembered; beyond, the vocabulary is begun anew with the next segment."""

LONGEST_RUN = 80
"""Characters of a run that is worth remembering: longer ones do not come again."""

FormKey = tuple[str, str, str]
"""Folded form, exact form, term: forms are written in the order of these."""

Token = tuple[str, str, str]
"""Term, folded form, exact form."""

Tell = Callable[[str], list[Token]]
"""Returns the tokens of a text, which may be cut at any blank."""


class Runs(dict[str, int]):
    """The number of each run of characters that holds no blank; new ones are analysed when they are looked up."""

    def __init__(self, vocabulary: Vocabulary, tell: Tell) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._tell = tell

    def __missing__(self, run: str) -> int:
        number = self._vocabulary.new_run(self._tell(run))
        if len(run) <= LONGEST_RUN:
            self[run] = number
        return number


class Vocabulary:
    """Numbers forms and runs in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[FormKey, int] = {}
        self.keys: list[FormKey] = []
        self.hashes = array("I")
        self._starts = array("Q", (0,))
        self._forms = array("I")

    @property
    def full(self) -> bool:
        """Say whether so many runs are known that a new vocabulary is due."""
        return len(self._starts) > MOST_RUNS

    def new_run(self, tokens: list[Token]) -> int:
        """Take the tokens of a run; return its number."""
        numbers = self._numbers
        for term, folded, exact in tokens:
            key = (folded, exact, term)
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(self.keys)
                self.keys.append(key)
                self.hashes.append(zlib.crc32(term.encode("utf-8", "surrogatepass")))
            self._forms.append(number)
        self._starts.append(len(self._forms))
        return len(self._starts) - 2

    def expand(self, runs: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the forms of a row of runs, and where those of each run begin and the last ones end."""
        starts = np.array(self._starts, dtype=np.int64)
        counts = np.diff(starts)[runs]
        ends = np.zeros(len(runs) + 1, dtype=np.int64)
        np.cumsum(counts, out=ends[1:])
        forms = np.array(self._forms, dtype=np.uint32)
        if len(runs) and int(counts.max()) == 1 and int(counts.min()) == 1:
            return forms[starts[runs]], ends
        at = np.repeat(starts[runs] - ends[:-1], counts) + np.arange(int(ends[-1]), dtype=np.int64)
        return forms[at], ends
