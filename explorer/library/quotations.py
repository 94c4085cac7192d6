"""Quotations for the front ends: split ones joined, each with its speaker and the sentences it stands in."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from explorer.catalogue import documents, entities, quotations
from explorer.errors import NotFound
from explorer.library.sentences import Sentences
from explorer.library.session import Session
from explorer.model.entity import EntityCount, QuoteKind
from explorer.model.query import Page
from explorer.model.results import QuoteOf
from explorer.model.safe import encodable

SPLIT = " … "
"""Stands for the words between the parts of a split quotation."""

_ALIKE = 3  # names that are told when nobody has the one asked for


def of_document(session: Session, number: int) -> tuple[QuoteOf, ...]:
    """Return the quotations of a document in their order; raises NotFound."""
    with session.catalogue.reading() as connection:
        documents.document(connection, number)
        here = {
            entity: (count, first) for _, entity, count, first, _ in reversed(entities.of_document(connection, number))
        }
        said = quotations.said_in(connection, number)
        known = entities.entities(connection, list(here), names=3)
        speakers = {entity: EntityCount(known[entity], count, first=first) for entity, (count, first) in here.items()}
        return tuple(quotes_of(Sentences(connection, [number]), said, speakers))


def said(session: Session, name: str, kinds: Collection[QuoteKind], page: Page) -> tuple[QuoteOf, ...]:
    """Return what everybody whom `name` may mean is quoted with, newest first; everybody if it is empty.

    Raises NotFound, which says who has a similar name, if nobody is called so.
    """
    with session.catalogue.reading() as connection:
        keys = _keys(connection, encodable(name)) if name.strip() else None
        found = quotations.said_by(connection, keys, kinds, page)
        numbers = {each.speaker for each in found if each.speaker is not None}
        known = entities.entities(connection, sorted(numbers), names=3)
        speakers = {number: EntityCount(entity, entity.mentions) for number, entity in known.items()}
        return tuple(quotes_of(Sentences(connection, list({each.document for each in found})), found, speakers))


def quotes_of(
    sentences: Sentences, found: Sequence[quotations.SaidQuote], speakers: dict[int, EntityCount]
) -> list[QuoteOf]:
    """Return quotations as they are shown; `speakers` are the entities by number."""
    return [_quote(sentences, each, speakers) for each in found]


def _quote(sentences: Sentences, said: quotations.SaidQuote, speakers: dict[int, EntityCount]) -> QuoteOf:
    words = [sentences.words(said.document, part) for part in said.parts]
    return QuoteOf(
        SPLIT.join(words),
        speakers.get(said.speaker) if said.speaker is not None else None,
        sentences.around(said.document, said.parts),
        said.parts[0],
        said.confidence,
        said.kind,
        said.cue,
        said.parts,
        sentences.words(said.document, said.named) if said.named else "",
        said.elsewhere,
    )


def _keys(connection: sqlite3.Connection, name: str) -> tuple[int, ...]:
    keys = entities.lookup(connection, None, name, prefix=False)
    if keys:
        return keys
    near = entities.names_like(connection, name, _ALIKE)
    raise NotFound(f"nobody is called {name}" + (f"; the nearest are {', '.join(near)}" if near else ""))
