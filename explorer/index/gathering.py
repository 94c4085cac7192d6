"""Documents gathered until they are written as one segment."""

from __future__ import annotations

from array import array
from operator import itemgetter

import numpy as np

from explorer.index.analysis import Analysers
from explorer.index.nodes import day_number
from explorer.index.stopping import stop_terms
from explorer.index.store.fields import write_field
from explorer.index.store.forms import write_forms
from explorer.index.store.inversion import Inverted, Sealed
from explorer.index.store.runs import Runs
from explorer.index.store.sections import SectionWriter
from explorer.index.store.small import Values, Words
from explorer.index.store.stream import Stream
from explorer.index.store.vocabulary import Vocabulary
from explorer.ports import IndexDocument

WORDS = ("source", "author", "path", "tags")
"""Fields whose words can be asked for one by one."""

FACTS = ("kind", "lang", "stemmer", "origin", "folder")
"""Fields of which a document has one value at most: its kind, its language by its code and by the stemmer it was
analysed with, its source and its folder."""

VALUES = (*FACTS, "keys", "tag")
"""Fields whose values are compared whole: also entity keys and tags."""

MOST_FOLDED = 10_000
"""Sources, authors and the like that are remembered with their words."""


class Vocabularies:
    """What a writer remembers from segment to segment: the analysis of each run of characters, by language."""

    def __init__(self, language: str) -> None:
        self._analysers = Analysers(language)
        self._begin()

    def _begin(self) -> None:
        self.vocabulary = Vocabulary()
        self._runs: dict[str, Runs] = {}
        self._folded: dict[str, list[str]] = {}

    def renew(self) -> None:
        """Begin anew if too much is remembered; only between two segments."""
        if self.vocabulary.full:
            self._begin()

    def runs(self, language: str) -> Runs:
        """Return the runs of a language by Snowball's name, "" for the corpus's own."""
        analyser = self._analysers.of(language)
        known = self._runs.get(analyser.language)
        if known is None:
            known = self._runs[analyser.language] = self.vocabulary.runs(analyser)
        return known

    def folded(self, text: str) -> list[str]:
        """Return the folded words of a text."""
        folder, slash, name = text.rpartition("/")
        if slash:
            return [*self.folded(folder), *self._analysers.own.folded(name)]
        known = self._folded.get(text)
        if known is None:
            known = self._analysers.own.folded(text)
            if len(self._folded) < MOST_FOLDED:
                self._folded[text] = known
        return known

    def common(self) -> frozenset[bytes]:
        """Return the terms of words that tell nothing."""
        return frozenset(term.encode() for term in stop_terms(self._analysers.own))

    def stemmer(self, language: str) -> str:
        """Return the name of the stemmer that a language is analysed with."""
        return self._analysers.of(language).language


class Gathering:
    """The documents of one segment to be, in the order in which they came."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._vocabulary = vocabularies.vocabulary  # that of the next segment may be another
        self._stream = Stream()
        self._words = {name: Words() for name in WORDS}
        self._facts: Values[tuple[str, ...]] = Values()
        self._keys: Values[int] = Values()
        self._tags: Values[str] = Values()
        self.numbers = array("q")
        self._days = array("i")

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def size(self) -> int:
        """About how many runs of characters there are in all texts."""
        return self._stream.size

    @property
    def crowded(self) -> bool:
        """Say whether so many different runs are remembered that the next segment should begin without them."""
        return self._vocabulary.full

    def add(self, document: IndexDocument) -> None:
        """Take a document."""
        at, vocabularies = len(self.numbers), self._vocabularies
        self.numbers.append(document.id)
        self._days.append(day_number(document.date))
        self._stream.add(vocabularies.runs(document.language), document.text, document.title)
        tags = "\n".join(document.tags)
        for name, text in zip(WORDS, (document.source, document.author, document.path, tags), strict=True):
            if text:
                self._words[name].add(at, vocabularies.folded(text))
        kind, folder = document.kind.casefold(), document.path.rpartition("/")[0]
        stemmer = vocabularies.stemmer(document.language)
        self._facts.add(at, ((kind, document.lang, stemmer, document.source, folder),))
        if document.keys:
            self._keys.add(at, document.keys)
        if document.tags:
            self._tags.add(at, document.tags)

    def common(self) -> frozenset[bytes]:
        """Return the terms that never tell what a document is about."""
        return self._vocabularies.common()

    def seal(self) -> Sealed:
        """End the gathering; the rest can be done while the next one goes on."""
        return self._stream.seal(self._vocabulary)

    def write_fields(self, sections: SectionWriter, inverted: Inverted) -> None:
        """Write the terms of all fields."""
        write_field(sections, "body", inverted.body)
        write_forms(sections, "body", inverted.forms)
        write_field(sections, "title", inverted.title)
        sections.add("title/rows", inverted.title_rows)
        for name, words in self._words.items():
            write_field(sections, name, words.columns())
        for number, name in enumerate(FACTS):
            write_field(sections, name, self._facts.columns(itemgetter(number)))
        write_field(sections, "keys", self._keys.columns(str))
        write_field(sections, "tag", self._tags.columns(str))

    def days(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        """Return the day of each document as YYYYMMDD, 0 for none."""
        return np.array(self._days, dtype=np.int32)
