"""What decides how a document is read and annotated, and how it is told that it was decided otherwise before."""

from __future__ import annotations

import hashlib

from explorer.config import DocumentRules, EntityConfig
from explorer.values import dataclass

READING_VERSION = 4
"""Counts changes of reading and cleaning after which the same file gives another text."""

ANNOTATION_VERSION = 10
"""Counts changes of the rules after which the same text gives other annotations."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides how a document is read and annotated."""

    documents: DocumentRules
    entities: EntityConfig

    @property
    def read_by(self) -> str:
        """A fingerprint of all that decides what text a file gives."""
        return _fingerprint(READING_VERSION, self.documents.encoding)

    @property
    def annotated_by(self) -> str:
        """A fingerprint of all that decides what is found in a text."""
        return _fingerprint(ANNOTATION_VERSION, self.entities.tagger, self.entities.confidence)


def _fingerprint(*facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
