"""Which keys of a corpus name the same thing: only what is certain, the rest is left apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from explorer.entities.consistency import initials
from explorer.entities.gazetteer import Is
from explorer.entities.keys import key_of, same_person
from explorer.entities.words import look
from explorer.model.entity import EntityType
from explorer.values import dataclass

_TIMES = 5  # an expansion must be named this many times as often as its rivals to be the one that is meant
_COMMON = 2  # a frequent family name alone is in at most this many times as many documents as the person's full name
_WELL_KNOWN = 10  # unless the full name is in this many


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
    found = _aliases(kept) + _abbreviations(kept) + _legal_names(kept) + _people(kept)
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
            only = alike[key][0]
            full = only if only.documents > 1 and only.documents * _TIMES >= row.documents else None
        if full is not None:
            found.append(Merge(row.id, full.id, "abbreviation of the one full name in the corpus"))
    return found


def _legal_names(rows: Sequence[KeyRow]) -> list[Merge]:
    """Merge a company's short name with the one full name of which documents say that it is the short form."""
    by_key = {row.key: row for row in rows if row.type is EntityType.ORGANISATION}
    bound: dict[str, list[KeyRow]] = defaultdict(list)
    for row in by_key.values():
        for name in row.names:
            short = key_of(row.type, name)
            if short != row.key and row.key.startswith(f"{short} ") and short in by_key:
                bound[short].append(row)
    found = []
    for key, full in bound.items():
        one = _one(full)
        if one is not None:
            found.append(Merge(by_key[key].id, one.id, "short form of the one full name in the corpus"))
    return found


def _people(rows: Sequence[KeyRow]) -> list[Merge]:
    """Merge family names alone, and names without a middle name, with the one person of the corpus they can mean.

    Two people of one family name keep it from both, unless one is in far more documents. A family name that many bear
    (the lists know it) needs more: the person must be named in full often, or about as often as the name stands alone.
    """
    people = [row for row in rows if row.type is EntityType.PERSON]
    by_family: dict[str, list[KeyRow]] = defaultdict(list)
    for row in people:
        if " " in row.key:
            by_family[row.key.rsplit(" ", 1)[-1]].append(row)
    found = _without_middle(by_family)
    variant = {merge.source: merge.target for merge in found}
    for row in people:
        full = [] if " " in row.key else [one for one in by_family.get(row.key, ()) if one.id not in variant]
        meant = _one(full) if full else None
        if meant is None:
            continue
        common = look(row.key.title()).flags & (Is.SURNAME | Is.GIVEN | Is.ORDINARY)
        if not common or meant.documents >= min(_WELL_KNOWN, row.documents / _COMMON):
            found.append(Merge(row.id, meant.id, "family name of the one such person in the corpus"))
    return found


def _without_middle(by_family: dict[str, list[KeyRow]]) -> list[Merge]:
    """Merge `John Smith` and `John Q. Smith` where only one in the corpus fits; first names must be written out."""
    found = []
    for same in by_family.values():
        by_first: dict[str, list[KeyRow]] = defaultdict(list)
        for row in same:
            by_first[row.key.split(" ", 1)[0]].append(row)
        for first, group in by_first.items():
            short = next((row for row in group if row.key.count(" ") == 1), None)
            longer = [row for row in group if row is not short]
            if short is not None and len(longer) == 1 and len(first) > 2 and same_person(short.key, longer[0].key):
                ends = (short, longer[0]) if longer[0].documents > short.documents else (longer[0], short)
                found.append(Merge(ends[0].id, ends[1].id, "middle name left out"))
    return found


def _is_short(row: KeyRow) -> bool:
    return " " not in row.key and 1 < len(row.key) < 9 and bool(row.names) and row.names[0].replace(".", "").isupper()


def _one(rows: Sequence[KeyRow]) -> KeyRow | None:
    """Return the only row, or the one in far more documents than the others."""
    ranked = sorted(rows, key=lambda row: -row.documents)
    if len(ranked) == 1 or ranked[0].documents >= _TIMES * ranked[1].documents:
        return ranked[0]
    return None
