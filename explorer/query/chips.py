"""What was understood of a query, part by part, in a few words."""

from __future__ import annotations

from explorer.model.entity import EntityType
from explorer.model.query import And, Chip, DateRange, Named, Not, Or, Phrase, Prefix, Query, Word
from explorer.model.span import Span

_TYPES = {EntityType.PERSON: "person", EntityType.ORGANISATION: "org", EntityType.PLACE: "place"}


def chips(query: Query, negated: bool = False, place: Span | None = None) -> tuple[Chip, ...]:
    """Return a chip for each part that is more than a plain word, in the order they were typed.

    `place` is that of the negation around the part, so that taking the chip away takes the negation too.
    """
    match query:
        case And(items) | Or(items):
            return tuple(chip for item in items for chip in chips(item, negated))
        case Not(item, around):
            return chips(item, not negated, around if not isinstance(item, And | Or) else None)
        case Word() | Prefix() | Phrase() | Named() | DateRange():
            text = label(query)
            if isinstance(query, Word) and query.field is None and not negated:
                return ()
            return (Chip(text, place or query.place, negated),)
        case _:
            return ()


def label(leaf: Word | Prefix | Phrase | Named | DateRange) -> str:
    """Return a leaf in words."""
    match leaf:
        case Named():
            kind = _TYPES.get(leaf.type, "entity") if leaf.type else "entity"
            return f"{kind}: {leaf.text}{'…' if leaf.prefix else ''}"
        case DateRange():
            return leaf.typed.replace(":", " ", 1).replace('"', "")
        case Phrase():
            text = f"“{leaf.text}”" + (f" within {leaf.slop}" if leaf.slop else "")
        case Prefix():
            text = f"“{leaf.text}…”" if " " in leaf.text else f"{leaf.text}…"
        case Word():
            text = leaf.text
    return f"{leaf.field}: {text}" if leaf.field else text
