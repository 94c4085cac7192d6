from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from explorer.catalogue import (
    Catalogue,
    documents,
    entities,
    keeping,
    mentions,
    open_catalogue,
    rescue,
    schema,
    set_aside,
)
from explorer.catalogue.schema import migrate
from explorer.catalogue.stated import every
from explorer.errors import CatalogueCorrupt, CatalogueNewer, Locked, StorageError, StorageReadOnly


@pytest.fixture
def path(tmp_path):
    return tmp_path / "catalogue.sqlite"


def test_a_new_catalogue_is_private_sound_and_of_the_newest_version(path):
    with closing(open_catalogue(path)) as catalogue:
        assert catalogue.damage() is None
        assert path.stat().st_mode & 0o777 == 0o600
        with catalogue.reading() as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
            assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_what_is_written_is_seen_and_what_fails_is_not(path):
    with closing(open_catalogue(path)) as catalogue:
        with catalogue.writing() as connection:
            connection.execute("INSERT INTO meta VALUES ('a', '1')")
        with pytest.raises(sqlite3.IntegrityError), catalogue.writing() as connection:
            connection.executemany("INSERT INTO meta VALUES (?, '2')", [("b",), ("a",)])
        with catalogue.reading() as connection:
            assert connection.execute("SELECT key FROM meta WHERE key <> 'name'").fetchall() == [("a",)]


def test_a_reader_sees_one_state_while_another_thread_writes(path):
    with closing(open_catalogue(path)) as catalogue:

        def write():
            with catalogue.writing() as connection:
                connection.execute("INSERT INTO meta VALUES ('a', '1')")

        with catalogue.reading() as connection:
            assert connection.execute("SELECT count(*) FROM meta WHERE key <> 'name'").fetchone() == (0,)
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
            assert connection.execute("SELECT count(*) FROM meta WHERE key <> 'name'").fetchone() == (0,)
        with catalogue.reading() as connection:
            assert connection.execute("SELECT count(*) FROM meta WHERE key <> 'name'").fetchone() == (1,)


def test_many_threads_read_at_once(path):
    with closing(open_catalogue(path)) as catalogue:
        together = threading.Barrier(12)
        seen = []

        def read():
            with catalogue.reading() as connection:
                together.wait(10)
                seen.append(connection.execute("SELECT count(*) FROM documents").fetchone()[0])

        threads = [threading.Thread(target=read) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [0] * 12


def test_an_old_catalogue_is_brought_up_step_by_step(path, monkeypatch):
    with closing(open_catalogue(path)) as catalogue, catalogue.writing() as connection:
        connection.execute("INSERT INTO marks VALUES ('digest', 'starred', 'now')")

    def add_colour(connection):
        connection.execute("ALTER TABLE marks ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")

    def add_table(connection):
        connection.execute("CREATE TABLE colours (name TEXT)")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_colour, add_table))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    with pytest.raises(StorageReadOnly, match="older version"):
        Catalogue(path, read_only=True)
    with closing(open_catalogue(path)) as catalogue, catalogue.reading() as connection:
        assert connection.execute("SELECT mark, colour FROM marks").fetchall() == [("starred", "red")]
        assert connection.execute("SELECT count(*) FROM colours").fetchone() == (0,)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION


def as_version_1(path):
    """A catalogue as the first version wrote it, with what that version left behind: names that nobody writes."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(Path(__file__).with_name("version_1.sql").read_text("utf-8"))
        connection.execute("INSERT INTO names VALUES (1, 'The Vanished', 'the vanished', 0, 0)")
        connection.execute("INSERT INTO name_words VALUES ('vanished', 1)")
        connection.execute(
            "INSERT INTO roles SELECT document, 0, local, 'visitor', -1, 0, 4, 0 FROM document_entities LIMIT 1"
        )
        connection.commit()


def test_a_catalogue_of_version_1_is_brought_up_with_all_that_is_in_it(path, tmp_path):
    as_version_1(path)
    with closing(open_catalogue(path)) as catalogue, closing(open_catalogue(tmp_path / "new.sqlite")) as new:
        shape = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        with catalogue.reading() as old, new.reading() as connection:
            assert old.execute(shape).fetchall() == connection.execute(shape).fetchall()
        with catalogue.reading() as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
            harbour = documents.at_path(connection, "harbour.txt")
            assert harbour is not None
            assert harbour.title == "A harbour"
            assert keeping.marks(connection, [harbour.id]) == {harbour.id: frozenset({"starred"})}
            assert [note.text for note in keeping.notes(connection, harbour.id)] == ["ask Oslo"]
            assert len(entities.lookup(connection, None, "solberg", False)) == 1
            assert entities.lookup(connection, None, "vanished", False) == ()
            text = documents.text(connection, harbour.id)
            assert all(m.span.of(text) == m.text for m in mentions.of_document(connection, harbour.id, text))
            assert [(one.kind, one.text, one.object) for one in every(connection)] == [("role", "visitor", None)]
        assert catalogue.damage() is None


def test_a_catalogue_of_version_1_that_cannot_be_written_says_so(path):
    as_version_1(path)
    with pytest.raises(StorageReadOnly, match="older version"):
        open_catalogue(path, writable=False)


def test_a_step_that_fails_leaves_the_old_catalogue(path, monkeypatch):
    open_catalogue(path).close()

    def half(connection):
        connection.execute("CREATE TABLE colours (name TEXT)")
        raise RuntimeError("power cut")

    steps = schema.MIGRATIONS
    monkeypatch.setattr(schema, "MIGRATIONS", (*steps, half))
    with pytest.raises(RuntimeError):
        open_catalogue(path)
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    with closing(open_catalogue(path)) as catalogue, catalogue.reading() as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'colours'").fetchone() is None


def test_a_newer_catalogue_and_a_foreign_file_are_told_apart(path, tmp_path):
    open_catalogue(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(CatalogueNewer, match="use the Explorer that wrote it"):
        open_catalogue(path)
    foreign = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE mine (x)")
    with pytest.raises(CatalogueCorrupt, match="not a catalogue"):
        open_catalogue(foreign)
    garbage = tmp_path / "garbage.sqlite"
    garbage.write_bytes(b"no database " * 200)
    with pytest.raises(CatalogueCorrupt, match="damaged"):
        open_catalogue(garbage)


def test_damage_within_is_found(path):
    with closing(open_catalogue(path)) as catalogue:
        with catalogue.writing() as connection:
            connection.executemany("INSERT INTO meta VALUES (?, ?)", [(f"key {n}", "x" * 500) for n in range(2000)])
        catalogue.settle()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 20_000] = b"\xff" * 20_000
    path.write_bytes(data)
    with closing(open_catalogue(path)) as catalogue:
        assert catalogue.damage()


def test_a_table_that_is_gone_is_damage_and_a_mistake_of_ours_is_not(path):
    with closing(open_catalogue(path)) as catalogue:
        with catalogue.writing() as connection:
            connection.execute("DROP TABLE notes")
        with pytest.raises(CatalogueCorrupt, match="no such table"), catalogue.reading() as connection:
            connection.execute("SELECT * FROM notes")
        with pytest.raises(sqlite3.OperationalError, match="syntax"), catalogue.reading() as connection:
            connection.execute("SELEKT")


def test_a_writer_that_never_ends_is_told_as_a_lock(path, monkeypatch):
    monkeypatch.setattr("explorer.catalogue.store.BUSY_SECONDS", 0.0)
    with closing(open_catalogue(path)) as catalogue, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="another process"), catalogue.writing():
            pass
        other.execute("ROLLBACK")


def test_a_full_disk_is_said_and_undoes_the_whole_change(path):
    with closing(open_catalogue(path)) as catalogue:
        with catalogue.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(StorageReadOnly, match="no space left"), catalogue.writing() as connection:
            connection.executemany("INSERT INTO meta VALUES (?, ?)", [(str(n), "x" * 4000) for n in range(50)])
        with catalogue.reading() as connection:
            assert connection.execute("SELECT count(*) FROM meta WHERE key <> 'name'").fetchone() == (0,)


def test_for_reading_only_nothing_is_written(path, monkeypatch):
    open_catalogue(path).close()
    with closing(open_catalogue(path, writable=False)) as catalogue:
        assert catalogue.read_only
        with catalogue.reading() as connection:
            assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)
        with pytest.raises(StorageReadOnly, match="for reading only"), catalogue.writing():
            pass
    with pytest.raises(StorageError):
        open_catalogue(path.with_name("none.sqlite"), writable=False)


def test_a_catalogue_that_refuses_writing_is_opened_for_reading(path, monkeypatch):
    open_catalogue(path).close()
    prepare = Catalogue._prepare

    def refuse(self, connection):
        if not self.read_only:
            raise StorageReadOnly("the catalogue cannot be written")
        prepare(self, connection)

    monkeypatch.setattr(Catalogue, "_prepare", refuse)
    with closing(open_catalogue(path)) as catalogue:
        assert catalogue.read_only
    with pytest.raises(StorageReadOnly):
        open_catalogue(path.with_name("none.sqlite"))


def test_without_a_writable_directory_the_file_is_read_as_it_stands(path, monkeypatch):
    open_catalogue(path).close()
    prepare = Catalogue._prepare_reading

    def refuse(self, connection):
        if not self._immutable:
            connection.execute("SELECT * FROM no_such_table")
        prepare(self, connection)

    monkeypatch.setattr(Catalogue, "_prepare_reading", refuse)
    with closing(open_catalogue(path, writable=False)) as catalogue, catalogue.reading() as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)


def test_a_damaged_catalogue_is_kept_and_its_marks_rescued(path):
    with closing(open_catalogue(path)) as catalogue, catalogue.writing() as connection:
        connection.execute("INSERT INTO marks VALUES ('digest', 'read', 'now')")
        connection.execute("INSERT INTO notes (digest, note, made) VALUES ('digest', 'see page 3', 'now')")
    aside = set_aside(path, datetime(2024, 1, 2, 3, 4, 5))
    assert aside.name == "catalogue.damaged-20240102-030405.sqlite"
    assert not path.exists()
    with closing(open_catalogue(path)) as catalogue:
        assert rescue(aside, catalogue) == 2
        with catalogue.reading() as connection:
            assert connection.execute("SELECT note FROM notes").fetchall() == [("see page 3",)]
    aside.write_bytes(b"nothing left")
    with closing(open_catalogue(path)) as catalogue:
        assert rescue(aside, catalogue) == 0


def test_a_connection_that_comes_back_late_is_closed(path):
    catalogue = open_catalogue(path)
    with catalogue.reading() as connection:
        catalogue.close()
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


def test_a_migration_that_the_engine_has_undone_itself_says_why():
    def full(connection):
        connection.execute("ROLLBACK")  # as SQLite does when the disk is full
        raise sqlite3.OperationalError("database or disk is full")

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="disk is full"):
            migrate(connection, (full,))
