"""One build under way: what waits to be committed, what has been done, and who is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from explorer.build.curate import lift, put_on
from explorer.build.curated import is_applied
from explorer.build.documents import Done, Same
from explorer.build.follow import catch_up, follow
from explorer.build.plan import Plan
from explorer.build.resolution import outdated, resolve
from explorer.catalogue import documents, merging, meta, relations, writing
from explorer.catalogue.rows import Packed
from explorer.catalogue.store import Catalogue
from explorer.curation import Rules as CurationRules
from explorer.errors import IndexCorrupt
from explorer.links import ways
from explorer.model.document import Failure, FileStamp
from explorer.model.progress import Progress, Report
from explorer.ports import Cancelled

COMMIT_SECONDS = 2.0
"""What has been read is kept after so long, or after `build.commit_every` documents."""

SEARCHABLE_SHARE = 0.25
"""It becomes searchable at the first commit after this share of the build's time: often at first, and in all seldom
enough that the index is not merged again and again."""

WORTH_SETTLING = 2_000
"""Documents written in a build after which the segments of the index are made one."""

TELL_SECONDS = 0.1

NO_DOCUMENT = frozenset({"binary", "empty", "too large", "not a file", "special file"})
"""Failures that say that a document read once is gone; after others its text is kept until the file can be read."""

_CHUNK = 1000

Listener = Callable[[Progress], None]


class Run:
    """The state of one build; its methods are the steps of `build`, in their order."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: Path,
        language: str,
        curation: CurationRules,
        listener: Listener | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._language = language
        self._curation = curation
        self._listener = listener
        self._cancelled = cancelled
        self._batch: list[Packed] = []
        self._same: list[tuple[str, FileStamp]] = []
        self._failed: list[Failure] = []
        self._lost: list[Failure] = []
        self._plan = Plan()
        self._done = self._failures = 0
        self._added = self._changed = self._removed = self._unchanged = 0
        self._generation = -1  # until the index is known to follow the catalogue
        self._current = ""
        self._notices: list[str] = []
        self._began = self._committed = self._followed = time.perf_counter()
        self._told = 0.0
        self._stopped = False
        self._tell("discover")

    def begin(self, plan: Plan, failures: Sequence[Failure]) -> None:
        """Take over the plan; failures of the last build are forgotten, for their files are tried again."""
        self._plan, self._unchanged, self._failures = plan, plan.unchanged, len(failures)
        with self._catalogue.writing() as connection:
            writing.forget_failures(connection)
            writing.record_failures(connection, failures)
        self._follow()
        self._committed = time.perf_counter()
        self._tell("read")

    def take(self, done: Done) -> None:
        """Take what became of one document."""
        self._done += 1
        self._current = done.path
        if isinstance(done, Packed):
            self._batch.append(done)
        elif isinstance(done, Same):
            self._same.append((done.path, done.stamp))
        else:
            self._failed.append(done)
            self._failures += 1
            if done.path in self._plan.known:
                self._lose(done)
        if time.perf_counter() - self._told > TELL_SECONDS:
            self._tell("read")

    def _lose(self, failure: Failure) -> None:
        """Note what becomes of a document that was read by an earlier build and could not be read again."""
        if failure.reason in NO_DOCUMENT:
            self._lost.append(failure)
        else:
            self._unchanged += 1

    def full(self, most: int) -> bool:
        """Say whether it is time to let what was read be found."""
        return len(self._batch) >= most or time.perf_counter() - self._committed > COMMIT_SECONDS

    def stopped(self) -> bool:
        """Ask whether the build is to stop; once it is, it is."""
        self._stopped = self._stopped or (self._cancelled is not None and self._cancelled())
        return self._stopped

    def commit(self) -> None:
        """Put what waits into the catalogue, and then into the index."""
        if self._batch or self._same or self._failed:
            with self._catalogue.writing() as connection:
                if self._batch:
                    writing.store(connection, self._batch, self._plan.moved)
                writing.touch(connection, self._same)
                writing.record_failures(connection, self._failed)
            changed = sum(packed.path in self._plan.known for packed in self._batch)
            self._changed += changed
            self._added += len(self._batch) - changed
            self._unchanged += len(self._same)
            self._batch, self._same, self._failed = [], [], []
        self._committed = time.perf_counter()
        if self._committed - self._followed > max(COMMIT_SECONDS, SEARCHABLE_SHARE * (self._committed - self._began)):
            self._follow()
            self._committed = time.perf_counter()
        self._tell("read")

    def remove(self, paths: Sequence[str]) -> None:
        """Take out the documents whose files have gone; one that was moved has another path by now, and stays."""
        paths = [*paths, *(failure.path for failure in self._lost)]
        for at in range(0, len(paths), _CHUNK):
            with self._catalogue.writing() as connection:
                numbers = [
                    found.id for path in paths[at : at + _CHUNK] if (found := documents.at_path(connection, path))
                ]
                if numbers:
                    writing.remove(connection, numbers)
                    self._removed += len(numbers)
                    writing.record_failures(connection, self._lost)

    def resolve(self) -> None:
        """Let entities of different documents be one where that is certain, and references find their documents.

        That is told from what was found alone; what people have corrected is put on it again.
        """
        settled = not self._unresolved() and is_applied(self._catalogue, self._curation.digest)
        if settled and not (self._added or self._changed or self._removed):
            return
        self._follow()  # what was read can be found meanwhile
        self._tell("resolve")
        with self._catalogue.writing() as connection:
            layer = lift(connection)
            among = resolve(connection)
            merging.merge(connection, merging.likely(connection, among), among)
            if self._removed or self._changed:
                merging.forget_unused(connection)
            found = []
            for document, number, path, kind, target, before in relations.references(connection):
                to = next(filter(None, (relations.target(connection, *way) for way in ways(kind, target, path))), None)
                if to != before:
                    found.append((to, document, number))
            relations.resolve(connection, found)
            put_on(layer, self._curation)
            meta.put(connection, "resolved", str(meta.generation(connection)))

    def finish(self, ignored: int) -> Report:
        """Let the index see the rest, and return what was done."""
        self._current = ""
        self._follow(settle=self._added + self._changed >= WORTH_SETTLING)
        if self._added or self._changed or self._removed:
            self._catalogue.settle()
        self._tell("done")
        with self._catalogue.reading() as connection:
            failures = documents.failures(connection)
        return Report(
            self._added,
            self._changed,
            self._removed,
            self._unchanged,
            failures,
            ignored,
            time.perf_counter() - self._began,
            self._stopped,
            tuple(self._notices),
        )

    def _unresolved(self) -> bool:
        """Say whether an earlier build was cut off before it resolved what it had read."""
        with self._catalogue.reading() as connection:
            behind = int(meta.get(connection, "resolved") or 0) < meta.generation(connection)
            return behind or outdated(connection)

    def _follow(self, settle: bool = False) -> None:
        """Let the index follow the catalogue, and after many changes put it into the shape that is searched fastest."""
        if self._generation < 0:
            notice = catch_up(self._catalogue, self._index, self._language, self._indexed)
        else:
            try:
                follow(self._catalogue, self._index, self._language, None, settle)
                notice = None
            except IndexCorrupt as error:
                notice = catch_up(self._catalogue, self._index, self._language, self._indexed, damaged=str(error))
        if notice:
            self._notices.append(notice)
        with self._catalogue.reading() as connection:
            self._generation = meta.generation(connection)
        self._followed = time.perf_counter()

    def _indexed(self, done: int, total: int) -> None:
        self._tell("index", done, total)

    def _tell(self, stage: str, done: int | None = None, total: int | None = None) -> None:
        self._told = time.perf_counter()
        if self._listener:
            self._listener(
                Progress(
                    stage,
                    self._done if done is None else done,
                    len(self._plan) if total is None else total,
                    self._failures,
                    self._told - self._began,
                    max(0, self._generation),
                    self._current,
                )
            )
