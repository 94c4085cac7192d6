"""Screens that lie over the others for a moment: help, and the one that says that the terminal is too small."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from explorer.view import help as helping
from explorer.view.screens.rowlist import RowList

SMALLEST = (60, 15)
"""Columns and rows below which nothing can be read."""


class HelpScreen(ModalScreen[None]):
    """The keys of the focused pane, and all others."""

    BINDINGS = [Binding("escape,question_mark,q", "close", "Close", show=False)]

    def __init__(self, kind: str, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._kind = kind
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay out the list of keys."""
        with Vertical(id="help") as box:
            box.border_title = "Help"
            box.border_subtitle = "j k move · esc closes"
            yield RowList(id="help-rows")

    def on_mount(self) -> None:
        """Show the keys."""
        rows = self.query_one(RowList)
        rows.show(list(helping.rows(self._kind, self._keymap)))
        rows.focus()

    def action_close(self) -> None:
        """Leave, once: a second key may have been on its way."""
        if self.is_active:
            self.dismiss()


class TooSmallScreen(ModalScreen[None]):
    """Says that the terminal is too small, and how large it must be; goes when it is large enough."""

    BINDINGS = [Binding("q", "app.quit", "Quit", show=False)]

    def compose(self) -> ComposeResult:
        """Lay out the one message."""
        yield Static(id="too-small")

    def on_mount(self) -> None:
        """Say the size at once."""
        self._say(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Say the size as it is now."""
        self._say(event.size)

    def _say(self, size: Size) -> None:
        width, height = size
        self.query_one(Static).update(
            Content.assemble(
                ("Too small to read\n", "bold $warning"),
                (f"{width}×{height}, and Explorer needs {SMALLEST[0]}×{SMALLEST[1]}\n", ""),
                ("enlarge the window, or q to quit", "$muted"),
            )
        )
