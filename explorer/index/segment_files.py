"""The two files of a segment, written from gathered documents or from other segments.

Their names last once the note of the commit that counts them in has been written, which syncs the directory.

Besides what Whoosh knows of a segment, ours have the table of forms, `own/steps` (where the pieces of long texts begin)
`own/near` (a signature of each text) and `own/telling` (the rows of the terms that tell most of it).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.codec.columns import numeric_column, numeric_column_bytes, read_lengths, write_lengths
from explorer.index.codec.documents import write_meta
from explorer.index.codec.postings import Shape
from explorer.index.codec.segment import Segment
from explorer.index.codec.storing import opened, writing
from explorer.index.gathering import VALUES, WORDS, Gathering
from explorer.index.layout import DOCUMENTS, SCORED, SIGNATURE, TERMS
from explorer.index.nodes import FAR
from explorer.index.store.inversion import Inverted, Sealed, Steps
from explorer.index.store.merging import Part, merge_analysed, merge_fields
from explorer.index.store.sections import Sections, SectionWriter
from explorer.index.store.telling import NO_TERM, TELLING
from explorer.values import dataclass


class TextSegment(Segment):
    """A segment of ours; `tokens` counts those of all its texts, `terms` the different ones, about."""

    tokens = 0
    terms = 0


@dataclass(frozen=True, slots=True)
class Documents:
    """What is kept of each document of a segment; lengths of body and title in tokens, both with the title."""

    numbers: NDArray[np.int64]
    days: NDArray[np.int32]
    lengths: dict[str, NDArray[Any]]
    steps: Steps
    near: NDArray[np.uint8]
    telling: NDArray[np.uint32]

    def only(self, kept: NDArray[np.bool_]) -> Documents:
        """Return the kept documents, numbered anew."""
        numbers = np.cumsum(kept) - 1
        of_step = kept[self.steps.documents]
        return Documents(
            self.numbers[kept],
            self.days[kept],
            {field: lengths[kept] for field, lengths in self.lengths.items()},
            Steps(
                numbers[self.steps.documents[of_step]].astype(np.uint32),
                self.steps.characters[of_step],
                self.steps.tokens[of_step],
            ),
            self.near[kept],
            self.telling[kept],
        )


_FIELDS = {
    **{name: {"shape": Shape.POSITIONS, "weights": False} for name in (*SCORED, *WORDS)},
    **{name: {"shape": Shape.EXISTENCE, "weights": False} for name in VALUES},
}
"""What the file of terms says of each field, as the codec wants to know."""


def read_documents(sections: Sections, count: int) -> Documents:
    """Read what is kept of the `count` documents of a segment; raises Damaged."""
    steps = [sections.array(f"own/steps/{name}", np.uint32) for name in ("documents", "characters", "tokens")]
    return Documents(
        numbers_of(sections, count),
        numeric_column(sections.read("column/day"), "i", 0, count),
        {field: read_lengths(sections, field, count) for field in SCORED},
        Steps(*steps),
        sections.array("own/near", np.uint8).reshape(-1, SIGNATURE),
        sections.array("own/telling", np.uint32).reshape(-1, TELLING),
    )


def numbers_of(sections: Sections, count: int) -> NDArray[np.int64]:
    """Return the numbers of the `count` documents of a segment; raises Damaged."""
    return numeric_column(sections.read("column/number"), "q", -1, count)


def write_gathered(storage: Any, segment: TextSegment, gathering: Gathering, sealed: Sealed) -> None:
    """Write the files of a segment that consists of the gathered documents; raises OSError."""
    inverted = sealed.invert(FAR, gathering.common())
    segment.set_doc_count(len(gathering))
    segment.terms = len(inverted.body.terms)
    with writing(storage, segment.make_filename(TERMS), lasting=False) as sections:
        write_meta(sections, segment.segment_id(), fields=_FIELDS)
        gathering.write_fields(sections, inverted)
    with writing(storage, segment.make_filename(DOCUMENTS), lasting=False) as sections:
        _write_documents(sections, segment, _documents(gathering, inverted))


def _documents(gathering: Gathering, inverted: Inverted) -> Documents:
    body = inverted.text_lengths + inverted.title_lengths
    lengths = {"body": body, "title": inverted.title_lengths}
    numbers = np.array(gathering.numbers, dtype=np.int64)
    return Documents(numbers, gathering.days(), lengths, inverted.steps, inverted.near, inverted.telling)


def merge_segments(storage: Any, segment: TextSegment, merged: Sequence[TextSegment]) -> None:
    """Write the files of a segment that holds the documents of others which were not taken out.

    Raises OSError, Damaged.
    """
    parts, documents, base = [], [], 0
    for each in merged:
        kept = np.ones(each.doc_count_all(), dtype=bool)
        kept[list(each.deleted_docs())] = False
        numbers = np.where(kept, np.cumsum(kept) - 1 + base, -1)
        base += int(kept.sum())
        parts.append(Part(opened(storage, each.make_filename(TERMS)), numbers))
        of_each = read_documents(opened(storage, each.make_filename(DOCUMENTS)), len(kept))
        documents.append(of_each.only(kept))
    segment.set_doc_count(base)
    with writing(storage, segment.make_filename(TERMS), lasting=False) as sections:
        write_meta(sections, segment.segment_id(), fields=_FIELDS)
        rows = merge_analysed(sections, parts)
        segment.terms = 1 + max((int(of_part.max(initial=-1)) for of_part in rows), default=-1)
        merge_fields(sections, parts, (*WORDS, *VALUES))
    with writing(storage, segment.make_filename(DOCUMENTS), lasting=False) as sections:
        _write_documents(sections, segment, _joined(list(map(_renumbered, documents, rows))))


def _renumbered(documents: Documents, rows: NDArray[np.int64]) -> Documents:
    """Return documents whose telling terms stand at other rows."""
    after = np.append(np.where(rows < 0, np.int64(NO_TERM), rows), np.int64(NO_TERM))
    return replace(documents, telling=after[np.minimum(documents.telling, len(rows))].astype(np.uint32))


def _joined(parts: Sequence[Documents]) -> Documents:
    bases = np.cumsum([0, *(len(part.numbers) for part in parts)])
    shifted = [part.steps.documents + np.uint32(base) for part, base in zip(parts, bases.tolist(), strict=False)]
    return Documents(
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.days for part in parts]),
        {field: np.concatenate([part.lengths[field].astype(np.uint32) for part in parts]) for field in SCORED},
        Steps(
            np.concatenate(shifted),
            np.concatenate([part.steps.characters for part in parts]),
            np.concatenate([part.steps.tokens for part in parts]),
        ),
        np.concatenate([part.near for part in parts]),
        np.concatenate([part.telling for part in parts]),
    )


def _write_documents(sections: SectionWriter, segment: TextSegment, documents: Documents) -> None:
    totals = {field: int(lengths.sum()) for field, lengths in documents.lengths.items()}
    segment.tokens = totals["body"]
    write_meta(sections, segment.segment_id(), documents=len(documents.numbers), lengths=totals)
    sections.add("column/number", numeric_column_bytes(documents.numbers, "q", -1))
    sections.add("column/day", numeric_column_bytes(documents.days, "i", 0))
    for field, lengths in documents.lengths.items():
        write_lengths(sections, field, lengths)
    sections.add("own/steps/documents", documents.steps.documents)
    sections.add("own/steps/characters", documents.steps.characters)
    sections.add("own/steps/tokens", documents.steps.tokens)
    sections.add("own/near", documents.near)
    sections.add("own/telling", documents.telling)
