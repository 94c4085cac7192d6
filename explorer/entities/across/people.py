"""People of one family name, however it is spelled: whose first names fit, and whom a family name alone means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from explorer.entities.across.names import (
    Name,
    common,
    families,
    middle_fits,
    parts,
    same_family,
    same_given,
    turned_round,
)
from explorer.entities.across.values import CERTAIN, Beside, KeyRow, Pair, pair, with_evidence
from explorer.entities.gazetteer import Is
from explorer.entities.nicknames import foreign, full_names
from explorer.entities.spelling import sound
from explorer.entities.words import look

_TIMES = 5  # one who is in so many times as many documents as all others of the name is meant by it
_COMMON = 2  # a frequent family name alone is in at most this many times as many documents as the person's full name
_WELL_KNOWN = 10  # unless the full name is in this many
_MOST_SPELLINGS = 150  # family names of one sound that are compared with each other
_MOST_FITTING = 40  # full names that are looked at for one that may be another
FAMILY, ORDER, LETTERS, BEGIN, END = "pf", "pr", "pc", "pa", "pz"


def blocks(row: KeyRow) -> Iterator[str]:
    """Yield the blocks of a person: by the sound of the family name, and three more for slips and other orders."""
    own = families(row.key, row.names[0] if row.names else "")
    for sounding in {sound(word) for word in own}:
        yield f"{FAMILY}:{sounding}"
    words = row.key.split()
    if len(words) == 2:
        left, right = sorted(map(sound, words))
        yield f"{ORDER}:{left}:{right}"
    if len(row.key) > 5:
        yield f"{LETTERS}:{row.key.replace(' ', '')}"
    if len(words) > 1 and len(own[0]) > 6:
        yield f"{BEGIN}:{words[0]}:{own[0][:3]}"
        yield f"{END}:{words[0]}:{own[0][-3:]}"


def in_family(sounding: str, rows: Sequence[KeyRow], beside: Beside) -> Iterator[Pair]:
    """Yield the pairs of people of family names that sound alike, then those of family names that stand alone."""
    full: dict[str, list[tuple[Name, KeyRow]]] = defaultdict(list)
    alone: list[KeyRow] = []
    for row in rows:
        if " " not in row.key:
            alone.append(row)
            continue
        for family in families(row.key, row.names[0] if row.names else ""):
            if sound(family) == sounding and (name := parts(row.key, family)).given:
                full[family].append((name, row))
    found: list[Pair] = []
    for same in full.values():
        found += _of_one_family(same, beside)
    if 1 < len(full) <= _MOST_SPELLINGS:
        for one, other in combinations(sorted(full), 2):
            if factor := same_family(one, other):
                found += _of_two_families(full[one], full[other], factor, beside)
    yield from found
    yield from _alone(alone, full, found)


def _of_one_family(same: Sequence[tuple[Name, KeyRow]], beside: Beside) -> list[Pair]:
    """Return the pairs of people of one family name whose given names fit nobody else's."""
    if len(same) < 2:
        return []
    family = same[0][0].family
    rare = not common(family)
    buckets = _buckets(same)
    found: list[Pair] = []
    chosen: set[tuple[int, int]] = set()
    for name, row in same:
        fits = []
        for other, second in _near(name, buckets):
            if second.id != row.id and other.generation == name.generation:
                likely, rule = same_given(name.given, other.given)
                if likely:
                    fits.append((likely, rule, other, second))
        for likely, rule, _, second in _only(fits):
            if (second.id, row.id) not in chosen:
                chosen.add((row.id, second.id))
                continue
            raised, also = with_evidence(likely if rare or likely > 0.9 else likely - 0.15, row, second, beside)
            found.append(pair(row, second, rule + also, raised))
    return found


def _buckets(same: Iterable[tuple[Name, KeyRow]]) -> dict[str, list[tuple[Name, KeyRow]]]:
    """Return people by what their first given name has in common with those it may be."""
    buckets: dict[str, list[tuple[Name, KeyRow]]] = defaultdict(list)
    for one in same:
        given = one[0].given[0]
        for which in (*_marks(given), f"^{given[0]}"):
            buckets[which].append(one)
    return buckets


@lru_cache(maxsize=50_000)
def _marks(given: str) -> tuple[str, ...]:
    marks = {f"={given}", f"~{sound(given)}"}
    marks |= {f"n{full}" for full in full_names(given)} | {f"f{full}" for full in foreign(given)}
    if len(given) <= 2:
        marks.add(f"{given[0]}.")
    elif len(given) > 6:
        marks |= {f"<{given[:3]}", f">{given[-3:]}"}
    return tuple(sorted(marks))


def _near(name: Name, buckets: dict[str, list[tuple[Name, KeyRow]]]) -> list[tuple[Name, KeyRow]]:
    """Return who may be called `name`, at most a few dozen, and whoever is called by its initial alone."""
    given = name.given[0]
    found: dict[int, tuple[Name, KeyRow]] = {}
    for which in (*_marks(given), f"^{given[0]}" if len(given) <= 2 else f"{given[0]}."):
        for one in buckets.get(which, ())[:_MOST_FITTING]:
            found[one[1].id] = one
    return list(found.values())


def _only(fits: list[tuple[float, str, Name, KeyRow]]) -> Iterator[tuple[float, str, Name, KeyRow]]:
    """Yield those that fit if they fit each other as well: `J. Smith` beside John and James Smith is neither."""
    for fit in fits:
        rivals = [
            other for *_, given, other in fits if other.id != fit[3].id and not same_given(given.given, fit[2].given)[0]
        ]
        if not rivals or fit[3].documents >= _TIMES * sum(rival.documents for rival in rivals):
            yield fit


def _of_two_families(
    left: Sequence[tuple[Name, KeyRow]], right: Sequence[tuple[Name, KeyRow]], factor: float, beside: Beside
) -> Iterator[Pair]:
    """Yield the pairs of people whose family names are spellings of one and whose given names are one's."""
    buckets = _buckets(right)
    for name, row in left:
        for other, second in _near(name, buckets):
            if other.generation != name.generation or second.id == row.id:
                continue
            likely, rule = same_given(name.given, other.given)
            if name.given == other.given and len(name.given[0]) > 2:
                likely, rule = 0.95, ""
            elif likely:
                likely -= 0.08  # for two things have to be so
            if likely > 0.5:
                told = "family name spelled otherwise" if factor > 0.8 else "one letter of the family name is other"
                raised, also = with_evidence(likely * factor, row, second, beside)
                yield pair(row, second, f"{told}{f', {rule}' if rule else ''}{also}", raised)


def _alone(
    alone: Sequence[KeyRow], full: dict[str, list[tuple[Name, KeyRow]]], found: Sequence[Pair]
) -> Iterator[Pair]:
    """Yield the pairs of family names alone with the one person of the corpus whom they can mean."""
    cluster = _Together(found)
    for row in alone:
        bearers: dict[int, list[KeyRow]] = defaultdict(list)
        for _, one in full.get(row.key, ()):
            bearers[cluster.of(one.id)].append(one)
        if not bearers:
            continue
        ranked = sorted(bearers.values(), key=lambda rows: (-_documents(rows), rows[0].key))
        first, rest = _documents(ranked[0]), sum(map(_documents, ranked[1:]))
        if rest and first < _TIMES * rest:
            continue
        meant = max(ranked[0], key=lambda one: (one.documents, one.key))
        known = first >= min(_WELL_KNOWN, row.documents / _COMMON)
        likely = (0.9 if not rest else 0.84) if not common(row.key) else 0.82 if known else 0.5
        yield pair(row, meant, "family name of the one such person in the corpus", likely)


def _documents(rows: Iterable[KeyRow]) -> int:
    return sum({row.id: row.documents for row in rows}.values())


class _Together:
    """Which keys the pairs of a block make one."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._parent: dict[int, int] = {}
        for one, other, _, confidence in pairs:
            if confidence >= CERTAIN:
                left, right = sorted((self.of(one), self.of(other)))
                self._parent[right] = left

    def of(self, key: int) -> int:
        """Return the least key that a key is one with."""
        while (above := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(above, above)
            key = above
        return key


def in_other_order(rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield names of two words that are each other turned round; both may be given names of two people, though."""
    for one, other in combinations(rows[:_MOST_FITTING], 2):
        if (likely := turned_round(one.key, other.key)) and one.key.split() != other.key.split()[:2]:
            both = all(look(word.title()).flags & Is.GIVEN for word in one.key.split())
            yield pair(one, other, "family name first", 0.5 if both else likely - 0.02)


def of_the_same_letters(rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield names that differ in nothing but their blanks: `Kim Jong-un`, `Kim Jongun`."""
    for other in rows[1:]:
        yield pair(rows[0], other, "the same letters, parted otherwise", 0.93)


def with_a_slip(rows: Sequence[KeyRow], beside: Beside) -> Iterator[Pair]:
    """Yield people of one given name whose family names differ by one letter."""
    named = [(parts(row.key, families(row.key, "")[0]), row) for row in rows[:_MOST_FITTING]]
    for (left, one), (right, other) in combinations(named, 2):
        if left.generation != right.generation or not middle_fits(left.given[1:], right.given[1:]):
            continue
        if sound(left.family) != sound(right.family) and (factor := same_family(left.family, right.family)):
            raised, also = with_evidence(0.95 * factor, one, other, beside)
            yield pair(one, other, f"one letter of the family name is other{also}", raised)
