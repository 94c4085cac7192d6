"""The sections and keys of a configuration with their defaults; each key is explained in the example config.yaml.

A field's metadata may hold `check`: a function of its value that returns what is wrong with it, or None.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import Field, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from explorer.values import dataclass

Check = Callable[[Any], str | None]


def _between(low: float, high: float) -> dict[str, Check]:
    """Ask for a number from `low` to `high`, both allowed."""

    def check(value: float) -> str | None:
        if low <= value <= high:
            return None
        return f"must be at least {low:,}" if high == float("inf") else f"must be between {low:,} and {high:,}"

    return {"check": check}


def _one_of(*choices: str) -> dict[str, Check]:
    """Ask for one of `choices`."""
    return {"check": lambda value: None if value in choices else f"must be one of: {', '.join(choices)}"}


def _known_language(value: str) -> str | None:
    """Ask for a language that there is a stemmer for."""
    import snowballstemmer

    known = sorted(snowballstemmer.algorithms())
    return None if value in known else f"must be one of: {', '.join(known)}"


def _known_encoding(value: str | None) -> str | None:
    """Ask for an encoding that turns bytes into text."""
    if value is None:
        return None
    try:
        info = codecs.lookup(value)
    except (LookupError, ValueError):
        return "is not a known encoding, such as utf-8 or windows-1252"
    return None if info._is_text_encoding else "is not an encoding of text"


def _all_patterns(values: tuple[str, ...]) -> str | None:
    """Ask for patterns as in .gitignore."""
    from pathspec import GitIgnoreSpec

    for value in values:
        try:
            GitIgnoreSpec.from_lines([value])
        except (ValueError, re.error):
            return f"must hold patterns as in .gitignore, which {value!r} is not"
    return None


@dataclass(frozen=True, slots=True)
class StorageConfig:
    """Where Explorer writes: `data` for the catalogue, `cache` for the index; None for the user's own directories."""

    data: Path | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class DocumentRules:
    """Which files are documents: patterns as in .gitignore, the largest size in bytes, a fixed encoding or None."""

    include: tuple[str, ...] = field(
        default=("*.txt", "*.text", "*.md", "*.markdown", "*.html", "*.htm", "*.xhtml"),
        metadata={"check": _all_patterns},
    )
    exclude: tuple[str, ...] = field(default=(), metadata={"check": _all_patterns})
    max_bytes: int = field(default=50_000_000, metadata=_between(1, float("inf")))
    encoding: str | None = field(default=None, metadata={"check": _known_encoding})
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class EntityConfig:
    """What finds entities, the confidence (0–1) below which a mention is folded away, and the file of curation rules.

    `curation` None stands for one in the data directory of each corpus.
    """

    tagger: str = field(default="rules", metadata=_one_of("rules"))
    confidence: float = field(default=0.5, metadata=_between(0.0, 1.0))
    curation: Path | None = None


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """The language whose word endings are folded, and how many hits a page has."""

    language: str = field(default="english", metadata={"check": _known_language})
    page: int = field(default=20, metadata=_between(1, 1000))


@dataclass(frozen=True, slots=True)
class BuildConfig:
    """How a corpus is built: processes that read (0 for the number of cores, at most 4), documents a commit."""

    workers: int = field(default=0, metadata=_between(0, 64))
    commit_every: int = field(default=1000, metadata=_between(1, float("inf")))


@dataclass(frozen=True, slots=True)
class InterfaceConfig:
    """How the app looks and listens; `keys` maps the id of a binding to its keys, comma-separated."""

    theme: str = "explorer-dark"
    animation: bool = False
    mouse: bool = True
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """All that can be configured; `path` is the file it was read from, None for the defaults."""

    path: Path | None = None
    corpus: Path | None = None
    storage: StorageConfig = field(default_factory=StorageConfig)
    documents: DocumentRules = field(default_factory=DocumentRules)
    entities: EntityConfig = field(default_factory=EntityConfig)
    search: SearchConfig = field(default_factory=SearchConfig)
    build: BuildConfig = field(default_factory=BuildConfig)
    interface: InterfaceConfig = field(default_factory=InterfaceConfig)


DEFAULT = Config()


def keys_of(section: type) -> dict[str, tuple[Any, Field[Any]]]:
    """Return the keys that may stand in a section, each with its type and its field."""
    hints = get_type_hints(section)
    unwritten = {"path"} if section is Config else set()
    return {each.name: (hints[each.name], each) for each in fields(section) if each.name not in unwritten}


def key_names(section: type = Config, before: str = "") -> Iterator[str]:
    """Yield the full name of every key, such as `search.page`, sections before their keys."""
    for name, (hint, _) in keys_of(section).items():
        yield before + name
        if isinstance(hint, type) and is_dataclass(hint):
            yield from key_names(hint, f"{before}{name}.")
