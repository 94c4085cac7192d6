"""The configuration of one run, and the folder that it is about."""

from __future__ import annotations

from pathlib import Path

from explorer.cli.invocation import Invocation
from explorer.config import Config, load_config


def config_of(invocation: Invocation) -> Config:
    """Read the configuration of this run; raises ConfigError."""
    return load_config(invocation.config_path)


def folder_of(path: Path | None, config: Config) -> Path:
    """Return the folder of documents: the one named, the configured one, or the current directory."""
    return path or config.corpus or Path.cwd()
