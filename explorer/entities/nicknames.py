"""Given names that stand for each other: `Bill` and `William`, `Mikhail` and `Michael`."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from explorer.entities.names import fold


@lru_cache(maxsize=50_000)
def full_names(given: str) -> frozenset[str]:
    """Return the full given names that a folded one can stand for, itself among them."""
    return _short().get(given, frozenset()) | {given}


@lru_cache(maxsize=50_000)
def foreign(given: str) -> frozenset[str]:
    """Return the groups, by their first name, of which a folded given name is a spelling in some language."""
    return _abroad().get(given, frozenset())


@cache
def _short() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for full, short, _ in _groups():
        for name in short:
            found[name].add(full)
    return {name: frozenset(full) for name, full in found.items()}


@cache
def _abroad() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for full, _, abroad in _groups():
        for name in (full, *abroad):
            if abroad:
                found[name].add(full)
    return {name: frozenset(full) for name, full in found.items()}


@cache
def _groups() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return (full name, its short forms, its forms in other languages), all folded."""
    text = (files("explorer.entities") / "data" / "nicknames.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            full, _, rest = line.partition(":")
            short, _, abroad = rest.partition("=")
            found.append((fold(full), tuple(map(fold, short.split())), tuple(map(fold, abroad.split()))))
    return tuple(found)
