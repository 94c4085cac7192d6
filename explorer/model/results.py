"""What a search gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.model.document import Document
from explorer.model.entity import EntityCount, Mention, Quote
from explorer.model.link import Companion, Pointer, Sentence
from explorer.model.query import Parsed, Sort, Suggestion
from explorer.model.span import Span


@dataclass(frozen=True, slots=True)
class Match:
    """A document number that an engine found, with its score."""

    document: int
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """One page of what an engine found, and how many there are in all.

    `whole` counts those with all the words, where others follow that have only some of them; else it is None.
    """

    matches: tuple[Match, ...]
    total: int
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text with the hits in it; `span` and `hits` are offsets of the document's text.

    `text` is the stretch itself. With no hit in the text (a title or a field matched) it is the opening.
    """

    span: Span
    text: str
    hits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found: its rank from 0, score, best passages first, hits in its title and in its text."""

    rank: int
    document: Document
    score: float
    passages: tuple[Passage, ...] = ()
    title_hits: tuple[Span, ...] = ()
    hits: int = 0


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits for a query: `total` counts all of them, `seconds` is the time it took.

    `whole` counts those with all the words, where others follow that have only some of them; else it is None.
    """

    parsed: Parsed
    hits: tuple[Hit, ...]
    total: int
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    seconds: float = 0.0
    suggestions: tuple[Suggestion, ...] = ()
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader pane shows of one document; all spans are offsets of `text`.

    `hits` are the spans of the query, ascending; `best` the passage to open at. Mentions below the confidence that the
    configuration asks for have `local` −1. `entity_of[local]` is the corpus-wide entity of a local one.
    """

    document: Document
    text: str
    hits: tuple[Span, ...] = ()
    best: Span | None = None
    mentions: tuple[Mention, ...] = ()
    entity_of: dict[int, int] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleOf:
    """A role of a person, the organisation if named, and the sentence that says so."""

    person: EntityCount
    role: str
    organisation: EntityCount | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class QuoteOf:
    """A quotation, who said it (None if unknown), and the sentence or sentences it stands in."""

    quote: str
    speaker: EntityCount | None
    sentence: Sentence
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class EntityCard:
    """All that is known of one entity: documents newest first, companions most frequent first."""

    entity: EntityCount
    names: tuple[tuple[str, int], ...]
    roles: tuple[RoleOf, ...]
    companions: tuple[Companion, ...]
    quotes: tuple[QuoteOf, ...]
    documents: tuple[tuple[Document, int], ...]
    passages: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class DatedStatement:
    """A sentence with a date: the date's EDTF value and words, its confidence and its sentence."""

    edtf: str
    text: str
    begin: str
    precision: str
    modifier: str
    confidence: float
    sentence: Sentence
