"""The index in its directory: many commits, several threads, damage, disks that are full."""

import errno
import gc
import json
import os
import pickle
import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.errors import IndexCorrupt, Locked, StorageError, StorageReadOnly
from explorer.index import SCHEMA_VERSION, check, open_reader, open_writer
from explorer.index import note as notes
from explorer.model.query import And, Everything, Named, Page, Phrase, Prefix, Word
from explorer.ports import IndexDocument


def document(number: int, text: str, keys: tuple[int, ...] = ()) -> IndexDocument:
    return IndexDocument(number, f"title {number}", text, f"{number}.txt", "txt", "TASS", "", "2021-03-15", keys)


def fill(directory: Path, count: int = 20, every: int = 7) -> None:
    writer = open_writer(directory)
    for number in range(1, count + 1):
        writer.put(document(number, f"moon base number {number} and some words", (number % 3,)))
        if number % every == 0:
            writer.commit()
    writer.commit()
    writer.close()


def names(directory: Path) -> list[str]:
    return sorted(each.name for each in directory.iterdir() if not each.name.endswith(("LOCK", ".tmp")))


def total(directory: Path, word: str = "moon") -> int:
    index = open_reader(directory)
    try:
        return index.search(Word(word), Page()).total
    finally:
        index.close()


def test_many_small_commits_are_merged_and_lose_nothing(tmp_path: Path) -> None:
    fill(tmp_path, 60, 2)
    index = open_reader(tmp_path)
    assert len({name.split(".")[0] for name in names(tmp_path) if name.startswith("MAIN")}) < 16
    assert index.search(Word("moon"), Page(0, 100)).total == 60
    assert sorted(index.matching(Phrase("moon base number"))) == list(range(1, 61))
    assert index.search(Phrase("moon number"), Page()).total == 0
    assert sorted(index.matching(Named(None, "x", keys=(0,)))) == list(range(3, 61, 3))
    assert sorted(index.matching(Word("17", "title"))) == [17]
    index.close()


def test_segments_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.index.commits.SEGMENT_DOCUMENTS", 10)
    monkeypatch.setattr("explorer.index.merging.MOST", 10)
    fill(tmp_path, 35, 100)
    index = open_reader(tmp_path)
    sizes = [segment.content.size for segment in index._now().segments]
    assert sorted(sizes) == [5, 10, 10, 10]
    assert index.search(Everything(), Page()).total == 35
    index.close()


def test_a_segment_that_lost_most_documents_is_written_anew(tmp_path: Path) -> None:
    fill(tmp_path, 20, 100)
    writer = open_writer(tmp_path)
    for number in range(1, 16):
        writer.remove(number)
    writer.commit()
    writer.put(document(99, "moon"))
    writer.commit()
    index = open_reader(tmp_path)
    assert [segment.content.size for segment in index._now().segments] == [5, 1]
    assert set(index.matching(Word("moon"))) == {16, 17, 18, 19, 20, 99}
    for number in (16, 17, 18, 19, 20, 99):
        writer.remove(number)
    writer.commit()
    assert index.refresh()
    assert index.search(Everything(), Page()).total == 0
    index.close()


def test_an_index_is_not_changed_by_what_was_not_committed(tmp_path: Path) -> None:
    fill(tmp_path)
    writer = open_writer(tmp_path)
    writer.put(document(99, "moon"))
    writer.remove(1)
    writer.close()
    writer.close()
    assert total(tmp_path) == 20
    assert check(tmp_path) is None
    fill(tmp_path, 21)
    assert total(tmp_path) == 21


def test_a_commit_that_was_cut_off_before_its_note_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    writer = open_writer(tmp_path)
    writer.put(document(99, "moon"))
    with monkeypatch.context() as patched:
        patched.setattr(notes, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            writer.commit()
    assert check(tmp_path) is None
    assert total(tmp_path) == 20
    writer = open_writer(tmp_path)
    writer.put(document(99, "moon"))
    writer.commit()
    assert total(tmp_path) == 21


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    first, second = open_writer(tmp_path), open_writer(tmp_path)
    first.put(document(1, "moon"))
    with pytest.raises(Locked):
        second.put(document(2, "moon"))
    first.commit()
    second.put(document(2, "moon"))
    second.commit()
    assert total(tmp_path) == 2


def test_threads_search_while_another_refreshes(tmp_path: Path) -> None:
    fill(tmp_path, 10)
    index = open_reader(tmp_path)
    stop = threading.Event()
    wrong: list[object] = []

    def search() -> None:
        while not stop.is_set():
            try:
                hits = index.search(And((Word("moon"), Prefix("num"))), Page(0, 100))
            except StorageError as error:
                wrong.append(error)
                return
            if not 10 <= hits.total == len(hits.matches):
                wrong.append(hits)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    writer = open_writer(tmp_path)
    for number in range(11, 21):
        writer.put(document(number, "moon number"))
        writer.commit()
        index.refresh()
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.search(Word("moon"), Page()).total == 20
    index.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files through /proc")
def test_files_are_closed_when_nobody_uses_them(tmp_path: Path) -> None:
    def opened() -> int:
        gc.collect()
        return sum(
            str(tmp_path) in str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()
        )

    fill(tmp_path, 10, 2)
    assert opened() == 0
    index = open_reader(tmp_path)
    index.search(Word("moon"), Page())
    assert opened() > 0
    index.close()
    assert opened() == 0
    with pytest.raises(StorageError, match="closed"):
        index.search(Word("moon"), Page())


# damage


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0\0")


def missing(path: Path) -> None:
    path.unlink()


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def explore(directory: Path) -> None:
    """Use an index; the only thing it may raise is that it is damaged."""
    index = open_reader(directory)
    try:
        for query in (Word("moon"), Phrase("moon base"), Prefix("m"), Named(None, "x", keys=(1,)), Everything()):
            index.search(query, Page())
            list(index.matching(query))
        index.similar("mooon", 3)
        index.refresh()
    finally:
        index.close()


@pytest.mark.parametrize("damage", [emptied, cut, longer, missing])
def test_damage_that_changes_a_size_is_seen_on_opening(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    fill(tmp_path / "sound", 10)
    for name in names(tmp_path / "sound"):
        directory = copied(tmp_path / "sound", tmp_path / f"{damage.__name__}-{name}")
        damage(directory / name)
        if damage is longer and name == notes.NOTE:
            continue
        assert check(directory), name
        with pytest.raises(IndexCorrupt):
            open_reader(directory)
        if name != notes.NOTE or damage is not missing:
            with pytest.raises(IndexCorrupt):
                open_writer(directory)


@pytest.mark.parametrize("damage", [zeroed, noise])
def test_damage_that_keeps_the_size_raises_nothing_but_that_it_is_damage(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    fill(tmp_path / "sound", 10)
    seen = 0
    for name in names(tmp_path / "sound"):
        directory = copied(tmp_path / "sound", tmp_path / f"{damage.__name__}-{name}")
        damage(directory / name)
        try:
            explore(directory)
        except IndexCorrupt:
            seen += 1
        try:
            writer = open_writer(directory)
        except IndexCorrupt:
            seen += 1
            continue
        try:
            writer.put(document(1, "moon"))
            writer.commit()
        except IndexCorrupt:
            seen += 1
        finally:
            writer.close()
    assert seen > 4


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_bit_raises_nothing_but_that_it_is_damage(tmp_path: Path, seed: int) -> None:
    fill(tmp_path, 30, 30)
    chance = random.Random(seed)
    path = tmp_path / chance.choice(names(tmp_path))
    data = bytearray(path.read_bytes())
    for _ in range(3):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    try:
        explore(tmp_path)
    except IndexCorrupt:
        assert True


def copied(source: Path, target: Path) -> Path:
    target.mkdir()
    for each in source.iterdir():
        if each.is_file():
            (target / each.name).write_bytes(each.read_bytes())
    return target


def test_another_schema_is_said(tmp_path: Path) -> None:
    fill(tmp_path)
    note = tmp_path / notes.NOTE
    note.write_text(note.read_text().replace(f'"schema": {SCHEMA_VERSION}', '"schema": 999'))
    assert "999" in (check(tmp_path) or "")
    with pytest.raises(IndexCorrupt, match="999"):
        open_writer(tmp_path)


def note_without_the_third(directory: Path) -> Path:
    """Fill an index, take its third document out, and return where its note lies."""
    fill(directory, 10, 100)
    writer = open_writer(directory)
    writer.remove(3)
    writer.commit()
    return directory / notes.NOTE


def test_a_list_of_segments_that_is_not_the_one_that_was_written(tmp_path: Path) -> None:
    note = note_without_the_third(tmp_path)
    noted = json.loads(note.read_text())
    ((_, _, removed),) = noted["segments"]
    assert removed == [2]
    removed[0] = 7
    note.write_text(json.dumps(noted))
    assert check(tmp_path) == "explorer.json is not a note of ours"
    with pytest.raises(IndexCorrupt):
        open_writer(tmp_path)


def test_an_index_whose_note_lists_no_segments_is_read_all_the_same(tmp_path: Path) -> None:
    note = note_without_the_third(tmp_path)
    noted = json.loads(note.read_text())
    del noted["segments"], noted["digest"]
    note.write_text(json.dumps(noted))
    index = open_reader(tmp_path)
    assert sorted(index.matching(Word("moon"))) == [1, 2, *range(4, 11)]
    index.close()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "x"}', '{"schema": 1, "sizes": 3}', "[" * 100_000])
def test_a_note_that_is_no_note(tmp_path: Path, content: str) -> None:
    fill(tmp_path)
    (tmp_path / notes.NOTE).write_text(content)
    assert check(tmp_path)


def test_a_directory_without_an_index(tmp_path: Path) -> None:
    assert check(tmp_path) == "there is no index yet"
    assert check(tmp_path / "nowhere") == "there is no index yet"


def test_an_index_that_is_damaged_while_it_is_open(tmp_path: Path) -> None:
    fill(tmp_path, 30, 30)
    index = open_reader(tmp_path)
    for each in tmp_path.glob("MAIN_*.trm"):
        os.truncate(each, 10)
    with pytest.raises(IndexCorrupt):
        index.search(Word("moon"), Page())
    index.close()


# disks


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_read_only_disk_is_said_and_leaves_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fill(tmp_path)
    writer = open_writer(tmp_path)
    writer.put(document(99, "moon"))

    def full(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(notes, "write", full)
        with pytest.raises(StorageReadOnly, match=os.strerror(number)):
            writer.commit()
    assert total(tmp_path) == 20
    writer.put(document(99, "moon"))
    writer.commit()
    assert total(tmp_path) == 21


def test_a_failure_of_another_kind_while_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    writer = open_writer(tmp_path)
    writer.put(document(99, "moon"))

    def broken(*_: object, **__: object) -> None:
        raise pickle.PicklingError("odd")

    with monkeypatch.context() as patched:
        patched.setattr(notes, "write", broken)
        with pytest.raises(IndexCorrupt, match="odd"):
            writer.commit()
    assert total(tmp_path) == 20


def test_a_place_that_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageReadOnly):
        open_writer(tmp_path / "file" / "index")
