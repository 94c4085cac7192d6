"""What the app does for its screens: says, copies, opens originals, narrows the query, keeps the index up to date."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from typing import Any, Literal, cast

from textual import on, work
from textual.app import App, SuspendNotSupported

from explorer.errors import ExplorerError
from explorer.library import Library
from explorer.view import citation, editor
from explorer.view.indexing import Indexer, IndexState
from explorer.view.messages import CopyPassage, Narrow, OpenOriginal
from explorer.view.navigation import Place
from explorer.view.render.sanitise import safe
from explorer.view.screens.following import with_clause
from explorer.view.screens.search import SearchScreen
from explorer.view.screens.status import StatusScreen

Severity = Literal["information", "warning", "error"]


class Doing(App[None]):
    """The part of the app that acts on the library and on the world outside."""

    def __init__(self, library: Library, query: str, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.library = library
        self.searching = SearchScreen(library, query)
        self.indexer = Indexer(library, lambda state: self.call_from_thread(self.heard, state))
        self._narrowed: list[str] = []
        self._leaving = False

    def call_from_thread(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Take an answer from a worker; one that comes while the app quits would find no widgets, and is dropped."""

        def unless_leaving() -> Any:
            return None if self._leaving else callback(*args, **kwargs)

        return super().call_from_thread(unless_leaving)

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Quit."""
        self._leaving = True
        super().exit(*args, **kwargs)

    def say(self, text: str, severity: str = "information") -> None:
        """Say something in a line that goes away."""
        self.notify(
            safe(text), severity=cast(Severity, severity), markup=False, timeout=4 if severity == "information" else 10
        )

    def go(self, place: Place, record: bool = True) -> None:
        """Go to a place; the app itself knows how."""

    # Passages

    @on(CopyPassage)
    def copy_passage(self, event: CopyPassage) -> None:
        """Copy a passage with its citation."""
        self._copy(event)

    @work(thread=True, group="copy")
    def _copy(self, event: CopyPassage) -> None:
        try:
            line = self.library.line_of(event.document.id, event.span.start)
        except (ExplorerError, OSError) as error:
            self.call_from_thread(self.say, str(error), "error")
            return
        if event.only_place:
            text = citation.place(event.document, line)
        else:
            text = citation.cite(event.document, event.text, line)
        self.call_from_thread(self._copied, text, event.only_place)

    def _copied(self, text: str, only_place: bool) -> None:
        self.copy_to_clipboard(text)
        self.say(f"Copied {text}" if only_place else f"Copied with its citation: {text.splitlines()[-1].lstrip('— ')}")

    @on(OpenOriginal)
    def open_original(self, event: OpenOriginal) -> None:
        """Open a document's file in the person's own editor; nothing is opened that is not in the corpus."""
        program = editor.editor(os.environ)
        if not program:
            self.say("No editor is set: set $VISUAL or $EDITOR, as in EDITOR=nano.", "warning")
            return
        try:
            path = self.library.location(event.document.id)
            line = self.library.line_of(event.document.id, event.offset)
            with self.suspend():
                subprocess.run(editor.command(program, path, line), check=False)
        except SuspendNotSupported:
            self.say("The editor cannot be opened in this terminal.", "warning")
        except (ExplorerError, OSError) as error:
            self.say(f"{program[0]}: {error}", "error")

    # The query

    @on(Narrow)
    def narrow(self, event: Narrow) -> None:
        """Put an entity into the query."""
        self._narrow(event.entity, event.exclude)

    @work(thread=True, exclusive=True, group="narrow")
    def _narrow(self, entity: int, exclude: bool) -> None:
        try:
            text = with_clause(self.library.parse(self.searching.text), self.library.entity_query(entity), exclude)
        except ExplorerError as error:
            self.call_from_thread(self.say, str(error), "error")
            return
        self.call_from_thread(self._narrowed_to, text)

    def _narrowed_to(self, text: str) -> None:
        self._narrowed.append(self.searching.text)
        self.go(Place(query=text, pane="results"))
        self.say(f"Query: {text}   (u undoes)")

    def action_undo(self) -> None:
        """Take back the last entity that was required or excluded."""
        if self._narrowed:
            self.go(Place(query=self._narrowed.pop(), pane="results"))
        else:
            self.say("Nothing to undo: + and - add an entity to the query.")

    # The index

    @work(thread=True, exclusive=True, group="stale")
    def look_for_changes(self) -> None:
        """Start indexing if files differ from what is indexed."""
        try:
            stale = self.library.is_stale()
        except (ExplorerError, OSError) as error:
            self.call_from_thread(self.say, str(error), "error")
            return
        self.call_from_thread(self.looked, stale)

    def looked(self, stale: bool) -> None:
        """Index what has changed; if nothing has, an empty list is empty for good."""
        if stale:
            self.action_start_indexing()
        else:
            self.searching.looked = True
            self.searching.tell_emptiness()

    def action_start_indexing(self) -> None:
        """Bring the index up to date in a child process."""
        if self.indexer.begin():
            self.heard(self.indexer.state)
            self.run_worker(self.indexer.run, thread=True, group="index", exit_on_error=False)
        else:
            self.say("Indexing runs already.")

    def action_stop_indexing(self) -> None:
        """Ask the child process to stop after its current batch."""
        self.indexer.stop()
        self.say("Stopping; what is indexed stays, and the next start goes on from there.")

    def heard(self, state: IndexState) -> None:
        """Show how indexing goes; search again when there are new documents."""
        self.searching.show_state(state)
        if state.grown:
            self.searching.search_again()
        for screen in self.screen_stack:
            if isinstance(screen, StatusScreen):
                screen.hear(state)
        if state.running:
            return
        for notice in (*((state.error,) if state.error else ()), *(state.report.notices if state.report else ())):
            self.say(notice, "warning")

    @work(thread=True, exclusive=True, group="refresh")
    def look_again(self) -> None:
        """See what another process has indexed meanwhile."""
        try:
            grown = not self.indexer.state.running and self.library.refresh()
        except (ExplorerError, OSError) as error:
            self.call_from_thread(self.say, str(error), "error")
            return
        if grown:
            self.call_from_thread(self.searching.search_again)

    def on_unmount(self) -> None:
        """Stop what runs, however the app comes to its end."""
        self.indexer.leave()
