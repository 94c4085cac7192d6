"""The card of an entity: names, roles, relations, documents, companions, quotations, passages, each to be followed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from explorer.library import Library
from explorer.model.entity import RelationKind
from explorer.model.link import Companion
from explorer.model.results import EntityCard, QuoteOf, RelationOf, in_words
from explorer.view.messages import Go
from explorer.view.navigation import Place, View
from explorer.view.render.beside import look_of
from explorer.view.render.sanitise import safe
from explorer.view.screens import rows
from explorer.view.screens.lines import Lines, LinesScreen
from explorer.view.screens.rows import Cell, Row

NAMES = 36
"""Most columns that the names of companions are given, so that the counts stand under each other."""
PASSAGES = 200
"""Most passages that a card lists; the search behind its first line has them all."""


class CardScreen(LinesScreen):
    """All that is known of one entity."""

    crumb = "Entity"
    kind = "entity"

    def __init__(self, library: Library, entity: int, row: int = 0) -> None:
        super().__init__(library, row)
        self.entity = entity

    def place(self) -> Place:
        """Return this card and the row with the cursor."""
        return Place(View.ENTITY, subject=self.entity, row=self.row)

    def subject(self) -> int:
        """Return the companion under the cursor, else the entity of the card."""
        return super().subject() or self.entity

    def load(self) -> Lines:
        """Fetch the card; raises NotFound."""
        card = self.library.card(self.entity)
        clause = self.library.entity_query(self.entity)
        return Lines(title(card), tuple(_first(card, clause)), tuple(_second(card)))

    def action_timeline(self) -> None:
        """Show what is dated about this entity."""
        self.post_message(Go(Place(View.TIMELINE, subject=self.entity)))


def title(card: EntityCard) -> Content:
    """Return the entity's name, type and counts, and its most frequent role."""
    entity = card.entity.entity
    role = next((one for one in card.relations if one.kind is RelationKind.ROLE), None)
    role = role if role and role.subject.entity.id == entity.id else None
    return Content.assemble(
        (safe(entity.name), f"bold $entity-{look_of(entity.type)}"),
        (f"  {safe(entity.label or entity.type)}", "$muted"),
        (f"  {safe(in_words(role, entity.id))}" if role else "", ""),
        (
            f"\n{rows.counted(entity.mentions, 'mention')} in {rows.counted(entity.documents, 'document')}",
            "$muted",
        ),
    )


def _first(card: EntityCard, clause: str) -> Iterator[Row]:
    """Yield the search for the entity, its roles and relations, and its documents."""
    entity = card.entity.entity
    everything = Content.assemble(
        ("Every document about ", ""),
        (safe(entity.name), f"bold $entity-{look_of(entity.type)}"),
        (f"  {clause}", "$muted"),
    )
    yield Row((Cell(everything, Place(query=clause, pane="results"), entity=entity.id),))
    roles = [one for one in card.relations if one.kind is RelationKind.ROLE]
    for name, some in (("Roles", roles), ("Relations", [one for one in card.relations if one not in roles])):
        if some:
            yield from _section(name, len(some))
            for relation in some:
                yield from _relation(relation, entity.id)
    shown = len(card.documents)
    known = f"{shown:,}" if shown >= entity.documents else f"the newest {shown:,} of {entity.documents:,}"
    yield rows.blank()
    yield rows.heading("Documents", known)
    for found, count in card.documents:
        yield rows.document(found, about=entity.id, note=f"×{count}")


def _second(card: EntityCard) -> Iterator[Row]:
    """Yield companions, quotations, passages and names."""
    if card.companions:
        yield from _section("Appears with", len(card.companions))
        widest = max(cell_len(safe(companion.entity.name)) for companion in card.companions)
        for companion in card.companions:
            yield _companion(companion, min(NAMES, widest))
    if card.quotes:
        yield from _section("Quotations", len(card.quotes))
        for quote in card.quotes:
            yield _quote(quote)
    if card.passages:
        yield from _section("Passages", len(card.passages))
        for passage in card.passages[:PASSAGES]:
            yield Row((rows.sentence(passage),), label=_date(passage.document.date))
    if card.names:
        yield from _section("Names", len(card.names))
        for name, count in card.names:
            quoted = '"' + name.replace('"', " ") + '"'
            content = Content.assemble(safe(name), (f"  ×{count}", "$muted"))
            yield Row((Cell(content, Place(query=quoted, pane="results")),))


def _section(name: str, count: int) -> Iterator[Row]:
    yield rows.blank()
    yield rows.heading(name, f"{count:,}")


def _date(date: str | None) -> Content:
    return Content.styled(safe(date or "undated"), "$muted")


def _relation(relation: RelationOf, of: int) -> Iterator[Row]:
    """Yield what is stated, as seen from the card's entity, followed by the newest sentence that states it."""
    cell = rows.sentence(relation.sentence, lines=2)
    note = f"  in {rows.counted(relation.documents, 'document')}" if relation.documents > 1 else ""
    since = f"  {safe(relation.date)}" if relation.date else ""
    stated = Content.assemble((safe(in_words(relation, of)), "bold"), (since, "$entity-date"), (note, "$muted"))
    other = relation.object if relation.subject.entity.id == of else relation.subject
    leads = Place(View.ENTITY, subject=other.entity.id) if other and other.entity.id != of else cell.place
    yield Row(
        (Cell(stated, leads, cell.sentence, entity=other.entity.id if other else None),),
        label=_date(relation.sentence.document.date),
    )
    yield Row((Cell(cell.content.stylize_before("$muted"), cell.place, cell.sentence, lines=2),), label=Content(""))


def _companion(companion: Companion, width: int) -> Row:
    note = f"{rows.counted(companion.sentences, 'sentence')} of {rows.counted(companion.documents, 'document')}"
    return rows.entity(companion.entity, note, width)


def _quote(quote: QuoteOf) -> Row:
    return Row((rows.sentence(quote.sentence, quote=True),), label=_date(quote.sentence.document.date))
