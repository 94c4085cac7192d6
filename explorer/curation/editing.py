"""Changes of a file of curation rules that leave all else in it as a person wrote it, comments and order included."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

import yaml

from explorer.curation.file import compose, decoded, parse_rules, read_bytes
from explorer.curation.nodes import LIMITS, OF_KIND, OWN
from explorer.errors import CurationError
from explorer.model.curation import Kind, Rule
from explorer.storage import not_writable, prepare

HEADER = (
    "# Curation rules of Explorer, applied in this order. Edit them as you like: `explorer curate check` says what is\n"
    "# wrong, `explorer curate apply` applies them at once, and so does the next `explorer index`.\n"
)
BY_LINES = "write each rule on lines of its own, begun by `- `, so that Explorer can edit them"


def added(path: Path, rule: Rule) -> str:
    """Return the text of the file `path` with a rule more at its end; raises CurationError."""
    lines = rendered(rule)
    parse_rules("\n".join(lines), Path("the rule"))  # what is wrong with it is no mistake of the file
    before = _text(path)
    root = compose(before, path)
    ending = "\r\n" if "\r\n" in before else "\n"
    indent = ""
    if root is not None:
        _refuse_flow(path, root)
        indent = " " * root.start_mark.column
    text = before or HEADER
    if not text.endswith("\n"):
        text += ending
    text += "".join(f"{indent}{line}{ending}" for line in lines)
    _verify(path, text, (*parse_rules(before, path).rules, rule))
    return text


def removed(path: Path, number: int) -> str:
    """Return the text of the file `path` without its rule of a number from 1 on; comments between rules stay."""
    before = _text(path)
    known = parse_rules(before, path).rules
    root = compose(before, path)
    if root is None or not 0 < number <= len(known):
        raise CurationError(f"{path}: there is no rule {number}")
    _refuse_flow(path, root)
    lines = before.splitlines(keepends=True)
    node = root.value[number - 1]
    first = node.start_mark.line
    while first and not lines[first].lstrip("\ufeff ").startswith("-"):
        first -= 1
    del lines[first : _last_line(node) + 1]
    text = "".join(lines)
    _verify(path, text, known[: number - 1] + known[number:])
    return text


def write(path: Path, text: str, private: Path) -> None:
    """Put a text in the place of a file in one step; raises StorageReadOnly. In the directory `private` it is private.

    A link stays one: what it leads to is replaced.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.parent == Path(os.path.realpath(private)):
            prepare(private)
        else:
            real.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(real.stat().st_mode) if real.exists() else None
        handle, name = tempfile.mkstemp(prefix=".curation-", suffix=".new", dir=real.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            if mode is not None:
                Path(name).chmod(mode)
            Path(name).replace(real)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise not_writable(path, error) from error


def rendered(rule: Rule) -> list[str]:
    """Return a rule as lines of YAML, the first one begun by `- `."""
    name, *aliases = rule.names
    several = rule.kind is Kind.MERGE or (rule.kind is not Kind.ADD and bool(aliases))
    pairs: list[tuple[str, str | list[str]]] = [(rule.kind.value, list(rule.names) if several else name)]
    if rule.kind is Kind.ADD and aliases:
        pairs.append(("aliases", aliases))
    gives = rule.becomes.value if rule.becomes else rule.to
    if gives:
        pairs.append((OF_KIND[rule.kind][0], gives))
    if rule.type:
        pairs.append(("type", rule.type.value))
    pairs += [(key, list(getattr(rule, field))) for key, field in LIMITS.items() if getattr(rule, field)]
    pairs += [(key, getattr(rule, key)) for key in OWN if getattr(rule, key)]
    lines = [f"{key}: {_value(value)}" for key, value in pairs]
    return [f"{'  ' if at else '- '}{line}" for at, line in enumerate(lines)]


def _value(value: str | list[str]) -> str:
    """Return a value on one line of YAML."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    style = '"' if isinstance(value, str) and not value.isprintable() else None
    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=float("inf"), default_style=style
    )
    return text.removesuffix("\n...\n").rstrip("\n")


def _text(path: Path) -> str:
    data = read_bytes(path)
    return "" if data is None else decoded(data, path)


def _refuse_flow(path: Path, root: yaml.SequenceNode) -> None:
    if root.flow_style:
        raise CurationError(f"{path}:{root.start_mark.line + 1}: {BY_LINES}")


def _last_line(node: yaml.Node) -> int:
    """Return the line, from 0 on, on which the last value of a node ends; what follows is not its own."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        mark = node.end_mark
        return int(mark.line) - (1 if mark.column == 0 and mark.line > node.start_mark.line else 0)
    last = node.value[-1] if node.value else None
    if last is None:
        return int(node.start_mark.line)
    return max(map(_last_line, last)) if isinstance(last, tuple) else _last_line(last)


def _verify(path: Path, text: str, expected: tuple[Rule, ...]) -> None:
    """Raise CurationError if an edited text does not hold just the rules that it should."""
    try:
        right = parse_rules(text, path).rules == expected
    except CurationError:
        right = False
    if not right:
        raise CurationError(f"{path}: is written in a way that cannot be edited; {BY_LINES}")
