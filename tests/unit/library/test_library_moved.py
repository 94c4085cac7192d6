"""A folder that was moved takes along what is known of it; another that merely looks like it does not."""

from __future__ import annotations

import json
import shutil

import pytest

from explorer.library import Library
from explorer.storage import corpus_directories, write_lock


@pytest.fixture
def starred(news, config):
    """A folder that was indexed, with a mark and a note."""
    with Library.open(news, config) as library:
        library.build()
        treaty = library.find_document("treaty.txt").id
        library.mark(treaty, "starred", True)
        library.note(treaty, "ask Oslo")
    return news


def kept(library):
    treaty = library.find_document("treaty.txt").id
    return library.marks([treaty])[treaty], [note.text for note in library.notes(treaty)]


def test_a_folder_that_is_renamed_is_known_again(starred, config):
    moved = starred.rename(starred.with_name("archive"))
    with Library.open(moved, config) as library:
        (notice,) = library.notices
        assert str(starred) in notice
        assert kept(library) == ({"starred"}, ["ask Oslo"])
        assert library.search("rained").total == 1
        assert not library.is_stale()
        assert library.build().unchanged == 4
    assert corpus_directories(moved, config).data.name.startswith("archive-")
    assert not corpus_directories(starred, config).data.exists()
    with Library.open(moved, config) as library:
        assert library.notices == []
    again = moved.rename(starred.with_name("attic"))
    with Library.open(again, config) as library:
        assert kept(library) == ({"starred"}, ["ask Oslo"])


def test_a_copy_and_a_folder_of_the_same_name_are_begun_anew(starred, config):
    copy = starred.with_name("copy")
    shutil.copytree(starred, copy)
    with Library.open(copy, config) as library:
        assert library.notices == []
        assert library.search("").total == 0
    with Library.open(starred, config) as library:
        assert kept(library) == ({"starred"}, ["ask Oslo"])


def test_a_folder_that_was_given_the_name_of_a_deleted_one_is_begun_anew(starred, config, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "new.txt").write_text("Nothing of the old.\n")
    status = other.stat()
    shutil.rmtree(starred)
    note = corpus_directories(starred, config).data / "folder.json"
    note.write_text(json.dumps({"path": str(starred), "name": [status.st_dev, status.st_ino]}))
    with Library.open(other, config) as library:
        assert library.notices == []
        assert library.search("").total == 0


def test_what_another_process_writes_or_nobody_can_read_is_left_where_it_is(starred, config):
    moved = starred.rename(starred.with_name("archive"))
    data = corpus_directories(starred, config).data
    with write_lock(data, "the corpus"), Library.open(moved, config) as library:
        assert library.search("").total == 0
    shutil.rmtree(corpus_directories(moved, config).data)
    (data / "folder.json").write_text("{broken")
    with Library.open(moved, config) as library:
        assert library.search("").total == 0
    assert data.exists()
