"""Which forms a part of a query stands for, in all segments together: the first ones, and of similar ones the nearest.

Segments are an accident of when documents came, so the bound is on the forms of the whole index.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from explorer.index.analysis import fold
from explorer.index.nodes import Forms, Shape
from explorer.index.search.arrays import Places
from explorer.index.search.contents import Content
from explorer.index.search.expansion import NOTHING, WORDED, Stretch, in_title, of_forms, whole
from explorer.index.store.lexicon import Lexicon
from explorer.index.store.patterns import matching_rows
from explorer.index.store.spelling import alike
from explorer.values import dataclass

Rows = Sequence[int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What forms stand for in each segment."""

    stretches: tuple[Stretch, ...]

    @property
    def nbytes(self) -> int:
        """Return the bytes that it takes, about."""
        return sum(stretch.nbytes for stretch in self.stretches)


def chosen(contents: Sequence[Content], leaf: Forms, most: int) -> Chosen:
    """Return the terms that forms stand for in each of some segments, `most` forms at most; raises IndexCorrupt."""
    if leaf.field == "title":
        bodies = chosen(contents, replace(leaf, field="body"), most).stretches
        return Chosen(tuple(map(in_title, contents, bodies)))
    caches = contents[0].caches.stretches
    key = (tuple(content.name for content in contents), leaf, most)
    known: Chosen | None = caches.get(key)
    if known is None:
        having = [content for content in contents if _has(content, leaf.field)]
        found = dict(zip(having, _words(having, leaf, most) if having else (), strict=True))
        known = Chosen(tuple(found.get(content, NOTHING) for content in contents))
        caches.put(key, known)
    return known


def _has(content: Content, field: str) -> bool:
    with content.reading():
        return len(content.field(field).counts) > 0


def _words(contents: Sequence[Content], leaf: Forms, most: int) -> list[Stretch]:
    """Return what forms stand for in segments that all have words in the field."""
    words = [_Words(content, leaf.field) for content in contents]
    if leaf.shape is Shape.FUZZY and leaf.edits:
        rows, cut = _nearest(words, leaf, most)
    else:
        rows, cut = _first(words, [each.rows(leaf, most + 1) for each in words], most)
    if leaf.field not in WORDED:
        return [whole(np.asarray(some, dtype=np.int64), cut) for some in rows]
    terms: Sequence[Rows] = [range(0)] * len(words)
    if leaf.shape is Shape.PREFIX:  # a word whose term begins so is meant, too
        stems = [_Words(content, leaf.field, stems=True) for content in contents]
        terms, _ = _first(stems, [each.rows(leaf, most + 1) for each in stems], most)
    return [
        _stretch(content, leaf, np.asarray(some, dtype=np.int64), np.asarray(also, dtype=np.int64), cut)
        for content, some, also in zip(contents, rows, terms, strict=True)
    ]


def _stretch(content: Content, leaf: Forms, rows: Places, wholly: Places, cut: bool) -> Stretch:
    """Return the terms of what is written in the folded forms of some rows; of the terms `wholly` all is meant."""
    with content.reading():
        forms = content.forms.of_rows(rows)
        if leaf.shape is Shape.EXACT:
            forms = np.array([form for form in forms.tolist() if content.forms.written(form) == leaf.text], np.int64)
    return of_forms(content, forms, wholly, cut)


class _Words:
    """The words of a field in a segment, folded, or the stems of them; whatever is damaged raises IndexCorrupt."""

    def __init__(self, content: Content, field: str, stems: bool = False) -> None:
        self._content = content
        self._worded = field in WORDED
        with content.reading():
            forms = self._worded and not stems
            self._lexicon: Lexicon = content.forms.folded if forms else content.field(field).terms

    def rows(self, leaf: Forms, most: int) -> Rows:
        """Return the rows of the first words of a shape."""
        with self._content.reading():
            match leaf.shape:
                case Shape.PREFIX:
                    return range(*self._lexicon.beginning(leaf.text.encode("utf-8", "surrogatepass")))[:most]
                case Shape.EXACT:
                    row = self._lexicon.find(fold(leaf.text).encode("utf-8", "surrogatepass"))
                    return range(row, row + 1) if row >= 0 else range(0)
                case _:
                    return matching_rows(self._lexicon, leaf.text, most)

    def strings(self, rows: Rows) -> list[bytes]:
        """Return the words of some rows."""
        with self._content.reading():
            return self._lexicon.strings(rows)

    def alike(self, leaf: Forms) -> list[tuple[bytes, int, int, int]]:
        """Return the words that are spelled alike: each with its row, how many edits away, and how often it occurs."""
        with self._content.reading():
            near = alike(self._lexicon, leaf.text, leaf.edits)
            often = self._content.forms.folded_counts if self._worded else self._content.field(leaf.field).totals
            words = self._lexicon.strings(list(near))
            return [(word, row, near[row], int(often[row])) for word, row in zip(words, near, strict=True)]


def _first(words: Sequence[_Words], rows: Sequence[Rows], most: int) -> tuple[Sequence[Rows], bool]:
    """Return of some ascending rows those of the first `most` different words, and whether there are more."""
    if sum(map(len, rows)) <= most:
        return rows, False
    if len(rows) == 1:
        return [rows[0][:most]], True
    strings = [each.strings(some) for each, some in zip(words, rows, strict=True)]
    different = sorted(set(chain.from_iterable(strings)))
    if len(different) <= most:
        return rows, False
    last = different[most - 1]
    return [some[: bisect_right(each, last)] for some, each in zip(rows, strings, strict=True)], True


def _nearest(words: Sequence[_Words], leaf: Forms, most: int) -> tuple[Sequence[Rows], bool]:
    """Return the rows of the words that are spelled most alike, of equal ones the most frequent."""
    found = [each.alike(leaf) for each in words]
    counts: Counter[bytes] = Counter()
    edits: dict[bytes, int] = {}
    for word, _, distance, often in chain.from_iterable(found):
        counts[word] += often
        edits[word] = distance
    order = sorted(edits, key=lambda word: (edits[word], -counts[word], word))
    kept = set(order[:most])
    return [sorted(row for word, row, *_ in each if word in kept) for each in found], len(order) > most
