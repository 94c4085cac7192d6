"""`explorer links DOC`: the documents that belong to one, and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explorer.cli.corpus import built, named
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import of_link, print_json
from explorer.cli.options import config_option, in_option, json_option, limit_option
from explorer.cli.terminal import Style, narrate, say
from explorer.model.safe import safe

EVERY = 1_000_000  # what --limit 0 asks the library for


@click.command("links", short_help="List what belongs to a document, and why.")
@click.argument("name", metavar="DOC")
@in_option
@json_option
@limit_option(20)
@config_option
@click.pass_obj
def command(invocation: Invocation, name: str, folder: Path | None, as_json: bool, limit: int) -> int:
    """List the documents that belong to a document, and why.

    Those that it refers to or that refer to it come first; then those that are about the same: rare people,
    organisations and places, one event, a day, a quotation. A copy is said to be one.
    """
    style = Style.of(sys.stdout)
    with built(invocation, folder) as library:
        document = named(library, name)
        links = library.links(document.id, limit or EVERY)
    for link in links:
        if as_json:
            print_json(of_link(document, link))
        else:
            say(f"{link.score:5.2f}  {style.bold(safe(link.document.title))}")
            origin = (link.document.date, link.document.source, link.document.path)
            say("       " + style.dim(" · ".join(safe(part) for part in origin if part)))
            for reason in link.reasons:
                say(f"       {safe(reason)}")
    if not links:
        narrate("nothing found")
    return 0 if links else 1
