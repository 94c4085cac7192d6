"""Read the YAML block that a Markdown file may begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from explorer.documents.clean import bare

_OPENING = re.compile(r"\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*+")
_SIMPLE = re.compile(r"^([A-Za-z][\w -]{0,30}?)[ \t]*:[ \t]*(\S.*)$", re.MULTILINE)
_LONGEST = 32768
_DEEPEST = 40
_NAMES = {
    "title": ("title", "headline"),
    "date": ("date", "published", "publish_date", "pubdate", "created", "datum"),
    "source": ("source", "publisher", "publication", "site", "agency"),
    "author": ("author", "authors", "by", "byline", "creator"),
    "tags": ("tags", "keywords", "categories", "topics"),
}


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
    simple = {name.lower(): value for name, value in _SIMPLE.findall(block)}
    if block.strip() and not simple:
        return FrontMatter()  # a rule across the page, not a block of metadata
    blank = _BLANK_LINES.match(characters, closing.end())
    body = blank.end() if blank else closing.end()
    if _depth(block) > _DEEPEST:  # the loader would take seconds to find out
        return FrontMatter(body, _known(simple), ("front matter is broken: brackets within brackets without end",))
    try:
        # The plainest loader: it makes texts, lists and mappings, so a date stays as it was written.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        line = characters.count("\n", 0, opening.end()) + 1
        return FrontMatter(body, _known(simple), (_mistake(error, line),))
    return FrontMatter(body, _known(loaded) if isinstance(loaded, dict) else {})


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
    folded = {str(key).strip().lower().replace("-", "_"): value for key, value in values.items()}
    found: dict[str, str] = {}
    for name, keys in _NAMES.items():
        value = next((text for key in keys if (text := _line(folded.get(key)))), "")
        if value:
            found[name] = value
    return found


def _line(value: object) -> str:
    """Write a value on one line; lists are joined with commas, of mappings only the name is taken."""
    if isinstance(value, str):
        return bare(value.strip().strip("\"'"))
    if isinstance(value, list):
        return ", ".join(filter(None, (_line(item) for item in value[:50] if not isinstance(item, list))))
    if isinstance(value, dict):
        name = value.get("name")
        return bare(name) if isinstance(name, str) else ""
    return ""
