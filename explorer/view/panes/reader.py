"""The pane in which a document is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message

from explorer.model.entity import Mention, Quote
from explorer.model.link import Pointer
from explorer.model.results import Reading
from explorer.model.span import Span
from explorer.view import keys
from explorer.view.panes.reader_looks import CSS, HELP
from explorer.view.render.hints import HintTarget
from explorer.view.render.page import Marks, Target
from explorer.view.render.paper import Paper
from explorer.view.render.sanitise import safe
from explorer.view.render.spans import SpanIndex


class ReaderPane(Paper, can_focus=True):
    """Shows one document, its hits and what is found in it; says what the reader follows, and nothing more."""

    HELP = HELP
    DEFAULT_CSS = CSS

    BINDINGS = keys.pane(
        {
            "move.down": "scroll_lines(1)",
            "move.up": "scroll_lines(-1)",
            "move.first": "first",
            "move.last": "last",
            "move.half-down": "scroll_pages(0.5)",
            "move.half-up": "scroll_pages(-0.5)",
            "move.page-down": "scroll_pages(1.0)",
            "move.page-up": "scroll_pages(-1.0)",
            "target.next": "next_target",
            "target.previous": "previous_target",
            "open": "choose",
        }
    )

    @dataclass
    class EntityChosen(Message):
        """The reader follows an entity: its number in the document, and the mention pointed at."""

        local: int
        mention: Mention

    @dataclass
    class PointerChosen(Message):
        """The reader follows an explicit reference."""

        pointer: Pointer

    @dataclass
    class QuoteChosen(Message):
        """The reader follows a quotation whose speaker is known."""

        quote: Quote

    @dataclass
    class HitMoved(Message):
        """Another hit is the current one: its number from 0 (−1 for none), their total, its line and percent."""

        index: int
        total: int
        line: int
        percent: int

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id, classes=classes)
        self._target: Target | None = None
        self._hinted: list[Target] = []
        self._counted = (0, 1)
        self._hit_seen = False

    @property
    def reading(self) -> Reading | None:
        """The document shown, None while there is none."""
        return self._reading

    @property
    def target(self) -> Target | None:
        """The mention, quotation or pointer that `enter` would follow, None if none is marked."""
        return self._target

    @property
    def cursor(self) -> Span | None:
        """The span of the target."""
        return None if self._target is None else self._target.span

    @property
    def hit(self) -> Span | None:
        """The current hit."""
        hits, current = self._marks.hits.spans, self._marks.current
        return hits[current] if 0 <= current < len(hits) else None

    def show(self, reading: Reading, at: Span | None = None, center: bool = True) -> None:
        """Show a document with `at` (else its best passage, else its beginning) on screen, centred if `center`."""
        marks = Marks(SpanIndex(reading.hits))
        place = at if at is not None else reading.best
        start = 0
        if place is not None:
            first = next(marks.hits.touching(Span(place.start, max(place.end, place.start + 1))), None)
            marks.current, start = (-1, place.start) if first is None else (first[0], first[1].start)
        self._target, self._hinted, self._counted, self._hit_seen = None, [], (0, 1), False
        document = reading.document
        facts = " · ".join(safe(fact) for fact in (document.date, document.source) if fact)
        self.border_title = Content.assemble(safe(document.title), (f"  {facts}" if facts else "", "not bold dim"))
        self._set(reading, marks, start, center and place is not None)
        self._tell()

    def clear(self, message: str = "") -> None:
        """Show no document but a message of one or several lines."""
        self._message, self._target, self._hinted = message, None, []
        self.border_title = self.border_subtitle = None
        self._set(None, Marks())

    def find(self, spans: Sequence[Span]) -> bool:
        """Show these hits in place of the query's and go to the next of them; none brings the query's back."""
        if self._reading is None:
            return False
        self._marks.hits, self._marks.current = SpanIndex(spans or self._reading.hits), -1
        self._repaint()
        if not spans:
            self._tell()
            return False
        number = self._marks.hits.after(self._top)
        return self._go_to_hit(number if number < len(spans) else 0)

    # Hits

    def next_hit(self) -> bool:
        """Go to the next hit, counted from the current one or, if that is out of sight, from the top of the screen."""
        current = self._marks.current
        if self.hit is not None and not self.hit.overlaps(self.on_screen):
            current = -1
        return self._go_to_hit(current + 1 if current >= 0 else self._marks.hits.after(self._top))

    def previous_hit(self) -> bool:
        """Go to the previous hit, counted as for the next one."""
        current = self._marks.current
        if current < 0 or (self.hit is not None and not self.hit.overlaps(self.on_screen)):
            current = self._marks.hits.after(self.on_screen.end)
        return self._go_to_hit(current - 1)

    def _go_to_hit(self, number: int) -> bool:
        if not 0 <= number < len(self._marks.hits):
            return False
        self._marks.current = number
        self._repaint()
        self._reveal(self._marks.hits.spans[number])
        self._tell()
        return True

    def _reveal(self, span: Span) -> None:
        """Scroll only if the span is not on screen, or stands at its very edge."""
        seen = self.on_screen
        if not seen.covers(Span(span.start, min(span.end, span.start + 1))):
            self.scroll_to_offset(span.start, center=True)

    # Targets

    def next_target(self) -> bool:
        """Mark the next thing on screen that can be followed; False past the last one."""
        return self._step(1)

    def previous_target(self) -> bool:
        """Mark the previous thing on screen that can be followed; False before the first one."""
        return self._step(-1)

    def _step(self, by: int) -> bool:
        targets = self._page.targets_in(self.on_screen) if self._page is not None else []
        if not targets:
            return False
        number = targets.index(self._target) + by if self._target in targets else (0 if by > 0 else len(targets) - 1)
        if not 0 <= number < len(targets):
            return False
        self._mark(targets[number])
        return True

    def _mark(self, target: Target | None) -> None:
        self._target = target
        self._marks.target = None if target is None else target.span
        self._repaint()

    def hints(self) -> list[HintTarget]:
        """Return what can be followed on screen, in reading order; `show_hints` takes labels in the same order."""
        if self._page is None or self._reading is None:
            return []
        self._hinted = self._page.targets_in(self.on_screen)
        return [target.hint(self._reading.text) for target in self._hinted]

    def show_hints(self, labels: Sequence[str]) -> None:
        """Print labels over the targets that `hints` returned; an empty one hides its target's."""
        places: Mapping[int, str] = {
            target.span.start: label for target, label in zip(self._hinted, labels, strict=False) if label
        }
        self._marks.labels = places
        self._repaint()

    def hide_hints(self) -> None:
        """Take the labels away."""
        self._marks.labels = {}
        self._repaint()

    def follow(self, number: int) -> None:
        """Follow one of the targets that `hints` returned."""
        self._mark(self._hinted[number])
        self.action_choose()

    def action_choose(self) -> None:
        """Follow the marked target."""
        value = self._target.value if self._target is not None else None
        if isinstance(value, Mention):
            self.post_message(self.EntityChosen(value.local, value))
        elif isinstance(value, Pointer):
            self.post_message(self.PointerChosen(value))
        elif isinstance(value, Quote):
            self.post_message(self.QuoteChosen(value))

    def on_click(self, event: events.Click) -> None:
        """Follow what was clicked on, unless the mouse selected text."""
        offset = self._pointed_at(event)
        target = self._page.target_at(offset) if self._page is not None and offset is not None else None
        if target is not None and self.text_selection is None:
            self._mark(target)
            self.action_choose()

    # Moving

    def action_next_target(self) -> None:
        """Mark the next target on screen."""
        self.next_target()

    def action_previous_target(self) -> None:
        """Mark the previous target on screen."""
        self.previous_target()

    # Header

    def _lay_out(self) -> None:
        """Wrap for the width there is; a hit that was on screen stays there, else the first line does."""
        seen, self._hit_seen = self._hit_seen, False
        super()._lay_out()
        if seen and self.hit is not None and not self.on_screen.covers(self.hit):
            self.scroll_to_offset(self.hit.start, center=True)

    def moved(self) -> None:
        """Say in the border where the screen stands."""
        if self._reading is None:
            return
        self._hit_seen = self.hit is not None and self.on_screen.overlaps(self.hit)
        line, percent = self._where()
        total, current = len(self._marks.hits), self._marks.current
        hits = f"hit {current + 1}/{total}" if current >= 0 else f"{total} hit{'s' * (total != 1)}"
        self.border_subtitle = Content(
            f"{hits} · line {line:,} · {percent}%" if total else f"line {line:,} · {percent}%"
        )

    def _where(self) -> tuple[int, int]:
        """Return the line and the percentage of the current hit if it is on screen, else of the first line there."""
        assert self._reading is not None
        seen = self.on_screen
        offset = self.hit.start if self.hit is not None and seen.overlaps(self.hit) else self._top
        length = len(self._reading.text)
        percent = 100 if seen.end >= length else offset * 100 // max(1, length)
        return self._line_number(offset), percent

    def _line_number(self, offset: int) -> int:
        """Return the line of the text, from 1, counted on from the last one asked for."""
        assert self._reading is not None
        at, line = self._counted
        text = self._reading.text
        line += text.count("\n", at, offset) if offset >= at else -text.count("\n", offset, at)
        self._counted = (offset, line)
        return line

    def _tell(self) -> None:
        self.moved()
        if self._reading is not None:
            self.post_message(self.HitMoved(self._marks.current, len(self._marks.hits), *self._where()))
