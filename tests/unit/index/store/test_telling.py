"""Of each document the terms are kept that are often in it and in few others; a merge keeps them."""

import io
from collections.abc import Sequence

import numpy as np

from explorer.index.analysis import Analysers
from explorer.index.store import Field, Sections, SectionWriter, write_field
from explorer.index.store.forms import write_forms
from explorer.index.store.inversion import Inverted, Stream
from explorer.index.store.merging import Part, merge_analysed
from explorer.index.store.sections import Bytes
from explorer.index.store.telling import NO_TERM, TELLING
from explorer.index.store.vocabulary import Vocabulary

ANALYSERS = Analysers("english")
COMMON = frozenset({b"the"})


def inverted(texts: Sequence[str]) -> Inverted:
    vocabulary, stream = Vocabulary(), Stream()
    runs = vocabulary.runs(ANALYSERS.own)
    for text in texts:
        stream.add(runs, text, "")
    return stream.seal(vocabulary).invert(100, COMMON)


def told(found: Inverted, document: int) -> list[str]:
    rows = found.telling[document]
    return [found.body.terms[row].decode() for row in rows[rows != NO_TERM].tolist()]


def test_the_telling_terms_are_frequent_here_and_rare_elsewhere() -> None:
    found = inverted(
        ["the moon moon moon base the the the", "the base and moon", "base of the lake", "the base", "", "a b"]
    )
    assert told(found, 0)[0] == "moon"
    assert told(found, 2)[0] == "lake"
    assert "the" not in {term for document in range(6) for term in told(found, document)}
    assert told(found, 4) == told(found, 5) == []


def test_no_more_are_kept_than_are_wanted() -> None:
    found = inverted([" ".join(f"word{letter}" * (at + 1) for at, letter in enumerate("abcdefghijklmnop"))])
    assert len(told(found, 0)) == TELLING


def test_a_merge_says_where_their_rows_have_gone() -> None:
    parts, texts = [], (["zebra zebra moon"], ["apple apple moon"])
    for number, some in enumerate(texts):
        columns, sink = inverted(some), io.BytesIO()
        sections = SectionWriter(sink)
        write_field(sections, "body", columns.body)
        write_forms(sections, "body", columns.forms)
        write_field(sections, "title", columns.title)
        sections.add("title/rows", columns.title_rows)
        sections.finish()
        parts.append((columns, Part(Sections(Bytes(sink.getvalue())), np.array([number]))))
    sink = io.BytesIO()
    sections = SectionWriter(sink)
    rows = merge_analysed(sections, [part for _, part in parts])
    sections.finish()
    terms = Field(Sections(Bytes(sink.getvalue())), "body").terms
    for (columns, _), moved in zip(parts, rows, strict=True):
        assert [terms[row].decode() for row in moved[columns.telling[0][:2]].tolist()] == told(columns, 0)[:2]
