from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import IndexCorrupt
from explorer.index import check, open_reader, open_writer
from explorer.index.analysis import LONGEST_TERM, Analyser, fold
from explorer.model.query import Page, Word
from explorer.ports import IndexDocument


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Moscow's state-owned U.S. firm", "moscow state own us firm"),
        ("1,000 or 3.5 in 2018-2022, 4th", "1000 or 3.5 in 2018 2022 4th"),
        ("18,000-strong; 2018,2019", "18000 strong 2018 2019"),
        ("J.K. Rowling, e.g. J.K.Rowling", "jk rowl eg jk rowl"),
        ("snake_case example.com a@b.org", "snake case exampl com a b org"),
        ("don't d'Estaing l’Europe O'Neill", "dont esta europ oneil"),
        ("naïve CAFÉ Straße İstanbul Łódź Æsir", "naiv cafe strass istanbul lodz aesir"),
        ("ﬁne ＡＢＣ ①", "fine abc 1"),
        ("co\u00adoperate re\u200dad", "cooper read"),
        ("月球研究", "月球 球研 研究 究"),
        ("東京都2021年", "東京 京都 都 2021 年"),
        ("한국어", "한국 국어 어"),
        ("がっこう ガ", "がっ っこ こう う ガ"),
        ("研究站's 한국어’s", "研究 究站 站 한국 국어 어"),
        ("हिन्दी ไทย", "हिन्दी ไทย"),
        ("ёлка Йод", "елка иод"),
        ("", ""),
        ("… — !", ""),
    ],
)
def test_terms(text: str, terms: str) -> None:
    assert Analyser().terms(text) == terms.split()


@pytest.mark.parametrize(
    ("raw", "folded"), [("Governments", "governments"), ("Moscow’s", "moscow"), ("x" * 99, "x" * 64)]
)
def test_folding_keeps_the_ending(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(st.text(max_size=80))
def test_both_tokenisers_agree_and_spans_slice_back(text: str) -> None:
    analyser = Analyser()
    tokens = list(analyser.tokens(text))
    assert [(term, form) for term, form, _ in tokens] == analyser.pairs(text)
    last = 0
    for term, form, span in tokens:
        assert term
        assert len(form) <= LONGEST_TERM
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= last
        last = span.start


@given(st.text(max_size=30))
def test_case_and_composition_do_not_matter(text: str) -> None:
    import unicodedata

    analyser = Analyser()
    decomposed = unicodedata.normalize("NFD", text)
    assert analyser.folded(unicodedata.normalize("NFC", text)) == analyser.folded(
        unicodedata.normalize("NFC", decomposed)
    )


def test_the_memory_of_forms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.index.analysis.MOST_FORMS", 3)
    analyser = Analyser()
    assert analyser.terms("one two three four five one") == ["one", "two", "three", "four", "five", "one"]
    assert len(analyser._forms) <= 3


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("german", "Weltraumfahrten der Häuser", "Weltraumfahrt haus HAUSER Häusern"),
        ("french", "les stations étudiées", "station etudiees"),
        ("russian", "построят станцию на Луне", "станция СТАНЦИИ станцией луна"),
        ("spanish", "las negociaciones", "negociación negociacion"),
    ],
)
def test_endings_are_those_of_the_language(language: str, written: str, asked: str) -> None:
    analyser = Analyser(language)
    terms = set(analyser.terms(written))
    for word in asked.split():
        assert set(analyser.terms(word)) <= terms, word


def test_an_index_of_another_language_is_not_used(tmp_path: Path) -> None:
    writer = open_writer(tmp_path, "german")
    writer.put(IndexDocument(1, "", "Die Weltraumfahrten", "a.txt", "txt", "", "", None, ()))
    writer.commit()
    index = open_reader(tmp_path, "german")
    assert index.search(Word("Weltraumfahrt"), Page()).total == 1
    index.close()
    assert check(tmp_path, "german") is None
    for language in ("english", "french"):
        assert check(tmp_path, language) == f"the index is for german, and {language} is configured"
        with pytest.raises(IndexCorrupt):
            open_writer(tmp_path, language)


_WRITTEN = st.lists(st.sampled_from("aZx9.,'sS"), min_size=1, max_size=8).map("".join)


@given(st.sets(st.one_of(_WRITTEN, st.sampled_from(["1,000", "3.5", "l'eau's", "J's", "companies'", "x" * 70 + "'s"]))))
def test_what_is_plain_is_one_token(written: set[str]) -> None:
    for analyser in (Analyser("english"), Analyser("french", foreign=True)):
        plain = [word for word in sorted(written) if analyser.is_plain(word)]
        assert [[token] for token in zip(*analyser.plain(plain), strict=True)] == list(map(analyser.tellings, plain))


@given(_WRITTEN, st.text())
def test_folding_a_text_is_what_its_tokens_are_folded_to(ascii_text: str, text: str) -> None:
    analyser = Analyser("english")
    for each in (ascii_text, text):
        assert analyser.folded(each) == [folded for _, folded in analyser.pairs(each)]
