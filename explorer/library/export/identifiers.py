"""Identifiers that do not depend on when or where a folder was indexed: hashes of what identifies a thing."""

from __future__ import annotations

import hashlib

from explorer.catalogue.exporting import Identity
from explorer.model.span import Span

BYTES = 10
"""Of a hash: among a hundred million things two share one with a probability of one to a hundred million."""


def identifier(kind: str, *parts: str | int) -> str:
    """Return the identifier of a thing of a kind, 20 hexadecimal digits; the parts are what tells it from others."""
    told = "\0".join((kind, *map(str, parts)))
    return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=BYTES).hexdigest()


def of_document(path: str) -> str:
    """Return the identifier of a document: of its path in the folder, so that it stays when the file is edited."""
    return identifier("document", path)


def of_entity(identity: Identity) -> str:
    """Return the identifier of an entity: of its type and its key, as `explorer/entities/keys.py` makes it."""
    return identifier("entity", identity.type, identity.key)


def of_place(kind: str, path: str, span: Span, *more: str | int) -> str:
    """Return the identifier of what stands at a place of a document, such as a mention or a quotation."""
    return identifier(kind, path, span.start, span.end, *more)
