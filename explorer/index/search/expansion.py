"""Which terms of a field the forms that a query asks for stand for, and which of their places are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.index.analysis import fold
from explorer.index.nodes import Forms, Shape, Term
from explorer.index.search.arrays import FEW, Hits, Mask, Numbers, Places, each_sum, found_at, masked, merged, summed
from explorer.index.search.contents import Content
from explorer.index.store.patterns import matching_rows
from explorer.index.store.ragged import gather, spread

WORDED = ("body", "title")
"""Fields whose terms have forms."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a field, and for each the ordinals of the forms that are meant, None for all."""

    rows: Places
    ordinals: tuple[NDArray[np.uint16] | None, ...]
    cut: bool = False

    @property
    def partial(self) -> bool:
        """Say whether of some terms not all forms are meant."""
        return any(wanted is not None for wanted in self.ordinals)

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes, about."""
        return self.rows.nbytes + 120 * len(self.ordinals)


def expanded(content: Content, leaf: Term | Forms, most: int) -> Stretch:
    """Return the terms that a leaf stands for in a segment, of forms at most `most`; raises IndexCorrupt."""
    if isinstance(leaf, Term):
        rows = sorted({row for text in leaf.texts if (row := content.row(leaf.field, text)) >= 0})
        return Stretch(np.array(rows, dtype=np.int64), (None,) * len(rows))
    if leaf.field == "title":
        return in_title(content, expanded(content, replace(leaf, field="body"), most))
    key = (content.name, leaf, most)
    known: Stretch | None = content.caches.stretches.get(key)
    if known is None:
        with content.reading():
            known = _forms(content, leaf, most) if leaf.field in WORDED else _values(content, leaf, most)
        content.caches.stretches.put(key, known)
    return known


def _forms(content: Content, leaf: Forms, most: int) -> Stretch:
    """Return the terms of "body" that the forms belong to."""
    if not len(content.field("body").counts):
        return Stretch(np.empty(0, dtype=np.int64), ())
    match leaf.shape:
        case Shape.PREFIX:
            chosen = content.forms.beginning(leaf.text, most)
        case Shape.FUZZY if leaf.edits:
            chosen = content.forms.near(leaf.text, leaf.edits, most)
        case Shape.WILDCARD | Shape.FUZZY:
            chosen = content.forms.matching(leaf.text, most)
        case Shape.EXACT:
            chosen = content.forms.exactly(fold(leaf.text), leaf.text)
    return Stretch(np.array(chosen.rows, dtype=np.int64), chosen.ordinals, chosen.cut)


def in_title(content: Content, stretch: Stretch) -> Stretch:
    """Return the terms of "title" that are those of a stretch of "body"; ordinals are the same."""
    rows = content.title_rows
    if not len(rows):
        return Stretch(rows, (), stretch.cut)
    at, there = found_at(stretch.rows, rows)
    kept = np.flatnonzero(there).tolist()
    return Stretch(at[there], tuple(stretch.ordinals[place] for place in kept), stretch.cut)


def _values(content: Content, leaf: Forms, most: int) -> Stretch:
    """Return the terms of a field whose terms are their own forms."""
    field = content.field(leaf.field)
    if not len(field.counts):
        return Stretch(np.empty(0, dtype=np.int64), ())
    text, terms = leaf.text.encode("utf-8", "surrogatepass"), field.terms
    match leaf.shape:
        case Shape.PREFIX:
            first, end = terms.beginning(text)
            rows = list(range(first, min(end, first + most + 1)))
        case Shape.WILDCARD:
            rows = list(islice(matching_rows(terms, leaf.text), most + 1))
        case Shape.FUZZY:
            words = [term.decode("utf-8", "surrogatepass") for term in terms]
            near = process.extract(leaf.text, words, scorer=OSA.distance, score_cutoff=leaf.edits, limit=most + 1)
            rows = sorted(row for _, _, row in near)
        case Shape.EXACT:
            rows = [row for row in (terms.find(text),) if row >= 0]
    kept = np.array(rows[:most], dtype=np.int64)
    return Stretch(kept, (None,) * len(kept), len(rows) > most)


def hits_of(content: Content, field: str, stretch: Stretch) -> Hits:
    """Return the documents of a stretch of terms, with how often its forms are in each; raises IndexCorrupt."""
    if not stretch.partial:
        return content.union(field, stretch.rows)
    if len(stretch.rows) == 1:
        return _hits_of_one(content, field, int(stretch.rows[0]), stretch.ordinals[0])
    every = [at for at, wanted in enumerate(stretch.ordinals) if wanted is None]
    some = [at for at, wanted in enumerate(stretch.ordinals) if wanted is not None]
    rows = stretch.rows[some]
    documents, counts = content.postings_of(field, rows)
    with content.reading():
        totals = content.field(field).totals[rows]
        wanted = _Wanted([stretch.ordinals[at] for at in some])
        firsts, widths = np.repeat(wanted.firsts, totals), np.repeat(wanted.widths, totals)
        meant = wanted.has(firsts, widths, content.ordinals_of(field, rows))
        each = each_sum(meant, np.cumsum(counts, dtype=np.uint32))
    having = np.flatnonzero(each != 0)
    part = summed(documents[having], each[having], content.size)
    return merged([content.union(field, stretch.rows[every]), part], content.size)


def _hits_of_one(content: Content, field: str, row: int, wanted: NDArray[np.uint16] | None) -> Hits:
    """Return the documents of one term where it stands in some of its forms, with how often."""
    hits = content.hits(field, row)
    if wanted is None:
        return hits
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
            meant = stretch.ordinals[0]
            return keys if meant is None else keys[_is_one(content.ordinals(field, int(rows[0]))[at], meant)]
        if stretch.partial:
            ends = np.cumsum(content.field(field).totals[rows], dtype=np.int64)
            terms = np.searchsorted(ends, at, side="right")
            wanted = _Wanted(stretch.ordinals)
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

    def __init__(self, wanted: Sequence[NDArray[np.uint16] | None]) -> None:
        some = [each for each in wanted if each is not None]
        which = np.array([at for at, each in enumerate(wanted) if each is not None], dtype=np.intp)
        lengths = np.array([len(each) for each in some])
        asked = np.concatenate(some).astype(np.int64)
        self.widths = np.zeros(len(wanted), dtype=np.uint32)
        self.widths[which] = np.maximum.reduceat(asked, spread(lengths)[:-1]) + 1
        self.firsts = spread(self.widths + np.uint32(1))[:-1].astype(np.uint32)
        self._table = np.zeros(int(self.widths.sum()) + len(wanted), dtype=bool)
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
        of_terms, ordinals = forms.terms[variants], forms.ordinals[variants]
        wanted = tuple(ordinals[of_terms == row] for row in stretch.rows.tolist())
        every = forms.term_sizes[stretch.rows]
    meant = [None if len(each) == size else each for each, size in zip(wanted, every.tolist(), strict=True)]
    kept = [at for at, each in enumerate(meant) if each is None or len(each)]
    return Stretch(stretch.rows[kept], tuple(meant[at] for at in kept))
