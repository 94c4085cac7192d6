"""Opens the corpus that a command is about, and builds it the first time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.invocation import Invocation
from explorer.cli.settings import config_of, folder_of
from explorer.cli.terminal import counted, narrate
from explorer.errors import NotFound
from explorer.model.document import Document
from explorer.model.progress import Report

if TYPE_CHECKING:
    from explorer.library import Library


@contextmanager
def opened(invocation: Invocation, path: Path | None) -> Iterator[Library]:
    """Open a corpus for the time of a `with`, and say what was noticed; raises FolderError, StorageError."""
    from explorer.library import Library  # a third of a second, which `--help` should not wait for

    config = config_of(invocation)
    library = Library.open(folder_of(path, config), config)
    try:
        for notice in library.notices:
            narrate(notice)
        yield library
    finally:
        library.close()


@contextmanager
def built(invocation: Invocation, path: Path | None) -> Iterator[Library]:
    """Open a corpus as `opened` does, and build it if it never was; raises also Locked.

    Whether documents have changed is said at the end: to find out takes longer than most answers.
    """
    with opened(invocation, path) as library:
        known = library.is_built()
        if not known:
            narrate(f"{library.folder} is not indexed yet: indexing it once …")
            tell_report(library.build())
        yield library
        if known and sys.stderr.isatty():
            sys.stdout.flush()
            if library.is_stale():
                narrate("documents have changed since they were indexed; `explorer index` brings them up to date")


def named(library: Library, name: str) -> Document:
    """Return the document of a name, a number or a path, in the folder or from where one stands; raises NotFound."""
    try:
        return library.find_document(name)
    except NotFound:
        path = Path(name).absolute()
        if not name or not path.is_relative_to(library.folder):
            raise
        return library.find_document(path.relative_to(library.folder).as_posix())


def tell_report(report: Report) -> None:
    """Say in a line on stderr what a build did."""
    failed = f", {len(report.failures):,} with a failure (`explorer doctor` lists them)" if report.failures else ""
    narrate(f"{counted(report.documents, 'document')} indexed in {report.seconds:.1f} s{failed}")
