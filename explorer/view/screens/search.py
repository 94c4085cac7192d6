"""The search screen: query line, results, reader and side pane, as many of them as the terminal has room for."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from explorer.errors import ExplorerError
from explorer.model.progress import Overview
from explorer.model.query import Sort
from explorer.view import keys
from explorer.view.indexing import IndexState, progress_line
from explorer.view.messages import Go, Left
from explorer.view.navigation import Place, View
from explorer.view.panes.query_bar import QueryBar
from explorer.view.panes.reader import ReaderPane
from explorer.view.panes.results import ResultsPane
from explorer.view.panes.side import SidePane
from explorer.view.panes.status import StatusLine
from explorer.view.screens import rows
from explorer.view.screens.following import Following
from explorer.view.screens.hinting import Hinted, HintScreen
from explorer.view.screens.keyline import KeyLine

ORDERS = {
    None: "best first",
    Sort.RELEVANCE: "best first",
    Sort.RECENT: "best of the recent first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
}
AFTER = {
    None: Sort.NEWEST,
    Sort.RELEVANCE: Sort.NEWEST,
    Sort.NEWEST: Sort.OLDEST,
    Sort.OLDEST: Sort.RELEVANCE,
    Sort.RECENT: Sort.NEWEST,
}


class SearchScreen(Following):
    """The screen that Explorer starts with."""

    BINDINGS = keys.bindings("search")

    _before: Place | None = None
    """Where the person stood when they went to the query line."""

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        yield QueryBar(id="query", completing=self.completions)
        yield Static(id="crumbs")
        with Horizontal(id="panes"):
            yield ResultsPane(id="results")
            yield ReaderPane(id="reader")
            yield SidePane(id="side")
        yield StatusLine(id="status")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the panes, and everything there is."""
        self.bar.text = self.text
        self.lay_out()
        self.results.focus()
        self.search()
        self.tell_numbers()

    def action_query(self) -> None:
        """Go to the query line."""
        self._before = self.place()
        self.bar.focus_input()

    def action_next_pane(self) -> None:
        """Use the next pane; after the query line come the results."""
        if self.bar.has_focus_within:
            self._remember()
            self.use("results")
        else:
            super().action_next_pane()

    def action_find(self) -> None:
        """Search in the pane in use."""
        if self._pane == "results":
            self.action_query()
        elif self._pane == "reader" and self.document is not None:
            self.bar.find_in_document()
        else:
            self.side.start_filter()

    def action_up(self) -> None:
        """Go up one level: query line or side pane or reader, to the results; there, clear what narrows the view."""
        if self.bar.has_focus_within:
            self.left()
        elif self._zoomed:
            self.action_zoom()
        elif self._pane == "side":
            self.use("reader")
        elif self._pane == "reader":
            lit = self._lit()
            self.post_message(Go(Place(pane="results", document=lit, top=self.seen_at(lit))))

    def _lit(self) -> int | None:
        hit = self.hit_at(self.results.selected)
        return hit.document.id if hit is not None else None

    # Query line

    @on(QueryBar.Submitted)
    def submitted(self, event: QueryBar.Submitted) -> None:
        """Show the hits of the line as it is, mistakes and all, and go to them."""
        self.text = event.text
        if self.hits is None or self.hits.parsed.text != event.text or self.hits.parsed.mistakes:
            self.search(literal=True)
        self._remember()
        self.use("results")

    @on(QueryBar.Left)
    def left(self) -> None:
        """Go from the query line back to the pane in use."""
        self._remember()
        self.use(self._pane)

    def _remember(self) -> None:
        """Put where the person stood before they typed another query into the history."""
        if self._before is not None and self._before.query != self.text:
            self.post_message(Left(self._before))
        self._before = None

    @on(QueryBar.FindWanted)
    def find_here(self, event: QueryBar.FindWanted) -> None:
        """Look for a text in the document being read; nothing typed brings the query's hits back."""
        self.use("reader")
        if self.document is not None:
            self.find_text(self.document, event.text)

    @on(ResultsPane.SuggestionChosen)
    def suggested(self, event: ResultsPane.SuggestionChosen) -> None:
        """Search for what was suggested."""
        self.post_message(Go(Place(query=event.text, pane="results")))

    def action_meant(self) -> None:
        """Search for what was likely meant by the line."""
        if not self.bar.meant:
            self.tell("Nothing else was likely meant.")
            return
        self._remember()
        self.post_message(Go(Place(query=self.bar.meant, pane="results")))

    def action_sort(self) -> None:
        """Change the order of the results."""
        self.sort = AFTER[self.sort]
        self.tell(f"Results: {ORDERS[self.sort]}.")
        self.search()

    # Entities and links

    def action_entity(self) -> None:
        """Show the card of the entity under the cursor, else the entity pane."""
        entity = self.subject()
        if entity is not None:
            self.post_message(Go(Place(View.ENTITY, subject=entity)))
        else:
            self.action_show_pane("entities")

    def action_links(self) -> None:
        """Show related documents; on one of them, say why."""
        link = self.side.link if self._pane == "side" else None
        if link is not None and self.document is not None:
            self.post_message(Go(Place(View.EXPLANATION, subject=self.document, other=link.document.id)))
        else:
            self.action_show_pane("links")

    def action_hints(self) -> None:
        """Put letters on everything to follow on screen."""
        panes = [pane for pane in (self.reader, self.side) if pane.display and pane.hints()]
        if not panes:
            self.tell("Nothing on screen to follow.")
            return
        self.app.push_screen(HintScreen(panes), lambda chosen: self._hinted(panes, chosen))

    def _hinted(self, panes: list[ReaderPane | SidePane], chosen: Hinted | None) -> None:
        """Follow what the letters named, or take them away."""
        for pane in panes:
            pane.hide_hints()
        if chosen is not None:
            panes[chosen.pane].focus()
            panes[chosen.pane].follow(chosen.number)

    # History

    def restore(self, place: Place) -> None:
        """Go to a place on this screen, as far as it says where."""
        self.keep_place()
        asked_anew = place.query is not None and (place.query != self.text or place.sort != self.sort)
        if asked_anew:
            self.text, self.sort = place.query or "", place.sort
            self.bar.text = self.text
            quiet = place.document is not None
            self.search(place.selected, place.rank, place.results_top, literal=True, quiet=quiet)
        else:
            rank = self._place_of(place.selected, place.rank) if place.selected is not None else self.results.selected
            self.results.selected = rank
            if place.results_top is not None:
                self.results.scroll_to(y=place.results_top, animate=False)
        if place.tab is not None:
            self.side.tab = place.tab
        if place.pane is not None:
            self.use(place.pane)
        if place.document is not None:
            self.open(place)
            self.mark_read(place)

    def place(self) -> Place:
        """Return query, documents, scroll positions and pane as they are."""
        return Place(
            query=self.text,
            sort=self.sort,
            selected=self._lit(),
            rank=self.results.selected,
            results_top=self.results.scroll_offset.y,
            document=self.document,
            top=self.reader.position if self.reader.reading is not None else None,
            pane=self._pane,
            tab=self.side.tab,
        )

    # Indexing

    def show_state(self, state: IndexState) -> None:
        """Show in the status line how indexing goes."""
        self.state, self.looked = state, True
        self.tell_emptiness()
        line = self.query_one(StatusLine)
        if state.running and state.progress is not None:
            line.say(f"indexing  {progress_line(state.progress)}   i shows more", "$accent")
        elif state.running:
            line.say("indexing", "$accent")
        else:
            self.tell_numbers()

    def tell_emptiness(self) -> None:
        """Say why there is nothing, if there is nothing."""
        if self.hits is not None and not self.hits.total:
            self.results.message = self.empty_message(self.hits)
            if self.document is None:
                self.reader.clear(self.results.message)

    @work(thread=True, exclusive=True, group="numbers")
    def tell_numbers(self) -> None:
        """Show in the status line what the corpus holds, and what could not be read."""
        try:
            overview = self.library.overview()
        except ExplorerError as error:
            self.app.call_from_thread(self.tell, str(error), "error")
            return
        self.app.call_from_thread(self._numbers, overview)

    def _numbers(self, overview: Overview) -> None:
        if self.is_mounted and not self.state.running:
            trouble = len(overview.failures)
            parts = [f"{self.library.folder.name}: {rows.counted(overview.documents, 'document')}"]
            parts += [f"{rows.counted(trouble, 'file')} with trouble, i shows which"] if trouble else []
            self.query_one(StatusLine).say(" · ".join(parts), "$warning" if trouble else "$muted")

    def search_again(self) -> None:
        """Ask again after the corpus has grown, with everything left where it is; the top of the results is the top."""
        at_top = self._pane == "results" and self.results.selected == 0
        self.search(
            keep=None if at_top else self._lit(),
            rank=self.results.selected,
            top=self.results.scroll_offset.y,
            quiet=self.document is not None,
        )
