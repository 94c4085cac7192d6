"""What belongs together, and why."""

from __future__ import annotations

from explorer.model.document import Document
from explorer.model.entity import Entity
from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Shared:
    """An entity that two documents share; `weight` grows with its rarity in the corpus."""

    entity: Entity
    weight: float
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """An explicit reference; `outgoing` when it stands in the document one looks from.

    `span` lies in the document that holds the reference; `document` numbers the one at its other end, None if it leads
    out of the corpus.
    """

    kind: str
    target: str
    span: Span
    outgoing: bool
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What two documents are both about, at about the same time: at least two main entities, the most telling first.

    `apart` are the days between the days of the documents, None if these tell nothing; `day` is a day, ISO, that both
    texts speak of, "" if there is none.
    """

    entities: tuple[Entity, ...]
    apart: int | None = None
    day: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A related document, its score (0–1 for what is shared, +1 for a reference) and the reasons, strongest first.

    `reasons` tell them in words, which hold text of the documents. `quotes` are words that both quote. `same_text` is
    the share of the text that both have, 0 unless one is a copy of the other; `copies` are documents that are not
    listed because they are copies of this one.
    """

    document: Document
    score: float
    shared: tuple[Shared, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    event: Event | None = None
    quotes: tuple[str, ...] = ()
    same_text: float = 0.0
    copies: tuple[Document, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document with the spans in it that matter; spans are offsets of the document's text."""

    document: Document
    span: Span
    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A shared entity with the sentences of both documents that name it."""

    shared: Shared
    left: tuple[Sentence, ...]
    right: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """Words that two documents quote, with the sentences of both in which they stand."""

    words: str
    left: Sentence
    right: Sentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two documents are linked."""

    left: Document
    right: Document
    link: Link
    evidence: tuple[Evidence, ...]
    quotes: tuple[SharedQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that appears with another in `sentences` sentences of `documents` documents."""

    entity: Entity
    sentences: int
    documents: int
