"""What only the catalogue knows of the leaves of a query, looked up before an engine sees them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from explorer.catalogue import documents, entities, states
from explorer.errors import NotFound
from explorer.library.naming import find_document
from explorer.library.remembered import Remembered
from explorer.library.session import Session
from explorer.model.entity import EntityType
from explorer.model.language import stemmer_of
from explorer.model.query import Like, Listed, Named, Parsed
from explorer.query import leaves

LONGEST_NOTICE = 200
"""Characters of what is said of a name: it can be as long as the line."""


class Lookups:
    """Answers within one reading of the catalogue; `notices` say what could not be found."""

    def __init__(
        self,
        session: Session,
        connection: sqlite3.Connection,
        parsed: Parsed,
        remembered: Remembered[frozenset[int]],
    ) -> None:
        self.notices: list[str] = []
        self._session = session
        self._connection = connection
        self._remembered = remembered
        self._whole = {
            (leaf.type, leaf.text)
            for leaf, _ in leaves(parsed.query)
            if isinstance(leaf, Named | Listed) and '"' in leaf.place.of(parsed.text)
        }

    def keys(self, type_: EntityType | None, name: str, prefix: bool, label: str = "") -> tuple[int, ...]:
        """Return the numbers of the keys of the entities that a name may mean; in quotes it is meant as a whole."""
        return entities.lookup(self._connection, type_, name, prefix, (type_, name) in self._whole, label)

    def listed(self, leaf: Listed) -> frozenset[int]:
        """Return the numbers of the documents that a leaf stands for."""
        if is_fleeting(leaf):
            return self._ask(leaf)
        whole = (leaf.type, leaf.text) in self._whole
        known = (leaf.field, leaf.text, leaf.begin, leaf.end, leaf.type, leaf.prefix, whole)
        return self._remembered.of(known, self._session.generation, lambda: self._ask(leaf))

    def like(self, leaf: Like) -> Like:
        """Return a leaf with the text of the document that it names; where there is none, that is among the notices."""
        try:
            found = find_document(self._connection, leaf.document, typing=True)
        except NotFound as error:
            said = str(error)
            self.notices.append(said if len(said) <= LONGEST_NOTICE else f"{said[: LONGEST_NOTICE - 1]}…")
            return leaf
        language = stemmer_of(found.language, self._session.config.search.language)
        text = documents.text(self._connection, found.id)
        return replace(leaf, text=text, number=found.id, language=language)

    def _unread(self) -> frozenset[int]:
        """Return the documents that are not marked as read: nearly all of them, so they are kept until another is."""
        read = states.marked(self._connection, states.READ)
        return self._remembered.of(
            ("unread", read), self._session.generation, lambda: states.every(self._connection) - read
        )

    def _ask(self, leaf: Listed) -> frozenset[int]:
        sure = self._session.config.entities.confidence
        match leaf.field:
            case "is" if leaf.text == "unread":
                return self._unread()
            case "is":
                return states.marked(self._connection, leaf.text)
            case "has":
                return states.holding(self._connection, leaf.text, sure)
            case "about":
                return states.speaking_of(self._connection, leaf.begin, leaf.end, sure)
            case _:
                return states.quoting(self._connection, self.keys(leaf.type, leaf.text, leaf.prefix))


def is_fleeting(leaf: object) -> bool:
    """Say whether what a leaf stands for changes without the corpus changing: the reader marks and notes."""
    return isinstance(leaf, Listed) and (leaf.field == "is" or leaf.text == "notes")
