"""Read HTML: the text of the page as it would be read, its links, and what its head says."""

from __future__ import annotations

import re

from explorer.documents.html_metadata import PageMetadata
from explorer.documents.html_text import CELL, LINE, PARAGRAPH, PageText
from explorer.documents.html_tokens import Token, attributes, tokens
from explorer.documents.references import limited
from explorer.ports import Extract

_UNSEEN_WORDS = """
    script style template svg noscript iframe object canvas select datalist button audio video map textarea
"""
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
_FURNITURE = frozenset({"nav", "footer", "aside"})
_PARAGRAPHS_WORDS = """
    p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl figure section article main div header footer nav aside form
    fieldset details body hr
"""
_PARAGRAPHS = frozenset(_PARAGRAPHS_WORDS.split())
_LINES = frozenset(["li", "tr", "dt", "dd", "address", "caption", "figcaption", "summary", "legend", "br"])
_VOID_WORDS = """
    area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_WORDS.split())
_OPTIONAL_END = frozenset(["p", "li", "td", "th", "tr", "dt", "dd", "option"])
_AFTER_TITLE = _PARAGRAPHS | {"head", "html", "meta", "link", "base", "script", "style"}
_MAIN = re.compile(r"<(?:article|main)[\s>]", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:^|\s)hidden(?:\s|=|/|$)|aria-hidden\s*=\s*[\"']?true|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE
)
_MOST_TRIES = 4


class HtmlReader:
    """Drops what is not seen, and menus and margins where the page says what its main part is."""

    kind = "html"

    def extract(self, characters: str) -> Extract:
        """Return the page's text, links and metadata; however broken the page is, its text is found."""
        unseen = _UNSEEN | _FURNITURE if _MAIN.search(characters) else _UNSEEN
        shown: frozenset[int] = frozenset()
        for _ in range(_MOST_TRIES):
            page = _Page(characters, unseen, shown)
            page.read()
            if page.unclosed is not None:
                shown = shown | {page.unclosed}  # what never ends cannot hide the rest of the page
            elif not page.text.builder.length and unseen is not _UNSEEN:
                unseen = _UNSEEN
            else:
                break
        text, offsets = page.text.finish()
        references, warnings = limited(page.text.references)
        doubts = (*warnings, *page.metadata.warnings)
        if page.unclosed is not None:
            doubts += ("an element that is not shown never ends; what follows it was left out",)
        return Extract(text, offsets, page.metadata.values(), references, doubts)


class _Page:
    """One reading of a page's tags; `unclosed` is where an unseen element began that never ended."""

    def __init__(self, source: str, unseen: frozenset[str], shown: frozenset[int]) -> None:
        self.source = source
        self.unseen = unseen
        self.shown = shown
        self.text = PageText(source)
        self.metadata = PageMetadata()
        self.unclosed: int | None = None
        self._skipping = ""
        self._depth = 0
        self._script = False
        self._in_title = self._titled = False
        self._heading_from: int | None = None
        self._in_main = False

    def read(self) -> None:
        """Read the whole page."""
        for token in tokens(self.source):
            if not token.name:
                self._characters(token)
            elif self._skipping:
                self._skip(token)
            elif token.closing:
                self._end(token)
            else:
                self._start(token)

    def _characters(self, token: Token) -> None:
        if self._script:
            self.metadata.json(self.source[token.start : token.end])
            self._script = False
        elif self._in_title:
            if not self._titled:
                self.metadata.title(self.source[token.start : token.end])
        elif not self._skipping and not token.raw:
            self.text.characters(token.start, token.end)

    def _skip(self, token: Token) -> None:
        """Go through an unseen element, up to its end."""
        if token.name != self._skipping:
            return
        if not token.closing and token.name in _OPTIONAL_END:
            self._skipping, self.unclosed = "", None
            self._start(token)
            return
        self._depth += -1 if token.closing else not token.attributes.endswith("/")
        if self._depth <= 0:
            self._skipping, self.unclosed, self._script = "", None, False

    def _start(self, token: Token) -> None:
        name = token.name
        if self._in_title and name in _AFTER_TITLE:
            self._end_title()  # it was never closed
        if name not in _VOID and token.start not in self.shown and self._is_unseen(token):
            if name == "script":
                self._script = "ld+json" in token.attributes.lower()
            if not token.attributes.endswith("/") or name == "script":
                self._skipping, self._depth, self.unclosed = name, 1, token.start
            return
        self._break(token)
        if name == "html":
            self.metadata.language(attributes(token.attributes))
        elif name == "meta":
            self.metadata.meta(attributes(token.attributes))
        elif name == "link":
            self.metadata.link(attributes(token.attributes))
        elif name == "title":
            self._in_title = not token.attributes.endswith("/")
        elif name == "a":
            self.text.begin_link(attributes(token.attributes).get("href", ""))
        elif name == "time" and "datetime" in token.attributes:
            self.metadata.time(attributes(token.attributes))
        elif name == "pre":
            self.text.preformatted += 1
        elif name == "h1" and self._heading_from is None:
            self._heading_from = token.end
        elif name in {"article", "main"} and not self._in_main:
            self._in_main, self._heading_from = True, None  # a heading before it may be the site's

    def _end(self, token: Token) -> None:
        name = token.name
        if name in {"title", "head"}:
            self._end_title()
        elif name == "a":
            self.text.end_link()
        elif name == "pre":
            self.text.preformatted = max(0, self.text.preformatted - 1)
        elif name == "h1" and self._heading_from is not None and self._heading_from >= 0:
            self.metadata.heading(self.source[self._heading_from : token.start])
            self._heading_from = -1 if self.metadata.has_heading else None
        if name not in {"td", "th"}:
            self._break(token)

    def _end_title(self) -> None:
        """Leave the title; the first one with text is the page's."""
        self._in_title = False
        self._titled = self._titled or self.metadata.has_title

    def _break(self, token: Token) -> None:
        """Owe the gap that a tag makes."""
        name = token.name
        if name in _PARAGRAPHS:
            self.text.owe(PARAGRAPH, token.start)
        elif name == "li" and not token.closing:
            self.text.bullet(token.start)
        elif name in _LINES:
            self.text.owe(LINE, token.start)
        elif name in {"td", "th"}:
            self.text.owe(CELL, token.start)

    def _is_unseen(self, token: Token) -> bool:
        """Say whether an element is not shown."""
        return token.name in self.unseen or bool(
            token.attributes and token.name not in {"body", "html", "title"} and _HIDDEN.search(token.attributes)
        )
