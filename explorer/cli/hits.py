"""Hits as people read them: title, origin and passages with the hits lit; what was misread goes to stderr."""

from __future__ import annotations

from explorer.cli.terminal import Style, counted, narrate, say
from explorer.model.query import Parsed
from explorer.model.results import Hit, Hits, Passage
from explorer.model.safe import safe

INDENT = "     "


def print_hit(hit: Hit, place: int, style: Style) -> None:
    """Print one hit: its place from 1, title, where it is from, and its passages."""
    document = hit.document
    number = f"{place:>3}. "
    for line in style.paragraph(document.title, hit.title_hits, INDENT):
        say((number or INDENT) + (line[len(INDENT) :] if hit.title_hits else style.bold(line[len(INDENT) :])))
        number = ""
    origin = " · ".join(safe(part) for part in (document.date, document.source, document.path) if part)
    say(INDENT + style.dim(origin))
    for passage in hit.passages:
        print_passage(passage, style)
    say("")


def print_passage(passage: Passage, style: Style) -> None:
    """Print a passage, wrapped, with its hits lit."""
    hits = [span.shifted(-passage.span.start) for span in passage.hits]
    for line in style.paragraph(passage.text, hits, INDENT):
        say(line)


def tell_hits(hits: Hits, query: str | None) -> None:
    """Say how many were found in what time, or what might be meant instead; `query` when there are several."""
    about = f"{query}: " if query is not None else ""
    if hits.total:
        some = f"{hits.offset + 1:,} to {hits.offset + len(hits.hits):,} of " if len(hits.hits) < hits.total else ""
        narrate(f"{about}{some}{counted(hits.total, 'document')} ({hits.seconds * 1000:.0f} ms)")
    else:
        narrate(f"{about}nothing found")
    for suggestion in hits.suggestions:
        narrate(f"did you mean: {suggestion.text}")


def tell_misread(hits: Hits) -> None:
    """Put a caret under each mistake of a query, and the query that would work."""
    parsed: Parsed = hits.parsed
    for mistake in parsed.mistakes:
        narrate(parsed.text)
        narrate(mistake.caret())
        narrate(mistake.message)
        if mistake.mended is not None:
            narrate(f"did you mean: {mistake.mended}")
