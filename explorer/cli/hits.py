"""Hits as people read them: title, origin and passages with the hits lit; what was misread goes to stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from explorer.cli.terminal import Style, columns_of, counted, narrate, say
from explorer.model.document import Document
from explorer.model.entity import EntityCount
from explorer.model.query import Parsed
from explorer.model.results import Hit, Hits, Passage
from explorer.model.safe import safe
from explorer.model.span import Span

INDENT = "     "

_BREAK = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*•]|\d{1,3}[.)]|#{1,6})[ \t])")  # an empty line, an item, a heading
_MARK = re.compile(r"\s*(?:#{1,6}[ \t]+)?")  # what a paragraph begins with and nobody needs to see
_ENDS = ".!?…:;\"'”’»)]"


def print_hit(hit: Hit, place: int, style: Style, about: Sequence[EntityCount] = ()) -> None:
    """Print one hit: its place from 1, title, where it is from, what it is about, and its passages."""
    document = hit.document
    number = f"{place:>3}. "
    for line in style.paragraph(document.title, hit.title_hits, INDENT, bold=True):
        say((number or INDENT) + line[len(INDENT) :])
        number = ""
    for line in _origin(document, style.width - len(INDENT)):
        say(INDENT + style.dim(line))
    if about:
        say(INDENT + style.dim(f"about {', '.join(safe(each.entity.name) for each in about)}"))
    for passage in hit.passages:
        print_passage(passage, document, style)
    say("")


def _origin(document: Document, width: int) -> list[str]:
    """Return date, source and path, on one line if they fit; a path is never cut, so that it can be copied."""
    about = " · ".join(safe(part) for part in (document.date, document.source) if part)
    path = safe(document.path)
    whole = f"{about} · {path}" if about else path
    return [whole] if columns_of(whole) <= width or not about else [about, path]


def print_passage(passage: Passage, document: Document, style: Style) -> None:
    """Print a passage, wrapped, with its hits lit; the title is not said again, and dots stand where it was cut."""
    parts = [part for part in _paragraphs(passage) if part[0]]
    title = " ".join(document.title.split()).casefold()
    if len(parts) > 1 and parts[0][0].casefold() == title:
        parts = parts[1:]
    for number, (text, hits) in enumerate(parts):
        shown, lit = text, hits
        if number == 0 and passage.span.start and text[0].islower():
            shown, lit = f"… {text}", [hit.shifted(2) for hit in hits]
        if number == len(parts) - 1 and passage.span.end < document.length and text[-1] not in _ENDS:
            shown += " …"
        for line in style.paragraph(shown, lit, INDENT):
            say(line)


def _paragraphs(passage: Passage) -> Iterator[tuple[str, list[Span]]]:
    """Yield the paragraphs and list items of a passage, blanks made one, each with its hits."""
    text = passage.text
    hits = [span.shifted(-passage.span.start) for span in passage.hits]
    at = 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        begin = _MARK.match(text, at, end)
        start = begin.end() if begin else at
        inside = [Span(max(hit.start, start) - start, min(hit.end, end) - start) for hit in hits]
        yield _squeezed(text[start:end], [hit for hit in inside if hit.start < hit.end])
        at = found.end() if found else end


def _squeezed(text: str, hits: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return `text` with each run of blanks made one, and the spans that the hits then have."""
    kept: list[str] = []
    places: list[int] = []
    for character in text:
        blank = character.isspace()
        if not blank or (kept and kept[-1] != " "):
            places.append(len(kept))
            kept.append(" " if blank else character)
        else:
            places.append(len(kept) - 1 if kept else 0)
    places.append(len(kept))
    return "".join(kept).rstrip(), [Span(places[hit.start], places[hit.end - 1] + 1) for hit in hits]


def tell_hits(hits: Hits, query: str | None) -> None:
    """Say how many were found in what time, or what might be meant instead; `query` when there are several."""
    about = f"{query}: " if query is not None else ""
    if hits.total:
        narrate(f"{about}{_shown(hits)}{counted(hits.total, 'document')}{_whole(hits)} ({hits.seconds * 1000:.0f} ms)")
    else:
        narrate(f"{about}nothing found")
    for notice in hits.notices:
        narrate(f"{about}{notice}")
    for suggestion in hits.suggestions:
        narrate(f"did you mean: {suggestion.text}")


def _shown(hits: Hits) -> str:
    """Return which of the documents follow, if not all do."""
    if len(hits.hits) == hits.total:
        return ""
    if not hits.hits:
        return "none left of "
    first, last = hits.offset + 1, hits.offset + len(hits.hits)
    return f"{first:,} of " if first == last else f"{first:,} to {last:,} of "


def _whole(hits: Hits) -> str:
    """Return how many have all the words of a question, if others follow."""
    return "" if hits.whole is None else f", {hits.whole or 'none'} of them with all the words"


def tell_misread(parsed: Parsed) -> None:
    """Put a caret under each mistake of a query, and the query that would work."""
    width = Style.of(sys.stderr).width
    for mistake in parsed.mistakes:
        for line in pointed(parsed.text, mistake.place, width):
            narrate(line)
        narrate(mistake.message)
        if mistake.mended is not None:
            narrate(f"did you mean: {mistake.mended}")


def pointed(text: str, place: Span, width: int) -> tuple[str, str]:
    """Return a line and the carets under a place in it, of a long one what is about the place."""
    before, marked, after = safe(text[: place.start]), safe(place.of(text)), safe(text[place.end :])
    if columns_of(before + marked + after) > width:
        before = f"…{before[-width // 3 :]}" if len(before) > width // 3 else before
        marked = f"{marked[: width // 3]}…" if len(marked) > width // 3 else marked
        after = f"{after[: width // 4]}…" if len(after) > width // 4 else after
    return before + marked + after, " " * columns_of(before) + "^" * max(1, columns_of(marked))
