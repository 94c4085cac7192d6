"""Find the documents of a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

from explorer.config import DocumentRules
from explorer.documents.folder import check_folder, why
from explorer.documents.formats import kind_of
from explorer.documents.names import to_path
from explorer.documents.patterns import compiled
from explorer.model.document import Failure, FileStamp, FoundFile
from explorer.values import dataclass

IGNORE_FILE = ".explorerignore"
LARGEST_IGNORE_FILE = 65_536
"""Bytes; every pattern is held against every file."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a folder holds: documents in the order of their paths, how many entries were left out, what failed."""

    files: list[FoundFile] = field(default_factory=list)
    ignored: int = 0
    failures: list[Failure] = field(default_factory=list)


def discover(root: Path, rules: DocumentRules) -> Discovery:
    """Walk the folder `root` and list its documents; raises FolderError if it is missing, no folder or unreadable.

    Left out and counted: other endings, what `rules` or `.explorerignore` exclude, hidden entries (a hidden folder
    counts once), links to what is read in its own place. Listed as failures: what cannot be listed or looked at,
    devices, sockets and pipes, links that lead nowhere or out of the folder.
    """
    base = os.path.abspath(root)  # noqa: PTH100  # resolve() would refuse odd names
    check_folder(root)
    walk = _Walk(base, rules)
    walk.folder("")
    while walk.pending:
        walk.folder(walk.pending.pop())
    walk.files.sort(key=lambda file: os.fsencode(file.location))
    walk.failures.sort(key=lambda failure: failure.path)
    return Discovery(walk.files, walk.ignored, walk.failures)


class _Walk:
    """The state of one walk; folders still to be listed wait in `pending`, so that depth costs no stack."""

    def __init__(self, base: str, rules: DocumentRules) -> None:
        self.base = base
        self.real = os.path.realpath(base)
        self.hidden = rules.hidden
        self.files: list[FoundFile] = []
        self.failures: list[Failure] = []
        self.ignored = 0
        self.pending: list[str] = []
        # Endings are read in any case, so what is included is, too.
        include = [pattern.lower() for pattern in rules.include]
        self.include = self.patterns("documents.include", include) if include else None
        self.exclude = self.patterns("documents.exclude", rules.exclude)
        self.ignore = self._ignore_file()
        self.leaving_out = [spec for spec in (self.exclude, self.ignore) if len(spec)]

    def fail(self, relative: str, reason: str, message: str) -> None:
        """List an entry as one that could not be read."""
        self.failures.append(Failure(to_path(relative) or ".", reason, message))

    def _ignore_file(self) -> GitIgnoreSpec:
        """Read the patterns of `.explorerignore`; what is wrong with it is listed as a failure."""
        location = Path(self.base, IGNORE_FILE)
        try:
            status = location.stat()
            if not stat.S_ISREG(status.st_mode):
                return self._unused("not a regular file")
            if status.st_size > LARGEST_IGNORE_FILE:
                return self._unused(f"larger than {LARGEST_IGNORE_FILE:,} bytes")
            lines = location.read_text("utf-8", "replace").split("\n")
        except FileNotFoundError:
            return self.patterns(IGNORE_FILE, ())
        except OSError as error:
            return self._unused(f"cannot be read: {why(error)}")
        return self.patterns(IGNORE_FILE, lines)

    def _unused(self, why: str) -> GitIgnoreSpec:
        """List the ignore file as one that is not used, and return no patterns."""
        self.fail(IGNORE_FILE, "ignore file", f"its patterns are not used: {why}")
        return self.patterns(IGNORE_FILE, ())

    def patterns(self, where: str, lines: Sequence[str]) -> GitIgnoreSpec:
        """Compile patterns; one that is none is left out and listed as a failure of `where` it stands."""
        spec, wrong = compiled(lines)
        reason, each = ("ignore file", "line") if where == IGNORE_FILE else ("pattern", "item")
        for number, mistake in wrong:
            self.fail(where, reason, f"{each} {number}: {mistake}, left out: {to_path(lines[number - 1])[:80]}")
        return spec

    def folder(self, relative: str) -> None:
        """List one folder: sort its entries into documents, folders to come, ignored and failed."""
        try:
            with os.scandir(Path(self.base, relative)) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self.fail(relative, "unreadable folder", f"cannot be listed: {why(error)}")
            return
        for entry in entries:
            name = f"{relative}/{entry.name}" if relative else entry.name
            try:
                self.entry(name, entry)
            except OSError as error:
                self.fail(name, "unreadable", f"cannot be looked at: {why(error)}")

    def entry(self, relative: str, entry: os.DirEntry[str]) -> None:
        """Sort one entry."""
        if entry.name.startswith(".") and not self.hidden:
            self.ignored += entry.name != IGNORE_FILE
        elif entry.is_symlink():
            self.link(relative, entry)
        elif entry.is_dir(follow_symlinks=False):
            if self.left_out(relative + "/"):
                self.ignored += 1
            else:
                self.pending.append(relative)
        else:
            self.file(relative, entry.stat(follow_symlinks=False))

    def left_out(self, relative: str) -> bool:
        """Say whether a pattern excludes the entry; folders end in a slash."""
        return any(spec.match_file(relative) for spec in self.leaving_out)

    def file(self, relative: str, status: os.stat_result) -> None:
        """Sort what is neither a folder nor a link."""
        wanted = self.include is None or self.include.match_file(relative.lower())
        if kind_of(relative) is None or not wanted or self.left_out(relative):
            self.ignored += 1
        elif not stat.S_ISREG(status.st_mode):
            self.fail(relative, "special file", f"is {_special(status.st_mode)}, not opened")
        else:
            location = os.path.join(self.base, relative)  # noqa: PTH118  # as fast as can be: once a file
            self.files.append(
                FoundFile(to_path(relative), location, FileStamp(status.st_size, status.st_mtime_ns)),
            )

    def link(self, relative: str, entry: os.DirEntry[str]) -> None:
        """Sort a symbolic link: it is followed only to a file of this folder that is not read in its own place."""
        if self.left_out(relative):
            self.ignored += 1
            return
        target = os.path.realpath(entry.path)
        inside = target == self.real or target.startswith(self.real.rstrip(os.sep) + os.sep)
        try:
            status = Path(target).stat()
        except OSError as error:
            if kind_of(relative) is None:
                self.ignored += 1
            else:
                self.fail(relative, "broken link", f"is a link that leads nowhere: {why(error)}")
            return
        folder = stat.S_ISDIR(status.st_mode)
        if not inside and (folder or kind_of(relative)):
            self.fail(relative, "outside link", "is a link out of the folder, not followed")
        elif folder or not inside or self.read_in_place(target):
            self.ignored += 1
        else:
            self.file(relative, status)

    def read_in_place(self, target: str) -> bool:
        """Say whether the walk finds the file at `target`, inside the folder, by its own name."""
        relative = os.path.relpath(target, self.real)
        parts = PurePosixPath(relative).parts
        visible = self.hidden or not any(part.startswith(".") for part in parts)
        return visible and kind_of(relative) is not None and not self.left_out(relative)


def _special(mode: int) -> str:
    """Name a kind of file that is not opened."""
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
