"""Every key in one table: what it does, where, and under which name `config.yaml` can move it.

Panes bind what moves within them (see their BINDINGS); everything else is bound by the screens from this table, so
that help, footer, palette and configuration cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import process
from textual.binding import Binding, BindingType
from textual.keys import _character_to_key

from explorer.errors import ConfigError
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key or several, comma-separated, and its action.

    `label` is its one word in the footer, `help` its sentence; `where` the set of screens that bind it: every, search,
    lines (screens that are a list of lines) or pane (bound by the panes themselves, listed here for help).
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    where: str = "search"

    @property
    def command(self) -> str:
        """What the palette calls it: its sentence, after its word if that is not in it."""
        if set(self.label.split()) <= set(re.findall(r"\w+", self.help.lower())):
            return self.help
        return f"{self.label.capitalize()}: {self.help[0].lower()}{self.help[1:]}"

    def binding(self) -> Binding:
        """Return the binding that a screen declares."""
        return Binding(self.keys, self.action, self.help, id=self.id, show=False)


KEYS = (
    Key("query", "s", "query", "search", "Go to the query line, from anywhere"),
    Key("meant", "ctrl+y,d", "meant", "did you mean", "Search for what was likely meant, the mistake mended"),
    Key("find", "slash", "find", "find", "Search in this pane: documents, this document, or the list", "every"),
    Key("hit.next", "n", "next_hit", "next hit", "Next hit; past the last one, again for the next result"),
    Key(
        "hit.previous",
        "N",
        "previous_hit",
        "previous hit",
        "Previous hit; before the first, again for the result above",
    ),
    Key("result.next", "J", "next_result", "next result", "Next result, without leaving the reader"),
    Key("result.previous", "K", "previous_result", "previous result", "Previous result, without leaving the reader"),
    Key("move.down", "j,down", "cursor_down", "down", "Down", "pane"),
    Key("move.up", "k,up", "cursor_up", "up", "Up", "pane"),
    Key("move.first", "g,home", "first", "top", "To the top", "pane"),
    Key("move.last", "G,end", "last", "end", "To the end", "pane"),
    Key("move.half-down", "ctrl+d", "half_down", "½ down", "Half a screen down", "pane"),
    Key("move.half-up", "ctrl+u", "half_up", "½ up", "Half a screen up", "pane"),
    Key("move.page-down", "space,pagedown", "page_down", "page", "A screen down", "pane"),
    Key("move.page-up", "pageup", "page_up", "page up", "A screen up", "pane"),
    Key("open", "enter", "choose", "open", "Open, follow", "pane"),
    Key("target.next", "right", "next_target", "next name", "Next name or reference in the text; next tab", "pane"),
    Key(
        "target.previous",
        "left",
        "previous_target",
        "previous name",
        "The name or reference before it; tab before",
        "pane",
    ),
    Key("pane.next", "tab", "next_pane", "pane", "Next pane"),
    Key("pane.previous", "shift+tab", "previous_pane", "pane back", "Previous pane"),
    Key("pane.left", "h", "pane_left", "left", "The pane to the left"),
    Key("pane.right", "l", "pane_right", "right", "The pane to the right"),
    Key("pane.results", "1", "show_pane('results')", "results", "The results"),
    Key("pane.reader", "2", "show_pane('reader')", "reader", "The reader"),
    Key("pane.entities", "3", "show_pane('entities')", "entities", "People, organisations, places and dates"),
    Key("pane.quotes", "4", "show_pane('quotes')", "quotes", "Quotations"),
    Key("pane.links", "5", "show_pane('links')", "links", "Related documents"),
    Key("hints", "f", "hints", "follow", "Letters on everything to follow on screen: type them to go there"),
    Key("back", "left_square_bracket", "app.go_back", "back", "Back: query, document, place in it", "every"),
    Key("ahead", "right_square_bracket", "app.go_ahead", "ahead", "Forward again", "every"),
    Key("entity", "e", "entity", "entity", "Card of the entity under the cursor, or the entity pane"),
    Key("links", "x", "links", "links", "Related documents; on one of them, why it is related"),
    Key("timeline", "t", "timeline", "timeline", "Dated statements in order", "every"),
    Key("require", "plus", "require", "require", "Require the entity under the cursor", "every"),
    Key("exclude", "minus", "exclude", "exclude", "Exclude the entity under the cursor", "every"),
    Key("undo", "u", "app.undo", "undo", "Undo the last requirement or exclusion"),
    Key("sort", "S", "sort", "order", "Order of the results: best, recent, newest or oldest first"),
    Key("star", "asterisk", "star", "star", "Star this document, or take the star away"),
    Key("copy", "y", "copy", "copy", "Copy the passage with its citation", "every"),
    Key("copy.place", "Y", "copy_place", "copy place", "Copy path:line", "every"),
    Key("original", "o", "original", "original", "Open the original at this line in $VISUAL or $EDITOR", "every"),
    Key("zoom", "z", "zoom", "zoom", "Give the focused pane the whole screen, and back"),
    Key("status", "i", "app.status", "index", "The index: progress, failures, update", "every"),
    Key("update", "r", "app.start_indexing", "update", "Look for new and changed files", "status"),
    Key("palette", "colon,ctrl+p", "app.command_palette", "commands", "All commands, by name", "every"),
    Key("help", "question_mark", "app.help", "help", "These keys", "every"),
    Key("up", "escape", "up", "up", "Up one level; never quits", "every"),
    Key("quit", "q", "app.quit", "quit", "Quit", "every"),
)

BY_ID = {key.id: key for key in KEYS}

FOOTERS: Mapping[str, tuple[str, ...]] = {
    "query": ("open", "up", "palette"),
    "results": ("open", "query", "result.next", "sort", "pane.next", "back", "help", "quit", "entity", "palette"),
    "reader": (
        "hit.next",
        "hints",
        "entity",
        "links",
        "up",
        "back",
        "help",
        "quit",
        "find",
        "copy",
        "timeline",
        "require",
    ),
    "side": ("open", "require", "exclude", "find", "links", "up", "back", "help", "quit", "timeline"),
    "entity": ("open", "require", "timeline", "find", "up", "back", "help", "quit", "copy"),
    "pair": ("open", "pane.right", "find", "copy", "up", "back", "help", "quit"),
    "explanation": ("open", "find", "copy", "up", "back", "help", "quit"),
    "timeline": ("open", "find", "copy", "up", "back", "help", "quit"),
    "status": ("update", "up", "help", "quit"),
    "indexing": ("up", "status", "help", "quit"),
}
"""Ids of the keys worth a place in the footer of each pane and screen, most useful first."""

FOOTER_WORDS: Mapping[tuple[str, str], str] = {
    ("query", "open"): "to the results",
    ("query", "up"): "leave",
    ("results", "open"): "read",
    ("results", "result.next"): "next",
    ("reader", "up"): "results",
    ("side", "links"): "why linked",
    ("side", "open"): "follow",
    ("entity", "open"): "follow",
    ("entity", "require"): "add to query",
    ("explanation", "open"): "read",
    ("pair", "open"): "read",
    ("pair", "pane.right"): "other document",
    ("timeline", "open"): "read",
    ("indexing", "up"): "stop indexing",
    ("indexing", "status"): "leave it running",
}
"""What a key is called where its general word would mislead."""

_NAMES = {
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "minus": "-",
    "colon": ":",
    "question_mark": "?",
    "asterisk": "*",
    "escape": "esc",
    "enter": "⏎",
    "shift+tab": "⇧tab",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def shown(key: str) -> str:
    """Return a key as people know it: `slash` is /, `ctrl+d` is ^d."""
    key = key.strip()
    return _NAMES.get(key, f"^{key[5:]}" if key.startswith("ctrl+") else key)


def bindings(*where: str) -> list[BindingType]:
    """Return the bindings that belong to the screens or panes of these kinds."""
    return [key.binding() for key in KEYS if key.where in where]


def pane(actions: Mapping[str, str]) -> list[BindingType]:
    """Return the bindings of a pane that does what the ids say by its own actions."""
    return [replace(BY_ID[name].binding(), action=action) for name, action in actions.items()]


def current(key: Key, keymap: Mapping[str, str]) -> list[str]:
    """Return the keys of an action, as configured, as people know them."""
    return [shown(one) for one in keymap.get(key.id, key.keys).split(",")]


def _normal(keys: str) -> Iterable[str]:
    """Return each of comma-separated keys by its long name."""
    for one in keys.split(","):
        name = one.strip()
        yield _character_to_key(name) if len(name) == 1 else name


def keymap(configured: Mapping[str, str]) -> dict[str, str]:
    """Return the keymap that a configuration asks for; raises ConfigError on an unknown id, no key, or a clash.

    Textual drops unknown ids and clashing bindings without a word, so both are looked for here.
    """
    for name, keys in configured.items():
        if name not in BY_ID:
            near = process.extractOne(name, list(BY_ID))
            raise ConfigError(f"interface.keys: no action is called {name!r}; the nearest is {near[0]!r}")
        if not all(one.strip() for one in keys.split(",")):
            raise ConfigError(f"interface.keys.{name}: {keys!r} names no key")
    taken: dict[str, str] = {}
    for key in KEYS:
        for one in _normal(configured.get(key.id, key.keys)):
            if one in taken:
                raise ConfigError(f"interface.keys: {shown(one)!r} would mean both {taken[one]!r} and {key.id!r}")
            taken[one] = key.id
    return {name: ",".join(_normal(keys)) for name, keys in configured.items()}
