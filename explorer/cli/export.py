"""`explorer export WHAT`: all that is known of a corpus, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from explorer.cli.corpus import built
from explorer.cli.hits import tell_misread
from explorer.cli.invocation import Invocation
from explorer.cli.options import config_option, in_option
from explorer.cli.saving import written
from explorer.cli.terminal import counted, narrate
from explorer.errors import UsageError
from explorer.model.entity import EntityType
from explorer.model.export import Export, Format, Subject

ENDINGS = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".csv": Format.CSV, ".graphml": Format.GRAPHML}
"""The formats that the name of a file tells."""


@click.command("export", short_help="Write entities, mentions, links and more for other programs.")
@click.argument("subject", metavar="WHAT", type=click.Choice([each.value for each in Subject]))
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in Format]),
    help="How it is written. Default: as the name of the file says, else jsonl.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write into FILE instead of to stdout.")
@click.option("--force", is_flag=True, help="Overwrite FILE if it is there.")
@click.option("--query", default="", metavar="QUERY", help="Only what the documents say that QUERY finds.")
@click.option(
    "--type",
    "types",
    type=click.Choice([each.value for each in EntityType]),
    multiple=True,
    help="Only entities of this type; may be given several times.",
)
@click.option("--all", "doubtful", is_flag=True, help="Mentions and dates below the configured confidence, too.")
@click.option(
    "--links", type=click.IntRange(min=1), default=10, show_default=True, metavar="N", help="Links of each document."
)
@click.option("--bom", is_flag=True, help="Begin a CSV with the mark by which Excel knows UTF-8.")
@in_option
@config_option
@click.pass_obj
def command(
    invocation: Invocation,
    subject: str,
    format_: str | None,
    out: Path | None,
    force: bool,
    query: str,
    types: tuple[str, ...],
    doubtful: bool,
    links: int,
    bom: bool,
    folder: Path | None,
) -> int:
    """Write all of one kind: entities, mentions, links, timeline, quotes, relations, documents; or all of them.

    \b
    jsonl     JSON, an object a line
    csv       a table for spreadsheets and statistics
    graphml   a graph for Gephi, yEd, Cytoscape or networkx
    ftm       FollowTheMoney's entities, a JSON object a line, for Aleph and its tools
    """  # noqa: D301  # click keeps the lines of a paragraph that begins with a backspace
    format_told = Format(format_) if format_ else ENDINGS.get(out.suffix.lower() if out else "", Format.JSONL)
    if bom and format_told is not Format.CSV:
        raise UsageError("--bom goes with --format csv")
    wanted = Export(Subject(subject), format_told, query, tuple(map(EntityType, types)), doubtful, bom, links)
    with built(invocation, folder) as library:
        tell_misread(library.parse(query))
        with written(out, force) as write:
            count = library.export(wanted, write)
    if out is not None:
        narrate(f"{counted(count, 'record')} written to {out}")
    if not count:
        narrate("nothing found")
    return 0 if count else 1
