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
class Link:
    """A related document, its score (0–1 for shared entities, +1 for a reference) and the reasons, strongest first."""

    document: Document
    score: float
    shared: tuple[Shared, ...] = ()
    pointers: tuple[Pointer, ...] = ()


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
class Explanation:
    """Why two documents are linked."""

    left: Document
    right: Document
    link: Link
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that appears with another in `sentences` sentences of `documents` documents."""

    entity: Entity
    sentences: int
    documents: int
