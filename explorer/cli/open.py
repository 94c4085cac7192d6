"""`explorer [PATH]`: the app, or without a fitting terminal a plain overview."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.corpus import built
from explorer.cli.invocation import Invocation
from explorer.cli.options import config_option
from explorer.cli.settings import config_of, folder_of
from explorer.cli.terminal import Style, counted, is_interactive, narrate, say
from explorer.model.progress import Overview
from explorer.model.query import Page
from explorer.model.safe import safe

if TYPE_CHECKING:
    from explorer.library import Library

SHOWN = 10  # documents that the overview names
INTERNAL = 70  # the app failed, and has said how


@click.command("open", hidden=True)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@config_option
@click.pass_obj
def command(invocation: Invocation, path: Path | None) -> int:
    """Open the app on a folder of documents; without a terminal, print an overview of it."""
    if is_interactive():
        return _app(invocation, path)
    narrate("this is not a terminal that the app can be shown on; here is an overview instead")
    with built(invocation, path) as library:
        print_overview(library)
    return 0


def _app(invocation: Invocation, path: Path | None) -> int:
    """Open the corpus and hand it to the app; errors that come before the app are raised as usual."""
    from explorer.library import Library
    from explorer.view.app import ExplorerApp  # half a second, which no other command should wait for

    config = config_of(invocation)
    library = Library.open(folder_of(path, config), config)
    try:
        app = ExplorerApp(library)
        app.run(mouse=config.interface.mouse)
    finally:
        library.close()
    return INTERNAL if app.return_code else 0


def print_overview(library: Library) -> None:
    """Print a corpus in numbers, its newest documents, and how to search it."""
    style = Style.of(sys.stdout)
    overview = library.overview()
    say(style.bold(safe(overview.folder)))
    say(_numbers(overview))
    for name, counts in (("sources", overview.sources), ("years", overview.years)):
        if counts:
            say(f"{name}: " + ", ".join(f"{safe(each)} ({count:,})" for each, count in counts[:SHOWN]))
    say("")
    for document in library.documents(Page(0, SHOWN)):
        say(f"  {document.date or '':<10}  {safe(document.title)}  {style.dim(safe(document.path))}")
    if overview.documents > SHOWN:
        say(f"  … and {overview.documents - SHOWN:,} more")
    say("")
    say("explorer search QUERY    finds documents          explorer show DOC      prints one")
    say("explorer entities        who and what is in them  explorer links DOC     what belongs to one")
    say("explorer --help          all commands             explorer PATH          the app, on a terminal")


def _numbers(overview: Overview) -> str:
    """Return the line of numbers."""
    parts = [counted(overview.documents, "document"), counted(overview.characters, "character")]
    parts += [counted(count, name, "people" if name == "person" else None) for name, count in overview.entities]
    if overview.failures:
        parts.append(counted(len(overview.failures), "failure"))
    return " · ".join(parts)
