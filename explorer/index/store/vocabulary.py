"""The forms that a writer has met, each with a number, and what each run of characters between blanks consists of.

Runs are numbered while texts are read, which is one look into a dictionary each, and analysed all at once later: most
are one word, with or without signs around it, and many have the same word in them.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count, islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.index.store.forms import shapes_of
from explorer.index.store.ragged import gather, spread

MOST_RUNS = 1_500_000
"""Runs that are remembered; beyond, the vocabulary is begun anew with the next segment."""

LONGEST_RUN = 80
"""Characters of a run that is worth remembering: longer ones do not come again."""

Token = tuple[str, str, str]
"""Term, folded form, exact form."""

_SIGNS = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum() and chr(code) not in "+#")
_AROUND = f"{_SIGNS}–—…“”‘„’«»"
"""Signs before and behind a word that say nothing of it; `C++` and `C#` end with others."""

_JOINT = re.compile("[-/]")
"""Signs that always stand between two words."""


class Analysis(Protocol):
    """What is asked of an analyser."""

    def tellings(self, text: str) -> list[Token]:
        """Return the tokens of a text, which may be cut at any blank."""
        ...

    def is_plain(self, word: str) -> bool:
        """Say whether a run of characters is one token, whatever stands around it."""
        ...

    def plain(self, words: Sequence[str]) -> list[Token]:
        """Return the token of each of some words that are plain."""
        ...


class Runs(defaultdict[str, int]):
    """The number of each run of characters that holds no blank; one that is looked up is numbered."""

    def __init__(self, numbers: count[int], analysis: Analysis) -> None:
        super().__init__(numbers.__next__)
        self.analysis = analysis
        self.words: dict[str, int] = {}
        self.analysed = 0


class Vocabulary:
    """Numbers forms and runs in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers = count()
        self._runs: list[Runs] = []
        self._form_numbers: dict[Token, int] = {}
        self.tokens: list[Token] = []
        self.order: list[str] = []
        self._shapes = array("B")
        self._hashes = array("I")
        self._starts = array("Q")
        self._counts = array("I")
        self._forms = array("I")

    def runs(self, analysis: Analysis) -> Runs:
        """Return new runs that are analysed so."""
        runs = Runs(self._numbers, analysis)
        self._runs.append(runs)
        return runs

    @property
    def full(self) -> bool:
        """Say whether so many runs are known that a new vocabulary is due."""
        return len(self._counts) > MOST_RUNS

    @property
    def shapes(self) -> NDArray[np.uint8]:
        """The shape of each form."""
        return np.array(self._shapes, dtype=np.uint8)

    @property
    def hashes(self) -> NDArray[np.uint32]:
        """A hash of the term of each form."""
        return np.array(self._hashes, dtype=np.uint32)

    def expand(self, runs: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return the forms of a row of runs, and where those of each run begin and the last ones end."""
        for each in self._runs:
            self._analyse(each)
        self._describe()
        counts, forms = np.array(self._counts, dtype=np.uint32)[runs], np.array(self._forms, dtype=np.uint32)
        starts, ends = np.array(self._starts, dtype=np.int64), spread(counts)
        tokens = np.empty(int(ends[-1]), dtype=np.uint32)
        single = counts == 1
        tokens[ends[:-1][single]] = forms[starts[runs[single]]]
        others = np.flatnonzero(counts > 1)
        many = counts[others].astype(np.int64)
        tokens[gather(ends[others], many)] = forms[gather(starts[runs[others]], many)]
        return tokens, ends

    def _analyse(self, runs: Runs) -> None:
        """Find out what the new ones among runs consist of."""
        new = list(islice(runs.items(), runs.analysed, None))
        if not new:
            return
        more = max(number for _, number in new) + 1 - len(self._counts)
        self._starts.extend(bytes(max(0, more)))
        self._counts.extend(bytes(max(0, more)))
        stripped = [run.strip(_AROUND) for run, _ in new]
        is_plain = runs.analysis.is_plain
        self._learn(runs, [word for word in stripped if is_plain(word)])
        others = [word for word in stripped if word not in runs.words and ("-" in word or "/" in word)]
        several = {word: parts for word in others if all(map(is_plain, parts := _JOINT.split(word)))}
        self._learn(runs, [part for parts in several.values() for part in parts])
        starts, counts, places, tell = self._starts, self._counts, runs.words, runs.analysis.tellings
        for (run, number), word in zip(new, stripped, strict=True):
            place, size = places.get(word), 1
            if place is None:
                place = len(self._forms)
                if word in several:
                    self._forms.extend([self._forms[places[part]] for part in several[word]])
                else:
                    self._forms.extend(self._number(tell(run)))
                size = len(self._forms) - place
            starts[number], counts[number] = place, size
        for run, _ in new:
            if len(run) > LONGEST_RUN:
                del runs[run]
        runs.analysed = len(runs)

    def _learn(self, runs: Runs, words: Iterable[str]) -> None:
        """Take in words that are plain."""
        fresh = [word for word in dict.fromkeys(words) if word not in runs.words]
        first = len(self._forms)
        runs.words.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        self._forms.extend(self._number(runs.analysis.plain(fresh)))

    def _number(self, tokens: Iterable[Token]) -> list[int]:
        """Return the numbers of forms."""
        known, numbers = self._form_numbers, []
        for token in tokens:
            number = known.get(token)
            if number is None:
                number = known[token] = len(self.tokens)
                self.tokens.append(token)
            numbers.append(number)
        return numbers

    def _describe(self) -> None:
        """Note of the new forms what they are sorted by (folded form, exact form, term), a hash and the shape."""
        new = self.tokens[len(self.order) :]
        self.order.extend([f"{folded}\0{exact}\0{term}" for term, folded, exact in new])
        self._hashes.extend([zlib.crc32(term.encode("utf-8", "surrogatepass")) for term, _, _ in new])
        self._shapes.extend(shapes_of([folded for _, folded, _ in new], [exact for _, _, exact in new]).tolist())
