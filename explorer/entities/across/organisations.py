"""Organisations: abbreviations, short forms, words in another order, letters parted otherwise, slips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from explorer.entities.across.values import Beside, KeyRow, Pair, pair, with_evidence
from explorer.entities.consistency import initials
from explorer.entities.gazetteer import Is, load
from explorer.entities.keys import key_of
from explorer.entities.spelling import LIKELY, alike, slip
from explorer.entities.words import look
from explorer.model.entity import EntityType

SHORT, BEGUN, LETTERS, WORDS, HALF = "oi", "os", "oc", "ow", "oh"
BUSINESS = frozenset([
    "group", "holding", "holdings", "bank", "international", "industries", "airlines", "motors", "energy",
    "company", "enterprises", "worldwide", "technologies", "systems", "communications", "pharmaceuticals",
])  # fmt: skip
_SMALL = frozenset({"of", "the", "and", "for", "&", "de", "du", "des", "la"})
_HEADS = frozenset([
    "department", "ministry", "agency", "bureau", "board", "committee", "commission", "council", "office",
    "embassy",
])  # fmt: skip
_TIMES = 5  # an expansion must be named this many times as often as its rivals to be the one that is meant
_LONGEST = 9  # letters that an abbreviation has fewer of
_MOST = 60
ORGANISATION = EntityType.ORGANISATION


def blocks(row: KeyRow) -> Iterator[str]:
    """Yield the blocks of an organisation."""
    words = row.key.split()
    if len(words) == 1:
        if is_short(row):
            yield f"{SHORT}:{row.key}"
    else:
        short = set(initials(row.names[0] if row.names else row.key)) | _bound(row)
        yield from (f"{SHORT}:{letters}" for letters in short if 1 < len(letters) < _LONGEST)
        yield from (f"{BEGUN}:{begun}" for begun in {*_told(row), *_without_business(words), *_without_country(words)})
    content = [word for word in words if word not in _SMALL] or words
    letters = "".join(content)
    yield f"{BEGUN}:{row.key}"
    if len(letters) > 4:
        yield f"{LETTERS}:{letters}"
    if len(content) > 1:
        yield f"{WORDS}:{' '.join(sorted(content))}"
    if len(letters) > 11:
        size = 6 if len(letters) < 20 else 10
        yield f"{HALF}:{letters[:size]}<"
        yield f"{HALF}:>{letters[-size:]}"


def is_short(row: KeyRow) -> bool:
    """Say whether a key is an abbreviation: one word, written in capitals."""
    return " " not in row.key and 1 < len(row.key) < _LONGEST and bool(row.names) and _capitals(row.names[0])


def _capitals(name: str) -> bool:
    return name.replace(".", "").replace("&", "").isupper()


def _bound(row: KeyRow) -> set[str]:
    """Return the abbreviations that documents use for a name: `Name (ABC)` made ABC one of the names of its key."""
    return {key_of(ORGANISATION, name) for name in row.names if " " not in name and _capitals(name)}


def _told(row: KeyRow) -> set[str]:
    """Return the short forms that documents use for a name: those that it begins with."""
    short = {key_of(ORGANISATION, name) for name in row.names}
    return {one for one in short if one != row.key and row.key.startswith(f"{one} ")}


def _without_business(words: Sequence[str]) -> set[str]:
    short = list(words)
    while len(short) > 1 and short[-1] in BUSINESS:
        short.pop()
    return {" ".join(short)} if len(short) < len(words) else set()


def _without_country(words: Sequence[str]) -> set[str]:
    front = len(words) > 2 and (words[0] in load().places or look(words[0].title()).flags & Is.DEMONYM)
    return {" ".join(words[1:])} if front else set()


def abbreviated(letters: str, rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield an abbreviation with the one organisation that documents bind it to, or that alone has these initials.

    A document that says `Name (ABC)` lists ABC among the names of its key; that is evidence. Initials alone count
    from three letters on, and only where one organisation of the corpus has them.
    """
    short = next((row for row in rows if row.key == letters), None)
    full = [row for row in rows if " " in row.key]
    if short is None or not full:
        return
    bound = [row for row in full if letters in _bound(row)]
    if bound:
        meant = _one(bound)
        for row in [meant] if meant else bound[:3]:
            yield pair(short, row, "abbreviation of the one full name in the corpus", 0.93 if meant else 0.5)
    elif len(letters) > 2 and len(full) == 1:
        often = full[0].documents > 1 and full[0].documents * _TIMES >= short.documents
        yield pair(short, full[0], "abbreviation of the one full name in the corpus", 0.83 if often else 0.55)


def begun(short: str, rows: Sequence[KeyRow], beside: Beside) -> Iterator[Pair]:
    """Yield a short name with the one full name of which it is the short form."""
    own = next((row for row in rows if row.key == short), None)
    if own is None or len(rows) < 2:
        return
    longer = [row for row in rows if row is not own]
    told = [row for row in longer if short in _told(row)]
    if told:
        if one := _one(told):
            yield pair(own, one, "short form of the one full name in the corpus", 0.92)
        return
    tails = [row for row in longer if row.key.startswith(f"{short} ")]
    if tails:
        if one := _one(tails):
            yield pair(own, one, "the same without its kind of business", 0.85 if _telling(short) else 0.6)
        return
    if one := _one(longer):
        raised, also = with_evidence(0.6, own, one, beside)
        yield pair(own, one, f"the same without its country{also}", raised)


def _telling(short: str) -> bool:
    """Say whether a short name is telling enough to stand for the one that it begins."""
    ordinary = all(look(word.title()).flags & (Is.ORDINARY | Is.DEMONYM | Is.SURNAME) for word in short.split())
    return len(short) > 2 and short not in load().places and not ordinary


def parted_otherwise(rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield names of the same letters: `Wal-Mart` and `Walmart`, `Johnson & Johnson` and `Johnson and Johnson`."""
    for other in rows[1:]:
        yield pair(rows[0], other, "the same letters, parted otherwise", 0.93)


def in_other_order(rows: Sequence[KeyRow]) -> Iterator[Pair]:
    """Yield names of the same words: `Department of State`, `State Department`; of a university these are two."""
    for other in rows[1:]:
        sure = len({*rows[0].key.split(), *other.key.split()} & _HEADS) > 0
        if _content(rows[0]) != _content(other):
            yield pair(rows[0], other, "the same words in another order", 0.86 if sure else 0.5)


def _content(row: KeyRow) -> list[str]:
    return [word for word in row.key.split() if word not in _SMALL]


def with_a_slip(rows: Sequence[KeyRow], beside: Beside) -> Iterator[Pair]:
    """Yield long names that differ by the spelling of one word that no list knows in both spellings."""
    by_rest: dict[tuple[str, ...], list[tuple[str, KeyRow]]] = defaultdict(list)
    for row in rows:
        words = row.key.split()
        for at, word in enumerate(words):
            if len(word) > 4:
                by_rest[*words[:at], "", *words[at + 1 :]].append((word, row))
    for same in by_rest.values():
        for (left, one), (right, other) in combinations(same[:_MOST], 2):
            if misspelt(left, right):
                raised, also = with_evidence(0.75, one, other, beside)
                yield pair(one, other, f"one word is spelled otherwise{also}", raised)


def misspelt(one: str, other: str) -> bool:
    """Say whether one of two words is the other with a slip, or as another language writes it."""
    near = alike(one, other) >= LIKELY or (min(len(one), len(other)) > 5 and slip(one, other))
    return near and not (is_known(one) and is_known(other)) and one.isalpha() and other.isalpha()


def is_known(word: str) -> bool:
    """Say whether a folded word is in the lists, as a name, a place or an ordinary word."""
    flags = Is.GIVEN | Is.SURNAME | Is.ORDINARY | Is.DEMONYM | Is.HEAD
    return bool(look(word.title()).flags & flags) or word in load().places


def _one(rows: Sequence[KeyRow]) -> KeyRow | None:
    """Return the only row, or the one in far more documents than the others."""
    ranked = sorted(rows, key=lambda row: (-row.documents, row.key))
    if len(ranked) == 1 or ranked[0].documents >= _TIMES * ranked[1].documents:
        return ranked[0]
    return None
