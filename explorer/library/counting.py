"""All hits counted by what they are, and why a document is among them where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from explorer.catalogue import documents, entities
from explorer.library.searching import Searcher
from explorer.library.session import Session
from explorer.model.entity import Entity, EntityCount, EntityType
from explorer.model.query import Sort
from explorer.model.results import Explained, Facets

KEYS = 50
"""Keys of entities that are counted for each value asked for: an entity has several, and many are dates."""


def facets(session: Session, searcher: Searcher, text: str, limit: int) -> Facets:
    """Return all documents that match a line, counted: at most `limit` values of each and entities of each type."""
    query = searcher.understand(text).query
    found = session.ask(lambda index: index.facets(query, limit * KEYS))
    counted = dict(found.keys)
    with session.catalogue.reading() as connection:
        keys = entities.keys_of_entities(connection, entities.of_keys(connection, list(counted)))
        known = entities.entities(connection, list(keys), names=0)
    most = {entity: sum(counted.get(key, 0) for key in own) for entity, own in keys.items() if entity in known}
    # A document may name an entity by two of its keys: then their counts together are too many.
    doubtful = [entity for entity in _first(most, known, 2 * limit) if len(keys[entity]) > 1]
    if doubtful:
        exact = session.ask(lambda index: index.count(query, [keys[entity] for entity in doubtful]))
        most.update(zip(doubtful, exact, strict=True))
    return replace(
        found,
        kinds=found.kinds[:limit],
        sources=found.sources[:limit],
        years=found.years[:limit],
        folders=found.folders[:limit],
        tags=found.tags[:limit],
        languages=found.languages[:limit],
        keys=(),
        entities=tuple(
            EntityCount(known[entity], known[entity].mentions, most[entity]) for entity in _first(most, known, limit)
        ),
    )


def _first(counts: Mapping[int, int], known: Mapping[int, Entity], limit: int) -> Iterable[int]:
    """Return the entities in the most documents, most first, at most `limit` of each type."""
    left = dict.fromkeys(EntityType, limit)
    found = []
    for entity in sorted(counts, key=lambda each: (-counts[each], known[each].name, each)):
        if left[known[entity].type] > 0 and counts[entity] > 0:
            left[known[entity].type] -= 1
            found.append(entity)
    return found


def explain(session: Session, searcher: Searcher, text: str, number: int, sort: Sort) -> Explained | None:
    """Return why a document ranks where it does for a line, None if it does not match; raises NotFound."""
    query = searcher.understand(text).query
    with session.catalogue.reading() as connection:
        documents.document(connection, number)
    return session.ask(lambda index: index.explain(query, number, sort))
