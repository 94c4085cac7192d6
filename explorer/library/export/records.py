"""What a corpus holds as records: plain values by name, in an order that does not depend on row numbers.

Offsets are those of the decoded file, as `explorer annotate` tells them; what stands there is given as text as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from explorer.catalogue import entities, exporting, mentions, quotations, stated
from explorer.library import connections
from explorer.library.export.content import Content, Contents
from explorer.library.export.identifiers import identifier, of_document, of_entity, of_place
from explorer.library.session import Session
from explorer.model.document import Document
from explorer.model.entity import ASIDE, EntityType, Mention
from explorer.model.export import Export, Format, Subject

Record = dict[str, Any]

BY_TYPE = (Subject.ENTITIES, Subject.MENTIONS, Subject.ALL)
"""What `types` can be asked of."""

TABLES = (Format.JSONL, Format.CSV)

APART = ASIDE | {EntityType.DATE}
"""Types that are values rather than somebody or something; a graph has them only if they are asked for."""

KNOWN = 50_000
"""Entities whose identity is remembered: what is read in the order of documents names the same ones again and again."""

NAMES = 1000
"""Names of an entity, most frequent first."""


class Records:
    """The records of one export, read in one state of the catalogue."""

    def __init__(
        self, session: Session, connection: sqlite3.Connection, wanted: Export, numbers: Collection[int] | None
    ) -> None:
        self.wanted = wanted
        self.dataset = session.folder.name
        self.types = wanted.types or tuple(each for each in EntityType if each not in APART or wanted.format in TABLES)
        self._session = session
        self._connection = connection
        self._identities: dict[int, exporting.Identity] = {}
        exporting.choose_documents(connection, numbers)
        self._chosen = False
        self._all_documents = numbers is None
        self._all_entities = numbers is None and not wanted.types

    def of(self, subject: Subject) -> Iterator[Record]:
        """Yield the records of one kind."""
        return {
            Subject.DOCUMENTS: self.documents,
            Subject.ENTITIES: self.entities,
            Subject.MENTIONS: self.mentions,
            Subject.LINKS: self.links,
            Subject.TIMELINE: self.timeline,
            Subject.QUOTES: self.quotes,
            Subject.RELATIONS: self.relations,
        }[subject]()

    def documents(self) -> Iterator[Record]:
        """Yield the documents by their paths."""
        yield from (record for _, record in self._documents_made())

    def documents_with(self, types: Collection[EntityType]) -> Iterator[tuple[Record, list[tuple[str, str]]]]:
        """Yield the documents with what they name of some types, as `exporting.values` tells it."""
        for number, record in self._documents_made():
            yield record, exporting.values(self._connection, number, types)

    def _documents_made(self) -> Iterator[tuple[int, Record]]:
        for document, many in exporting.documents(self._connection):
            yield (
                document.id,
                {
                    "id": of_document(document.path),
                    "path": document.path,
                    "title": document.title,
                    "date": document.date,
                    "source": document.source,
                    "author": document.author,
                    "kind": document.kind,
                    "language": document.language or None,
                    "tags": list(document.tags),
                    "encoding": document.encoding,
                    "length": document.length,
                    "sha256": document.digest,
                    "mentions": many,
                },
            )

    def entities(self) -> Iterator[Record]:
        """Yield the entities, those in most documents first; counts are those of the chosen documents."""
        self._choose()
        for each in exporting.chosen(self._connection):
            identity = self.identity(each.entity)
            names = [name for name, _ in entities.names(self._connection, each.entity)[:NAMES]]
            yield {
                "id": of_entity(identity),
                "type": identity.type.value,
                "label": identity.label or None,
                "name": identity.name,
                "names": names,
                "mentions": each.mentions,
                "documents": each.documents,
            }

    def mentions(self) -> Iterator[Record]:
        """Yield the mentions of the chosen types, document by document."""
        wanted = frozenset(self.types)
        for document, content, known in self._contents():
            for mention in mentions.of_document(self._connection, document.id, content.text):
                if mention.type in wanted and (mention.local in known or self.wanted.doubtful):
                    yield self._mention(content, mention, known.get(mention.local))

    def _mention(self, content: Content, mention: Mention, identity: exporting.Identity | None) -> Record:
        return {
            "id": of_place("mention", content.path, mention.span, mention.type),
            **content.place(mention.span),
            "text": mention.text,
            "type": mention.type.value,
            "label": mention.label or None,
            "entity": of_entity(identity) if identity else None,
            "name": identity.name if identity else None,
            "value": mention.date.edtf if mention.date else mention.value or None,
            "confidence": round(mention.confidence, 3),
            "found_by": mention.found_by,
            "why": mention.why,
            "sentence": content.sentence(mention.sentence, mention.span),
        }

    def links(self) -> Iterator[Record]:
        """Yield for each document the documents most related to it, best first."""
        for document, _ in exporting.documents(self._connection):
            found = connections.links(self._session, document.id, self.wanted.links)
            found_in_order = sorted(found, key=lambda link: (-round(link.score, 4), link.document.path))
            for rank, link in enumerate(found_in_order, 1):
                yield {
                    "id": identifier("link", document.path, link.document.path),
                    "document": of_document(document.path),
                    "path": document.path,
                    "rank": rank,
                    "to": of_document(link.document.path),
                    "to_path": link.document.path,
                    "score": round(link.score, 4),
                    "shared": [each.entity.name for each in link.shared],
                    "refers": [each.target for each in link.pointers if each.outgoing],
                    "referred": [each.target for each in link.pointers if not each.outgoing],
                }

    def timeline(self) -> Iterator[Record]:
        """Yield the dated statements, oldest first, each with the entities that its sentence names."""
        contents = Contents(self._connection)
        for said in exporting.dates(self._connection, self.wanted.doubtful):
            content = contents.of(said.document)
            numbers = content.named(said.sentence)
            known = [self.identity(number) for number in numbers]
            named = [each for each in known if each.type is not EntityType.DATE]
            yield {
                "id": of_place("mention", content.path, said.span, EntityType.DATE),
                "begin_day": said.value.begin,
                "end_day": said.value.end,
                "value": said.value.edtf,
                "precision": said.value.precision,
                "modifier": said.value.modifier,
                "text": said.span.of(content.text),
                "anchor": said.value.anchor,
                "confidence": round(said.value.confidence, 3),
                **content.place(said.span),
                "entities": [of_entity(each) for each in named],
                "names": [each.name for each in named],
                "sentence": content.sentence(said.sentence, said.span),
            }

    def quotes(self) -> Iterator[Record]:
        """Yield the quotations, document by document; a part that carries on another says which."""
        for document, content, known in self._contents():
            numbers: list[str] = []
            for quote in quotations.of_document(self._connection, document.id):
                numbers.append(of_place("quote", content.path, quote.span))
                speaker = known.get(quote.speaker_local)
                yield {
                    "id": numbers[-1],
                    **content.place(quote.span),
                    "text": quote.span.of(content.text),
                    "form": quote.kind.value,
                    "speaker": of_entity(speaker) if speaker else None,
                    "name": speaker.name if speaker else None,
                    "named": quote.speaker.of(content.text) if quote.speaker else None,
                    "cue": quote.cue or None,
                    "part_of": numbers[quote.continues] if 0 <= quote.continues < len(numbers) - 1 else None,
                    "confidence": round(quote.confidence, 3),
                    "sentence": content.around(quote.span),
                }

    def relations(self) -> Iterator[Record]:
        """Yield what documents state of two entities, or of one alone, document by document."""
        for document, content, _ in self._contents():
            for each in stated.in_document(self._connection, document.id):
                subject = self.identity(each.subject)
                of = self.identity(each.object) if each.object is not None else None
                told = (each.kind, each.text, of_entity(subject), of_entity(of) if of else "")
                yield {
                    "id": of_place("relation", content.path, each.span, *told),
                    "relation": each.kind.value,
                    "subject": of_entity(subject),
                    "name": subject.name,
                    "what": each.text,
                    "qualifier": each.qualifier or None,
                    "object": of_entity(of) if of else None,
                    "object_name": of.name if of else None,
                    "date": each.date or None,
                    **content.place(each.span),
                    "rule": each.rule,
                    "confidence": round(each.confidence, 3),
                    "sentence": content.sentence(each.sentence, each.span),
                }

    def named(self) -> Iterator[tuple[str, str, int]]:
        """Yield the identifiers of each document and each chosen entity that it names, and how often it does."""
        for document, _ in exporting.documents(self._connection):
            many: dict[str, int] = {}
            for _, entity, count, *_ in entities.of_document(self._connection, document.id):
                identity = self.identity(entity)
                if identity.type in self.types:
                    number = of_entity(identity)
                    many[number] = many.get(number, 0) + count
            for number, count in sorted(many.items()):
                yield of_document(document.path), number, count

    def together(self) -> Iterator[tuple[str, str, exporting.Together]]:
        """Yield the identifiers of two chosen entities that sentences name together, and how many of them do."""
        self._choose()
        for pair in exporting.together(self._connection):
            yield of_entity(self.identity(pair.left)), of_entity(self.identity(pair.right)), pair

    def has(self, entity: str) -> bool:
        """Say whether the entity of an identifier is chosen."""
        return self._all_entities or entity in self._entities

    def is_wanted(self, document: str) -> bool:
        """Say whether the document of an identifier is chosen."""
        return self._all_documents or document in self._documents

    @cached_property
    def _entities(self) -> frozenset[str]:
        self._choose()
        return frozenset(of_entity(self.identity(each.entity)) for each in exporting.chosen(self._connection))

    @cached_property
    def _documents(self) -> frozenset[str]:
        return frozenset(of_document(each.path) for each, _ in exporting.documents(self._connection))

    def identity(self, number: int) -> exporting.Identity:
        """Return what an entity is known by."""
        if number not in self._identities:
            if len(self._identities) >= KNOWN:
                self._identities.clear()
            self._identities |= exporting.identities(self._connection, [number])
        return self._identities[number]

    def _choose(self) -> None:
        if not self._chosen:
            exporting.choose_entities(self._connection, self.types)
            self._chosen = True

    def _contents(self) -> Iterator[tuple[Document, Content, dict[int, exporting.Identity]]]:
        """Yield each document with its content and what its local entities are known by."""
        contents = Contents(self._connection)
        for document, _ in exporting.documents(self._connection):
            of = entities.of_document(self._connection, document.id)
            unknown = {entity for _, entity, *_ in of} - self._identities.keys()
            if len(self._identities) + len(unknown) > KNOWN:
                self._identities.clear()
                unknown = {entity for _, entity, *_ in of}
            self._identities |= exporting.identities(self._connection, unknown)
            yield (
                document,
                contents.of(document.id, document.path),
                {local: self._identities[entity] for local, entity, *_ in of},
            )
