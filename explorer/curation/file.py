"""The file of curation rules as it is read: a list of rules in YAML, whose order counts."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import CurationError
from explorer.model.curation import Rule
from explorer.values import dataclass

if TYPE_CHECKING:
    import yaml

LARGEST = 10_000_000
"""Bytes of a file of rules; what is larger is some other file."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a file in their order, the 1-based line of each, and what tells this state of it from others.

    `digest` is "" where there is no file, which has no rules.
    """

    path: Path
    rules: tuple[Rule, ...] = ()
    lines: tuple[int, ...] = ()
    digest: str = ""


def digest_of(path: Path) -> str:
    """Return what tells the content of a file from another, "" if there is none; raises CurationError."""
    data = read_bytes(path)
    return "" if data is None else _digest(data)


def read_rules(path: Path) -> Rules:
    """Read a file of rules, which need not exist; raises CurationError, which names the line of a mistake."""
    data = read_bytes(path)
    if data is None:
        return Rules(path)
    return parse_rules(decoded(data, path), path, _digest(data))


def parse_rules(text: str, path: Path, digest: str = "") -> Rules:
    """Turn the text of the file `path` into rules; raises CurationError."""
    from explorer.curation.nodes import Mistakes, RuleReader

    items = [] if (root := compose(text, path)) is None else root.value
    reader, mistakes = RuleReader(path), Mistakes(path)
    rules: list[Rule] = []
    ids: dict[str, int] = {}
    for item in items:
        rule = reader.rule(item)
        if rule.id:
            if rule.id in ids:
                mistakes.at(item, f"the id {rule.id!r} is given twice, first on line {ids[rule.id]}")
            ids[rule.id] = item.start_mark.line + 1
        rules.append(rule)
    return Rules(path, tuple(rules), tuple(item.start_mark.line + 1 for item in items), digest)


def compose(text: str, path: Path) -> yaml.SequenceNode | None:
    """Return the list of rules as nodes with their places, None if nothing is written; raises CurationError."""
    import yaml

    from explorer.curation.nodes import NULL, Mistakes, shown_node

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f":{mark.line + 1}" if mark else ""
        why = ", ".join(part for part in (error.context, error.problem) if part)
        raise CurationError(f"{path}{where}: is not valid YAML: {' '.join(why.split())}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CurationError(f"{path}:{line}: holds a character that YAML forbids (U+{error.character:04X})") from error
    except RecursionError as error:
        raise CurationError(f"{path}: is nested too deeply to be a list of rules") from error
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == NULL):
        return None
    if not isinstance(root, yaml.SequenceNode):
        Mistakes(path).at(root, f"must be a list of rules, each begun by `- `, but it is {shown_node(root)}")
    return root


def read_bytes(path: Path) -> bytes | None:
    """Read a file of rules, None if there is none; raises CurationError."""
    try:
        if path.exists() and not path.is_file():
            raise CurationError(f"{path}: is not a regular file")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise CurationError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > LARGEST:
        raise CurationError(f"{path}: is larger than {LARGEST:,} bytes, too large for curation rules")
    return data


def decoded(data: bytes, path: Path) -> str:
    """Return the text of a file, its mark of UTF-8 left out; raises CurationError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CurationError(f"{path}:{line}: is not UTF-8 (byte 0x{data[error.start]:02X})") from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
