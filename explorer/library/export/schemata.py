"""How Explorer's kinds are called in FollowTheMoney, and which values its properties take.

After the model's own definition (https://followthemoney.tech/explorer/schemata/), version 4; what is used here is in
version 3 as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from explorer.model.entity import EntityType, RelationKind
from explorer.values import dataclass

LONGEST = {
    "name": 384,
    "alias": 384,
    "weakAlias": 384,
    "full": 250,
    "location": 250,
    "description": 60_000,
    "notes": 4000,
}
"""Characters that the value of a property may have."""

LONGEST_TEXT = 1000
"""Characters of any other property."""

THINGS: Mapping[EntityType, str] = {
    EntityType.PERSON: "Person",
    EntityType.ORGANISATION: "Organization",
    EntityType.PLACE: "Address",
    EntityType.EVENT: "Event",
    EntityType.WORK: "Article",
    EntityType.LAW: "Article",
    EntityType.PRODUCT: "Asset",
    EntityType.CUSTOM: "Note",
}
"""The schema of each type of entity that has one. A date has none: it is told by what is dated so."""

MENTIONED = {"email": "emailMentioned", "telephone": "phoneMentioned", "IBAN": "ibanMentioned"}
"""Types and labels whose values are told with the document that names them, and the property that tells them."""

MENTIONED_TYPES = (EntityType.EMAIL, EntityType.TELEPHONE, EntityType.IDENTIFIER)
"""The types that those are of."""

LEGAL_ENTITIES = frozenset({"Person", "Organization", "Company", "LegalEntity"})
"""What a Mention can be resolved to, and what can hold an office."""

DOCUMENTS = {
    "html": ("HyperText", "text/html"),
    "md": ("PlainText", "text/markdown"),
    "txt": ("PlainText", "text/plain"),
}
"""Schema and media type of each kind of document."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A schema of relations: its two ends, the schemata that each may be of, where it tells its kind, and what more."""

    schema: str
    subject: str
    object: str
    subjects: frozenset[str]
    objects: frozenset[str]
    told: str = "role"
    more: frozenset[str] = frozenset({"status"})


_BODIES = frozenset({"Organization", "Company"})
_PERSON = frozenset({"Person"})
ANYTHING = Bond("UnknownLink", "subject", "object", frozenset(), frozenset())
"""What joins any two things, of which the role tells more."""

DIRECTORSHIP = Bond("Directorship", "director", "organization", LEGAL_ENTITIES, _BODIES)
EMPLOYMENT = Bond("Employment", "employee", "employer", _PERSON, _BODIES)
MEMBERSHIP = Bond("Membership", "member", "organization", LEGAL_ENTITIES, _BODIES)
FAMILY = Bond("Family", "person", "relative", _PERSON, _PERSON, "relationship", frozenset())
OWNERSHIP = Bond("Ownership", "owner", "asset", LEGAL_ENTITIES, frozenset({"Company"}))

BONDS = {
    RelationKind.ROLE: EMPLOYMENT,
    RelationKind.MEMBER: MEMBERSHIP,
    RelationKind.FAMILY: FAMILY,
    RelationKind.OWNERSHIP: OWNERSHIP,
}
"""The schema of each kind of relation; any other, and one whose ends the schema does not allow, is ANYTHING."""

_HEAD = re.compile(
    r"\b(?:director|chief executive|ceo|chief (?:financial|operating) officer|chair(?:man|woman|person)?|president|"
    r"board|trustee|treasurer|secretary[- ]general|managing partner|head)\b",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\b(?:member|deputy|senator|delegate|lawmaker|legislator)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\dX])")


def bond(kind: RelationKind, what: str, subject: str, of: str) -> Bond:
    """Return the schema of a relation of a kind, told by some words, between things of two schemata."""
    found = BONDS.get(kind, ANYTHING)
    if kind is RelationKind.ROLE and _HEAD.search(what):
        found = DIRECTORSHIP
    elif kind is RelationKind.ROLE and _MEMBER.search(what):
        found = MEMBERSHIP
    return found if subject in found.subjects and of in found.objects else ANYTHING


def day(edtf: str | None) -> list[str]:
    """Return a date as FollowTheMoney takes it: the year, the month or the day that EDTF begins with; or nothing."""
    found = _DAY.match(edtf or "")
    return [found[0]] if found else []


def fitting(name: str, values: Iterable[str | None]) -> list[str]:
    """Return the values of a property, each once and as long as it may be, blanks made one; empty ones are left out."""
    most = LONGEST.get(name, LONGEST_TEXT)
    return list(dict.fromkeys(cut for value in values if value and (cut := " ".join(value.split())[:most])))
