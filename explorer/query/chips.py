"""What was understood of a query, part by part, in a few words."""

from __future__ import annotations

from explorer.model.entity import EntityType
from explorer.model.query import (
    And,
    Chip,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Leaf,
    Like,
    Listed,
    Named,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)
from explorer.model.span import Span

_TYPES: dict[EntityType | None, str] = {None: "entity", **{type_: type_.value for type_ in EntityType}}
_TYPES |= {EntityType.ORGANISATION: "org", EntityType.DATE: "entity"}


def chips(query: Query, negated: bool = False, place: Span | None = None) -> tuple[Chip, ...]:
    """Return a chip for each part that is more than a plain word, in the order they were typed.

    `place` is that of the negation around the part, so that taking the chip away takes the negation too.
    """
    match query:
        case And(items) | Or(items):
            return tuple(chip for item in items for chip in chips(item, negated))
        case Not(item, around):
            return chips(item, not negated, around if not isinstance(item, And | Or) else None)
        case Everything() | Nothing():
            return ()
        case _:
            if isinstance(query, Word) and query.field is None and not negated:
                return ()
            return (Chip(label(query), place or query.place, negated),)


def label(leaf: Leaf) -> str:
    """Return a leaf in words."""
    match leaf:
        case Named(type_, text, prefix):
            return f"{leaf.label or _TYPES[type_]}: {text}{'…' if prefix else ''}"
        case DateRange():
            return leaf.typed.replace(":", " ", 1).replace('"', "")
        case Listed(field, text):
            return f"{field} {text}" if field == "about" else f"{field}: {text}{'…' if leaf.prefix else ''}"
        case Like(document):
            return f"like: {document}"
        case _:
            return f"{leaf.field}: {_words(leaf)}" if leaf.field else _words(leaf)


def _words(leaf: Word | Prefix | Phrase | Wildcard | Fuzzy | Exact) -> str:
    match leaf:
        case Phrase(text):
            return f"“{text}”" + _within(leaf.slop)
        case Exact(text):
            return (f"exactly “{text}”" if " " in text else f"exactly {text}") + _within(leaf.slop)
        case Prefix(text):
            return f"“{text}…”" if " " in text else f"{text}…"
        case Fuzzy(text, _, edits):
            return f"{text}~{edits}"
        case Word(text) | Wildcard(text):
            return text


def _within(slop: int) -> str:
    return f" within {slop}" if slop else ""
