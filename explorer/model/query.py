"""What a person asked for, as a tree of plain values that every engine compiles for itself.

Leaves carry `place`, the span of the typed text they came from, for chips and carets. `field` is None for title and
body together, or one of "title", "source", "author", "path", "type", "tag", "lang".
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from explorer.model.entity import EntityType
from explorer.model.span import Span
from explorer.values import dataclass

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """Documents with this word, stemmed, case and accents folded; an engine may find it to be several words."""

    text: str
    field: str | None = None
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a word that begins so."""

    text: str
    field: str | None = None
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with these words in this order, at most `slop` other words between neighbours."""

    text: str
    field: str | None = None
    slop: int = 0
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Documents with a word of this pattern: `*` stands for any run of letters, `?` for exactly one.

    Case and accents are folded, and the word is not stemmed.
    """

    text: str
    field: str | None = None
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Documents with a word that becomes this one by at most `edits` edits, case and accents folded.

    An edit puts in a letter, takes one out, replaces one or swaps two neighbours.
    """

    text: str
    field: str | None = None
    edits: int = 1
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Exact:
    """Documents with this word as it is written: case and accents count, and it is not stemmed.

    Several words stand in a row, at most `slop` others between neighbours.
    """

    text: str
    field: str | None = None
    place: Span = NOWHERE
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Documents that name an entity: any type if `type` is None, found by any of its names.

    `text` is one of its names or a part of it; `prefix` allows the last word to be unfinished. `keys` are the numbers
    of the entity keys it stands for, filled in by the catalogue before an engine sees the tree. With a `label` only
    entities of that kind of the type are meant.
    """

    type: EntityType | None
    text: str
    prefix: bool = False
    keys: tuple[int, ...] = ()
    place: Span = NOWHERE
    label: str = ""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Documents dated from `begin` to `end`, ISO days, both included, None for open; `typed` as written."""

    begin: str | None
    end: str | None
    typed: str = ""
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Listed:
    """Documents that only the catalogue can tell: `field` is "is", "has", "about" or "speaker".

    `text` is the value, such as "starred", "quotes", or a name for `speaker`, whose entity is of `type` if that is
    given; `prefix` allows its last word to be unfinished. `begin` and `end` are the days that `about` asks for, as in
    DateRange. `documents` are the numbers of those it stands for, filled in by the catalogue before an engine sees the
    tree.
    """

    field: str
    text: str
    begin: str | None = None
    end: str | None = None
    type: EntityType | None = None
    documents: frozenset[int] = frozenset()
    place: Span = NOWHERE
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """Documents like one, told by its number, its path or the name of its file; never that one itself.

    `text`, `number` and `language` (as in IndexDocument) of the document are filled in by the catalogue before an
    engine sees the tree; with an empty `text` it matches nothing.
    """

    document: str
    text: str = ""
    number: int | None = None
    place: Span = NOWHERE
    language: str = ""


@dataclass(frozen=True, slots=True)
class And:
    """Documents that match every item.

    `loose` says that they were only typed side by side: where hardly any document matches all of them, those that
    match some are wanted as well.
    """

    items: tuple[Query, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that match one item or more."""

    items: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match the item."""

    item: Query
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Leaf = Word | Prefix | Phrase | Wildcard | Fuzzy | Exact | Named | DateRange | Listed | Like

Query = Leaf | And | Or | Not | Everything | Nothing


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the query as it was understood, such as `person: Ada Lovelace`, and where it was typed."""

    label: str
    place: Span
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that cannot be meant: where, why, and the whole query mended if there is a likely one."""

    place: Span
    message: str
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query line understood as far as it can be; with mistakes, `query` searches the mistaken parts literally."""

    text: str
    query: Query
    chips: tuple[Chip, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


class Sort(StrEnum):
    """The order of hits: best first, the best of what is recent first, newest first or oldest first.

    Undated documents come last by date; where both count, they are as good as the oldest.
    """

    RELEVANCE = "relevance"
    RECENT = "recent"
    NEWEST = "newest"
    OLDEST = "oldest"


class EntitySort(StrEnum):
    """The order of entities: first those that most documents name, the most mentioned, or what documents are about."""

    DOCUMENTS = "documents"
    MENTIONS = "mentions"
    SALIENCE = "salience"


@dataclass(frozen=True, slots=True)
class Page:
    """Hits `offset` to `offset + limit`, counted from 0."""

    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that is likely to be meant instead, what was changed in it, and how many hits it has, if counted."""

    text: str
    changed: tuple[str, ...] = field(default=())
    hits: int | None = None
