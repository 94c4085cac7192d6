"""What a person asked for, as a tree of plain values that every engine compiles for itself.

Leaves carry `place`, the span of the typed text they came from, for chips and carets. `field` is None for title and
body together, or one of "title", "source", "author", "path", "type".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from explorer.model.entity import EntityType
from explorer.model.span import Span

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
class Named:
    """Documents that name an entity: any type if `type` is None, found by any of its names.

    `text` is one of its names or a part of it; `prefix` allows the last word to be unfinished. `keys` are the numbers
    of the entity keys it stands for, filled in by the catalogue before an engine sees the tree.
    """

    type: EntityType | None
    text: str
    prefix: bool = False
    keys: tuple[int, ...] = ()
    place: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class DateRange:
    """Documents dated from `begin` to `end`, ISO days, both included, None for open; `typed` as written."""

    begin: str | None
    end: str | None
    typed: str = ""
    place: Span = NOWHERE


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


Query = Word | Prefix | Phrase | Named | DateRange | And | Or | Not | Everything | Nothing


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
    """The order of hits: best first, newest first or oldest first; undated documents come last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


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
