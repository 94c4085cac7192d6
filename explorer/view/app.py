"""The app: a thin shell over `Library` that knows where one is, where one has been, and how indexing goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from textual import events, on
from textual.filter import LineFilter

from explorer.errors import ConfigError
from explorer.library import Library
from explorer.view import keys, themes
from explorer.view.commands import ExplorerCommands, FindCommands, Palette
from explorer.view.doing import Doing
from explorer.view.messages import Go, Left, Resumed, Tell
from explorer.view.navigation import History, Place, View
from explorer.view.render.sanitise import SanitiseFilter
from explorer.view.screens import layout
from explorer.view.screens.card import CardScreen
from explorer.view.screens.explanation import ExplanationScreen
from explorer.view.screens.overlay import SMALLEST, HelpScreen, TooSmallScreen
from explorer.view.screens.page import Page
from explorer.view.screens.search import SearchScreen
from explorer.view.screens.status import StatusScreen
from explorer.view.screens.timeline import TimelineScreen

LOOK_EVERY = 5.0
"""Seconds between looks at what another process has indexed."""
TERMINAL_EVERY = 2.0
"""Seconds between looks whether the terminal is still there."""


class ExplorerApp(Doing):
    """Explorer on one corpus: `query` is typed in from the start, `build` brings the index up to date behind."""

    TITLE = "Explorer"
    CSS_PATH = "app.tcss"
    COMMANDS = {ExplorerCommands, FindCommands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (layout.TWO, "-medium"), (layout.THREE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (layout.LOW, "-high")]

    def __init__(self, library: Library, query: str = "", build: bool = True) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(library, query, ansi_color=True if plain else None)
        self._history = History()
        self._build_at_start = build
        self.searching.looked = not build
        self._mistake: str | None = None
        self._held: Place | None = None
        settings = library.config.interface
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = (
            themes.PLAIN if plain else settings.theme if settings.theme in self.available_themes else themes.DEFAULT
        )
        self.animation_level = "full" if settings.animation else "none"
        try:
            self.set_keymap(keys.keymap(settings.keys))
        except ConfigError as error:
            self._mistake = str(error)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of entities and hits for themes that have none of their own."""
        return themes.found_colours(self.current_theme)

    def get_line_filters(self) -> list[LineFilter]:
        """Return Textual's filters, and the one that keeps escape sequences from the terminal."""
        return [*super().get_line_filters(), SanitiseFilter()]

    def get_default_screen(self) -> SearchScreen:
        """Return the search screen, so that the first paint is the real one."""
        return self.searching

    def on_mount(self) -> None:
        """Tell what opening the library told, and see whether files have changed."""
        for notice in self.library.notices:
            self.say(notice, "warning")
        if self._mistake is not None:
            self.say(self._mistake, "error")
        settings = self.library.config.interface
        if settings.theme not in self.available_themes:
            self.say(f"interface.theme: there is no theme {settings.theme!r}; : lists them", "warning")
        if self._build_at_start:
            self.look_for_changes()
        self.set_interval(LOOK_EVERY, self.look_again)
        if not self.is_headless:
            self.set_interval(TERMINAL_EVERY, self.leave_without_terminal)

    def leave_without_terminal(self) -> None:
        """Quit when the terminal has gone, with its window or its connection: nobody else would ever end this."""
        if not os.isatty(sys.stdin.fileno()):
            self.exit()

    # Going places

    @on(Go)
    def go_to(self, event: Go) -> None:
        """Go where a screen asks to, remembering where one was."""
        self.go(event.place, event.record)

    def go(self, place: Place, record: bool = True) -> None:
        """Go to a place."""
        if record and isinstance(self.screen, Page) and not isinstance(self.screen, StatusScreen):
            self._history.leave(self.screen.place())
        self._show(place)

    @on(Left)
    def left(self, event: Left) -> None:
        """Remember a place that was left by typing another query."""
        self._history.leave(event.place)

    def action_go_back(self) -> None:
        """Go back."""
        self._travel(self._history.back)

    def action_go_ahead(self) -> None:
        """Go forward again."""
        self._travel(self._history.ahead)

    def _travel(self, way: Callable[[Place], Place | None]) -> None:
        if not isinstance(self.screen, Page):
            return
        place = way(self.screen.place())
        if place is None:
            self.say("There is nothing further in this direction.")
        else:
            self._show(place)

    def _show(self, place: Place) -> None:
        """Show the screen of a place, as the only one over the search screen."""
        if not isinstance(self.screen, Page):
            self._held = place  # The next key has already opened something over the screen that asked.
            return
        self._held = None
        above = [screen for screen in self.screen_stack if screen is not self.searching]
        target = self._screen_for(place)
        if target is None:
            for _ in above:
                self.pop_screen()
            self.searching.restore(place)
        elif above:
            self.switch_screen(target)
        else:
            self.push_screen(target)

    @on(Resumed)
    def resumed(self) -> None:
        """Go where a screen asked to while something lay over it."""
        if self._held is not None:
            self._show(self._held)

    def _screen_for(self, place: Place) -> Page | None:
        """Return a new screen for a place, None for the search screen."""
        subject = place.subject
        if place.view is View.ENTITY and subject is not None:
            return CardScreen(self.library, subject, place.row)
        if place.view is View.TIMELINE and subject is not None:
            return TimelineScreen(self.library, subject, place.of_document, place.row)
        if place.view is View.EXPLANATION and subject is not None and place.other is not None:
            return ExplanationScreen(self.library, subject, place.other, place.row)
        return None

    @on(Tell)
    def tell(self, event: Tell) -> None:
        """Say what a screen asks to be said."""
        self.say(event.text, event.severity)

    def action_use_theme(self, name: str) -> None:
        """Wear another theme until quitting; `interface.theme` in config.yaml makes it last."""
        self.theme = name

    # Screens that lie over others

    def action_command_palette(self) -> None:
        """Show the palette."""
        if isinstance(self.screen, Page):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """Show the keys of the pane in use."""
        kind = self.screen.kind if isinstance(self.screen, Page) else "results"
        self.push_screen(HelpScreen(kind, self._keymap))

    def action_status(self) -> None:
        """Show the state of the index, or leave it."""
        if isinstance(self.screen, StatusScreen):
            self.pop_screen()
        elif isinstance(self.screen, Page):
            self.push_screen(StatusScreen(self.library, self.indexer.state))

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the terminal has become too small, until it is large enough again."""
        # The event's size, for the app's own is still the one before.
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        shown = isinstance(self.screen, TooSmallScreen)
        if small and not shown:
            self.push_screen(TooSmallScreen())
        elif shown and not small:
            self.pop_screen()
