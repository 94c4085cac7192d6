"""Looking at everything that a corpus needs."""

from __future__ import annotations

from collections.abc import Callable

from explorer.build import lagging
from explorer.catalogue import documents
from explorer.documents import check_folder
from explorer.entities import RuleTagger
from explorer.errors import FolderError, StorageError, StorageUnsafe
from explorer.library.session import Session
from explorer.model.entity import EntityType
from explorer.model.progress import Check
from explorer.storage import holder_of, is_writable, refuse_unsafe
from explorer.text import sentences

_SAMPLE = "Marie Curie met Albert Einstein in Brussels in October 1911."


def checks(session: Session) -> tuple[Check, ...]:
    """Return what was looked at, in the order of the flow of the data."""
    return (
        _folder(session),
        *_directories(session),
        _catalogue(session),
        _of_storage("index", _index, session),
        _lock(session),
        _tagger(),
        _of_storage("failures", _failures, session),
    )


def _of_storage(name: str, look: Callable[[Session], Check], session: Session) -> Check:
    """Look at what needs the catalogue; that it cannot be read is then what was found."""
    try:
        return look(session)
    except StorageError as error:
        return Check(name, False, str(error))


def _folder(session: Session) -> Check:
    try:
        check_folder(session.folder)
    except FolderError as error:
        return Check("folder", False, str(error))
    return Check("folder", True, str(session.folder))


def _directories(session: Session) -> tuple[Check, ...]:
    found = []
    for name, directory in (("data", session.directories.data), ("cache", session.directories.cache)):
        try:
            refuse_unsafe(directory)
        except StorageUnsafe as error:
            found.append(Check(f"{name} directory", False, str(error)))
            continue
        writable = is_writable(directory)
        found.append(Check(f"{name} directory", writable, f"{directory}{'' if writable else ' cannot be written'}"))
    return tuple(found)


def _catalogue(session: Session) -> Check:
    wrong = session.catalogue.damage()
    if wrong:
        return Check("catalogue", False, wrong)
    with session.catalogue.reading() as connection:
        many = documents.count(connection)
    return Check("catalogue", True, f"{many:,} documents, {session.catalogue.path.stat().st_size / 1e6:,.1f} MB")


def _index(session: Session) -> Check:
    index = session.directories.index
    refuse_unsafe(index)
    wrong = lagging(session.catalogue, index, session.config.search.language)
    size = sum(file.stat().st_size for file in index.glob("*")) if index.is_dir() else 0
    return Check("index", wrong is None, f"the index {wrong}" if wrong else f"{size / 1e6:,.1f} MB")


def _lock(session: Session) -> Check:
    holder = holder_of(session.directories.data)
    return Check("writer", None, f"{holder} is indexing" if holder else "nobody is indexing")


def _tagger() -> Check:
    found = RuleTagger().tag(_SAMPLE, sentences(_SAMPLE))
    people = [mention.text for mention in found if mention.type is EntityType.PERSON]
    return Check("entities", bool(people), f"found {', '.join(people) or 'nobody'} in a sample sentence")


def _failures(session: Session) -> Check:
    with session.catalogue.reading() as connection:
        many = len(documents.failures(connection))
    return Check("failures", None if many else True, f"{many:,} files could not be read, or with a loss")
