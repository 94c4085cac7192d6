"""Read Markdown as a text that reads well: what is written stays, marks and targets go."""

from __future__ import annotations

import re

from explorer.documents.builder import TextBuilder
from explorer.documents.front_matter import read_front_matter
from explorer.documents.references import limited, pointer, urls
from explorer.model.document import Reference
from explorer.model.span import OffsetMap, Span
from explorer.ports import Extract

# Every pattern stops at the next character of its own mark, so that no text makes them slow.
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_CODE = re.compile(r"(?<![`\\])(`{1,2})(?!`)([^`\n]++)\1(?!`)")
_WIKI = re.compile(r"(!?\[\[)([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)")
_LINK = re.compile(
    r"(?<![!\\])\[((?:[^\[\]\n]|\n(?!\s*\n)){1,500})\]"
    r"\([ \t]*(?:<([^<>\n]{0,2000})>|([^()\s<>]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?))"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*\)"
)
_NAMED_LINK = re.compile(r"(?<![!\\\]])\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{0,200})\])?(?![\[(:])")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[([^\[\]^\n]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:[ \t]+[\"'(][^\n]*)?$\n?", re.MULTILINE
)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]{1,2000})>")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\x00]*[^\s<>\x00*_~.,;:!?)\]]")
_TAG = re.compile(
    r"</?(?:a|b|i|em|strong|sub|sup|br|hr|span|div|p|img|details|summary|kbd|u|s|small|center|font)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(?<!\\)(\*\*)(?=[^\s*])(?:[^*\n]|\*(?!\*)|\n(?!\s*\n))++(?<=\S)(\*\*)")
_STRONG_LOW = re.compile(r"(?<![\w\\])(__)(?=[^\s_])(?:[^_\n]|_(?!_)|\n(?!\s*\n))++(?<=\S)(__)(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*)(?=[^\s*])(?:[^*\n]|\n(?!\s*\n))++(?<=\S)(\*)(?![\w*])")
_EMPHASIS_LOW = re.compile(r"(?<![\w\\])(_)(?=[^\s_])(?:[^_\n]|(?<=\w)_(?=\w)|\n(?!\s*\n))++(?<=\S)(_)(?!\w)")
_STRUCK = re.compile(r"(?<![~\\])(~~)(?=[^\s~])[^~\n]++(?<=\S)(~~)(?!~)")
_ESCAPE = re.compile(r"(\\)[!-/:-@\[-`{-~]")
_MARKED = re.compile(r"[\[`*_~<\\]")


class MarkdownReader:
    """Takes out front matter, marks of emphasis, and targets of links; headings keep their `#`, code stays as it is."""

    kind = "md"

    def extract(self, characters: str) -> Extract:
        """Return the text, what the front matter says, and the links."""
        front = read_front_matter(characters)
        marks = _Marks(characters, front.body)
        marks.find()
        text, offsets = marks.without()
        references = [
            Reference(
                Span(offsets.to_kept(found.span.start), offsets.to_kept(found.span.end)), found.target, found.kind
            )
            for found in marks.references
        ]
        written = {reference.span.start for reference in references}
        references += [found for found in urls(text) if found.span.start not in written]
        kept, warnings = limited(references)
        return Extract(text, offsets, front.metadata, kept, (*front.warnings, *warnings))


class _Marks:
    """What is to be dropped of a Markdown text, found one kind at a time.

    `masked` is the text with everything already understood blanked out by NUL, one for one, so that no later pattern
    sees a mark in a piece of code or in an address.
    """

    def __init__(self, characters: str, body: int) -> None:
        self.characters = characters
        self.dropped: list[tuple[int, int]] = [(0, body)] if body else []
        self.references: list[Reference] = []
        self.masked = self._mask([(0, body)])

    def _mask(self, spans: list[tuple[int, int]]) -> str:
        """Return the masked text with more spans, ascending, blanked out."""
        source = getattr(self, "masked", self.characters)
        pieces: list[str] = []
        at = 0
        for start, end in spans:
            if start >= at:
                pieces += (source[at:start], "\0" * (end - start))
                at = end
        return "".join((*pieces, source[at:]))

    def find(self) -> None:
        """Find all that is dropped, and the references."""
        if _MARKED.search(self.masked) is None:
            return
        self.masked = self._mask(self._fenced())
        self._around(_CODE, inner=2, hide_inner=True)
        self._drop_all(self._comments())
        self._wiki()
        self._around(_IMAGE, inner=1)
        self._links()
        self._named_links()
        self._autolinks()
        self._whole(_TAG)
        addresses = [match.span() for match in _ADDRESS.finditer(self.masked)]
        self.masked = self._mask(addresses)
        for pattern in (_STRONG, _STRONG_LOW, _STRUCK, _EMPHASIS, _EMPHASIS_LOW):
            self._drop_all([span for match in pattern.finditer(self.masked) for span in (match.span(1), match.span(2))])
        self._drop_all([match.span(1) for match in _ESCAPE.finditer(self.masked)])

    def without(self) -> tuple[str, OffsetMap]:
        """Return the text without what is dropped."""
        builder = TextBuilder()
        at = 0
        for start, end in sorted(self.dropped):
            if start > at:
                builder.add(self.characters[at:start], at)
            at = max(at, end)
        builder.add(self.characters[at:], at)
        return builder.finish()

    def _drop_all(self, spans: list[tuple[int, int]]) -> None:
        """Drop spans that lie apart, and hide them from later patterns."""
        spans = sorted(span for span in spans if span[0] < span[1])
        self.dropped += spans
        self.masked = self._mask(spans)

    def _fenced(self) -> list[tuple[int, int]]:
        """Return the spans of fenced blocks of code; one without an end goes on to the last line."""
        spans: list[tuple[int, int]] = []
        opening: re.Match[str] | None = None
        for fence in _FENCE.finditer(self.masked):
            if opening is None:
                opening = fence
            elif fence.group().strip().startswith(opening.group(1)) and not fence.group().strip().strip("`~"):
                spans.append((opening.start(), fence.end()))
                opening = None
        if opening is not None:
            spans.append((opening.start(), len(self.characters)))
        return spans

    def _comments(self) -> list[tuple[int, int]]:
        """Return the spans of comments; one without an end is none."""
        spans: list[tuple[int, int]] = []
        at = 0
        while (start := self.masked.find("<!--", at)) >= 0 and (end := self.masked.find("-->", start + 4)) >= 0:
            at = end + 3
            spans.append((start, at))
        return spans

    def _whole(self, pattern: re.Pattern[str]) -> None:
        """Drop all that matches."""
        self._drop_all([match.span() for match in pattern.finditer(self.masked)])

    def _around(self, pattern: re.Pattern[str], inner: int, hide_inner: bool = False) -> None:
        """Drop what stands around the group `inner` of each match."""
        matches = list(pattern.finditer(self.masked))
        self._drop_all([span for match in matches for span in _outside(match, inner)])
        if hide_inner:
            self.masked = self._mask([match.span(inner) for match in matches])

    def _wiki(self) -> None:
        """Keep of `[[target|alias]]` the alias, or the target if it has none."""
        matches = list(_WIKI.finditer(self.masked))
        for match in matches:
            inner = 3 if match.group(3) else 2
            self.references.append(Reference(Span(*match.span(inner)), match.group(2).strip(), "wiki"))
        self._drop_all([span for match in matches for span in _outside(match, 3 if match.group(3) else 2)])

    def _links(self) -> None:
        """Keep of `[text](target)` the text."""
        matches = list(_LINK.finditer(self.masked))
        for match in matches:
            inside = 2 if match.group(2) is not None else 3
            self._refer(match, self.characters[slice(*match.span(inside))])
        self._drop_all([span for match in matches for span in _outside(match, 1)])

    def _named_links(self) -> None:
        """Keep of `[text][name]` and `[name]` the text, where the name is defined; drop the definitions."""
        definitions = list(_DEFINITION.finditer(self.masked))
        targets = {_folded(found.group(1)): self.characters[slice(*found.span(2))] for found in definitions}
        if not targets:
            return
        self._drop_all([found.span() for found in definitions])
        matches = [
            match for match in _NAMED_LINK.finditer(self.masked) if _folded(match.group(2) or match.group(1)) in targets
        ]
        for match in matches:
            self._refer(match, targets[_folded(match.group(2) or match.group(1))])
        self._drop_all([span for match in matches for span in _outside(match, 1)])

    def _autolinks(self) -> None:
        """Keep of `<https://…>` the address."""
        matches = list(_AUTOLINK.finditer(self.masked))
        for match in matches:
            self._refer(match, match.group(1))
        self._drop_all([span for match in matches for span in _outside(match, 1)])
        self.masked = self._mask([match.span(1) for match in matches])

    def _refer(self, match: re.Match[str], target: str) -> None:
        """Note a link whose kept text is group 1 of `match`."""
        reference = pointer(Span(*match.span(1)), target, "markdown")
        if reference is not None:
            self.references.append(reference)


def _outside(match: re.Match[str], inner: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the two spans of a match around one of its groups."""
    return (match.start(), match.start(inner)), (match.end(inner), match.end())


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
