"""`Library`: one corpus, opened: built, searched, read and followed. Every method is safe from any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from explorer import build as building
from explorer.catalogue import documents, meta
from explorer.config import Config
from explorer.later import Later
from explorer.library.knowledge import FIRST, Knowledge
from explorer.library.searching import Searcher
from explorer.library.session import WAIT_SECONDS, Session
from explorer.model.query import Page, Parsed, Sort
from explorer.query import parse

if TYPE_CHECKING:
    from explorer.background import BackgroundBuild
    from explorer.catalogue import keeping
    from explorer.library import completing, connections, counting, people, reading
    from explorer.model.document import Document, Failure, Note, ReadDocument
    from explorer.model.entity import Annotations
    from explorer.model.progress import Check, Overview, Progress, Report
    from explorer.model.results import (
        Completion,
        Explained,
        Facets,
        Hits,
        Reading,
    )
    from explorer.model.span import Span
    from explorer.ports import Cancelled
else:  # a search needs none of these
    keeping = Later("explorer.catalogue.keeping")
    completing = Later("explorer.library.completing")
    connections = Later("explorer.library.connections")
    counting = Later("explorer.library.counting")
    people = Later("explorer.library.people")
    reading = Later("explorer.library.reading")


class Library(Knowledge):
    """One corpus, opened; the front ends use nothing else.

    `notices` are lines to tell a person: what was damaged and made anew, who else is writing.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._searcher = Searcher(session)
        self._completer: completing.Completer | None = None
        self.folder = session.folder
        self.config = session.config
        self.notices = session.notices

    @classmethod
    def open(cls, folder: Path, config: Config) -> Library:
        """Open the corpus of `folder`; raises FolderError, StorageError, Locked.

        Documents are never read here, but an unusable index is made anew from the catalogue.
        """
        return cls(Session(folder, config))

    def close(self) -> None:
        """Let go of files and connections."""
        self._session.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def refresh(self) -> bool:
        """See what another process has committed since; say whether anything has changed."""
        return self._session.refresh()

    @property
    def generation(self) -> int:
        """The state of the corpus that is read: a number that grows with each commit."""
        return self._session.generation

    def build(self, progress: Callable[[Progress], None] | None = None, cancelled: Cancelled | None = None) -> Report:
        """Bring catalogue and index up to the folder; raises Locked, StorageError, FolderError."""
        session = self._session
        with session.lock(WAIT_SECONDS):
            report = building.build(
                self.folder, self.config, session.catalogue, session.directories.index, progress, cancelled
            )
        self.refresh()
        return report

    def background_build(self) -> BackgroundBuild:
        """Start `build` in a child process; its events end with a Report."""
        from explorer.background import BackgroundBuild

        return BackgroundBuild(self.folder, self.config)

    def is_stale(self) -> bool:
        """Say whether files differ from the catalogue, by size and time of change alone; raises FolderError."""
        from explorer.documents import discover

        found = discover(self.folder, self.config.documents)
        rules = building.Rules(self.config.documents, self.config.entities)
        plan = building.compare(found.files, found.failures, self._session.catalogue, rules)
        failed = {failure.path for failure in self.failures()}
        return bool(plan.annotate or plan.gone or any(file.path not in failed for file, _ in plan.read))

    def is_built(self) -> bool:
        """Say whether the folder was ever read."""
        with self._session.catalogue.reading() as connection:
            return meta.get(connection, "updated") is not None

    def overview(self) -> Overview:
        """Return the corpus in numbers."""
        with self._session.catalogue.reading() as connection:
            return documents.overview(connection, str(self.folder), meta.get(connection, "updated"))

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that could not be read, and those that were read with a loss."""
        with self._session.catalogue.reading() as connection:
            return documents.failures(connection)

    def documents(self, page: Page = FIRST, sort: Sort = Sort.NEWEST) -> tuple[Document, ...]:
        """Return one page of all documents; undated ones come last."""
        with self._session.catalogue.reading() as connection:
            return documents.page(connection, page, sort)

    def parse(self, text: str) -> Parsed:
        """Understand a query line; never raises."""
        return parse(text, date.today(), self._session.kinds)

    def search(
        self,
        text: str,
        page: Page = FIRST,
        sort: Sort = Sort.RELEVANCE,
        passages: int = 1,
        cancelled: Cancelled | None = None,
    ) -> Hits:
        """Find documents; an empty `text` finds all, newest first. Once `cancelled`, rows may be missing."""
        return self._searcher.search(text, page, sort, passages, cancelled)

    def complete(self, text: str, cursor: int | None = None) -> tuple[Completion, ...]:
        """Return what a line may go on with at `cursor`, an offset of `text`, by default its end; likeliest first."""
        if self._completer is None:
            self._completer = completing.Completer(self._session)
        return self._completer.complete(text, len(text) if cursor is None else cursor)

    def facets(self, text: str, limit: int = 20) -> Facets:
        """Count all documents that match; at most `limit` values of each kind, and entities of each type."""
        return counting.facets(self._session, self._searcher, text, limit)

    def explain_hit(self, text: str, document_id: int, sort: Sort = Sort.RELEVANCE) -> Explained | None:
        """Say why a document ranks where it does for a line, None if it does not match; raises NotFound."""
        return counting.explain(self._session, self._searcher, text, document_id, sort)

    def entity_query(self, entity_id: int) -> str:
        """Return the clause that finds an entity's documents, such as `person:"Ada Lovelace"`; raises NotFound."""
        return people.clause(self._session, entity_id)

    def document(self, document_id: int) -> Document:
        """Return a document; raises NotFound."""
        with self._session.catalogue.reading() as connection:
            return documents.document(connection, document_id)

    def find_document(self, name: str) -> Document:
        """Return the document of this number, path or unique file name; NotFound says the nearest."""
        return reading.find_document(self._session, name)

    def read(self, document_id: int, query: str = "") -> Reading:
        """Return all that the reader shows of a document, with the hits of `query`; raises NotFound."""
        return reading.read(self._session, self._searcher, document_id, query)

    def find(self, document_id: int, text: str) -> tuple[Span, ...]:
        """Return where `text` stands in a document, case and accents folded; raises NotFound."""
        return reading.find(self._session, document_id, text)

    def location(self, document_id: int) -> Path:
        """Return the absolute path of a document's file; raises NotFound."""
        return reading.location(self._session, document_id)

    def line_of(self, document_id: int, offset: int) -> int:
        """Return the 1-based line of the original file at which an offset of the text stands; raises NotFound."""
        return reading.original_line(self._session, document_id, offset)

    def mark(self, document_id: int, mark: str, on: bool) -> None:
        """Set or clear the reader's own mark on a document; raises NotFound, StorageReadOnly."""
        with self._session.catalogue.writing() as connection:
            keeping.set_mark(connection, document_id, mark, on)

    def marks(self, document_ids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Return the reader's own marks on documents; an empty set where there are none."""
        with self._session.catalogue.reading() as connection:
            return keeping.marks(connection, document_ids)

    def note(self, document_id: int, text: str, span: Span | None = None) -> Note:
        """Keep a note about a document, or about a span of its text; raises NotFound, StorageReadOnly."""
        with self._session.catalogue.writing() as connection:
            return keeping.add_note(connection, document_id, text, span)

    def notes(self, document_id: int) -> tuple[Note, ...]:
        """Return the reader's notes about a document, those about the whole of it first; raises NotFound."""
        with self._session.catalogue.reading() as connection:
            return keeping.notes(connection, document_id)

    def remove_note(self, note_id: int) -> None:
        """Take a note away; raises NotFound, StorageReadOnly."""
        with self._session.catalogue.writing() as connection:
            keeping.remove_note(connection, note_id)

    @staticmethod
    def annotate(path: Path, config: Config) -> tuple[ReadDocument, Annotations]:
        """Read and annotate one file without a catalogue; raises DocumentError."""
        return building.annotate_file(path, building.Rules(config.documents, config.entities))

    def doctor(self) -> tuple[Check, ...]:
        """Look at everything that this corpus needs."""
        from explorer.library.checks import checks

        return checks(self._session)
