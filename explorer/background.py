"""A build in a child process, so that neither reading nor typing waits for it.

The child is the command line itself; its events come as JSON lines. It is started as a plain process: Python's
multiprocessing cannot start one from within an application that has taken over the terminal.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from explorer.config import Config
from explorer.model.document import Failure
from explorer.model.progress import Progress, Report, event_from_json

GRACE_SECONDS = 20.0
"""How long a child that was asked to stop may take to finish its batch before it is ended."""

LOCKED = 4


class BackgroundBuild:
    """One build in a child process; `events` tells how it goes, `stop` asks it to end after its current batch."""

    def __init__(self, folder: Path, config: Config, command: tuple[str, ...] | None = None) -> None:
        """Start the child; `command` replaces the one that runs Explorer."""
        self._folder = folder
        arguments = command or (
            sys.executable,
            "-m",
            "explorer",
            *(("--config", str(config.path)) if config.path else ()),
            "index",
            "--events",
            str(folder),
        )
        self._complaints = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  # closed in close()
        self._stopping = False
        # A session of its own: a key that interrupts the terminal's programs must not reach it.
        self._child = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def __enter__(self) -> BackgroundBuild:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def events(self) -> Iterator[Progress | Report]:
        """Yield what the child says as it says it; the last is always a Report, whatever becomes of the child."""
        report: Report | None = None
        if self._child.stdout is not None:
            for line in self._child.stdout:
                try:
                    event = event_from_json(line)
                except ValueError:
                    continue  # a warning of some library that went to the wrong stream
                if isinstance(event, Report):
                    report = event
                else:
                    yield event
        code = self._child.wait()
        yield report or self._without_report(code)
        self.close()

    def stop(self) -> None:
        """Ask the child to stop after its current batch; what it has committed stays."""
        self._stopping = True
        if self._child.poll() is None:
            self._child.terminate()

    def kill(self) -> None:
        """End the child and the workers that it has started at once; what it has committed stays."""
        self._stopping = True
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)

    def close(self) -> None:
        """Stop the child if it still runs, and wait for it."""
        self.stop()
        try:
            self._child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._complaints.close()

    def _without_report(self, code: int) -> Report:
        """Say in a Report why there is none."""
        if self._stopping:
            return Report(stopped=True)
        self._complaints.seek(0)
        lines = [line.strip() for line in self._complaints if line.strip()]
        last = lines[-1] if lines else f"ended with code {code}"
        if code == LOCKED:
            return Report(stopped=True, notices=(last,))
        failure = Failure(str(self._folder), "build failed", last)
        return Report(stopped=True, failures=(failure,), notices=(f"indexing broke off: {last}",))
