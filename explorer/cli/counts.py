"""What a query finds, counted: `explorer search --facets`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from explorer.cli.hits import tell_misread
from explorer.cli.jsonl import print_json
from explorer.cli.terminal import Style, counted, say
from explorer.model.entity import PLURALS, EntityCount, EntityType
from explorer.model.language import SNOWBALL
from explorer.model.results import Facets
from explorer.model.safe import safe

if TYPE_CHECKING:
    from explorer.library import Library

SHOWN = 10
"""Values of each list, by default."""


def print_counts(library: Library, query: str, limit: int | None, as_json: bool, style: Style) -> bool:
    """Print what all hits of a query are, at most `limit` values of each list; say whether there is a hit."""
    tell_misread(library.parse(query))
    facets = library.facets(query, SHOWN if limit is None else limit or 10**6)
    if as_json:
        print_json(_as_object(library, query, facets))
        return bool(facets.total)
    say(style.bold(f"{safe(query)}: {counted(facets.total, 'document')}"))
    for name, values in _lists(facets):
        _print_list(name, values, style)
    for type_ in EntityType:
        found = [(each.entity.name, each.results or 0) for each in facets.entities if each.entity.type is type_]
        _print_list(PLURALS[type_], found, style)
    return bool(facets.total)


def _lists(facets: Facets) -> Iterable[tuple[str, tuple[tuple[str, int], ...]]]:
    languages = tuple((SNOWBALL.get(code, code).capitalize(), count) for code, count in facets.languages)
    return (
        ("types", facets.kinds),
        ("sources", facets.sources),
        ("years", facets.years),
        ("folders", facets.folders),
        ("tags", facets.tags),
        ("languages", languages),
    )


def _print_list(name: str, values: Iterable[tuple[str, int]], style: Style) -> None:
    lines = [f"{count:>8,}  {safe(value)}" for value, count in values]
    if lines:
        say("")
        say(style.bold(name))
        for line in lines:
            say(line)


def _as_object(library: Library, query: str, facets: Facets) -> dict[str, Any]:
    """Return the counts: each list of values with their documents; `query` of an entity finds its documents."""
    lists = {
        "types": facets.kinds,
        "sources": facets.sources,
        "years": facets.years,
        "folders": facets.folders,
        "tags": facets.tags,
        "languages": facets.languages,
    }
    return {
        "query": query,
        "total": facets.total,
        **{name: [{"value": value, "documents": count} for value, count in values] for name, values in lists.items()},
        "entities": [_entity(library, each) for each in facets.entities],
    }


def _entity(library: Library, count: EntityCount) -> dict[str, Any]:
    return {
        "id": count.entity.id,
        "type": count.entity.type,
        "label": count.entity.label or None,
        "name": count.entity.name,
        "documents": count.results,
        "query": library.entity_query(count.entity.id),
    }
