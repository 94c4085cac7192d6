"""Related documents: how much two documents share, and what, the most telling first."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from explorer.model.telling import VALUES, is_day, rarity, says
from explorer.values import dataclass

Profile = Mapping[int, tuple[int, float]]
"""What a document names: entity → (mentions, salience 0–1)."""

POINTED = 1.0
"""What an explicit reference, in either direction, adds to a score."""

NAMED = 0.2
"""What it weighs that a document names something that it is not about, beside 1 for what it is all about."""

SAME_EVENT = 0.4
SAME_QUOTE = 0.5
"""How far the rest of the way to 1 an event or a quotation that two documents share takes a score."""

NEAR_DAYS = 3
"""Days between two documents about one event at most."""

MAIN = 0.25
"""The salience from which on a document is about an entity."""

TELLING = 0.15
"""The weight from which on it takes few documents to be about an entity: it is one that tells an event from others."""

_DIGITS = 9  # of a score; those behind are what sums in another order leave

FEWEST = 2
"""Main entities in common that make the same time the same event."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of an entity in a corpus: its type, its name (of a date its EDTF), how much it weighs (0–1)."""

    kind: str
    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Side:
    """A document to be compared: what it names, its day (ISO or None), and the quotations it shares: print → rarity.

    Of documents that are as much related the one whose `path` is the first comes first, whenever it was read.
    """

    profile: Profile
    day: str | None = None
    quoted: Mapping[int, float] | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """An entity that two documents share, its weight, and how often each names it."""

    entity: int
    weight: float
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that two documents are about: its main entities, the days between them or a day that both speak of."""

    entities: tuple[int, ...]
    apart: int | None
    day: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A related document: its score, 0–1 for what is shared and 1 more for a reference.

    `likeness` is the part of the score that entities make, 0–1; reasons come with the most telling first.
    """

    document: int
    score: float
    reasons: tuple[Reason, ...]
    likeness: float = 0.0
    event: Happening | None = None
    quotes: tuple[int, ...] = ()


def weight(kind: str, name: str, documents: int, total: int) -> float:
    """Return how much it says that two of `total` documents share an entity that `documents` name, 0–1."""
    return rarity(documents, total) * says(kind, name)


def rarest(spread: Mapping[int, int], most: int) -> list[int]:
    """Return the entities by which to look for candidates, rarest first, whose documents are `most` together.

    `spread` is entity → documents that name it. One entity is always tried, unless nothing else names any.
    """
    chosen: list[int] = []
    room = most
    for entity, documents in sorted(spread.items(), key=lambda item: (item[1], item[0])):
        if documents < 2:
            continue
        room -= documents
        if room < 0 and chosen:
            break
        chosen.append(entity)
    return chosen


def relate(
    here: Side, others: Mapping[int, Side], facts: Mapping[int, Fact], pointed: Collection[int], limit: int
) -> tuple[Relation, ...]:
    """Return the documents of `others` most like the one that is `here`, best first.

    What they name is compared by the cosine of the two documents' entities, each weighed by what it tells and by how
    much the document is about it; one event and shared quotations take the score nearer to 1. `pointed` are documents
    that a reference joins to this one, which come first. Those that share nothing are left out.
    """
    own = _vector(here.profile, facts)
    size = _length(own)
    found = []
    for document, other in others.items():
        theirs = _vector(other.profile, facts)
        parts = {entity: own[entity] * value for entity, value in theirs.items() if entity in own}
        lengths = size * _length(theirs) if parts else 0.0
        likeness = min(1.0, sum(parts.values()) / lengths) if lengths else 0.0
        ranked = sorted(parts, key=lambda entity: (-parts[entity], entity))
        event = same_event(here, other, ranked, facts) if parts else None
        quoted = other.quoted or {}
        apart = 1.0 - likeness
        if event:
            apart *= 1.0 - SAME_EVENT / (1 + (event.apart or 0) / NEAR_DAYS)
        for rare in quoted.values():
            apart *= 1.0 - SAME_QUOTE * rare
        score = 1.0 - apart + POINTED * (document in pointed)
        if score > 0:
            quotes = tuple(sorted(quoted, key=lambda each: (-quoted[each], each)))
            found.append((-score, document, ranked, likeness, event, quotes))
    found.sort(key=lambda each: (each[1] not in pointed, round(each[0], _DIGITS), others[each[1]].path, each[1]))
    return tuple(
        Relation(
            document, -score, _reasons(ranked, facts, here.profile, others[document].profile), likeness, event, quotes
        )
        for score, document, ranked, likeness, event, quotes in found[:limit]
    )


def same_event(here: Side, there: Side, shared: Sequence[int], facts: Mapping[int, Fact]) -> Happening | None:
    """Return the event that two documents are both about, None if there is none to tell.

    They are about the same two entities or more, which are not those of half the corpus, within days of each other.
    """
    main = [entity for entity in shared if _is_main(entity, here, there, facts)]
    if len(main) < FEWEST:
        return None
    apart = days_apart(here.day, there.day)
    if apart is not None and apart > NEAR_DAYS:
        apart = None
    days = [facts[entity].name for entity in shared if facts[entity].kind == "date" and is_day(facts[entity].name)]
    if apart is None and not days:
        return None
    return Happening(tuple(main), apart, days[0] if days else "")


def days_apart(left: str | None, right: str | None) -> int | None:
    """Return the days between two ISO days, None unless both are such."""
    if left is None or right is None:
        return None
    try:
        return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)
    except ValueError:
        return None


def _is_main(entity: int, here: Side, there: Side, facts: Mapping[int, Fact]) -> bool:
    fact = facts[entity]
    return (
        fact.kind not in VALUES
        and fact.weight >= TELLING
        and min(here.profile[entity][1], there.profile[entity][1]) >= MAIN
    )


def _reasons(ranked: Sequence[int], facts: Mapping[int, Fact], here: Profile, there: Profile) -> tuple[Reason, ...]:
    return tuple(Reason(entity, facts[entity].weight, here[entity][0], there[entity][0]) for entity in ranked)


def _vector(profile: Profile, facts: Mapping[int, Fact]) -> dict[int, float]:
    return {
        entity: facts[entity].weight * (NAMED + (1.0 - NAMED) * salience)
        for entity, (_, salience) in profile.items()
        if entity in facts and facts[entity].weight > 0
    }


def _length(vector: Mapping[int, float]) -> float:
    return math.hypot(*vector.values())
