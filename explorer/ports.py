"""What the stages ask of each other: protocols, met without inheritance.

Adapters: `entities.tagger.RuleTagger` (Tagger); `index.search.reader.WhooshIndex`, `index.memory.MemoryIndex`
(PassageIndex); `documents` readers (Reader).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from explorer.model.document import Reference
from explorer.model.entity import Mention
from explorer.model.query import Page, Query, Sort
from explorer.model.results import Explained, Facets, Matches, Spot, Stretch
from explorer.model.span import OffsetMap, Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader takes out of a file's characters: text with its offsets, metadata as name → value, references.

    Metadata names are title, date, source, author, language, address and tags (comma-separated); spans of references
    are in `text`.
    """

    text: str
    offsets: OffsetMap
    metadata: dict[str, str]
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Turns the decoded characters of one format into text."""

    kind: str

    def extract(self, characters: str) -> Extract:
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
    """What the index needs of a document: `keys` are the numbers of its entity keys, `date` an ISO day or None.

    `language` is the one whose stemmer analyses it, by its Snowball name (`german`), "" for the corpus's own;
    `lang` is the ISO 639-1 code (`de`) by which it is asked for and counted, "" where nobody knows.
    """

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
    language: str = ""
    lang: str = ""


class Located(Protocol):
    """The hits of a query in a long text, told without reading it."""

    hits: int

    def stretches(self, count: int) -> tuple[Stretch, ...]:
        """Return what to read of the text for its best `count` passages, best first."""
        ...

    def lit(self, stretch: Stretch, text: str) -> list[Spot]:
        """Return the hits in the core of a stretch, as offsets of `text`, which is that of the stretch."""
        ...

    def spans(self, text: str, others: Sequence[Span] = ()) -> Sequence[Span]:
        """Return all hits in the text, ascending, each made when it is asked for; `others` are joined with them."""
        ...


class PassageIndex(Protocol):
    """Finds documents by their words, and the words in documents; counts, completes and explains.

    Reads one state until `refresh`. Whatever reads files raises IndexCorrupt.
    """

    def search(
        self, query: Query, page: Page, sort: Sort = Sort.RELEVANCE, cancelled: Cancelled | None = None
    ) -> Matches:
        """Return one page of documents that match; raises IndexCorrupt.

        Once `cancelled` says true it stops between two lists and returns an empty Matches.
        """
        ...

    def spans(self, query: Query, text: str, field: str | None = None, language: str = "") -> list[Span]:
        """Return the spans of `text` that a query's words, prefixes and phrases hit: ascending, not overlapping.

        `field` is "title" when `text` is one; parts of the query that ask for another field mark nothing. `language`
        is that of the document, as in IndexDocument.
        """
        ...

    def lit(self, query: Query, texts: Sequence[str], field: str | None = None, language: str = "") -> list[list[Spot]]:
        """Return for each of some texts the same as `spans`, with the part of the query that each hit is.

        They are looked for in all texts at once: for a page of them that takes hardly longer than for one.
        """
        ...

    def lit_page(
        self, query: Query, titles: Sequence[str], texts: Sequence[str], language: str = ""
    ) -> tuple[list[list[Spot]], list[list[Spot]]]:
        """Return the hits in each of some titles, and those in each of some texts: the same as `lit`, sooner."""
        ...

    def locate(self, query: Query, document: int, length: int, language: str = "") -> Located | None:
        """Return where a query's hits stand in the text of a long document, `length` characters; raises IndexCorrupt.

        None if that has to be told by its text. `language` is that of the document.
        """
        ...

    def facets(self, query: Query, limit: int) -> Facets:
        """Count all documents that match by their columns and by the keys of their entities; raises IndexCorrupt.

        At most `limit` values of each, most frequent first, then by value; `entities` stays empty.
        """
        ...

    def count(self, query: Query, groups: Sequence[Sequence[int]]) -> list[int]:
        """Return for each group of entity keys how many of the documents that match have one of them or more."""
        ...

    def terms(self, prefix: str, field: str | None, limit: int) -> tuple[tuple[str, int], ...]:
        """Return words that begin so, case and accents folded, with the documents that have them, most first.

        A word is written as the corpus writes it most often; `field` is that of a query's leaf.
        """
        ...

    def explain(self, query: Query, document: int, sort: Sort = Sort.RELEVANCE) -> Explained | None:
        """Return what makes up a document's score, which adds up to that of `search`; None if it does not match."""
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

    def settle(self) -> None:
        """Put what was committed into the shape that is searched fastest; raises StorageReadOnly."""
        ...

    def close(self) -> None:
        """Let go without committing."""
        ...


Cancelled = Callable[[], bool]
"""Asked between documents, lists and files: true when the answer is no longer wanted."""
