"""`explorer quotes [NAME]`: what somebody said, over all documents, or what is said in one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.corpus import built, named
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import of_quote, print_json
from explorer.cli.options import config_option, in_option, json_option, limit_option
from explorer.cli.terminal import narrate, say
from explorer.model.entity import QuoteKind
from explorer.model.query import Page
from explorer.model.results import QuoteOf
from explorer.model.safe import safe

if TYPE_CHECKING:
    from explorer.library import Library

CHUNK = 500  # quotations asked for at once when all are wanted


@click.command("quotes", short_help="List what somebody said, and where.")
@click.argument("name", metavar="[NAME]", default="")
@click.option("--document", metavar="DOC", help="Only those of this document.")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([each.value for each in QuoteKind]),
    multiple=True,
    help="Only these: whole statements in marks, some words in marks, or statements told without them.",
)
@in_option
@json_option
@limit_option(50)
@config_option
@click.pass_obj
def command(
    invocation: Invocation,
    name: str,
    document: str | None,
    kinds: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
    limit: int,
) -> int:
    """List what everybody with these words in the name is quoted with, newest documents first.

    Without NAME, what anybody is quoted with.
    """
    wanted = tuple(QuoteKind(kind) for kind in kinds)
    with built(invocation, folder) as library:
        found = (
            _said(library, name, wanted, limit)
            if document is None
            else _in_document(library, document, name, wanted, limit)
        )
        for quote in found:
            if as_json:
                print_json(of_quote(quote))
            else:
                say(row(quote))
    if not found:
        narrate("nothing found")
    return 0 if found else 1


def _said(library: Library, name: str, kinds: tuple[QuoteKind, ...], limit: int) -> list[QuoteOf]:
    """Return quotations over all documents; all of them if `limit` is 0."""
    found: list[QuoteOf] = []
    while True:
        size = CHUNK if not limit else min(CHUNK, limit - len(found))
        page = library.quotes(name, kinds, Page(len(found), size))
        found += page
        if len(page) < size or len(found) == limit:
            return found


def _in_document(library: Library, document: str, name: str, kinds: tuple[QuoteKind, ...], limit: int) -> list[QuoteOf]:
    """Return quotations of one document in their order, of those with `name` in one of their names."""
    found = [
        quote
        for quote in library.document_quotes(named(library, document).id)
        if (not kinds or quote.kind in kinds) and _is_by(quote, name)
    ]
    return found[: limit or None]


def _is_by(quote: QuoteOf, name: str) -> bool:
    names = (quote.speaker.entity.name, *quote.speaker.entity.names) if quote.speaker else ()
    return not name or any(name.casefold() in each.casefold() for each in names)


def row(quote: QuoteOf) -> str:
    """Return a quotation as one line: when, where, who by which word, what, and whether others quote it, too."""
    document = quote.sentence.document
    who = quote.speaker.entity.name if quote.speaker else quote.named or "somebody"
    doubt = "" if quote.confidence >= 0.7 else " (perhaps)"
    cue = f" {quote.cue}" if quote.cue else ""
    also = f"  (also in {quote.elsewhere:,} more)" if quote.elsewhere else ""
    words = " ".join(quote.quote.split())
    place = f"{document.date or 'undated':<10}  {document.path}:{quote.span.start}-{quote.parts[-1].end}"
    return safe(f"{place}  {who}{cue}{doubt}: {words}{also}")
