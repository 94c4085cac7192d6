"""Tells what a piece of a run names, how sure that is, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.entities.gazetteer import CITY, COUNTRY, REGION, TOWN, Gazetteer, Is
from explorer.entities.guess import Guess, Setting
from explorer.entities.organisations import joined
from explorer.entities.persons import find_person
from explorer.entities.words import Token
from explorer.model.entity import EntityType

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
_GRADE = re.compile(
    r"[A-Z]+-?\d+[A-Z]?\Z|[DRI]-[A-Z][a-z]*\Z"
)  # of paper, credit, vitamins, roads, things that fly: A-1, M25, MD-11
_PAPERS = frozenset(["bill", "bills", "bond", "bonds", "note", "notes", "securities", "yield", "yields", "market"])


def classify(
    tokens: Sequence[Token], start: int, end: int, kind: str, setting: Setting, lists: Gazetteer
) -> list[Guess]:
    """Return what a piece names, nothing if it is no name."""
    words = tokens[start:end]
    if kind == "organisation":
        return [_organisation(words, start, end, setting, lists)]
    if kind == "newspaper":
        return [Guess(start, end, ORGANISATION, 0.85, "newspaper")]
    if kind == "body":
        return [Guess(start, end, ORGANISATION, 0.95, "known organisation")]
    if kind == "place":
        return [_place(words, start, end, lists)]
    both = next((at for at in range(start, end) if tokens[at].link and tokens[at].word.text == "&"), -1)
    if both > 0 and _in_full(tokens[start:both]) and _in_full(tokens[both + 1 : end]):
        return _several(tokens, start, both, setting, lists) + _several(tokens, both + 1, end, setting, lists)
    if both > 0:
        sure = 0.3 if all(token.has(Is.ORDINARY) or token.link for token in words) else 0.8
        return [Guess(start, end, ORGANISATION, sure, "joined by &")]
    if setting.ticker:
        return [Guess(start, end, ORGANISATION, 0.9, "ticker follows")]
    if len(words) == 1:
        guess = _single(words[0], start, setting, lists)
        return [guess] if guess else []
    return _several(tokens, start, end, setting, lists)


def _in_full(words: Sequence[Token]) -> bool:
    """Say whether words are a person's full name, given name first."""
    return 1 < len(words) < 4 and words[0].has(Is.GIVEN) and not words[0].has(Is.ORDINARY | Is.INITIAL)


def _organisation(words: Sequence[Token], start: int, end: int, setting: Setting, lists: Gazetteer) -> Guess:
    """Judge a name with an organisation's head noun or legal form."""
    content = [token for token in words if not token.link]
    if any(token.has(Is.LEGAL) for token in content[1:]):
        plain = all(token.has(Is.ORDINARY) for token in content if not token.has(Is.LEGAL))
        return Guess(start, end, ORGANISATION, 0.75 if plain and setting.headline else 0.95, "legal form")
    telling = [token for token in content if not token.has(Is.ORDINARY) or token.word.folded in lists.places]
    strong = any(token.has(Is.HEAD) and not token.has(Is.WEAK_HEAD) for token in content)
    if telling and not all(token.has(Is.DEMONYM) for token in telling):
        return Guess(start, end, ORGANISATION, 0.92 if strong else 0.8, "organisation's head noun")
    if telling or any(token.has(Is.DEMONYM) for token in content):
        return Guess(start, end, ORGANISATION, 0.85 if strong else 0.6, "nationality and head noun")
    if setting.headline or (setting.initial and not strong and len(content) > 3):
        return Guess(start, end, ORGANISATION, 0.35, "ordinary words with a head noun")
    return Guess(start, end, ORGANISATION, 0.75 if strong else 0.55, "head noun")


def _place(words: Sequence[Token], start: int, end: int, lists: Gazetteer) -> Guess:
    rank = lists.places.get(" ".join(token.word.folded for token in words), (0, ""))[0]
    if rank >= REGION:
        return Guess(start, end, PLACE, 0.97, "country" if rank == COUNTRY else "region")
    if rank >= TOWN:
        return Guess(start, end, PLACE, 0.93, "city")
    return Guess(start, end, PLACE, 0.8, "town" if rank else "place's head noun")


def _single(token: Token, at: int, setting: Setting, lists: Gazetteer) -> Guess | None:
    """Judge a name of one word."""
    if token.has(Is.DEMONYM | Is.INITIAL) and not setting.title and token.word.folded not in lists.places:
        return None
    known = _known_single(token, at, setting, lists)
    if known:
        return known
    honoured = setting.before.rstrip(".") in {"mr", "mrs", "ms", "miss"} or not token.has(Is.ORDINARY)
    if setting.title and not token.has(Is.ROLE | Is.CAPITALS) and (honoured or token.has(Is.SURNAME)):
        return Guess(at, at + 1, PERSON, 0.9, "title or role before")
    if token.has(Is.CAPITALS):
        return _acronym(token, at, setting)
    short = len(token.word.folded) < 3 and not (token.has(Is.SURNAME) and len(token.word.text) == 2)  # `Xi`, `Wu`
    if token.has(Is.ORDINARY | Is.STOP | Is.TITLE) or short:
        return None
    return _by_context(token, at, setting, lists)


def _known_single(token: Token, at: int, setting: Setting, lists: Gazetteer) -> Guess | None:
    """Judge a single word that the lists of bodies, places and celestial bodies know."""
    name = token.word.folded
    if name in lists.bodies and (token.has(Is.CAPITALS) or not token.has(Is.ORDINARY) or not setting.initial):
        meant = setting.before not in {"a", "an"} and setting.after not in _PAPERS
        return Guess(at, at + 1, ORGANISATION, 0.9 if meant else 0.3, "known organisation")
    rank = lists.places.get(name, (0, ""))[0]
    if name in lists.firms and not setting.title and not (rank and setting.before in {"the", "in"}):
        plain = token.has(Is.ORDINARY) and not token.has(Is.CAPITALS) and (setting.initial or setting.headline)
        doubtful = token.has(Is.SURNAME) or rank
        sure = 0.4 if plain else 0.45 if token.has(Is.GIVEN) else 0.6 if doubtful else 0.8
        return Guess(at, at + 1, ORGANISATION, sure, "known firm")
    if rank and not setting.title:
        return _town(token, at, rank, setting, lists)
    if name in lists.celestial and not token.has(Is.CAPITALS):
        if name in lists.with_the:
            close = setting.before in {"the", "on", "to", "from", "around", "of", "orbit", "planet"} or name == "earth"
            return (
                Guess(at, at + 1, PLACE, 0.85 if close else 0.3, "celestial body")
                if not setting.initial or close
                else None
            )
        if setting.before in lists.nouns["inanimate_before"] | {"to", "on", "of", "orbit", "planet", "moon", "around"}:
            return Guess(at, at + 1, PLACE, 0.75, "celestial body")
    return None


def _town(token: Token, at: int, rank: int, setting: Setting, lists: Gazetteer) -> Guess | None:
    """Judge a single word that is the name of a place, by its rank and by what else it can be."""
    cue = setting.before in lists.nouns["inanimate_before"] or setting.before in lists.nouns["place_nouns"]
    personal = token.has(Is.GIVEN | Is.SURNAME)
    if token.has(Is.CAPITALS) and len(token.word.text) < 4 and rank < COUNTRY and "." not in token.word.text:
        return None
    if rank == COUNTRY and token.has(Is.CAPITALS):
        return Guess(at, at + 1, PLACE, 0.9, "country")
    if token.has(Is.AMBIGUOUS) or (token.has(Is.ORDINARY) and rank < CITY):
        return Guess(at, at + 1, PLACE, 0.6 if cue and rank >= TOWN else 0.3, "place or ordinary word") if cue else None
    if rank >= REGION:
        return Guess(at, at + 1, PLACE, 0.97 if rank == COUNTRY else 0.9, "country" if rank == COUNTRY else "region")
    if rank == CITY:
        return Guess(at, at + 1, PLACE, 0.93 if cue or not personal else 0.8, "city")
    if setting.after in lists.nouns["said"] and personal:
        return Guess(at, at + 1, PERSON, 0.6, "name before a verb of saying")
    if rank == TOWN:
        return Guess(at, at + 1, PLACE, 0.88 if cue else 0.45 if personal else 0.75, "town")
    return Guess(at, at + 1, PLACE, 0.75 if cue else 0.3 if personal else 0.55, "small town")


def _acronym(token: Token, at: int, setting: Setting) -> Guess | None:
    """Judge letters in capitals."""
    letters = token.word.text.replace(".", "")
    if token.has(Is.NOT_A_NAME | Is.STOP | Is.LEGAL) or len(letters) > 8 or _GRADE.match(letters):
        return None
    if len(letters) > 5 and (token.has(Is.ORDINARY) or setting.headline):
        return Guess(at, at + 1, ORGANISATION, 0.3, "capitals")
    sure = 0.6 if len(letters) > 2 else 0.45
    if setting.leads or setting.before in {"the", "by", "with"}:
        sure += 0.15
    return Guess(at, at + 1, ORGANISATION, sure, "acronym")


def _by_context(token: Token, at: int, setting: Setting, lists: Gazetteer) -> Guess:
    """Judge a word that no list of places knows by what stands around it."""
    personal = token.has(Is.GIVEN | Is.SURNAME)
    if setting.before in lists.nouns["organisation_nouns"]:
        return Guess(at, at + 1, ORGANISATION, 0.75, "organisation noun before")
    if setting.leads and not (token.has(Is.SURNAME) and token.has(Is.GIVEN)):
        return Guess(at, at + 1, ORGANISATION, 0.75, "role noun after")
    if setting.before in lists.nouns["place_nouns"] or setting.after in {"province", "district", "county", "region"}:
        return Guess(at, at + 1, PLACE, 0.7, "place noun beside it")
    if setting.after in lists.nouns["said"]:
        if personal:
            return Guess(at, at + 1, PERSON, 0.7, "name before a verb of saying")
        return Guess(at, at + 1, ORGANISATION if setting.initial else PERSON, 0.5, "subject of a verb of saying")
    if setting.before in {"in", "near", "across"} and not personal:
        return Guess(at, at + 1, PLACE, 0.55, "preposition of place")
    if token.has(Is.GIVEN) and not token.has(Is.AMBIGUOUS):
        return Guess(at, at + 1, PERSON, 0.5, "given name")
    if token.has(Is.SURNAME):
        return Guess(at, at + 1, PERSON, 0.42, "surname")
    return Guess(at, at + 1, ORGANISATION, 0.4 if not setting.initial else 0.25, "unknown capitalised word")


def _several(tokens: Sequence[Token], start: int, end: int, setting: Setting, lists: Gazetteer) -> list[Guess]:
    """Judge a name of several words without a head noun: mostly a person, perhaps an organisation before one."""
    start = _without_front(tokens, start, end)
    if start < end - 1 and tokens[start].has(Is.INITIAL) and tokens[start].word.folded in lists.places:
        country = _single(tokens[start], start, setting._replace(after="", title=False), lists)
        rest = _several(tokens, start + 1, end, setting._replace(before="", initial=False, title=False), lists)
        return ([country] if country else []) + rest  # `U.S. Zorblat`
    if start == end - 1:
        guess = _single(tokens[start], start, setting._replace(before="", initial=False), lists)
        return [guess] if guess else []
    if tokens[start].word.text.casefold() in lists.nouns["storms"]:
        return []
    if tokens[start].word.folded in lists.nouns["organisation_fronts"]:
        return [Guess(start, end, ORGANISATION, 0.85, "organisation's first word")]
    if joined(tokens[start:end]) in lists.firms:
        return [Guess(start, end, ORGANISATION, 0.9, "firm with a person's name")]
    split = _split(tokens, start, end, setting, lists)
    if split:
        return _before_person(tokens, start, split, end, setting, lists)
    if setting.before in lists.nouns["organisation_nouns"] and not tokens[start].has(Is.GIVEN):
        return [Guess(start, end, ORGANISATION, 0.8, "organisation noun before")]
    return _one_name(tokens, start, end, setting)


def _without_front(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where a name begins behind the ordinary words before it: `Former Zorblat`."""
    while start < end - 1 and tokens[start].has(Is.MODIFIER) and tokens[start + 1].has(Is.CAPITALS | Is.GIVEN):
        start += 1
    while start < end - 2 and tokens[start].has(Is.ORDINARY) and not tokens[start].has(Is.GIVEN):
        start += 1
    return start


def _before_person(
    tokens: Sequence[Token], start: int, split: int, end: int, setting: Setting, lists: Gazetteer
) -> list[Guess]:
    """Judge a name and the person's name that begins at `split`."""
    single = Setting(setting.before, "", setting.initial, False, setting.before != "the", False, setting.headline)
    left = (
        _single(tokens[start], start, single, lists)
        if split == start + 1
        else Guess(start, split, ORGANISATION, 0.75, "before a person's name")
    )
    right = find_person(tokens, split, end, setting)
    return [guess for guess in (left, right) if guess]


def _one_name(tokens: Sequence[Token], start: int, end: int, setting: Setting) -> list[Guess]:
    """Judge words that are one name: a person's, or an organisation's with an abbreviation in it."""
    words = [token for token in tokens[start:end] if not token.link]
    short = any(token.has(Is.CAPITALS) and not token.has(Is.INITIAL | Is.SUFFIX) for token in words)
    if words[0].word.text == "Saint" or short:
        sure = 0.3 if setting.headline or all(token.has(Is.CAPITALS) for token in words) else 0.6
        return [Guess(start, end, ORGANISATION, sure, "acronym among the words")]
    guess = find_person(tokens, start, end, setting)
    if guess and guess.type is PERSON and not setting.title and setting.before in {"the", "a", "an", "at"}:
        guess = guess._replace(type=ORGANISATION, confidence=0.55 if setting.before == "at" else 0.4)
    return [guess] if guess else []


def _split(tokens: Sequence[Token], start: int, end: int, setting: Setting, lists: Gazetteer) -> int:
    """Return where a person's name begins after another name, 0 if nowhere: `corporation Acme Jane Smith`."""
    first = tokens[start]
    place = lists.places.get(first.word.folded, (0,))[0] >= CITY and not first.has(Is.SURNAME)
    known = setting.before in lists.nouns["organisation_nouns"] or setting.before in {"of", "the"} or place
    if not (known or (first.has(Is.CAPITALS) and not first.has(Is.INITIAL))):
        return 0
    if first.has(Is.GIVEN) and not first.has(Is.CAPITALS) and not place:
        return 0
    for at in range(start + 1, end - 1):
        if tokens[at].has(Is.GIVEN) and not tokens[at].link and not tokens[at].has(Is.ORDINARY):
            return at
    return 0
