from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import filelock
import platformdirs
import pytest

from explorer import storage
from explorer.config import Config, StorageConfig
from explorer.errors import Locked, StorageError, StorageReadOnly, StorageUnsafe
from explorer.storage import corpus_directories, holder_of, is_writable, prepare, write_lock


def test_each_folder_has_directories_of_its_own_named_after_it(tmp_path):
    config = Config(storage=StorageConfig(tmp_path / "data", tmp_path / "cache"))
    one, other = (corpus_directories(tmp_path / side / "news", config) for side in "ab")
    assert one.data.parent == tmp_path / "data"
    assert one.cache.parent == tmp_path / "cache"
    assert one.data.name.startswith("news-")
    assert one.data != other.data
    assert one == corpus_directories(tmp_path / "a" / "news", config)
    assert one.catalogue.parent == one.data
    assert one.index.parent == one.cache


def test_without_configuration_the_users_own_directories_are_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name: tmp_path / "share" / name)
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name: tmp_path / "cache" / name)
    directories = corpus_directories(Path("/"), Config())
    assert directories.data.parent == tmp_path / "share" / "explorer"
    assert directories.data.name.startswith("corpus-")
    assert directories.cache.parent == tmp_path / "cache" / "explorer"


def test_a_folder_is_the_same_corpus_however_its_path_is_written(tmp_path, monkeypatch):
    config = Config(storage=StorageConfig(tmp_path / "data", tmp_path / "cache"))
    (tmp_path / "news").mkdir()
    (tmp_path / "link").symlink_to("news")
    monkeypatch.chdir(tmp_path / "news")
    written = [tmp_path / "news", Path(), Path("../news"), Path("../link"), tmp_path / "link" / ".." / "news"]
    assert len({corpus_directories(folder, config) for folder in written}) == 1
    assert corpus_directories(Path(), config).data.name.startswith("news-")


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o707])
def test_a_directory_that_others_can_write_into_is_refused(tmp_path, mode):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus").chmod(mode)
    with pytest.raises(StorageUnsafe, match=r"corpus can be written by other users; .*chmod 700.*config\.yaml"):
        prepare(tmp_path / "corpus")
    (tmp_path / "corpus").chmod(0o700)
    prepare(tmp_path / "corpus")


def test_a_directory_that_others_can_put_another_in_place_of_is_refused(tmp_path):
    tmp_path.chmod(0o777)
    with pytest.raises(StorageUnsafe, match="can be written by other users"):
        prepare(tmp_path / "corpus")
    tmp_path.chmod(0o1777)  # as /tmp is: what is in it can be taken away by its owner alone
    prepare(tmp_path / "corpus")


def test_directories_are_private(tmp_path):
    loose = tmp_path / "loose"
    loose.mkdir(mode=0o755)
    for directory in (loose, tmp_path / "new" / "deep"):
        prepare(directory)
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert is_writable(directory)
    assert not is_writable(tmp_path / "none")


def test_directories_are_private_where_new_files_are_open_to_all(tmp_path):
    before = os.umask(0)
    try:
        for _ in range(2):
            prepare(tmp_path / "explorer" / "corpus" / "index")
            prepare(tmp_path / "explorer" / "corpus")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "explorer" / "corpus").stat().st_mode) == 0o700


def test_a_directory_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    with pytest.raises(StorageUnsafe, match="belongs to another user"):
        prepare(tmp_path)


def test_a_place_that_cannot_be_written_is_named_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageReadOnly, match=r"file/below cannot be written: .*config\.yaml"):
        prepare(tmp_path / "file" / "below")
    with pytest.raises(StorageReadOnly, match="file cannot be written"):
        prepare(tmp_path / "file")
    assert "no space left" in str(storage.not_writable(tmp_path, OSError(errno.ENOSPC, "full")))


def test_one_writes_and_the_other_learns_who(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["/some/where/explorer", "index", "news\u202e"])
    assert holder_of(tmp_path / "none") is None
    with write_lock(tmp_path, "the corpus"):
        with (
            pytest.raises(Locked, match=f"the corpus is being written by process {os.getpid()} on ") as told,
            write_lock(tmp_path, "the corpus", 0),
        ):
            pass
        assert "since 2" in told.value.holder
        assert "(`explorer index news\ufffd`)" in told.value.holder
        assert holder_of(tmp_path) == told.value.holder
        (tmp_path / "write.holder.json").write_text("{broken")
        assert holder_of(tmp_path) == "another process"
    assert holder_of(tmp_path) is None
    with write_lock(tmp_path, "the corpus", wait=0):
        pass


def test_the_lock_is_let_go_after_an_error(tmp_path):
    with pytest.raises(RuntimeError), write_lock(tmp_path, "the corpus"):
        raise RuntimeError
    with write_lock(tmp_path, "the corpus", wait=0):
        pass


@pytest.mark.parametrize(
    ("raised", "line"),
    [(OSError(errno.EROFS, "Read-only file system"), "Read-only"), (NotImplementedError("no flock"), "without locks")],
)
def test_a_lock_that_cannot_be_taken_says_why(tmp_path, monkeypatch, raised, line):
    def refuse(self, timeout=None):
        raise raised

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(StorageError, match=line), write_lock(tmp_path, "the corpus"):
        pass
    if isinstance(raised, OSError):
        assert holder_of(tmp_path) is None


def test_a_disk_that_fills_when_the_holder_is_noted_says_so(tmp_path):
    (tmp_path / "write.holder.json").mkdir()
    (tmp_path / "write.holder.json" / "x").write_text("")
    with pytest.raises(StorageReadOnly, match="holder"), write_lock(tmp_path, "the corpus"):
        pass
