"""Terms in a row: phrases, with other words between them if they may have some."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from explorer.index.analysis import Analyser
from explorer.index.engine import SCORED
from explorer.index.plan import Series
from explorer.index.postings import Postings
from explorer.index.segment import Content


class Places:
    """A posting list whose positions are asked for document by document."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self._starts = [0, *accumulate(postings.frequencies)]
        self.documents = set(postings.documents)

    def at(self, document: int) -> list[int]:
        """Return the positions in a document, ascending."""
        index = bisect_left(self._postings.documents, document)
        if index == len(self._postings.documents) or self._postings.documents[index] != document:
            return []
        return list(accumulate(self._postings.positions[self._starts[index] : self._starts[index + 1]]))


def places_in_row(series: Series, content: Content, analyser: Analyser) -> Mapping[int, float]:
    """Return the documents that have the terms in a row, with how often; raises IndexCorrupt."""
    rows: list[Places] = []
    for term in series.terms[:-1] if series.open else series.terms:
        known = content.postings(series.field, term)
        if not known:
            return {}
        rows.append(Places(known))
    documents = set.intersection(*sorted((row.documents for row in rows), key=len))
    last: Mapping[int, list[int]] = {}
    if series.open and documents:
        last = _gathered(unfinished(series.field, series.terms[-1], content, analyser), documents)
        documents &= last.keys()
    found = {}
    for document in documents:
        places = [row.at(document) for row in rows]
        count = in_row([*places, last[document]] if series.open else places, series.slop)
        if count:
            found[document] = count
    return found


def _gathered(lists: Iterable[Postings], documents: set[int]) -> dict[int, list[int]]:
    """Return the positions in each of some documents of what any of the lists has there, ascending."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for postings in lists:
        common = documents.intersection(postings.documents)
        if common:
            one = Places(postings)
            for document in common:
                places[document] += one.at(document)
    for found in places.values():
        found.sort()
    return places


def unfinished(field: str, prefix: str, content: Content, analyser: Analyser) -> list[Postings]:
    """Return the posting lists of the terms of words that begin with `prefix`."""
    lists = dict(content.beginning(field, prefix))
    if field in SCORED:
        for form, _ in content.beginning("forms", prefix):
            term = analyser.forms(form)[0]
            if term not in lists:
                postings = content.postings(field, term)
                if postings:
                    lists[term] = postings
    return list(lists.values())


def in_row(rows: Sequence[list[int]], slop: int) -> int:
    """Count the places where one position of each row follows one of the row before, `slop` others between at most."""
    ends = rows[0]
    for row in rows[1:]:
        if slop == 0:
            allowed = {position + 1 for position in ends}
            ends = [position for position in row if position in allowed]
        else:
            ends = [position for position in row if _follows(ends, position, slop)]
        if not ends:
            return 0
    return len(ends)


def _follows(ends: list[int], position: int, slop: int) -> bool:
    index = bisect_left(ends, position) - 1
    return index >= 0 and position - ends[index] <= slop + 1
