"""The fields that can be typed before a colon, and the values of those that have only some."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from explorer.model.entity import EntityType
from explorer.model.language import SNOWBALL, code_of

ENTITIES: dict[str, EntityType | None] = {
    "person": EntityType.PERSON,
    "org": EntityType.ORGANISATION,
    "organisation": EntityType.ORGANISATION,
    "organization": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "entity": None,
    **{type_.value: type_ for type_ in EntityType if type_ not in (EntityType.DATE, EntityType.CUSTOM)},
}
"""Fields that name an entity."""

Kinds = Mapping[str, str]
"""Fields for the kinds of custom entities that the user has: field → label."""

NO_KINDS: Kinds = MappingProxyType({})

TEXTS = {"title": "title", "source": "source", "author": "author", "path": "path", "type": "type", "tag": "tag"}
"""Fields that hold words."""

KINDS = {"markdown": "md", "text": "txt", "plain": "txt", "htm": "html", "xhtml": "html"}
"""Other names of the kinds of documents."""

DATES = ("date", "after", "before", "since", "until")
"""Fields that hold a date or a period."""

ABOUT, SPEAKER, LIKE, LANGUAGE = "about", "speaker", "like", "lang"
"""The dates that a text speaks of, who speaks in it, what it is like, and what it is written in."""

STATES = {
    "is": ("starred", "unread", "read"),
    "has": ("quotes", "notes", "dates", "roles", "relations", "links", "tags", "date", "source", "author"),
}
"""Fields that ask for a state, with the states."""

_WORDS = re.compile(r"\w+")
_FIELD = re.compile(r"[^\W\d_][\w-]{1,30}")  # as the lexer reads them

SHORTEST_NAME = 3
"""Letters by which the name of a language may be told, if no other begins so."""

_ALIASES = {"language": LANGUAGE}

SHOWN = (
    "person",
    "org",
    "place",
    "event",
    "work",
    "law",
    "product",
    "nationality",
    "money",
    "quantity",
    "email",
    "url",
    "telephone",
    "identifier",
    "entity",
    "speaker",
    "title",
    "source",
    "author",
    "path",
    "type",
    "tag",
    "lang",
    "date",
    "after",
    "before",
    "about",
    "is",
    "has",
    "like",
)
"""The fields that help lists."""

EXAMPLES = {"date": "date:2021-03", "after": "after:2020", "before": "before:2021-06", "since": "since:2020"}
EXAMPLES |= {"until": "until:2021", "person": 'person:"Ada Lovelace"', "type": "type:md", "about": "about:2017-11"}
EXAMPLES |= {"speaker": 'speaker:"Ada Lovelace"', "is": "is:starred", "has": "has:quotes", "lang": "lang:de"}
EXAMPLES |= {"like": "like:notes.md", "money": 'money:"EUR 2000000"', "law": 'law:"Clean Air Act"'}

NAMES = (*ENTITIES, *TEXTS, *DATES, ABOUT, SPEAKER, LIKE, LANGUAGE, *STATES, *_ALIASES)
"""All fields, by each of their names."""


def known(name: str, own: Kinds = NO_KINDS) -> str | None:
    """Return the field of this name in any case, None if there is none; `own` are the user's."""
    folded = name.casefold()
    return _ALIASES.get(folded, folded) if folded in NAMES or folded in own else None


def nearest(name: str, own: Kinds = NO_KINDS) -> str | None:
    """Return the field that is likely meant by `name`, None if none is near; `own` are the user's."""
    return _nearest(name, (*NAMES, *own))


def kinds(labels: Iterable[str]) -> Kinds:
    """Return a field for each label of the user's that can be one: `drug name` is asked for by `drug-name:`."""
    named = {_field_of(label): label for label in labels}
    return {field: label for field, label in named.items() if field and field not in NAMES}


def entities(own: Kinds) -> dict[str, tuple[EntityType | None, str]]:
    """Return all fields that name an entity, each with the type and the label of what it finds."""
    named = {field: (type_, "") for field, type_ in ENTITIES.items()}
    return named | {field: (EntityType.CUSTOM, label) for field, label in own.items()}


def _field_of(label: str) -> str:
    field = "-".join(_WORDS.findall(label.casefold()))
    return field if _FIELD.fullmatch(field) else ""


def example(name: str) -> str:
    """Return how the field is used."""
    return EXAMPLES.get(name, f"{name}:word")


def state(field: str, typed: str) -> str | None:
    """Return the state of a field that is typed, in any case, or that is the only one to begin so; None if none is."""
    return _meant(typed.casefold(), STATES[field])


def language(typed: str) -> str | None:
    """Return the code of a language by its code, its name, or so much of that as no other begins with; None if none."""
    code = code_of(typed)
    if code or len(typed) < SHORTEST_NAME:
        return code or None
    name = _meant(typed.casefold(), tuple(SNOWBALL.values()))
    return code_of(name) if name else None


def _meant(begun: str, choices: tuple[str, ...]) -> str | None:
    """Return what is typed, or the only choice that begins so."""
    found = [begun] if begun in choices else [each for each in choices if begun and each.startswith(begun)]
    return found[0] if len(found) == 1 else None


def nearest_value(field: str, typed: str) -> str | None:
    """Return the value of `is`, `has` or `lang` that is likely meant, None if none is near."""
    return _nearest(typed, STATES.get(field) or tuple(SNOWBALL.values()))


def _nearest(typed: str, choices: tuple[str, ...]) -> str | None:
    from rapidfuzz import fuzz, process  # only what is misspelt needs it

    found = process.extractOne(typed.casefold(), choices, scorer=fuzz.ratio, score_cutoff=60, processor=None)
    return found[0] if found else None
