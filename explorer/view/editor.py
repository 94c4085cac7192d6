"""The reader's own editor: which it is, and how it is told a line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

_COLON = {"hx", "helix", "subl", "zed", "micro"}
_GOTO = {"code", "codium", "cursor"}


def editor(environment: Mapping[str, str]) -> list[str]:
    """Return the command that $VISUAL, else $EDITOR, names; an empty list if neither does or it cannot be read."""
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            try:
                return shlex.split(environment[name])
            except ValueError:
                return []
    return []


def command(program: list[str], path: Path, line: int) -> list[str]:
    """Return the command line that opens `path` at `line`; most editors understand `+LINE`."""
    name = Path(program[0]).name
    if name in _COLON:
        return [*program, f"{path}:{line}"]
    if name in _GOTO:
        return [*program, "--wait", "--goto", f"{path}:{line}"]
    return [*program, f"+{line}", str(path)]
