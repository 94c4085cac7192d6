"""Write the text of a page as it would be read, knowing of each character where it stood."""

from __future__ import annotations

import html
import re

from explorer.documents.builder import TextBuilder
from explorer.documents.clean import INVISIBLE, safe
from explorer.documents.references import pointer
from explorer.model.document import Reference
from explorer.model.span import OffsetMap, Span

SPACE, CELL, LINE, PARAGRAPH = 1, 2, 3, 4
"""What separates two stretches of text, weakest first."""

_WRITTEN = {0: "", SPACE: " ", CELL: "\t", LINE: "\n", PARAGRAPH: "\n\n"}
_SPECIAL = re.compile(r"[ \t\n]{2,}|[\t\n]|&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_UNSEEN = re.compile(f"[{INVISIBLE}]")


class PageText:
    """A page's text in the making: blanks are folded, breaks are owed until something visible follows."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = TextBuilder()
        self.references: list[Reference] = []
        self.preformatted = 0
        self._owed = 0
        self._owed_at = 0
        self._bullet = ""
        self._link: str | None = None
        self._link_start: int | None = None

    def owe(self, gap: int, at: int) -> None:
        """Note that a gap is due before the next visible character; two line breaks make a paragraph."""
        if gap == LINE and self._owed == LINE and self.source.startswith(("<br", "<BR"), at):
            gap = PARAGRAPH
        if gap > self._owed or self._owed_at == at:
            self._owed = max(gap, self._owed)
            self._owed_at = at

    def bullet(self, at: int) -> None:
        """Begin an item of a list."""
        self.owe(LINE, at)
        self._owed_at = at
        self._bullet = "• "

    def characters(self, start: int, end: int) -> None:
        """Write characters of the source."""
        at = start
        pattern = _ENTITY if self.preformatted else _SPECIAL
        for match in pattern.finditer(self.source, start, end):
            self._plain(at, match.start())
            at = match.end()
            if match.group()[0] == "&":
                self._entity(match)
            else:
                self.owe(SPACE, match.start())
        self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        """Write characters that stand for themselves."""
        if start >= end:
            return
        if not self.preformatted:
            if self.source[start] == " ":
                self.owe(SPACE, start)
                start += 1
            trailing = end > start and self.source[end - 1] == " "
            self._visible(self.source[start : end - trailing], start)
            if trailing:
                self.owe(SPACE, end - 1)
            return
        self._visible(self.source[start:end], start)

    def _entity(self, match: re.Match[str]) -> None:
        """Write what an entity stands for; what only looks like one stands for itself."""
        written, start = match.group(), match.start()
        decoded = html.unescape(written)
        if decoded == written:
            self._visible(written, start)
            return
        # An old entity needs no semicolon, so letters may follow that stand for themselves: `&eacutes`.
        tail = decoded[1:] if not written.endswith(";") and written.endswith(decoded[1:]) else ""
        piece = _UNSEEN.sub("", safe(decoded[: len(decoded) - len(tail)]))
        if not self.preformatted and piece in {" ", "\n", "\t"}:
            self.owe(SPACE, start)
        else:
            self._visible(piece, start)
        self._visible(tail, match.end() - len(tail))

    def _visible(self, piece: str, at: int) -> None:
        """Write what is seen, after what is owed."""
        if not piece:
            return
        if self._owed or self._bullet:
            gap = _WRITTEN[self._owed] if self.builder.length else ""
            self.builder.add(gap + self._bullet, self._owed_at)
            self._owed, self._bullet = 0, ""
        if self._link is not None and self._link_start is None:
            self._link_start = self.builder.length
        self.builder.add(piece, at)

    def begin_link(self, target: str) -> None:
        """Begin a link; one that is still open ends."""
        self.end_link()
        self._link = target

    def end_link(self) -> None:
        """End the open link, if any, and note it if it has text."""
        if self._link is not None and self._link_start is not None:
            reference = pointer(Span(self._link_start, self.builder.length), self._link, "file")
            if reference is not None:
                self.references.append(reference)
        self._link = self._link_start = None

    def finish(self) -> tuple[str, OffsetMap]:
        """Return the text and its offsets in the source."""
        self.end_link()
        return self.builder.finish()
