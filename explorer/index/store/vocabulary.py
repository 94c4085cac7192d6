"""The forms that a writer has met, each with a number, and what each run of characters between blanks consists of."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.forms import shape_of
from explorer.index.store.ragged import gather

MOST_RUNS = 1_500_000
"""Runs that are remembered; beyond, the vocabulary is begun anew with the next segment."""

LONGEST_RUN = 80
"""Characters of a run that is worth remembering: longer ones do not come again."""

Token = tuple[str, str, str]
"""Term, folded form, exact form."""

Tell = Callable[[str], list[Token]]
"""Returns the tokens of a text, which may be cut at any blank."""

_SIGNS = "".join(map(chr, range(33, 127)))
_AROUND = "".join(compress(_SIGNS, (not sign.isalnum() and sign not in "+#" for sign in _SIGNS))) + "–—…“”‘„’«»"
"""Signs before and behind a word that say nothing of it; `C++` and `C#` end with others."""


class Runs(dict[str, int]):
    """The number of each run of characters that holds no blank; new ones are analysed when they are looked up."""

    def __init__(self, vocabulary: Vocabulary, tell: Tell) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._tell = tell
        self._words: dict[str, int] = {}

    def __missing__(self, run: str) -> int:
        word = run.strip(_AROUND)
        if word.isalnum() and word.isascii():  # most runs: one word, with or without signs around it
            form = self._words.get(word)
            if form is None:
                form = self._words[word] = self._vocabulary.number(self._tell(word)[0])
            number = self._vocabulary.new_run((form,))
        else:
            number = self._vocabulary.new_run([self._vocabulary.number(token) for token in self._tell(run)])
        if len(run) <= LONGEST_RUN:
            self[run] = number
        return number


class Vocabulary:
    """Numbers forms and runs in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[Token, int] = {}
        self.order: list[str] = []
        self.tokens: list[Token] = []
        self.shapes = array("B")
        self.hashes = array("I")
        self._counts = array("I")
        self._forms = array("I")

    @property
    def full(self) -> bool:
        """Say whether so many runs are known that a new vocabulary is due."""
        return len(self._counts) > MOST_RUNS

    def number(self, token: Token) -> int:
        """Return the number of a form; `order` has for each what sorts it by folded form, exact form and term."""
        number = self._numbers.get(token)
        if number is None:
            number = self._numbers[token] = len(self.tokens)
            term, folded, exact = token
            self.tokens.append(token)
            self.order.append(f"{folded}\0{exact}\0{term}")
            self.shapes.append(shape_of(folded, exact))
            self.hashes.append(zlib.crc32(term.encode("utf-8", "surrogatepass")))
        return number

    def new_run(self, forms: tuple[int, ...] | list[int]) -> int:
        """Take the forms that a run consists of; return its number."""
        self._forms.extend(forms)
        self._counts.append(len(forms))
        return len(self._counts) - 1

    def expand(self, runs: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the forms of a row of runs, and where those of each run begin and the last ones end."""
        known = np.array(self._counts, dtype=np.uint32)
        starts = np.cumsum(known, dtype=np.int64) - known
        counts, forms = known[runs], np.array(self._forms, dtype=np.uint32)
        ends = np.zeros(len(runs) + 1, dtype=np.int64)
        np.cumsum(counts, out=ends[1:])
        tokens = np.empty(int(ends[-1]), dtype=np.uint32)
        single = counts == 1  # nearly all are
        tokens[ends[:-1][single]] = forms[starts[runs[single]]]
        others = np.flatnonzero(counts > 1)
        many = counts[others].astype(np.int64)
        tokens[gather(ends[others], many)] = forms[gather(starts[runs[others]], many)]
        return tokens, ends
