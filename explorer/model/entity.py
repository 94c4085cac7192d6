"""Who, what and when: mentions in a text and the entities behind them."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from explorer.model.span import Span
from explorer.values import dataclass


class EntityType(StrEnum):
    """The types of entity that are found; a catalogue knows them by their order, so only ever append."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DATE = "date"
    EVENT = "event"
    WORK = "work"
    LAW = "law"
    PRODUCT = "product"
    NATIONALITY = "nationality"
    MONEY = "money"
    QUANTITY = "quantity"
    EMAIL = "email"
    URL = "url"
    TELEPHONE = "telephone"
    IDENTIFIER = "identifier"
    CUSTOM = "custom"


AMOUNTS = frozenset({EntityType.MONEY, EntityType.QUANTITY})
"""Types of which two documents may name the same without having anything to do with each other."""

ASIDE = AMOUNTS | {EntityType.URL}
"""Types of which there are so many that they are listed only where one asks for them."""

BY_VALUE = ASIDE | {EntityType.DATE, EntityType.EMAIL, EntityType.TELEPHONE, EntityType.IDENTIFIER}
"""Types whose entities are the same where their values are, however they are written."""

PLURALS = {type_: f"{type_}s" for type_ in EntityType}
"""What several entities of a type are called."""
PLURALS |= {EntityType.PERSON: "people", EntityType.NATIONALITY: "nationalities", EntityType.MONEY: "sums of money"}
PLURALS |= {EntityType.QUANTITY: "quantities", EntityType.EMAIL: "e-mail addresses", EntityType.URL: "URLs"}
PLURALS |= {EntityType.TELEPHONE: "telephone numbers", EntityType.CUSTOM: "your own"}


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as EDTF (ISO 8601-2): `2021-03-09`, `2018/2022`, `199X`, `2020-21` for spring, `1850~`, `-0043` for 44 BC.

    `precision` is day, week, month, season, quarter, half, year, decade, century or interval. `modifier` is early, mid
    or late, or since, until, before or after, or one of these before one of those (`since early`), or "". `begin` and
    `end` are its first and last day, ISO; both are "" where no year is known (`XXXX-06`), `end` where it has no end
    (`1998/..`); years before Christ have a sign, see `dating.in_order`. `anchor` says what resolved it: "text"
    (complete as written), "document date", "sentence" or "paragraph" (another date there). A guess has a confidence
    below 0.7.
    """

    edtf: str
    precision: str
    begin: str
    end: str
    modifier: str = ""
    anchor: str = "text"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of something in a text: what it is, how sure (0–1), by what it was found and why, in a few words.

    `local` numbers the entity within its document (see `LocalEntity`); −1 while unresolved or folded away as noise.
    `sentence` numbers the sentence it stands in, −1 if unknown. Dates carry their value as `date`; what else has one
    has it as `value`, in one spelling: `EUR 1200000`, `5 km`, an IBAN without blanks. `label` tells what kind of its
    type it is: "IBAN" or "DOI" of an identifier, the user's own name of a custom type.
    """

    span: Span
    text: str
    type: EntityType
    confidence: float
    found_by: str
    why: str
    sentence: int = -1
    local: int = -1
    date: DateValue | None = None
    label: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """What one document says of one entity: its best name, all its names, and the rules that merged them.

    `key` identifies it across documents: the folded full name, or the value of what has one. `salience` says how much
    the document is about it, 0–1; `label` is that of its mentions.
    """

    local: int
    type: EntityType
    key: str
    name: str
    names: tuple[str, ...]
    merged_by: tuple[str, ...] = ()
    salience: float = 0.0
    label: str = ""


class QuoteKind(StrEnum):
    """How somebody's words are told.

    Direct: in marks or in a transcript, a sentence or clause of its own. Partial: some words in marks, woven into a
    sentence of the writer's (`called it "a gift"`). Indirect: the statement alone, in the writer's words.
    """

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `span` includes its marks; `speaker_local` the entity who said it, −1 if unknown.

    `speaker` are the words that name who speaks, `cue` the word of speech ("" if there is none). `continues` is the
    place, among the quotations of the document, of the part that this one carries on after words between (`"We are,"
    she said, "ready."`), −1 if it is a first part. `fingerprint` is equal for
    equal words, None for fewer than five.
    """

    span: Span
    speaker: Span | None
    cue: str
    kind: QuoteKind
    confidence: float
    speaker_local: int = -1
    continues: int = -1
    fingerprint: int | None = None

    @property
    def direct(self) -> bool:
        """Say whether these are somebody's own words, all or some of them."""
        return self.kind is not QuoteKind.INDIRECT


class RelationKind(StrEnum):
    """What a sentence may state of an entity, and of which other one.

    A person's role, at an organisation or place; who belongs to what; what lies or is based in which place; by what
    other name something goes; whose relative somebody is; what is owned by, a part of, or merged with what.
    """

    ROLE = "role"
    MEMBER = "member"
    LOCATED = "located"
    ALIAS = "alias"
    FAMILY = "family"
    OWNERSHIP = "ownership"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a sentence states of an entity (`subject_local`) and perhaps of another (`object_local`, −1 for none).

    `text` is the role, or the other name, or what stands between subject and object: `wife of`, `based in`, `unit of`.
    `qualifier` is former, acting, interim, designate, outgoing, planned or "" for what simply is so. `date` is the EDTF
    value since or at which it is so, where the sentence says that, else "". `rule` found it; confidence is 0–1.
    """

    kind: RelationKind
    subject_local: int
    text: str
    object_local: int
    span: Span
    sentence: int
    rule: str
    confidence: float
    qualifier: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found in one document; spans are offsets of its kept text."""

    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the corpus; `names` with the most frequent first, counts over all of it, `label` as in Mention."""

    id: int
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity beside a document or a set of results: how often here, in how many results, in how many documents.

    `about` says how much the document is about it, 0–1: less for what many documents of the corpus name.
    """

    entity: Entity
    here: int
    results: int | None = None
    first: Span | None = None
    about: float = 0.0


@dataclass(frozen=True, slots=True)
class RelationAt:
    """A relation in the corpus: its document, the numbers of its entities, and the sentence that states it.

    The fields are those of `Relation`; `object` is None where no other entity is named.
    """

    document: int
    kind: RelationKind
    subject: int
    text: str
    object: int | None
    qualifier: str
    date: str
    span: Span
    sentence: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class MentionAt:
    """A mention in the corpus: its document, its span and the sentence that holds it."""

    document: int
    span: Span
    sentence: Span
    entity: int
    type: EntityType
    confidence: float = 1.0
    why: str = field(default="")
