"""The rows of what stands beside a document: entities, quotations and related documents, as runs."""

from __future__ import annotations

from explorer.model.entity import EntityCount, EntityType, QuoteKind
from explorer.model.link import Link
from explorer.model.results import QuoteOf
from explorer.view.render.fitting import Run, bar, clip, column
from explorer.view.render.sanitise import safe
from explorer.view.render.wrapping import wrap

HERE, FOUND, CORPUS = 5, 6, 7
"""Cells of the columns of numbers."""
KIND = 13
"""Cells of the column that says what kind of entity each is."""
OWN_LOOKS = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.DATE)
_NAMED = 3
_BAR = 5


def heads(width: int) -> str:
    """Return the line above the entities that says what their numbers count."""
    return f"{'here':>{HERE}}{'found':>{FOUND}}{'corpus':>{CORPUS}}".rjust(width)


def look_of(type_: EntityType) -> str:
    """Return the name of the look of a type of entity: the four that tell who, where and when have one of their own."""
    return type_.value if type_ in OWN_LOOKS else "other"


def entity(count: EntityCount, width: int, kind: str | None = None) -> list[Run]:
    """Return an entity's name and how often it is named here, in how many hits, in how many documents.

    With `kind`, what it is stands before it in a column of its own; "" leaves that empty.
    """
    found = "" if count.results is None else f"{count.results:,}"
    numbers = f"{found:>{FOUND}}{count.entity.documents:>{CORPUS},}"
    before = "" if kind is None else column(kind, KIND)
    room = max(4, width - HERE - len(numbers) - len(before))
    return [
        *([(before, "muted")] if before else []),
        (column(count.entity.name, room), look_of(count.entity.type)),
        (f"{count.here:>{HERE},}", ""),
        (numbers, "muted"),
    ]


def quote(said: QuoteOf, width: int, lines: int = 2) -> list[list[Run]]:
    """Return who said something, by which word, how sure that is and who else tells it; and the first lines of it."""
    text = safe(said.quote).strip()
    starts = wrap(text, width)
    ends = [*starts[1:], len(text)]
    shown = [[(text[start:end].rstrip(), "quote")] for start, end in zip(starts, ends, strict=True)][:lines]
    if len(starts) > lines:
        shown[-1] = [(clip(text[starts[lines - 1] :], width), "quote")]
    who: Run = (said.speaker.entity.name, "person") if said.speaker is not None else ("speaker unknown", "muted")
    told = "without marks" if said.kind is QuoteKind.INDIRECT else ""
    doubt = "perhaps" if said.confidence < 0.7 else ""
    also = f"also in {said.elsewhere:,} more" if said.elsewhere else ""
    facts = [(f"  {fact}", "muted") for fact in (safe(said.cue), told, doubt, also) if fact]
    return [[who, *facts], *shown]


def reasons(link: Link) -> str:
    """Return why a document is related: a copy, an event, or what they share, at most three and how many more."""
    if link.same_text:
        others = f", {len(link.copies)} more like it" if link.copies else ""
        return f"a copy: {link.same_text:.0%} the same text{others}"
    if link.event:
        return f"same event: {', '.join(entity.name for entity in link.event.entities[:_NAMED])}"
    if link.quotes and not link.shared:
        return "the same words are quoted"
    named = ", ".join(shared.entity.name for shared in link.shared[:_NAMED])
    more = len(link.shared) - _NAMED
    return f"{named} +{more}" if more > 0 else named


def pointing(link: Link) -> str:
    """Return which of the two documents refers to the other."""
    ways = {pointer.outgoing for pointer in link.pointers}
    if ways == {True, False}:
        return "↔ each other"
    return "← refers to this" if False in ways else "→ is referred to" if ways else ""


def link(related: Link, strongest: float, width: int) -> list[list[Run]]:
    """Return a related document: its title; how strongly beside the strongest, when, who refers; what they share."""
    document = related.document
    strength = bar(related.score / strongest if strongest > 0 else 0.0, _BAR)
    filled = strength.rstrip("╌")
    facts = "  ".join(fact for fact in (document.date or "undated", pointing(related)) if fact)
    return [
        [(clip(document.title, width), "title")],
        [(filled, "accent"), (strength[len(filled) :], "muted"), (f"  {facts}", "muted")],
        [(clip(reasons(related), width), "reason")],
    ]
