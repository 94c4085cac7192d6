"""Turn one file into a document."""

from __future__ import annotations

from explorer.config import DocumentRules
from explorer.documents.clean import IDENTITY, clean
from explorer.documents.encoding import decode
from explorer.documents.formats import READERS, kind_of
from explorer.documents.metadata import describe
from explorer.documents.reading import read_bytes
from explorer.errors import DocumentError
from explorer.model.document import FoundFile, ReadDocument


def read_document(file: FoundFile, rules: DocumentRules) -> ReadDocument:
    """Read a file: bytes, characters, clean characters, text, metadata; raises DocumentError if it is no document."""
    kind = kind_of(file.location)
    if kind is None:
        raise DocumentError(file.path, "unsupported", "has an ending that is not read")
    data, stamp, digest = read_bytes(file, rules.max_bytes)
    decoded = decode(data, declares=kind == "html", encoding=rules.encoding)
    del data
    characters, cleaned = clean(decoded.characters)
    extract = READERS[kind].extract(characters)
    if not extract.text.strip():
        raise DocumentError(file.path, "empty", "holds no text")
    offsets = extract.offsets if cleaned is IDENTITY else extract.offsets.after(cleaned)
    metadata, doubts = describe(file.path, kind, extract.text, extract.metadata)
    return ReadDocument(
        path=file.path,
        kind=kind,
        stamp=stamp,
        digest=digest,
        encoding=decoded.encoding,
        text=extract.text,
        offsets=cleaned if extract.offsets is IDENTITY else offsets,
        metadata=metadata,
        references=extract.references,
        warnings=(*decoded.warnings, *extract.warnings, *doubts),
    )
