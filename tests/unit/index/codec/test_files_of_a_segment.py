"""What a segment leaves on the disk, and what becomes of it when the files are not what they were."""

from __future__ import annotations

import os
import threading
import warnings
from pathlib import Path

import pytest

from explorer.index.codec import Codec
from explorer.index.store import Damaged

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, index, query

WORDS = ("alfa", "bravo", "charlie", "delta")


def _build(folder: Path, documents: int = 40) -> None:
    schema = fields.Schema(
        text=fields.TEXT(stored=True, vector=True),
        chars=fields.TEXT(chars=True),
        number=fields.NUMERIC(sortable=True),
        tag=fields.KEYWORD,
    )
    writer = index.create_in(folder, schema).writer(codec=Codec())
    for at in range(documents):
        words = " ".join(WORDS[(at * step) % 4] for step in range(1, 2 + at % 5))
        writer.add_document(text=words, chars=words, number=at, tag=WORDS[at % 3])
    writer.commit()


def _everything(folder: Path) -> list[object]:
    """Read all there is."""
    found: list[object] = []
    with index.open_dir(folder).reader() as reader:
        for term, facts in reader:
            found.append((term, facts.weight(), facts.min_length(), facts.max_length(), facts.max_id()))
            matcher = reader.postings(*term)
            while matcher.is_active():
                found.append((matcher.id(), matcher.weight(), matcher.value()))
                matcher.next()
        for document in range(reader.doc_count_all()):
            found.append(reader.stored_fields(document))
            found.append(list(reader.vector_as("weight", document, "text")))
            found.append(reader.doc_field_length(document, "text"))
        found.append(list(reader.column_reader("number")))
    return found


def _files(folder: Path) -> dict[str, Path]:
    return {path.suffix: path for path in folder.iterdir() if path.suffix in (".trm", ".doc")}


def test_a_segment_has_two_files_and_nothing_is_left_aside(tmp_path: Path) -> None:
    _build(tmp_path)
    names = [path.name for path in tmp_path.iterdir() if path.name.startswith("MAIN_") and "LOCK" not in path.name]
    assert sorted(Path(name).suffix for name in names) == [".doc", ".trm"]
    assert not list(tmp_path.glob("*.new"))


def test_a_cancelled_writer_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    _build(tmp_path)
    before = _everything(tmp_path)
    writer = index.open_dir(tmp_path).writer(codec=Codec())
    writer.cancel()
    assert _everything(tmp_path) == before
    assert len(list(tmp_path.glob("*.trm"))) == 1


@pytest.mark.parametrize("suffix", [".trm", ".doc"])
def test_no_flipped_byte_ever_changes_an_answer(tmp_path: Path, suffix: str) -> None:
    _build(tmp_path)
    truth = _everything(tmp_path)
    path = _files(tmp_path)[suffix]
    sound = path.read_bytes()
    for at in range(0, len(sound), 7):
        path.write_bytes(sound[:at] + bytes((sound[at] ^ 0x55,)) + sound[at + 1 :])
        try:
            assert _everything(tmp_path) == truth
        except Damaged:
            continue
        pytest.fail(f"byte {at} of {len(sound)} is different, and nobody noticed")


@pytest.mark.parametrize("suffix", [".trm", ".doc"])
def test_a_shortened_file_is_noticed(tmp_path: Path, suffix: str) -> None:
    _build(tmp_path)
    path = _files(tmp_path)[suffix]
    sound = path.read_bytes()
    for length in (0, 1, 20, len(sound) // 2, len(sound) - 1):
        path.write_bytes(sound[:length])
        with pytest.raises(Damaged):
            _everything(tmp_path)


@pytest.mark.parametrize("suffix", [".trm", ".doc"])
def test_the_file_of_another_segment_is_noticed(tmp_path: Path, suffix: str) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        _build(tmp_path / name)
    _files(tmp_path / "other")[suffix].replace(_files(tmp_path / "one")[suffix])
    with pytest.raises(Damaged, match="not MAIN_"):
        _everything(tmp_path / "one")


def test_a_missing_file_is_an_error_of_the_system_so_that_whoosh_looks_again(tmp_path: Path) -> None:
    _build(tmp_path)
    _files(tmp_path)[".trm"].unlink()
    with pytest.raises(FileNotFoundError):
        _everything(tmp_path)


def test_a_full_disk_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(tmp_path)
    truth = _everything(tmp_path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    writer = index.open_dir(tmp_path).writer(codec=Codec())
    writer.add_document(text="echo")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            writer.commit(merge=False)
    writer.writelock.release()
    assert not list(tmp_path.glob("*.new"))
    assert _everything(tmp_path) == truth


def test_threads_share_a_reader(tmp_path: Path) -> None:
    _build(tmp_path, 300)
    with index.open_dir(tmp_path).searcher() as searcher:
        truth = {word: [hit.docnum for hit in searcher.search(query.Term("text", word), limit=None)] for word in WORDS}
        wrong: list[str] = []

        def ask(word: str) -> None:
            for _ in range(20):
                found = [hit.docnum for hit in searcher.search(query.Term("text", word), limit=None)]
                if found != truth[word]:
                    wrong.append(word)

        threads = [threading.Thread(target=ask, args=(word,)) for word in WORDS]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong
