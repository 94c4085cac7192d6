"""Which documents belong together, and the sentences that say why."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from explorer.catalogue import documents, entities, mentions, relations
from explorer.library.people import shared_sentences
from explorer.library.sentences import Sentences
from explorer.library.session import Session
from explorer.library.twins import without_copies
from explorer.links import Fact, Happening, Relation, Side, rarest, relate, told, weight
from explorer.model.entity import Entity
from explorer.model.link import Event, Evidence, Explanation, Link, Pointer, Shared, SharedQuote
from explorer.model.telling import rarity

CANDIDATES = 120
"""Documents that are looked at closely, or as many as are asked for: those that are most about the rare entities, those
that quote the same words or have the same title, and those that refer."""

POSTINGS = 20_000
"""Documents of entities that are counted to find the candidates; the commonest entities are left out beyond."""

MOST_TWINS = 50
MOST_REASONS = 30
MOST_EVIDENCE = 12
MOST_SENTENCES = 3


def links(session: Session, number: int, limit: int) -> tuple[Link, ...]:
    """Return the documents most related to one, best first; raises NotFound.

    References come first. A copy of the document, or of one that is listed, is said to be one; only the first is.
    """
    with session.catalogue.reading() as connection:
        documents.document(connection, number)
        pointers = mentions.pointers(connection, number)
        joined = {each.document for each in pointers if each.document is not None} - {number}
        compared = _Comparison(connection, number)
        others = {*compared.candidates(max(CANDIDATES, limit)), *joined}
        found = compared.relations(sorted(others - {number}), joined)
        kept = without_copies(connection, number, found, joined, limit)
        return _made(connection, [each.relation for each in kept], pointers, {
            each.relation.document: (each.same_text, each.copies) for each in kept
        })  # fmt: skip


def explain(session: Session, left: int, right: int) -> Explanation:
    """Say why two documents are linked; the link has score 0 if they are not. Raises NotFound."""
    with session.catalogue.reading() as connection:
        here, there = documents.document(connection, left), documents.document(connection, right)
        pointers = tuple(each for each in mentions.pointers(connection, left) if each.document == right)
        joined = {right} if pointers else set()
        found = _Comparison(connection, left).relations([right], joined)
        kept = without_copies(connection, left, found, joined, 1)
        copied = {each.relation.document: (each.same_text, each.copies) for each in kept}
        made = _made(connection, found, pointers, copied)
        link = made[0] if made else Link(there, 0.0)
        evidence = _evidence(connection, left, right, link.shared[:MOST_EVIDENCE])
        prints = found[0].quotes if found else ()
        return Explanation(here, there, link, evidence, _quotes(connection, left, right, prints))


class _Comparison:
    """A document held beside others, within one reading of the catalogue."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self._connection = connection
        self._number = number
        self._total = documents.count(connection)
        self._prints = relations.prints(connection, number)

    def candidates(self, most: int) -> set[int]:
        """Return documents that may be related."""
        own = entities.salient(self._connection, [self._number]).get(self._number, {})
        spread = relations.spread(self._connection, own)
        rare = rarest({entity: count for entity, (_, _, count) in spread.items()}, POSTINGS)
        weights = {
            entity: weight(kind, name, count, self._total) * (0.2 + own[entity][1])
            for entity in rare
            for kind, name, count in [spread[entity]]
        }
        near = relations.sharing(self._connection, weights, self._number, most)
        quoting = relations.quoting(self._connection, self._prints, most)
        return {*near, *quoting, *relations.twins(self._connection, self._number, MOST_TWINS)}

    def relations(self, others: Sequence[int], joined: Collection[int]) -> tuple[Relation, ...]:
        """Return how each of some documents is related, best first."""
        every = [self._number, *others]
        profiles = entities.salient(self._connection, every)
        named = {entity for profile in profiles.values() for entity in profile}
        facts = {
            entity: Fact(kind.value, name, weight(kind, name, count, self._total))
            for entity, (kind, name, count) in relations.spread(self._connection, named).items()
        }
        placed = relations.placed(self._connection, every)
        quoted = relations.quoting(self._connection, self._prints, POSTINGS)
        rare = {each: rarity(count, self._total) for each, count in self._prints.items()}
        sides = {
            each: Side(profiles.get(each, {}), day, {one: rare[one] for one in quoted.get(each, ())}, path)
            for each, (day, path) in placed.items()
        }
        here = sides.pop(self._number)
        return relate(here, sides, facts, joined, len(others))


def _made(
    connection: sqlite3.Connection,
    found: Sequence[Relation],
    pointers: Sequence[Pointer],
    copied: Mapping[int, tuple[float, tuple[int, ...]]],
) -> tuple[Link, ...]:
    numbers = {relation.document for relation in found} | {one for _, more in copied.values() for one in more}
    known = documents.documents(connection, sorted(numbers))
    named = {reason.entity for relation in found for reason in relation.reasons[:MOST_REASONS]}
    named |= {entity for relation in found if relation.event for entity in relation.event.entities}
    entity = entities.entities(connection, list(named), names=0)
    quotes = _words(connection, found)
    made = []
    for relation in found:
        if relation.document not in known:
            continue
        same, more = copied.get(relation.document, (0.0, ()))
        link = Link(
            known[relation.document],
            relation.score,
            tuple(
                Shared(entity[reason.entity], reason.weight, reason.here, reason.there)
                for reason in relation.reasons[:MOST_REASONS]
                if reason.entity in entity
            ),
            tuple(pointer for pointer in pointers if pointer.document == relation.document),
            _event(relation.event, entity),
            tuple(quotes[relation.document, each] for each in relation.quotes),
            same,
            tuple(known[each] for each in more if each in known),
        )
        made.append(replace(link, reasons=told(link)))
    return tuple(made)


def _event(event: Happening | None, known: Mapping[int, Entity]) -> Event | None:
    if event is None:
        return None
    return Event(tuple(known[each] for each in event.entities if each in known), event.apart, event.day)


def _words(connection: sqlite3.Connection, found: Sequence[Relation]) -> dict[tuple[int, int], str]:
    """Return the words of each quotation that a related document shares, by document and print."""
    prints = {each for relation in found for each in relation.quotes}
    quoting = [relation.document for relation in found if relation.quotes]
    places = relations.quoted_at(connection, quoting, prints)
    return {
        (document, print_): documents.piece(connection, document, span)
        for document, spans in places.items()
        for print_, span in spans.items()
    }


def _quotes(connection: sqlite3.Connection, left: int, right: int, prints: Sequence[int]) -> tuple[SharedQuote, ...]:
    places = relations.quoted_at(connection, [left, right], prints)
    sentences = Sentences(connection, [left, right])
    return tuple(
        SharedQuote(
            sentences.words(left, places[left][each]),
            sentences.around(left, (places[left][each],)),
            sentences.around(right, (places[right][each],)),
        )
        for each in prints
        if each in places[left] and each in places[right]
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
