"""Whatever state the files are in, a corpus opens, or says in one line why not."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from explorer.config import load_config
from explorer.errors import CatalogueNewer, FolderError, Locked, StorageReadOnly, StorageUnsafe
from explorer.index import open_writer
from explorer.library import Library, session
from explorer.storage import write_lock


def paths(library, text):
    return {hit.document.path for hit in library.search(text).hits}


def test_a_sound_corpus_opens_without_a_word(places, news, config):
    with Library.open(news, config) as library:
        assert library.notices == []
        assert paths(library, "rain OR rained") == {"weather.html"}


@pytest.mark.parametrize("damage", ["gone", "empty", "garbage", "other catalogue"])
def test_an_unusable_index_is_rebuilt_from_the_catalogue_and_told(places, news, config, damage):
    shutil.rmtree(news / "notes")  # rebuilding reads no document
    files = sorted(file for file in places.index.iterdir() if file.name != "follows.json")
    if damage == "gone":
        shutil.rmtree(places.index)
    elif damage == "other catalogue":
        (places.index / "follows.json").write_text(json.dumps({"catalogue": "x", "generation": 1, "made": "y"}))
    else:
        for file in files:
            file.write_bytes(b"" if damage == "empty" else b"\xff" * 40)
    with Library.open(news, config) as library:
        (notice,) = library.notices
        assert "rebuilt from the catalogue" in notice
        assert paths(library, "harbour") == {"answer.md", "notes/harbour.md", "weather.html"}
    with Library.open(news, config) as library:
        assert library.notices == []


def test_an_index_that_breaks_while_it_is_read_is_rebuilt_and_the_answer_given(library, monkeypatch):
    from explorer.errors import IndexCorrupt

    reader = type(library._session._index)
    search = reader.search
    broken = [True]

    def once(self, *args):
        if broken.pop() if broken else False:
            raise IndexCorrupt("a block has the wrong checksum")
        return search(self, *args)

    monkeypatch.setattr(reader, "search", once)
    assert paths(library, "rained") == {"weather.html"}
    (notice,) = library.notices
    assert "wrong checksum" in notice
    assert "rebuilt from the catalogue" in notice


def test_an_index_that_is_behind_catches_up(places, news, config):
    (news / "new.txt").write_text("A comet was seen.\n")
    keep = places.cache.parent / "before"
    shutil.copytree(places.index, keep)
    with Library.open(news, config) as library:
        library.build()
    shutil.rmtree(places.index)
    keep.rename(places.index)
    with Library.open(news, config) as library:
        assert library.notices == []
        assert paths(library, "comet") == {"new.txt"}


def test_a_catalogue_of_a_later_version_is_left_alone(places, news, config):
    with sqlite3.connect(places.catalogue) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = places.catalogue.read_bytes()
    with pytest.raises(CatalogueNewer, match="version 99"):
        Library.open(news, config)
    assert places.catalogue.read_bytes() == before


@pytest.mark.parametrize("folder", ["nowhere", "file.txt"])
def test_a_folder_that_is_none_is_refused(tmp_path, config, folder):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(FolderError, match=folder):
        Library.open(tmp_path / folder, config)


def test_an_empty_folder_says_what_was_left_out(tmp_path, config):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "picture.png").write_bytes(b"x")
    with Library.open(tmp_path / "empty", config) as library:
        assert library.search("").total == 0
        with pytest.raises(FolderError, match="1 entry is left out"):
            library.build()


def test_a_second_writer_is_told_who_holds_the_lock_and_reads(places, news, config):
    with write_lock(places.data, "the corpus"), Library.open(news, config) as library:
        assert f"process {os.getpid()}" in library.notices[0]
        assert paths(library, "rained") == {"weather.html"}
        with pytest.raises(Locked, match=f"process {os.getpid()}"):
            library.build()


def test_another_process_that_writes_is_seen_after_refresh(library, news, config, tmp_path):
    (news / "new.txt").write_text("A comet was seen.\n")
    assert library.is_stale()
    before = library.generation
    with Library.open(news, config) as other:
        other.build()
    assert library.refresh()
    assert library.generation > before
    assert not library.refresh()
    assert paths(library, "comet") == {"new.txt"}
    assert not library.is_stale()


def test_a_catalogue_that_cannot_be_written_is_read(places, news, config, monkeypatch):
    def refuse(directory):
        raise StorageReadOnly(f"{directory} cannot be written: Read-only file system")

    monkeypatch.setattr("explorer.library.session.prepare", refuse)
    monkeypatch.setattr("explorer.storage.prepare", refuse)
    with Library.open(news, config) as library:
        assert "can be read" in library.notices[0]
        assert paths(library, "rained") == {"weather.html"}
        with pytest.raises(StorageReadOnly):
            library.mark(1, "read", True)
        with pytest.raises(StorageReadOnly):
            library.build()
    shutil.rmtree(places.index)
    with Library.open(news, config) as library:
        assert "one was made for now" in library.notices[-1]
        assert paths(library, "rained") == {"weather.html"}
    shutil.rmtree(places.data)
    with pytest.raises(StorageReadOnly, match="cannot be written"):
        Library.open(news, config)


def test_while_nothing_can_be_kept_a_makeshift_index_follows_what_others_write(library, news, config, monkeypatch):
    (news / "new.txt").write_text("A comet was seen.\n")
    shutil.rmtree(library._session.directories.index)
    monkeypatch.setattr("explorer.library.session.WAIT_UNUSABLE_SECONDS", 0.0)
    with write_lock(library._session.directories.data, "the corpus"):
        other = Library.open(news, config)
    with other:
        assert "one was made for now" in other.notices[-1]
        assert paths(other, "rained") == {"weather.html"}
        library.build()
        assert other.refresh()
        assert paths(other, "comet") == {"new.txt"}
        makeshift = other._session._temporary
        assert makeshift.is_dir()
        for file in (makeshift / "index").iterdir():
            file.unlink()
        other._session._index = other._session._remake("it was swept away")
        assert paths(other, "comet") == {"new.txt"}
        assert not makeshift.exists()


def test_an_index_damaged_while_another_writes_is_replaced_for_now(library, monkeypatch):
    monkeypatch.setattr("explorer.library.session.WAIT_UNUSABLE_SECONDS", 0.0)
    with write_lock(library._session.directories.data, "the corpus"):
        library._session._index = library._session._remake("a checksum is wrong")
    assert "a checksum is wrong" in library.notices[-1]
    assert paths(library, "rained") == {"weather.html"}


def test_an_index_that_another_process_made_anew_is_taken_over(library):
    library._session._identity = "of an index that is no more"
    library._session._index = library._session._remake("a checksum is wrong")
    assert library.notices == []
    assert paths(library, "rained") == {"weather.html"}


def test_a_catalogue_that_others_can_write_is_not_opened(places, news, config):
    places.data.chmod(0o777)
    with pytest.raises(StorageUnsafe, match="can be written by other users"):
        Library.open(news, config)


@pytest.mark.parametrize("which", ["index", "above it"])
def test_an_index_that_others_can_write_is_not_read_but_one_made_for_now(places, news, config, monkeypatch, which):
    looked = []
    monkeypatch.setattr("explorer.library.session.lagging", lambda catalogue, index, *_: looked.append(index))
    (places.index if which == "index" else places.cache.parent).chmod(0o777)
    with Library.open(news, config) as library:
        assert "can be written by other users" in library.notices[-1]
        assert "one was made for now" in library.notices[-1]
        assert paths(library, "rained") == {"weather.html"}
        checks = {check.name: check for check in library.doctor()}
        assert checks["index"].ok is False
        with pytest.raises(StorageUnsafe):
            library.build()
    assert looked == []


def test_an_opening_that_fails_leaves_nothing_open(places, news, config, monkeypatch):
    def refuse(*args):
        raise StorageReadOnly("no")

    monkeypatch.setattr("explorer.library.session.open_reader", refuse)
    with pytest.raises(StorageReadOnly):
        Library.open(news, config)


def test_a_full_cache_is_told_and_what_is_there_is_read(places, news, config, monkeypatch):
    def full(*args):
        raise StorageReadOnly("no space left for the index")

    monkeypatch.setattr("explorer.library.session.catch_up", full)
    with Library.open(news, config) as library:
        assert library.notices == []  # there is nothing to write
    note = places.index / "follows.json"
    note.write_text(json.dumps(json.loads(note.read_text()) | {"generation": 0}))
    with Library.open(news, config) as library:
        assert library.notices == ["no space left for the index: what is not in the index yet is not found"]
        assert paths(library, "rained") == {"weather.html"}


def test_an_index_for_which_there_is_no_space_is_made_for_now(places, news, config, monkeypatch):
    shutil.rmtree(places.index)
    catch_up = session.catch_up

    def full(catalogue, index, *args, **more):
        if index == places.index:
            open_writer(index).close()
            raise StorageReadOnly("no space left for the index")
        return catch_up(catalogue, index, *args, **more)

    monkeypatch.setattr(session, "catch_up", full)
    with Library.open(news, config) as library:
        assert "no space left for the index" in library.notices[0]
        assert "one was made for now" in library.notices[0]
        assert paths(library, "rained") == {"weather.html"}


def test_a_child_process_builds_in_the_background(tmp_path, news):
    home = tmp_path / "config.yaml"
    home.write_text(f"storage:\n  data: {tmp_path / 'data'}\n  cache: {tmp_path / 'cache'}\n")
    with Library.open(news, load_config(home)) as library:
        *progress, report = library.background_build().events()
        assert report.added == 4, report
        assert [each.stage for each in progress][-1] == "done"
        assert library.search("").total == 0
        assert library.refresh()
        assert library.search("").total == 4


def test_a_process_killed_while_it_indexes_leaves_a_corpus_that_goes_on(tmp_path, write_stories, make_config):
    stories = {
        f"{n:03}.txt": f"date 2020-01-{n % 28 + 1:02}\nStory {n}\n\nKim Lee number{n} spoke.\n" for n in range(40)
    }
    folder = write_stories(tmp_path / "many", stories)
    script = (
        "import os, sys, pathlib\n"
        "from explorer.config import BuildConfig, Config, StorageConfig\n"
        "from explorer.library import Library\n"
        "from explorer.build import run\n"
        "run.SEARCHABLE_SHARE = run.COMMIT_SECONDS = 0\n"
        "home = pathlib.Path(sys.argv[1])\n"
        "config = Config(storage=StorageConfig(home / 'data', home / 'cache'), build=BuildConfig(commit_every=9))\n"
        "library = Library.open(home / 'many', config)\n"
        "library.build(lambda p: os._exit(9) if p.done >= 20 and p.generation >= 2 else None)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert killed.returncode == 9
    with Library.open(folder, make_config(tmp_path)) as library:
        assert library.notices == []
        some = library.search("").total
        assert 0 < some < 40
        report = library.build()
        assert (report.added + report.unchanged, report.unchanged >= some) == (40, True)
        assert library.search("").total == library.search("spoke").total == 40
        assert library.search("number39").total == 1


def test_a_first_build_cut_off_before_anything_was_searchable_goes_on_without_a_word(news, config, monkeypatch):
    def cut_off(*args):
        raise KeyboardInterrupt

    with Library.open(news, config) as library, monkeypatch.context() as patched:
        patched.setattr("explorer.build.run.follow", cut_off)
        with pytest.raises(KeyboardInterrupt):
            library.build()
    with Library.open(news, config) as library:
        assert library.notices == []
        assert paths(library, "rained") == {"weather.html"}


def test_the_doctor_finds_a_sound_corpus_sound(shelf):
    checks = {check.name: check for check in shelf.doctor()}
    assert all(check.ok is not False for check in checks.values())
    assert "4 documents" in checks["catalogue"].detail


def test_the_doctor_finds_what_is_wrong(library, news):
    directories = library._session.directories
    shutil.rmtree(directories.index)
    shutil.rmtree(news)
    with write_lock(directories.data, "the corpus"):
        checks = {check.name: check for check in library.doctor()}
    assert checks["index"].ok is False
    assert checks["folder"].ok is False
    assert "is indexing" in checks["writer"].detail
