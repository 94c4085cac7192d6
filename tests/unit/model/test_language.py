"""Languages by their codes and by the names of their stemmers."""

from __future__ import annotations

import snowballstemmer

from explorer.model.language import SNOWBALL, code_of, stemmer_of


def test_every_language_has_a_stemmer() -> None:
    assert set(SNOWBALL.values()) <= set(snowballstemmer.algorithms())


def test_a_language_is_known_however_it_is_written() -> None:
    assert {code_of(each) for each in ("de", "DE", "de-AT", "de_CH.UTF-8", "deu", "German", " german ", "de, en")} == {
        "de"
    }
    assert code_of("nb-NO") == "no"
    assert code_of("") == code_of("tlh") == code_of("x-default") == code_of("Klingon") == ""


def test_a_document_in_the_language_of_the_corpus_needs_no_stemmer_of_its_own() -> None:
    assert stemmer_of("de", "english") == "german"
    assert stemmer_of("en", "english") == stemmer_of("", "english") == ""
    assert stemmer_of("en", "german") == "english"
