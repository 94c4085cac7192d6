"""The command `explorer`: its subcommands, loaded when asked for, and the exit code of every error."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from explorer import __version__
from explorer.cli.invocation import Invocation
from explorer.cli.options import config_option
from explorer.cli.terminal import narrate, open_closed_streams
from explorer.errors import ExplorerError, FolderError

COMMANDS = {
    "open": "open",
    "index": "index",
    "search": "search",
    "show": "show",
    "entities": "entities",
    "entity": "entity",
    "annotate": "annotate",
    "quotes": "quotes",
    "links": "links",
    "curate": "curate",
    "export": "export",
    "doctor": "doctor",
    "config": "configuration",
}
"""Each command and the module of this package whose `command` it is."""

EXIT_CODES = {
    0: "all went well",
    1: "nothing was found",
    2: "the command line or the configuration cannot be meant",
    3: "a folder or file cannot be read, or holds no document",
    4: "another process is writing to this corpus",
    5: "the catalogue or the index cannot be read or written",
    70: "a mistake in Explorer itself",
    130: "interrupted",
}
"""The exit codes of every command."""

DEBUG = "EXPLORER_DEBUG"
"""The environment variable that, when set, shows where a mistake in Explorer itself happened."""


class Commands(click.Group):
    """Loads a command when it is asked for; a first word that is no command is a folder to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click names it
        """Return the names of the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click names it
        """Import and return a command, None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        loaded = import_module(f"explorer.cli.{COMMANDS[cmd_name]}").command
        assert isinstance(loaded, click.Command)
        return loaded

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a first word that is no command as an argument of `open`; raises FolderError for a command misspelt."""
        first = args[0]
        if first not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(first, COMMANDS, 1, 0.75)
            if near and not Path(first).exists():
                raise FolderError(f"{first}: there is no such folder; did you mean `explorer {near[0]}`?")
            args = ["open", *args]
        return super().resolve_command(ctx, args)


def _codes() -> str:
    """Return the exit codes as a paragraph of the help that keeps its lines."""
    return "\b\nExit codes:\n" + "\n".join(f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items())


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog=_codes(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="explorer %(version)s")
@config_option
@click.pass_context
def explorer(ctx: click.Context) -> None:
    """Explore a folder of documents in the terminal: search it, read it, see who and what is in it.

    \b
    explorer [PATH]           opens the folder (as `explorer open PATH` does)
    explorer search QUERY     searches it without the app

    PATH is the folder of documents; by default the one that the configuration names, else the current directory.
    """  # noqa: D301  # click keeps the lines of a paragraph that begins with a backspace
    if ctx.invoked_subcommand is None:
        command = explorer.get_command(ctx, "open")
        assert command is not None
        ctx.invoke(command)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever goes wrong is said in one line on stderr."""
    open_closed_streams()
    try:
        outcome = explorer.main(list(arguments), prog_name="explorer", standalone_mode=False, obj=Invocation())
        sys.stdout.flush()
    except click.ClickException as error:
        return _usage(error)
    except (click.Abort, KeyboardInterrupt):
        narrate("explorer: interrupted")
        return 130
    except ExplorerError as error:
        narrate(f"explorer: {error}")
        return error.exit_code
    except OSError as error:
        return _system(error)
    except Exception as error:  # noqa: BLE001  # the outermost boundary: a person gets a line, never a traceback
        return _internal(error)
    return outcome if isinstance(outcome, int) else 0


def _usage(error: click.ClickException) -> int:
    """Say what is wrong with a command line and where to read how it is meant."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        for line in error.format_message().splitlines():
            narrate(line)
        return 2
    narrate(f"explorer: {error.format_message()}")
    context = getattr(error, "ctx", None)
    if context is not None:
        narrate(f"`{context.command_path} --help` says how it is meant")
    return 2


def _system(error: OSError) -> int:
    """Say what the system refused; quiet when whoever read the output has had enough."""
    if error.errno == errno.EPIPE:
        # Whatever is still buffered would raise again when Python closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    what = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
    narrate(f"explorer: {what}{error.strerror or error}")
    return 5


def _internal(error: Exception) -> int:
    """Admit a mistake in Explorer itself."""
    shown = os.environ.get(DEBUG)
    hint = "" if shown else f" ({DEBUG}=1 shows where)"
    narrate(f"explorer: internal error: {type(error).__name__}: {error}{hint}")
    if shown:
        import traceback

        traceback.print_exception(error)
    return 70
