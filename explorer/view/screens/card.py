"""The card of an entity: its names, roles, documents, companions, quotations and passages, each to be followed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from explorer.library import Library
from explorer.model.link import Companion
from explorer.model.results import EntityCard, QuoteOf, RoleOf
from explorer.view.messages import Go
from explorer.view.navigation import Place, View
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
    role = card.roles[0] if card.roles else None
    where = f", {safe(role.organisation.entity.name)}" if role and role.organisation else ""
    return Content.assemble(
        (safe(entity.name), f"bold $entity-{entity.type}"),
        (f"  {entity.type}", "$muted"),
        (f"  {safe(role.role)}{where}" if role else "", ""),
        (
            f"\n{rows.counted(entity.mentions, 'mention')} in {rows.counted(entity.documents, 'document')}",
            "$muted",
        ),
    )


def _first(card: EntityCard, clause: str) -> Iterator[Row]:
    """Yield the search for the entity, its roles and documents."""
    entity = card.entity.entity
    everything = Content.assemble(
        ("Every document about ", ""),
        (safe(entity.name), f"bold $entity-{entity.type}"),
        (f"  {clause}", "$muted"),
    )
    yield Row((Cell(everything, Place(query=clause, pane="results"), entity=entity.id),))
    if card.roles:
        yield from _section("Roles", len(card.roles))
        for role in card.roles:
            yield from _role(role)
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


def _role(role: RoleOf) -> Iterator[Row]:
    """Yield a role, followed by the sentence that states it."""
    cell = rows.sentence(role.sentence, lines=2)
    whose = f"{role.role}, {role.organisation.entity.name}" if role.organisation else role.role
    yield Row(
        (Cell(Content.assemble((safe(whose), "bold")), cell.place, cell.sentence),),
        label=_date(role.sentence.document.date),
    )
    yield Row((Cell(cell.content.stylize_before("$muted"), cell.place, cell.sentence, lines=2),), label=Content(""))


def _companion(companion: Companion, width: int) -> Row:
    note = f"{rows.counted(companion.sentences, 'sentence')} of {rows.counted(companion.documents, 'document')}"
    return rows.entity(companion.entity, note, width)


def _quote(quote: QuoteOf) -> Row:
    return Row((rows.sentence(quote.sentence, quote=True),), label=_date(quote.sentence.document.date))
