"""The query line, what was understood of it, and how much was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from explorer.model.query import Chip, Mistake, Parsed, Sort
from explorer.model.results import Completion, Hits
from explorer.view import keys
from explorer.view.panes.going_on import Completing, GoingOn
from explorer.view.render.fitting import clip
from explorer.view.render.sanitise import safe

ORDERS = {
    Sort.RELEVANCE: "best first",
    Sort.RECENT: "best of the recent first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
}


class QueryBar(Vertical):
    """Takes what is typed; says when it changes, is entered or left."""

    HELP = "## Query\n\nResults follow what is typed. `enter` goes to them, `esc` leaves the line."
    DEFAULT_CSS = """
    QueryBar {
        height: 2;
        padding: 0 1;
        & > Horizontal { height: 1; }
        & #query-prompt { width: 2; color: $accent; text-style: bold; }
        & #query-line { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
        & #query-found { width: auto; color: $muted; padding: 0 0 0 2; }
        & > #query-chips { height: 1; color: $muted; padding: 0 0 0 2; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another query stands in the line."""

        text: str

    @dataclass
    class Submitted(Message):
        """The query was entered."""

        text: str

    @dataclass
    class FindWanted(Message):
        """A text is looked for in the document being read."""

        text: str

    @dataclass
    class Left(Message):
        """The line was left with escape."""

    def __init__(self, id: str | None = None, completing: Completing | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._completing = completing
        self.history: list[str] = []
        self._back = 0
        self._draft = ""
        self._quiet: str | None = None
        self._finding: str | None = None
        self.meant = ""
        """What the line was likely meant to be, "" if nothing else."""

    @property
    def _invitation(self) -> str:
        """What an empty line says: how to get into it, or what to do in it."""
        return "type to search" if self.has_focus_within else f"press {self._key('query')} to search"

    def _key(self, name: str) -> str:
        """Return the first key of an action as people know it."""
        return keys.current(keys.BY_ID[name], self.app._keymap)[0]

    def compose(self) -> ComposeResult:
        """Lay out line, count and chips."""
        with Horizontal():
            yield Static("›", id="query-prompt")
            yield Input(placeholder=self._invitation, id="query-line", suggester=GoingOn(self._completions))
            yield Static(id="query-found")
        yield Static(id="query-chips")

    def _completions(self, text: str) -> Sequence[Completion]:
        """Return what a query may go on with; a text to look for in a document is none."""
        return () if self._completing is None or self._finding is not None else self._completing(text)

    @property
    def _line(self) -> Input:
        return self.query_one("#query-line", Input)

    @property
    def text(self) -> str:
        """The query as it stands."""
        return self._line.value if self._finding is None else self._finding

    @text.setter
    def text(self, text: str) -> None:
        self._quiet = text
        self._line.value = text

    def on_mount(self) -> None:
        """Keep the cursor still: blinking would send bytes for as long as nobody types."""
        self._line.cursor_blink = False

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def invite(self) -> None:
        """Say in an empty line what it waits for."""
        if self._finding is None:
            self._line.placeholder = self._invitation

    def find_in_document(self) -> None:
        """Take what is typed next as a text to look for in the document; the query comes back afterwards."""
        self._finding = self._line.value
        self.query_one("#query-prompt", Static).update("/")
        self.text = ""
        self._line.placeholder = "find in this document"
        self._line.focus()

    def _found(self) -> None:
        """Put the query back."""
        query, self._finding = self._finding, None
        self.query_one("#query-prompt", Static).update("›")
        self._line.placeholder = self._invitation
        self.text = query or ""

    def focus_input(self) -> None:
        """Go to the line, behind what stands in it."""
        self._back = 0
        # At once, not after the keys that are already waiting: they belong to the line.
        self.screen.set_focus(self._line)
        self._line.cursor_position = len(self._line.value)

    @on(Input.Changed, "#query-line")
    def changed(self, event: Input.Changed) -> None:
        """Say that the query has changed."""
        event.stop()
        if event.value != self._quiet and self._finding is None:
            self._quiet = None
            self.post_message(self.Changed(event.value))

    @on(Input.Submitted, "#query-line")
    def submitted(self, event: Input.Submitted) -> None:
        """Say that the query was entered, and remember it."""
        event.stop()
        text = event.value.strip()
        if self._finding is not None:
            self._found()
            self.post_message(self.FindWanted(text))
            return
        if text and text not in self.history[-1:]:
            self.history.append(text)
        self._back = 0
        self.post_message(self.Submitted(event.value))

    async def on_key(self, event: events.Key) -> None:
        """Walk the history, or leave; below its newest query lie the results."""
        if not self._line.has_focus:
            return
        if event.key == "escape":
            event.stop()
            if self._finding is not None:
                self._found()
            self.post_message(self.Left())
        elif event.key == "down" and self._back == 0 and self._finding is None:
            event.stop()
            await self._line.action_submit()
        elif event.key in ("up", "down") and self.history:
            event.stop()
            self._walk(1 if event.key == "up" else -1)

    def _walk(self, by: int) -> None:
        """Show an earlier query, or a later one; after the last one what had been typed."""
        if self._back == 0:
            self._draft = self._line.value
        self._back = max(0, min(len(self.history), self._back + by))
        self._line.value = self.history[-self._back] if self._back else self._draft
        self._line.cursor_position = len(self._line.value)

    def set_understood(self, parsed: Parsed, hits: Hits | None) -> None:
        """Show what was understood, what was not, and how much was found in what time."""
        if hits is not None:
            noun = "document" if hits.total == 1 else "documents"
            whole = "" if hits.whole is None else f", {hits.whole:,} with all words"
            found = f"{hits.total:,} {noun}{whole} · {hits.seconds * 1000:.0f} ms · {ORDERS[hits.sort]}"
            self.query_one("#query-found", Static).update(Content.styled(found, "$muted"))
        chips = self.query_one("#query-chips", Static)
        self.meant = _meant(parsed, hits)
        if parsed.mistakes:
            chips.update(self._mistaken(parsed.text, parsed.mistakes[0], chips.size.width))
        else:
            chips.update(_understood(parsed.chips, _told(hits, self._key("meant")), chips.size.width))

    def _mistaken(self, text: str, mistake: Mistake, width: int) -> Content:
        """Return carets under the mistake, and what is wrong on whichever side there is more room."""
        place = mistake.place
        before = max(0, cell_len(text[: place.start]) - round(self._line.scroll_x))
        carets = "^" * max(1, cell_len(place.of(text)))
        said = mistake.message + (f"  try ({self._key('meant')}): {mistake.mended}" if mistake.mended else "")
        after = width - before - len(carets) - 1
        if cell_len(said) > after and before > after:
            said = clip(said, before - 1)
            return Content.assemble(
                (said, "$error"), " " * (before - cell_len(said)), (clip(carets, width - before), "$error bold")
            )
        return Content.assemble(
            " " * before, (clip(carets, width - before), "$error bold"), (f" {clip(said, after)}", "$error")
        )


def _meant(parsed: Parsed, hits: Hits | None) -> str:
    """Return the line without its mistake, or the first that was likely meant instead; "" if there is none."""
    if parsed.mistakes:
        return parsed.mistakes[0].mended or ""
    return hits.suggestions[0].text if hits is not None and hits.suggestions else ""


def _told(hits: Hits | None, key: str) -> str:
    """Return what is to be said of hits: what was left out, or what was more likely meant where there are few.

    `key` searches for that.
    """
    if hits is None:
        return ""
    if hits.notices:
        return safe(hits.notices[0])
    if not hits.total or not hits.suggestions:
        return ""  # without hits the list says it
    meant = hits.suggestions[0]
    many = "" if meant.hits is None else f" {meant.hits:,} document{'s' * (meant.hits != 1)}"
    return f"did you mean {safe(meant.text)} ({key})?{many}"


def _understood(chips: Sequence[Chip], told: str, width: int) -> Content:
    """Return what is told and, before it, the chips that there is room for, and how many more there are."""
    parts: list[Content] = []
    said = clip(told, width if not chips else width * 2 // 3)
    left = width - (cell_len(said) + 1 if said else 0)
    for number, chip in enumerate(chips):
        label = f" {'not ' if chip.negated else ''}{safe(chip.label)} "
        more = f"+{len(chips) - number}"
        if cell_len(label) > left - (len(more) + 1 if number + 1 < len(chips) else 0):
            parts.append(Content.styled(more if parts else clip(label, left), "$muted"))
            break
        parts.append(Content.styled(label, "$error on $panel" if chip.negated else "$foreground on $panel"))
        left -= cell_len(label) + 1
    return Content(" ").join([*parts, Content.styled(said, "$warning")] if said else parts)
