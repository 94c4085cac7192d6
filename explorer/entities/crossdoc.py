"""Which keys of a corpus name the same thing: only what is certain, the rest is left apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.entities.consistency import initials
from explorer.entities.keys import key_of
from explorer.model.entity import EntityType

_TIMES = 5  # an expansion must be named this many times as often as its rivals to be the one that is meant


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of the corpus: its names as written, most frequent first, and the number of documents that have it."""

    id: int
    type: EntityType
    key: str
    names: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Key `source` names the same as key `target`, by the rule that is told in plain words."""

    source: int
    target: int
    rule: str


def merges(rows: Iterable[KeyRow]) -> list[Merge]:
    """Return the merges that are certain: each source once, no target that is itself a source; linear in the rows."""
    kept = list(rows)
    found = _aliases(kept) + _abbreviations(kept)
    target: dict[int, Merge] = {}
    for merge in found:
        target.setdefault(merge.source, merge)
    return [
        Merge(source, end, merge.rule)
        for source, merge in target.items()
        if (end := _last(merge.target, target)) != source
    ]


def _last(key: int, target: dict[int, Merge]) -> int:
    """Follow merges to their end; a circle ends where it was entered."""
    seen = {key}
    while key in target and target[key].target not in seen:
        key = target[key].target
        seen.add(key)
    return key


def _aliases(rows: Sequence[KeyRow]) -> list[Merge]:
    """Merge places and organisations whose other name is in the lists: the key of one of the names is another key."""
    by_key = {(row.type, row.key): row.id for row in rows}
    found = []
    for row in rows:
        if row.type not in (EntityType.PLACE, EntityType.ORGANISATION):
            continue
        same = by_key.get((row.type, key_of(row.type, row.key)), row.id)
        if same != row.id:
            found.append(Merge(row.id, same, "another name of the same"))
    return found


def _abbreviations(rows: Sequence[KeyRow]) -> list[Merge]:
    """Merge an abbreviation with the one organisation that documents bind it to, or that alone has these initials.

    A document that says `Name (ABC)` lists ABC among the names of its key; that is evidence. Initials alone count
    from three letters on, and only where one organisation of the corpus has them.
    """
    short = {row.key: row for row in rows if row.type is EntityType.ORGANISATION and _is_short(row)}
    if not short:
        return []
    bound: dict[str, list[KeyRow]] = defaultdict(list)
    alike: dict[str, list[KeyRow]] = defaultdict(list)
    for row in rows:
        if row.type is not EntityType.ORGANISATION or " " not in row.key:
            continue
        for name in row.names:
            if " " not in name and name.isupper():
                bound[key_of(row.type, name)].append(row)
        for letters in set(initials(row.names[0] if row.names else row.key)):
            alike[letters].append(row)
    found = []
    for key, row in short.items():
        full = _one(bound[key]) if key in bound else None
        if full is None and key not in bound and len(key) > 2 and len(alike.get(key, ())) == 1:
            full = alike[key][0] if alike[key][0].documents > 1 else None
        if full is not None:
            found.append(Merge(row.id, full.id, "abbreviation of the one full name in the corpus"))
    return found


def _is_short(row: KeyRow) -> bool:
    return " " not in row.key and 1 < len(row.key) < 9 and bool(row.names) and row.names[0].replace(".", "").isupper()


def _one(rows: Sequence[KeyRow]) -> KeyRow | None:
    """Return the only row, or the one in far more documents than the others."""
    ranked = sorted(rows, key=lambda row: -row.documents)
    if len(ranked) == 1 or ranked[0].documents >= _TIMES * ranked[1].documents:
        return ranked[0]
    return None
