"""`explorer show DOC`: a document's metadata and text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explorer.cli.corpus import built, named
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import of_document, print_json
from explorer.cli.options import config_option, in_option, json_option
from explorer.cli.terminal import Style, say
from explorer.model.document import Document
from explorer.model.language import SNOWBALL
from explorer.model.safe import safe


@click.command("show", short_help="Print a document.")
@click.argument("name", metavar="DOC")
@in_option
@json_option
@config_option
@click.pass_obj
def command(invocation: Invocation, name: str, folder: Path | None, as_json: bool) -> int:
    """Print a document, named by its path, its file name or its number, with what is known of it."""
    with built(invocation, folder) as library:
        document = named(library, name)
        text = library.read(document.id).text
        location = str(library.location(document.id))
    if as_json:
        print_json({**of_document(document), "file": location, "text": text})
        return 0
    style = Style.of(sys.stdout)
    for line in header(document):
        say(style.dim(line) if line else line)
    say(safe(text.rstrip("\n"), keep_newlines=True))
    return 0


def header(document: Document) -> list[str]:
    """Return the lines of metadata, each with where it was taken from, and a blank one."""
    facts = [
        ("title", document.title, document.title_origin),
        ("date", document.date, document.date_origin),
        ("source", document.source, document.source_origin),
        ("author", document.author, document.author_origin),
        ("tags", ", ".join(document.tags), None),
        ("language", SNOWBALL.get(document.language, "").capitalize(), None),
        ("path", document.path, None),
        ("length", f"{document.length:,} characters, {document.encoding}", None),
    ]
    lines = [
        f"{name:<8} {safe(value)}" + (f"  (from the {origin})" if origin else "")
        for name, value, origin in facts
        if value
    ]
    return [*lines, ""]
