"""What is known of a corpus beyond its texts: entities, quotations, dates, and what links its documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.catalogue import entities
from explorer.later import Later
from explorer.model.query import EntitySort, Page
from explorer.model.safe import encodable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from explorer.library import connections, curating, export, naming, people, quotations, reading, relations
    from explorer.library.searching import Searcher
    from explorer.library.session import Session
    from explorer.model.curation import CuratedRule, Curation, Rule
    from explorer.model.entity import EntityCount, EntityType, QuoteKind, RelationAt
    from explorer.model.export import Export
    from explorer.model.link import Explanation, Link, Sentence
    from explorer.model.results import DatedStatement, EntityCard, MaybeOne, QuoteOf
else:  # a search needs none of these
    connections = Later("explorer.library.connections")
    curating = Later("explorer.library.curating")
    export = Later("explorer.library.export")
    naming = Later("explorer.library.naming")
    people = Later("explorer.library.people")
    quotations = Later("explorer.library.quotations")
    reading = Later("explorer.library.reading")
    relations = Later("explorer.library.relations")

FIRST = Page()


class Knowledge:
    """The half of `Library` that answers who, what and when."""

    _session: Session
    _searcher: Searcher

    def document_entities(self, document_id: int, query: str = "") -> tuple[EntityCount, ...]:
        """Return a document's entities of all types, what it is about first, with their counts; raises NotFound."""
        return people.of_document(self._session, self._searcher, document_id, query)

    def entities(
        self,
        type: EntityType | None = None,  # noqa: A002  the front ends' own word
        like: str = "",
        page: Page = FIRST,
        sort: EntitySort = EntitySort.DOCUMENTS,
        label: str = "",
    ) -> tuple[EntityCount, ...]:
        """Return entities of the corpus in an order; `like` is the beginning of words of a name.

        Amounts and addresses on the web are only among them if their type is asked for; with a `label` all are of it.
        """
        with self._session.catalogue.reading() as connection:
            return entities.page(connection, type, encodable(like), page, sort, label)

    def main_entities(self, document_ids: Sequence[int], limit: int = 3) -> dict[int, tuple[EntityCount, ...]]:
        """Return what each document is about most, best first; nothing for documents that are not there."""
        return people.main(self._session, document_ids, limit)

    def suggestions(
        self,
        type: EntityType | None = None,  # noqa: A002  the front ends' own word
        page: Page = FIRST,
    ) -> tuple[MaybeOne, ...]:
        """Return pairs of entities that may be one, likeliest first; only a person or a surer rule makes them one."""
        return people.suggestions(self._session, type, page)

    def card(self, entity_id: int) -> EntityCard:
        """Return all that is known of an entity; raises NotFound."""
        return people.card(self._session, entity_id)

    def relations(self) -> Iterator[RelationAt]:
        """Yield every relation that the documents state, by document; the catalogue is read until the last is taken."""
        return relations.every(self._session)

    def find_entity(
        self,
        name: str,
        type: EntityType | None = None,  # noqa: A002  the front ends' own word
    ) -> tuple[EntityCount, ...]:
        """Return the entities that go by a name, or the one of a number, most documents first; raises NotFound."""
        with self._session.catalogue.reading() as connection:
            return naming.find_entity(connection, encodable(name), type)

    def together(self, left: int, right: int) -> tuple[Sentence, ...]:
        """Return the sentences that name both entities, newest documents first; raises NotFound."""
        return people.together(self._session, left, right)

    def document_quotes(self, document_id: int) -> tuple[QuoteOf, ...]:
        """Return a document's quotations in the order of the text; raises NotFound."""
        return quotations.of_document(self._session, document_id)

    def quotes(self, name: str = "", kinds: Collection[QuoteKind] = (), page: Page = FIRST) -> tuple[QuoteOf, ...]:
        """Return what everybody whom a name may mean is quoted with, newest documents first; everybody if "".

        `kinds` are those that are wanted, all if empty. Raises NotFound if nobody is called so.
        """
        return quotations.said(self._session, name, kinds, page)

    def dated(self, entity_id: int | None = None, document_id: int | None = None) -> tuple[DatedStatement, ...]:
        """Return dated sentences, oldest first: of a document, those naming an entity, or those within a date."""
        return reading.dated(self._session, entity_id, document_id)

    def links(self, document_id: int, limit: int = 20) -> tuple[Link, ...]:
        """Return related documents with their reasons, strongest first; raises NotFound."""
        return connections.links(self._session, document_id, limit)

    def explain(self, left: int, right: int) -> Explanation:
        """Say why two documents are linked, with the sentences of both; raises NotFound."""
        return connections.explain(self._session, left, right)

    def curation(self) -> Curation:
        """Return the rules by which people correct what was found, each with what it changed; raises CurationError."""
        return curating.curation(self._session)

    def curate(self, rule: Rule) -> CuratedRule:
        """Keep a rule and apply it at once, and at every build from then on; returns it with what it changed.

        A rule that is there already is not kept twice. Raises CurationError, Locked, StorageReadOnly.
        """
        return curating.add(self._session, rule)

    def uncurate(self, rule: Rule | None = None) -> Rule:
        """Take a rule back, by default the last one, and undo what it did; returns it.

        Raises NotFound if there is no such rule, CurationError, Locked, StorageReadOnly.
        """
        return curating.take_back(self._session, rule)

    def apply_curation(self) -> Curation:
        """Apply the file of rules as it is now, whoever has written it; raises CurationError, Locked, StorageError."""
        return curating.apply(self._session)

    def try_curation(self, path: Path | None = None) -> Curation:
        """Say what the rules of a file, by default its own, would change, and change nothing.

        Raises CurationError, NotFound, Locked, StorageError.
        """
        return curating.trial(self._session, path)

    def export(self, wanted: Export, write: Callable[[str], object]) -> int:
        """Hand all records of a kind to `write`, piece by piece, and return how many; raises UsageError."""
        return export.export(self._session, self._searcher, wanted, write)
