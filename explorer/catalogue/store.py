"""The catalogue's file: opened, lent out as connections, checked, and moved aside when it is damaged."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from explorer.catalogue import schema
from explorer.errors import CatalogueCorrupt, ExplorerError, Locked, StorageError, StorageReadOnly

BUSY_SECONDS = 10.0
_KEPT = 8  # idle connections; more threads than that may read, but each beyond opens its own


class Catalogue:
    """One catalogue file, safe to use from any thread: readers get a connection each, and see what is committed."""

    def __init__(self, path: Path, read_only: bool = False) -> None:
        """Open, and create or migrate unless `read_only`; raises StorageError and its kinds."""
        self.path = path
        self.read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        self._immutable = False
        with _translated(path, "damaged"):
            try:
                self._idle.append(self._first())
            except sqlite3.OperationalError:
                # A WAL file needs a writable directory beside it; without one, and with no writer, it never changes.
                if not read_only or self._immutable or not path.exists():
                    raise
                self._immutable = True
                self._idle.append(self._first())
            self._file = _file_of(path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for reading one state of the catalogue."""
        with self._translated(), self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def reading_apart(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection of its own for reading very much of one state: what has to be sorted is put into files."""
        with self._translated(), closing(self._connect()) as connection:
            connection.execute("PRAGMA temp_store = FILE")
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a transaction that is committed at the end, or undone if anything is raised."""
        if self.read_only:
            raise StorageReadOnly(f"{self.path} is open for reading only")
        with self._translated(), self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back by itself when the disk is full.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close what is idle now; connections still lent out are closed when they come back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def settle(self) -> None:
        """Write the log back into the file and let SQLite see how the rows are spread; done after much was written."""
        with self._translated(), self._lent() as connection:
            connection.execute("PRAGMA analysis_limit = 400")
            connection.execute("PRAGMA optimize")
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def damage(self) -> str | None:
        """Look at every page of the file; return what is wrong with it, or None."""
        try:
            with self.reading() as connection:
                found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except StorageError as error:
            return str(error)
        if found == "ok":
            return None
        self._suspect()
        return f"{self.path} is damaged ({found}): start Explorer again and it is made anew"

    def is_replaced(self) -> bool:
        """Say whether another file has taken the place of the one that is open: it was damaged, or deleted."""
        now = _file_of(self.path)
        return now is not None and now != self._file

    def is_suspect(self) -> bool:
        """Say whether somebody who read this very file found it damaged, which opening it need not show."""
        with suppress(OSError, ValueError):
            found: object = json.loads(_suspicion(self.path).read_text("utf-8"))
            return found == list(self._file or ())
        return False

    def _suspect(self) -> None:
        """Leave word for the next who opens the file that it is damaged."""
        with suppress(OSError):  # a directory that cannot be written: nobody could make the file anew, either
            _suspicion(self.path).write_text(json.dumps(self._file), "utf-8")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            with _translated(self.path, "damaged; start Explorer again and it is made anew"):
                yield
        except CatalogueCorrupt:
            self._suspect()
            raise

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._guard:
                keep = not self._closed and len(self._idle) < _KEPT
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        mode = "mode=ro&immutable=1" if self._immutable else "mode=ro" if self.read_only else "mode=rwc"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        return connection

    def _first(self) -> sqlite3.Connection:
        connection = self._connect()
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self.read_only:
            self._prepare_reading(connection)
            return
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != schema.APPLICATION:
            raise CatalogueCorrupt(f"{self.path} is not a catalogue of Explorer")
        schema.version_of(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        schema.migrate(connection, schema.MIGRATIONS)
        with suppress(OSError):  # a file system without permissions has none to tighten
            self.path.chmod(0o600)

    def _prepare_reading(self, connection: sqlite3.Connection) -> None:
        if schema.version_of(connection) < schema.VERSION:
            raise StorageReadOnly(f"{self.path} is of an older version and cannot be written to bring it up to date")


def open_catalogue(path: Path, writable: bool = True) -> Catalogue:
    """Open the catalogue at `path`; raises CatalogueCorrupt, CatalogueNewer, StorageReadOnly, Locked.

    One that exists but cannot be written is opened for reading only.
    """
    if writable:
        try:
            return Catalogue(path)
        except StorageReadOnly:
            if not path.exists():
                raise
    return Catalogue(path, read_only=True)


def set_aside(path: Path, now: datetime) -> Path:
    """Move a damaged catalogue away under a name that says so; returns the new path."""
    aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    path.rename(aside)
    _suspicion(path).unlink(missing_ok=True)
    return aside


def _suspicion(path: Path) -> Path:
    return path.with_name(f"{path.name}-suspect")


def _file_of(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at `path` from every other, None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def rescue(damaged: Path, into: Catalogue) -> int:
    """Copy the reader's own marks and notes out of a damaged catalogue, as far as they can be read; returns how many.

    Everything else is made anew from the folder.
    """
    rows: dict[str, list[tuple[object, ...]]] = {"marks": [], "notes": []}
    columns = {"marks": "digest, mark, made", "notes": 'digest, start, "end", note, made'}
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{damaged.as_uri()}?mode=ro", uri=True)) as old:
        for table, found in rows.items():
            with suppress(sqlite3.Error):
                found.extend(old.execute(f"SELECT {columns[table]} FROM {table}"))
    with into.writing() as connection:
        for table, found in rows.items():
            places = ", ".join("?" * (columns[table].count(",") + 1))
            connection.executemany(f"INSERT OR IGNORE INTO {table} ({columns[table]}) VALUES ({places})", found)
    return sum(map(len, rows.values()))


@contextmanager
def _translated(path: Path, damaged: str) -> Iterator[None]:
    """Turn what SQLite raises into one line of ours, which says `damaged` of a catalogue that is."""
    try:
        yield
    except ExplorerError:
        raise
    except sqlite3.OperationalError as error:
        raise _operational(path, error, damaged) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.NotSupportedError):
        raise  # a mistake of ours, which must not look like damage
    except sqlite3.DatabaseError as error:
        raise CatalogueCorrupt(f"the catalogue {path} is {damaged} ({error})") from error


def _operational(path: Path, error: sqlite3.OperationalError, damaged: str) -> Exception:
    corrupt = CatalogueCorrupt(f"the catalogue {path} is {damaged} ({error})")
    if not hasattr(error, "sqlite_errorcode"):
        return corrupt  # Python's own: a text that is not UTF-8
    code = error.sqlite_errorcode & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(f"the catalogue {path}", "another process")
    if code == sqlite3.SQLITE_FULL:
        return StorageReadOnly(f"no space left for the catalogue {path}")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return StorageReadOnly(f"the catalogue {path} cannot be written or opened ({error})")
    if code == sqlite3.SQLITE_ERROR:
        # Tables that are not there are damage; anything else is a mistake of ours, and must not look like damage.
        return corrupt if "no such" in str(error) else error
    return StorageError(f"the catalogue {path} cannot be read ({error})")
