"""Forms are found exactly, by their beginning, by a pattern and nearly: the same ones as a look at each finds."""

import fnmatch
import io
import re
import string

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from explorer.index.store import Field, FieldColumns, Sections, SectionWriter, write_field
from explorer.index.store.forms import Chosen, FormColumns, Forms, shapes_of, write_forms
from explorer.index.store.sections import Bytes

Triple = tuple[str, str, str]
"""Folded, exact, term."""

LETTERS = st.text("abcé", min_size=1, max_size=5)
FORMS = st.lists(
    LETTERS.flatmap(
        lambda folded: st.tuples(
            st.just(folded),
            st.sampled_from([folded, folded.upper(), folded[:1].upper() + folded[1:], f"{folded}!"]),
            st.sampled_from([folded, folded[:2]]),
        )
    ),
    min_size=1,
    max_size=30,
    unique=True,
)


def table(triples: list[Triple]) -> tuple[Forms, list[Triple], list[int]]:
    """Return the table, the forms in its order, and the ordinal of each."""
    ordered = sorted(triples)
    terms = sorted({term for *_, term in triples}, key=str.encode)
    seen = dict.fromkeys(terms, 0)
    ordinals = []
    for *_, term in ordered:
        ordinals.append(seen[term])
        seen[term] += 1
    sink = io.BytesIO()
    sections = SectionWriter(sink)
    ones = np.ones(len(terms), dtype=np.uint32)
    write_field(sections, "body", FieldColumns([term.encode() for term in terms], ones, ones))
    rows = np.array([terms.index(term) for *_, term in ordered])
    counts = np.arange(1, len(ordered) + 1)
    folded, exact = [each[0] for each in ordered], [each[1] for each in ordered]
    write_forms(
        sections, "body", FormColumns(folded, exact, rows, np.array(ordinals), counts, shapes_of(folded, exact))
    )
    sections.finish()
    read = Sections(Bytes(sink.getvalue()))
    return Forms(read, "body", Field(read, "body").terms), ordered, ordinals


def wanted(ordered: list[Triple], ordinals: list[int], chosen: list[bool]) -> dict[str, set[int] | None]:
    """Return what a choice of forms should give: the ordinals of each term, None for all of them."""
    found: dict[str, set[int]] = {}
    sizes: dict[str, int] = {}
    for (*_, term), ordinal, is_chosen in zip(ordered, ordinals, chosen, strict=True):
        sizes[term] = sizes.get(term, 0) + 1
        if is_chosen:
            found.setdefault(term, set()).add(ordinal)
    return {term: None if len(some) == sizes[term] else some for term, some in found.items()}


def got(forms: Forms, chosen: Chosen) -> dict[str, set[int] | None]:
    assert list(chosen.rows) == sorted(set(chosen.rows))
    return {
        forms._terms[row].decode(): None if some is None else set(some.tolist())
        for row, some in zip(chosen.rows, chosen.ordinals, strict=True)
    }


@given(FORMS)
def test_exact_forms_are_told_apart(triples: list[Triple]) -> None:
    forms, ordered, ordinals = table(triples)
    assert [forms.written(number) for number in range(len(ordered))] == [exact for _, exact, _ in ordered]
    for folded, exact, _ in triples:
        hits = [(each[0], each[1]) == (folded, exact) for each in ordered]
        assert got(forms, forms.exactly(folded, exact)) == wanted(ordered, ordinals, hits)
    assert got(forms, forms.exactly("nowhere", "nowhere")) == {}


@given(FORMS, LETTERS)
def test_what_begins_so_is_found_by_form_and_by_term(triples: list[Triple], prefix: str) -> None:
    forms, ordered, ordinals = table(triples)
    hits = [folded.startswith(prefix) or term.startswith(prefix) for folded, _, term in ordered]
    assert got(forms, forms.beginning(prefix, 1000)) == wanted(ordered, ordinals, hits)


@given(FORMS, st.text("abcé*?", min_size=1, max_size=6))
def test_patterns_fit_whole_forms(triples: list[Triple], pattern: str) -> None:
    forms, ordered, ordinals = table(triples)
    fits = re.compile(fnmatch.translate(pattern)).match
    hits = [fits(folded) is not None for folded, *_ in ordered]
    assert got(forms, forms.matching(pattern, 1000)) == wanted(ordered, ordinals, hits)


@given(FORMS, st.text("abcé", min_size=1, max_size=6), st.integers(1, 2))
def test_similar_forms_are_those_within_so_many_edits(triples: list[Triple], word: str, edits: int) -> None:
    forms, ordered, ordinals = table(triples)
    hits = [OSA.distance(folded, word) <= edits for folded, *_ in ordered]
    assert got(forms, forms.near(word, edits, 1000)) == wanted(ordered, ordinals, hits)


def test_too_many_are_cut_and_said_to_be() -> None:
    forms, *_ = table([(f"a{letter}", f"a{letter}", f"a{letter}") for letter in string.ascii_lowercase])
    for found in (forms.matching("a?", 10), forms.matching("*a*", 10), forms.near("ab", 1, 10)):
        assert len(found.rows) == 10
        assert found.cut
    assert forms.beginning("a", 10).cut
    assert len(forms.beginning("a", 10).rows) == 10
    assert not forms.beginning("a", 26).cut
    assert forms.near("ab", 1, 1).rows == (1,), "the nearest is kept"
