"""What files take from Whoosh, imported in one place because Python warns of what it finds in there."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escape sequences and comparisons that Python warns of
    from whoosh import formats
    from whoosh.codec import base
    from whoosh.filedb.filestore import FileStorage, ReadOnlyError
    from whoosh.filedb.structfile import BufferFile, StructFile

__all__ = ["BufferFile", "FileStorage", "ReadOnlyError", "StructFile", "base", "formats"]
