"""`explorer search QUERY`: hits with their passages for people, or JSON lines for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.corpus import built
from explorer.cli.hits import print_hit, tell_hits, tell_misread
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import json_line, of_hit, of_mistakes, print_json
from explorer.cli.options import config_option, in_option, json_option, limit_option
from explorer.cli.terminal import Style, encodable, say
from explorer.errors import UsageError
from explorer.later import Later
from explorer.model.query import Page, Sort
from explorer.model.results import Hits
from explorer.model.safe import safe
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.cli import counts, reasons
    from explorer.library import Library
else:
    counts, reasons = Later("explorer.cli.counts"), Later("explorer.cli.reasons")

CHUNK = 200  # hits asked for at once when there are many to print


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which hits to print and how: from `offset`, at most `limit` (None for all), each with `passages` passages.

    `explain` has each followed by why it ranks where it does.
    """

    offset: int
    limit: int | None
    sort: Sort
    passages: int
    as_json: bool
    explain: bool = False


class Searching(click.Command):
    """Takes `-word` for a word that is not wanted, as the query language does, and not for options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the words of the query behind the options."""
        valued = {
            name for each in self.params if isinstance(each, click.Option) and not each.is_flag for name in each.opts
        }
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            if arg == "--":
                words.extend(rest)
            elif arg in valued:
                options += [arg, *islice(rest, 1)]
            elif arg.startswith("--") or arg in ctx.help_option_names:
                options.append(arg)
            else:
                words.append(arg)
        return super().parse_args(ctx, [*options, "--", *words])


@click.command("search", cls=Searching, short_help="Find documents and show their passages.")
@click.argument("words", metavar="QUERY", nargs=-1)
@in_option
@json_option
@limit_option()
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N.")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    default=Sort.RELEVANCE.value,
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--passages", type=click.IntRange(min=0), metavar="N", help="How many of each document. Default: 1, with --json 3."
)
@click.option(
    "--batch", type=click.Path(path_type=Path), metavar="FILE", help="Read a query a line from FILE; - is stdin."
)
@click.option("--facets", is_flag=True, help="Instead of hits, print what all of them are, counted.")
@click.option("--explain", is_flag=True, help="Print why each hit ranks where it does.")
@config_option
@click.pass_obj
def command(
    invocation: Invocation,
    words: tuple[str, ...],
    folder: Path | None,
    as_json: bool,
    limit: int | None,
    offset: int,
    sort: str,
    passages: int | None,
    batch: Path | None,
    facets: bool,
    explain: bool,
) -> int:
    """Find documents, and show the passages with the hits.

    \b
    moon station              both words, in any form       "lunar station"  this phrase
    moon OR mars, -mars       either; without               lun*             words that begin so
    title: person: org: place: source: path: type:          within a field, such as person:"Ada Lovelace"
    date:2021-03  after:2020  before:2021-06                by date; date:2018..2022 is a range
    =Moon  *naut  colo?r  rogozyn~                          exactly so; patterns; similar spellings
    about:2017 speaker: is:starred has:quotes lang: like:   by what is known of a document
    """  # noqa: D301  # click keeps the lines of a paragraph that begins with a backspace
    if bool(words) == (batch is not None):
        raise UsageError("say either a query or --batch FILE")
    queries = list(_lines(batch)) if batch is not None else [(1, " ".join(words))]
    with built(invocation, folder) as library:
        if facets:
            style = Style.of(sys.stdout)
            counted = [counts.print_counts(library, query, limit, as_json, style) for _, query in queries]
            return 0 if any(counted) else 1
        page = library.config.search.page if limit is None else limit
        many = (3 if as_json else 1) if passages is None else passages
        wanted = Wanted(offset, page or None, Sort(sort), many, as_json, explain)
        found = [_answer(library, query, line, wanted, batch is not None) for line, query in queries]
    return 0 if any(found) else 1


def _lines(batch: Path) -> Iterator[tuple[int, str]]:
    """Yield the numbered queries of a batch file, blank lines left out; raises UsageError."""
    try:
        data = sys.stdin.buffer.read() if str(batch) == "-" else batch.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{batch}:{line}: is not UTF-8") from error
    except OSError as error:
        raise UsageError(f"{batch}: cannot be read: {error.strerror}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.strip()


def _answer(library: Library, query: str, line: int, wanted: Wanted, batch: bool) -> bool:
    """Print the hits of one query and say whether there are any."""
    style = Style.of(sys.stdout)
    first: Hits | None = None
    for hits in _pages(library, query, wanted):
        if first is None:
            first = hits
            _introduce(hits, query, line, wanted, batch)
        about = library.main_entities([hit.document.id for hit in hits.hits])
        for place, hit in enumerate(hits.hits, hits.offset + 1):
            why = library.explain_hit(query, hit.document.id, hits.sort) if wanted.explain else None
            if wanted.as_json:
                explained = {"explained": reasons.of_reasons(why)} if wanted.explain else {}
                print_json(of_hit(query, hits, hit, place, about[hit.document.id]) | explained)
            else:
                print_hit(hit, place, style, about[hit.document.id])
                reasons.print_reasons(why, style)
    return first is not None and bool(first.hits)


def _introduce(hits: Hits, query: str, line: int, wanted: Wanted, batch: bool) -> None:
    """Say on stderr what was misread and how much was found."""
    if batch and wanted.as_json:
        if hits.parsed.mistakes or hits.notices or not hits.total:
            print(encodable(json_line(of_mistakes(query, line, hits)), sys.stderr), file=sys.stderr, flush=True)
        return
    tell_misread(hits.parsed)
    tell_hits(hits, query if batch else None)
    if batch and hits.hits and not sys.stdout.isatty():  # on a terminal the line above has just said it
        say(safe(query))


def _pages(library: Library, query: str, wanted: Wanted) -> Iterator[Hits]:
    """Yield the wanted hits in pages; the first page always, even if it is empty."""
    offset, left = wanted.offset, wanted.limit
    while True:
        size = CHUNK if left is None else min(CHUNK, left)
        hits = library.search(query, Page(offset, size), wanted.sort, wanted.passages)
        yield hits
        offset += len(hits.hits)
        left = None if left is None else left - len(hits.hits)
        if not hits.hits or left == 0 or offset >= hits.total:
            return
