"""What is known of a document before anybody reads it."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from explorer.model.span import OffsetMap, Span
from explorer.values import dataclass


class Origin(StrEnum):
    """Where a piece of metadata was taken from."""

    FRONT_MATTER = "front matter"
    HTML = "HTML metadata"
    HEADER = "header"
    DATELINE = "dateline"
    FILE_NAME = "file name"
    HEADING = "heading"
    FIRST_SENTENCE = "first sentence"
    MODIFIED = "file's modification time"


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of metadata, where it came from and, when it stands in the kept text, where."""

    value: str
    origin: Origin
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a news story: `MOSCOW, March 16. /TASS/.`; each part's span in the kept text, if there."""

    span: Span
    place: Span | None = None
    date: Span | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title, date (EDTF), source and author of a document, each with its origin; only the title is always known.

    `address` is where on the web it says it is from, "" if it says nothing; `language` the ISO 639-1 code of the
    language it is written in, "" where that is unsure (see `model.language`).
    """

    title: Fact
    date: Fact | None = None
    source: Fact | None = None
    author: Fact | None = None
    tags: tuple[str, ...] = ()
    dateline: Dateline | None = None
    header: Span | None = None
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An explicit pointer in a document: `target` as written, `kind` one of url, wiki, markdown, file."""

    span: Span
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells cheaply that a file may have changed: size in bytes and modification time in nanoseconds."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that discovery chose: `path` relative to the corpus in POSIX form, `location` absolute."""

    path: str
    location: str
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class ReadDocument:
    r"""A file turned into text: what the documents and text stages hand on.

    `text` is what is searched and shown: "\n" line ends, no control characters. `offsets` maps it to the characters
    of the decoded file. `kind` is txt, md or html; `digest` the SHA-256 of the bytes, in hexadecimal.
    """

    path: str
    kind: str
    stamp: FileStamp
    digest: str
    encoding: str
    text: str
    offsets: OffsetMap
    metadata: Metadata
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the catalogue knows it, without its text; `length` in characters, `date` in EDTF or None.

    `language` is an ISO 639-1 code, "" where it is unsure.
    """

    id: int
    path: str
    kind: str
    title: str
    title_origin: Origin
    date: str | None
    date_origin: Origin | None
    source: str | None
    source_origin: Origin | None
    author: str | None
    author_origin: Origin | None
    encoding: str
    length: int
    digest: str
    tags: tuple[str, ...] = field(default=())
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader wrote about a document, or about a span of its text; `made` is ISO, in UTC."""

    id: int
    text: str
    span: Span | None
    made: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, or was read with a loss; `reason` groups, `message` says it in a line."""

    path: str
    reason: str
    message: str
