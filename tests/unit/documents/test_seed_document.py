from __future__ import annotations

from pathlib import Path

import pytest

from explorer.config import DocumentRules
from explorer.documents import discover, read_document
from explorer.model.document import Origin

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture
def seed():
    (file,) = [file for file in discover(CORPUS, DocumentRules()).files if file.path.startswith("000_")]
    return read_document(file, DocumentRules())


def test_the_seed_is_kept_to_the_character(seed):
    assert seed.text == (CORPUS / seed.path).read_bytes().decode()
    assert seed.offsets.to_original(2319) == 2319
    assert seed.warnings == ()


def test_the_seed_is_dated_by_its_header_and_placed_by_its_dateline(seed):
    known = seed.metadata
    assert (known.date.value, known.date.origin) == ("2021-03-15", Origin.HEADER)
    assert (known.source.value, known.source.origin) == ("TASS", Origin.DATELINE)
    assert (known.source.span.start, known.source.span.end) == (36, 40)
    assert known.dateline.place.of(seed.text) == "MOSCOW"
    assert known.dateline.date.of(seed.text) == "March 16"


def test_the_seed_has_a_title_one_can_read(seed):
    assert seed.metadata.title.value == (
        "The plans of Russia and China on cooperating to create a lunar research station "
        "are not aimed against the West and both…"
    )


def test_every_note_of_the_corpus_is_read_without_a_warning():
    found = discover(CORPUS, DocumentRules())
    documents = [read_document(file, DocumentRules()) for file in found.files]
    assert found.failures == []
    assert [document.path for document in documents if document.warnings or document.metadata.date is None] == []
