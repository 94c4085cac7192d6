"""The pane beside the reader: who and what is in the document, who is quoted, and what it is linked with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from explorer.model.entity import EntityCount, EntityType
from explorer.model.link import Link
from explorer.model.results import QuoteOf
from explorer.model.span import Span
from explorer.view.panes.side_list import Item, SideList
from explorer.view.panes.tabline import Tab, TabLine
from explorer.view.render import beside
from explorer.view.render.beside import OWN_LOOKS
from explorer.view.render.hints import HintTarget, TargetKind

TABS = (
    Tab(EntityType.PERSON.value, "People", "$entity-person"),
    Tab(EntityType.ORGANISATION.value, "Orgs", "$entity-organisation"),
    Tab(EntityType.PLACE.value, "Places", "$entity-place"),
    Tab(EntityType.DATE.value, "Dates", "$entity-date"),
    Tab("more", "More", "$entity-other"),
    Tab("quotes", "Quotes", "$entity-quote"),
    Tab("links", "Links", "$primary"),
)
OTHERS = [kind for kind in EntityType if kind not in OWN_LOOKS]
"""The types that share a tab, in their order there."""
KINDS = [*(kind.value for kind in OWN_LOOKS), "more"]
NOTHING = {
    EntityType.PERSON.value: "Nobody is named here",
    EntityType.ORGANISATION.value: "No organisation is named here",
    EntityType.PLACE.value: "No place is named here",
    EntityType.DATE.value: "No date is named here",
    "more": "Nothing else is named here",
    "quotes": "Nobody is quoted here",
    "links": "No related document",
}


class SidePane(Vertical):
    """Tabs of what is in the document in the reader; says what is followed."""

    HELP = """\
## Beside the document

Who and what is in the document, how often it is named here, in how many of the documents found and in how many of all.
`←` and `→` change the tab.
"""
    DEFAULT_CSS = """
    SidePane {
        border: round $border-blurred;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $muted;
        &:focus-within { border: round $border; }
        & > #side-heads { height: 1; color: $muted; text-align: right; padding: 0 2 0 0; }
        & > #side-filter { height: 1; border: none; padding: 0 1; background: $surface; }
        & > #side-list { height: 1fr; }
    }
    """

    tab: reactive[str] = reactive(EntityType.PERSON.value)

    @dataclass
    class EntityChosen(Message):
        """The reader follows an entity."""

        entity: EntityCount

    @dataclass
    class LinkChosen(Message):
        """The reader follows a link to its document."""

        link: Link

    @dataclass
    class LinkExplained(Message):
        """The reader asks why two documents are linked."""

        link: Link

    @dataclass
    class QuoteChosen(Message):
        """The reader follows a quotation to its place."""

        quote: QuoteOf

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._entities: tuple[EntityCount, ...] = ()
        self._quotes: tuple[QuoteOf, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._filter = ""
        self._ready = False
        self.border_title = "In this document"

    def compose(self) -> ComposeResult:
        """Lay out tabs, filter and rows."""
        yield TabLine(TABS, id="side-tabs")
        yield Static(id="side-heads")
        filter_line = Input(placeholder="filter", id="side-filter")
        filter_line.display = False
        yield filter_line
        yield SideList()

    @property
    def _list(self) -> SideList:
        return self.query_one(SideList)

    @property
    def entity(self) -> EntityCount | None:
        """The entity with the cursor."""
        item = self._list.item
        return item if isinstance(item, EntityCount) else None

    @property
    def link(self) -> Link | None:
        """The link with the cursor."""
        item = self._list.item
        return item if isinstance(item, Link) else None

    def on_mount(self) -> None:
        """Show the tabs, and what was given before there were any."""
        self._ready = True
        self._update()

    def focus(self, scroll_visible: bool = True) -> SidePane:
        """Focus the rows."""
        self._list.focus(scroll_visible)
        return self

    def show_entities(self, entities: tuple[EntityCount, ...]) -> None:
        """Show the entities of a document."""
        self._entities = entities
        self._update()

    def show_quotes(self, quotes: tuple[QuoteOf, ...]) -> None:
        """Show the quotations of a document."""
        self._quotes = quotes
        self._update()

    def show_links(self, links: tuple[Link, ...]) -> None:
        """Show the related documents."""
        self._links = links
        self._update()

    def watch_tab(self) -> None:
        """Show another tab, all of it: the filter was for the one before."""
        self._clear_filter()
        self._update()

    def _clear_filter(self) -> None:
        self._filter = ""
        for line in self.query("#side-filter").results(Input):
            line.value = ""
            line.display = False

    @on(SideList.NextTab)
    def next_tab(self, event: SideList.NextTab) -> None:
        """Show the next tab that holds something."""
        event.stop()
        names = [tab.name for tab in TABS]
        start, count = names.index(self.shown), len(names)
        others = [names[(start + event.by * step) % count] for step in range(1, count)]
        self.tab = next((name for name in others if self._of(name)), self.shown)

    @on(TabLine.Clicked)
    def tab_clicked(self, event: TabLine.Clicked) -> None:
        """Show the tab that was clicked."""
        event.stop()
        self.tab = event.name
        self._list.focus()

    @on(SideList.NextKind)
    def next_kind(self) -> None:
        """Show the next kind of entity that is there."""
        shown = self.shown
        after = KINDS[KINDS.index(shown) + 1 :] + KINDS if shown in KINDS else KINDS
        self.tab = next((kind for kind in after if self._of(kind)), KINDS[0])

    @property
    def shown(self) -> str:
        """The tab that is seen: the one asked for or, where that kind of entity is missing, the first that is there."""
        if self.tab in KINDS and not self._of(self.tab):
            return next((kind for kind in KINDS if self._of(kind)), self.tab)
        return self.tab

    def _of(self, tab: str) -> Sequence[Item]:
        if tab == "quotes":
            return self._quotes
        if tab == "links":
            return self._links
        if tab == "more":
            others = [count for count in self._entities if count.entity.type in OTHERS]
            return sorted(others, key=lambda count: (OTHERS.index(count.entity.type), count.entity.label))
        return [count for count in self._entities if count.entity.type == tab]

    def _update(self) -> None:
        if not self._ready:
            return
        wanted = self._filter.casefold()
        shown = self.shown
        items = [item for item in self._of(shown) if wanted in _words(item).casefold()]
        self._list.show(items, NOTHING[shown] + (f" with “{self._filter}”" if wanted else ""))
        self.query_one(TabLine).show(shown, {tab.name: len(self._of(tab.name)) for tab in TABS})
        above = self.query_one("#side-heads", Static)
        above.update(Content(beside.heads(0) if shown in KINDS and items else ""))
        above.display = shown in KINDS

    def start_filter(self) -> None:
        """Ask for a word that rows must hold."""
        line = self.query_one("#side-filter", Input)
        line.display = True
        line.focus()

    @on(Input.Changed, "#side-filter")
    def filtered(self, event: Input.Changed) -> None:
        """Show only rows that hold the word."""
        event.stop()
        self._filter = event.value.strip()
        self._update()

    @on(Input.Submitted, "#side-filter")
    def done(self, event: Input.Submitted) -> None:
        """Go back to the rows."""
        event.stop()
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """Leave the filter with escape, and clear it."""
        if event.key == "escape" and self.query_one("#side-filter", Input).has_focus:
            event.stop()
            self._clear_filter()
            self._update()
            self._list.focus()

    @on(SideList.Picked)
    def picked(self, event: SideList.Picked) -> None:
        """Say what is followed."""
        event.stop()
        item = event.item
        if isinstance(item, EntityCount):
            self.post_message(self.EntityChosen(item))
        elif isinstance(item, Link):
            self.post_message(self.LinkChosen(item))
        else:
            self.post_message(self.QuoteChosen(item))

    def hints(self) -> list[HintTarget]:
        """Return the rows on screen that can be followed."""
        if not self._list.items:
            return []
        return [HintTarget(TargetKind.ROW, Span(number, number)) for number in self._list.seen]

    def show_hints(self, labels: Sequence[str]) -> None:
        """Put letters on the rows on screen."""
        self._list.label(dict(zip(self._list.seen, labels, strict=False)))

    def hide_hints(self) -> None:
        """Take the letters away."""
        self._list.label({})

    def follow(self, number: int) -> None:
        """Follow one of the rows that `hints` offered."""
        row = self._list.seen[number]
        self._list.selected = row
        self._list.chosen(row)


def _words(item: Item) -> str:
    if isinstance(item, EntityCount):
        return " ".join((item.entity.name, *item.entity.names))
    return item.document.title if isinstance(item, Link) else item.quote
