"""Entities: their counts beside a document and a query, their lists, and the card of one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from explorer.catalogue import documents, entities, mentions, merging, quotations, resolving
from explorer.later import Later
from explorer.library import relations
from explorer.library.quotations import quotes_of
from explorer.library.searching import Searcher
from explorer.library.sentences import Sentences
from explorer.library.session import Session
from explorer.model.entity import Entity, EntityCount, EntityType
from explorer.model.link import Companion, Sentence
from explorer.model.query import Everything, Page
from explorer.model.results import EntityCard, Joined, MaybeOne
from explorer.model.span import Span
from explorer.model.telling import VALUES, about

if TYPE_CHECKING:
    from explorer import links
else:  # a search shows people of its hits and needs none of these
    links = Later("explorer.links")

MOST_DOCUMENTS = 1000
"""Documents on a card, newest first; its entity says how many there are."""

MOST_COUNTED = 5000
"""Documents of an entity, newest first, in which its companions are counted."""

MOST_COMPANIONS = 40
MOST_QUOTES = 500
MOST_PASSAGES = 200
MOST_SUGGESTED = 20
MOST_SENTENCES = 200

FIELDS = {type_: type_.value for type_ in EntityType}
FIELDS |= {EntityType.ORGANISATION: "org", EntityType.DATE: "entity", EntityType.CUSTOM: "entity"}


def clause(session: Session, number: int) -> str:
    """Return the clause that finds an entity's documents, such as `person:"Ada Lovelace"`; raises NotFound."""
    with session.catalogue.reading() as connection:
        entity = entities.entity(connection, number)
    # Quotes always: without them one word would also find every longer name that it is part of.
    plain = " ".join(entity.name.replace('"', " ").split())
    return f'{field_of(session, entity)}:"{plain}"'


def field_of(session: Session, entity: Entity) -> str:
    """Return the field by which an entity is asked for; what the user has defined has one of its own."""
    own = {label: field for field, label in session.kinds.items()} if entity.label else {}
    return own.get(entity.label, FIELDS[entity.type])


def of_document(session: Session, searcher: Searcher, number: int, query: str) -> tuple[EntityCount, ...]:
    """Return the entities of a document, what it is about first; raises NotFound.

    With a query, each has the number of its documents among the results.
    """
    with session.catalogue.reading() as connection:
        documents.document(connection, number)
        total = documents.count(connection)
        here: dict[int, int] = {}
        salience: dict[int, float] = {}
        first: dict[int, Span] = {}
        for _, entity, count, span, weight in entities.of_document(connection, number):
            here[entity] = here.get(entity, 0) + count
            salience[entity] = max(weight, salience.get(entity, 0.0))
            if span is not None and (entity not in first or span < first[entity]):
                first[entity] = span
        known = entities.entities(connection, list(here), names=6)
    results = _results(session, searcher, known, query) if query.strip() else {}
    counts = [
        EntityCount(
            known[entity],
            count,
            results.get(entity, 0) if query.strip() else None,
            first.get(entity),
            about(salience[entity], known[entity].documents, total),
        )
        for entity, count in here.items()
        if entity in known
    ]
    return tuple(sorted(counts, key=lambda each: (-each.about, -each.here, -each.entity.documents, each.entity.name)))


def main(session: Session, numbers: Sequence[int], limit: int) -> dict[int, tuple[EntityCount, ...]]:
    """Return what each of some documents is about most, at most `limit` entities, no dates or amounts."""
    with session.catalogue.reading() as connection:
        total = documents.count(connection)
        found = entities.salient(connection, numbers)
        named = {entity for profile in found.values() for entity in profile}
        known = entities.entities(connection, list(named), names=0)
    return {number: _main(found.get(number, {}), known, total)[:limit] for number in numbers}


def _main(profile: dict[int, tuple[int, float]], known: dict[int, Entity], total: int) -> tuple[EntityCount, ...]:
    counts = [
        EntityCount(known[entity], count, about=about(salience, known[entity].documents, total))
        for entity, (count, salience) in profile.items()
        if entity in known and known[entity].type not in VALUES
    ]
    counts.sort(key=lambda each: (-each.about, -each.here, each.entity.name))
    return tuple(each for each in counts if each.about > 0)


def _results(session: Session, searcher: Searcher, known: dict[int, Entity], query: str) -> dict[int, int]:
    """Count the documents of each entity among those that match."""
    asked = searcher.understand(query).query
    if isinstance(asked, Everything):
        return {number: entity.documents for number, entity in known.items()}
    with session.catalogue.reading() as connection:
        keys = entities.keys_of_entities(connection, list(known))
    counts = session.ask(lambda index: index.count(asked, list(keys.values())))
    return dict(zip(keys, counts, strict=True))


def card(session: Session, number: int) -> EntityCard:
    """Return all that is known of an entity; raises NotFound."""
    with session.catalogue.reading() as connection:
        entity = entities.entity(connection, number)
        dated = entities.documents_of(connection, number, MOST_COUNTED)
        numbers = [document for document, _ in dated[:MOST_DOCUMENTS]]
        beside = mentions.companions(connection, number, [document for document, _ in dated], MOST_COMPANIONS)
        said = _said(connection, number)
        stated = relations.grouped(connection, number, [document for document, _ in dated])
        some = numbers[:MOST_PASSAGES]
        sentences = Sentences(
            connection, list({*numbers, *(r.newest.document for r in stated), *(q.document for q in said)})
        )
        others = {number, *(other for other, *_ in beside), *relations.entities_of(stated)}
        known = entities.entities(connection, list(others), names=3)
        counts = {other: EntityCount(found, found.mentions) for other, found in known.items()}
        return EntityCard(
            EntityCount(entity, entity.mentions),
            entities.names(connection, number),
            relations.shown(sentences, stated, counts),
            tuple(Companion(known[other], many, of) for other, many, of in beside if other in known),
            tuple(quotes_of(sentences, said, counts)),
            tuple((sentences.document(document), count) for document, count in dated[:MOST_DOCUMENTS]),
            _passages(connection, sentences, number, some)[:MOST_PASSAGES],
            tuple(Joined(*each) for each in merging.merged_by(connection, number)),
            _maybe_one(connection, None, number, Page(0, MOST_SUGGESTED)),
        )


def suggestions(session: Session, type_: EntityType | None, page: Page) -> tuple[MaybeOne, ...]:
    """Return pairs of entities that may be one, the likeliest and most frequent first."""
    with session.catalogue.reading() as connection:
        return _maybe_one(connection, type_, None, page)


def _maybe_one(
    connection: sqlite3.Connection, type_: EntityType | None, number: int | None, page: Page
) -> tuple[MaybeOne, ...]:
    found = resolving.suggested(connection, type_, number, page)
    known = entities.entities(connection, sorted({each for pair in found for each in pair[:2]}), names=6)
    return tuple(MaybeOne(known[left], known[right], rule, surely) for left, right, rule, surely in found)


def _said(connection: sqlite3.Connection, number: int) -> list[quotations.SaidQuote]:
    keys = entities.keys_of_entities(connection, [number]).get(number, ())
    return quotations.said_by(connection, keys, (), Page(0, MOST_QUOTES))


def together(session: Session, left: int, right: int) -> tuple[Sentence, ...]:
    """Return the sentences that name both entities, newest documents first; raises NotFound."""
    with session.catalogue.reading() as connection:
        for number in (left, right):
            entities.entity(connection, number)
        right_documents = {document for document, _ in entities.documents_of(connection, right)}
        both = [document for document, _ in entities.documents_of(connection, left) if document in right_documents]
        found: list[Sentence] = []
        for at in range(0, len(both), MOST_SENTENCES):
            some = both[at : at + MOST_SENTENCES]
            sentences = Sentences(connection, some)
            places = [*mentions.of_entity(connection, left, some), *mentions.of_entity(connection, right, some)]
            found += shared_sentences(sentences, places, some, (left, right))
            if len(found) >= MOST_SENTENCES:
                break
        return tuple(found[:MOST_SENTENCES])


def shared_sentences(
    sentences: Sentences, places: Iterable[mentions.Place], numbers: Sequence[int], wanted: Sequence[int]
) -> list[Sentence]:
    """Return the sentences of documents that name every entity of `wanted`, in the order of `numbers`."""
    by_document: dict[int, list[links.Named]] = {number: [] for number in numbers}
    for place in places:
        by_document[place.document].append(links.Named(place.entity, place.sentence, place.span))
    return [
        sentences.make(number, span, marks)
        for number in numbers
        for span, marks in links.sentences_with(by_document[number], sentences.spans(number), wanted)
    ]


def _passages(
    connection: sqlite3.Connection, sentences: Sentences, number: int, numbers: Sequence[int]
) -> tuple[Sentence, ...]:
    places = mentions.of_entity(connection, number, numbers)
    return tuple(shared_sentences(sentences, places, numbers, (number,)))
