"""What a search gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from explorer.model.document import Document
from explorer.model.entity import Entity, EntityCount, EntityType, Mention, Quote, QuoteKind, RelationKind
from explorer.model.link import Companion, Pointer, Sentence
from explorer.model.query import Parsed, Sort, Suggestion
from explorer.model.span import Span
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """A document number that an engine found, with its score."""

    document: int
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """One page of what an engine found, and how many there are in all.

    `whole` counts those with all the words, where others follow that have only some of them; else it is None.
    `notices` say in a line each what was left out, such as `only the first 1,000 forms of in*al`.
    """

    matches: tuple[Match, ...]
    total: int
    whole: int | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """All hits of a query counted by what they are: (value, documents), most frequent first, then by value.

    `languages` are ISO 639-1 codes, `years` of four digits; `folders` are relative to the corpus. Documents without a
    value, as those at the top of the corpus are without a folder, are not counted in a list. `keys` are (entity key,
    documents), as an engine counts them; `entities` is what the catalogue makes of them, each document counted once for
    an entity: `results` says in how many hits it is named.
    """

    total: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    folders: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    keys: tuple[tuple[int, int], ...] = ()
    entities: tuple[EntityCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a query, or the order of results, adds to a document's score, or takes from it.

    `what` is the part in words (`moon`, `“lunar station”`, `moon near base`), `why` the rule that gives the points:
    words, phrase, exact, entity, near, all words, recent and the like. `field` is "text", "title" or another field.
    Where it is a matter of words, it occurs `frequency` times in the document's field, which is `length` words long,
    and in `documents` documents of the corpus; else these are 0.
    """

    what: str
    why: str
    points: float
    field: str = ""
    frequency: int = 0
    documents: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a document ranks where it does: the `points` of `parts` add up to `score`, which is that of the search."""

    document: int
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that a typed line may go on with: the line has `text` put in the place of what stands at `place`.

    `kind` is field, value, entity or word; `label` is shown, with `type` of an entity and `documents` that have it, if
    counted.
    """

    text: str
    place: Span
    kind: str
    label: str
    documents: int | None = None
    type: EntityType | None = None


Spot = tuple[int, int, int, float]
"""A hit in a text: where it starts and ends, the number of the part of the query that it is, how rare that part is."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is read of a long text for its best passages: the text of `span`, of which `windows` stand in `core`."""

    span: Span
    core: Span
    windows: int


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
    `notices` say in a line each what the search left out.
    """

    parsed: Parsed
    hits: tuple[Hit, ...]
    total: int
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    seconds: float = 0.0
    suggestions: tuple[Suggestion, ...] = ()
    whole: int | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the reader pane shows of one document; all spans are offsets of `text`.

    `hits` are the spans of the query, ascending, those of a long text made when they are asked for; `best` the passage
    to open at. Mentions below the confidence that the configuration asks for have `local` −1. `entity_of[local]` is the
    corpus-wide entity of a local one.
    """

    document: Document
    text: str
    hits: Sequence[Span] = ()
    best: Span | None = None
    mentions: tuple[Mention, ...] = ()
    entity_of: dict[int, int] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    sentences: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class RelationOf:
    """A relation that documents state: `documents` of them, the newest in `sentence`; see `Relation` for its fields.

    `date` and `rule` are those of the newest statement that has them, `confidence` that of the surest one.
    """

    kind: RelationKind
    subject: EntityCount
    text: str
    object: EntityCount | None
    qualifier: str
    date: str
    rule: str
    confidence: float
    documents: int
    sentence: Sentence


def in_words(relation: RelationOf, of: int) -> str:
    """Say a relation as the card of the entity `of`, one of its two, does: `former head, Acme`, `wife of Karl`."""
    what = f"{relation.qualifier} {relation.text}" if relation.qualifier else relation.text
    subject = relation.subject.entity
    known = f"also {what}" if relation.kind is RelationKind.ALIAS else what
    if relation.object is None:
        return known if subject.id == of else f"{subject.name}: {known}"
    other = relation.object.entity
    match relation.kind:
        case RelationKind.ALIAS:
            return known if subject.id == of else f"also {subject.name}"
        case RelationKind.ROLE:
            return f"{what}, {other.name}" if subject.id == of else f"{what}: {subject.name}"
        case _:
            return f"{what} {other.name}" if subject.id == of else f"{subject.name}: {what} {other.name}"


@dataclass(frozen=True, slots=True)
class QuoteOf:
    """A quotation, who said it (None if unknown), and the sentence or sentences it stands in.

    `quote` are the words of its `parts`, with an ellipsis between; `span` is the first of them. `cue` is the word of
    speech, `named` how the text names the speaker there; `elsewhere` counts the other documents that quote the same.
    """

    quote: str
    speaker: EntityCount | None
    sentence: Sentence
    span: Span
    confidence: float
    kind: QuoteKind = QuoteKind.DIRECT
    cue: str = ""
    parts: tuple[Span, ...] = ()
    named: str = ""
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Joined:
    """A name under which others know an entity, by which rule it was taken for the same, and how surely (0–1)."""

    name: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class MaybeOne:
    """Two entities that may be one, by a rule that is not sure enough (0–1) to make them one unasked."""

    left: Entity
    right: Entity
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EntityCard:
    """All that is known of one entity: documents newest first, companions most frequent first.

    `joined` says what was taken for it, `maybe` what it may be one with.
    """

    entity: EntityCount
    names: tuple[tuple[str, int], ...]
    relations: tuple[RelationOf, ...]
    companions: tuple[Companion, ...]
    quotes: tuple[QuoteOf, ...]
    documents: tuple[tuple[Document, int], ...]
    passages: tuple[Sentence, ...]
    joined: tuple[Joined, ...] = ()
    maybe: tuple[MaybeOne, ...] = ()


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
