"""Changing the index: documents in and out in batches, one commit at a time."""

from __future__ import annotations

import errno
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from explorer.errors import IndexCorrupt, Locked, StorageReadOnly
from explorer.index import manifest, words
from explorer.index.analysis import ENGLISH, Analyser, raw_tokens
from explorer.index.engine import (
    TOC,
    Codec,
    FileIndex,
    FileStorage,
    LockError,
    Pool,
    SegmentReader,
    SegmentWriter,
    clean_files,
    schema,
)
from explorer.index.plan import FAR, day_number
from explorer.index.segment import is_damage, numbers_of
from explorer.ports import IndexDocument

SEGMENT_DOCUMENTS = 10_000
SEGMENT_POSTINGS = 3_000_000
"""A segment is written when it holds so many documents or postings."""

SMALL_SEGMENTS = 12
"""As many segments of less than half the size are borne before they are merged."""

_FULL = frozenset({errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT, errno.ENOTDIR, errno.EFBIG})


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Say what kept us from writing: StorageReadOnly, or IndexCorrupt when the old index is damaged."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageReadOnly(f"{directory} cannot be written: {error.strerror}") from error
        raise IndexCorrupt(f"the index cannot be written: {error}") from error
    except Exception as error:
        if not is_damage(error):
            raise
        raise IndexCorrupt(f"the index is damaged: {type(error).__name__}: {error}") from error


class _Batch(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's writer with our pool; the note of what the index holds decides when a commit has happened."""

    def __init__(self, index: Any, directory: Path, language: str) -> None:
        self.directory = directory
        self.language = language
        super().__init__(index, codec=Codec(), compound=False)
        self.pool = Pool()

    def _commit_toc(self, segments: Sequence[Any]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        names = [name for segment in segments for name in segment.list_files(self.storage)]
        manifest.write(self.directory, self.language, self.generation, names)
        clean_files(self.storage, self.indexname, self.generation, segments)

    def abandon(self) -> None:
        """Let go of the lock and of files, whatever state a failure left; what they hold is not wanted."""
        for file in (self.fieldwriter._tindex.dbfile, self.fieldwriter._postfile, self.perdocwriter._cols._temp):
            if not file.is_closed:
                with suppress(OSError):  # a full disk: the rest of a buffer cannot be written, and need not
                    file.close()
        if self.writelock is not None and self.writelock.fd is not None:
            self.writelock.release()
        self.is_closed = True


class WhooshWriter:
    """Puts documents into the index of a directory and takes them out; one at a time, from one thread."""

    def __init__(self, directory: Path, language: str) -> None:
        self._directory = directory
        self._language = language
        self._analyser = Analyser(language)
        self._batch: _Batch | None = None
        self._stored: dict[int, int] = {}
        self._pending: dict[int, int] = {}
        self._words: Counter[str] = Counter()
        with writing(directory):
            self._index = self._open()

    def _open(self) -> Any:
        """Open the index of the directory, or begin one where there is none."""
        storage = FileStorage(str(self._directory))
        if not (self._directory / manifest.MANIFEST).exists():
            self._directory.mkdir(parents=True, exist_ok=True)
            index = FileIndex.create(storage, schema(), "MAIN")
            manifest.write(self._directory, self._language, 0, ())
            return index
        noted = manifest.read(self._directory, self._language)
        for name in storage.list():  # a commit that was cut off before its note does not count
            if name.endswith(".toc") and name != manifest.contents_name(noted.generation):
                storage.delete_file(name)
        manifest.verify(self._directory, noted)
        return FileIndex(storage, indexname="MAIN")

    def put(self, document: IndexDocument) -> None:
        """Add a document, or replace the one of the same number; raises StorageReadOnly, IndexCorrupt, Locked."""
        with writing(self._directory):
            batch = self._begin()
            self._take_out(batch, document.id)
            self._pending[document.id] = batch.docnum
            batch.add_document(**self._fields(document))
        if batch.docnum >= SEGMENT_DOCUMENTS or batch.pool.size >= SEGMENT_POSTINGS:
            self.commit()

    def remove(self, document: int) -> None:
        """Take a document out; one that is not there is no mistake."""
        with writing(self._directory):
            self._take_out(self._begin(), document)

    def commit(self) -> None:
        """Make what was put and removed visible to readers; raises StorageReadOnly, IndexCorrupt."""
        batch = self._batch
        if batch is None:
            return
        try:
            with writing(self._directory):
                if self._words:
                    words.add(self._directory, self._words)
                batch.commit(mergetype=_merge)
        finally:
            self.close()

    def close(self) -> None:
        """Let go without committing."""
        batch, self._batch = self._batch, None
        self._stored, self._pending, self._words = {}, {}, Counter()
        if batch is None or batch.is_closed:
            return
        try:
            with writing(self._directory):
                batch.cancel()
        except (StorageReadOnly, IndexCorrupt):  # nothing is lost: an unfinished segment is never looked at
            batch.abandon()

    def _begin(self) -> _Batch:
        """Return the batch that changes go to."""
        if self._batch is None:
            try:
                batch = _Batch(self._index, self._directory, self._language)
            except LockError:
                raise Locked("the index", "another process") from None
            self._batch = batch
            base = 0
            for segment in batch.segments:
                numbers = numbers_of(batch.storage, segment)
                self._stored.update(
                    (number, base + at) for at, number in enumerate(numbers) if not segment.is_deleted(at)
                )
                base += len(numbers)
        return self._batch

    def _take_out(self, batch: _Batch, document: int) -> None:
        """Mark what is stored or waiting under this number as removed."""
        stored = self._stored.pop(document, None)
        if stored is not None:
            batch.delete_document(stored)
        waiting = self._pending.pop(document, None)
        if waiting is not None:
            batch.newsegment.delete_document(waiting)

    def _fields(self, document: IndexDocument) -> dict[str, object]:
        """Return the values of a document's fields."""
        raws = raw_tokens(document.text)
        raw_title = raw_tokens(document.title)
        self._words.update(raws)
        self._words.update(raw_title)
        body = self._analyser.pairs_of(raws)
        title = self._analyser.pairs_of(raw_title)
        places = _places(term for term, _ in body)
        after = len(body) + FAR
        for position, (term, _) in enumerate(title, after):
            places[term].append(position)
        forms = {folded for term, folded in (*body, *title) if term != folded}
        fields: dict[str, object] = {
            "number": document.id,
            "day": day_number(document.date),
            "body": places,
            "title": _places(term for term, _ in title),
            "forms": forms,
            "keys": {str(key) for key in document.keys},
            "kind": {document.kind.casefold()},
        }
        for name, text in (
            ("source", document.source),
            ("author", document.author),
            ("path", document.path),
            ("tags", "\n".join(document.tags)),
        ):
            fields[name] = _places(self._analyser.folded(text))
        return fields


def _places(terms: Any) -> dict[str, list[int]]:
    """Return the positions of each term."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for position, term in enumerate(terms):
        places[term].append(position)
    return places


def _merge(batch: _Batch, segments: Sequence[Any]) -> list[Any]:
    """Merge small segments into the one being written once there are many; return those that stay.

    A segment that lost half its documents is written anew as well; one that lost all is dropped.
    """
    live = [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]
    small = sorted(
        (segment for segment in live if segment.doc_count_all() < SEGMENT_DOCUMENTS // 2),
        key=lambda segment: segment.doc_count_all(),
    )
    chosen = [segment for segment in live if segment.deleted_count() * 2 > segment.doc_count_all()]
    if len(small) >= SMALL_SEGMENTS:
        chosen += [segment for segment in small if segment not in chosen]
    room = SEGMENT_DOCUMENTS - batch.docnum
    merged = []
    for segment in chosen:
        count = segment.doc_count_all() - segment.deleted_count()
        if count <= room:
            room -= count
            merged.append(segment)
            reader = SegmentReader(batch.storage, batch.schema, segment)
            try:
                batch.add_reader(reader)
            finally:
                reader.close()
    return [segment for segment in live if segment not in merged]


def open_writer(directory: Path, language: str = ENGLISH) -> WhooshWriter:
    """Open the index in `directory` for changes, or begin one; raises StorageReadOnly, IndexCorrupt, Locked."""
    return WhooshWriter(directory, language)
