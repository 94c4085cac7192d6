"""Documents gathered until they are written as one segment."""

from __future__ import annotations

from array import array
from pathlib import PurePosixPath

import numpy as np

from explorer.index.analysis import Analysers
from explorer.index.plan import FAR, day_number
from explorer.index.store.fields import write_field
from explorer.index.store.forms import write_forms
from explorer.index.store.inversion import Inverted, Stream
from explorer.index.store.sections import SectionWriter
from explorer.index.store.small import Values, Words
from explorer.index.store.vocabulary import Runs, Vocabulary
from explorer.ports import IndexDocument

WORDS = ("source", "author", "path", "tags")
"""Fields whose words can be asked for one by one."""

VALUES = ("keys", "kind", "lang", "stemmer", "origin", "folder", "tag")
"""Fields whose values are compared whole: entity keys, kind, language by its code and by the stemmer it was analysed
with, source, folder and tags."""


class Vocabularies:
    """What a writer remembers from segment to segment: the analysis of each run of characters, by language."""

    def __init__(self, language: str) -> None:
        self._analysers = Analysers(language)
        self._begin()

    def _begin(self) -> None:
        self.vocabulary = Vocabulary()
        self._runs: dict[str, Runs] = {}

    def renew(self) -> None:
        """Begin anew if too much is remembered; only between two segments."""
        if self.vocabulary.full:
            self._begin()

    def runs(self, language: str) -> Runs:
        """Return the runs of a language by Snowball's name, "" for the corpus's own."""
        analyser = self._analysers.of(language)
        known = self._runs.get(analyser.language)
        if known is None:
            known = self._runs[analyser.language] = Runs(self.vocabulary, analyser.tellings)
        return known

    def folded(self, text: str) -> list[str]:
        """Return the folded words of a text."""
        return self._analysers.own.folded(text)

    def stemmer(self, language: str) -> str:
        """Return the name of the stemmer that a language is analysed with."""
        return self._analysers.of(language).language


class Gathering:
    """The documents of one segment to be, in the order in which they came."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._stream = Stream()
        self._words = {name: Words() for name in WORDS}
        self._values = {name: Values() for name in VALUES}
        self.numbers = array("q")
        self._days = array("i")

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def size(self) -> int:
        """The number of runs of characters in all texts."""
        return self._stream.size

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
        folder = PurePosixPath(document.path).parent.as_posix()
        values = {
            "keys": map(str, document.keys),
            "kind": (document.kind.casefold(),),
            "lang": (document.lang,) if document.lang else (),
            "stemmer": (vocabularies.stemmer(document.language),),
            "origin": (document.source,) if document.source else (),
            "folder": (folder,) if folder != "." else (),
            "tag": document.tags,
        }
        for name, some in values.items():
            if some:
                self._values[name].add(at, some)

    def invert(self) -> Inverted:
        """Return the columns of text and title."""
        return self._stream.invert(self._vocabularies.vocabulary, FAR)

    def write_fields(self, sections: SectionWriter, inverted: Inverted) -> None:
        """Write the terms of all fields."""
        write_field(sections, "body", inverted.body)
        write_forms(sections, "body", inverted.forms)
        write_field(sections, "title", inverted.title)
        sections.add("title/rows", inverted.title_rows)
        for name, field in (*self._words.items(), *self._values.items()):
            write_field(sections, name, field.columns())

    def days(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        """Return the day of each document as YYYYMMDD, 0 for none."""
        return np.array(self._days, dtype=np.int32)
