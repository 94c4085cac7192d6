"""The line that says how the index stands."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from explorer.view.render.sanitise import safe


class StatusLine(Static):
    """One line: a message on the left, what the index does on the right."""

    DEFAULT_CSS = "StatusLine { height: 1; padding: 0 1; color: $muted; background: $panel; }"

    def say(self, text: str, style: str = "$muted") -> None:
        """Show a line of text."""
        self.update(Content.styled(safe(text), style))
