"""What the options before any command say; nothing here is expensive to import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Invocation:
    """One run of the command line: `config_path` is the file that --config names."""

    config_path: Path | None = None
