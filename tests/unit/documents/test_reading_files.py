from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from explorer.config import DocumentRules
from explorer.documents import read_document
from explorer.errors import DocumentError
from explorer.model.document import FileStamp, FoundFile, Origin

RULES = DocumentRules()


def refusal(file, rules=RULES):
    with pytest.raises(DocumentError) as caught:
        read_document(file, rules)
    assert caught.value.path == file.path
    return caught.value


def test_a_text_is_read_with_digest_stamp_and_encoding(write):
    file = write("a.txt", "Grüße")
    document = read_document(file, RULES)
    assert document.text == "Grüße"
    assert document.kind == "txt"
    assert document.encoding == "utf-8"
    assert document.stamp == file.stamp
    assert document.digest == hashlib.sha256("Grüße".encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"PK\x03\x04\x14\0\6\0", "ZIP"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\x7fELF\2\1\1", "program"),
        (b"MZ\x90\0\3\0\0\0", "program"),
        (b"{\\rtf1\\ansi Text}", "RTF"),
        (b"a" * 257 + b"ustar", "tar"),
        (b"text with a \0 in it", "binary data"),
        (bytes(range(1, 32)) * 20, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_looks_like(write, content, looks_like):
    error = refusal(write("a.txt", content))
    assert error.reason == "binary"
    assert looks_like in error.message


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", "\u200b\u200b".encode()])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_without_text_is_empty(write, content, name):
    assert refusal(write(name, content)).reason == "empty"


def test_a_file_that_is_too_large_says_how_large_and_what_to_change(write):
    error = refusal(write("a.txt", "x" * 2_500_000), DocumentRules(max_bytes=2_000_000))
    assert error.reason == "too large"
    assert error.message == "2.5 MB, more than the 2.0 MB that documents.max_bytes allows"


def test_a_huge_file_is_refused_without_being_read(tmp_path):
    location = tmp_path / "huge.txt"
    with location.open("wb") as file:
        file.truncate(20_000_000_000)
    error = refusal(FoundFile("huge.txt", str(location), FileStamp(0, 0)))
    assert error.message.startswith("20,000.0 MB")


def test_a_file_that_vanished_is_said(tmp_path):
    assert refusal(FoundFile("a.txt", str(tmp_path / "a.txt"), FileStamp(1, 1))).reason == "vanished"


def test_a_folder_in_the_files_place_is_said(tmp_path):
    (tmp_path / "a.txt").mkdir()
    assert refusal(FoundFile("a.txt", str(tmp_path / "a.txt"), FileStamp(1, 1))).reason == "not a file"


def test_a_pipe_in_the_files_place_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert refusal(FoundFile("a.txt", str(tmp_path / "a.txt"), FileStamp(1, 1))).reason == "special file"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "permission"),
        (OSError(5, "Input/output error"), "unreadable"),
        (OSError(36, "File name too long"), "unreadable"),
        (ValueError("embedded null byte"), "unreadable"),
    ],
)
def test_what_the_system_refuses_is_said(write, monkeypatch, error, reason):
    file = write("a.txt", "words")

    def refuse(*_):
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(file).reason == reason


def test_a_disk_that_fails_while_it_is_read_is_said(write, monkeypatch):
    file = write("a.txt", "words")

    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fstat", fail)
    error = refusal(file)
    assert (error.reason, error.message) == ("unreadable", "cannot be read: input/output error")


@pytest.mark.parametrize("content", ["longer than before", "x"])
def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_build(write, monkeypatch, content):
    file = write("a.txt", "as before")
    real = os.fstat
    calls = []

    def change(descriptor):
        status = real(descriptor)
        calls.append(status)
        if len(calls) == 1:
            Path(file.location).write_text(content)
        return status

    monkeypatch.setattr(os, "fstat", change)
    assert refusal(file).reason == "changed"


def test_an_ending_that_is_not_read_is_refused(write):
    assert refusal(write("a.pdf", "x")).reason == "unsupported"


def test_a_change_since_the_folder_was_listed_gives_the_new_stamp(write):
    file = write("a.txt", "first")
    newer = write("a.txt", "second, longer")
    assert read_document(file, RULES).stamp == newer.stamp


def test_front_matter_of_a_plain_text_is_metadata_too(read):
    document = read("---\ntitle: The plan\ndate: 2021-03-15\n---\n\nSee https://x.org/a now.")
    assert document.text == "See https://x.org/a now."
    assert (document.metadata.title.value, document.metadata.title.origin) == ("The plan", Origin.FRONT_MATTER)
    assert document.metadata.date.value == "2021-03-15"
    assert document.offsets.to_original(0) == 42
    (reference,) = document.references
    assert reference.span.of(document.text) == "https://x.org/a"


@pytest.mark.parametrize("text", ["---\nNote: this is prose.\n---\n\nMore.", "---\n\nA rule above.\n"])
def test_rules_across_a_plain_text_stay(read, text):
    assert read(text).text == text


def test_a_document_says_in_which_language_it_is(read):
    page = '<html lang="de-CH"><head><title>Basis</title></head><body><p>Mondbasis.</p></body></html>'
    assert read(page, "a.html").metadata.language == "de"
    assert read('<meta property="og:locale" content="fr_FR"><p>Base lunaire', "b.html").metadata.language == "fr"
    assert read("---\nlang: pl\n---\nBaza", "c.md").metadata.language == "pl"
    assert read("title: Base\nlanguage: Italian\n\nBase lunare.", "d.txt").metadata.language == "it"
    assert read("Mondbasis.", "e.txt").metadata.language == ""
