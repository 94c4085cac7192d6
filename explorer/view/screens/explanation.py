"""Why two documents are linked: what they share, rarest first, with the sentences of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from textual.content import Content

from explorer.library import Library
from explorer.model.document import Document
from explorer.model.link import Evidence, Explanation, Pointer, Sentence
from explorer.view.navigation import Place, View
from explorer.view.render.sanitise import safe
from explorer.view.screens import rows
from explorer.view.screens.lines import PAIRS, Lines, LinesScreen
from explorer.view.screens.rows import Cell, Row

SENTENCES = 3
"""Sentences of each document shown for one shared entity."""


class ExplanationScreen(LinesScreen):
    """Two documents and why they belong together: side by side when wide, one under the other when narrow."""

    crumb = "Why linked"

    def __init__(self, library: Library, left: int, right: int, row: int = 0) -> None:
        super().__init__(library, row)
        self._left = left
        self._right = right
        self._explained: Explanation | None = None

    @property
    def kind(self) -> str:
        """Return which keys are shown: there is another document to go to when two stand side by side."""
        return "pair" if self.size.width >= PAIRS else "explanation"

    def place(self) -> Place:
        """Return this explanation and the row with the cursor."""
        return Place(View.EXPLANATION, subject=self._left, other=self._right, row=self.row)

    def load(self) -> Lines:
        """Fetch the explanation; raises NotFound."""
        explained = self.library.explain(self._left, self._right)
        shared = rows.counted(len(explained.evidence), "shared entity", "shared entities")
        title = Content.assemble(
            (safe(explained.left.title), "bold"),
            ("  ↔  ", "$accent"),
            (safe(explained.right.title), "bold"),
            (f"\n{shared}, the most telling first", "$muted"),
        )
        return Lines(title, tuple(_side_by_side(explained)), stacked=tuple(_stacked(explained)))


def _head(document: Document) -> Cell:
    facts = " · ".join(safe(part) for part in (document.date, document.source) if part)
    content = Content.assemble((safe(document.title), "bold $primary"), (f"  {facts}", "$muted"))
    return Cell(content, Place(document=document.id, pane="reader"))


def _shared(evidence: Evidence) -> Row:
    """Return the line of a shared entity: its name, type, and how rare it is."""
    entity = evidence.shared.entity
    counts = f"×{evidence.shared.here} and ×{evidence.shared.there}"
    note = f"in {rows.counted(entity.documents, 'document')} of the corpus; {counts}"
    return replace(rows.entity(entity, f"{safe(entity.label or entity.type)}  {note}"), heading=True)


def _pointer(pointer: Pointer, explained: Explanation) -> Row:
    holder, other = (explained.left, explained.right) if pointer.outgoing else (explained.right, explained.left)
    content = Content.assemble(
        (safe(holder.title), "bold"),
        (" refers to ", "$muted"),
        (safe(other.title), "bold"),
        (f"  {safe(pointer.target)}", "$muted"),
    )
    return Row((Cell(content, Place(document=holder.id, at=pointer.span.start, pane="reader"), lines=2),))


def _opening(explained: Explanation) -> Iterator[Row]:
    """Yield the reasons in words, the explicit references, and what both quote."""
    for reason in explained.link.reasons:
        yield Row((Cell(Content(safe(reason)), lines=2),))
    if explained.quotes:
        yield rows.blank()
        yield rows.heading("Both quote")
        for quote in explained.quotes:
            for said in (quote.left, quote.right):
                yield Row((rows.sentence(said, lines=3, quote=True),))
    if explained.link.pointers:
        yield rows.blank()
        yield rows.heading("References")
        for pointer in explained.link.pointers:
            yield _pointer(pointer, explained)


def _cell(said: Sentence | None) -> Cell:
    return rows.sentence(said, lines=5) if said is not None else Cell(Content(""))


def _side_by_side(explained: Explanation) -> Iterator[Row]:
    """Yield rows of two cells, the left document's and the right one's."""
    yield Row((_head(explained.left), _head(explained.right)))
    yield from _opening(explained)
    for evidence in explained.evidence:
        yield rows.blank()
        yield _shared(evidence)
        for left, right in zip_longest(evidence.left[:SENTENCES], evidence.right[:SENTENCES]):
            yield Row((_cell(left), _cell(right)))


def _stacked(explained: Explanation) -> Iterator[Row]:
    """Yield rows of one cell: under each shared entity first the left document's sentences, then the right one's."""
    yield Row((_head(explained.left),), label=Content.styled("left", "$muted"))
    yield Row((_head(explained.right),), label=Content.styled("right", "$muted"))
    yield from _opening(explained)
    for evidence in explained.evidence:
        yield rows.blank()
        yield _shared(evidence)
        for name, said in (("left", evidence.left), ("right", evidence.right)):
            for number, sentence in enumerate(said[:SENTENCES]):
                yield Row((_cell(sentence),), label=Content.styled(name if number == 0 else "", "$muted"))
