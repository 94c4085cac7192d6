"""Checks the nodes of a YAML tree against the schema; every mistake names file, line and key."""

from __future__ import annotations

import os
import types
from dataclasses import Field, is_dataclass
from pathlib import Path
from typing import Any, NoReturn, Union, cast, get_args, get_origin

import yaml

from explorer.config.schema import Config, key_names, keys_of
from explorer.errors import ConfigError

TAG = "tag:yaml.org,2002:"
NAMES = {"int": "a whole number", "float": "a number", "bool": "true or false", "str": "text", "null": "nothing"}


class Checker:
    """Turns the YAML tree of one file into a Config."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def config(self, root: yaml.Node | None) -> Config:
        """Return the configuration that `root` writes down; an empty file is the default; raises ConfigError."""
        absolute = _absolute(self.path)
        if root is None or _is_null(root):
            return Config(path=absolute)
        return cast(Config, self._section(root, Config, "", path=absolute))

    def _section(self, node: yaml.Node, section: type, name: str, **known: Any) -> Any:
        """Build the dataclass `section` from a mapping; a key left empty keeps its default."""
        valid = keys_of(section)
        values = dict(known)
        for key, (key_node, value_node) in self._pairs(node, name).items():
            full = f"{name}.{key}" if name else key
            if key not in valid:
                self._fail(key_node, f"{full} is not a key{_nearest(full, name, list(valid))}")
            if not _is_null(value_node):
                values[key] = self._checked(value_node, *valid[key], full)
        return section(**values)

    def _pairs(self, node: yaml.Node, name: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Return the keys of a mapping with their nodes; fails on another kind of node and on a key given twice."""
        if not isinstance(node, yaml.MappingNode):
            what = name or "the file"
            self._fail(node, f"{what} must hold keys (`name: value`), but it is {_kind(node)}")
        pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key_node, value_node in node.value:
            key = _named(key_node)
            full = f"{name}.{key}" if name else key
            if key in pairs:
                first = pairs[key][0].start_mark.line + 1
                self._fail(key_node, f"{full} is given twice, first on line {first}")
            pairs[key] = (key_node, value_node)
        return pairs

    def _checked(self, node: yaml.Node, hint: Any, each: Field[Any], name: str) -> Any:
        """Return the value of one key, of the right type and within its bounds."""
        value = self._value(node, hint, name)
        wrong = each.metadata["check"](value) if "check" in each.metadata else None
        if wrong:
            self._fail(node, f"{name} {wrong}, but it is {_shown(node)}")
        return value

    def _value(self, node: yaml.Node, hint: Any, name: str) -> Any:
        """Return the value of a node as the type `hint` asks."""
        if get_origin(hint) in (types.UnionType, Union):
            hint = next(each for each in get_args(hint) if each is not type(None))
        if is_dataclass(hint):
            return self._section(node, cast(type, hint), name)
        if get_origin(hint) is tuple:
            return self._texts(node, name)
        if get_origin(hint) is dict:
            return self._mapping(node, name)
        if hint is Path:
            return self._path(node, name)
        return self._scalar(node, hint, name)

    def _scalar(self, node: yaml.Node, hint: type, name: str) -> Any:
        """Return a whole number, a number, a truth value or a text."""
        tags = {int: ["int"], float: ["float", "int"], bool: ["bool"], str: ["str"]}[hint]
        if not isinstance(node, yaml.ScalarNode) or node.tag not in [TAG + tag for tag in tags]:
            self._fail(node, f"{name} must be {NAMES[tags[0]]}, but it is {_shown(node)}")
        if hint is str:
            return node.value
        try:
            return hint(yaml.SafeLoader("").construct_object(node))
        except (ValueError, OverflowError) as error:
            self._fail(node, f"{name} cannot be read as {NAMES[tags[0]]}: {error}")

    def _texts(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        if not isinstance(node, yaml.SequenceNode):
            self._fail(node, f"{name} must be a list, but it is {_shown(node)}")
        return tuple(self._scalar(item, str, f"an item of {name}") for item in node.value)

    def _mapping(self, node: yaml.Node, name: str) -> dict[str, str]:
        """Return texts by name; a number or a truth value counts as it is written, for `1` and `on` are keys too."""
        values = {}
        for key, (_, value_node) in self._pairs(node, name).items():
            if not isinstance(value_node, yaml.ScalarNode) or _is_null(value_node):
                self._fail(value_node, f"{name}.{key} must be text, but it is {_shown(value_node)}")
            values[key] = value_node.value
        return values

    def _path(self, node: yaml.Node, name: str) -> Path:
        """Return an absolute path: `~` is the home directory, and a relative path starts at the file's folder."""
        text = self._scalar(node, str, name)
        if not text or "\0" in text:
            self._fail(node, f"{name} must be a path, but it is {_shown(node)}")
        try:
            path = Path(text).expanduser()
        except RuntimeError as error:
            self._fail(node, f"{name}: the home directory of {text} is not known ({error})")
        return _absolute(self.path.parent / path)

    def _fail(self, node: yaml.Node, message: str) -> NoReturn:
        raise ConfigError(f"{self.path}:{node.start_mark.line + 1}: {message}")


def _absolute(path: Path) -> Path:
    """Return a path from the root, without following the links in it."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links


def _named(key: yaml.Node) -> str:
    """Return a key as it is written, in quotes if it would not be seen otherwise."""
    if not isinstance(key, yaml.ScalarNode):
        return "(a list or mapping)"
    name = str(key.value)
    return name if name.strip() and name.isprintable() else repr(name)


def _is_null(node: yaml.Node) -> bool:
    """Say whether a value was left empty."""
    return bool(node.tag == TAG + "null")


def _kind(node: yaml.Node) -> str:
    """Name what a node is."""
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return NAMES.get(str(node.tag).removeprefix(TAG), "another kind of value")


def _shown(node: yaml.Node) -> str:
    """Show a value as it is written, cut short, or name its kind."""
    if not isinstance(node, yaml.ScalarNode):
        return _kind(node)
    written = node.value if len(node.value) <= 40 else node.value[:39] + "…"
    return f"{written!r} ({_kind(node)})"


def _nearest(full: str, section: str, valid: list[str]) -> str:
    """Say which key is likely meant, anywhere in the file; with none near, which keys the section has."""
    from rapidfuzz import fuzz, process, utils

    last = full.rpartition(".")[2]
    everywhere = {name: name.rpartition(".")[2] for name in key_names()}
    within = {f"{section}.{key}" if section else key: key for key in valid}
    for names in (within, everywhere):
        near = process.extractOne(last, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=65)
        if near:
            return f"; did you mean {near[2]}?"
    return f"; {section or 'the file'} has: {', '.join(valid)}"
