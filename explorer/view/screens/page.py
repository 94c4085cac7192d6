"""What every screen that one can come back to has in common."""

from __future__ import annotations

from textual.screen import Screen

from explorer.library import Library
from explorer.view import keys
from explorer.view.messages import Resumed, Tell
from explorer.view.navigation import Place


class Page(Screen[None]):
    """A screen with a place in the history; its library answers from worker threads."""

    BINDINGS = keys.bindings("every")
    AUTO_FOCUS = None

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    def on_screen_resume(self) -> None:
        """Say that this screen is the topmost."""
        self.post_message(Resumed())

    def place(self) -> Place:
        """Return where the person stands now, enough to come back to."""
        return Place()

    @property
    def kind(self) -> str:
        """Return the name of the pane or screen whose keys the footer and the help show."""
        return "results"

    def tell(self, text: str, severity: str = "information") -> None:
        """Say something in a line that goes away."""
        self.post_message(Tell(text, severity))
