"""Changing the index: documents in and out, one commit at a time; segments are merged once a commit is visible."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from explorer.errors import IndexCorrupt, Locked, StorageReadOnly
from explorer.index import note
from explorer.index.analysis import ENGLISH
from explorer.index.codec.storing import opened
from explorer.index.codec.whoosh_parts import FileStorage
from explorer.index.damage import is_damage
from explorer.index.gathering import Gathering, Vocabularies
from explorer.index.layout import DOCUMENTS
from explorer.index.merging import Size, to_merge, to_settle
from explorer.index.schema import TOC, listed, schema
from explorer.index.segment_files import TextSegment, merge_segments, numbers_of, write_gathered
from explorer.ports import IndexDocument

SEGMENT_DOCUMENTS = 100_000
SEGMENT_RUNS = 8_000_000
"""A segment is written when so many documents, or runs of characters between blanks, have been gathered; or as many
different runs as are remembered."""

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


class _Changes:
    """What is to become visible with the next commit: segments written already, documents gathered, numbers gone."""

    def __init__(self, storage: Any, lock: Any, generation: int, before: list[TextSegment], new: Gathering) -> None:
        self.storage = storage
        self.lock = lock
        self.generation = generation
        self.before = before
        self.written: list[TextSegment] = []
        self.gathering = new
        self._writer = ThreadPoolExecutor(1)  # numpy does not hold up the gathering
        self._writing: Future[None] | None = None
        self._replaced: set[int] = set()  # of the documents gathered
        self._gone: set[int] = set()
        self._places: dict[int, tuple[int, int]] = {}

    def put(self, document: IndexDocument) -> None:
        """Take a document in."""
        self.take_out(document.id)
        self._places[document.id] = (len(self.written), len(self.gathering))
        self.gathering.add(document)

    def take_out(self, number: int) -> None:
        """Take a document out, whether it was there before or has come since."""
        self._gone.add(number)
        segment, at = self._places.pop(number, (-1, 0))
        if segment == len(self.written):
            self._replaced.add(at)
        elif segment >= 0:
            self.written[segment].delete_document(at)

    def flush(self, new: Gathering) -> None:
        """Write what was gathered as a segment, and gather on in `new` meanwhile; raises OSError."""
        self.settle()
        if len(self.gathering):
            segment = TextSegment(note.NAME)
            for at in self._replaced:
                segment.delete_document(at)
            self.written.append(segment)
            self._replaced = set()
            sealed = self.gathering.seal()
            self._writing = self._writer.submit(write_gathered, self.storage, segment, self.gathering, sealed)
        self.gathering = new

    def settle(self) -> None:
        """Wait for the segment that is being written; raises OSError if that failed."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()

    def wait(self) -> None:
        """Wait for the segment that is being written, whatever becomes of it."""
        self._writer.shutdown()

    def left(self) -> list[TextSegment]:
        """Return all segments that hold documents, those from before without what has gone; raises Damaged, OSError."""
        self.settle()
        gone = np.fromiter(self._gone, dtype=np.int64, count=len(self._gone))
        for segment in self.before if len(gone) else ():
            numbers = numbers_of(opened(self.storage, segment.make_filename(DOCUMENTS)), segment.doc_count_all())
            for at in np.flatnonzero(np.isin(numbers, gone)).tolist():
                segment.delete_document(at)
        return [segment for segment in (*self.before, *self.written) if segment.doc_count()]


class WhooshWriter:
    """Puts documents into the index of a directory and takes them out; one at a time, from one thread."""

    def __init__(self, directory: Path, language: str) -> None:
        self._directory = directory
        self._language = language
        self._vocabularies = Vocabularies(language)
        self._changes: _Changes | None = None
        self._schema = schema(language)
        with writing(directory):
            self._open()

    def _open(self) -> None:
        """Look at the index of the directory, or begin one where there is none."""
        if (self._directory / note.NOTE).exists():
            note.verify(self._directory, note.read(self._directory, self._language))
            return
        self._directory.mkdir(parents=True, exist_ok=True)
        self._publish(FileStorage(str(self._directory)), 0, [])

    def put(self, document: IndexDocument) -> None:
        """Add a document, or replace the one of the same number; raises StorageReadOnly, IndexCorrupt, Locked."""
        with writing(self._directory):
            changes = self._begin()
            changes.put(document)
            here = changes.gathering
            if len(here) >= SEGMENT_DOCUMENTS or here.size >= SEGMENT_RUNS or here.crowded:
                changes.flush(self._gathering())

    def remove(self, document: int) -> None:
        """Take a document out; one that is not there is no mistake."""
        with writing(self._directory):
            self._begin().take_out(document)

    def commit(self) -> None:
        """Make what was put and removed visible to readers, then merge; raises StorageReadOnly, IndexCorrupt."""
        changes = self._changes
        if changes is None:
            return
        try:
            with writing(self._directory):
                changes.flush(self._gathering())
                segments = changes.left()
                self._publish(changes.storage, changes.generation + 1, segments)
                self._merge(changes.storage, changes.generation + 1, segments)
        finally:
            self.close()

    def settle(self) -> None:
        """Commit, and merge what fits into one segment, as it is searched fastest; raises as `commit`."""
        self.commit()
        try:
            with writing(self._directory):
                changes = self._begin()
                chosen = to_settle(_sizes(changes.before))
                if chosen:
                    self._merged(changes.storage, changes.generation, changes.before, chosen)
        finally:
            self.close()

    def close(self) -> None:
        """Let go without committing; what was written for nothing is taken away."""
        changes, self._changes = self._changes, None
        if changes is None:
            return
        try:
            changes.wait()
            with suppress(IndexCorrupt, OSError):  # the next writer tries again
                sweep(self._directory, note.read(self._directory, self._language))
        finally:
            changes.lock.release()

    def _begin(self) -> _Changes:
        """Return what the next commit will make visible."""
        if self._changes is None:
            storage = FileStorage(str(self._directory))
            lock = storage.lock(f"{note.NAME}_WRITELOCK")
            if not lock.acquire():
                raise Locked("the index", "another process")
            try:
                noted = note.read(self._directory, self._language)
                sweep(self._directory, noted)
                contents = TOC.read(storage, note.NAME, gen=noted.generation, schema=self._schema)
                self._changes = _Changes(storage, lock, noted.generation, contents.segments, self._gathering())
            except BaseException:
                lock.release()
                raise
        return self._changes

    def _gathering(self) -> Gathering:
        self._vocabularies.renew()
        return Gathering(self._vocabularies)

    def _merge(self, storage: Any, generation: int, segments: list[TextSegment]) -> None:
        """Merge until nothing needs to be; each merge becomes visible by itself."""
        while chosen := to_merge(_sizes(segments)):
            segments = self._merged(storage, generation, segments, chosen)
            generation += 1

    def _merged(
        self, storage: Any, generation: int, segments: list[TextSegment], chosen: Sequence[int]
    ) -> list[TextSegment]:
        """Make some segments one, as the next generation; return the segments that there are then."""
        merged = TextSegment(note.NAME)
        merge_segments(storage, merged, [segments[at] for at in chosen])
        left = [segment for at, segment in enumerate(segments) if at not in chosen]
        left += [merged] if merged.doc_count() else []
        self._publish(storage, generation + 1, left)
        return left

    def _publish(self, storage: Any, generation: int, segments: list[TextSegment]) -> None:
        """Make these segments the index; the note that names them decides that it has happened."""
        TOC(self._schema, segments, generation).write(storage, note.NAME)
        note.write(self._directory, self._language, generation, listed(segments))
        sweep(self._directory, note.read(self._directory, self._language))


def sweep(directory: Path, noted: note.Note) -> None:
    """Take away what no longer belongs to the index, or never came to: whatever a writer of ours can have left."""
    for path in directory.iterdir():
        ours = path.name.startswith((f"{note.NAME}_", f"_{note.NAME}_", f".{note.NOTE}."))
        if ours and path.name not in noted.files and not path.name.endswith("LOCK"):
            with suppress(OSError):  # another process may hold it; the next commit tries again
                path.unlink()


def _sizes(segments: Iterable[TextSegment]) -> list[Size]:
    return [Size(each.doc_count_all(), each.deleted_count(), each.tokens, each.terms) for each in segments]


def open_writer(directory: Path, language: str = ENGLISH) -> WhooshWriter:
    """Open the index in `directory` for changes, or begin one; raises StorageReadOnly, IndexCorrupt, Locked."""
    return WhooshWriter(directory, language)
