"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from explorer.cli.invocation import Invocation

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _remember(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    """Keep the file that --config names, before or after the command."""
    if value is not None:
        ctx.ensure_object(Invocation).config_path = value


def config_option(command: Decorated) -> Decorated:
    """Add --config FILE, which every command understands."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        expose_value=False,
        callback=_remember,
        metavar="FILE",
        help="Read this configuration instead of your own.",
    )(command)


def in_option(command: Decorated) -> Decorated:
    """Add --in PATH, the folder of documents."""
    return click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="The folder of documents; by default the configured one, else the current directory.",
    )(command)


def json_option(command: Decorated) -> Decorated:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(command)


def limit_option(default: int | None = None) -> Callable[[Decorated], Decorated]:
    """Add --limit N; 0 stands for all."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=default,
        metavar="N",
        help=f"How many; 0 for all. Default: {'a page, as configured' if default is None else default}.",
    )
