from __future__ import annotations

import os
from contextlib import closing

import pytest

from explorer.build import build, catch_up, lagging
from explorer.build import documents as making
from explorer.build import run as running
from explorer.catalogue import documents, mentions, open_catalogue
from explorer.config import Config, DocumentRules, EntityConfig
from explorer.errors import DocumentError, FolderError, StorageReadOnly
from explorer.index import open_reader
from explorer.model.query import Page, Word


class Bench:
    """A folder, a catalogue and an index to build with, and what the last build said."""

    def __init__(self, home, catalogue):
        self.folder = home / "news"
        self.folder.mkdir()
        self.index = home / "index"
        self.catalogue = catalogue
        self.told = []

    def write(self, **files):
        for name, text in files.items():
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")

    def build(self, config=None, cancelled=None):
        self.told = []
        return build(self.folder, config or Config(), self.catalogue, self.index, self.told.append, cancelled)

    def numbers(self):
        with self.catalogue.reading() as connection:
            return {path: number for number, path in documents.paths(connection)}

    def hits(self, word):
        with closing(open_reader(self.index)) as reader:
            return reader.search(Word(word), Page()).total


@pytest.fixture
def bench(tmp_path):
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as catalogue:
        yield Bench(tmp_path, catalogue)


def numbers_of(report):
    return report.added, report.changed, report.removed, report.unchanged


def test_only_what_changed_is_read_again(bench, monkeypatch):
    bench.write(a="Ada Lovelace wrote.", b="Rain in Paris.", c="Snow in Oslo.")
    assert numbers_of(bench.build()) == (3, 0, 0, 0)
    before = bench.numbers()
    bench.write(b="Rain in Madrid.", d="Fog in Rome.")
    (bench.folder / "c.txt").unlink()
    read = []
    original = making.read_document
    monkeypatch.setattr(making, "read_document", lambda file, rules: read.append(file.path) or original(file, rules))
    assert numbers_of(bench.build()) == (1, 1, 1, 1)
    assert sorted(read) == ["b.txt", "d.txt"]
    after = bench.numbers()
    assert (after["a.txt"], after["b.txt"]) == (before["a.txt"], before["b.txt"])
    assert (bench.hits("paris"), bench.hits("madrid"), bench.hits("snow"), bench.hits("fog")) == (0, 1, 0, 1)
    assert numbers_of(bench.build()) == (0, 0, 0, 3)


def test_a_file_that_was_only_touched_is_unchanged(bench):
    bench.write(a="Ada Lovelace wrote.")
    bench.build()
    os.utime(bench.folder / "a.txt", ns=(1, 1))
    assert numbers_of(bench.build()) == (0, 0, 0, 1)
    with bench.catalogue.reading() as connection:
        assert next(documents.known(connection)).stamp.mtime_ns == 1


def test_failures_are_listed_and_tried_again(bench):
    bench.write(a="Ada Lovelace wrote.")
    (bench.folder / "b.txt").write_bytes(b"\x00\x01\x02binary\x00" * 50)
    report = bench.build()
    assert [failure.path for failure in report.failures] == ["b.txt"]
    assert bench.told[-1].failed == 1
    bench.write(b="Now it is text.")
    report = bench.build()
    assert (report.failures, numbers_of(report)) == ((), (1, 0, 0, 1))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02binary\x00" * 50, b"x" * 101])
def test_what_is_no_document_any_more_is_not_found_any_more(bench, content):
    config = Config(documents=DocumentRules(max_bytes=100))
    bench.write(a="Ada Lovelace wrote.", b="Rain in Paris.")
    bench.build(config)
    (bench.folder / "b.txt").write_bytes(content)
    for built in (1, 0):
        report = bench.build(config)
        assert numbers_of(report) == (0, 0, built, 1)
        assert [failure.path for failure in report.failures] == ["b.txt"]
    assert (bench.hits("paris"), bench.hits("lovelace")) == (0, 1)


def test_what_cannot_be_read_for_now_is_still_found(bench, monkeypatch):
    bench.write(a="Ada Lovelace wrote.", b="Rain in Paris.")
    bench.build()
    bench.write(b="Rain in Madrid.")

    def refuse(file, rules):
        raise DocumentError(file.path, "permission", "may not be read: permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(making, "read_document", refuse)
        report = bench.build()
    assert (numbers_of(report), report.documents) == ((0, 0, 0, 2), 2)
    assert [failure.reason for failure in report.failures] == ["permission"]
    assert bench.hits("paris") == 1
    assert numbers_of(bench.build()) == (0, 1, 0, 1)
    assert (bench.hits("paris"), bench.hits("madrid")) == (0, 1)


def test_a_document_that_breaks_the_rules_costs_only_itself(bench, monkeypatch):
    bench.write(a="Ada Lovelace wrote.", b="Rain in Paris.")
    original = making.annotate

    def annotate(document, *rest):
        if document.path == "b.txt":
            raise MemoryError("too much")
        return original(document, *rest)

    monkeypatch.setattr(making, "annotate", annotate)
    report = bench.build()
    assert [(f.path, f.reason, f.message) for f in report.failures] == [
        ("b.txt", "rules failed", "MemoryError: too much")
    ]
    assert bench.hits("lovelace") == 1


def test_other_rules_annotate_the_stored_text_without_reading_files(bench, monkeypatch):
    bench.write(a="See http://a.example/x and Ada Lovelace.", b="Rain in Paris.")
    bench.build()
    monkeypatch.setattr(making, "read_document", lambda file, rules: pytest.fail(f"{file.path} was read"))
    strict = Config(entities=EntityConfig(confidence=1.0))
    assert numbers_of(bench.build(strict)) == (0, 2, 0, 0)
    assert numbers_of(bench.build(strict)) == (0, 0, 0, 2)
    with bench.catalogue.reading() as connection:
        assert connection.execute("SELECT count(*) FROM pointers").fetchone() == (1,)


def test_another_encoding_reads_every_file_again(bench):
    (bench.folder / "a.txt").write_bytes("Grüße aus Köln".encode("latin-1"))
    bench.build(Config(documents=DocumentRules(encoding="cp1251")))
    assert bench.hits("köln") == 0
    assert numbers_of(bench.build(Config(documents=DocumentRules(encoding="latin-1")))) == (0, 1, 0, 0)
    assert bench.hits("köln") == 1


def test_a_build_that_is_called_off_keeps_what_it_has_and_goes_on(bench):
    bench.write(**{f"s{n}": f"Story {n} of Ada Lovelace." for n in range(10)})
    report = bench.build(cancelled=after(4))
    assert report.stopped
    assert 0 < report.added < 10
    assert bench.hits("story") == report.added
    again = bench.build()
    assert not again.stopped
    assert (again.added, again.unchanged) == (10 - report.added, report.added)
    assert bench.hits("story") == 10


def test_entities_and_references_are_resolved_even_if_an_earlier_build_was_cut_off(bench):
    bench.write(a="See ledger.txt for more.", ledger="Nothing.", more="Nothing.")
    assert bench.build(cancelled=after(2)).stopped
    bench.build()
    with bench.catalogue.reading() as connection:
        assert connection.execute("SELECT leads_to FROM pointers").fetchall() == [(bench.numbers()["ledger.txt"],)]


def test_what_was_read_can_be_found_before_the_end(bench, monkeypatch):
    monkeypatch.setattr(running, "COMMIT_SECONDS", 0.0)
    monkeypatch.setattr(running, "SEARCHABLE_SHARE", 0.0)
    bench.write(**{f"s{n}": f"Story {n}" for n in range(5)})
    found = []
    original = bench.told.append

    def listen(progress):
        original(progress)
        if progress.stage == "read" and progress.generation:
            found.append(bench.hits("story"))

    build(bench.folder, Config(), bench.catalogue, bench.index, listen)
    assert found[0] < 5
    assert found == sorted(found)
    assert [p.generation for p in bench.told] == sorted(p.generation for p in bench.told)
    assert [bench.told[0].stage, bench.told[-1].stage] == ["discover", "done"]


def test_one_changed_document_can_be_found_before_entities_are_resolved(bench):
    bench.write(a="Ada Lovelace wrote.", b="Rain in Paris.")
    bench.build()
    bench.write(b="Fog in Rome.")
    (bench.folder / "a.txt").unlink()
    found = {}

    def listen(progress):
        if progress.stage == "resolve":
            found.update({word: bench.hits(word) for word in ("fog", "rain", "ada")})

    build(bench.folder, Config(), bench.catalogue, bench.index, listen)
    assert found == {"fog": 1, "rain": 0, "ada": 0}


def test_documents_of_a_folder_that_cannot_be_listed_stay(bench, monkeypatch):
    (bench.folder / "deep").mkdir()
    bench.write(a="Here.")
    (bench.folder / "deep" / "b.txt").write_text("There.")
    bench.build()
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = bench.build()
    assert numbers_of(report) == (0, 0, 0, 2)
    assert [failure.path.rstrip("/") for failure in report.failures] == ["deep"]


def test_an_empty_folder_is_refused_and_an_emptied_one_is_not(bench):
    with pytest.raises(FolderError, match="holds no document"):
        bench.build()
    bench.write(a="Here.")
    bench.build()
    (bench.folder / "a.txt").unlink()
    assert numbers_of(bench.build()) == (0, 0, 1, 0)
    assert bench.hits("here") == 0


def test_a_damaged_index_is_rebuilt_by_the_build_with_a_notice(bench):
    bench.write(a="Ada Lovelace wrote.")
    bench.build()
    for file in bench.index.iterdir():
        if file.name != "follows.json":
            file.write_bytes(b"")
    assert lagging(bench.catalogue, bench.index)
    (notice,) = bench.build().notices
    assert "rebuilt from the catalogue" in notice
    assert bench.hits("lovelace") == 1


def test_an_index_that_cannot_be_written_on_is_made_anew(bench, monkeypatch):
    from explorer import index
    from explorer.errors import IndexCorrupt

    bench.write(a="Ada Lovelace wrote.")
    bench.build()
    bench.write(b="Rain in Paris.")
    opened = index.open_writer
    broken = [True, True]

    def breaks(directory, *language):
        if broken and broken.pop():
            raise IndexCorrupt("a segment is cut off")
        return opened(directory, *language)

    monkeypatch.setattr(index, "open_writer", breaks)
    report = bench.build()
    assert bench.hits("paris") == bench.hits("lovelace") == 1
    assert "cut off" in report.notices[0]


def test_a_full_disk_ends_the_build_with_one_line(bench, monkeypatch):
    bench.write(a="Ada Lovelace wrote.")
    bench.build()
    bench.write(b="Rain in Paris.")
    monkeypatch.setattr("explorer.build.follow.Path.write_text", raises(OSError(28, "No space left on device")))
    with pytest.raises(StorageReadOnly, match="no space left"):
        bench.build()
    monkeypatch.undo()
    assert bench.build().unchanged == 2
    assert bench.hits("paris") == 1


def test_catching_up_twice_does_nothing(bench):
    bench.write(a="Ada Lovelace wrote.")
    bench.build()
    files = {file.name: file.stat().st_mtime_ns for file in bench.index.iterdir()}
    assert catch_up(bench.catalogue, bench.index) is None
    assert {file.name: file.stat().st_mtime_ns for file in bench.index.iterdir()} == files


def after(questions):
    """Return what says yes from the given question on."""
    asked = iter(range(10**6))
    return lambda: next(asked) >= questions - 1


def raises(error):
    def fail(*args, **how):
        raise error

    return fail


def test_of_a_very_long_document_all_can_be_searched_and_the_beginning_is_annotated(bench, monkeypatch):
    monkeypatch.setattr(making, "ANNOTATED", 60)
    bench.write(a="Ada Lovelace wrote. " * 3 + "Then Charles Babbage came to Paris.", b="Grace Hopper wrote.")
    report = bench.build()
    said = "only its first 60 of 95 characters were searched for names and dates"
    assert [(failure.path, failure.message) for failure in report.failures] == [("a.txt", said)]
    assert bench.hits("paris") == 1
    with bench.catalogue.reading() as connection:
        number = bench.numbers()["a.txt"]
        text, sentences = documents.text_and_sentences(connection, number)
        found = mentions.of_document(connection, number, text)
    assert [mention.span.start for mention in found] == [0, 20, 40]
    assert len(sentences) == 4


def test_what_was_said_of_a_very_long_document_is_said_once_when_it_is_annotated_again(bench, monkeypatch):
    monkeypatch.setattr(making, "ANNOTATED", 60)
    bench.write(a="Ada Lovelace wrote. " * 5)
    first = bench.build()
    again = bench.build(Config(entities=EntityConfig(confidence=0.6)))
    assert again.changed == 1
    assert again.failures == first.failures
