"""Judges words as a person's name by what the lists say of the first and the last of them."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.entities.gazetteer import REGION, Is, load
from explorer.entities.guess import Guess, Setting
from explorer.entities.words import Token
from explorer.model.entity import EntityType

ORGANISATION, PERSON = EntityType.ORGANISATION, EntityType.PERSON
_NOT_FIRST = Is.ORDINARY | Is.AMBIGUOUS


def find_person(tokens: Sequence[Token], start: int, end: int, setting: Setting) -> Guess | None:
    """Judge two words or more as a person's name by what the lists say of the first and the last."""
    words = [token for token in tokens[start:end] if not token.link]
    if len(words) > 1 and words[-1].has(Is.SUFFIX):
        words = words[:-1]
        if len(words) == 1 and not words[0].has(Is.GIVEN) and not setting.title:
            return None  # `Sputnik V`
    first, last = words[0], words[-1]
    given = first.has(Is.GIVEN) and not first.has(_NOT_FIRST)
    if last.has(Is.ORDINARY) and not last.has(Is.SURNAME) and load().places.get(first.word.folded, (0,))[0] >= REGION:
        given = False  # `Louisiana Sweet`
    unusual = [token for token in words if not token.has(Is.ORDINARY)]
    if setting.title and len(words) <= 4 and unusual:
        return Guess(start, end, PERSON, 0.93 if given else 0.85, "title or role before")
    if not unusual and len(words) == 2 and first.has(Is.GIVEN) and last.has(Is.SURNAME) and not setting.headline:
        return Guess(start, end, PERSON, 0.55, "given name and surname that are words")  # `Bill Gates`, `Mark Wood`
    if not unusual or len(words) > 4:
        return Guess(start, end, ORGANISATION, 0.25, "capitalised words") if unusual else None
    inner = all(token.has(Is.PARTICLE | Is.GIVEN | Is.SURNAME | Is.INITIAL) for token in words[1:-1])
    return Guess(start, end, *_name(first, last, given, setting, inner, len(unusual) == len(words)))


def _name(
    first: Token, last: Token, given: bool, setting: Setting, inner: bool, unusual: bool
) -> tuple[EntityType, float, str]:
    """Return type, confidence and reason for a name; `inner` says that the words between can belong to a person's."""
    surname, odd = last.has(Is.SURNAME) and not last.has(Is.ORDINARY), last.has(Is.ORDINARY)
    if first.has(Is.INITIAL):
        return PERSON, 0.85 if not odd else 0.4, "initial + surname"
    if given:
        if surname:
            return PERSON, 0.95, "given name + surname"
        return (
            (PERSON, 0.88, "given name + name")
            if not odd
            else (
                PERSON,
                0.6 if last.has(Is.SURNAME) else 0.35 if setting.headline or not inner else 0.55,
                "given name + word",
            )
        )
    if first.has(Is.GIVEN) and not odd:
        return PERSON, 0.75 if surname else 0.5, "word or given name + surname"
    if odd and first.has(Is.ORDINARY):
        return ORGANISATION, 0.2, "ordinary words"
    if surname and not first.has(Is.ORDINARY):
        return PERSON, 0.7, "name + surname"
    if first.has(Is.SURNAME) and not odd and not first.has(Is.ORDINARY):
        return PERSON, 0.62, "surname + name"
    if unusual:
        return PERSON, 0.5 if not setting.headline else 0.3, "unknown capitalised words"
    return ORGANISATION, 0.45 if not setting.headline else 0.3, "unknown and ordinary words"
