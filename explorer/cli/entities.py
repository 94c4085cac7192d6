"""`explorer entities [DOC]`: who, what, where and when, of a document or of the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.corpus import built, named
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import of_entity, of_suggestion, print_json
from explorer.cli.options import config_option, in_option, json_option, limit_option
from explorer.cli.terminal import counted, narrate, say
from explorer.errors import UsageError
from explorer.model.entity import ASIDE, EntityCount, EntityType
from explorer.model.query import EntitySort, Page
from explorer.model.safe import safe

if TYPE_CHECKING:
    from explorer.library import Library

CHUNK = 500  # entities asked for at once when all are wanted


@click.command("entities", short_help="List people, organisations, places and dates.")
@click.argument("name", metavar="[DOC]", required=False)
@click.option("--type", "kind", type=click.Choice([each.value for each in EntityType]), help="Only this type.")
@click.option("--like", default="", metavar="TEXT", help="Only those with this in a name.")
@click.option("--document", metavar="DOC", help="Of this document: the same as DOC.")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in EntitySort]),
    help="What comes first. Default: documents; of a document what it is about, salience.",
)
@click.option("--suggestions", is_flag=True, help="List pairs that may be one, with the reason and how sure it is.")
@in_option
@json_option
@limit_option(50)
@config_option
@click.pass_obj
def command(
    invocation: Invocation,
    name: str | None,
    kind: str | None,
    like: str,
    document: str | None,
    sort: str | None,
    suggestions: bool,
    folder: Path | None,
    as_json: bool,
    limit: int,
) -> int:
    """List the people, organisations, places, dates and so on of a document, or of all documents.

    Amounts of money, quantities and URLs are listed when their type is asked for.
    """
    if name is not None and document is not None:
        raise UsageError("say either DOC or --document DOC")
    name = document if name is None else name
    if suggestions and (name is not None or like or sort):
        raise UsageError("--suggestions are of the whole corpus: only --type and --limit go with it")
    wanted = EntityType(kind) if kind else None
    order = EntitySort(sort) if sort else None
    with built(invocation, folder) as library:
        if suggestions:
            return _suggest(library, wanted, limit, as_json)
        if name is None:
            path, counts = None, _of_corpus(library, wanted, like, limit, order or EntitySort.DOCUMENTS)
        else:
            found = named(library, name)
            path, counts = found.path, _of_document(library, found.id, wanted, like, limit, order)
        for count in counts:
            if as_json:
                print_json(of_entity(count, library.entity_query(count.entity.id), path))
            else:
                say(row(count, path is not None))
    if not counts:
        narrate("nothing found")
    return 0 if counts else 1


def _suggest(library: Library, kind: EntityType | None, limit: int, as_json: bool) -> int:
    """Print pairs of entities that may be one, the likeliest first; all of them if `limit` is 0."""
    found = library.suggestions(kind, Page(0, limit or -1))
    for each in found:
        if as_json:
            print_json(of_suggestion(each))
        else:
            pair = [
                f"{safe(one.name)} ({one.type}, {counted(one.documents, 'document')})"
                for one in (each.left, each.right)
            ]
            say(f"{each.confidence:.2f}  {'  ~  '.join(pair)}  {each.rule}")
    if not found:
        narrate("nothing found")
    return 0 if found else 1


def _of_corpus(
    library: Library, kind: EntityType | None, like: str, limit: int, order: EntitySort
) -> list[EntityCount]:
    """Return entities of the corpus in an order; all of them if `limit` is 0."""
    found: list[EntityCount] = []
    while True:
        size = CHUNK if not limit else min(CHUNK, limit - len(found))
        page = library.entities(kind, like, Page(len(found), size), order)
        found += page
        if len(page) < size or len(found) == limit:
            return found


def _of_document(
    library: Library, document: int, kind: EntityType | None, like: str, limit: int, order: EntitySort | None
) -> list[EntityCount]:
    """Return entities of one document, what it is about first or in another order; all of them if `limit` is 0."""
    counts = [
        count
        for count in library.document_entities(document)
        if (count.entity.type is kind if kind else count.entity.type not in ASIDE)
        and has_name(like, [count.entity.name, *count.entity.names])
    ]
    if order is EntitySort.MENTIONS:
        counts.sort(key=lambda count: -count.here)
    elif order is EntitySort.DOCUMENTS:
        counts.sort(key=lambda count: -count.entity.documents)
    return counts[: limit or None]


def has_name(like: str, names: Iterable[str]) -> bool:
    """Say whether `like` is a part of one of the names, whatever the case."""
    return any(like.casefold() in name.casefold() for name in names)


def row(count: EntityCount, here: bool) -> str:
    """Return an entity as one line: how often, in how many documents, its type and its name, other names behind."""
    entity = count.entity
    often = f"{count.here:>6,}×" if here else f"{entity.mentions:>6,}×"
    others = [safe(name) for name in entity.names if name != entity.name]
    also = f"  (also {', '.join(others[:4])}{', …' if len(others) > 4 else ''})" if others else ""
    return f"{often} {entity.documents:>5,} docs  {safe(entity.label or entity.type):<12}  {safe(entity.name)}{also}"
