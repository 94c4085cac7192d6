"""One document from file to rows: read, cut into sentences, annotated, packed. Runs in whichever process has time."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

from explorer.build.rules import Rules
from explorer.catalogue.rows import Packed, pack
from explorer.config import EntityConfig
from explorer.documents import read_document
from explorer.entities import RuleTagger, annotate
from explorer.errors import DocumentError
from explorer.links import file_names
from explorer.model.document import Failure, FileStamp, FoundFile, ReadDocument
from explorer.model.entity import Annotations
from explorer.ports import Tagger
from explorer.text import sentences
from explorer.values import dataclass

ANNOTATED = 2_000_000
"""Characters of one document in which names and dates are looked for: a thousand pages. All of it can be searched, but
annotating takes hundreds of times the memory of the text, and a file of what `documents.max_bytes` allows took 7 GB."""

# What a document can set off in rules that have not met its like. It must not end the build of all the others.
_MISHAPS = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, with the digest that needs no work; or `stored`, to be annotated again without reading."""

    file: FoundFile
    digest: str | None = None
    stored: ReadDocument | None = None
    read_by: str = ""

    @property
    def path(self) -> str:
        """The document's path, relative to the corpus."""
        return self.file.path


@dataclass(frozen=True, slots=True)
class Same:
    """A file that was touched and has the content it had."""

    path: str
    stamp: FileStamp


Done = Packed | Same | Failure


def make_tagger(config: EntityConfig) -> Tagger:
    """Return the tagger that the configuration names."""
    return {"rules": RuleTagger}[config.tagger]()


def make(task: Task, rules: Rules, tagger: Tagger) -> Done:
    """Do one task; whatever goes wrong with the document is returned as its Failure."""
    try:
        document = task.stored or _read(task.file, rules)
        if document.digest == task.digest:
            return Same(task.path, document.stamp)
        return pack(*_annotated(document, rules, tagger), task.read_by or rules.read_by, rules.annotated_by)
    except DocumentError as error:
        return Failure(task.path, error.reason, error.message)
    except _MISHAPS as error:
        return Failure(task.path, "rules failed", f"{type(error).__name__}: {error}")


def _read(file: FoundFile, rules: Rules) -> ReadDocument:
    """Read a file, with the names of other files among its references."""
    document = read_document(file, rules.documents)
    named = file_names(document.text, document.references)
    return replace(document, references=(*document.references, *named)) if named else document


def _annotated(document: ReadDocument, rules: Rules, tagger: Tagger) -> tuple[ReadDocument, Annotations]:
    """Annotate a document; of one that is very long only the beginning, which is among its warnings then."""
    cut = sentences(document.text)
    if len(document.text) <= ANNOTATED:
        return document, annotate(document, cut, tagger, rules.entities.confidence)
    within = tuple(span for span in cut if span.end <= ANNOTATED)
    beginning = replace(document, text=document.text[:ANNOTATED])
    found = annotate(beginning, within, tagger, rules.entities.confidence)
    said = f"only its first {ANNOTATED:,} of {len(document.text):,} characters were searched for names and dates"
    warnings = tuple(dict.fromkeys((*document.warnings, said)))
    return replace(document, warnings=warnings), replace(found, sentences=cut)


def annotate_file(path: Path, rules: Rules) -> tuple[ReadDocument, Annotations]:
    """Read and annotate one file, without a corpus; raises DocumentError."""
    name = str(path)
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(name, "unreadable", f"cannot be read: {reason}") from error
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(name, "not a file", "is a folder")
    file = FoundFile(name, str(path.absolute()), FileStamp(status.st_size, status.st_mtime_ns))
    return _annotated(_read(file, rules), rules, make_tagger(rules.entities))
