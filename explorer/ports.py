"""What the stages ask of each other: protocols, met without inheritance.

Adapters: `entities.tagger.RuleTagger` (Tagger); `index.whoosh_index.WhooshIndex`, `index.memory.MemoryIndex`
(PassageIndex); `documents` readers (Reader).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from explorer.model.document import Reference
from explorer.model.entity import Mention
from explorer.model.query import Page, Query, Sort
from explorer.model.results import Matches
from explorer.model.span import OffsetMap, Span


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader takes out of a file's characters: text with its offsets, metadata as name → value, references.

    Metadata names are title, date, source, author and tags (comma-separated); spans of references are in `text`.
    """

    text: str
    offsets: OffsetMap
    metadata: dict[str, str]
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Turns the decoded characters of one format into text."""

    kind: str

    def extract(self, path: str, characters: str) -> Extract:
        """Take text and metadata out of `characters`; raises DocumentError."""
        ...


class Tagger(Protocol):
    """Finds people, organisations and places in a text."""

    name: str

    def tag(self, text: str, sentences: Sequence[Span]) -> list[Mention]:
        """Return the mentions in `text`, ascending, not overlapping."""
        ...


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the index needs of a document: `keys` are the numbers of its entity keys, `date` an ISO day or None."""

    id: int
    title: str
    text: str
    path: str
    kind: str
    source: str
    author: str
    date: str | None
    keys: tuple[int, ...]
    tags: tuple[str, ...] = ()


class PassageIndex(Protocol):
    """Finds documents by their words, and the words in documents. Reads one state until `refresh`."""

    def search(self, query: Query, page: Page, sort: Sort = Sort.RELEVANCE) -> Matches:
        """Return one page of documents that match; raises IndexCorrupt."""
        ...

    def spans(self, query: Query, text: str, field: str | None = None) -> list[Span]:
        """Return the spans of `text` that a query's words, prefixes and phrases hit: ascending, not overlapping.

        `field` is "title" when `text` is one; parts of the query that ask for another field mark nothing.
        """
        ...

    def matching(self, query: Query) -> Iterable[int]:
        """Return the numbers of all documents that match, in no order; raises IndexCorrupt."""
        ...

    def similar(self, word: str, limit: int) -> list[str]:
        """Return words of the corpus spelled like `word`, likeliest first, as they are written in the corpus."""
        ...

    def refresh(self) -> bool:
        """See what has been committed since; say whether anything has."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class IndexWriter(Protocol):
    """Changes an index; one at a time."""

    def put(self, document: IndexDocument) -> None:
        """Add a document, or replace the one of the same number."""
        ...

    def remove(self, document: int) -> None:
        """Take a document out."""
        ...

    def commit(self) -> None:
        """Make what was put and removed visible to readers; raises StorageReadOnly."""
        ...

    def close(self) -> None:
        """Let go without committing."""
        ...


Cancelled = Callable[[], bool]
"""Asked between documents, lists and files: true when the answer is no longer wanted."""
