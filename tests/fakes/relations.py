"""What the documents of the fake library state of its first person."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.model.entity import EntityCount, RelationKind
from explorer.model.link import Sentence
from explorer.model.results import RelationOf


def stated(who: EntityCount, others: Sequence[EntityCount], sentence: Sentence) -> tuple[RelationOf, ...]:
    """Return a role at the first of `others`, and a relation to the second that four documents state."""
    role, family = RelationKind.ROLE, RelationKind.FAMILY
    return (
        RelationOf(role, who, "director", others[0], "", "2031", "apposition", 0.9, 1, sentence),
        RelationOf(family, who, "sister of", others[1], "", "", "relative of", 0.9, 4, sentence),
    )
