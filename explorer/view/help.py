"""What the help says: the keys of the focused pane first, then all of them, and how to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from explorer.view import keys
from explorer.view.screens.rows import Cell, Row, blank, heading

PANES: Mapping[str, str] = {
    "query": "The query line",
    "results": "Results",
    "reader": "Reader",
    "side": "Entities, quotations and links",
    "entity": "Entity",
    "pair": "Why two documents are linked",
    "explanation": "Why two documents are linked",
    "timeline": "Timeline",
    "status": "Index",
    "indexing": "Index, while it is brought up to date",
}

LANGUAGE = (
    ("moon base", "documents with both words, in any form"),
    ('"lunar station"', "these words in this order"),
    ("a OR b, NOT c, -c, ( )", "either, without, grouped"),
    ("luna*", "words that begin so"),
    ("person: org: place:", 'documents that name one: person:"Ada Lovelace"'),
    ("title: source: author:", "words of that field"),
    ("path: type:", "by file: path:letters type:md"),
    ("date:2021-03", "published then; date:2018..2022 for a range"),
    ("after:2020 before:2021-06", "published after, before"),
)


def rows(kind: str, keymap: Mapping[str, str]) -> Iterator[Row]:
    """Yield the help for the pane or screen `kind`."""
    first = dict.fromkeys(keys.FOOTERS[kind])
    yield heading(PANES[kind])
    for name in first:
        key = keys.BY_ID[name]
        word = keys.FOOTER_WORDS.get((kind, name))
        yield _key(key, keymap, word.capitalize() if word else key.help)
    yield blank()
    yield heading("All keys")
    for key in keys.KEYS:
        if key.id not in first:
            yield _key(key, keymap, key.help)
    yield blank()
    yield heading("What to type", "in the query line")
    for typed, meaning in LANGUAGE:
        yield Row((Cell(Content.assemble((typed.ljust(27), "$accent"), meaning)),))


def _key(key: keys.Key, keymap: Mapping[str, str], meaning: str) -> Row:
    label = Content.styled(" ".join(keys.current(key, keymap)), "bold $footer-key-foreground")
    return Row((Cell(Content(meaning), lines=2),), label=label)
