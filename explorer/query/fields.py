"""The fields that can be typed before a colon, and the values of those that have only some."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from explorer.model.entity import EntityType
from explorer.model.language import SNOWBALL, code_of

ENTITIES: dict[str, EntityType | None] = {
    "person": EntityType.PERSON,
    "org": EntityType.ORGANISATION,
    "organisation": EntityType.ORGANISATION,
    "organization": EntityType.ORGANISATION,
    "place": EntityType.PLACE,
    "entity": None,
}
"""Fields that name an entity."""

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
    "has": ("quotes", "notes", "dates", "roles", "links", "tags", "date", "source", "author"),
}
"""Fields that ask for a state, with the states."""

_STATES = {"star": "starred", "quote": "quotes", "note": "notes", "role": "roles", "link": "links", "tag": "tags"}
_ALIASES = {"language": LANGUAGE}

SHOWN = (
    "person",
    "org",
    "place",
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
EXAMPLES |= {"like": "like:notes.md"}

NAMES = (*ENTITIES, *TEXTS, *DATES, ABOUT, SPEAKER, LIKE, LANGUAGE, *STATES, *_ALIASES)
"""All fields, by each of their names."""


def known(name: str) -> str | None:
    """Return the field of this name in any case, None if there is none."""
    folded = name.casefold()
    return _ALIASES.get(folded, folded) if folded in NAMES else None


def nearest(name: str) -> str | None:
    """Return the field that is likely meant by `name`, None if none is near."""
    return _nearest(name, NAMES)


def example(name: str) -> str:
    """Return how the field is used."""
    return EXAMPLES.get(name, f"{name}:word")


def state(field: str, typed: str) -> str | None:
    """Return the state of a field that is typed, in any case, None if there is no such state."""
    folded = typed.casefold()
    folded = folded if folded in STATES[field] else _STATES.get(folded, folded)
    return folded if folded in STATES[field] else None


def language(typed: str) -> str | None:
    """Return the code of a language by its code or its name, None if it is not known."""
    return code_of(typed) or None


def nearest_value(field: str, typed: str) -> str | None:
    """Return the value of `is`, `has` or `lang` that is likely meant, None if none is near."""
    return _nearest(typed, STATES.get(field) or tuple(SNOWBALL.values()))


def _nearest(typed: str, choices: tuple[str, ...]) -> str | None:
    found = process.extractOne(typed.casefold(), choices, scorer=fuzz.ratio, score_cutoff=60, processor=None)
    return found[0] if found else None
