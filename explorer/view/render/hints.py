"""Hint letters: short labels for everything on screen that can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from explorer.model.span import Span
from explorer.values import dataclass

HOME_ROW = "asdfghjklqwertyuiopzxcvbnm"
"""Letters, easiest to reach first."""


class TargetKind(StrEnum):
    """What a target leads to."""

    ENTITY = "entity"
    POINTER = "pointer"
    QUOTE = "quote"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class HintTarget:
    """Something on screen that can be followed.

    `place` is the span in the text, or the number of the row as an empty span; `what` a few words for it.
    """

    kind: TargetKind
    place: Span
    what: str = ""


def assign(count: int) -> list[str]:
    """Return `count` labels, none the beginning of another, the shortest first; two letters only where one runs out."""
    letters = len(HOME_ROW)
    if count <= letters:
        return list(HOME_ROW[:count])
    doubled = next((used for used in range(1, letters) if letters - used + used * letters >= count), letters)
    singles = HOME_ROW[: letters - doubled]
    pairs = [first + second for first in HOME_ROW[letters - doubled :] for second in HOME_ROW]
    return [*singles, *pairs][:count]


def remaining(labels: Sequence[str], typed: str) -> list[int]:
    """Return the numbers of the labels that start with what was typed so far."""
    return [number for number, label in enumerate(labels) if label.startswith(typed)]
