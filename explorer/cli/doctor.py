"""`explorer doctor`: whether everything works here, what could not be read, and that nothing leaves the machine."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click

from explorer.cli.index import grouped
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import print_json
from explorer.cli.options import config_option, in_option, json_option
from explorer.cli.settings import config_of, folder_of
from explorer.cli.terminal import is_dumb, say
from explorer.errors import ConfigError, ExplorerError
from explorer.model.document import Failure
from explorer.model.progress import Check
from explorer.model.safe import safe

OLDEST = (3, 11)  # Python
EVERY = 1_000_000  # failures listed
SIGNS = {True: "ok", False: "WRONG", None: "--"}


@click.command("doctor", short_help="See whether everything works here.")
@in_option
@json_option
@config_option
@click.pass_obj
def command(invocation: Invocation, folder: Path | None, as_json: bool) -> int:
    """Look at everything that Explorer needs: Python, packages, directories, catalogue, index, terminal."""
    checks = [*machine(), *terminal()]
    of_corpus, failures, code = corpus(invocation, folder)
    checks += of_corpus
    for check in checks:
        if as_json:
            print_json({"name": check.name, "ok": check.ok, "detail": check.detail})
        else:
            say(f"{SIGNS[check.ok]:<5}  {safe(check.name)}: {safe(check.detail)}")
    if as_json:
        for failure in failures:
            print_json({"failure": failure.path, "reason": failure.reason, "message": failure.message})
    else:
        for line in grouped(failures, EVERY):
            say(line)
    return code or (0 if all(check.ok is not False for check in checks) else 5)


def machine() -> Iterator[Check]:
    """Yield what is known of Python, the packages and the network."""
    yield Check("explorer", None, version("explorer"))
    yield Check("python", sys.version_info >= OLDEST, f"{platform.python_version()} on {platform.system()}")
    for requirement in requires("explorer") or []:
        if "extra ==" not in requirement:
            name = requirement.split(";")[0].split("<")[0].split(">")[0].split("=")[0].strip()
            yield _package(name, requirement)
    yield Check("network", None, "not used: nothing is sent, nothing is fetched, no address is listened on")


def _package(name: str, requirement: str) -> Check:
    """Look whether a package is installed."""
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, f"is missing: {requirement}")


def terminal() -> Iterator[Check]:
    """Yield what the terminal can do; nothing of it is wrong, for all but the app works without."""
    size = shutil.get_terminal_size((0, 0))
    whole = all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    what = "yes" if whole else "no: the app needs one, all else works"
    yield Check("terminal", None, what)
    kind = os.environ.get("TERM", "")
    yield Check("TERM", None, f"{kind or 'not set'}{': too plain for the app' if is_dumb() else ''}")
    if size.columns:
        small = size.columns < 60 or size.lines < 15
        yield Check("size", None, f"{size.columns}×{size.lines}{': too small for the app' if small else ''}")
    colour = os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}
    shown = "off (NO_COLOR)" if os.environ.get("NO_COLOR") else "16 million" if colour else "as TERM says"
    yield Check("colours", None, shown)
    yield Check("encoding", None, f"{sys.stdout.encoding}, locale {locale.setlocale(locale.LC_CTYPE) or 'C'}")


def corpus(invocation: Invocation, folder: Path | None) -> tuple[list[Check], tuple[Failure, ...], int]:
    """Look at the configuration and the corpus: checks, failures, and the exit code of what keeps it from opening."""
    from explorer.library import Library  # a third of a second, which `--help` should not wait for

    try:
        config = config_of(invocation)
    except ConfigError as error:
        return [Check("configuration", False, str(error))], (), error.exit_code
    checks = [Check("configuration", True, str(config.path) if config.path else "none: the defaults are in force")]
    try:
        library = Library.open(folder_of(folder, config), config)
        try:
            notices = [Check("notice", None, notice) for notice in library.notices]
            return [*checks, *notices, *library.doctor()], library.failures(), 0
        finally:
            library.close()
    except ExplorerError as error:
        return [*checks, Check("corpus", False, str(error))], (), error.exit_code
