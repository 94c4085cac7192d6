"""Terms in a row: phrases, with other words between them if they may have some."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from explorer.index.analysis import Analyser
from explorer.index.engine import SCORED
from explorer.index.plan import Series
from explorer.index.postings import Postings
from explorer.index.segment import Content


class Lists:
    """The posting lists that may fill one place of a row: one for a whole term, several for an unfinished one."""

    def __init__(self, lists: Iterable[Postings]) -> None:
        self._lists = [(postings, [0, *accumulate(postings.frequencies)]) for postings in lists]
        self.documents: set[int] = set().union(*(postings.documents for postings, _ in self._lists))

    def at(self, document: int) -> list[int]:
        """Return the positions in a document, ascending."""
        found: list[int] = []
        for postings, starts in self._lists:
            index = bisect_left(postings.documents, document)
            if index < len(postings.documents) and postings.documents[index] == document:
                found.extend(accumulate(postings.positions[starts[index] : starts[index + 1]]))
        if len(self._lists) > 1:
            found.sort()
        return found


def places_in_row(series: Series, content: Content, analyser: Analyser) -> Mapping[int, float]:
    """Return the documents that have the terms in a row, with how often; raises IndexCorrupt."""
    rows: list[Lists] = []
    for number, term in enumerate(series.terms):
        last = number == len(series.terms) - 1
        if series.open and last:
            lists = unfinished(series.field, term, content, analyser)
        else:
            known = content.postings(series.field, term)
            lists = [known] if known else []
        if not lists:
            return {}
        rows.append(Lists(lists))
    documents = set.intersection(*sorted((row.documents for row in rows), key=len))
    counted = ((document, in_row([row.at(document) for row in rows], series.slop)) for document in documents)
    return {document: count for document, count in counted if count}


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
