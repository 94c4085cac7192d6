"""Forms are read as they were written, and found by their folded strings."""

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.store import Field, FieldColumns, Sections, SectionWriter, write_field
from explorer.index.store.forms import Forms, form_columns, write_forms
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
    write_forms(sections, "body", form_columns(folded, exact, rows, np.array(ordinals), counts))
    sections.finish()
    read = Sections(Bytes(sink.getvalue()))
    return Forms(read, "body", Field(read, "body").terms), ordered, ordinals


@given(FORMS)
def test_exact_forms_are_told_apart(triples: list[Triple]) -> None:
    forms, ordered, ordinals = table(triples)
    assert [forms.written(number) for number in range(len(ordered))] == [exact for _, exact, _ in ordered]
    assert forms.ordinals.tolist() == ordinals


@given(FORMS, st.data())
def test_the_forms_of_folded_strings_are_their_variants(triples: list[Triple], data: st.DataObject) -> None:
    forms, ordered, _ = table(triples)
    folded = sorted({each[0] for each in ordered})
    rows = data.draw(st.lists(st.sampled_from(range(len(folded))), unique=True).map(sorted))
    found = forms.of_rows(np.array(rows, dtype=np.int64)).tolist()
    assert found == [at for at, each in enumerate(ordered) if each[0] in {folded[row] for row in rows}]
