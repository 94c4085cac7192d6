"""Read the YAML block that a Markdown file may begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

import yaml

from explorer.documents.clean import bare
from explorer.values import dataclass

_OPENING = re.compile(r"\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*+")
_SIMPLE = re.compile(r"^([A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]*(\S.*)$", re.MULTILINE)
_SEPARATORS = re.compile(r"[\s_-]+")
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_LONGEST = 32768
_DEEPEST = 40
_NAMES = {
    "title": ("title", "headline"),
    "date": (
        *("date", "published", "publishdate", "publicationdate", "publishedat", "publishedon", "datepublished"),
        *("pubdate", "issued", "created", "createdat", "datum"),
    ),
    "source": ("source", "publisher", "publication", "site", "agency"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "tags": ("tags", "keywords", "categories", "topics"),
    "language": ("lang", "language", "locale"),
    "address": ("url", "canonical", "canonicalurl", "sourceurl", "link", "permalink", "address"),
}
"""Keys without case, hyphens, underscores and blanks."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says, where the body begins, and what was wrong with the block."""

    body: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_front_matter(characters: str) -> FrontMatter:
    """Return the front matter of a Markdown file, empty if it has none."""
    opening = _OPENING.match(characters, 0, 4096)
    closing = _CLOSING.search(characters, opening.end(), opening.end() + _LONGEST) if opening else None
    if opening is None or closing is None:
        return FrontMatter()
    block = characters[opening.end() : closing.start()]
    simple = {name: _unquoted(value) for name, value in _SIMPLE.findall(block)}
    blank = _BLANK_LINES.match(characters, closing.end())
    body = blank.end() if blank else closing.end()
    if _depth(block) > _DEEPEST:  # the loader would take seconds to find out
        return FrontMatter(body, _known(simple), ("front matter is broken: brackets within brackets without end",))
    line = characters.count("\n", 0, opening.end()) + 1
    try:
        loaded, doubts = _loaded(block, line)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        loaded, doubts = simple, (_mistake(error, line),)
    if block.strip() and not (isinstance(loaded, dict) and loaded):
        return FrontMatter()  # a rule across the page, not a block of metadata
    return FrontMatter(body, _known(loaded or {}), doubts)


def _loaded(block: str, first_line: int) -> tuple[Any, tuple[str, ...]]:
    """Load YAML as texts, lists and mappings, and say which keys are given twice; raises YAMLError and others."""
    loader = yaml.BaseLoader(block)  # the plainest: a date stays as it was written
    try:
        node = loader.get_single_node()
        if node is None:
            return None, ()
        doubts = tuple(_mended(node, first_line)) if isinstance(node, yaml.MappingNode) else ()
        return loader.construct_document(node), doubts
    finally:
        loader.dispose()


def _mended(mapping: yaml.MappingNode, first_line: int) -> Iterator[str]:
    """Empty the values that are written as nothing, and yield which keys are given twice."""
    seen: set[str] = set()
    for key, value in mapping.value:
        if isinstance(value, yaml.ScalarNode) and not value.style and value.value in _NULLS:
            value.value = ""
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                yield f"line {first_line + key.start_mark.line}: {bare(key.value)} is given twice"
            seen.add(key.value)


def _unquoted(value: str) -> str:
    """Return a value of a broken block without the quotes around it."""
    value = value.strip()
    inside = value[1:-1]
    return inside if len(value) > 1 and value[0] == value[-1] in {"'", '"'} and value[0] not in inside else value


def _depth(block: str) -> int:
    """Return how deep brackets are nested at most."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(block):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _mistake(error: Exception, first_line: int) -> str:
    """Say what is wrong with the YAML, and in which line of the file."""
    mark = getattr(error, "problem_mark", None)
    line = first_line + mark.line if mark is not None else first_line
    problem = getattr(error, "problem", None) or "cannot be read as YAML"
    return f"line {line}: front matter is broken: {bare(str(problem))}"


def _known(values: Mapping[Any, object]) -> dict[str, str]:
    """Return the metadata among the values, each as one line of text."""
    folded = {_SEPARATORS.sub("", str(key)).lower(): value for key, value in values.items()}
    found: dict[str, str] = {}
    for name, keys in _NAMES.items():
        value = next((text for key in keys if (text := _line(folded.get(key)))), "")
        if value:
            found[name] = value
    return found


def _line(value: object) -> str:
    """Write a value on one line; lists are joined with commas, of mappings the name is taken."""
    if isinstance(value, str):
        return bare(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (_line(item) for item in value[:50] if not isinstance(item, list))))
    if isinstance(value, dict):
        names = [value.get("name")] if "name" in value else [value.get("first"), value.get("last")]
        return bare(" ".join(name for name in names if isinstance(name, str)))
    return ""
