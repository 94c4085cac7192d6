"""What is told of a piece of a run: a guess at what it names, from what stands around it."""

from __future__ import annotations

from typing import NamedTuple

from explorer.model.entity import EntityType


class Guess(NamedTuple):
    """What tokens `start` to `end` of a run are taken for."""

    start: int
    end: int
    type: EntityType
    confidence: float
    why: str


class Setting(NamedTuple):
    """What stands around a piece: words in lower case, "" for none, and whether a sentence begins with it.

    `title` and `role` say that a title or a role noun stands before it, `leads` that a role noun follows.
    """

    before: str
    after: str
    initial: bool
    title: bool
    leads: bool
    ticker: bool
    headline: bool
