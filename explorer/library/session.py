"""What an open corpus consists of, how it is opened, and how it goes on when a part of it is damaged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from explorer.build import catch_up, follows, identity, lagging
from explorer.build.curated import file_of, is_applied
from explorer.catalogue import Catalogue, documents, meta, open_catalogue, rescue, set_aside
from explorer.config import Config
from explorer.curation import digest_of, read_rules
from explorer.documents import check_folder
from explorer.errors import CatalogueCorrupt, CurationError, IndexCorrupt, Locked, StorageReadOnly, StorageUnsafe
from explorer.index import open_reader
from explorer.library.moved import remember, take_over
from explorer.model.query import Everything, Page
from explorer.ports import PassageIndex
from explorer.query.fields import kinds
from explorer.storage import corpus_directories, may_be_held, prepare, refuse_unsafe, write_lock

Answer = TypeVar("Answer")

WAIT_SECONDS = 0.2
"""How long opening waits for another process to let go: what is there can be read meanwhile."""

WAIT_UNUSABLE_SECONDS = 15.0
"""How long it waits when there is no index to read until the other process has made one."""


class Session:
    """The catalogue and the index of one corpus. Every method is safe from any thread."""

    def __init__(self, folder: Path, config: Config) -> None:
        """Open or create; raises FolderError, StorageError."""
        self.folder = folder.resolve() if ".." in folder.parts else folder.absolute()
        self.config = config
        self.notices: list[str] = []
        self.kinds = kinds(())
        self.directories = corpus_directories(self.folder, config)
        self.curation_file = file_of(self.directories.catalogue, config)
        self._changing = threading.RLock()
        self._temporary: Path | None = None
        self._language = config.search.language
        self._identity = ""
        check_folder(self.folder)
        before = take_over(self.folder, self.directories)
        if before:
            self.notices.append(f"this folder was {before}: what is known of it, marks and notes were taken over")
        self.catalogue = self._open_catalogue()
        remember(self.folder, self.directories)
        try:
            self._follow_curation()
            self.generation = self._generation()
            self._index = self._open_index()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of everything."""
        with self._changing:
            if hasattr(self, "_index"):
                self._index.close()
            self.catalogue.close()
            self._forget_temporary()

    def _forget_temporary(self) -> None:
        """Take away the index that was made for now, if there is one."""
        if self._temporary:
            import shutil

            shutil.rmtree(self._temporary, ignore_errors=True)
            self._temporary = None

    @contextmanager
    def lock(self, wait: float) -> Iterator[None]:
        """Hold the right to write to this corpus; raises Locked, StorageReadOnly, StorageUnsafe."""
        refuse_unsafe(self.directories.index)
        with write_lock(self.directories.data, f"the corpus of {self.folder}", wait):
            yield

    def apply_curation(self) -> None:
        """Let the corpus follow the file of rules; the caller holds the lock; raises CurationError, StorageError."""
        from explorer.build.curate import curate  # which hardly any opening needs

        rules = read_rules(self.curation_file)
        if self._generation() and not is_applied(self.catalogue, rules.digest):
            curate(self.catalogue, rules)
            catch_up(self.catalogue, self.directories.index, self._language)

    def _follow_curation(self) -> None:
        """Let the corpus follow rules that were edited by hand, or written by a process that was killed."""
        try:
            digest = digest_of(self.curation_file)
            if self.catalogue.read_only or not self._generation() or is_applied(self.catalogue, digest):
                return
            with self.lock(WAIT_SECONDS):
                self.apply_curation()
        except CurationError as error:
            self.notices.append(f"{error}: the rules that were applied before stay in force")
        except Locked as error:
            self.notices.append(f"{error}: what has changed in {self.curation_file} is applied later")
        except (StorageReadOnly, StorageUnsafe):
            return  # which opening the index says, too

    def refresh(self) -> bool:
        """See what another process has committed; say whether anything has changed."""
        with self._changing:
            if self.catalogue.is_replaced():
                self._reopen()
                return True
            generation = self._generation()
            changed = generation != self.generation
            if self._temporary and changed:
                catch_up(self.catalogue, self._temporary / "index", self._language)
            changed = self.ask(lambda index: index.refresh()) or changed
            self.generation = generation
            return changed

    def ask(self, question: Callable[[PassageIndex], Answer]) -> Answer:
        """Ask the index; if it turns out to be damaged, make it anew from the catalogue and ask again."""
        index = self._index
        try:
            return question(index)
        except IndexCorrupt as error:
            with self._changing:
                if self._index is index:
                    self._index = self._remake(str(error))
            return question(self._index)

    def _reopen(self) -> None:
        """Go over to the catalogue that another process has made in place of the one that is open."""
        before, self.catalogue = self.catalogue, self._open_catalogue()
        before.close()
        self.generation = self._generation()
        self._index = self._open_index()  # the old one is let go of when nobody asks it any more

    def _generation(self) -> int:
        with self.catalogue.reading() as connection:
            return meta.generation(connection)

    def _open_catalogue(self) -> Catalogue:
        path = self.directories.catalogue
        try:
            prepare(self.directories.data)
        except StorageReadOnly as error:
            if not path.exists():
                raise
            self.notices.append(f"{error}: what is there can be read, and marks are not kept")
            return open_catalogue(path, writable=False)
        try:
            catalogue = _sound_catalogue(path)
        except CatalogueCorrupt:
            return self._replace_catalogue()
        if catalogue.read_only:
            self.notices.append(f"{path} cannot be written: what is there can be read, and marks are not kept")
        return catalogue

    def _replace_catalogue(self) -> Catalogue:
        """Move a damaged catalogue aside and begin a new one with the marks and notes of the old."""
        path = self.directories.catalogue
        with self.lock(WAIT_UNUSABLE_SECONDS):
            try:
                return _sound_catalogue(path)  # another process has replaced it meanwhile
            except CatalogueCorrupt as error:
                what = str(error)
            aside = set_aside(path, datetime.now())
            catalogue = open_catalogue(path)
            rescued = rescue(aside, catalogue)
        kept = f", {rescued:,} marks and notes were kept" if rescued else ""
        self.notices.append(f"{what}: moved to {aside.name}{kept}; index the folder to fill a new one")
        return catalogue

    def _open_index(self) -> PassageIndex:
        """Open the index, brought up to the catalogue if nobody else is doing that."""
        index = self.directories.index
        try:
            refuse_unsafe(index)
            if follows(self.catalogue, index) and not may_be_held(self.directories.data):
                return self._read(index)  # as nearly always: there is nothing to write, and nobody to tell of
        except StorageUnsafe as error:
            return self._for_now(str(error))
        except IndexCorrupt:
            pass  # it is made anew below, which says why
        why = None if self.catalogue.read_only else lagging(self.catalogue, index, self._language)
        try:
            with self.lock(WAIT_UNUSABLE_SECONDS if why else WAIT_SECONDS):
                notice = catch_up(self.catalogue, index, self._language)
            if notice:
                self.notices.append(notice)
        except Locked as error:
            self.notices.append(f"{error}: what is there can be read")
        except StorageReadOnly as error:
            if self._is_empty(index):
                return self._for_now(str(error))
            if not self.catalogue.read_only:
                self.notices.append(f"{error}: what is not in the index yet is not found")
        try:
            return self._read(index)
        except IndexCorrupt as error:
            return self._for_now(str(error))

    def _is_empty(self, index: Path) -> bool:
        """Say whether nothing can be found by an index, which is worse than making another."""
        try:
            return self._read(index).search(Everything(), Page(0, 0)).total == 0
        except IndexCorrupt:
            return True

    def _remake(self, why: str) -> PassageIndex:
        """Make the index anew because it turned out to be damaged while it was read."""
        index = self.directories.index
        if self._temporary:
            return self._for_now(why)
        try:
            with self.lock(WAIT_UNUSABLE_SECONDS):
                if identity(index) == self._identity:  # otherwise another process has made it anew
                    self.notices.append(catch_up(self.catalogue, index, self._language, damaged=why) or "")
            return self._read(index)
        except (Locked, StorageReadOnly, StorageUnsafe, IndexCorrupt):
            return self._for_now(why)

    def _read(self, index: Path) -> PassageIndex:
        self._identity = identity(index)
        return open_reader(index, self._language)

    def _for_now(self, why: str) -> PassageIndex:
        """Make an index in a temporary directory, when the real one can be neither read nor written."""
        import tempfile

        self._forget_temporary()
        self._temporary = Path(tempfile.mkdtemp(prefix="explorer-"))
        catch_up(self.catalogue, self._temporary / "index", self._language)
        with self.catalogue.reading() as connection:
            if documents.count(connection):
                self.notices.append(f"the index cannot be used ({why}): one was made for now from the catalogue")
        return open_reader(self._temporary / "index", self._language)


def _sound_catalogue(path: Path) -> Catalogue:
    """Open a catalogue; raises CatalogueCorrupt also if it opens, but was found to be damaged when it was read."""
    catalogue = open_catalogue(path)
    if catalogue.is_suspect() and not catalogue.read_only:
        catalogue.close()
        raise CatalogueCorrupt(f"the catalogue {path} is damaged")
    return catalogue
