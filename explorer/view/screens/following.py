"""Following: hits, names, references and links, and what is done with the passage under the cursor."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from textual import on

from explorer.model.entity import Mention
from explorer.model.query import Or, Parsed
from explorer.model.span import Span
from explorer.view.messages import CopyPassage, Go, Narrow, OpenOriginal
from explorer.view.navigation import Place, View
from explorer.view.panes.reader import ReaderPane
from explorer.view.panes.side import SidePane
from explorer.view.screens.opening import Opening


def with_clause(parsed: Parsed, clause: str, exclude: bool = False) -> str:
    """Return the query text that asks for `clause` too, or denies it; alternatives are put in parentheses first."""
    text = parsed.text.strip()
    base = f"({text})" if isinstance(parsed.query, Or) else text
    return f"{base} {'-' if exclude else ''}{clause}".strip()


class Following(Opening):
    """The part of the search screen that leads from a document to others."""

    _warned = 0
    """Whether the person has been told that there is no hit further on: 1 downwards, −1 upwards."""

    # Hits

    def action_next_hit(self) -> None:
        """Go to the next hit, or on the second press past the last one into the next result."""
        self._hit(1)

    def action_previous_hit(self) -> None:
        """Go to the previous hit, or on the second press before the first one into the result above."""
        self._hit(-1)

    def _hit(self, by: int) -> None:
        if not self.reader.display or self.reader.reading is None:
            self.results.action_choose()
            return
        if self.reader.next_hit() if by > 0 else self.reader.previous_hit():
            self._warned = 0
        elif self._warned == by:
            self._warned = 0
            self._result(by)
        else:
            self._warned = by
            key, where = ("n", "next result") if by > 0 else ("N", "result above")
            what = "Last hit here" if self.reader.reading.hits else "No hit here"
            self.tell(f"{what}: press {key} again for the {where}.")

    def action_next_result(self) -> None:
        """Read the next result."""
        self._result(1)

    def action_previous_result(self) -> None:
        """Read the result above."""
        self._result(-1)

    def _result(self, by: int) -> None:
        rank = self.results.selected + by
        hit = self.hit_at(rank)
        if hit is None:
            self.tell("This is the last result." if by > 0 else "This is the first result.")
            return
        self.results.selected = rank
        self.post_message(Go(Place(document=hit.document.id, selected=hit.document.id, rank=rank, pane=self.pane)))

    # What was chosen in a pane

    @on(ReaderPane.EntityChosen)
    def entity_in_text(self, event: ReaderPane.EntityChosen) -> None:
        """Show the card of a name in the text."""
        entity = self._entity_of(event.local)
        if entity is not None:
            self.post_message(Go(Place(View.ENTITY, subject=entity)))

    @on(ReaderPane.QuoteChosen)
    def quote_in_text(self, event: ReaderPane.QuoteChosen) -> None:
        """Show the card of who said it."""
        entity = self._entity_of(event.quote.speaker_local)
        if entity is not None:
            self.post_message(Go(Place(View.ENTITY, subject=entity)))

    @on(ReaderPane.PointerChosen)
    def pointer_in_text(self, event: ReaderPane.PointerChosen) -> None:
        """Open the document that a reference leads to."""
        pointer = event.pointer
        if pointer.document is None:
            self.tell(f"{pointer.target} leads out of this folder; Explorer opens nothing from there.")
        else:
            self.post_message(Go(Place(document=pointer.document, pane="reader")))

    @on(SidePane.EntityChosen)
    def entity_beside(self, event: SidePane.EntityChosen) -> None:
        """Show the card of an entity of the side pane."""
        self.post_message(Go(Place(View.ENTITY, subject=event.entity.entity.id)))

    @on(SidePane.QuoteChosen)
    def quote_beside(self, event: SidePane.QuoteChosen) -> None:
        """Read a quotation where it stands."""
        quote = event.quote
        self.post_message(Go(Place(document=quote.sentence.document.id, at=quote.span.start, pane="reader")))

    @on(SidePane.LinkChosen)
    def link_beside(self, event: SidePane.LinkChosen) -> None:
        """Read a related document."""
        self.post_message(Go(Place(document=event.link.document.id, pane="reader")))

    @on(SidePane.LinkExplained)
    def link_explained(self, event: SidePane.LinkExplained) -> None:
        """Say why a document is related."""
        if self.document is not None:
            self.post_message(Go(Place(View.EXPLANATION, subject=self.document, other=event.link.document.id)))

    def _entity_of(self, local: int) -> int | None:
        reading = self.reader.reading
        return reading.entity_of.get(local) if reading is not None else None

    # The entity under the cursor

    def subject(self) -> int | None:
        """Return the entity under the cursor of the pane in use."""
        if self.pane == "side":
            beside = self.side.entity
            return beside.entity.id if beside is not None else None
        target = self.reader.target if self.pane == "reader" else None
        return self._entity_of(target.value.local) if target is not None and isinstance(target.value, Mention) else None

    def action_require(self) -> None:
        """Require the entity under the cursor."""
        self._narrow(exclude=False)

    def action_exclude(self) -> None:
        """Exclude the entity under the cursor."""
        self._narrow(exclude=True)

    def _narrow(self, exclude: bool) -> None:
        entity = self.subject()
        if entity is None:
            self.tell("Stand on a name to do that: ← → in the text, or choose one in the entity pane (3).")
        else:
            self.post_message(Narrow(entity, exclude))

    def action_timeline(self) -> None:
        """Show what is dated about the entity under the cursor in the side pane, else in the document."""
        entity = self.subject() if self.pane == "side" else None
        if entity is not None:
            self.post_message(Go(Place(View.TIMELINE, subject=entity)))
        elif self.document is not None:
            self.post_message(Go(Place(View.TIMELINE, subject=self.document, of_document=True)))

    # The passage under the cursor

    def passage(self) -> Span | None:
        """Return the sentence of the marked name, of the current hit if it is on screen, or the first one on screen."""
        reading = self.reader.reading
        if reading is None:
            return None
        on_screen = self.reader.on_screen
        seen = [span for span in (self.reader.cursor, self.reader.hit) if span is not None and on_screen.overlaps(span)]
        offset = seen[0].start if seen else on_screen.start
        after = bisect_right(reading.sentences, offset, key=attrgetter("end"))
        return reading.sentences[after] if after < len(reading.sentences) else Span(offset, on_screen.end)

    def _copy(self, only_place: bool) -> None:
        reading, span = self.reader.reading, self.passage()
        if reading is None or span is None:
            self.tell("Open a document to copy from it.")
            return
        chosen = self.get_selected_text()
        self.post_message(CopyPassage(reading.document, span, chosen or span.of(reading.text), only_place))

    def action_copy(self) -> None:
        """Copy the passage, or what the mouse selected, with its citation."""
        self._copy(only_place=False)

    def action_copy_place(self) -> None:
        """Copy where the passage stands."""
        self._copy(only_place=True)

    def action_original(self) -> None:
        """Open the original at the passage."""
        reading, span = self.reader.reading, self.passage()
        if reading is not None and span is not None:
            self.post_message(OpenOriginal(reading.document, span.start))
