"""The relations of a text, sentence by sentence: only between names of one sentence, and never over the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from explorer.entities.relations import aliases, roles
from explorer.entities.relations.between import pairs
from explorer.entities.relations.items import NAMED, Sentence, sentence_of
from explorer.entities.relations.lexicon import lexicon
from explorer.model.entity import EntityType, Mention, Relation, RelationKind
from explorer.model.span import Span

SURE = 0.5
"""The confidence from which a date in a sentence is taken for the date of what it tells."""

MOST_NAMES = 60
"""Names of a sentence from which it is a list or a table, in which nothing is told."""

_WORDS = re.compile(r"[^\W_]+")


def find_relations(text: str, sentences: Sequence[Span], mentions: Sequence[Mention]) -> list[Relation]:
    """Return what sentences state of resolved entities, ascending; `mentions` are ascending and do not overlap.

    Time grows with the text: each sentence is read once, and each name is compared with the one after it.
    """
    found: list[Relation] = []
    begin, count = 0, len(mentions)
    while begin < count:
        number = mentions[begin].sentence
        end = begin + 1
        while end < count and mentions[end].sentence == number:
            end += 1
        if 0 <= number < len(sentences):
            found += _of_sentence(text, number, sentences[number], mentions[begin:end])
        begin = end
    return roles.agreed(sorted(found, key=lambda one: one.span))


def _of_sentence(text: str, number: int, span: Span, mentions: Sequence[Mention]) -> list[Relation]:
    names = [one for one in mentions if one.local >= 0 and one.type in NAMED and one.span.end <= span.end]
    if not names or len(names) > MOST_NAMES:
        return []
    words = _WORDS.findall(text[span.start : span.end].lower())
    called = not aliases.CUES.isdisjoint(words)
    telling = called or not lexicon().cues.isdisjoint(words)
    if not telling and not _related_by_marks(text, names):
        return []
    dates = tuple(
        dict.fromkeys(
            one.date.edtf
            for one in mentions
            if one.type is EntityType.DATE and one.date is not None and one.confidence >= SURE
        )
    )
    sentence = sentence_of(text, number, span.start, span.end, names, dates)
    return list(_distinct(_all(sentence, telling, called)))


def _related_by_marks(text: str, names: Sequence[Mention]) -> bool:
    """Say whether marks or very short words between neighbours may relate them: `Bergen, Norway`, `X of Acme`."""
    return any(after.span.start - before.span.end < 12 for before, after in pairwise(names)) or any(
        text[one.span.end : one.span.end + 2] == " (" for one in names
    )


def _all(sentence: Sentence, telling: bool, called: bool) -> Iterator[Relation]:
    """Yield what a sentence states, another name's relations as those of whom it belongs to."""
    same: dict[int, int] = {}
    for at, item in enumerate(sentence.items):
        if item.mention is None:
            continue
        other = aliases.acronym(sentence, at) or (aliases.told(sentence, at) if called else None)
        if other is not None:
            if other.object_local >= 0:
                same[other.object_local] = other.subject_local
            yield other
    taken: list[Span] = []
    if telling:
        for one, phrase in roles.find(sentence):
            taken.append(Span(phrase.first, phrase.last))
            yield _of_seat(sentence, one)
    for one in pairs(sentence, taken):
        subject, object_ = (same.get(local, local) for local in (one.subject_local, one.object_local))
        if subject != object_:
            yield replace(one, subject_local=subject, object_local=object_)


def _of_seat(sentence: Sentence, role: Relation) -> Relation:
    """Give a lawmaker's role the state that stands behind the name: `Sen. Jane Doe (D-Ohio)`."""
    if role.object_local >= 0:
        return role
    for at, item in enumerate(sentence.items[:-4]):
        name = item.mention
        if name is not None and name.local == role.subject_local and sentence.low(at + 1) in ("(", ","):
            place = sentence.mention(at + 4)
            if sentence.low(at + 2) in ("d", "r", "i") and sentence.low(at + 3) == "-" and place is not None:
                return replace(role, object_local=place.local)
    return role


def _distinct(relations: Iterator[Relation]) -> Iterator[Relation]:
    """Leave out what is said twice in a sentence, and a bare `of` beside a role at the same organisation."""
    every = list(relations)
    offices = {(one.subject_local, one.object_local) for one in every if one.kind is RelationKind.ROLE}
    seen: set[tuple[object, ...]] = set()
    for one in every:
        which = (one.kind, one.subject_local, one.object_local, one.text)
        plain = one.kind is RelationKind.MEMBER and one.text == "of"
        if which not in seen and not (plain and (one.subject_local, one.object_local) in offices):
            seen.add(which)
            yield one
