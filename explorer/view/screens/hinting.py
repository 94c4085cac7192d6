"""The moment of the hint letters: every key goes to them until one thing is chosen, or none."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from explorer.values import dataclass
from explorer.view.panes.hints import assign, remaining
from explorer.view.panes.reader import ReaderPane
from explorer.view.panes.side import SidePane


@dataclass(frozen=True, slots=True)
class Hinted:
    """What the letters named: the number of the pane, and of the target among those that it offered."""

    pane: int
    number: int


class HintScreen(ModalScreen[Hinted | None]):
    """Shows letters in the panes below, and listens until they name one target."""

    def __init__(self, panes: Sequence[ReaderPane | SidePane]) -> None:
        super().__init__()
        self._panes = panes
        self._counts = [len(pane.hints()) for pane in panes]
        self._labels = assign(sum(self._counts))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the line that says what is going on; the letters are in the panes."""
        yield Static(id="hint-line")

    def on_mount(self) -> None:
        """Show all letters."""
        self._show()

    def _show(self) -> None:
        """Show the letters that are left, without what has been typed of them."""
        left = set(remaining(self._labels, self._typed))
        start = 0
        for pane, count in zip(self._panes, self._counts, strict=True):
            numbers = range(start, start + count)
            pane.show_hints([self._labels[number][len(self._typed) :] if number in left else "" for number in numbers])
            start += count
        self.query_one(Static).update(
            Content.assemble(
                ("Follow: ", "bold"), "type the letters ", (self._typed, "bold $accent"), (" esc leaves", "$muted")
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Take a letter; anything else leaves."""
        event.stop()
        event.prevent_default()
        if not self.is_active:
            return  # A key that was on its way when the one before it chose.
        if event.key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
            self._show()
            return
        typed = self._typed + (event.character or "")
        left = remaining(self._labels, typed)
        if event.key == "escape" or not left or not event.is_printable:
            self.dismiss(None)
        elif self._labels[left[0]] == typed:
            self.dismiss(self._chosen(left[0]))
        else:
            self._typed = typed
            self._show()

    def _chosen(self, number: int) -> Hinted:
        """Return the pane and the number in it of a label."""
        for pane, count in enumerate(self._counts):
            if number < count:
                return Hinted(pane, number)
            number -= count
        raise IndexError(number)
