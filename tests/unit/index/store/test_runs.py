"""Runs of characters: cut where words end and never within one, and numbered once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.index.analysis import Analysers
from explorer.index.store.runs import Known, Runs

ANALYSER = Analysers().own

SIGNS = "'’＇.,+#_-–—/()“”‘„«»…\"!?;: \n\t\x00\x1c\x85\u00a0\u00ad\u2009\u200b\u200d\u2028\u3000、。・「＂，"
LETTERS = "aZé߀7½²ªßIſǅ日本カ゛가яֿ́\u0301\u093e\ud800\U0001f600\U00020001"
PARTS = ("U.S.", "C++", "1,000", "3.5", "O'Neil", "company’s", "x" * 15, "y" * 17, "я" * 9, "z" * 90)

texts = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.sampled_from(LETTERS), st.sampled_from(PARTS), st.characters()), max_size=20
).map("".join)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def runs_of(runs: Runs, written: dict[int, str], given_texts: list[str]) -> list[list[str]]:
    """Return the runs of each text as they are written."""
    numbers, ends = runs.of([encoded(text) for text in given_texts])
    written.update(zip(runs.fresh_numbers, runs.fresh, strict=True))
    runs.forget_fresh()
    found = [written[number] for number in numbers.tolist()]
    return [found[ends[at] : ends[at + 1]] for at in range(len(given_texts))]


@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_words_of_the_runs_are_the_words_of_the_text(bulks: list[list[str]]) -> None:
    runs, written = Runs(Known()), dict[int, str]()
    for bulk in bulks:
        for text, found in zip(bulk, runs_of(runs, written, bulk), strict=True):
            words = [word for run in found for word in ANALYSER.tellings(run)]
            assert words == ANALYSER.tellings(text)


@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=3))
def test_a_run_has_one_number_wherever_it_is_met(bulks: list[list[str]]) -> None:
    runs, written = Runs(Known()), dict[int, str]()
    for bulk in bulks:
        runs_of(runs, written, bulk)
    short = [run for run in written.values() if len(encoded(run)) <= 80]
    assert len(set(short)) == len(short)


def test_tens_of_thousands_of_runs_are_told_apart() -> None:
    words = [f"{number:x}{'w' * (number % 12)}" for number in range(60_000)]
    runs, written = Runs(Known()), dict[int, str]()
    assert runs_of(runs, written, [" ".join(words), " ".join(words[::-1])]) == [words, words[::-1]]
    assert runs_of(runs, written, [" ".join(words)]) == [words]
    assert len(written) == len(words)


def test_languages_have_numbers_of_their_own() -> None:
    known = Known()
    one, other = Runs(known), Runs(known)
    numbers = {int(runs.of([text])[0][0]) for runs in (one, other) for text in (b"gift", b"a-gift-of-" + b"g" * 20)}
    assert len(numbers) == 4


def test_signs_around_a_word_make_no_other_run() -> None:
    runs = Runs(Known())
    runs.of([encoded('word "word" (word) word. word; “word” word’s—word word\u00a0word')])
    assert sorted(runs.fresh) == ["word", "word’s"]
