"""`explorer config path|show|validate`: which configuration is in force, and whether one is right."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click
import yaml

from explorer.cli.invocation import Invocation
from explorer.cli.options import config_option
from explorer.cli.settings import config_of
from explorer.cli.terminal import narrate, say
from explorer.config import find_config, load_config, user_config_file
from explorer.model.safe import safe


@click.group("config", short_help="Show or check the configuration.")
def command() -> None:
    """Say which configuration is in force, print it, or check one."""


@command.command("path")
@config_option
@click.pass_obj
def path(invocation: Invocation) -> int:
    """Print the file that is read, or the one that would be."""
    found = find_config(invocation.config_path)
    if found is None:
        narrate("there is no configuration: the defaults are in force; this is where your own would be read from")
    say(safe(str(found or user_config_file())))
    return 0


@command.command("show")
@config_option
@click.pass_obj
def show(invocation: Invocation) -> int:
    """Print all that is in force, defaults included, as YAML."""
    config = config_of(invocation)
    narrate(f"from {config.path}" if config.path else "no configuration file: these are the defaults")
    values = plain(config)
    del values["path"]
    say(yaml.safe_dump(values, sort_keys=False, allow_unicode=False).rstrip("\n"))
    return 0


@command.command("validate")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@config_option
@click.pass_obj
def validate(invocation: Invocation, file: Path | None) -> int:
    """Check a configuration; a mistake is named with its line, its key and the nearest valid key."""
    config = load_config(file or invocation.config_path)
    say(f"{safe(str(config.path))}: valid" if config.path else "no configuration file: the defaults are valid")
    return 0


def plain(value: Any) -> Any:
    """Return a configuration as what YAML can write."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Path):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
