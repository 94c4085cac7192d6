"""What each run of characters consists of: forms.

Runs are numbered while texts are read and analysed all at once later: most are one word.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import not_
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.met import Met, Tokens
from explorer.index.store.ragged import gather, spread
from explorer.index.store.runs import Known, Runs

MOST_RUNS = 1_000_000
"""Runs that are remembered; beyond, a segment ends, and the vocabulary is begun anew with the next one. Each takes
about a kilobyte until the segment is written."""

_SIGNS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum() and chr(code) not in "+#")
_AROUND = f"{_SIGNS}–—…“”‘„’«»"
"""Signs before and behind a word that say nothing of it; `C++` and `C#` end with others."""


class Analysis(Protocol):
    """What is asked of an analyser."""

    def tellings(self, text: str) -> list[tuple[str, str, str]]:
        """Return term, folded and exact form of the tokens of a run of characters."""
        ...

    def is_plain(self, word: str) -> bool:
        """Say whether a run of characters is one word, which is the whole run."""
        ...

    def plain(self, words: Sequence[str]) -> Tokens:
        """Return the tokens of words that are plain, one each."""
        ...


class Vocabulary:
    """Knows the forms of runs, which it numbers in the order in which they are met."""

    def __init__(self) -> None:
        self._known = Known()
        self._runs: list[tuple[Runs, Analysis]] = []
        self.met = Met()
        self._forms = array("I")
        self._starts: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._counts: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)

    def runs(self, analysis: Analysis) -> Runs:
        """Return new runs that are analysed so."""
        runs = Runs(self._known)
        self._runs.append((runs, analysis))
        return runs

    @property
    def full(self) -> bool:
        """Say whether so many runs are known that a new vocabulary is due."""
        return self._known.count > MOST_RUNS

    def expand(self, runs: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the forms of a row of runs, and where those of each run begin and the last ones end."""
        self._analyse()
        counts, forms = self._counts[runs], np.append(np.array(self._forms, dtype=np.uint32), np.uint32(0))
        tokens, ends = np.repeat(forms[self._starts][runs], counts), spread(counts)  # right for runs of one form
        others = np.flatnonzero(counts > 1)
        many = counts[others].astype(np.int64)
        tokens[gather(ends[others], many)] = forms[gather(self._starts[runs[others]], many)]
        return tokens, ends

    def _analyse(self) -> None:
        """Find out what new runs consist of."""
        more = self._known.count - len(self._counts)
        if not more:
            return
        self._starts = np.concatenate((self._starts, np.zeros(more, dtype=np.int64)))
        self._counts = np.concatenate((self._counts, np.zeros(more, dtype=np.uint32)))
        for runs, analysis in self._runs:
            is_plain = list(map(analysis.is_plain, runs.fresh))
            self._take(list(compress(runs.fresh_numbers, is_plain)), list(compress(runs.fresh, is_plain)), analysis)
            others = list(map(not_, is_plain))
            self._take_apart(compress(runs.fresh_numbers, others), compress(runs.fresh, others), analysis)
            runs.forget_fresh()

    def _take(self, numbers: list[int], words: list[str], analysis: Analysis) -> None:
        """Note that these runs are these words, which are plain."""
        self._note(numbers, [1] * len(words), analysis.plain(words))

    def _take_apart(self, numbers: Iterable[int], runs: Iterable[str], analysis: Analysis) -> None:
        """Find the words of runs that are not plain."""
        within: dict[int, str] = {}
        several: dict[int, int] = {}
        found: list[tuple[str, str, str]] = []
        for number, run in zip(numbers, runs, strict=True):
            word = run.strip(_AROUND)
            if analysis.is_plain(word):
                within[number] = word
                continue
            tokens = analysis.tellings(run)
            several[number] = len(tokens)
            found.extend(tokens)
        self._take(list(within), list(within.values()), analysis)
        terms, folded, exact = zip(*found, strict=True) if found else ((), (), ())
        self._note(list(several), list(several.values()), (terms, folded, exact))

    def _note(self, numbers: list[int], counts: list[int], tokens: Tokens) -> None:
        """Note that these runs consist of so many tokens each, which stand one after another."""
        if numbers:
            each = np.array(counts, dtype=np.int64)
            self._starts[numbers] = spread(each)[:-1] + len(self._forms)
            self._counts[numbers] = each
            self._forms.extend(self.met.numbers(tokens))
