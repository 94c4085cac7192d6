"""What the codec takes from Whoosh, imported in one place because Python warns of what it finds in there."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escape sequences and comparisons that Python warns of
    from whoosh import collectors, columns, formats, matching, query, scoring
    from whoosh.codec import base
    from whoosh.filedb.filestore import FileStorage, ReadOnlyError
    from whoosh.filedb.structfile import BufferFile, StructFile
    from whoosh.matching import LeafMatcher, ListMatcher, NullMatcher, ReadTooFar
    from whoosh.reading import TermInfo, TermNotFound

__all__ = [
    "BufferFile",
    "FileStorage",
    "LeafMatcher",
    "ListMatcher",
    "NullMatcher",
    "ReadOnlyError",
    "ReadTooFar",
    "StructFile",
    "TermInfo",
    "TermNotFound",
    "base",
    "collectors",
    "columns",
    "formats",
    "matching",
    "query",
    "scoring",
]
