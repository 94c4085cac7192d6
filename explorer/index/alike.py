"""Documents like one: which of its words tell what it is about, and how many of them another must share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log

from explorer.index.analysis import Analyser
from explorer.index.nodes import Alike, Both, Either, Empty, Plan, Some, Without
from explorer.index.stopping import stop_terms
from explorer.model.query import Like

LONGEST = 200_000
"""Characters of a text that are looked at: what it is about shows in its first pages."""

MOST_TERMS = 500
"""Different terms of a text, the most frequent ones, that may be telling."""

MOST_TELLING = 25
"""Terms that tell what a text is about."""

SHARED = 0.15
"""The share of the weight of all telling terms that a document must have to be like it."""


def planned(like: Like, analysers: Sequence[Analyser]) -> Alike | Empty:
    """Return what asks for documents like one: its terms with how often they occur, the most frequent first."""
    analyser = next((each for each in analysers[1:] if each.language == like.language), analysers[0])
    stops = stop_terms(analysers[0]) | stop_terms(analyser)
    counts = Counter(term for term in analyser.terms(like.text[:LONGEST]) if _may_tell(term, stops))
    terms = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_TERMS]
    return Alike(like.number, tuple((term, float(count)) for term, count in terms)) if terms else Empty()


def _may_tell(term: str, stops: frozenset[str]) -> bool:
    """Say whether a term may tell what a text is about: no stop word, no number, no single letter."""
    return len(term) > 1 and term not in stops and not term.isdigit()


def telling(alike: Alike, documents: Callable[[str], int], total: int) -> Alike:
    """Return `alike` with the terms that count in a corpus, weighed by their rarity, heaviest first.

    `documents` says how many of the `total` documents have a term. What only the text itself has tells nothing.
    """
    fewest = 1 if alike.number is None else 2
    weighed = []
    for term, count in alike.terms:
        having = documents(term)
        if having >= fewest:
            weighed.append((term, (1 + log(count)) * log(1 + total / having)))
    weighed.sort(key=lambda each: (-each[1], each[0]))
    return replace(alike, terms=tuple(weighed[:MOST_TELLING]))


def threshold(alike: Alike) -> float:
    """Return the least weight of shared terms that makes a document like the one that `telling` was asked about."""
    return SHARED * sum(weight for _, weight in alike.terms)


def told(plan: Plan, documents: Callable[[str], int], total: int) -> Plan:
    """Return `plan` with the telling terms in everything that asks for what is alike."""

    def inner(items: tuple[Plan, ...]) -> tuple[Plan, ...]:
        return tuple(told(item, documents, total) for item in items)

    match plan:
        case Alike():
            found = telling(plan, documents, total)
            return found if found.terms else Empty()
        case Both(items) | Some(items) | Either(items):
            return replace(plan, items=inner(items))
        case Without(item):
            return Without(told(item, documents, total))
        case _:
            return plan
