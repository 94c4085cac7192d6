"""The panes of the search screen: which are seen, which is in use, and how one gets from one to another."""

from __future__ import annotations

from textual import events, on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from explorer.model.entity import EntityType
from explorer.view.panes.query_bar import QueryBar
from explorer.view.panes.reader import ReaderPane
from explorer.view.panes.results import ResultsPane
from explorer.view.panes.side import SidePane
from explorer.view.panes.side_list import SideList
from explorer.view.screens import layout
from explorer.view.screens.keyline import KeyLine
from explorer.view.screens.page import Page


class Arranging(Page):
    """The part of the search screen that lays out its panes."""

    _pane = "results"
    _zoomed = False

    @property
    def bar(self) -> QueryBar:
        """Return the query line."""
        return self.query_one(QueryBar)

    @property
    def results(self) -> ResultsPane:
        """Return the list of hits."""
        return self.query_one(ResultsPane)

    @property
    def reader(self) -> ReaderPane:
        """Return the reader."""
        return self.query_one(ReaderPane)

    @property
    def side(self) -> SidePane:
        """Return the side pane."""
        return self.query_one(SidePane)

    @property
    def pane(self) -> str:
        """Return the name of the pane in use: results, reader or side."""
        return self._pane

    @property
    def kind(self) -> str:
        """Return the name of the pane whose keys are shown."""
        return "query" if self.bar.has_focus_within else self._pane

    def _widget(self, pane: str) -> Widget:
        return {"results": self.results, "reader": self.reader, "side": self.side}[pane]

    def lay_out(self) -> None:
        """Show the panes that there is room for, the one in use among them."""
        width, height = self.size
        seen = layout.visible(width, self._pane, self._zoomed)
        for name in layout.PANES:
            self._widget(name).display = name in seen
        for name in ("narrow", "medium", "wide"):
            self.set_class(name == layout.breadth(width), f"-{name}")
        self.results.compact = height < layout.LOW
        trail = layout.crumbs(self._pane)
        crumbs = Content.assemble(
            (" › ".join(trail[:-1]) + (" › " if trail[1:] else ""), "$muted"), (trail[-1], "bold")
        )
        self.query_one("#crumbs", Static).update(crumbs, layout=False)
        self.query_one("#crumbs").display = len(seen) == 1

    def on_resize(self) -> None:
        """Make the best of another size."""
        self.lay_out()

    def turn_to(self, pane: str) -> None:
        """Use a pane at the person's wish; what is read from the results is the lit hit."""
        if self._pane == "results" and pane != "results":
            self.read_lit()
        self.use(pane)

    def read_lit(self) -> None:
        """Read the lit hit; the reader's part of the screen knows how."""

    def use(self, pane: str) -> None:
        """Bring a pane into use."""
        self._pane = pane
        self.lay_out()
        # At once, not after the keys that are already waiting: they belong to the new pane.
        self.set_focus(self._widget(pane) if pane != "side" else self.side.query_one(SideList))

    @on(events.DescendantFocus)
    def focused_pane(self, event: events.DescendantFocus) -> None:
        """Know the pane in use, however it came to be focused."""
        for name in layout.PANES:
            if name != self._pane and self._widget(name) in event.widget.ancestors_with_self:
                self._pane = name
                self.lay_out()
        self.query_one(KeyLine).kind = self.kind

    def action_next_pane(self) -> None:
        """Use the next pane."""
        self._shift(1)

    def action_previous_pane(self) -> None:
        """Use the pane before."""
        self._shift(-1)

    def _shift(self, by: int) -> None:
        panes = layout.PANES
        self.turn_to(panes[(panes.index(self._pane) + by) % len(panes)])

    def action_pane_left(self) -> None:
        """Use the pane to the left."""
        self.turn_to(layout.PANES[max(0, layout.PANES.index(self._pane) - 1)])

    def action_pane_right(self) -> None:
        """Use the pane to the right."""
        self.turn_to(layout.PANES[min(2, layout.PANES.index(self._pane) + 1)])

    def action_show_pane(self, name: str) -> None:
        """Use a pane, or a tab of the side pane."""
        if name in layout.PANES:
            self.turn_to(name)
            return
        tabs = {"entities": EntityType.PERSON.value, "quotes": "quotes", "links": "links"}
        if name != "entities" or self.side.tab in ("quotes", "links"):
            self.side.tab = tabs[name]
        self.turn_to("side")

    def action_zoom(self) -> None:
        """Give the pane in use the whole screen, or take it back."""
        self._zoomed = not self._zoomed
        self.lay_out()
