"""Which mentions of a document name the same thing, by rules that each can be named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.entities.company import family_with_particles
from explorer.entities.consistency import families_of, family, initials
from explorer.entities.gazetteer import Is, load
from explorer.entities.keys import key_of, same_person
from explorer.entities.names import fold, several
from explorer.entities.words import look
from explorer.model.entity import EntityType, LocalEntity, Mention

_SMALL_WORDS = re.compile(r"(?<=\s)(?:Of|And|The|For|On|De|La|Del|Da|Do|Di|Du|Des|Von|Van|Der|Den|Bin)(?=\s)")
# What may follow an abbreviation in the full name of the same: `BMW Group`, but `NASA History Office` is not NASA.
_BUSINESS = frozenset(
    ["group", "holding", "holdings", "bank", "international", "industries", "airlines", "motors", "energy"]
)
PERSON, ORGANISATION = EntityType.PERSON, EntityType.ORGANISATION


@dataclass(slots=True)
class _Group:
    """Mentions by index that name one thing, and the rules that brought them together."""

    type: EntityType
    key: str
    members: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)

    def take(self, other: _Group, rule: str) -> None:
        """Take over the members of another group."""
        self.members = sorted(self.members + other.members)
        self.rules += [one for one in [*other.rules, rule] if one not in self.rules]
        other.members = []


def resolve(mentions: Sequence[Mention], minimum: float) -> tuple[list[Mention], list[LocalEntity]]:
    """Return mentions with their entities, in order of appearance; mentions below `minimum` get local −1."""
    groups = _by_key(mentions, minimum)
    _merge_organisations(groups, mentions)
    _merge_full_names(groups, mentions)
    _spread_surnames(groups, mentions)
    kept = sorted((group for group in groups if group.members), key=lambda group: group.members[0])
    local_of = {member: number for number, group in enumerate(kept) for member in group.members}
    told = [numbered(mention, local_of.get(at, -1)) for at, mention in enumerate(mentions)]
    return told, [_entity(number, group, mentions) for number, group in enumerate(kept)]


def numbered(mention: Mention, local: int, sentence: int = -1) -> Mention:
    """Return the mention with its entity's number and its sentence's; faster than `replace`, which is felt here."""
    return Mention(
        mention.span,
        mention.text,
        mention.type,
        mention.confidence,
        mention.found_by,
        mention.why,
        sentence,
        local,
        mention.date,
        mention.label,
        mention.value,
    )


def _by_key(mentions: Sequence[Mention], minimum: float) -> list[_Group]:
    groups: dict[tuple[EntityType, str], _Group] = {}
    for at, mention in enumerate(mentions):
        if mention.confidence < minimum:
            continue
        key = key_of(mention.type, mention.text)
        group = groups.setdefault((mention.type, key), _Group(mention.type, key))
        group.members.append(at)
    for group in groups.values():
        written = {" ".join(mentions[at].text.casefold().split()) for at in group.members}
        if len(written) > 1:
            rule = "another name of the same place" if group.type is EntityType.PLACE else "the same name spelled alike"
            group.rules.append(rule)
    return list(groups.values())


def _merge_organisations(groups: list[_Group], mentions: Sequence[Mention]) -> None:
    """Bind abbreviations to the names they abbreviate, and short names to the one long name they begin."""
    named = [group for group in groups if group.type is ORGANISATION]
    lettered: dict[str, list[_Group]] = defaultdict(list)
    begun: dict[str, list[_Group]] = defaultdict(list)
    for group in named:
        if several(mentions[group.members[0]].text):
            for letters in set(initials(mentions[group.members[0]].text)):
                lettered[letters].append(group)
            words = group.key.split()
            for size in range(1, len(words)):
                begun[" ".join(words[:size])].append(group)
    _bind_brackets(named, mentions)
    for group in named:
        if not group.members:
            continue
        letters = _letters(mentions[group.members[0]].text)
        full = lettered.get(letters, []) if letters else []
        if len(full) == 1 and full[0] is not group:
            full[0].take(group, "abbreviation of the full name")
    for group in named:
        longer = [other for other in begun.get(group.key, []) if other.members]
        if _letters(mentions[group.members[0]].text if group.members else ""):
            longer = [one for one in longer if _BUSINESS.issuperset(one.key.removeprefix(group.key).split())]
        if group.members and len(longer) == 1 and _telling(group.key):
            longer[0].take(group, "short form of the full name")
    _merge_national(named)


def _bind_brackets(named: list[_Group], mentions: Sequence[Mention]) -> None:
    """Bind an abbreviation to the name before its brackets, also where its letters are of another language."""
    group_of = {at: group for group in named for at in group.members}
    for at, mention in enumerate(mentions):
        short, full = group_of.get(at), group_of.get(at - 1)
        if mention.why == "abbreviation of the name before" and short and full and short is not full and short.members:
            full = group_of[full.members[0]] if full.members else full
            full.take(short, "abbreviation of the full name")
            group_of |= dict.fromkeys(full.members, full)


def _merge_national(named: list[_Group]) -> None:
    """Merge `UK Supreme Court` and `Supreme Court`, where only one country has one in the document."""
    of_country: dict[str, list[_Group]] = defaultdict(list)
    for group in named:
        front, _, rest = group.key.partition(" ")
        if group.members and " " in rest and (front in load().places or look(front).flags & Is.DEMONYM):
            of_country[rest].append(group)
    for group in named:
        full = of_country.get(group.key, [])
        if group.members and len(full) == 1:
            full[0].take(group, "the same without its country")


def _letters(text: str) -> str:
    """Return the capitals of an abbreviation in lower case, "" for what is none."""
    letters = "".join(mark for mark in text if mark.isupper()).casefold()
    return letters if len(letters) > 1 and len(text) <= 10 and not several(text) else ""


def _telling(short: str) -> bool:
    """Say whether the first words of a name are telling enough to stand for it."""
    if len(short) < 3 or short in load().places:
        return False
    return not all(look(word).flags & (Is.ORDINARY | Is.DEMONYM) for word in short.split())


def _merge_full_names(groups: list[_Group], mentions: Sequence[Mention]) -> None:
    """Merge full names that differ by an initial or a middle name, where only one fits."""
    people = [group for group in groups if group.type is PERSON and _in_full(group, mentions)]
    by_family: dict[str, list[_Group]] = defaultdict(list)
    for group in people:
        by_family[family(mentions[group.members[0]].text)].append(group)
    for same in by_family.values():
        for group in sorted(same, key=lambda one: len(one.key)):
            fits = [
                other for other in same if other is not group and other.members and same_person(group.key, other.key)
            ]
            if len(fits) == 1 and len(fits[0].key) >= len(group.key):
                fits[0].take(group, "initial or middle name left out")


def _spread_surnames(groups: list[_Group], mentions: Sequence[Mention]) -> None:
    """Give each bare family name (or, failing that, given name) to the nearest full name before it, else after it."""
    people = [group for group in groups if group.type is PERSON and group.members]
    full: dict[str, list[_Group]] = defaultdict(list)
    first: dict[str, list[_Group]] = defaultdict(list)
    middle: dict[str, list[_Group]] = defaultdict(list)
    for group in people:
        for name in {mentions[at].text for at in group.members if _is_full(mentions[at].text)}:
            for last in {*families_of(name), family_with_particles(name)} - {""}:
                if group not in full[last]:
                    full[last].append(group)
            first[fold(name.split()[0])].append(group)
            for word in name.split()[1:-1]:
                if word[0].isupper() and len(word) > 2:
                    middle[fold(word)].append(group)
    for group in people:
        owners, rule = full.get(group.key), "surname after the full name"
        if _in_full(group, mentions) and not (owners and group not in owners):
            continue
        if not owners:
            given = first.get(group.key) or middle.get(group.key, [])
            owners, rule = (given if len({id(one) for one in given}) == 1 else None), "given name after the full name"
        if owners:
            _share(group, owners, mentions, rule)


def _in_full(group: _Group, mentions: Sequence[Mention]) -> bool:
    """Say whether a person is named by more than one word: `Solheim-Dahl` is one."""
    return any(_is_full(mentions[at].text) for at in group.members)


def _is_full(name: str) -> bool:
    """Say whether a person's name is more than a family name: `von der Leyen` is not."""
    return several(name) and not name[0].islower()


def _share(group: _Group, owners: list[_Group], mentions: Sequence[Mention], rule: str) -> None:
    """Hand each member to the owner whose full name stands nearest before it."""
    named = sorted(
        ((at, owner) for owner in owners for at in owner.members if _is_full(mentions[at].text)),
        key=lambda pair: pair[0],
    )
    places = [at for at, _ in named]
    for member in group.members:
        _, owner = named[max(0, bisect_left(places, member) - 1)]
        owner.members.append(member)
        if rule not in owner.rules:
            owner.rules.append(rule)
    for owner in owners:
        owner.members.sort()
    group.members = []


def _entity(number: int, group: _Group, mentions: Sequence[Mention]) -> LocalEntity:
    counted = Counter(" ".join(mentions[at].text.split()) for at in group.members)
    names = tuple(name for name, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    name = max(names, key=lambda one: (_fullness(group.type, one), counted[one], one))
    shouted = len(name) > 4 or (
        group.type is EntityType.PLACE and len(name) == 4 and group.key == fold(name)
    )  # OSLO, not USSR
    if name.isupper() and shouted and (group.type is not ORGANISATION or " " in name):
        name = _SMALL_WORDS.sub(lambda found: found[0].lower(), name.title())
    key = key_of(group.type, name)
    return LocalEntity(number, group.type, key, name, names, tuple(group.rules))


def _fullness(type_: EntityType, name: str) -> tuple[int, int]:
    """Rank names: those in mixed case and with more words first, but no place beyond its usual name."""
    words = 0 if type_ is EntityType.PLACE else len(name.split())
    return (0 if name.isupper() and " " in name else 1, words)
