"""The fields that can be typed before a colon."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from explorer.model.entity import EntityType

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

SHOWN = (
    "person",
    "org",
    "place",
    "entity",
    "title",
    "source",
    "author",
    "path",
    "type",
    "tag",
    "date",
    "after",
    "before",
)
"""The fields that help lists."""

EXAMPLES = {"date": "date:2021-03", "after": "after:2020", "before": "before:2021-06", "since": "since:2020"}
EXAMPLES |= {"until": "until:2021", "person": 'person:"Ada Lovelace"', "type": "type:md"}


def known(name: str) -> str | None:
    """Return the field of this name in any case, None if there is none."""
    folded = name.casefold()
    return folded if folded in ENTITIES or folded in TEXTS or folded in DATES else None


def nearest(name: str) -> str | None:
    """Return the field that is likely meant by `name`, None if none is near."""
    choices = (*ENTITIES, *TEXTS, *DATES)
    found = process.extractOne(name.casefold(), choices, scorer=fuzz.ratio, score_cutoff=60, processor=None)
    return found[0] if found else None


def example(name: str) -> str:
    """Return how the field is used."""
    return EXAMPLES.get(name, f"{name}:word")
