"""The document that every engine is given, and nothing beyond it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One document: `number` from 1 without gaps, `day` an ISO day, `topics` in lower case without blanks."""

    number: int
    name: str
    title: str
    text: str
    day: str
    topics: tuple[str, ...] = ()
