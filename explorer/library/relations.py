"""What documents state of an entity, the same said in many of them as one; and all that the corpus states."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.catalogue import stated
from explorer.catalogue.stated import Stated
from explorer.library.sentences import Sentences
from explorer.library.session import Session
from explorer.model.entity import EntityCount, RelationAt, RelationKind
from explorer.model.results import RelationOf
from explorer.values import dataclass

MOST_RELATIONS = 80
"""Relations on a card: of roles, and of the other kinds, each half."""

ORDER = {kind: place for place, kind in enumerate(RelationKind)}


@dataclass(frozen=True, slots=True)
class Group:
    """What several documents state alike, newest first: the newest statement, and what is known from all."""

    newest: Stated
    documents: int
    date: str
    confidence: float


def grouped(connection: sqlite3.Connection, entity: int, numbers: Sequence[int]) -> list[Group]:
    """Return what documents of `numbers` state of an entity: by kind, within it what most documents say first."""
    alike: dict[tuple[object, ...], list[Stated]] = {}
    for one in stated.of_entity(connection, entity, numbers):
        if one.subject != one.object or one.kind is RelationKind.ALIAS:
            alike.setdefault((one.kind, one.subject, one.text.casefold(), one.object, one.qualifier), []).append(one)
    groups = [
        Group(
            ones[0],
            len({one.document for one in ones}),
            next((one.date for one in ones if one.date), ""),
            max(one.confidence for one in ones),
        )
        for ones in alike.values()
    ]
    groups.sort(key=lambda group: (group.newest.subject != entity, -group.documents))
    roles = [group for group in groups if group.newest.kind is RelationKind.ROLE]
    others = [group for group in groups if group.newest.kind is not RelationKind.ROLE]
    others.sort(key=lambda group: ORDER[group.newest.kind])
    return [*roles[:MOST_RELATIONS], *others[:MOST_RELATIONS]]


def entities_of(groups: Iterable[Group]) -> set[int]:
    """Return the entities that relations are between."""
    return {entity for group in groups for entity in (group.newest.subject, group.newest.object) if entity is not None}


def shown(sentences: Sentences, groups: Iterable[Group], counts: Mapping[int, EntityCount]) -> tuple[RelationOf, ...]:
    """Return relations with their entities and the newest sentence that states each."""
    found = []
    for group in groups:
        one = group.newest
        if one.subject not in counts:
            continue
        found.append(
            RelationOf(
                one.kind,
                counts[one.subject],
                one.text,
                counts.get(one.object) if one.object is not None else None,
                one.qualifier,
                group.date,
                one.rule,
                group.confidence,
                group.documents,
                sentences.numbered(one.document, one.sentence, (one.span,)),
            )
        )
    return tuple(found)


def every(session: Session) -> Iterator[RelationAt]:
    """Yield all relations of the corpus, by document; the catalogue is read until the last one is taken."""
    with session.catalogue.reading() as connection:
        yield from stated.every(connection)
