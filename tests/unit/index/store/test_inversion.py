"""A segment made by sorting numbers holds what counting word by word finds; merging is like building anew."""

import io
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.index.analysis import Analysers
from explorer.index.store import Field, Sections, SectionWriter, write_field
from explorer.index.store import merging as merging_module
from explorer.index.store.forms import Forms, write_forms
from explorer.index.store.inversion import Inverted
from explorer.index.store.merging import Part, merge_analysed
from explorer.index.store.sections import Bytes
from explorer.index.store.stream import PIECE, Stream, pieces
from explorer.index.store.telling import NO_TERM, TELLING
from explorer.index.store.vocabulary import Vocabulary

GAP = 100
ANALYSERS = Analysers("english")
Texts = Sequence[tuple[str, str]]

WORDS = st.sampled_from(
    [
        "moon",
        "Moon",
        "moons",
        "MOON",
        "base.",
        "(base",
        "U.S.",
        "state-owned",
        "1,000",
        "café",
        "Cafe",
        "月面基地",
        "--",
        "x",
    ]
)
TEXT = st.lists(WORDS, max_size=12).map(" ".join)
DOCUMENTS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=12)


def inverted(documents: Texts, common: frozenset[bytes] = frozenset()) -> Inverted:
    vocabulary, stream = Vocabulary(), Stream()
    runs = vocabulary.runs(ANALYSERS.own)
    for text, title in documents:
        stream.add(runs, text, title)
    return stream.seal(vocabulary).invert(GAP, common)


def written(documents: Texts) -> Sections:
    columns, sink = inverted(documents), io.BytesIO()
    sections = SectionWriter(sink)
    write_field(sections, "body", columns.body)
    write_forms(sections, "body", columns.forms)
    write_field(sections, "title", columns.title)
    sections.add("title/rows", columns.title_rows)
    sections.finish()
    return Sections(Bytes(sink.getvalue()))


def merged(parts: Sequence[tuple[Texts, Sequence[bool]]]) -> Sections:
    made, base = [], 0
    for documents, kept in parts:
        numbers = np.where(kept, np.cumsum(kept) - 1 + base, -1)
        base += sum(kept)
        made.append(Part(written(documents), numbers))
    sink = io.BytesIO()
    sections = SectionWriter(sink)
    merge_analysed(sections, made)
    sections.finish()
    return Sections(Bytes(sink.getvalue()))


Occurrences = dict[tuple[str, int], list[tuple[int, str]]]
"""For a term and a document the positions, each with the form that stands there."""


def read(sections: Sections, name: str) -> Occurrences:
    field = Field(sections, name)
    bodies = Field(sections, "body")
    forms = Forms(sections, "body", bodies.terms)
    rows = sections.array("title/rows", np.uint32) if name == "title" else np.arange(len(field.counts))
    form_of = {
        (int(term), int(ordinal)): forms.written(number)
        for number, (term, ordinal) in enumerate(zip(forms.terms, forms.ordinals, strict=True))
    }
    found: Occurrences = {}
    for row in range(len(field.counts)):
        at, positions, ordinals = 0, field.positions(row), field.ordinals(row)
        for document, count in zip(field.documents(row).tolist(), field.frequencies(row).tolist(), strict=True):
            found[field.terms[row].decode(), document] = [
                (int(positions[place]), form_of[int(rows[row]), int(ordinals[place])])
                for place in range(at, at + count)
            ]
            at += count
        assert at == len(positions) == len(ordinals) == field.totals[row]
    return found


def counted(documents: Texts, name: str) -> Occurrences:
    found: defaultdict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for number, (text, title) in enumerate(documents):
        in_text, in_title = ANALYSERS.own.tellings(text), ANALYSERS.own.tellings(title)
        for at, (term, _, exact) in enumerate(in_text if name == "body" else in_title):
            found[term, number].append((at, exact))
        for at, (term, _, exact) in enumerate(in_title if name == "body" else (), len(in_text) + GAP):
            found[term, number].append((at, exact))
    return dict(found)


@given(DOCUMENTS)
def test_each_word_is_found_where_it_stands_in_the_form_in_which_it_stands(documents: Texts) -> None:
    sections = written(documents)
    assert read(sections, "body") == counted(documents, "body")
    assert read(sections, "title") == counted(documents, "title")


@given(DOCUMENTS)
def test_forms_are_counted(documents: Texts) -> None:
    sections = written(documents)
    forms = Forms(sections, "body", Field(sections, "body").terms)
    counts = {forms.written(number): int(count) for number, count in enumerate(forms.counts)}
    everything = Counter(exact for pair in documents for text in pair for _, _, exact in ANALYSERS.own.tellings(text))
    assert counts == everything


@settings(deadline=None)
@given(st.lists(st.tuples(DOCUMENTS, st.randoms()), min_size=1, max_size=4), st.sampled_from([1, 7, 1000]))
def test_merging_is_like_building_from_what_is_left(parts: list[tuple[Texts, object]], stretch: int) -> None:
    chosen = [(documents, [chance.random() < 0.7 for _ in documents]) for documents, chance in parts]  # type: ignore[attr-defined]
    left = [each for documents, kept in chosen for each, stays in zip(documents, kept, strict=True) if stays]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(merging_module, "STRETCH", stretch)
        found = merged(chosen)
    assert read(found, "body") == counted(left, "body")
    assert read(found, "title") == counted(left, "title")
    assert list(Field(found, "body").terms) == sorted({term.encode() for term, _ in counted(left, "body")})
    forms = Forms(found, "body", Field(found, "body").terms)
    fresh = written(left) if left else None
    if fresh is not None:
        again = Forms(fresh, "body", Field(fresh, "body").terms)
        assert [forms.written(number) for number in range(len(forms.counts))] == [
            again.written(number) for number in range(len(again.counts))
        ]
        assert forms.counts.tolist() == again.counts.tolist()


@given(st.lists(st.sampled_from(["word", "月面", "x" * 5000, " ", "\n"]), max_size=20).map("".join))
def test_pieces_are_cut_at_blanks_and_lose_nothing(text: str) -> None:
    found = list(pieces(text))
    assert "".join(text[first:end] for first, end in found) == text
    assert all(text[first].isspace() for first, _ in found[1:])
    assert all(end - first >= PIECE for first, end in found[:-1])


def test_the_steps_of_a_long_text_say_which_token_a_piece_begins_with() -> None:
    text = " ".join(f"word{number} of-many" for number in range(2000))
    columns = inverted([("short", "title"), (text, "its title"), (text[:4000], "")])
    steps = columns.steps
    assert set(steps.documents.tolist()) == {1}
    assert len(steps.characters) == len(list(pieces(text))) - 1
    for character, token in zip(steps.characters.tolist(), steps.tokens.tolist(), strict=True):
        assert len(ANALYSERS.own.terms(text[:character])) == token


def test_near_duplicates_have_nearly_the_same_signature_and_others_have_not() -> None:
    words = [f"w{number * number % 997}" for number in range(400)]
    near = [*words[:200], "another", *words[201:]]
    other = [f"v{number * number % 991}" for number in range(400)]
    signatures = inverted([(" ".join(each), "") for each in (words, near, other, ["one", "two"])]).near
    assert int((signatures[0] == signatures[1]).sum()) >= 14
    assert int((signatures[0] == signatures[2]).sum()) <= 4
    assert not signatures[3].any()


def told(found: Inverted, document: int) -> list[str]:
    rows = found.telling[document]
    return [found.body.terms[row].decode() for row in rows[rows != NO_TERM].tolist()]


def test_the_telling_terms_are_frequent_here_and_rare_elsewhere() -> None:
    texts = ["the moon moon moon base the the the", "the base and moon", "base of the lake", "the base", "", "a b"]
    found = inverted([(text, "") for text in texts], frozenset({b"the"}))
    assert told(found, 0)[0] == "moon"
    assert told(found, 2)[0] == "lake"
    assert "the" not in {term for document in range(6) for term in told(found, document)}
    assert told(found, 4) == told(found, 5) == []


def test_no_more_telling_terms_are_kept_than_are_wanted() -> None:
    found = inverted([(" ".join(f"word{letter} " * (at + 1) for at, letter in enumerate("abcdefghijklmnop")), "")])
    assert len(told(found, 0)) == TELLING


def test_a_merge_says_where_the_telling_terms_have_gone() -> None:
    texts: list[Texts] = [[("zebra zebra moon", "")], [("apple apple moon", "")]]
    sink = io.BytesIO()
    sections = SectionWriter(sink)
    rows = merge_analysed(sections, [Part(written(each), np.array([number])) for number, each in enumerate(texts)])
    sections.finish()
    terms = Field(Sections(Bytes(sink.getvalue())), "body").terms
    for each, moved in zip(texts, rows, strict=True):
        found = inverted(each)
        kept = found.telling[0][found.telling[0] != NO_TERM]
        assert [terms[row].decode() for row in moved[kept].tolist()] == told(found, 0)
