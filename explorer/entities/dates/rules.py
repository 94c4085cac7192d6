"""A rule of the date grammar: a pattern tried where its head word stands, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable

from explorer.entities.dates.context import Context
from explorer.model.entity import DateValue
from explorer.values import dataclass

Build = Callable[["re.Match[str]", Context], "DateValue | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` must match at the head; `build` gives the value or None when it is no date after all."""

    name: str
    pattern: re.Pattern[str]
    build: Build


def rule(name: str, pattern: str, build: Build, flags: int = 0) -> Rule:
    """Compile one rule."""
    return Rule(name, re.compile(pattern, flags), build)
