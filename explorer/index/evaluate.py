"""Which documents match a plan, and how well: whole posting lists at a time, segment by segment.

A document's score is a sum of BM25 over the parts of the plan, a part's share in the title counted again; a phrase or
a prefix is scored as one rare word, an entity or a date by how rare it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain, repeat
from math import log

from explorer.index.alike import threshold, told
from explorer.index.analysis import Analyser
from explorer.index.engine import LENGTHS, SCORED
from explorer.index.nearness import Nearness
from explorer.index.places import lists_of, places_in_row, unfinished
from explorer.index.plan import (
    Alike,
    All,
    Both,
    Days,
    Documents,
    Either,
    Empty,
    Forms,
    Keys,
    Plan,
    Series,
    Shape,
    Some,
    Term,
    Without,
    enough,
    loosened,
)
from explorer.index.segment import Segment, Snapshot

K1, B = 1.4, 0.75
"""BM25: how fast repetition stops counting, and how much a document's length counts."""

IN_TITLE = 1.0
"""What a match in the title adds, beside one in the text."""

Leaf = Term | Forms | Series | Keys | Days | Documents | Alike


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of one segment that match, numbered within it."""

    segment: Segment
    documents: set[int]


class Evaluation:
    """Evaluates one plan over one state of the index, and remembers what its leaves gave for the scoring.

    `whole` are the documents of each segment that have all the words, where others were found as well.
    """

    def __init__(self, snapshot: Snapshot, plan: Plan, analyser: Analyser) -> None:
        self._snapshot = snapshot
        self._plan = told(plan, self._having, snapshot.documents)
        self._analyser = analyser
        self._leaves: dict[tuple[str, Leaf], Mapping[int, float]] = {}
        self.whole: list[set[int]] | None = None

    def found(self) -> list[Found]:
        """Return the matching documents of each segment; raises IndexCorrupt.

        Where hardly any has all the words of a loose plan, those that have some of them are there too.
        """
        found = self._matching(self._plan)
        if sum(len(part.documents) for part in found) >= enough(self._plan):
            return found
        self.whole = [part.documents for part in found]
        self._plan = loosened(self._plan)
        return self._matching(self._plan)

    def _matching(self, plan: Plan) -> list[Found]:
        return [Found(segment, self._match(plan, segment) - segment.removed) for segment in self._snapshot.segments]

    # matching

    def _match(self, plan: Plan, segment: Segment) -> set[int]:
        match plan:
            case All():
                return set(range(segment.content.size))
            case Empty():
                return set()
            case Both(items):
                return self._both(items, segment)
            case Some(items):
                return self._some(items, segment)
            case Either(items):
                return set().union(*(self._match(item, segment) for item in items))
            case Without(item):
                return set(range(segment.content.size)) - self._match(item, segment)
            case _:
                return set(self._leaf(plan, segment))

    def _both(self, items: tuple[Plan, ...], segment: Segment) -> set[int]:
        """Intersect the items, the ones with fewest documents first; what must not match is taken away at last."""
        wanted = [item for item in items if not isinstance(item, Without)]
        unwanted = [item.item for item in items if isinstance(item, Without)]
        parts: list[set[int]] = []
        for item in sorted(wanted, key=_cost):
            parts.append(self._match(item, segment))
            if not parts[-1]:
                return set()
        if not parts:
            parts = [set(range(segment.content.size))]
        matched = reduce(set.__and__, sorted(parts, key=len))
        for denied in unwanted:
            if matched:
                matched = matched - self._match(denied, segment)
        return matched

    def _some(self, items: tuple[Plan, ...], segment: Segment) -> set[int]:
        """Return what two items or more have found."""
        once: set[int] = set()
        again: set[int] = set()
        for item in items:
            found = self._match(item, segment)
            again |= once & found
            once |= found
        return again

    def _leaf(self, leaf: Leaf, segment: Segment) -> Mapping[int, float]:
        """Return the documents of a leaf with how often it is in each."""
        key = (segment.content.name, leaf)
        known = self._leaves.get(key)
        if known is None:
            known = self._leaves[key] = self._hits(leaf, segment)
        return known

    def _hits(self, leaf: Leaf, segment: Segment) -> Mapping[int, float]:
        content = segment.content
        match leaf:
            case Term(field, (text,)):
                postings = content.postings(field, text)
                return dict(zip(postings.documents, postings.frequencies, strict=True)) if postings else {}
            case Forms(field, Shape.PREFIX, text):
                return self._beginning(field, text, segment)
            case Term() | Forms():
                several = lists_of(leaf, content, self._analyser)
                return Counter(chain.from_iterable(postings.documents for postings in several))
            case Documents(numbers):
                return {number: 1 for number, known in enumerate(content.numbers) if known in numbers}
            case Alike(number):
                return self._alike(leaf, number, segment)
            case Series():
                return places_in_row(leaf, content, self._analyser)
            case Keys(keys):
                lists = (content.postings("keys", str(key)) for key in keys)
                return {document: 1 for postings in lists if postings for document in postings.documents}
            case Days(first, last):
                return {number: 1 for number, day in enumerate(content.days) if day and first <= day <= last}

    def _alike(self, alike: Alike, number: int | None, segment: Segment) -> Mapping[int, float]:
        """Return the documents that share enough of what is telling, with the weight of it."""
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in alike.terms:
            postings = segment.content.postings("body", term)
            for document in postings.documents if postings else ():
                shared[document] += weight
        least, numbers = threshold(alike), segment.content.numbers
        return {each: weight for each, weight in shared.items() if weight >= least and numbers[each] != number}

    def _having(self, term: str) -> int:
        """Return how many documents have a term."""
        found = (segment.content.postings("body", term) for segment in self._snapshot.segments)
        return sum(len(postings.documents) for postings in found if postings)

    def _beginning(self, field: str, text: str, segment: Segment) -> Mapping[int, float]:
        content = segment.content
        if field == "title":
            lists = unfinished(field, text, content, self._analyser)
            return Counter(chain.from_iterable(postings.documents for postings in lists))
        counts = content.documents_beginning(field, text)
        if field == "body":
            forms = content.documents_beginning("forms", text)
            return {**dict.fromkeys(forms, 1), **counts}
        return counts

    # scoring

    def scores(self, found: Iterable[Found]) -> list[dict[int, float]]:
        """Return the score of each document of `found`, segment by segment; those with all the words lead."""
        leaves = list(self._scored(self._plan))
        norms = {field: self._norms(field) for field in SCORED}
        weights = [weight * self._rarity(rare) for _, rare, weight in leaves]
        most = (K1 + 1) * sum(weights)
        scored = []
        for part, whole in zip(found, self.whole or repeat(set()), strict=False):
            scores = dict.fromkeys(part.documents, 0.0)
            for (leaf, _, _), weight in zip(leaves, weights, strict=True):
                self._add(scores, leaf, weight, part.segment, norms)
            for document in whole:
                scores[document] += most
            scored.append(scores)
        return scored

    def _add(
        self, scores: dict[int, float], leaf: Leaf, weight: float, segment: Segment, norms: dict[str, list[float]]
    ) -> None:
        """Add a leaf's share to the scores of a segment's documents."""
        hits = self._leaf(leaf, segment)
        field = getattr(leaf, "field", "")
        if field not in norms:
            for document in _common(scores, hits):
                scores[document] += weight
            return
        norm, lengths = norms[field], segment.content.lengths[field]
        weight *= K1 + 1
        for document in _common(scores, hits):
            count = hits[document]
            scores[document] += weight * count / (count + norm[lengths[document]])

    def nearness(self) -> Nearness:
        """Return what tells how near to each other the words stand."""
        return Nearness(self._plan, self._rarity)

    def _norms(self, field: str) -> list[float]:
        """Return BM25's length norm for each stored length."""
        average = self._snapshot.average.get(field) or 1.0
        return [K1 * (1 - B + B * length / average) for length in LENGTHS]

    def _rarity(self, leaf: Leaf) -> float:
        """Return the inverse document frequency of a leaf, always positive."""
        total = sum(segment.content.size for segment in self._snapshot.segments)
        having = sum(len(self._leaf(leaf, segment)) for segment in self._snapshot.segments)
        return log(1 + (total - having + 0.5) / (having + 0.5))

    def _scored(self, plan: Plan) -> Iterator[tuple[Leaf, Leaf, float]]:
        """Yield the leaves that raise a score, each with the one whose rarity it has, and its weight.

        A match in the title is one in "body" as well, and as rare as that: titles are too few to tell.
        """
        match plan:
            case Both(items) | Some(items) | Either(items):
                for item in items:
                    yield from self._scored(item)
            case Term() | Forms() | Series():
                weight = float(len(plan.slots)) if isinstance(plan, Series) else 1.0
                yield plan, plan, weight
                if plan.field == "body":
                    yield replace(plan, field="title"), plan, IN_TITLE * weight
            case Keys() | Alike():
                yield plan, plan, 1.0


def _common(scores: Mapping[int, float], hits: Mapping[int, float]) -> Iterable[int]:
    """Return the documents in both."""
    if len(scores) <= len(hits):
        return [document for document in scores if document in hits]
    return [document for document in hits if document in scores]


def _cost(plan: Plan) -> int:
    """Rank plans by the work of evaluating them, so that an empty part ends an intersection early."""
    match plan:
        case Term() | Keys() | Documents():
            return 0
        case Series():
            return 1
        case Forms() | Days() | Alike():
            return 2
        case _:
            return 3
