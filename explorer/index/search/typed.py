"""What was typed of a query beside its terms: the forms of its words, and which stood next to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from explorer.index.analysis import Analyser
from explorer.index.nodes import Both, Either, Plan, Series, Some, Term, is_stop
from explorer.index.plan import plan as planned
from explorer.model.query import And, Or, Phrase, Query, Word
from explorer.values import dataclass

MOST_PAIRS = 8
"""Pairs of neighbouring words of a query that are looked at."""

MOST_WORDS = 16
"""Words of a query whose forms are looked at, and that a row of words may have."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A query as it was typed: the folded forms of each term, and all its words in a row if there are several."""

    forms: dict[str, frozenset[str]]
    row: Series | None


def typed(query: Query, analysers: Sequence[Analyser]) -> Typed:
    """Return what is known of how a query was typed; terms are those of the first analyser."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for text in islice(_texts(query), MOST_WORDS):
        for term, folded in analysers[0].pairs(text):
            forms[term].add(folded)
    items = query.items if isinstance(query, And) else ()
    side_by_side = [item.text for item in items if isinstance(item, Word) and item.field is None]
    row = planned(Phrase(" ".join(side_by_side)), *analysers) if len(side_by_side) > 1 else None
    row = row.items[0] if isinstance(row, Either) else row
    if not isinstance(row, Series) or len(row.slots) > MOST_WORDS:
        row = None
    return Typed({term: frozenset(each) for term, each in forms.items()}, row)


def _texts(query: Query) -> Iterator[str]:
    """Yield the words of the text that are wanted."""
    match query:
        case Word(text, None) | Phrase(text, None):
            yield text
        case And(items) | Or(items):
            for item in items:
                yield from _texts(item)
        case _:
            return


def words(plan: Plan) -> Iterator[Term]:
    """Yield the words of the text that are wanted, one by one or in a row, stop words left out."""
    match plan:
        case Term("body"):
            if not is_stop(plan):
                yield plan
        case Series("body", slots):
            for slot in slots:
                if isinstance(slot, Term):
                    yield from words(slot)
        case Either(items, same=True):
            yield from words(items[0])
        case Both(items) | Some(items) | Either(items):
            for item in items:
                yield from words(item)
        case _:
            return


def neighbours(plan: Plan) -> Iterator[tuple[Term, Term]]:
    """Yield the different words of the text that stand next to each other in a query, stop words left out."""
    match plan:
        case Both(items) | Some(items):
            row = [item if isinstance(item, Term) and item.field == "body" else None for item in items]
            for left, right in pairwise(row):
                if left and right and left != right:
                    yield left, right
            for item in items:
                yield from neighbours(item)
        case Either(items):
            for item in items:
                yield from neighbours(item)
        case _:
            return
