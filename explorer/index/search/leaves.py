"""What the leaves of a plan find in each segment, read when it is asked for and once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from explorer.index.alike import threshold
from explorer.index.nodes import MOST_EXPANDED, Alike, Days, Documents, Forms, Keys, Series, Slot, Term, written
from explorer.index.search.arrays import NONE, Hits, Numbers, Places, listed, united
from explorer.index.search.choosing import chosen
from explorer.index.search.contents import Content
from explorer.index.search.expansion import Stretch, hits_of, of_terms
from explorer.index.search.rows import hits_in_row
from explorer.index.search.snapshot import Snapshot

MOST_IN_ALL = 10_000
"""The most forms that all parts of a query together stand for, in a segment."""

Words = Term | Forms | Series

Leaf = Words | Keys | Days | Documents | Alike


class Cancelled(Exception):
    """The answer is no longer wanted."""


class Leaves:
    """Reads the lists of leaves; `forms` are the different ones of a plan, among which `MOST_IN_ALL` are shared out."""

    def __init__(
        self, snapshot: Snapshot, forms: Sequence[Forms] = (), cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._segments = snapshot.segments
        self._contents = [segment.content for segment in snapshot.segments]
        self._most = min(MOST_EXPANDED, max(1, MOST_IN_ALL // max(1, len(forms))))
        self._cancelled = cancelled
        self._stretches: dict[tuple[int, Term], Stretch] = {}
        self._chosen: dict[Forms, tuple[Stretch, ...]] = {}
        self._rows: dict[tuple[int, Term], tuple[int, ...]] = {}
        self._hits: dict[tuple[int, Words], Hits] = {}
        self._documents: dict[tuple[int, Leaf], Numbers] = {}
        self._counts: dict[Leaf, int] = {}
        self._wanted: dict[Documents, Places] = {}
        self._forms = forms
        self._cut: set[Forms] = set()

    @property
    def notices(self) -> tuple[str, ...]:
        """Return a line for each part of which only the first forms were looked at."""
        return tuple(
            f"only the first {self._most:,} forms of {written(forms)}" for forms in self._forms if forms in self._cut
        )

    def rows(self, term: Term, at: int) -> tuple[int, ...]:
        """Return the rows of the terms that a word stands for in segment `at`, ascending."""
        key = (at, term)
        known = self._rows.get(key)
        if known is None:
            content = self._contents[at]
            rows = {content.row(term.field, text) for text in term.texts}
            known = self._rows[key] = tuple(sorted(row for row in rows if row >= 0))
        return known

    def stretch(self, slot: Slot, at: int) -> Stretch:
        """Return the terms that a slot stands for in segment `at`."""
        if isinstance(slot, Forms):
            return self._forms_of(slot)[at]
        key = (at, slot)
        known = self._stretches.get(key)
        if known is None:
            known = self._stretches[key] = of_terms(self._contents[at], slot)
        return known

    def _forms_of(self, slot: Forms) -> tuple[Stretch, ...]:
        """Return the terms that forms stand for in each segment."""
        known = self._chosen.get(slot)
        if known is None:
            self.go_on()
            known = self._chosen[slot] = chosen(self._contents, slot, self._most).stretches
            if any(stretch.cut for stretch in known):
                self._cut.add(slot)
        return known

    def hits(self, leaf: Words, at: int) -> Hits:
        """Return the documents of segment `at` that have a word, or words in a row, with how often."""
        key = (at, leaf)
        known = self._hits.get(key)
        if known is None:
            self.go_on()
            content = self._contents[at]
            if isinstance(leaf, Series):
                slots = {slot: self.stretch(slot, at) for slot in leaf.slots}
                known = hits_in_row(content, leaf.field, [slots[slot] for slot in leaf.slots], leaf.slop)
            elif isinstance(leaf, Term) and len(rows := self.rows(leaf, at)) == 1:
                known = content.hits(leaf.field, rows[0])
            else:
                known = hits_of(content, leaf.field, self.stretch(leaf, at))
            self._hits[key] = known
        return known

    def go_on(self) -> None:
        """Raise Cancelled if the answer is no longer wanted."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def answered(self) -> None:
        """Note that the answer has been given: what is read from now on is wanted whatever becomes of the question."""
        self._cancelled = None

    def documents(self, leaf: Leaf, at: int) -> Numbers:
        """Return the documents of segment `at` that a leaf finds, those taken out as well."""
        if isinstance(leaf, Words):
            return self.hits(leaf, at).documents
        key = (at, leaf)
        known = self._documents.get(key)
        if known is None:
            known = self._documents[key] = self._listed(leaf, self._contents[at])
        return known

    def _listed(self, leaf: Keys | Days | Documents | Alike, content: Content) -> Numbers:
        match leaf:
            case Keys(keys):
                rows = (content.row("keys", str(key)) for key in keys)
                return united([content.hits("keys", row).documents for row in rows if row >= 0], content.size)
            case Days(first, last):
                return listed((content.days >= max(1, first)) & (content.days <= last))
            case Documents():
                return content.having(self._numbers(leaf))
            case Alike():
                return _alike(leaf, content)

    def _numbers(self, leaf: Documents) -> Places:
        """Return the numbers of documents, ascending."""
        known = self._wanted.get(leaf)
        if known is None:
            numbers = np.fromiter(leaf.numbers, dtype=np.int64, count=len(leaf.numbers))
            known = self._wanted[leaf] = np.sort(numbers)
        return known

    def expected(self, leaf: Leaf, at: int) -> int:
        """Return about how many documents of segment `at` a leaf finds, at little cost."""
        content = self._contents[at]
        match leaf:
            case Term(field):
                return sum(content.count(field, row) for row in self.rows(leaf, at))
            case Keys(keys):
                rows = (content.row("keys", str(key)) for key in keys)
                return sum(content.count("keys", row) for row in rows if row >= 0)
            case Series(_, slots):
                return min(self.expected(slot, at) for slot in slots)
            case Documents(numbers):
                return min(content.size, len(numbers))
            case _:
                return content.size

    def count(self, leaf: Leaf) -> int:
        """Return how many documents of all segments a leaf finds, those taken out as well."""
        known = self._counts.get(leaf)
        if known is None:
            each = self.expected if isinstance(leaf, Term) and len(leaf.texts) == 1 else self._found
            known = self._counts[leaf] = sum(each(leaf, at) for at in range(len(self._contents)))
        return known

    def _found(self, leaf: Leaf, at: int) -> int:
        return len(self.documents(leaf, at))

    def living(self, term: str) -> int:
        """Return how many documents that were not taken out have a term in their text or title."""
        leaf = Term("body", (term,))
        return sum(
            self.expected(leaf, at) if segment.whole else len(segment.left(self.documents(leaf, at)))
            for at, segment in enumerate(self._segments)
        )


def _alike(alike: Alike, content: Content) -> Numbers:
    """Return the documents that share enough of the telling terms."""
    shared = np.zeros(content.size)
    for term, weight in alike.terms:
        row = content.row("body", term)
        if row >= 0:
            shared[content.hits("body", row).documents.astype(np.intp)] += weight
    mask = (shared >= threshold(alike)) & (shared > 0)
    if alike.number is not None:
        own = content.having(np.array([alike.number], dtype=np.int64))
        mask[own.astype(np.intp)] = False
    return listed(mask) if mask.any() else NONE
