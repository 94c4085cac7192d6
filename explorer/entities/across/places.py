"""Places: names in other languages, with and without what kind of place it is, slips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from explorer.entities.across.organisations import misspelt
from explorer.entities.across.values import Beside, KeyRow, Pair, pair, with_evidence
from explorer.entities.gazetteer import load
from explorer.entities.keys import key_of
from explorer.entities.spelling import LIKELY, alike, sound
from explorer.model.entity import EntityType

NAME, SOUND, HALF = "la", "ls", "lh"
_FRONTS = ("city of ", "town of ", "republic of ", "kingdom of ", "state of ", "greater ", "port of ", "island of ")
_TAILS = (" city", " town", " island", " islands", " republic")
_MOST = 60


def blocks(row: KeyRow) -> Iterator[str]:
    """Yield the blocks of a place."""
    yield f"{NAME}:{key_of(EntityType.PLACE, row.key)}"
    if bare := _bare(row.key):
        yield f"{NAME}:{bare}"
    yield f"{NAME}:{row.key.replace(' ', '')}"
    if len(row.key) > 6:
        yield f"{SOUND}:{sound(row.key.replace(' ', ''))}"
        yield f"{HALF}:{row.key[:4]}<"
        yield f"{HALF}:>{row.key[-4:]}"


def _bare(key: str) -> str:
    """Return a name without the kind of place, "" where it has none or the lists know it as a name of its own."""
    if load().places.get(key, (0, ""))[1] == key:
        return ""
    front = next((front for front in _FRONTS if key.startswith(front)), "")
    tail = next((tail for tail in _TAILS if key.endswith(tail)), "")
    return key.removeprefix(front) if front else key.removesuffix(tail) if tail else ""


def of_a_name(name: str, rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield the place of a name with those that are other names of it."""
    own = next((row for row in rows if row.key == name), rows[0])
    for row in rows:
        if row is own:
            continue
        if key_of(EntityType.PLACE, row.key) == name == own.key:
            yield pair(own, row, "another name of the same place", 0.97)
        elif own.key.replace(" ", "") == row.key.replace(" ", ""):
            yield pair(own, row, "the same letters, parted otherwise", 0.93)
        elif _bare(row.key) == own.key:
            sure = row.key.startswith(("city of ", "town of ", "republic of "))
            yield pair(own, row, "the same without what kind of place it is", 0.88 if sure else 0.6)


def with_a_slip(rows: Sequence[KeyRow], beside: Beside) -> Iterator[Pair]:
    """Yield names that are spelled nearly alike, where the lists do not know both as places."""
    for one, other in combinations(rows[:_MOST], 2):
        left, right = one.key.split(), other.key.split()
        differ = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
        if len(left) != len(right) or len(differ) != 1:
            continue
        if one.key in load().places and other.key in load().places:
            continue
        if misspelt(*differ[0]):
            likely = 0.86 if alike(*differ[0]) >= LIKELY else 0.76
            raised, also = with_evidence(likely, one, other, beside)
            yield pair(one, other, f"spelled otherwise{also}", raised)
