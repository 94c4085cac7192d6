"""Who is what where: `Acme chief Jane Doe`, `Jane Doe, head of Acme,`, `head of the carmaker Acme Jane Doe`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from explorer.entities.gazetteer import Is, load
from explorer.entities.words import look
from explorer.model.entity import EntityType, Mention, Relation, RelationKind
from explorer.model.span import Span

_BETWEEN = re.compile(
    r"(?P<possessive>['’]s)?(?:\s*\([^()\n]{1,40}\))?[\s,]+(?P<role>[^,.;:()\"“”]{3,80}?)(?P<comma>,)?\s*\Z"
)
_OBJECT = r"(?:of|at|for|with)\s+(?:(?!and\b|with\b|from\b)[\w’'-]+\s+){0,6}"
_BEFORE = re.compile(rf"(?P<role>[\w’'-]+(?:\s+[\w’'-]+){{0,4}}?)\s+{_OBJECT}\Z")
_AFTER = re.compile(
    rf"\s*(?:\([^()\n]{{1,40}}\))?,\s+(?:who\s+(?:is|was)\s+)?(?P<role>[\w’'-]+(?:\s+[\w’'-]+){{0,5}}?)\s+{_OBJECT}\Z"
)
_OWNED = re.compile(r"\s*,\s+(?:the\s+)?\Z")
_TAIL = re.compile(r"['’]?s?\s+(?P<role>[a-zA-Z-]+(?:\s+[a-zA-Z-]+){0,4}?)\s*(?=[,.;:]|\Z)")
_ALONE = re.compile(r"(?P<role>(?:[\w-]+\s+){0,3}[\w-]+)\s+\Z")
_DROPPED = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "is", "was", "who", "as", "by", "to", "then"}
)
_LINKS = frozenset({"of", "for", "and", "the", "to", "on"})
_EQUAL = frozenset({"head", "chief", "boss", "leader"})  # of one organisation, the first that is seen stands for all
_REACH = 120  # characters between a person and an organisation at most


class _Near(NamedTuple):
    """A person and an organisation of one sentence, and the text around them."""

    text: str
    sentence: Span
    number: int
    person: Mention
    organisation: Mention


def find_roles(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Relation]:
    """Return the roles that sentences state of resolved persons, ascending; roles are in lower case."""
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    begins = [span.start for span in sentences]
    for mention in mentions:
        if mention.local >= 0 and mention.type in (EntityType.PERSON, EntityType.ORGANISATION):
            by_sentence[bisect_right(begins, mention.span.start) - 1].append(mention)
    roles: list[Relation] = []
    for number, inside in by_sentence.items():
        if number >= 0:
            roles += _of_sentence(text, sentences[number], number, inside)
    return _agreed(sorted(roles, key=lambda role: role.span))


def _of_sentence(text: str, sentence: Span, number: int, inside: Sequence[Mention]) -> list[Relation]:
    roles = []
    for at, person in enumerate(inside):
        if person.type is not EntityType.PERSON:
            continue
        role = None
        before = next((one for one in reversed(inside[:at]) if one.local != person.local), None)
        if before and before.type is EntityType.ORGANISATION and person.span.start - before.span.end < _REACH:
            near = _Near(text, sentence, number, person, before)
            role = _between(near, inside) or _led_by(near)
        after = next(iter(inside[at + 1 :]), None)
        if not role and after and after.type is EntityType.ORGANISATION and after.span.start - person.span.end < _REACH:
            near = _Near(text, sentence, number, person, after)
            role = _appositive(near) or _owned(near)
        role = role or _alone(text, sentence, number, person)
        if role:
            roles.append(role)
    return roles


def _between(near: _Near, inside: Sequence[Mention]) -> Relation | None:
    """`Acme Deputy Head for Sales Jane Doe`, `Acme's chairman, Jane Doe`, `Acme Corp (AC) Director Jane Doe`."""
    owner = next((one for one in inside if one.local == near.organisation.local), near.organisation)
    start = max(owner.span.end, near.organisation.span.end) if owner.span.end <= near.person.span.start else 0
    gap = near.text[near.organisation.span.end : near.person.span.start]
    if gap.startswith(")"):
        gap = gap[1:]
    found = _BETWEEN.match(gap)
    if not found or not start:
        return None
    another = (
        gap.startswith(",") and look(found["role"].split()[0]).flags & Is.DEMONYM
    )  # `the Bank, Irish Minister Doe`
    role = None if another else _standard(found["role"], owned=True)
    if not role:
        return None
    return _make(near, role, near.organisation.span.start, near.person.span.end)


def _led_by(near: _Near) -> Relation | None:
    """`Head of Ruritania's state railway Acme Jane Doe`: role, organisation and person follow each other."""
    if near.text[near.organisation.span.end : near.person.span.start].strip(" ,\n"):
        return None
    return _reversed(
        near,
        _BEFORE.search(
            near.text, max(near.sentence.start, near.organisation.span.start - _REACH), near.organisation.span.start
        ),
    )


def _reversed(near: _Near, found: re.Match[str] | None) -> Relation | None:
    role = _standard(found["role"]) if found else None
    return _make(near, role, found.start("role"), near.person.span.end) if found and role else None


def _appositive(near: _Near) -> Relation | None:
    """`Jane Doe, head of Acme,`."""
    found = _AFTER.match(near.text[near.person.span.end : near.organisation.span.start])
    role = _standard(found["role"]) if found else None
    return _make(near, role, near.person.span.start, near.organisation.span.end) if role else None


def _owned(near: _Near) -> Relation | None:
    """`Jane Doe, Acme's chief executive,`."""
    if not _OWNED.match(near.text[near.person.span.end : near.organisation.span.start]):
        return None
    found = _TAIL.match(near.text, near.organisation.span.end, near.sentence.end)
    role = _standard(found["role"], owned=True) if found else None
    return _make(near, role, near.person.span.start, found.end("role")) if found and role else None


def _alone(text: str, sentence: Span, number: int, person: Mention) -> Relation | None:
    """`Finance Minister Jane Doe`, of no organisation that is named."""
    found = _ALONE.search(text, max(sentence.start, person.span.start - 60), person.span.start)
    if not found:
        return None
    words: list[str] = []
    for word in reversed(found["role"].split()):
        flags = look(word).flags
        named = bool(words) and word[:1].isupper() and flags & Is.ORDINARY and not flags & (Is.STOP | Is.DEMONYM)
        if not (flags & (Is.ROLE | Is.MODIFIER) or named) or (words and word.islower() != words[0].islower()):
            break
        words.insert(0, word)
    if not words or not look(words[-1]).flags & Is.ROLE or (words[-1].islower() and len(words) == 1):
        return None
    role = " ".join(words).casefold()
    start = person.span.start - len(found.group()) + found.group().rindex(words[0])
    return _role(person.local, role, -1, Span(start, person.span.end), number)


def _make(near: _Near, role: str, start: int, end: int) -> Relation:
    return _role(near.person.local, role, near.organisation.local, Span(start, end), near.number)


def _role(person: int, role: str, organisation: int, span: Span, sentence: int) -> Relation:
    return Relation(RelationKind.ROLE, person, role, organisation, span, sentence, "role", 0.8)


def _standard(written: str, owned: bool = False) -> str | None:
    """Return a role in lower case without articles, None where the words are no role.

    The words from the first that can belong to a role must hold a role noun; `owned` allows an ordinary word first.
    """
    words = [word for word in written.split() if word]
    while words and words[0].casefold() in _DROPPED:
        words = words[1:]
    while words and look(words[-1]).flags & Is.TITLE and not look(words[-1]).flags & Is.ROLE:
        words = words[:-1]  # `chairman Sir Denis`
    nouns = [at for at, word in enumerate(words) if look(word).flags & Is.ROLE]
    if not nouns or len(words) > 9:
        return None
    first = nouns[0]
    while first and (
        look(words[first - 1]).flags & (Is.MODIFIER | Is.ROLE) or (owned and _describes(words[first - 1]))
    ):
        first -= 1
    if owned and first:
        return None
    words = words[first:]
    tail = words[nouns[0] - first + 1 :]
    if any(not _belongs(word) for word in tail) or (tail and tail[-1] in _LINKS):
        return None
    return " ".join(words).casefold()


def _describes(word: str) -> bool:
    flags = look(word).flags
    return bool(flags & Is.ORDINARY) and not flags & (Is.STOP | Is.CALENDAR) and word not in load().nouns["said"]


def _belongs(word: str) -> bool:
    """Say whether a word after the role noun can belong to the role: `for International Cooperation`."""
    flags = look(word).flags
    return word in _LINKS or bool(flags & (Is.ROLE | Is.MODIFIER)) or (word[:1].isupper() and bool(flags & Is.ORDINARY))


def _agreed(roles: list[Relation]) -> list[Relation]:
    """Call a person's place at the head of one organisation by one word, the first that was used."""
    first: dict[tuple[int, int], str] = {}
    return [
        replace(role, text=first.setdefault((role.subject_local, role.object_local), role.text))
        if role.text in _EQUAL and role.object_local >= 0
        else role
        for role in roles
    ]
