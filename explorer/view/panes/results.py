"""The pane that lists what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from explorer.model.query import Suggestion
from explorer.model.results import Hit, Hits
from explorer.model.span import Span
from explorer.view.panes.listing import Listing
from explorer.view.render.fitting import Run, column, fit
from explorer.view.render.wrapping import wrap

TALL, TALLER = 4, 5
"""Lines of a row: title, origin, one line of the passage or two, and a blank one."""
HIGH = 32
"""Lines of the pane from which rows are taller."""
PAGE = 50
"""Hits that are asked for at once."""
REST = 0.05
"""Seconds that scrolling rests before hits are asked for."""
ROOMY = 50
"""Cells from which a row of one line shows a passage beside the title."""
BEFORE = 24
"""Characters kept before the first hit of a passage that is longer than the line."""
HEADER = 80
"""Characters of a header, such as a date, that may stand before a title."""


class ResultsPane(Listing):
    """Shows hits; says which one the reader chose, and nothing more."""

    HELP = "## Results\n\nThe documents that match, each with its best passage. `enter` opens the one with the bar."
    DEFAULT_CSS = """
    ResultsPane {
        border: round $border-blurred;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $muted;
        &:focus { border: round $border; }
    }
    """

    hits: reactive[Hits | None] = reactive(None, repaint=False, always_update=True)
    compact: reactive[bool] = reactive(False, repaint=False)
    marks: reactive[dict[int, frozenset[str]]] = reactive(dict, repaint=True)
    message: reactive[str] = reactive("", repaint=True)

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another hit."""

        hit: Hit

    @dataclass
    class Chosen(Message):
        """The reader picked a hit."""

        hit: Hit

    @dataclass
    class PageWanted(Message):
        """Hits `offset` to `offset + limit` are on screen and not here."""

        offset: int
        limit: int

    @dataclass
    class SuggestionChosen(Message):
        """The reader picked a likelier query."""

        text: str

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._hits: dict[int, Hit] = {}
        self._wanted: set[int] = set()
        self._resting: Timer | None = None
        self.border_title = "Results"

    @property
    def row_height(self) -> int:
        """Lines of a row: one when compact or when there are only suggestions."""
        if self.compact or self._nothing:
            return 1
        return TALLER if self.size.height >= HIGH else TALL

    @property
    def _nothing(self) -> bool:
        return self.hits is None or self.hits.total == 0

    @property
    def has_cursor(self) -> bool:
        """Say whether there is a hit or a suggestion to choose."""
        return not self._nothing or bool(self._suggestions)

    def hit(self, rank: int) -> Hit | None:
        """Return the hit of a rank if it is here."""
        return self._hits.get(rank)

    def watch_hits(self, hits: Hits | None) -> None:
        """Show other hits."""
        self._hits = {hit.rank: hit for hit in hits.hits} if hits else {}
        self._wanted.clear()
        self.set_reactive(ResultsPane.selected, 0)
        self._count_rows()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.border_title = f"Results · {hits.total:,}" if hits else "Results"

    def watch_compact(self) -> None:
        """Make rows lower or higher."""
        self._count_rows()

    def watch_message(self) -> None:
        """Make room for what is said instead of hits."""
        self._count_rows()

    def on_mount(self) -> None:
        """Make room for what was given before there was any."""
        self._count_rows()

    def _count_rows(self) -> None:
        if not self.is_attached:
            return
        if self._nothing:
            said = len(self._said())
            self.set_count(said + len(self._suggestions))
            self.set_reactive(ResultsPane.selected, said if self._suggestions else 0)
        else:
            assert self.hits is not None
            self.set_count(self.hits.total)
            self.set_reactive(ResultsPane.selected, self.validate_selected(self.selected))
            self.into_sight()

    def validate_selected(self, selected: int) -> int:
        """Stay within the rows, and on the suggestions if there is nothing else."""
        first = len(self._said()) if self._nothing and self._suggestions else 0
        return max(first, super().validate_selected(selected))

    @property
    def _suggestions(self) -> tuple[Suggestion, ...]:
        return self.hits.suggestions if self.hits else ()

    def _said(self) -> list[str]:
        lines = [part for line in self.message.splitlines() for part in self._wrapped(line)]
        return [*lines, "", "Did you mean"] if self._suggestions else lines

    def _wrapped(self, line: str) -> list[str]:
        room = max(8, self.scrollable_content_region.width - self.MARGIN - 2)
        starts = wrap(line, room)
        return [line[start:end].rstrip() for start, end in pairwise([*starts, len(line)])]

    def on_resize(self) -> None:
        """Wrap what is said again; rows may have another height."""
        self._count_rows()

    def add_page(self, page: Hits) -> None:
        """Take hits that were asked for."""
        self._hits.update((hit.rank, hit) for hit in page.hits)
        self.refresh()

    def lit(self, number: int) -> None:
        """Say which hit the cursor stands on."""
        if not self._nothing and (hit := self._hits.get(number)) is not None:
            self.post_message(self.Highlighted(hit))

    def chosen(self, number: int) -> None:
        """Say which hit or suggestion was picked."""
        if self._nothing:
            suggestion = number - len(self._said())
            if 0 <= suggestion < len(self._suggestions):
                self.post_message(self.SuggestionChosen(self._suggestions[suggestion].text))
        elif (hit := self._hits.get(number)) is not None:
            self.post_message(self.Chosen(hit))

    def row(self, number: int, width: int) -> Sequence[Sequence[Run]]:
        """Return the lines of a hit, of a suggestion, or of what is said instead."""
        if self._nothing:
            said = self._said()
            if number < len(said):
                return [[(said[number], "muted")]]
            # None, while a pane of another width than the one counted for is drawn for the first time.
            return [_suggestion(each) for each in self._suggestions[number - len(said) :][:1]]
        hit = self._hits.get(number)
        if hit is None:
            self._want()
            return [[("  …", "muted")]]
        return [self._line(hit, width)] if self.compact else self._lines(hit, width)

    def _want(self) -> None:
        """Ask, when scrolling rests, for the pages of the rows on screen."""
        if self._resting is None:
            self._resting = self.set_timer(REST, self._ask)

    def _ask(self) -> None:
        self._resting = None
        for offset in sorted({rank // PAGE * PAGE for rank in self.seen if rank not in self._hits} - self._wanted):
            self._wanted.add(offset)
            self.post_message(self.PageWanted(offset, PAGE))

    def _mark(self, hit: Hit) -> Run:
        marks = self.marks.get(hit.document.id, frozenset())
        if "starred" in marks:
            return ("★ ", "accent")
        return ("  ", "") if "read" in marks else ("• ", "accent")

    def _title(self, hit: Hit) -> list[Run]:
        read = "read" in self.marks.get(hit.document.id, frozenset())
        title = hit.document.title
        return _lit(title, Span(0, len(title)), hit.title_hits, "" if read else "title")

    def _lines(self, hit: Hit, width: int) -> list[list[Run]]:
        document = hit.document
        facts = [part for part in (document.source, document.path) if part]
        where = [("  ", ""), (document.date or "undated", "date"), *((f" · {part}", "muted") for part in facts)]
        passage = [[("  ", ""), *line] for line in _passage(hit, width - 2, self.row_height - TALL + 1)]
        blank: list[list[Run]] = [[]] * (self.row_height - 2 - len(passage))
        return [[self._mark(hit), *self._title(hit)], where, *passage, *blank]

    def _line(self, hit: Hit, width: int) -> list[Run]:
        date = column(hit.document.date or "undated", 10)
        room = width - 13
        titled = room if room < ROOMY else room * 9 // 20
        title = fit(self._title(hit), titled)
        blank = " " * (titled + 2 - sum(cell_len(text) for text, _ in title))
        passage = _passage(hit, room - titled - 2) if titled < room else [[]]
        return [self._mark(hit), (date, "date"), (" ", ""), *title, (blank, ""), *passage[0]]


def _suggestion(suggestion: Suggestion) -> list[Run]:
    """Return a likelier query, what is changed in it, and how much it finds."""
    found = "" if suggestion.hits is None else f"{suggestion.hits:,} hit{'s' * (suggestion.hits != 1)}"
    notes = " · ".join((*suggestion.changed, *([found] if found else ())))
    return [(suggestion.text, "title"), (f"  {notes}" if notes else "", "muted")]


def _passage(hit: Hit, width: int, lines: int = 1) -> list[list[Run]]:
    """Return the best passage on at most so many lines, at least one, cut so that its first hit is seen."""
    if not hit.passages:
        return [[]]
    passage = hit.passages[0]
    text = passage.text.replace("\n", " ").replace("\t", " ")
    hits = [span.shifted(-passage.span.start) for span in passage.hits]
    start = _after_title(passage.text, hit.document.title)
    if hits and hits[-1].start < start:
        start = 0
    hits = [span for span in hits if span.start >= start]
    inside = start == 0 < passage.span.start and text[:1].islower()
    before: list[Run] = [("…", "muted")] if inside else []
    spans = _cut(text, start, width - inside, lines)
    if hits and hits[0].end > min(spans[-1].end, spans[-1].start + width - 1):
        start = text.find(" ", max(0, hits[0].start - BEFORE)) + 1
        # The room for the ellipsis is left on the later lines too, so that one wrapping serves all.
        spans, before = _cut(text, min(max(start, 1), hits[0].start), width - 1, lines), [("…", "muted")]
    return [[*(before if number == 0 else []), *_lit(text, span, hits, "muted")] for number, span in enumerate(spans)]


def _cut(text: str, start: int, width: int, lines: int) -> list[Span]:
    """Return the lines of a text from `start` on, the last one so long that it may have to be clipped."""
    starts = [start + at for at in wrap(text[start : start + width * (lines + 1)], width)[:lines]]
    ends = [*starts[1:], min(len(text), starts[-1] + 2 * width)]
    return [Span(begin, end) for begin, end in zip(starts, ends, strict=True)]


def _after_title(text: str, title: str) -> int:
    """Return where a text goes on behind its title, if that is a line of its own near the beginning; else 0."""
    at = text.find(title, 0, len(title) + HEADER)
    end = at + len(title)
    line = text.rfind("\n", 0, max(0, at)) + 1
    if at < 0 or text[line:at].strip("# ") or text[end : end + 1] != "\n":
        return 0
    rest = text[end:].lstrip()
    return len(text) - len(rest) if rest else 0


def _lit(text: str, part: Span, hits: Sequence[Span], look: str) -> list[Run]:
    """Return a part of a text as runs, its hits lit."""
    runs: list[Run] = []
    at = part.start
    for span in hits:
        begin, end = max(span.start, at), min(span.end, part.end)
        if begin < end:
            runs += [(text[at:begin], look), (text[begin:end], "hit")]
            at = end
    return [run for run in (*runs, (text[at : part.end], look)) if run[0]]
