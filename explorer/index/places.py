"""Terms in a row: phrases, with other words between them if they may have some."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from explorer.index.analysis import Analyser, fold
from explorer.index.engine import SCORED
from explorer.index.fitting import fitting
from explorer.index.plan import Forms, Series, Shape, Slot, Term
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
    """Return the documents that have the words in a row, with how often; raises IndexCorrupt."""
    rows: list[Places] = []
    chosen: list[tuple[int, list[Postings]]] = []
    for at, slot in enumerate(series.slots):
        lists = lists_of(slot, content, analyser)
        if not lists:
            return {}
        if len(lists) == 1:
            rows.append(Places(lists[0]))
        else:
            chosen.append((at, lists))
    documents = set.intersection(*sorted((row.documents for row in rows), key=len)) if rows else None
    gathered = {}
    for at, lists in chosen:
        gathered[at] = _gathered(lists, documents)
        documents = set(gathered[at]) if documents is None else documents & gathered[at].keys()
    found = {}
    for document in documents or ():
        single = iter(rows)
        places = [
            gathered[at][document] if at in gathered else next(single).at(document) for at in range(len(series.slots))
        ]
        count = in_row(places, series.slop)
        if count:
            found[document] = count
    return found


def lists_of(slot: Slot, content: Content, analyser: Analyser) -> list[Postings]:
    """Return the posting lists of the terms of a word; this index knows no forms but folded ones."""
    if isinstance(slot, Term):
        known = (content.postings(slot.field, text) for text in slot.texts)
        return [postings for postings in known if postings]
    if slot.shape is Shape.PREFIX:
        return unfinished(slot.field, slot.text, content, analyser)
    fits = fitting(folded_shape(slot))
    forms = [form for form, _ in content.beginning("forms", "") if fits((form, form, form))]
    terms = dict.fromkeys(analyser.forms(form)[0] if slot.field in SCORED else form for form in forms)
    return [postings for term in terms if (postings := content.postings(slot.field, term))]


def folded_shape(forms: Forms) -> Forms:
    """Return what is like `forms` where nothing but folded forms is known."""
    return replace(forms, text=fold(forms.text)) if forms.shape is Shape.EXACT else forms


def _gathered(lists: Iterable[Postings], documents: set[int] | None) -> dict[int, list[int]]:
    """Return the positions in each of some documents, or all, of what any of the lists has there, ascending."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for postings in lists:
        common = set(postings.documents) if documents is None else documents.intersection(postings.documents)
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
