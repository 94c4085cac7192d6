"""Terms of a segment of which some forms or all are meant: their documents, and where they stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.nodes import Term
from explorer.index.search.arrays import FEW, Hits, Mask, Numbers, Places, each_sum, found_at, masked, merged, summed
from explorer.index.search.contents import Content
from explorer.index.store.ragged import gather, spread
from explorer.values import dataclass

WORDED = ("body", "title")
"""Fields whose terms have forms."""

NO_FORMS: NDArray[np.uint16] = np.empty(0, dtype=np.uint16)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Terms of a field, by ascending rows, with the forms of them that are meant.

    `meant` says of how many forms each is meant, 0 for all, and is empty if that is so of each; `ordinals` are those of
    these forms, term after term. `cut` says that there are more terms.
    """

    rows: Places
    meant: NDArray[Any]
    ordinals: NDArray[np.uint16]
    cut: bool = False

    @property
    def partial(self) -> bool:
        """Say whether of some terms not all forms are meant."""
        return len(self.ordinals) > 0

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes."""
        return self.rows.nbytes + self.meant.nbytes + self.ordinals.nbytes

    def some(self, which: Mask) -> Stretch:
        """Return some of the terms."""
        if not self.partial:
            return replace(self, rows=self.rows[which])
        ordinals = self.ordinals[np.repeat(which, self.meant)]
        return replace(self, rows=self.rows[which], meant=self.meant[which], ordinals=ordinals)


def whole(rows: Places, cut: bool = False) -> Stretch:
    """Return terms of which all forms are meant."""
    return Stretch(rows, NO_FORMS, NO_FORMS, cut)


NOTHING = whole(np.empty(0, dtype=np.int64))


def of_terms(content: Content, leaf: Term) -> Stretch:
    """Return the terms of a segment that a leaf has; raises IndexCorrupt."""
    rows = sorted({row for text in leaf.texts if (row := content.row(leaf.field, text)) >= 0})
    return whole(np.array(rows, dtype=np.int64))


def of_forms(content: Content, forms: Places, wholly: Places, cut: bool = False) -> Stretch:
    """Return the terms of some forms of "body", and those of the rows `wholly` with all of theirs.

    Raises IndexCorrupt.
    """
    with content.reading():
        known = content.forms
        order = np.argsort(known.terms[forms], kind="stable")
        rows, counts = np.unique(known.terms[forms].astype(np.int64), return_counts=True)
        every = known.term_sizes[rows] == counts
        every |= np.isin(rows, wholly)
        ordinals = known.ordinals[forms[order]][np.repeat(~every, counts)]
    counts[every] = 0
    also = wholly[~np.isin(wholly, rows)]
    rows = np.concatenate((rows, also))
    ascending = np.argsort(rows, kind="stable")
    meant = np.concatenate((counts, np.zeros(len(also), dtype=counts.dtype)))[ascending]
    return Stretch(rows[ascending], meant, ordinals, cut)


def in_title(content: Content, stretch: Stretch) -> Stretch:
    """Return the terms of "title" that are those of a stretch of "body"; the forms are the same."""
    rows = content.title_rows
    if not len(rows):
        return replace(NOTHING, cut=stretch.cut)
    at, there = found_at(stretch.rows, rows)
    return replace(stretch.some(there), rows=at[there])


def hits_of(content: Content, field: str, stretch: Stretch) -> Hits:
    """Return the documents of a stretch of terms, with how often its forms are in each; raises IndexCorrupt."""
    if not stretch.partial:
        return content.union(field, stretch.rows)
    if len(stretch.rows) == 1:
        return _hits_of_one(content, field, int(stretch.rows[0]), stretch.ordinals)
    some = stretch.some(stretch.meant > 0)
    rows = some.rows
    documents, counts = content.postings_of(field, rows)
    with content.reading():
        totals = content.field(field).totals[rows]
        wanted = _Wanted(some)
        firsts, widths = np.repeat(wanted.firsts, totals), np.repeat(wanted.widths, totals)
        meant = wanted.has(firsts, widths, content.ordinals_of(field, rows))
        each = each_sum(meant, np.cumsum(counts, dtype=np.uint32))
    having = np.flatnonzero(each != 0)
    part = summed(documents[having], each[having], content.size)
    return merged([content.union(field, stretch.rows[stretch.meant == 0]), part], content.size)


def _hits_of_one(content: Content, field: str, row: int, wanted: NDArray[np.uint16]) -> Hits:
    """Return the documents of one term where it stands in some of its forms, with how often."""
    hits = content.hits(field, row)
    meant = _is_one(content.ordinals(field, row), wanted)
    with content.reading():
        each = each_sum(meant, np.cumsum(hits.counts.astype(np.uint32), dtype=np.uint32))
    having = np.flatnonzero(each != 0)
    return Hits(hits.documents[having], each[having].astype(np.float32))


def _is_one(ordinals: NDArray[Any], wanted: NDArray[np.uint16]) -> Mask:
    """Say of each ordinal whether it is one of those that are wanted."""
    meant: Mask = ordinals == wanted[0] if len(wanted) == 1 else np.isin(ordinals, wanted)
    return meant


def places_of(content: Content, field: str, stretch: Stretch, documents: Numbers) -> Places:
    """Return where forms stand in some documents, ascending: document in the upper half, position in the lower.

    Raises IndexCorrupt.
    """
    rows = stretch.rows
    if not len(rows) or not len(documents):
        return np.empty(0, dtype=np.int64)
    if len(rows) == 1:
        row = int(rows[0])
        having, known = content.hits(field, row).documents, content.occurrences(field, row)
        starts, positions = known.starts, known.positions
        chosen = _chosen_among(having, documents, content.size)
    else:
        having, often = content.postings_of(field, rows)
        starts, positions = spread(often), content.places_of(field, rows)
        chosen = np.flatnonzero(masked(documents, content.size)[having])
    counts = starts[chosen + 1] - starts[chosen]
    at = gather(starts[chosen], counts)
    with content.reading():
        keys: Places = np.repeat(having[chosen].astype(np.int64) << 32, counts) | positions[at]
        if len(rows) == 1:
            meant = stretch.ordinals
            return keys[_is_one(content.ordinals(field, int(rows[0]))[at], meant)] if len(meant) else keys
        if stretch.partial:
            ends = np.cumsum(content.field(field).totals[rows], dtype=np.int64)
            terms = np.searchsorted(ends, at, side="right")
            wanted = _Wanted(stretch)
            keys = keys[wanted.has(wanted.firsts[terms], wanted.widths[terms], content.ordinals_of(field, rows)[at])]
    keys.sort()
    return keys


def _chosen_among(having: Numbers, documents: Numbers, size: int) -> NDArray[np.intp]:
    """Return where in a list the documents are that are in another as well."""
    if len(documents) * FEW < len(having):
        at, there = found_at(documents, having)
        return at[there]
    return np.flatnonzero(masked(documents, size)[having])


class _Wanted:
    """Which ordinals are meant of each of some terms, as one table: those of a term lie from its `firsts` on.

    Ordinals from `widths` on are not meant, which the table says at `widths`; where all are, it says yes there.
    """

    def __init__(self, stretch: Stretch) -> None:
        which = np.flatnonzero(stretch.meant)
        lengths, asked = stretch.meant[which], stretch.ordinals.astype(np.int64)
        self.widths = np.zeros(len(stretch.rows), dtype=np.uint32)
        self.widths[which] = np.maximum.reduceat(asked, spread(lengths)[:-1]) + 1
        self.firsts = spread(self.widths + np.uint32(1))[:-1].astype(np.uint32)
        self._table = np.zeros(int(self.widths.sum()) + len(stretch.rows), dtype=bool)
        self._table[self.firsts] = True
        self._table[self.firsts[which]] = False
        self._table[np.repeat(self.firsts[which], lengths) + asked] = True

    def has(self, firsts: Numbers, widths: Numbers, ordinals: NDArray[Any]) -> Mask:
        """Say of each place whether its ordinal is meant; `firsts` and `widths` are those of its term."""
        at = np.minimum(ordinals, widths)
        at += firsts
        found: Mask = self._table.take(at)
        return found


def written_so(content: Content, stretch: Stretch, folded: frozenset[str]) -> Stretch:
    """Return those places of some terms of "body" where they are written in one of some folded forms."""
    if not len(stretch.rows):
        return stretch
    key = (content.name, tuple(stretch.rows.tolist()), folded)
    known: Stretch | None = content.caches.stretches.get(key)
    if known is None:
        known = _written_so(content, stretch, folded)
        content.caches.stretches.put(key, known)
    return known


def _written_so(content: Content, stretch: Stretch, folded: frozenset[str]) -> Stretch:
    with content.reading():
        forms = content.forms
        found = (forms.folded.find(each.encode("utf-8", "surrogatepass")) for each in sorted(folded))
        variants = np.array([form for row in found if row >= 0 for form in forms.variants(row)], dtype=np.int64)
        variants = variants[np.isin(forms.terms[variants], stretch.rows)]
    return of_forms(content, variants, NOTHING.rows)
