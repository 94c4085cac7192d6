"""Related documents: how much two documents share, and what, the rarest first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from explorer.model.entity import EntityType
from explorer.values import dataclass

Profile = Mapping[int, int]
"""What a document names: entity → mentions."""

DATE_SHARE = 0.3
"""Of the weight of a date: that two documents speak of one year says less than that they name one person."""

POINTED = 1.0
"""What an explicit reference, in either direction, adds to a score."""


@dataclass(frozen=True, slots=True)
class Reason:
    """An entity that two documents share, its weight, and how often each names it."""

    entity: int
    weight: float
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A related document: its score, 0–1 for what is shared and 1 more for a reference; reasons, the rarest first."""

    document: int
    score: float
    reasons: tuple[Reason, ...]


def weight(type_: EntityType, documents: int, total: int) -> float:
    """Return how much it says that two of `total` documents share an entity that `documents` name: log(N / df)."""
    rarity = math.log((total + 1) / max(1, min(documents, total)))
    return rarity * (DATE_SHARE if type_ is EntityType.DATE else 1.0)


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
    here: Profile,
    others: Mapping[int, Profile],
    weights: Mapping[int, float],
    pointed: Iterable[int],
    limit: int,
) -> tuple[Relation, ...]:
    """Return the documents of `others` most like the one that names `here`, best first.

    The score is the cosine of the two documents' entities, each weighed by `weights` and damped by how often it is
    named; `pointed` are documents that a reference joins to this one. Those that share nothing are left out.
    """
    joined = set(pointed)
    own = _vector(here, weights)
    size = _length(own)
    found = []
    for document, profile in others.items():
        theirs = _vector(profile, weights)
        parts = {entity: own[entity] * value for entity, value in theirs.items() if entity in own}
        lengths = size * _length(theirs) if parts else 0.0
        score = min(1.0, sum(parts.values()) / lengths) if lengths else 0.0
        if document in joined:
            score += POINTED
        if score > 0:
            found.append((-score, document, parts))
    found.sort(key=lambda each: each[:2])
    return tuple(
        Relation(
            document,
            -score,
            tuple(
                Reason(entity, weights[entity], here[entity], others[document][entity])
                for entity in sorted(parts, key=lambda entity: (-weights[entity], -parts[entity], entity))
            ),
        )
        for score, document, parts in found[:limit]
    )


def _vector(profile: Profile, weights: Mapping[int, float]) -> dict[int, float]:
    return {
        entity: weights.get(entity, 0.0) * (1 + math.log(mentions) if mentions > 1 else 1.0)
        for entity, mentions in profile.items()
    }


def _length(vector: Mapping[int, float]) -> float:
    return math.hypot(*vector.values())
