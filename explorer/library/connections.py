"""Which documents belong together, and the sentences that say why."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from explorer.catalogue import documents, entities, mentions, relations
from explorer.library.people import shared_sentences
from explorer.library.sentences import Sentences
from explorer.library.session import Session
from explorer.links import Relation, rarest, relate, weight
from explorer.model.link import Evidence, Explanation, Link, Pointer, Shared

CANDIDATES = 120
"""Documents that are looked at closely, or as many as are asked for: those that share most of the rare entities, and
those that refer."""

POSTINGS = 20_000
"""Documents of entities that are counted to find the candidates; the commonest entities are left out beyond."""

MOST_REASONS = 30
MOST_EVIDENCE = 12
MOST_SENTENCES = 3


def links(session: Session, number: int, limit: int) -> tuple[Link, ...]:
    """Return the documents most related to one, best first; raises NotFound."""
    with session.catalogue.reading() as connection:
        documents.document(connection, number)
        pointers = mentions.pointers(connection, number)
        joined = {each.document for each in pointers if each.document is not None} - {number}
        own = relations.entities_of(connection, [number])[number]
        total = documents.count(connection)
        spread = relations.spread(connection, own)
        rare = rarest({entity: count for entity, (_, count) in spread.items()}, POSTINGS)
        weights = {entity: weight(*spread[entity], total) for entity in rare}
        near = relations.sharing(connection, weights, number, max(CANDIDATES, limit))
        others = sorted({*near, *joined})
        relations_ = _relations(connection, number, others, total, joined, limit)
        return _made(connection, relations_, pointers)


def explain(session: Session, left: int, right: int) -> Explanation:
    """Say why two documents are linked; the link has score 0 if they are not. Raises NotFound."""
    with session.catalogue.reading() as connection:
        here, there = documents.document(connection, left), documents.document(connection, right)
        pointers = tuple(each for each in mentions.pointers(connection, left) if each.document == right)
        total = documents.count(connection)
        found = _relations(connection, left, [right], total, {right} if pointers else set(), 1)
        made = _made(connection, found, pointers)
        link = made[0] if made else Link(there, 0.0)
        return Explanation(here, there, link, _evidence(connection, left, right, link.shared[:MOST_EVIDENCE]))


def _relations(
    connection: sqlite3.Connection,
    number: int,
    others: Sequence[int],
    total: int,
    joined: set[int],
    limit: int,
) -> tuple[Relation, ...]:
    profiles = relations.entities_of(connection, [number, *others])
    own = profiles.pop(number)
    every = {entity for profile in profiles.values() for entity in profile} | own.keys()
    weights = {
        entity: weight(type_, count, total) for entity, (type_, count) in relations.spread(connection, every).items()
    }
    return relate(own, profiles, weights, joined, limit)


def _made(connection: sqlite3.Connection, found: Sequence[Relation], pointers: Sequence[Pointer]) -> tuple[Link, ...]:
    known = documents.documents(connection, [relation.document for relation in found])
    named = {reason.entity for relation in found for reason in relation.reasons[:MOST_REASONS]}
    entity = entities.entities(connection, list(named), names=0)
    return tuple(
        Link(
            known[relation.document],
            relation.score,
            tuple(
                Shared(entity[reason.entity], reason.weight, reason.here, reason.there)
                for reason in relation.reasons[:MOST_REASONS]
                if reason.entity in entity
            ),
            tuple(pointer for pointer in pointers if pointer.document == relation.document),
        )
        for relation in found
        if relation.document in known
    )


def _evidence(connection: sqlite3.Connection, left: int, right: int, shared: Sequence[Shared]) -> tuple[Evidence, ...]:
    sentences = Sentences(connection, [left, right])
    places = mentions.of_documents(connection, [left, right])
    found = []
    for each in shared:
        wanted = (each.entity.id,)
        sides = [
            tuple(shared_sentences(sentences, [place for place in places if place.document == side], [side], wanted))[
                :MOST_SENTENCES
            ]
            for side in (left, right)
        ]
        found.append(Evidence(each, *sides))
    return tuple(found)
